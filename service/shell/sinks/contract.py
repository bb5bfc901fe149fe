"""What a sink is: a place that articles are kept in, and what it answers to those who fill it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.sinks.entries import Entry


class Away(Exception):
    """The place does not answer now, or has no time. What it was given is not kept: wait, and begin from its positions."""


class Overtaken(Exception):
    """Another process has written these records: what this one was about to write is not kept. Begin from the positions."""


class Unusable(CopydeskError):
    """The place answers, and no waiting mends what is wrong: a login, a right, a table that was there. It ends the command; the
    line says what to do. A start makes what is missing, and asks the place again how far it has come.
    """


@dataclass(frozen=True, slots=True)
class Source:
    """Where the records come from."""

    cluster: str
    """The Kafka cluster's own name: offsets of another one mean nothing."""
    topic: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Records in the order of each partition, and how far they reach."""

    entries: Sequence[Entry]
    ends: Mapping[int, int]
    """Partition -> the offset after the last record that was read, whether it is among the entries or not."""


class Sink(Protocol):
    """One place. Positions are offsets by partition: that of the first record which is not kept yet.

    Each method may raise Away, and Unusable for what no waiting mends.
    """

    async def prepare(self, source: Source) -> str:
        """Make what the place needs, bring what is older up to date; the place's own name, which no other place has."""

    async def positions(self, partitions: Sequence[int]) -> Mapping[int, int]:
        """Where to go on, as the place itself knows it, and let go what is not kept yet. A partition that is left out
        goes on where the group has committed for this place, or at its start. Raises Unusable where the place is not the one
        that was prepared: what was kept there is gone.
        """

    async def write(self, batch: Batch, *, now: bool) -> Mapping[int, int]:
        """Take records; the positions that have become safe by that. With `now` all that was taken is made safe.

        Raises Overtaken where another process was faster.
        """

    async def close(self) -> None:
        """Give back what is held open; nothing is written any more."""
