"""The client library alone: what `pip install copydesk` brings, without the worker, is enough for it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

SOURCES = Path(__file__).parents[2] / "src" / "copydesk"
OF_AN_EXTRA = {"scrapy"}
"""Modules that need what an extra of their name brings."""

MODULES = sorted(
    ".".join(("copydesk", *path.relative_to(SOURCES).with_suffix("").parts)).removesuffix(".__init__")
    for paths in (SOURCES.glob("*.py"), *((SOURCES / part).rglob("*.py") for part in ("client", "reader", "schemas")))
    for path in paths
    if path.stem not in {*OF_AN_EXTRA, "__main__"}
)

ALONE = """
import sys

GONE = set(sys.argv[1:])

class Elsewhere:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in GONE:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Elsewhere())
"""


def brought_by(name: str) -> set[str]:
    """A distribution and all that it needs, in any environment."""
    found, waiting = set(), [name]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            wanted = [Requirement(line) for line in requires(name) or []]
            waiting += [each.name for each in wanted if not each.marker or each.marker.evaluate({"extra": ""})]
    return found


def alone(script: str) -> subprocess.CompletedProcess[str]:
    """Run where nothing is installed but the client library."""
    from importlib.metadata import packages_distributions  # noqa: PLC0415 -- slow

    there = brought_by("copydesk")
    normal = {each.lower().replace("_", "-") for each in there}
    gone = {
        package
        for package, owners in packages_distributions().items()
        if not {owner.lower().replace("_", "-") for owner in owners} & normal
    } - {"copydesk"}
    command = [sys.executable, "-c", ALONE + script, *sorted(gone)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_it_brings_little() -> None:
    """Three libraries and theirs."""
    assert len(brought_by("copydesk")) <= 12, brought_by("copydesk")


@pytest.mark.parametrize("module", MODULES)
def test_each_module_can_be_imported(module: str) -> None:
    """Nothing of the worker is asked for."""
    done = alone(f"import {module}; assert not any(name.startswith('copydesk.service') for name in sys.modules)")
    assert done.returncode == 0, done.stderr


def test_what_is_of_the_worker_is_not_there() -> None:
    """The test above can fail."""
    assert "No module named 'faust'" in alone("import faust").stderr


def test_the_command_says_what_it_needs() -> None:
    """One line, and 1."""
    done = alone("import runpy; runpy.run_module('copydesk', run_name='__main__')")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "pip install 'copydesk[worker]'" in done.stderr
