"""Why an article has the fields it has, as told to a person."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from copydesk.schemas.notices import Reason
from copydesk.service.core.records import Rejected
from copydesk.service.explain import FIELDS, Explanation, FieldStory, explain_record
from copydesk.service.pipeline import first_version, parse_record
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.explaining import explain_messages
from copydesk.service.shell.commands.inputs.messages import RawMessage
from tests.builders import a_record, an_event

LIMIT = 1 << 20
URL = "https://www.dailyplanet.example/news/75875/old-bridge-opens-again"
PAGE = """\
Wednesday 1 May 2024
* Home
* City
* Sport
* Weather
* Culture
* Business
* Opinion
* Contact
* Archive

Old Bridge Opens Again

By Ada Lovelace
Published: 30 April 2024, 14:05
Updated: 30 April 2024, 16:30

HARBOUR CITY (AP) - The old harbour bridge opened to traffic again on Sunday after two years of repairs, the city council said.

The bridge was closed in 2023 when inspectors found cracks in two of its pillars, and ferries carried the traffic since then.

"We have waited for this day," said the mayor, who was the first to cross it, at the wheel of a tram that was built in 1931.

Tags: harbour, bridge

Related stories
* Ferry sinks at its mooring
"""


def explained(**fields: Any) -> Explanation:
    """The explanation of a document that becomes an article."""
    found = explain_record(
        a_record(**({"source_id": None, "url": URL, "body": PAGE, "fetched_at": "2024-05-01T08:00:00Z"} | fields)),
        LIMIT,
    )
    assert isinstance(found, Explanation), found
    return found


def field(name: str, **fields: Any) -> FieldStory:
    """The story of one field."""
    return next(story for story in explained(**fields).fields if story.field == name)


@pytest.mark.parametrize(
    ("name", "value", "rule", "line"),
    [
        ("headline", "Old Bridge Opens Again", "learned", 12),
        ("published_at", "2024-04-30T14:05:00+00:00, to the minute, zone: none", "label:published", 15),
        ("dateline", "place HARBOUR CITY, agency AP", "place-brackets", 18),
        ("byline", "By Ada Lovelace", "beside-headline", 14),
        ("tags", "harbour; bridge", "label:tags", 24),
        ("body_text", "3 paragraphs, 360 characters", "densest-prose", 18),
    ],
)
def test_field_says_where_it_stands(name: str, value: str, rule: str, line: int) -> None:
    """Each field names its value, the rule that found it and the line of the text that holds it, counted from 1."""
    story = field(name)
    assert (story.value, story.lines[0]) == (value, line)
    assert story.rule is not None
    assert story.rule.startswith(rule)


def test_dates_that_were_not_taken() -> None:
    """The page's clock and its label for a change are named, each with the reason against it."""
    others = {other.value: other for other in field("published_at").others}
    assert {value: other.line for value, other in others.items()} == {"1 May 2024": 1, "30 April 2024, 16:30": 16}
    assert "never the publication" in others["30 April 2024, 16:30"].note


def test_ids_that_were_not_taken() -> None:
    """The ladder's lower rungs are told of beside the one that held."""
    story = field("news_id")
    assert (story.value, story.rule) == ("75875", "url:number")
    assert [other.rule for other in story.others] == ["canonical_url", "content_hash"]


def test_headlines_that_were_not_taken() -> None:
    """Other lines that might be the headline come with their probability and what makes it."""
    story = field(
        "headline", body=PAGE.replace("* Archive", "* Archive\n\nFerry to stop after the summer, owner says\n")
    )
    beside = next(other for other in story.others if other.value.startswith("Ferry to stop"))
    assert "%: " in beside.note


def test_web_page() -> None:
    """What a web page calls itself is told by its probability, with the places that say it."""
    html = (
        '<html><head><title>Bridge | Planet</title><meta property="og:title" content="Bridge opens"></head><body><h1>Old Bridge Opens</h1>'
        f'<time datetime="2024-04-30T14:05Z">today</time>{"<p>The old harbour bridge opened to traffic again on Sunday, the council said.</p>" * 4}</body></html>'
    )
    found = explain_record(an_event(html.encode(), content_type="text/html", subject=URL), LIMIT)
    assert isinstance(found, Explanation)
    story = found.fields[0]
    assert (found.reader, story.value, story.rule) == ("html", "Old Bridge Opens", "h1")
    assert {("og:title", "Bridge opens"), ("title", "Bridge | Planet")} < {
        (other.rule, other.value) for other in story.others
    }


def test_says_what_the_article_says() -> None:
    """An explanation is of the very article that the desk would publish, and tells of every field."""
    record = a_record(source_id=None, url=URL, body=PAGE)
    found, parsed = explain_record(record, LIMIT), parse_record(record, LIMIT)
    assert isinstance(found, Explanation)
    assert not isinstance(parsed, Rejected)
    assert found.article == first_version(parsed)
    assert tuple(story.field for story in found.fields) == FIELDS


def test_fields_that_a_scraper_joined() -> None:
    """Fields joined in the first line are all said to stand in that line."""
    body = (
        f"planet###Old Bridge Opens Again###{URL}###['City']###2024-04-30 14:05:00###75875###['harbour', 'bridge']\n"
        + "\n".join(PAGE.splitlines()[16:22])
    )
    assert field("headline", body=body).lines == (1,)


def test_lines_for_a_person() -> None:
    """Each field is a line, its reason the next; a document that is turned away is one line with the reason."""
    good, bad = orjson.dumps({"url": URL, "body": PAGE}), orjson.dumps({"url": URL})
    lines = list(
        explain_messages([RawMessage(good, place="a.jsonl"), RawMessage(bad, place="a.jsonl", number=2)], Settings())
    )
    assert lines[0].startswith("a.jsonl, line 1: dailyplanet-example:75875, read as page; source dailyplanet-example")
    assert "  headline      Old Bridge Opens Again" in lines
    assert lines[-2:] == ["", f"a.jsonl, line 2: rejected, {Reason.NO_BODY}: {lines[-1].rpartition(': ')[2]}"]
