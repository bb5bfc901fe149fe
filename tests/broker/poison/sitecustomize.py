"""Put on PYTHONPATH, makes documents with certain words in them do to a process what a fault in a library would.

Python imports a module of this name in every process that it starts, the worker's child processes too.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import time
from collections.abc import Callable
from typing import Any

from copydesk.service import enrichers
from copydesk.service.core.intake import decode

LIMIT = 4 * 1024**3
WANTED = 10 * 1024**3

# Stands in for the memory limit of a container.
resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))


def segfault() -> None:
    """Read where there is nothing."""
    ctypes.string_at(0)


def endless() -> None:
    """Never come back."""
    while True:
        pass


def sleep() -> None:
    """Wait for what never comes."""
    time.sleep(3600)


def memory() -> None:
    """Take ten gigabytes, and be killed as the kernel kills where they are not there."""
    held = []
    try:
        for _ in range(WANTED // (64 * 1024**2)):
            held.append(b"x" * (64 * 1024**2))
    except MemoryError:
        held.clear()
        os.kill(os.getpid(), signal.SIGKILL)


FAULTS: dict[str, Callable[[], None]] = {"segfault": segfault, "endless": endless, "sleep": sleep, "memory": memory}


def poisoned(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which first does what a text asks for: `POISON parse segfault`."""

    def run(first: Any, *rest: Any) -> Any:
        text = repr(first)
        for name, fault in FAULTS.items():
            if f"POISON {stage} {name}" in text:
                fault()
        return function(first, *rest)

    return run


def poison() -> None:
    """Before the pipeline imports them."""
    decode.decode = poisoned("parse", decode.decode)
    enrichers.enrich = poisoned("edit", enrichers.enrich)


poison()
