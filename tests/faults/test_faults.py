"""The short form of `make faults`: one scenario after another on one cluster of three brokers, with three workers under
load.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from tests.faults.catalogue import named
from tests.faults.report import as_text
from tests.faults.scenes import Report, finish, one_by_one
from tests.faults.world import Plan, running

KINDS = "kill,lose_state,broker_kill,net_hole,rebuild_storm,poison"


@pytest.mark.broker
@pytest.mark.usefixtures("kafka")  # for its skip where there is no Java
def test_faults(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Under each fault, each raw record comes to exactly what the pipeline alone makes of it, and nobody need help."""
    caplog.set_level(logging.CRITICAL)  # the clients' own, while brokers are away
    plan = Plan(tmp_path, session_seconds=6, rebalance_seconds=10, rate=60, known=10_000, person_seconds=60)

    async def scene() -> Report:
        async with running(plan) as world:
            await one_by_one(world, named(KINDS))
            return await finish(world)

    report = asyncio.run(scene())
    print(as_text(report))
    assert not report.broken, as_text(report)
