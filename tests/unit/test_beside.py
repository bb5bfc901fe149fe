"""The benchmark that measures two checkouts in turns."""

from __future__ import annotations

import gzip
import re
import subprocess
from pathlib import Path

import orjson
import pytest

from benchmarks.beside import HERE, checkout_of, least_seconds, report_beside, runner_of

STORY = {"url": "https://example.org/1", "body": "A Bridge Opens\n\nOSLO (Reuters) - The bridge opened, the city said."}


def a_corpus(folder: Path, name: str) -> Path:
    """Two documents in a file of that name."""
    path = folder / f"{name}.jsonl.gz"
    path.write_bytes(
        gzip.compress(orjson.dumps(STORY) + b"\n" + orjson.dumps(STORY | {"url": "https://example.org/2"}))
    )
    return path


def test_a_checkout_beside_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The row of a corpus has the documents a second of both checkouts and their ratio; a wire is edited too."""
    report_beside(str(HERE), [a_corpus(tmp_path, "wire_text")], rounds=1)
    row = capsys.readouterr().out.splitlines()[-1]
    assert re.match(r"\| wire_text, parsed and edited \| 2 \| \d+ \| \d+ \| \d+\.\d\d \|", row)


def test_a_checkout_from_before_the_package(tmp_path: Path) -> None:
    """A checkout whose modules stand at its top is measured by its own code."""
    (tmp_path / "service/core").mkdir(parents=True)
    (tmp_path / "service/core/records.py").write_text(
        "class Origin:\n def __init__(self, *_): pass\nclass Record(Origin): pass\n"
    )
    (tmp_path / "service/pipeline.py").write_text("def parse_record(record, max_bytes): sum(range(100_000))\n")
    runner = runner_of(tmp_path, "parse", a_corpus(tmp_path, "page_text"))
    assert least_seconds([runner], 2) > [0.0001]
    runner.end()


def test_a_revision_is_unpacked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is no folder is a revision, which stands unpacked for as long as it is measured."""
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org")
    (tmp_path / "page.py").write_text("1")
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "one")):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    monkeypatch.setattr("benchmarks.beside.HERE", tmp_path)
    with checkout_of("HEAD") as folder:
        assert (folder / "page.py").read_text() == "1"
    assert not folder.exists()
