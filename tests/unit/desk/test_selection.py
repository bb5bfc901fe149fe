"""What a person may ask of a topic: which records, of which time, each version once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

import orjson
import pytest

from copydesk.schemas.notices import Reason, Stage
from copydesk.service.core.desk.outgoing import rejected_message
from copydesk.service.core.desk.selection import TELLS, Question, Repeats, Selection, beside_the_point
from copydesk.service.core.records import Headers, Origin, Record, Rejected
from copydesk.service.shell.commands.lines import READABLE

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_record(
    value: object = None, key: bytes | None = None, headers: Headers = (), moment: datetime | None = NOON
) -> Record:
    """A record of NOON."""
    content = value if isinstance(value, bytes) or value is None else orjson.dumps(value)
    return Record(Origin("news.any", 0, 7), content, headers, moment, key)


def a_rejection(value: bytes, reason: Reason = Reason.BAD_CHARSET) -> Record:
    """As the worker sends one; the original has a header of its own."""
    original = a_record(value, headers=(("reason", b"no_text"), ("note", b"x")))
    outgoing = rejected_message(Rejected(reason, Stage.DECODE, "odd"), original)
    return a_record(outgoing.value, outgoing.key, outgoing.headers)


def takes(topic: str, record: Record, **wanted: Collection[str]) -> bool:
    """Whether these answers are found."""
    asked: Mapping[Question, Collection[str]] = wanted  # type: ignore[assignment]  # keywords are the questions
    return Selection(topic, asked).takes(record)


ARTICLE = a_record({"guid": "harbour-press:7", "version": 1}, b"harbour-press:7")
LINK = a_record(
    {
        "earlier": {"guid": "harbour-press:7", "source_id": "harbour-press"},
        "later": {"guid": "hill-radio:9", "source_id": "hill-radio"},
    },
    b"harbour-press:7|hill-radio:9",
)


def test_every_topic_is_told_of() -> None:
    """What can be shown can be asked."""
    assert sorted(TELLS) == sorted(READABLE)


@pytest.mark.parametrize("topic", ["articles", "parsed", "duplicates"])
def test_a_story_is_asked_for(topic: str) -> None:
    """By its guid, whole, or by its source; either of two; a tombstone has both too."""
    for record in (ARTICLE, a_record(None, b"harbour-press:7")):
        assert takes(topic, record, guid=["harbour-press:7"])
        assert takes(topic, record, guid=["x:1", "harbour-press:7"], source=["harbour-press"])
        assert not takes(topic, record, guid=["harbour-press:77"])
        assert not takes(topic, record, guid=["harbour-press:7"], source=["harbour"])
    assert not takes(topic, a_record(b"{}"), source=[""])


def test_a_link_has_two_stories() -> None:
    """Either is found; a value that is no link has none."""
    assert takes("links", LINK, guid=["hill-radio:9"])
    assert takes("links", LINK, source=["harbour-press"])
    assert not takes("links", LINK, source=["x"])
    for value in (None, b"x", b"[1]", b'{"earlier": 1}'):
        assert not takes("links", a_record(value), source=["None"])


def test_a_rejection_is_asked_for() -> None:
    """By the desk's reason, not by a header of the original's that has its name; and by the source in the document."""
    rejection = a_rejection(b'{"source_id": "harbour-press"}')
    assert takes("rejected", rejection, reason=["bad_charset"], source=["harbour-press"])
    assert not takes("rejected", rejection, reason=["no_text"])
    assert not takes("rejected", a_rejection(b"\xff\x1b"), source=["harbour-press"])
    assert takes("raw", a_record({"source_id": "harbour-press"}), source=["harbour-press"])


def test_nothing_asked_takes_all() -> None:
    """Whatever a record holds."""
    for topic in TELLS:
        assert takes(topic, a_record(b"\xff", moment=None), reason=(), source=(), guid=())


def test_a_span_of_time() -> None:
    """From then on, up to before then; a record without a time is in none."""
    hour = timedelta(hours=1)
    assert Selection("raw", since=NOON, until=NOON + hour).takes(a_record())
    assert not Selection("raw", until=NOON).takes(a_record())
    assert not Selection("raw", since=NOON + hour).takes(a_record())
    assert not Selection("raw", since=NOON - hour).takes(a_record(moment=None))
    assert not Selection("raw", until=NOON).takes(a_record(moment=None))


@pytest.mark.parametrize(
    ("topic", "wanted", "says"),
    [
        ("articles", {"reason": ["feed"]}, "--reason is for rejected: a record of articles says none."),
        ("raw", {"guid": ["a:1"]}, "--guid is for parsed, articles, duplicates, links: a record of raw says none."),
        ("raw", {"guid": [], "source": ["a"]}, None),
        ("links", {"guid": ["a:1"], "source": ["a"]}, None),
    ],
)
def test_what_a_topic_cannot_answer(topic: str, wanted: Mapping[Question, Collection[str]], says: str | None) -> None:
    """A line says which topics can."""
    assert beside_the_point(Selection(topic, wanted)) == says


def test_times_that_nothing_is_between() -> None:
    """A line, not an empty answer."""
    says = "--since is not before --until: nothing is in between."
    assert beside_the_point(Selection("raw", since=NOON, until=NOON)) == says
    assert beside_the_point(Selection("raw", since=NOON, until=NOON + timedelta(seconds=1))) is None


def an_article(version: int, guid: str = "a:1", first: str = "2026-03-01T12:00:00Z", **more: object) -> Record:
    """As much of one as names a version."""
    return a_record({"guid": guid, "version": version, "first_seen_at": first, **more})


def test_a_version_comes_once() -> None:
    """What a worker sent twice is known again, by guid and version alone."""
    repeats = Repeats()
    assert not repeats.has(an_article(1))
    assert not repeats.has(an_article(2))
    assert not repeats.has(an_article(1, "a:2"))
    assert repeats.has(an_article(1))
    assert repeats.has(an_article(2, extraction={}))


def test_a_story_that_was_forgotten_begins_anew() -> None:
    """Its version 1 of another time is no repeat."""
    repeats = Repeats()
    assert not repeats.has(an_article(1))
    assert not repeats.has(an_article(1, first="2026-09-01T12:00:00Z"))


@pytest.mark.parametrize("value", [None, b"", b"x", b"[]", b'{"guid": "a:1"}'])
def test_what_is_no_article_is_no_repeat(value: bytes | None) -> None:
    """Each is shown."""
    repeats = Repeats()
    assert not repeats.has(a_record(value))
    assert not repeats.has(a_record(value))


def test_only_the_last_versions_are_remembered() -> None:
    """Memory does not grow with the topic; what is longer ago is shown again."""
    repeats = Repeats(most=3)
    for version in range(1, 100):
        assert not repeats.has(an_article(version))
    assert len(repeats) == 3
    assert all(repeats.has(an_article(version)) for version in (97, 98, 99))
    assert not repeats.has(an_article(1))
