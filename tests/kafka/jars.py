"""The jars that a pom.xml names, fetched once by Maven and kept in `.cache/`: Apache Kafka's, and others' for their tests."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
CACHE = Path(__file__).parents[2] / ".cache"
FETCH_TIMEOUT_SECONDS = 600


def missing_tools(pom: Path = POM) -> str | None:
    """What keeps a broker, or another server, from starting here, as a sentence; None where all is there."""
    tools = ["java"] if _folder(pom).is_dir() else ["java", "mvn"]
    absent = [tool for tool in tools if shutil.which(tool) is None]
    what = "Kafka broker" if pom == POM else pom.parent.name
    return f"no {what}: {' and '.join(absent)} not found (install a JDK >= 17 and Maven)" if absent else None


def jars(pom: Path = POM) -> Path:
    """The folder of the jars that pom.xml names; the first call fetches them."""
    folder = _folder(pom)
    if not folder.is_dir():
        _fetch(pom, folder)
    return folder


def _folder(pom: Path) -> Path:
    # Another pom is another folder, so no old jar stays beside a new one.
    return CACHE / pom.parent.name / hashlib.sha256(pom.read_bytes()).hexdigest()[:12]


def _fetch(pom: Path, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        libs = Path(work) / "libs"
        command = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={libs}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=FETCH_TIMEOUT_SECONDS, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"Maven could not fetch the jars of {pom}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        try:
            libs.rename(folder)  # whole or not at all: another run may be fetching too
        except OSError:
            if not folder.is_dir():
                raise
