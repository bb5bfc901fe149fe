"""The careful reader: a process of its own for a document that kills."""

from __future__ import annotations

import asyncio
from pathlib import Path

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
    assert (endless.reason, "longer than 3 s" in endless.detail) == (Reason.CRASHED, True)
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
