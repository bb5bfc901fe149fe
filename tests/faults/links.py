"""The links, judged: what the topic of links holds beside what the sketches come to by one index that nobody kills."""

from __future__ import annotations

import asyncio
import time

from copydesk.service.settings import Settings
from tests.broker.links import expected_links
from tests.faults.reading import read

WAIT_SECONDS = 60
CASES = 5


async def judge_links(settings: Settings, least: int) -> list[str]:
    """What is wrong, in words: pairs that are missing when the desk had time to finish, pairs that are invented, or fewer than
    were to be found at all. Nothing where copies are not looked for.
    """
    if settings.copies == "off":
        return []
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        wanted = set(expected_links([record async for record in read(settings, "sketches")]))
        found = {(record.key, record.value) async for record in read(settings, "links")}
        if wanted <= found or time.monotonic() > deadline:
            break
        await asyncio.sleep(2)
    few = [f"{len(found)} links only: no copies were published"] if len(found) < least else []
    return [*few, *_told("missing", wanted - found), *_told("invented", found - wanted)]


def _told(name: str, links: set[tuple[bytes, bytes]]) -> list[str]:
    return [f"{len(links)} links {name}", *(f"  {key.decode()}" for key, _ in sorted(links)[:CASES])] if links else []
