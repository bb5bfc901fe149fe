"""What the broker said last of the desk: who works, what waits, which replicas lack. Values only."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lag:
    """What waits on one partition."""

    topic: str
    partition: int
    records: int
    seconds: float | None
    """Since the first of them came; None where that is not known, 0 where none waits."""
    owner: str
    """The worker that has it; empty where nobody has."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A member of the group."""

    name: str
    host: str
    partitions: dict[str, list[int]]
    """By topic."""


@dataclass(frozen=True, slots=True)
class Sight:
    """All of it, at one time."""

    asked_at: float | None = None
    """When the broker answered last, seconds since 1970; None before the first answer."""
    problem: str | None = None
    """Why it does not answer now."""
    brokers: int = 0
    group_state: str = ""
    workers: list[Worker] = field(default_factory=list)
    lags: list[Lag] = field(default_factory=list)
    short: list[str] = field(default_factory=list)
    """Partitions with fewer replicas in sync than there are."""
    to_read: int | None = None
    """Records of the outcome topics that the console has not read yet; None while that is not known."""
