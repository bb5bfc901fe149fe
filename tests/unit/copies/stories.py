"""Stories made up for the tests of copies: no two alike, of as many words as a test wants."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from copydesk.schemas.article import Article
from copydesk.service.core.copies.sketch import Sketch, sketch_of
from tests.unit.articles import an_article

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
_SOUNDS = "ba ce di fo gu ha ke li mo nu pa re si to vu wa ye zi".split()


def words(seed: int, count: int = 200) -> str:
    """Running text in no language, the same for the same seed."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices(_SOUNDS, k=chance.randint(1, 4))) for _ in range(count))


def a_story(number: int, body: str, *, hours: float = 0, **fields: Any) -> Article:
    """A story of a publisher of its own, that came so many hours after noon."""
    plain = {
        "guid": f"paper{number}:{number}",
        "source_id": f"paper{number}",
        "body_text": body,
        "ingested_at": NOON + timedelta(hours=hours),
    }
    return an_article(**plain | fields)


def a_sketch(number: int, body: str, **fields: Any) -> Sketch:
    """Its sketch."""
    sketch = sketch_of(a_story(number, body, **fields))
    assert sketch is not None
    return sketch
