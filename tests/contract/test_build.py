"""The build: locks agree with pyproject.toml, dependencies have their reasons, and a package has all that it needs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
CLIENT: list[str] = PROJECT["project"]["dependencies"]
DEPLOYED = ("worker", "postgres")
"""Extras that the image has."""
RUNTIME = [each for extra in DEPLOYED for each in EXTRAS[extra]]
CLIENT_EXTRAS = ("sync", "scrapy")
"""They come beside the client library into other people's environments."""
BUILD: list[str] = PROJECT["dependency-groups"]["build"]
DEV: list[str] = [
    *(each for extra in EXTRAS if extra not in {*DEPLOYED, *CLIENT_EXTRAS} for each in EXTRAS[extra]),
    *BUILD,
    *(each for each in PROJECT["dependency-groups"]["dev"] if isinstance(each, str)),
]
FIT: list[str] = PROJECT["dependency-groups"]["fit"]
# An address that packages come from belongs to the machine, not to the project.
INDEX = re.compile(
    r"https?://\S*(pypi|pythonhosted|/simple\b|/maven2\b)|--(extra-)?index-url[ =]|--find-links[ =]|^registry=",
    re.IGNORECASE | re.MULTILINE,
)


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


@pytest.mark.parametrize("requirement", [*RUNTIME, *DEV, *FIT])
def test_each_direct_dependency_is_pinned_and_has_a_reason(requirement: str) -> None:
    """`name==version`, and a comment on its line that says what it is for."""
    assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9.]*", requirement)
    assert re.search(rf'^  "{re.escape(requirement)}",  # \S.{{10,}}$', PYPROJECT, re.MULTILINE)


@pytest.mark.parametrize("requirement", [*CLIENT, *(each for extra in CLIENT_EXTRAS for each in EXTRAS[extra])])
def test_what_the_client_library_needs_is_a_range_around_what_is_tested(requirement: str) -> None:
    """From a version that has what is used, up to one that may break it; what is locked lies within."""
    name, low, high = re.fullmatch(r"([a-z0-9-]+)>=([0-9.]+),<([0-9.]+)", requirement).groups()  # type: ignore[union-attr]
    tested = versions("dev.lock")[name]
    assert _numbers(low) <= _numbers(tested) < _numbers(high)
    assert re.search(rf'^  "{re.escape(requirement)}",  # \S.{{10,}}$', PYPROJECT, re.MULTILINE)


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


@pytest.mark.parametrize("requirement", RUNTIME)
def test_the_runtime_lock_has_each_runtime_dependency(requirement: str) -> None:
    """The same version, with hashes; else `make lock`."""
    assert locked("runtime.lock")[requirement]


@pytest.mark.parametrize("requirement", [*RUNTIME, *DEV])
def test_the_dev_lock_has_each_dependency(requirement: str) -> None:
    """The same version, with hashes; else `make lock`."""
    assert locked("dev.lock")[requirement]


@pytest.mark.parametrize("name", ["runtime.lock", "build.lock", "dev.lock", "fit.lock"])
def test_all_that_is_locked_has_hashes(name: str) -> None:
    """pip takes nothing that was not there when the lock was made."""
    assert all(locked(name).values())


def test_what_is_tested_is_what_runs() -> None:
    """The dev lock has the versions of the others."""
    assert versions("runtime.lock").items() <= versions("dev.lock").items()
    assert versions("build.lock").items() <= versions("dev.lock").items()


def test_a_deployment_has_no_tools() -> None:
    """The demo's broker and the developer's tools stay out of the runtime lock."""
    assert not {requirement.split("==")[0] for requirement in [*DEV, *FIT]} & set(versions("runtime.lock"))


@pytest.mark.parametrize("requirement", FIT)
def test_what_learns_is_locked_apart(requirement: str) -> None:
    """Neither the service nor its tests need what the weights are learned with; else `make lock`."""
    assert locked("fit.lock")[requirement]
    assert requirement not in locked("dev.lock")


def test_the_build_backend_is_the_locked_one() -> None:
    """The image and the editable install build with the pinned hatchling: pip fetches none by itself."""
    assert PROJECT["build-system"]["requires"] == BUILD
    assert all(locked("build.lock")[requirement] for requirement in BUILD)


def test_no_file_names_a_package_index() -> None:
    """Where packages come from is the machine's configuration."""
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in checked_in()}
    assert [
        f"{path.relative_to(ROOT)}: {match[0]}" for path, text in texts.items() if (match := INDEX.search(text))
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        "--index" + "-url x",
        "--extra-index" + "-url=x",
        "https" + "://host.example/simple/",
        "http" + "://pypi.example/x",
    ],
)
def test_an_index_would_be_found(line: str) -> None:
    """The search above can fail."""
    assert INDEX.search(line)


def test_ci_runs_what_a_developer_runs() -> None:
    """.ci/run is executable and calls `make test`."""
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "\nmake test\n" in script.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True)
    return next(folder.glob("*.whl"))


def test_an_installed_package_has_all_its_files(wheel: Path) -> None:
    """The wheel has each file of `service` and `schemas`: schemas, examples and samples included."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    ours = {
        f"copydesk/{path.relative_to(ROOT)}"
        for path in checked_in()
        if path.relative_to(ROOT).parts[0] in ("service", "schemas")
    }
    assert ours <= packed


def test_a_wheel_installs_nothing_but_copydesk(wheel: Path) -> None:
    """No package of ours stands where a user's `service` or `schemas` could."""
    assert {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()} == {
        "copydesk",
        f"copydesk-{PROJECT['project']['version']}.dist-info",
    }


def test_a_project_with_its_own_service_and_schemas_can_use_copydesk(wheel: Path, tmp_path: Path) -> None:
    """Installed beside packages of those names, the tool runs, and its contracts and the project's own can be imported
    together.
    """
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True, timeout=60)
    install: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        environment,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        wheel,
    ]
    subprocess.run(install, check=True, timeout=60, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    # The dependencies are those of this environment, without the checkout itself.
    purelib = sysconfig.get_path("purelib")
    site_packages = Path(
        subprocess.run(
            [environment / "bin/python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        ).stdout.strip()
    )
    (site_packages / "dependencies.pth").write_text(f"import sys; sys.path.append({purelib!r})\n")
    project = tmp_path / "project"
    for name in ("service", "schemas"):
        (project / name).mkdir(parents=True)
        (project / name / "__init__.py").write_text("OURS = True\n")
    script = "import schemas, service; from copydesk.schemas.article import Article; print(schemas.OURS, service.OURS, Article.__name__)"
    commands: list[tuple[list[str | Path], str]] = [
        ([environment / "bin/python", "-c", script], "True True Article"),
        ([environment / "bin/python", "-m", "copydesk", "--version"], PROJECT["project"]["version"]),
        ([environment / "bin/copydesk", "parse", "--help"], "Usage"),
    ]
    for command, expected in commands:
        done = subprocess.run(
            command,
            cwd=project,
            capture_output=True,
            text=True,
            timeout=60,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": "."},
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert expected in done.stdout
