"""aiokafka's own lines of what goes wrong on a publisher's way: left out, as the publisher tells it by exceptions, once. Other clients in
the same program, and what is unforeseen (with a traceback), are heard as ever.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NOISY = ("aiokafka", "aiokafka.cluster", "aiokafka.producer.sender")
"""Loggers that tell of tries to connect, of topics and of what is refused. A filter counts for its own logger alone."""

_OURS: ContextVar[bool] = ContextVar("copydesk_publisher", default=False)
"""aiokafka's tasks have it of whoever started them."""


@contextmanager
def quietly() -> Iterator[None]:
    """What is begun in the block is a publisher's, and so are the tasks that it starts."""
    for name in NOISY:
        logging.getLogger(name).addFilter(_is_heard)  # a second time it does nothing
    before = _OURS.set(True)
    try:
        yield
    finally:
        _OURS.reset(before)


def _is_heard(line: logging.LogRecord) -> bool:
    return not _OURS.get() or line.levelno < logging.WARNING or bool(line.exc_info)
