"""A worker that is no longer let in ends; one whose brokers are away waits for them."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from copydesk.client.errors import Unreachable
from copydesk.service.shell.errors import CopydeskError, Refused
from copydesk.service.shell.worker.doorman import Doorman


def ends(wrong: CopydeskError | None, *, connected: bool = True, reaches: bool = False) -> list[tuple[int, str]]:
    """How a worker ended itself after one look."""
    ended: list[tuple[int, str]] = []
    consumer = SimpleNamespace(connected=connected, reaches_a_broker=reaches)

    async def knock() -> CopydeskError | None:
        return wrong

    asyncio.run(Doorman(lambda: consumer, knock, leave=lambda code, why: ended.append((code, why))).look())
    return ended


def test_a_door_that_is_shut_ends_the_worker() -> None:
    """With the line that says why."""
    assert ends(Refused("localhost:9092 does not let desk in")) == [(6, "localhost:9092 does not let desk in")]


@pytest.mark.parametrize("wrong", [None, Unreachable("gone")])
def test_brokers_that_are_away_come_back(wrong: CopydeskError | None) -> None:
    """It goes on knocking."""
    assert ends(wrong) == []


def test_nobody_knocks_while_there_is_a_connection() -> None:
    """Nor before the first."""
    assert ends(Refused("no"), reaches=True) == []
    assert ends(Refused("no"), connected=False) == []
