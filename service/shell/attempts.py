"""How many workers began at a committed offset and did not live to commit more, noted where every next one looks.

The note is the metadata of the commit itself: it lasts until the offset moves, whoever owns the partition. Who gives a
partition back in good order withdraws it; what is left is of those who died. Where too many did, the records that they
can
have had in hand are read with care (careful.py).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError
from aiokafka.structs import OffsetAndMetadata
from faust.types import TP

log = logging.getLogger("copydesk")

ATTEMPTS_BEFORE_CARE = 2
CAREFUL_RECORDS = 5000
"""More than a worker can have in hand behind a committed offset: batches in flight, in the agent's buffer, and
fetched.
"""

WITHDRAW_SECONDS = 5.0
"""A broker that does not answer must not keep a worker from its end."""

_ATTEMPTS = "attempts="

WithKafka = Callable[[Callable[[Any], Awaitable[Any]]], Awaitable[Any]]
"""Runs a coroutine function with aiokafka's consumer, in its thread."""


def note_of(attempts: int) -> str:
    """`attempts=2`."""
    return f"{_ATTEMPTS}{attempts}"


def attempts_of(metadata: str | None) -> int:
    """The inverse of `note_of`; 0 for anything else."""
    number = (metadata or "").removeprefix(_ATTEMPTS)
    return int(number) if metadata and metadata.startswith(_ATTEMPTS) and number.isdecimal() else 0


class Attempts:
    """The notes of the partitions that this worker has."""

    def __init__(self, with_kafka: WithKafka) -> None:
        self._with_kafka = with_kafka
        self._noted: dict[TP, int] = {}
        self._careful_below: dict[TP, int] = {}

    def needs_care(self, tp: TP, offset: int) -> bool:
        """True for what those who died may have had in hand."""
        return offset < self._careful_below.get(tp, 0)

    async def begin(self, starts: Mapping[TP, int]) -> None:
        """Note one more attempt at each of these committed offsets, which have work behind them."""
        self._noted, self._careful_below = dict(starts), {}
        with suppress(KafkaError):  # a rebalance has come between: its owner counts
            begun = {tp: attempts_of(note) for tp, note in (await self._read(starts)).items()}
            for tp, attempts in begun.items():
                if attempts >= ATTEMPTS_BEFORE_CARE:
                    self._careful_below[tp] = starts[tp] + CAREFUL_RECORDS
                    log.warning(
                        "%s/%s: %s workers began at offset %s and died: going on with care",
                        tp.topic,
                        tp.partition,
                        attempts,
                        starts[tp],
                    )
            await self._write({tp: (offset, note_of(begun.get(tp, 0) + 1)) for tp, offset in starts.items()})

    async def survived(self, position: Callable[[TP], int | None]) -> None:
        """Withdraw the notes of partitions that did not move: what was in hand has not killed."""
        noted, self._noted = self._noted, {}
        unmoved = {tp: (offset, "") for tp, offset in noted.items() if position(tp) == offset}
        with suppress(KafkaError, TimeoutError):
            await asyncio.wait_for(self._write(unmoved), WITHDRAW_SECONDS)

    async def _read(self, partitions: Mapping[TP, int]) -> dict[TP, str]:
        places = [TopicPartition(tp.topic, tp.partition) for tp in partitions]
        found = await self._with_kafka(lambda kafka: kafka._coordinator.fetch_committed_offsets(places))
        return {TP(place.topic, place.partition): committed.metadata for place, committed in found.items()}

    async def _write(self, notes: Mapping[TP, tuple[int, str]]) -> None:
        commits = {
            TopicPartition(tp.topic, tp.partition): OffsetAndMetadata(offset, note)
            for tp, (offset, note) in notes.items()
        }
        if commits:
            await self._with_kafka(lambda kafka: kafka.commit(commits))
