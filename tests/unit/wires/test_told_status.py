"""What documents outside the IPTC's formats say of their use: words, flags and embargoes of content systems."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.pipeline import parse_record
from tests.builders import a_record

HEADLINE = "Lighthouse opens to visitors"
STORY = "The lighthouse on the north pier opens to visitors in June, the harbour master said. Entry is free."
DATED = "2019-03-04T09:00:00Z"
LATER = "2030-01-01T10:00:00Z"
END = datetime(2030, 1, 1, 10, tzinfo=UTC)


def parsed(body: str, content_type: str | None = None) -> ParsedArticle:
    """The article of a document."""
    article = parse_record(a_record(body=body, content_type=content_type), 1_000_000)
    assert isinstance(article, ParsedArticle), article
    return article


def of_json(**fields: Any) -> ParsedArticle:
    """The article of a story in JSON with these fields as well."""
    return parsed(orjson.dumps({"title": HEADLINE, "body": STORY, "published_at": DATED, **fields}).decode())


def of_markdown(*lines: str) -> ParsedArticle:
    """The article of a page of Markdown with these lines in its front matter as well."""
    told = "\n".join((f"title: {HEADLINE}", f"date: {DATED}", *lines))
    return parsed(f"---\n{told}\n---\n\n{STORY}\n", "text/markdown")


@pytest.mark.parametrize(
    "word", ["killed", "withdrawn", "deleted", "unpublished", "retracted", "canceled", "Cancelled", "trash"]
)
def test_a_word_that_takes_a_story_back(word: str) -> None:
    """Whatever a content system calls it, the story is canceled."""
    assert of_json(status=word).pubstatus == "canceled"


@pytest.mark.parametrize(
    "word", ["draft", "private", "pending", "future", "embargoed", "on hold", "on-hold", "ON_HOLD"]
)
def test_a_word_that_holds_a_story_back(word: str) -> None:
    """It is withheld, and nobody knows until when."""
    article = of_json(status=word)
    assert (article.pubstatus, article.embargoed_until) == ("withheld", None)


@pytest.mark.parametrize("word", ["publish", "published", "ok", "live", "Maine", 200, 0, 1, True, "", None])
def test_a_word_that_nobody_knows(word: object) -> None:
    """It says nothing of the story's use."""
    assert of_json(status=word).pubstatus == "usable"


@pytest.mark.parametrize(
    ("fields", "pubstatus"),
    [
        ({"deleted": True}, "canceled"),
        ({"deleted": 1}, "canceled"),
        ({"is_retracted": "true"}, "canceled"),
        ({"deleted": False}, "usable"),
        ({"is_published": False}, "withheld"),
        ({"published": False}, "withheld"),
        ({"published": True, "draft": False}, "usable"),
        ({"published": DATED}, "usable"),
        ({"embargoed": True}, "withheld"),
        ({"embargoed": False}, "usable"),
        ({"embargo": "none"}, "usable"),
        ({"status": False}, "withheld"),
        ({"status": [{"value": False}]}, "withheld"),
        ({"status": [{"value": True}]}, "usable"),
        ({"status": "draft", "deleted": True}, "canceled"),
        ({"pubstatus": "usable", "status": "withdrawn"}, "canceled"),
        ({"creativeWorkStatus": "Canceled"}, "canceled"),
    ],
)
def test_a_flag(fields: dict[str, Any], pubstatus: str) -> None:
    """What is so, or is not, counts as a word does; the gravest of several."""
    assert of_json(**fields).pubstatus == pubstatus


@pytest.mark.parametrize("name", ["embargo", "embargo_until", "embargoedUntil", "release_date", "embargoDate"])
def test_an_embargo_of_json(name: str) -> None:
    """The story waits until then, whatever flag stands beside it."""
    article = of_json(**{name: LATER, "is_embargoed": True})
    assert (article.pubstatus, article.embargoed_until) == ("withheld", END)


def test_a_release_that_is_past() -> None:
    """It is no embargo."""
    article = of_json(release_date=DATED)
    assert (article.pubstatus, article.embargoed_until) == ("usable", None)


@pytest.mark.parametrize(
    ("status", "kept"), [("publish", "usable"), ("future", "withheld"), ("private", "withheld"), ("trash", "canceled")]
)
def test_a_status_of_wordpress(status: str, kept: str) -> None:
    """Its posts say what they are for."""
    post = {
        "id": 4711,
        "date_gmt": "2019-03-04T09:00:00",
        "modified_gmt": "2019-03-04T09:00:00",
        "title": {"rendered": HEADLINE},
        "content": {"rendered": f"<p>{STORY}</p>"},
        "status": status,
    }
    assert parsed(orjson.dumps(post).decode()).pubstatus == kept


@pytest.mark.parametrize(
    ("told", "pubstatus"),
    [
        ("<app:control><app:draft>yes</app:draft></app:control>", "withheld"),
        ("<app:draft>yes</app:draft>", "withheld"),
        ("<app:control><app:draft>no</app:draft></app:control>", "usable"),
        ("<wp:status>trash</wp:status>", "canceled"),
        ("<embargo>2030-01-01T10:00:00Z</embargo>", "withheld"),
    ],
)
def test_a_feeds_entry(told: str, pubstatus: str) -> None:
    """Atom has a flag of its own for drafts."""
    entry = f"<entry><title>{HEADLINE}</title><id>tag:a.example,2019:4711</id><published>{DATED}</published>{told}<content>{STORY}</content></entry>"
    assert parsed(entry).pubstatus == pubstatus


@pytest.mark.parametrize(
    ("text", "pubstatus"),
    [
        ("<news><status>canceled</status>{}</news>", "canceled"),
        ("<news status='withdrawn'>{}</news>", "canceled"),
        ("<news><status>draft</status><story>{}</story></news>", "withheld"),
        ("<news><story deleted='true'>{}</story></news>", "canceled"),
        ("<news><published>false</published>{}</news>", "withheld"),
        ("<news><embargo>2030-01-01T10:00:00Z</embargo>{}</news>", "withheld"),
        ("<news><status>ok</status>{}</news>", "usable"),
    ],
)
def test_other_xml(text: str, pubstatus: str) -> None:
    """An element or an attribute, of the story or around it."""
    story = f"<headline>{HEADLINE}</headline><date>{DATED}</date><body>{STORY}</body>"
    assert parsed(text.format(story), "application/xml").pubstatus == pubstatus


@pytest.mark.parametrize(
    ("line", "pubstatus", "until"),
    [
        ("draft: true", "withheld", None),
        ("draft: false", "usable", None),
        ("published: false", "withheld", None),
        ("status: withdrawn", "canceled", None),
        ("status: published", "usable", None),
        ("embargo: 2030-01-01T10:00:00Z", "withheld", END),
        ("embargoed: yes", "withheld", None),
    ],
)
def test_front_matter(line: str, pubstatus: str, until: datetime | None) -> None:
    """A page of Markdown is a draft, is taken back or waits as what stands above it says."""
    article = of_markdown(line)
    assert (article.pubstatus, article.embargoed_until) == (pubstatus, until)


@pytest.mark.parametrize("value", [True, ""])
def test_an_embargo_of_ninjs_without_an_end(value: object) -> None:
    """It holds until further notice, as an empty one of NewsML-G2 does."""
    item = {"uri": "urn:example:4711", "versioncreated": DATED, "headline": HEADLINE, "body_text": STORY}
    article = parsed(orjson.dumps({**item, "pubstatus": "usable", "embargoed": value}).decode())
    assert (article.pubstatus, article.embargoed_until) == ("withheld", None)
    assert parsed(orjson.dumps(item).decode()).pubstatus == "usable"


@pytest.mark.parametrize(
    ("note", "pubstatus", "until"),
    [
        ("MANDATORY KILL: the lighthouse stays closed.", "canceled", None),
        ("EMBARGOED UNTIL 2030-01-01T10:00:00Z", "withheld", END),
        ("EMBARGOED", "withheld", None),
        ("Embargo: none", "usable", None),
        ("Adds a quote from the harbour master.", "usable", None),
        ("Kill fees are not paid.", "usable", None),
    ],
)
def test_a_note_to_editors(note: str, pubstatus: str, until: datetime | None) -> None:
    """What no field says a note may: ninjs and NITF have one."""
    ninjs = {"uri": "urn:example:4711", "versioncreated": DATED, "headline": HEADLINE, "body_text": STORY}
    nitf = (
        f"<nitf><head><docdata><doc-id id-string='EXW-41'/><ed-msg info='{note}'/></docdata></head><body><body.head>"
        f"<hedline><hl1>{HEADLINE}</hl1></hedline></body.head><body.content><p>{STORY}</p></body.content></body></nitf>"
    )
    for text in (orjson.dumps({**ninjs, "ednote": note}).decode(), nitf):
        article = parsed(text)
        assert (article.pubstatus, article.embargoed_until, article.editorial_note) == (pubstatus, until, note)
