"""Compilers of other languages, where this machine has them, and what their programs need, fetched once into
`.cache/clients/`. A tool that is missing skips a test; one that is there must work.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.kafka.jars import jars

ROOT = Path(__file__).parents[2]
CLIENTS = ROOT / "clients"
PROGRAMS = Path(__file__).parent
CACHE = ROOT / ".cache" / "clients"
GO = {"GOMODCACHE": str(CACHE / "go"), "GOFLAGS": "-mod=readonly -modcacherw", "GOTOOLCHAIN": "local"}
"""Go's modules beside what else is fetched, writable so that they can be removed."""

FETCH_SECONDS = 300
NO_NETWORK = re.compile(
    r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|dial tcp|no such host|Could not transfer"
)


def need(*tools: str) -> None:
    """Skip the test where one of them is missing."""
    if absent := [tool for tool in tools if shutil.which(tool) is None]:
        pytest.skip(f"{' and '.join(absent)} not found")


def run(folder: Path, *command: str | Path, given: str = "", environment: Mapping[str, str] | None = None) -> str:
    """What a command prints; it must end well and have nothing to complain of."""
    done = subprocess.run(
        command,
        cwd=folder,
        input=given,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=FETCH_SECONDS,
        check=False,
    )
    if done.returncode and NO_NETWORK.search(done.stderr) and os.environ.get("CI") != "true":
        pytest.skip(f"no network: {command[0]} cannot fetch what it needs")
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done.stdout


def typescript(folder: Path) -> Path:
    """The folder as a project with our types, our programs and their packages; compiled, its JavaScript is in `out`."""
    need("node", "npm")
    for source in (*(CLIENTS / "typescript").glob("*.ts"), *(PROGRAMS / "typescript").iterdir()):
        shutil.copy(source, folder)
    (folder / "node_modules").symlink_to(node_modules("typescript"))
    return folder


def compile_typescript(folder: Path) -> None:
    """Fails where the compiler finds something."""
    run(folder, "node", "node_modules/typescript/bin/tsc", "-p", ".")


def node_modules(program: str) -> Path:
    """The packages that the lock of one of our programs names; the first call fetches them."""
    lock = PROGRAMS / program / "package-lock.json"
    folder = CACHE / f"node-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    if not folder.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as work:
            made = Path(work) / "made"
            made.mkdir()
            shutil.copy(lock, made)
            shutil.copy(lock.with_name("package.json"), made)
            run(made, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
            _keep(made, folder)
    return folder / "node_modules"


def _keep(made: Path, folder: Path) -> None:
    """Whole or not at all: another run may be fetching too."""
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def go(folder: Path) -> Path:
    """The folder as a module with our package and our program."""
    need("go")
    shutil.copytree(PROGRAMS / "go", folder, dirs_exist_ok=True)
    shutil.copytree(CLIENTS / "go", folder / "copydesk")
    return folder


def java(folder: Path) -> Path:
    """The folder with our sources and our program."""
    need("java", "javac", "mvn")
    shutil.copytree(PROGRAMS / "java", folder, dirs_exist_ok=True)
    shutil.copytree(CLIENTS / "java" / "copydesk", folder / "copydesk")
    return folder


def class_path() -> str:
    """Of our classes, and of the jars of the tests' broker, which bring Jackson and Kafka's client."""
    return f"out:{jars()}/*"


def compile_java(folder: Path) -> None:
    """With all warnings, as errors; but those about jars, which are not ours."""
    sources = [path.relative_to(folder) for path in folder.rglob("*.java")]
    run(
        folder,
        "javac",
        "-Xlint:all,-path,-classfile,-processing",
        "-Werror",
        "-d",
        "out",
        "-cp",
        class_path(),
        *sources,
    )
