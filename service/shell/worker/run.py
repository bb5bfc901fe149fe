"""The worker command: check the world, print the settings, run the Faust app until a signal ends it."""

from __future__ import annotations

import asyncio
import logging
import logging.config
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import faust

from copydesk.service.settings import Settings
from copydesk.service.shell.errors import Unreachable
from copydesk.service.shell.topics import require_topics
from copydesk.service.shell.worker.app import build_app
from copydesk.service.shell.worker.state_folder import take_folder

log = logging.getLogger("copydesk")

START_SECONDS = 20.0
"""How long a worker that starts waits for a cluster that does not answer; one broker of three takes less to be
replaced.
"""


def run_worker(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; raises a CopydeskError with one line when the world is not ready."""
    logging.config.dictConfig(logging_config(settings.log_level))
    folder, identity = take_folder(settings.state_dir)
    settings = settings.model_copy(update={"state_dir": folder})
    for advice in asyncio.run(topics_when_there(settings)):
        log.warning("%s", advice)
    log.info("settings: %s", " ".join(f"{name}={value}" for name, value in settings.shown().items()))
    worker = faust.Worker(
        build_app(settings, identity),
        quiet=True,
        loglevel=settings.log_level,
        redirect_stdouts=False,
        logging_config=logging_config(settings.log_level),
    )
    worker.spinner = None  # it would write control codes between the log's lines
    try:
        worker.execute_from_commandline()
    finally:
        log.info("the worker has stopped")


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


def logging_config(level: str) -> dict[str, Any]:
    """One line for each event on stderr. The libraries' own tell of their inner life over many lines: from INFO on only
    at DEBUG.
    """
    libraries = {
        name: {"level": "INFO" if level == "DEBUG" else "WARNING"}
        for name in ("faust", "mode", "aiokafka", "copydesk.service", "abc")
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
        "loggers": {**libraries, "copydesk": {"level": level}},
        "root": {"level": level, "handlers": ["stderr"]},
    }
