"""The tutorials of docs/tutorials, each from its first line to its last, in a fresh checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.kafka.node import free_ports
from tests.walkthrough import Walk, blocks_of, first_missing

ROOT = Path(__file__).parents[2]
TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.md"))
MINUTES = 5


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the repository as they are now, and nothing else."""
    folder = tmp_path_factory.mktemp("newcomer") / "copydesk"
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=30).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file() or (ROOT / name).is_symlink():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name, follow_symlinks=False)
    return folder


@pytest.fixture(scope="module")
def install_seconds(checkout: Path) -> float:
    """How long what each tutorial begins with takes where nothing is installed yet."""
    began = time.monotonic()
    ended = subprocess.run(
        ["make", "install"], cwd=checkout, env=environment(), check=False, capture_output=True, text=True, timeout=600
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return time.monotonic() - began


def environment(**more: str) -> dict[str, str]:
    """Of a person without settings, outside of any virtual environment."""
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COPYDESK_", "VIRTUAL_ENV", "PYTHONPATH"))
    }
    return own | more


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.stem)
def test_a_tutorial(page: Path, checkout: Path, install_seconds: float) -> None:
    """Each block does what the page says, all of it within five minutes, the installation included."""
    port, console = free_ports(2)
    replaced = {
        "demo --keep": f"demo --keep --port {port} --console-port {console}",
        "localhost:9092": f"localhost:{port}",
        "localhost:8087": f"localhost:{console}",
    }
    walk = Walk(checkout, environment(COPYDESK_BROKERS=f"localhost:{port}"), replaced)
    began = time.monotonic()
    took = walk.follow(page)
    seconds = install_seconds + time.monotonic() - began
    print(f"{page.stem}: {seconds:.0f} s, of which {install_seconds:.0f} for the installation")
    for line, each in took:
        print(f"  {each:6.1f} s  {line}")
    assert seconds < MINUTES * 60


def test_there_is_one_for_each() -> None:
    """For who writes scrapers, who uses articles, and who keeps it running; each begins with the installation."""
    assert [page.stem for page in TUTORIALS] == ["publish", "read", "run"]
    assert all(blocks_of(page)[0].text.splitlines()[0] == "make install" for page in TUTORIALS)


@pytest.mark.parametrize(
    ("expected", "printed", "missing"),
    [
        (["a … c", "d"], ["a b c", "other", "d"], None),
        (["a", "..."], ["a", "b"], None),
        (["d", "a"], ["a", "d"], "a"),
        (["a b"], ["a b c"], "a b"),
    ],
)
def test_what_is_not_printed_is_missed(expected: list[str], printed: list[str], missing: str | None) -> None:
    """The comparison above can fail."""
    assert first_missing(expected, printed) == missing
