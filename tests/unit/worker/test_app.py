"""The worker's tasks in the background."""

from __future__ import annotations

import asyncio

import pytest

from copydesk.service.shell.worker.app import kept_up


def test_a_task_that_fails_begins_again(caplog: pytest.LogCaptureFixture) -> None:
    """Its mistake is told once as long as it is the same, and it goes on."""
    runs = 0

    async def task() -> None:
        nonlocal runs
        runs += 1
        if runs < 4:
            raise TypeError("unsupported operand")
        await asyncio.sleep(10)

    async def scene() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(kept_up(task, seconds=0.01), 0.3)

    asyncio.run(scene())
    assert runs == 4
    assert len(caplog.records) == 1
