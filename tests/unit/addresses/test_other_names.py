"""What looks like an ID and names something else than a story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.core.addresses.other_names import KINDS, first_story_id, other_name

EXAMPLES: dict[str, tuple[str, ...]] = {
    "gap": ("null", "None", "undefined", "NaN", "n/a", "-", "", "{{id}}", "${articleId}", "%ID%", "<id>", "__ID__", "[id]"),
    "zero": ("0", "000000", "-1", "00000000-0000-0000-0000-000000000000", "999999"),
    "date": (
        "2021", "1399", "20210308", "08032021", "03292021", "13990521", "2021-03", "2021-03-08", "2021/03/08",
        "08.03.2021", "2021-03-08T09:30:00+00:00", "20210308T093000Z", "2021-03-08 09:30",
    ),
    "issn": ("1234-5679", "1234-567X", "ISSN 1234-5679", "issn:12345679", "eISSN:1234-567x", "urn:issn:1234-5679", "03178471"),
    "isbn": ("978-3-16-148410-0", "9783161484100", "isbn:3161484100", "3-16-148410-0"),
    "person": ("0000-0002-1825-0097",),
    "analytics": ("UA-1234567-1", "G-ABC123DEF4", "GTM-ABC12D", "AW-123456789", "ca-pub-1234567890123456"),
    "version": ("1.0", "v2.10.3", "10.20.30.40"),
    "host": ("harbour24.example", "www.harbour24.example", "harbour24.example:8080", "https://www.harbour24.example/"),
    "words": ("NewsArticle", "article", "channel5", "single-post", "page-template-2"),
    "urn": ("urn:example:0", "tag:example.com,2019:null", "urn:newsml:example.com:20190304:"),
}  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind, _ in KINDS])
def test_kinds(kind: str) -> None:
    """Each kind of name that is no story's is known for what it is."""
    assert {text: other_name(text) for text in EXAMPLES[kind]} == dict.fromkeys(EXAMPLES[kind], kind)


@pytest.mark.parametrize(
    "news_id",
    [
        "75875", "7", "203511", "03178472", "19852382", "2019022701234", "139905211234", "1.2345678", "A2025051516330004328", "UAf9GNd", "rcna12345",
        "EX-41337", "harbour-32676317", "00000188-07d7-d246-afaf-7fdf00700000", "urn:example:41337", "2021-03-08-12",
        "https://example.com/items/20190304ab1", "tag:example.com,2019:41337", "story.1234.html", "9783161484101",
    ],
)  # fmt: skip
def test_stories(news_id: str) -> None:
    """What may be a story's ID is of no other kind, also where it holds a date."""
    assert other_name(news_id, "https://www.example.com/a") is None


@pytest.mark.parametrize("news_id", ["harbour24", "Harbour24.example", "HARBOUR-24"])
def test_publisher(news_id: str) -> None:
    """The name of the host is the publisher's."""
    assert other_name(news_id, "https://www.harbour24.example/a") == "publisher"


def test_first_story_id() -> None:
    """The first that may be a story's is taken, and what was passed over is told."""
    offered = [("1234-5679", "a"), ("null", "b"), ("41337", "c"), ("0", "d")]
    assert first_story_id(offered, other_name) == (
        ("41337", "c"),
        ("unusable_id:metadata:issn", "unusable_id:metadata:gap"),
    )
    assert first_story_id(offered[:1], other_name) == (None, ("unusable_id:metadata:issn",))


@given(st.text() | st.from_regex(r"[A-Za-z0-9:./_-]{0,200}", fullmatch=True))
def test_total(text: str) -> None:
    """Any text is of a kind or of none."""
    other_name(text, "https://example.com/a")
