"""A tutorial as a person follows it: what it says to type is typed, what it says to save is saved, what it shows must come.

In the Markdown of a tutorial a block of `sh` is typed into the shell, one of `sh title="…terminal of its own"` into another, where it
goes on; a block of another language with a title is saved under that name; a block of `text` is what the block before prints:
each of its lines in order, `…` for anything within a line, a line of `...` for any lines.
"""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"^```(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
OWN = "terminal of its own"
_DONE = "the block is done:"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: its language, its title, its text."""

    language: str
    title: str | None
    text: str


def blocks_of(page: Path) -> list[Block]:
    """In their order."""
    return [Block(each["language"], each["title"], each["text"]) for each in _BLOCK.finditer(page.read_text())]


@dataclass
class Shell:
    """A bash of its own process group; what it prints is collected as it comes."""

    folder: Path
    environment: dict[str, str]

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            ["bash", "--norc"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reading = threading.Thread(target=self._collect, daemon=True)
        self._reading.start()

    def type(self, text: str) -> None:
        """As a person does, with Enter."""
        assert self.process.stdin
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def run(self, text: str, seconds: float) -> list[str]:
        """Type it and wait for its end; what it printed. AssertionError where it fails or takes too long."""
        self.type(f"{text.rstrip()}\necho; echo '{_DONE}' $?")
        printed: list[str] = []
        for line in self.lines(seconds):
            if line.startswith(_DONE):
                assert line.split()[-1] == "0", f"{text}\nended with {line.split()[-1]}:\n" + "\n".join(printed)
                return printed
            printed.append(line)
        raise AssertionError(f"{text}\nis not done after {seconds} s:\n" + "\n".join(printed))

    def lines(self, seconds: float) -> Iterator[str]:
        """Those that come within so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                yield self._lines.get(timeout=left)
            except queue.Empty:
                return

    def end(self) -> None:
        """As Ctrl-C and closing the window do; what is left of it is killed."""
        for number in (signal.SIGINT, signal.SIGTERM):
            if self.process.poll() is None:
                os.killpg(self.process.pid, number)
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(8)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._reading.join(5)
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe
            with suppress(BrokenPipeError):
                pipe.close()

    def _collect(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))


@dataclass
class Walk:
    """One person, one tutorial, in a checkout."""

    folder: Path
    environment: dict[str, str]
    replaced: dict[str, str]
    """What another machine would have otherwise: ports."""
    seconds: float = 120

    def follow(self, page: Path) -> list[tuple[str, float]]:
        """All of it; how long each block that is typed took."""
        shell, others, took = Shell(self.folder, self.environment), [], []
        try:
            last: list[str] = []
            waiting: Shell | None = None
            for block in blocks_of(page):
                text, began = self._here(block.text), time.monotonic()
                if block.language == "text":
                    last = self._shown(text, waiting) if waiting else last
                    missing = first_missing(text.splitlines(), last)
                    assert missing is None, f"{page.name}: {missing!r} is not in\n" + "\n".join(last)
                    waiting = None
                elif block.language != "sh":
                    assert block.title, f"{page.name}: a block of {block.language} without a name:\n{text}"
                    (self.folder / block.title).write_text(text)
                elif block.title and OWN in block.title:
                    waiting = Shell(self.folder, self.environment)
                    others.append(waiting)
                    waiting.type(text)
                else:
                    last = shell.run(text, self.seconds)
                took.append((text.splitlines()[0], time.monotonic() - began))
        finally:
            for each in [shell, *others]:
                each.end()
        return took

    def _here(self, text: str) -> str:
        for theirs, ours in self.replaced.items():
            text = text.replace(theirs, ours)
        return text

    def _shown(self, text: str, shell: Shell) -> list[str]:
        """What another terminal has printed once all that is expected is there; what there is when the time is over."""
        printed: list[str] = []
        for line in shell.lines(self.seconds):
            printed.append(line)
            if first_missing(text.splitlines(), printed) is None:
                break
        return printed


def first_missing(expected: list[str], printed: list[str]) -> str | None:
    """The first line that is expected and is not printed after those before it; None where all are."""
    rest = iter(printed)
    for line in expected:
        if line.strip() in ("", "..."):
            continue
        pattern = re.compile(".*".join(re.escape(part) for part in line.rstrip().split("…")))
        if not any(pattern.fullmatch(each.rstrip()) for each in rest):
            return line
    return None
