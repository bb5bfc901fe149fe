"""The careful reader: a process of its own for a document that kills."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import orjson
import pytest

from copydesk.schemas.notices import Reason, Stage
from copydesk.service.core.desk.outgoing import Outgoing
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import edit_record, parse_outgoing
from copydesk.service.shell.worker.careful import CarefulReader

HOOK = Path(__file__).parents[2] / "broker" / "poison"
MAX_BYTES = 4 * 1024 * 1024


def raw(words: str = "") -> Record:
    """A raw record with these words in its text."""
    body = f"Council approves plan\n\nThe council approved the plan on Monday after a long debate. {words}"
    return Record(
        Origin("news.raw", 0, 7), orjson.dumps({"source_id": "dailyplanet", "hints": {"news_id": "1"}, "body": body})
    )


def test_an_innocent_document() -> None:
    """In both stages it comes to what it would have come to in the worker itself."""

    async def scene() -> None:
        reader = CarefulReader(30)
        outgoing = await reader.decide(Stage.PARSE, raw(), MAX_BYTES)
        assert outgoing == parse_outgoing(raw(), MAX_BYTES)
        parsed = Record(Origin("news.parsed", 0, 1), outgoing.value, outgoing.headers, key=outgoing.key)
        assert await reader.decide(Stage.EDIT, parsed, None) == edit_record(parsed, None)
        await reader._end()

    asyncio.run(scene())


def test_a_document_that_kills(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends the child, or takes too long there, is rejected as `crashed` and says how; the next document finds a
    new child.
    """
    monkeypatch.setenv("PYTHONPATH", str(HOOK))

    async def scene() -> list[Outgoing | Rejected]:
        reader = CarefulReader(3)
        answers = [
            await reader.decide(Stage.PARSE, raw(words), MAX_BYTES)
            for words in ("POISON parse segfault", "POISON parse endless", "")
        ]
        await reader._end()
        return answers

    killed, endless, innocent = asyncio.run(scene())
    assert isinstance(killed, Rejected)
    assert isinstance(endless, Rejected)
    assert (killed.reason, "SIGSEGV" in killed.detail) == (Reason.CRASHED, True)
    assert (endless.reason, "longer than 3 s of processor time" in endless.detail) == (Reason.CRASHED, True)
    assert isinstance(innocent, Outgoing)


def test_a_child_that_rests() -> None:
    """A child that had nothing to do for a while is ended."""
    now = [0.0]

    async def scene() -> tuple[bool, bool]:
        reader = CarefulReader(30, clock=lambda: now[0])
        await reader.decide(Stage.PARSE, raw(), MAX_BYTES)
        await reader.rest()
        busy = reader._child is not None
        now[0] = 100.0
        await reader.rest()
        return busy, reader._child is None

    assert asyncio.run(scene()) == (True, True)


def test_a_busy_machine_is_no_crash() -> None:
    """A child that stands still for longer than its documents may take, by the clock, gives its answer when it goes on."""

    async def scene() -> Outgoing:
        reader = CarefulReader(1)
        await reader.decide(Stage.PARSE, raw(), MAX_BYTES)
        assert reader._child is not None
        pid = reader._child.pid
        os.kill(pid, signal.SIGSTOP)
        asyncio.get_running_loop().call_later(3, os.kill, pid, signal.SIGCONT)
        outgoing: Outgoing = await reader.decide(Stage.PARSE, raw(), MAX_BYTES)
        await reader._end()
        return outgoing

    assert asyncio.run(scene()) == parse_outgoing(raw(), MAX_BYTES)


def test_what_sleeps_for_good_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes no processor time, but six times as much by the clock."""
    monkeypatch.setenv("PYTHONPATH", str(HOOK))

    async def scene() -> Any:
        return await CarefulReader(0.5).decide(Stage.PARSE, raw("POISON parse sleep"), MAX_BYTES)

    found = asyncio.run(scene())
    assert (found.reason, found.detail) == (Reason.CRASHED, "did not come back in 3 s, read alone")


def test_a_child_that_does_not_start_blames_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the child needs is not there: the worker ends, and the document is done by another."""
    monkeypatch.setenv("COPYDESK_PARTITIONS", "none at all")

    async def scene() -> None:
        await CarefulReader(1).decide(Stage.PARSE, raw(), MAX_BYTES)

    with pytest.raises(RuntimeError, match="does not start: exit code 1"):
        asyncio.run(scene())
