"""Documents that end or hold up the process that reads them: each is rejected as `crashed`, and those behind it are
done.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import orjson
import pytest

from copydesk.service.shell.commands.audit import audit
from tests.broker.fleet import Fleet, publish, read_all, settings_for
from tests.kafka.server import KafkaServer

HOOK = Path(__file__).with_name("poison")
POISONS = ("parse segfault", "parse endless", "parse memory", "edit segfault")


def document(number: int, words: str = "") -> tuple[bytes | None, bytes]:
    """A made-up story with these words in it."""
    body = f"Plan {number} approved\n\nThe council approved plan {number} on Monday after a long debate. {words}"
    return None, orjson.dumps(
        {
            "record_id": words or f"good {number}",
            "source_id": "dailyplanet",
            "hints": {"news_id": str(number)},
            "body": body,
        }
    )


@pytest.mark.broker
def test_poison(kafka: KafkaServer, prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After two workers have died of it, or three, a document is read alone, and rejected with its bytes where it kills
    again.
    """
    monkeypatch.setenv("PYTHONPATH", str(HOOK))
    settings = settings_for(kafka.bootstrap, prefix, tmp_path, partitions=1)
    documents = [document(n) for n in range(30)]
    for place, words in enumerate(POISONS):
        documents.insert(5 + 6 * place, document(100 + place, f"POISON {words}"))

    async def scene() -> int:
        async with Fleet(settings, 2) as fleet:
            await publish(settings, documents)
            await fleet.drained(240)
            return fleet.ended_themselves

    deaths = asyncio.run(scene())
    rejected = asyncio.run(read_all(settings, "rejected"))
    outcomes = {
        dict(record.headers)["record_id"].decode(): (dict(record.headers)["reason"], record.value)
        for record in rejected
    }
    assert outcomes == {
        f"POISON {words}": (b"crashed", document(100 + place, f"POISON {words}")[1])
        for place, words in enumerate(POISONS)
    }
    assert len({record.key for record in asyncio.run(read_all(settings, "articles"))}) == 30
    law = asyncio.run(audit(settings))
    assert (law.records, law.lost, law.invented, law.conflicts) == (len(documents), 0, 0, 0), law
    assert 2 <= deaths <= 3 * len(POISONS)
