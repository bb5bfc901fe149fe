"""The build: locks agree with pyproject.toml, dependencies have their reasons, and a package has all that it needs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)
RUNTIME: list[str] = PROJECT["project"]["dependencies"]
BUILD: list[str] = PROJECT["dependency-groups"]["build"]
DEV: list[str] = [
    *PROJECT["project"]["optional-dependencies"]["embedded"],
    *BUILD,
    *(each for each in PROJECT["dependency-groups"]["dev"] if isinstance(each, str)),
]
# An address that packages come from belongs to the machine, not to the project.
INDEX = re.compile(r"https?://\S*(pypi|pythonhosted|/simple\b|/maven2\b)|--(extra-)?index-url[ =]|--find-links[ =]|^registry=", re.IGNORECASE | re.MULTILINE)


def locked(name: str) -> dict[str, list[str]]:
    """`name==version` -> hashes, as a lock has them."""
    found: dict[str, list[str]] = {}
    for block in re.split(r"\n(?=\S)", (ROOT / "requirements" / name).read_text(encoding="utf-8")):
        found[block.split()[0]] = re.findall(r"--hash=sha256:([0-9a-f]{64})\b", block)
    return found


def versions(name: str) -> dict[str, str]:
    """Package -> version, as a lock has them."""
    return dict(pin.split("==") for pin in locked(name))


def checked_in() -> list[Path]:
    """The files of the repository, those to be committed included."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=True)
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("requirement", [*RUNTIME, *DEV])
def test_each_direct_dependency_is_pinned_and_has_a_reason(requirement: str) -> None:
    """`name==version`, and a comment on its line that says what it is for."""
    assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9.]*", requirement)
    assert re.search(rf'^  "{re.escape(requirement)}",  # \S.{{10,}}$', PYPROJECT, re.MULTILINE)


@pytest.mark.parametrize("requirement", RUNTIME)
def test_the_runtime_lock_has_each_runtime_dependency(requirement: str) -> None:
    """The same version, with hashes; else `make lock`."""
    assert locked("runtime.lock")[requirement]


@pytest.mark.parametrize("requirement", [*RUNTIME, *DEV])
def test_the_dev_lock_has_each_dependency(requirement: str) -> None:
    """The same version, with hashes; else `make lock`."""
    assert locked("dev.lock")[requirement]


@pytest.mark.parametrize("name", ["runtime.lock", "build.lock", "dev.lock"])
def test_all_that_is_locked_has_hashes(name: str) -> None:
    """pip takes nothing that was not there when the lock was made."""
    assert all(locked(name).values())


def test_what_is_tested_is_what_runs() -> None:
    """The dev lock has the versions of the others."""
    assert versions("runtime.lock").items() <= versions("dev.lock").items()
    assert versions("build.lock").items() <= versions("dev.lock").items()


def test_a_deployment_has_no_tools() -> None:
    """The demo's broker and the developer's tools stay out of the runtime lock."""
    assert not {requirement.split("==")[0] for requirement in DEV} & set(versions("runtime.lock"))


def test_the_build_backend_is_the_locked_one() -> None:
    """The image and the editable install build with the pinned hatchling: pip fetches none by itself."""
    assert PROJECT["build-system"]["requires"] == BUILD
    assert all(locked("build.lock")[requirement] for requirement in BUILD)


def test_no_file_names_a_package_index() -> None:
    """Where packages come from is the machine's configuration."""
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in checked_in()}
    assert [f"{path.relative_to(ROOT)}: {match[0]}" for path, text in texts.items() if (match := INDEX.search(text))] == []


@pytest.mark.parametrize("line", ["--index" + "-url x", "--extra-index" + "-url=x", "https" + "://host.example/simple/", "http" + "://pypi.example/x"])
def test_an_index_would_be_found(line: str) -> None:
    """The search above can fail."""
    assert INDEX.search(line)


def test_ci_runs_what_a_developer_runs() -> None:
    """.ci/run is executable and calls `make test`."""
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "\nmake test\n" in script.read_text(encoding="utf-8")


def test_an_installed_package_has_all_its_files(tmp_path: Path) -> None:
    """The wheel has each file of `service` and `schemas`: schemas, examples and samples included."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True)
    packed = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    ours = {str(path.relative_to(ROOT)) for path in checked_in() if path.relative_to(ROOT).parts[0] in ("service", "schemas")}
    assert ours <= packed
