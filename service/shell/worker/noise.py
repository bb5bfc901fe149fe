"""What the libraries say that means nothing to whoever runs the desk: never logged, each for the reason beside it.

Ordered by who says it. What is not here is logged, and if it comes again and again, counted (`logs.py`). At DEBUG all of
it is there.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Noise:
    """Lines of one kind."""

    logger: str
    """The name of the logger. What Faust says for classes of ours comes from one called `abc`."""
    message: str
    """What the message begins with."""
    why: str
    """What makes it meaningless."""


THE_WATCH = "the watch says itself when no broker answers, and when one answers again"
EVERY_REBALANCE = "part of every start and rebalance; the line with the partitions tells of it"

NOISE = (
    Noise("aiokafka", "Unable to update metadata from", THE_WATCH),
    Noise("aiokafka.consumer.fetcher", "Failed fetch messages from", THE_WATCH),
    Noise("aiokafka.consumer.group_coordinator", "Marking the coordinator dead", EVERY_REBALANCE),
    Noise("aiokafka.consumer.group_coordinator", "Group Coordinator Request failed", THE_WATCH),
    Noise("aiokafka.consumer.group_coordinator", "Error sending HeartbeatRequest", THE_WATCH),
    Noise("aiokafka.consumer.group_coordinator", "Heartbeat send request failed", THE_WATCH),
    Noise("aiokafka.consumer.group_coordinator", "Heartbeat failed for group", EVERY_REBALANCE),
    Noise("aiokafka.consumer.group_coordinator", "Heartbeat session expired", THE_WATCH),
    Noise(
        "abc", "wait_empty: Waiting for tasks", "prints whole records, and waiting is what a rebalance and a stop do"
    ),
    Noise(
        "aiohttp.server",
        "Error handling request",
        "whoever spoke something else than HTTP to the health port got no answer",
    ),
)


def without_prefix(message: str) -> str:
    """A message of Faust's or mode's services without the service's name: `[^---Consumer]: Stopped` -> `Stopped`."""
    head, found, rest = message.partition("]: ")
    return rest if found and head.startswith("[^") else message


def is_noise(record: logging.LogRecord) -> bool:
    """True for what the table names."""
    candidates = [noise for noise in NOISE if noise.logger == record.name]
    if not candidates:
        return False
    message = without_prefix(record.getMessage())
    return any(message.startswith(noise.message) for noise in candidates)
