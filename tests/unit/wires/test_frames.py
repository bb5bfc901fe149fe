"""Typed messages of wires: the frame around the story, and what it tells the desk."""

from __future__ import annotations

import pytest

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.lines.wrapped import paragraphs_of_lines
from copydesk.service.pipeline import parse_record
from tests.builders import a_record
from tests.unit.page_builder import read

STORY = "PORTLAND, March 4 AAP - The old bridge opened on Monday.\n\nFerries stop in May, the council said.\n"


def an_anpa(headers: str, *, slug: str = "BC-US--HarbourBridge") -> str:
    """An ANPA message with these lines above its story."""
    return (
        f"W0001asian\nr i {slug}   03-04 0590\n^{slug},127<\n{headers}       PORTLAND, Maine (AP) _ The old bridge opened "
        "on Monday.\n       AP-WF-03-04-19 1626GMT<\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"ZCZC FMG000\nYY TDR\n:A Bridge Opens\n{STORY}NNNN\n",
        f"   ZCZC AAP\n%MNETALL MFI MGD\n$J\n:\n:A Bridge Opens\n*X\n{STORY}\n\nNNNN\n",
        f"ZCZC\n#Bridge\n:A Bridge Opens\n{STORY}NNNN",
        f"^A Bridge Opens\n\n{STORY}",
        f"^A Bridge Opens<\n^By Ada Lovelace=\n{STORY}",
    ],
)
def test_a_frame_is_not_the_story(text: str) -> None:
    """Codes for routing and the marks around the text are left out, whatever stands above the headline."""
    draft = read(text)
    assert draft.headline == "A Bridge Opens"
    assert draft.paragraphs == ("The old bridge opened on Monday.", "Ferries stop in May, the council said.")
    assert draft.dateline is not None
    assert (draft.dateline.place, draft.dateline.agency) == ("PORTLAND", "AAP")


def test_a_frame_may_hold_another_format() -> None:
    """The format inside is read by its own reader."""
    draft = read(f"ZCZC\n{an_anpa('^A Bridge Opens<' + chr(10))}NNNN\n")
    assert (draft.headline, draft.provenance["headline"]) == ("A Bridge Opens", "anpa")


def test_a_word_of_the_frame_within_a_page_is_none() -> None:
    """Only a text that begins with it has a frame."""
    assert (
        "framed"
        not in read("Old messages began with ZCZC and ended with NNNN.\n\nNobody sends them.").provenance.values()
    )


def test_rows_of_a_table_stay_apart() -> None:
    """Lines wrapped by hand are joined, rows are not."""
    assert paragraphs_of_lines(["The table of", "the day:", "Harbour   23   13", "Bridge    24   14", ";W;L;Pct;", "It rained", "all day."]) == [
        "The table of the day:",
        "Harbour   23   13",
        "Bridge    24   14",
        ";W;L;Pct;",
        "It rained all day.",
    ]  # fmt: skip


def test_a_list_in_a_frame_is_not_joined() -> None:
    """A line that had room left ends where it ends."""
    draft = read("ZCZC FMG000\nYY TDR\n:Fields on Thursday\nWeather: fine\nTrack: soft\nNNNN\n")
    assert draft.paragraphs == ("Weather: fine", "Track: soft")


@pytest.mark.parametrize("marks", ["^KILL<\n^BULLETIN KILL<\n", "^BULLETIN MANDATORY KILL<\n"])
def test_an_anpa_kill(marks: str) -> None:
    """It takes the story back, has no headline of its own, and its text is the note."""
    text = an_anpa(marks, slug="BC-KILL--HarbourBridge").replace(
        "PORTLAND, Maine (AP) _ The old", "Editors: Kill the story Bridge opens. The old"
    )
    article = parse_record(a_record(body=text), 1_000_000)
    assert isinstance(article, ParsedArticle)
    assert (article.pubstatus, article.signals, article.headline) == ("canceled", ["kill"], None)
    assert article.editorial_note == "Kill the story Bridge opens. The old bridge opened on Monday."


def test_a_headline_in_capitals_takes_nothing_back() -> None:
    """The word stands in headlines, too."""
    draft = read(an_anpa("^FLOODS KILL FIVE<\n"))
    assert (draft.headline, draft.pubstatus, draft.signals) == ("FLOODS KILL FIVE", None, ())


def test_what_anpa_tells_the_desk() -> None:
    """The slug without its take and count of words, notes to editors, and that a take is a later one."""
    draft = read(
        an_anpa("^A Bridge Opens<\n^Eds: With AP Photos.<\n").replace(
            "^BC-US--HarbourBridge,127<", "^BC-US--Harbour Bridge, 1st Ld-Writethru,127<"
        )
    )
    assert (draft.slugline, draft.editorial_note, draft.signals) == (
        "BC-US--Harbour Bridge",
        "With AP Photos.",
        ("update",),
    )


def test_what_iptc_7901_tells_the_desk() -> None:
    """The priority in its first line is the urgency, the line with strokes the name among editors."""
    draft = read("eca0001 3 i 93  dpa 0001\n\nNorway/weather/\nSnow closes roads =\n\nOslo (dpa) - Snow fell.\n")
    assert (draft.urgency, draft.slugline, draft.headline) == (3, "Norway/weather", "Snow closes roads")
