"""Datelines: the grammar, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.bylines import read_byline
from service.core.datelines import agency_source_of, read_dateline
from service.core.signoffs import without_credits

# paragraph, place, date, agency
FILED = [
    ("SHIRAZ (examplepress)- Rain fell", "SHIRAZ", None, "examplepress"),
    ("TEHRAN, Apr. 17 (MNA) – Rain fell", "TEHRAN", "Apr. 17", "MNA"),
    ("Tehran, IRNA – Rain fell", "Tehran", None, "IRNA"),
    ("KUWAIT, Dec 2 (KUNA) -- Rain fell", "KUWAIT", "Dec 2", "KUNA"),
    ("AMMAN (Petra) –Rain fell", "AMMAN", None, "Petra"),
    ("ПЕТРОПАВЛОВСК. КАЗИНФОРМ – Прошёл дождь", "ПЕТРОПАВЛОВСК", None, "КАЗИНФОРМ"),
    ("МОСКВА, 29 июня. /ТАСС/. Прошёл дождь", "МОСКВА", "29 июня", "TASS"),
    ("москва, 1 дек — риа новости. прошёл дождь", "москва", "1 дек", "риа новости"),
    ("MOSCOW, January 21. /TASS/. Rain fell", "MOSCOW", "January 21", "TASS"),
    ("SALVADOR, Feb 26 - Rain fell", "SALVADOR", "Feb 26", None),
    ("BANGOR, Maine (AP) _ Rain fell", "BANGOR, Maine", None, "AP"),
    ("Washington (dpa) - Rain fell", "Washington", None, "dpa"),
    ("STOCKHOLM, Aug 29, 2014 (AFP) - Rain fell", "STOCKHOLM", "Aug 29, 2014", "AFP"),
    ("Tegucigalpa, Jan 2 (EFE).- Rain fell", "Tegucigalpa", "Jan 2", "EFE"),
    ("12 mai (Reuters) - Il pleut", None, "12 mai", "Reuters"),
    ("Beijing, Jan. 1(Xinhua) -- Rain fell", "Beijing", "Jan. 1", "Xinhua"),
    ("(ANSA) - ROME, JUL 11 - Rain fell", "ROME", "JUL 11", "ANSA"),
    ("MOSCOW, Monday (Reuters) - Rain fell", "MOSCOW", "Monday", "Reuters"),
    ("SAN FRANCISCO _ Rain fell", "SAN FRANCISCO", None, None),
    ("(Reuters) - Rain fell", None, None, "Reuters"),
    ("YEREVAN, November 5, /ARKA/. Rain fell", "YEREVAN", "November 5", "ARKA"),
    ("MUMBAI, India, July 25, 2018/PRNewswire-AsiaNet/ -- Rain fell", "MUMBAI, India", "July 25, 2018", "AsiaNet"),
    ("San Diego (tca/dpa) - Rain fell", "San Diego", None, "dpa"),
    ("Paris (ats afp) - Il pleut", "Paris", None, "ats afp"),
    ("ST. JOHN'S, Antigua (Reuters) - Rain fell", "ST. JOHN'S, Antigua", None, "Reuters"),
    ("NEW YORK/LONDON (Reuters) -Rain fell", "NEW YORK/LONDON", None, "Reuters"),
]

NOT_FILED = [
    "",
    "Rain fell on Monday.",
    "The Weather Office (WO) said on Monday that rain fell.",
    "Example Motor (EXM.N) - said rain fell",
    "Example Motor (NYSE: EXM) - said rain fell",
    "A man (32) - said that rain fell",
    "He said it rained. Nobody (AP) - heard him",
    "It rained in (the) - harbour",
    "Council members (from left to right): Ada Lovelace, Mary Somerville",
]


@pytest.mark.parametrize(("paragraph", "place", "date", "agency"), FILED)
def test_a_dateline_is_taken_apart(paragraph: str, place: str | None, date: str | None, agency: str | None) -> None:
    """Place, date and agency are given as printed, and the story begins behind them."""
    filed = read_dateline(paragraph)
    assert filed is not None
    assert (filed.dateline.place, (filed.dateline.date or "").rstrip(".") or None, filed.dateline.agency) == (place, date.rstrip(".") if date else None, agency)
    assert paragraph[filed.end :].lower().startswith(("rain", "il", "прошёл"))


@pytest.mark.parametrize("paragraph", NOT_FILED)
def test_what_is_no_dateline_gives_none(paragraph: str) -> None:
    """Tickers, ages, abbreviations within a sentence are no datelines."""
    assert read_dateline(paragraph) is None


def test_the_agency_stands_in_for_a_missing_source() -> None:
    """The agency in the first lines becomes a slug, in any script that the lexicon knows."""
    assert agency_source_of("Updated\nSHIRAZ (Example Press)- Rain fell") == "example-press"
    assert agency_source_of("МОСКВА, 29 июня. /ТАСС/. Прошёл дождь") == "tass"
    assert agency_source_of("Rain fell (mostly) on Monday") is None


def test_a_byline_names_people_and_leaves_offices_out() -> None:
    """`By` and names make authors; a sentence that begins with `By` does not."""
    found = read_byline("By Ada Lovelace, science correspondent and")
    assert found is None or [author.name for author in found[1]] == ["Ada Lovelace"]
    found = read_byline("By  Ada Lovelace  and  Mary Somerville")
    assert found is not None
    assert (found[0], [author.name for author in found[1]]) == ("By Ada Lovelace and Mary Somerville", ["Ada Lovelace", "Mary Somerville"])
    assert read_byline("By the end of the day it rained") is None


def test_credits_are_taken_off_the_last_paragraph() -> None:
    """What stands in brackets at the end and speaks of reporting is a credit; other brackets are the story's."""
    assert without_credits("It rained. (Reporting by A. B.; Editing by C. D.)") == ("It rained.", "(Reporting by A. B.; Editing by C. D.)")
    assert without_credits("It rained (a lot)") == ("It rained (a lot)", None)


@given(st.text(max_size=200))
def test_any_text_gives_a_dateline_or_none(text: str) -> None:
    """Reading a dateline never fails, and its words are the paragraph's first."""
    filed = read_dateline(text)
    assert filed is None or "".join(filed.dateline.text.split()) in "".join(text.split())
    assert agency_source_of(text) is None or filed is not None or "\n" in text or text != text.strip()
