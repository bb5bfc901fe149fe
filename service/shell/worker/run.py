"""The worker command: check the world, print the settings, run the Faust app until a signal ends it."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import faust

from copydesk.client.errors import Unreachable
from copydesk.service.settings import Settings
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.exits import CRASHED, NOT_READY, NOTE, STOPPED, STOPPED_ALONE, leave
from copydesk.service.shell.health import Board
from copydesk.service.shell.rights import denial
from copydesk.service.shell.topics import require_topics
from copydesk.service.shell.worker.app import build_app
from copydesk.service.shell.worker.brokers import Brokers
from copydesk.service.shell.worker.logs import set_up_logging, tell_repeats
from copydesk.service.shell.worker.metrics import Metrics
from copydesk.service.shell.worker.questions import serve_health
from copydesk.service.shell.worker.spans import spans_for
from copydesk.service.shell.worker.state_folder import believe_stores, end_before, take_folder
from copydesk.service.shell.worker.warm import warm_up

log = logging.getLogger("copydesk")

START_SECONDS = 20.0
"""How long a worker that starts waits for a cluster that does not answer; one broker of three takes less to be
replaced.
"""

ALONE_SECONDS = 5.0
"""How long a worker that is told to stop waits for a broker to answer; a heartbeat is answered every three."""


def run_worker(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; raises a CopydeskError with one line when the world is not ready."""
    with _end_noted():
        _run(settings)


@contextmanager
def _end_noted() -> Iterator[None]:
    """Of an end in good order; `leave` notes its own."""
    try:
        yield
    except SystemExit as end:
        NOTE.write(end.code if isinstance(end.code, int) else STOPPED)
        raise
    except BaseException:
        NOTE.write(NOT_READY)
        raise


def _run(settings: Settings) -> None:
    set_up_logging(settings)
    try:
        app = _ready_app(settings)
    except CopydeskError as error:
        if settings.log_format == "text":
            raise
        log.critical("%s", error)  # what reads JSON lines gets no other
        sys.exit(NOT_READY)
    worker = DeskWorker(app, quiet=True, redirect_stdouts=False, override_logging=False)
    worker.spinner = None  # it would write control codes between the log's lines
    try:
        worker.execute_from_commandline()
    finally:
        tell_repeats(end=True)
        if worker.crash_reason is not None:
            reason = worker.crash_reason
            leave(CRASHED, denial(reason) or f"{type(reason).__name__}: {reason}")
        log.info("the worker has stopped")


def _ready_app(settings: Settings) -> Any:
    """The app, when its folder, its port and the topics are there."""
    folder, identity = take_folder(settings.state_dir)
    settings, board, metrics = (
        settings.model_copy(update={"state_dir": folder}),
        Board(),
        Metrics(spans=spans_for(os.environ)),
    )
    metrics.began_after(end_before(folder))
    serve_health(board, settings, metrics.text)
    for advice in asyncio.run(topics_when_there(settings)):
        log.warning("%s", advice)
    believe_stores(folder, settings.partitions)
    warm_up(settings)
    log.info("settings: %s", " ".join(f"{name}={value}" for name, value in settings.shown().items()))
    return build_app(settings, identity, board, metrics)


class DeskWorker(faust.Worker):
    """Faust's worker, which stops in good order, and without brokers at once."""

    async def _stop_on_signal(self, number: signal.Signals) -> None:
        """Where nobody answers, Faust tries for a minute to commit and to leave the group. What is not committed is
        done again in any case, so there is nothing to wait for.
        """
        stopping = asyncio.ensure_future(super()._stop_on_signal(number))
        brokers, told_at = Brokers(self.app), time.monotonic()
        while not stopping.done():
            await asyncio.wait({stopping}, timeout=0.5)
            if time.monotonic() - told_at > ALONE_SECONDS and brokers.away(ALONE_SECONDS):
                leave(
                    STOPPED_ALONE,
                    "told to stop while no broker answers: what was in hand is not committed and is done again",
                )
        await stopping


async def topics_when_there(settings: Settings, seconds: float = START_SECONDS) -> Sequence[str]:
    """What `require_topics` says. A cluster of which a broker is just away gets a while to answer before this gives
    up.
    """
    deadline, told = time.monotonic() + seconds, False
    while True:
        try:
            with _silent("aiokafka"):  # it says in twenty lines what is said here in one
                return await require_topics(settings)
        except Unreachable as error:
            if time.monotonic() > deadline:
                raise
            if not told:
                log.warning("waiting %.0f s for Kafka: %s", seconds, error)
            told = True
        await asyncio.sleep(1)


@contextmanager
def _silent(name: str) -> Iterator[None]:
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
