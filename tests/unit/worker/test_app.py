"""The worker's tasks in the background."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from copydesk.service.settings import Settings
from copydesk.service.shell.worker.app import build_app, kept_up


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


def test_a_name_in_the_group_outlives_the_host(tmp_path: Path) -> None:
    """What Faust compares with the assignment that the group kept goes by the worker's name: a container that is made anew has
    another host name.
    """
    app = build_app(Settings(state_dir=tmp_path), "copydesk-0123-45")
    assert str(app.conf.canonical_url) == "http://copydesk-0123-45"
    assert build_app(Settings(state_dir=tmp_path)).conf.canonical_url.host


def test_who_looks_for_no_copies_has_the_worker_without(tmp_path: Path) -> None:
    """No agent, no table and no lane more, unless the setting asks for them."""
    without, with_ = build_app(Settings(state_dir=tmp_path)), build_app(Settings(state_dir=tmp_path, copies="on"))
    assert (set(without.agents), set(without.tables)) == ({"parse", "edit"}, {"seen"})
    assert (set(with_.agents), set(with_.tables)) == ({"parse", "edit", "link"}, {"seen", "copies"})
    assert with_.transport.Consumer.lanes - without.transport.Consumer.lanes == {"news.sketches"}
