"""This checkout beside another: the same documents through both, in turns, each in its own interpreter.

Two runs on a shared machine differ by a tenth for no reason; laps in turns meet the same machine, and of each the least
counts. Of a wire (a corpus with `wire` in its name) the edit is measured too. trafilatura takes its turn at HTML pages.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import Literal

from benchmarks.laps import read_corpus

HERE = Path(__file__).parents[1]
LAPS = Path(__file__).with_name("laps.py")

Step = Literal["parse", "wire"]


class Runner:
    """A process that goes through a corpus when it is asked to."""

    def __init__(self, command: Sequence[str | Path], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def lap(self) -> float:
        """Processor seconds for all documents."""
        assert self._process.stdin
        assert self._process.stdout
        print(file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("a process that is measured ended: its own words stand above")
        return float(answer)

    def end(self) -> None:
        """It ends with its stdin."""
        self._process.communicate()


def runner_of(checkout: Path, step: Step, corpus: Path) -> Runner:
    """A checkout's code in its own interpreter; in this one where it has none, with what is installed here."""
    own, packaged = checkout / ".venv/bin/python", checkout / "src/copydesk"
    prefix, source = ("copydesk.", packaged.parent) if packaged.is_dir() else ("", checkout)
    python = own if own.exists() else sys.executable
    return Runner([python, "-P", LAPS, prefix, step, corpus], {"PYTHONPATH": str(source)})


def trafilatura_over(corpus: Path, python: str) -> Runner:
    """The peer, in an interpreter that has it."""
    return Runner([python, "-P", LAPS, "", "trafilatura", corpus], {})


@contextmanager
def checkout_of(name: str) -> Iterator[Path]:
    """The folder of that name, else the revision of that name, unpacked for as long as it is needed."""
    if Path(name).is_dir():
        yield Path(name).absolute()
        return
    packed = subprocess.run(["git", "archive", name], cwd=HERE, stdout=subprocess.PIPE, check=True).stdout
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
        yield Path(folder)


def least_seconds(runners: Sequence[Runner], rounds: int) -> list[float]:
    """Of each runner, in turns."""
    laps = [[runner.lap() for runner in runners] for _ in range(rounds)]
    return [min(taken) for taken in zip(*laps, strict=True)]


def report_beside(name: str, corpora: Sequence[Path], rounds: int, peer: str | None = None) -> None:
    """The table: documents a second of the other checkout, of this one, and of trafilatura, in interpreter `peer`."""
    print(f"| documents | count | {name} /s | here /s | here / {name} | trafilatura /s | here / trafilatura |")
    print("|-|-|-|-|-|-|-|")
    with checkout_of(name) as other:
        for corpus in corpora:
            print(_row(corpus, other, rounds, peer), flush=True)


def _row(corpus: Path, other: Path, rounds: int, peer: str | None) -> str:
    title, count = corpus.name.partition(".")[0], len(read_corpus(corpus))
    step: Step = "wire" if "wire" in title else "parse"
    with ExitStack() as stack:
        runners = [runner_of(checkout, step, corpus) for checkout in (other, HERE)]
        if "html" in title and peer:
            runners.append(trafilatura_over(corpus, peer))
        for runner in runners:
            stack.callback(runner.end)
        before, here, *theirs = (count / seconds for seconds in least_seconds(runners, rounds))
    beside = f"{theirs[0]:.0f} | {here / theirs[0]:.1f}" if theirs else " | "
    done = f"{title}, parsed and edited" if step == "wire" else title
    return f"| {done} | {count} | {before:.0f} | {here:.0f} | {here / before:.2f} | {beside} |"
