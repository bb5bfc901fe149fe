"""How far a change of the number of partitions has come, and what a memory is that moved."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson
import pytest

from copydesk.service.core.desk.dedupe import Place, Publish, Repeat, Seen, decide
from copydesk.service.core.desk.memory_form import made_at, origin_offset, pack, unpack
from copydesk.service.core.desk.repartition import Refusal, stage_of
from tests.builders import an_article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("first", "last", "stage"), [(4, 4, "begin"), (7, 4, "go on"), (7, 7, "done")])
def test_the_counts_are_the_marker(first: int, last: int, stage: str) -> None:
    """The topic that is changed first and the one that is changed last tell how far a change to seven has come."""
    assert stage_of(first, last, 7) == stage


@pytest.mark.parametrize(
    ("first", "last", "wanted", "why"),
    [
        (7, 7, 4, "cannot become fewer"),
        (7, 4, 9, "a change to 7 was begun"),
        (7, 4, 5, "a change to that number was begun"),
        (7, 4, 4, "a change to that number was begun"),
        (4, 7, 7, "changed by something else"),
        (4, 7, 9, "changed by something else"),
    ],
)
def test_what_cannot_be_done_is_refused(first: int, last: int, wanted: int, why: str) -> None:
    """Fewer partitions, another number while one is under way, and topics that somebody else changed."""
    found = stage_of(first, last, wanted)
    assert isinstance(found, Refusal)
    assert why in found.why


def story() -> tuple[Seen, list[Place]]:
    """A memory of two versions and a duplicate, and the places of its documents."""
    places = [Place(1000 + n, f"news.raw/{n}/{50 + n}") for n in range(3)]
    bodies = ("One.", "Two.", "Two.")
    seen: Seen | None = None
    for place, body in zip(places, bodies, strict=True):
        _, seen = decide(
            an_article(body_text=body, content_hash=body.ljust(32, "0").encode().hex()[:32], ingested_at=NOON),
            seen,
            place,
        )
    assert seen is not None
    return seen, places


@pytest.mark.parametrize("newest", [-1, 0, 5, 99_999])
def test_a_memory_that_moved_knows_what_came_before(newest: int) -> None:
    """A repeat of the parse agent, at whatever offset it comes on the new partition, gets its first answer."""
    seen, places = story()
    moved = unpack(made_at(pack(seen), newest))
    assert origin_offset(made_at(pack(seen), newest)) == newest
    again, after = decide(
        an_article(body_text="One.", content_hash=seen.versions[0].content_hash, ingested_at=NOON),
        moved,
        Place(newest + 1, places[0].raw_origin),
    )
    assert isinstance(again, Publish)
    assert again.version.number == 1
    assert after == moved


@pytest.mark.parametrize("newest", [-1, 0, 5, 99_999])
def test_a_memory_that_moved_takes_new_documents_for_new(newest: int) -> None:
    """The first offset of the new partition is behind all that the memory knows, wherever the story was before."""
    seen, _ = story()
    moved, place = unpack(made_at(pack(seen), newest)), Place(newest + 1, "news.raw/0/51")
    revised, _ = decide(an_article(body_text="Three.", content_hash="3" * 32, ingested_at=NOON), moved, place)
    assert isinstance(revised, Publish)
    assert revised.version.number == 3
    recrawl = an_article(body_text="Two.", content_hash=seen.standing.content_hash, record_id="other", ingested_at=NOON)
    repeat, _ = decide(recrawl, moved, place)
    assert isinstance(repeat, Repeat)
    assert (repeat.kind, repeat.of.number) == ("recrawl", 2)


def test_nothing_else_of_a_memory_changes() -> None:
    """Versions, reaches, times and texts are those of before."""
    seen, _ = story()
    moved = unpack(made_at(pack(seen), 7))
    shift = seen.last_offset - 7
    before = seen._replace(
        last_offset=7, versions=tuple(version._replace(offset=version.offset - shift) for version in seen.versions)
    )
    assert moved == before
    assert made_at(made_at(pack(seen), 7), 7) == made_at(pack(seen), 7)


def test_a_memory_of_the_first_form_moves_too() -> None:
    """As an early release wrote it, with offsets that are not counted back."""
    version = [1, "ab" * 16, 40, "news.raw/2/8", "r-1", None, None, []]
    value = b'[41,"2026-03-01T12:00:00+00:00",["00000000"],[' + orjson.dumps(version) + b"],[]]"
    moved = unpack(made_at(value, 3))
    assert (moved.last_offset, moved.standing.offset, moved.standing.raw) == (3, 2, (2, 8))
