"""How a worker ends itself when the world is broken: at once, with a code that a person can look up.

Never by an exception: Faust acknowledges the record in hand when one leaves an agent, and restarts the agent without
telling anybody. The restart policy of the container starts the process again; what was not acknowledged is done again.
"""

from __future__ import annotations

import logging
import os
import signal
import sys

DELIVERY_FAILED = 3
FENCED = 4
STUCK = 5
CRASHED = 6
STATE_FAILED = 7
STOPPED_ALONE = 8

log = logging.getLogger("copydesk")


def leave(code: int, why: str) -> None:
    """Log one line and end the process without clean-up: anything tidier could acknowledge, commit or publish."""
    log.critical("worker ends (exit %d): %s", code, why)
    logging.shutdown()
    os._exit(code)


def end_when_told() -> None:
    """SIGTERM and SIGINT end the process with 0 until Faust takes them over: nothing is in hand before. The first
    process of a container would not end at all without.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
