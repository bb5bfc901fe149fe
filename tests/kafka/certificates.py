"""Certificates for a secured broker and its clients, made by openssl in a folder: an authority, and what it signs."""

from __future__ import annotations

import subprocess
from pathlib import Path

TIMEOUT_SECONDS = 30


class Certificates:
    """All are PEM, and as short-lived as the test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.authority = self._authority("authority")
        self.other_authority = self._authority("other-authority")

    def signed(self, name: str, *alternative_names: str) -> Path:
        """A certificate by the authority, its key in the same file; made once for each name."""
        both = self._folder / f"{name}.pem"
        if not both.exists():
            names = [f"DNS:{each}" if each[0].isalpha() else f"IP:{each}" for each in alternative_names or (name,)]
            key, certificate = self._folder / f"{name}.key", self._folder / f"{name}.crt"
            signer = ("-CA", self.authority, "-CAkey", self.authority.with_suffix(".key"))
            extensions = ("-addext", f"subjectAltName={','.join(names)}", "-addext", "basicConstraints=CA:FALSE")
            self._make(name, key, certificate, *signer, *extensions)
            both.write_bytes(key.read_bytes() + certificate.read_bytes())
        return both

    def locked_key(self, name: str, password: str) -> Path:
        """The key of a certificate, under a password."""
        locked = self._folder / f"{name}.locked.key"
        _run(
            "openssl",
            "pkcs8",
            "-topk8",
            "-in",
            self._folder / f"{name}.key",
            "-out",
            locked,
            "-passout",
            f"pass:{password}",
        )
        return locked

    def _authority(self, name: str) -> Path:
        certificate = self._folder / f"{name}.crt"
        self._make(name, certificate.with_suffix(".key"), certificate)
        return certificate

    def _make(self, name: str, key: Path, certificate: Path, *options: object) -> None:
        curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        files = ("-keyout", key, "-out", certificate)
        _run("openssl", "req", "-x509", *curve, *files, "-days", "2", "-subj", f"/CN={name}", *options)


def _run(*command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[:2]}: {done.stderr[-500:]}")
