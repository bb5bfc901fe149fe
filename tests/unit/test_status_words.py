"""What a story's own words say of its use; every text here is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from copydesk.schemas.notices import Reason
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import HOUSE_POLICY, Policy, Rejected
from copydesk.service.pipeline import parse_record
from tests.builders import a_record

STORY = """PORTVILLE, March 4 (AAP) - The old harbour bridge opened to traffic again on Tuesday after two years of repairs.

Ferries will stop in May, the city council said, and the quay will be open to walkers again from the first of June."""
MARCH = datetime(2030, 3, 4, 10, tzinfo=UTC)


def parsed(text: str, policy: Policy = HOUSE_POLICY, media: str = "text/plain") -> ParsedArticle | Rejected:
    """What becomes of a text of the wire."""
    return parse_record(a_record(source_id="aap", body=text, content_type=media), 1 << 20, policy)


def article(text: str, media: str = "text/plain") -> ParsedArticle:
    """The same where it is a story."""
    found = parsed(text, media=media)
    assert isinstance(found, ParsedArticle)
    return found


def test_correction() -> None:
    """A note to editors is no paragraph: it is kept as what it is, with the signal."""
    plain = article(f"Old harbour bridge opens again\n\n{STORY}")
    found = article(f"Old harbour bridge opens again\n\n(Corrects day in first paragraph)\n\n{STORY}")
    assert (found.signals, found.editorial_note) == (["correction"], "Corrects day in first paragraph")
    assert found.body_text == plain.body_text
    assert found.content_hash != plain.content_hash


def test_update() -> None:
    """An update tells in its headline which one it is."""
    assert article(f"UPDATE 2-Old harbour bridge opens again\n\n{STORY}").signals == ["update"]


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGOED UNTIL 10:00 GMT MARCH 4 2030",
        "*** EMBARGO: 4 March 2030, 10:00 UTC ***",
        "Not for publication before Monday, 4 March 2030, 10:00 GMT",
        "Sperrfrist: 04.03.2030, 11:00 MEZ",
    ],
)
def test_embargo(line: str) -> None:
    """An embargo is kept with its words, is no paragraph and no date of publication."""
    found = article(f"Old harbour bridge opens again\n\n{line}\n\n{STORY}")
    assert (found.pubstatus, found.embargoed_until) == ("withheld", MARCH)
    assert found.embargoed_raw
    assert found.embargoed_raw in line
    assert line not in found.body_text
    assert found.published_at is None or found.published_at < MARCH
    assert "embargoed" in found.extraction.warnings


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("EMBARGOED UNTIL 18:00 GMT, 1 MARCH 2026", datetime(2026, 3, 1, 18, tzinfo=UTC)),
        ("Embargoed until 2 March 2026", datetime(2026, 3, 2, 12, tzinfo=UTC)),
        ("SOUS EMBARGO", None),
        ("Under embargo until Tuesday 10am", None),
        ("EMBARGOED FOR 0001 TUESDAY", None),
    ],
)
def test_embargo_above_a_story(line: str, until: datetime | None) -> None:
    """However near its end is to the day on which the document was fetched, and wherever above the story it stands, an
    embargo is one, and neither headline nor date.
    """
    for text in (
        f"{line}\n\nOld harbour bridge opens again\n\n{STORY}",
        f"Old harbour bridge opens again\n{line}\n\n{STORY}",
    ):
        record = a_record(source_id="aap", body=text, content_type="text/plain", fetched_at="2026-03-01T12:00:00Z")
        found = parse_record(replace(record, timestamp=None), 1 << 20)
        assert isinstance(found, ParsedArticle)
        assert (found.pubstatus, found.embargoed_until) == ("withheld", until)
        assert found.headline == "Old harbour bridge opens again"
        assert found.published_precision != "minute"


def test_kill_above_a_story() -> None:
    """A line that takes the story back is heard wherever above it stands."""
    found = article(f"MANDATORY KILL\n\nOld harbour bridge opens again\n\n{STORY}")
    assert (found.pubstatus, found.headline, found.editorial_note) == (
        "canceled", "Old harbour bridge opens again", "MANDATORY KILL",
    )  # fmt: skip


def test_embargo_without_end() -> None:
    """An embargo that does not say until when withholds the story."""
    found = article(f"Old harbour bridge opens again\n\n*** EMBARGOED ***\n\n{STORY}")
    assert (found.pubstatus, found.embargoed_until) == ("withheld", None)


def test_embargo_in_prose() -> None:
    """A sentence on an embargo is the story's."""
    prose = "Embargoed goods are piling up in the harbour, the council said on Tuesday in Portville after it met."
    found = article(f"Old harbour bridge opens again\n\n{STORY}\n\n{prose}")
    assert (found.pubstatus, prose in found.body_text) == ("usable", True)


def test_embargo_rejected() -> None:
    """A house that takes no story before its time has it back with the time."""
    found = parsed(
        f"Old harbour bridge opens again\n\nEMBARGOED UNTIL 10:00 GMT MARCH 4 2030\n\n{STORY}", Policy(embargo="reject")
    )
    assert isinstance(found, Rejected)
    assert (found.reason, "2030-03-04T10:00:00" in found.detail) == (Reason.EMBARGOED, True)


def test_kill() -> None:
    """A kill is an article that says so, though there is nothing left to publish."""
    found = article("MANDATORY KILL\n\nEditors: kill the story Bridge reopens after repairs. The bridge is not open.")
    assert (found.pubstatus, "kill" in found.signals) == ("canceled", True)
    assert "withdrawn" in found.extraction.warnings


def test_web_page_kills_nothing() -> None:
    """A headline on the web may be called so."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in STORY.split("\n\n"))
    page = f"<html><head><title>KILL</title></head><body><article><h1>KILL</h1>{body}</article></body></html>"
    assert article(page, "text/html").pubstatus == "usable"
