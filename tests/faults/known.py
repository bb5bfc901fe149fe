"""Stories that the desk knows and nobody crawls: put on its changelog, so that a rebuild of its memory takes its
time.
"""

from __future__ import annotations

from datetime import UTC, datetime

from copydesk.service.core.desk.dedupe import COMPARED, HASH_BYTES, Seen, Version
from copydesk.service.core.desk.memory_form import pack
from copydesk.service.settings import Settings
from tests.faults.load import raw_producer

SEEN_MS = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp() * 1000)
PREFIX = "oldplanet"


async def know(settings: Settings, count: int) -> None:
    """Write so many memories to the changelog."""
    async with raw_producer(settings, linger_ms=50, max_batch_size=256 * 1024, compression_type="lz4") as producer:
        for number in range(count):
            guid = f"{PREFIX}:{number}"
            await producer.send(settings.topic("seen"), _memory(number), key=guid.encode())
        await producer.flush()


def _memory(number: int) -> bytes:
    """One version, made by a raw record that is long gone."""
    digest = f"{number:032x}"
    version = Version(1, digest, 0, None, f"old-{number}", SEEN_MS, SEEN_MS)
    return pack(Seen((version,), 0, SEEN_MS, bytes(HASH_BYTES * len(COMPARED))))
