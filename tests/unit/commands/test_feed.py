"""What `copydesk feed` keeps, names and saves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.shell.commands.feed import Asked, Newest, save
from copydesk.service.shell.errors import CopydeskError
from tests.unit.articles import an_article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 1000)), max_size=600), st.integers(1, 20))
def test_the_newest(puts: list[tuple[int, int]], limit: int) -> None:
    """So many, the newest first, whatever the order in which they came; a story stands as it came last."""
    found, standing = Newest(limit), dict[str, datetime]()
    for second, (story, _) in enumerate(puts):
        moment = NOON + timedelta(seconds=second)
        found.put(an_article(guid=f"example:{story}", news_id=str(story), ingested_at=moment))
        standing[f"example:{story}"] = moment
    expected = sorted(standing.items(), key=lambda each: each[1], reverse=True)[:limit]
    assert [(each.guid, each.ingested_at) for each in found.in_order()] == expected


def test_what_is_taken_back() -> None:
    """Is gone; a story that nobody has is nothing to do."""
    found = Newest(5)
    found.put(an_article())
    for guid in ("example:1", "example:1", "example:2"):
        found.remove(guid)
    assert found.in_order() == []


def test_names() -> None:
    """A feed has one name, whenever and in whatever order it is asked for."""
    one = Asked(("b", "a"), ("en",), ("City",), NOON, 5)
    other = Asked(("a", "b"), ("en",), ("city",), NOON + timedelta(days=1), 50)
    assert one.uri == other.uri == "urn:copydesk:feed:source=a&source=b&language=en&subject=city"
    assert one.title == "b, a, en, City"
    assert (Asked((), (), (), NOON, 5).uri, Asked((), (), (), NOON, 5).title) == (
        "urn:copydesk:feed:all",
        "Latest articles",
    )


def test_a_file(tmp_path: Path) -> None:
    """It is there as a whole, for a web server to read, and nothing beside it."""
    for text in ("one", "two"):
        save(text, tmp_path / "feed.xml")
        assert [(each.name, each.read_text(), each.stat().st_mode & 0o777) for each in tmp_path.iterdir()] == [
            ("feed.xml", text, 0o644)
        ]
    with pytest.raises(CopydeskError, match="No such file or directory"):
        save("one", tmp_path / "nowhere" / "feed.xml")
