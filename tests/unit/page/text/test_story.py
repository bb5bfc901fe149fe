"""The story's paragraphs, tags and authors among what a page prints around them."""

from __future__ import annotations

import pytest

from copydesk.service.core.bylines.search import authors_in, read_byline
from copydesk.service.core.datelines.reader import read_dateline
from copydesk.service.core.lexicon import CREDIT_WORDS
from copydesk.service.core.lexicon.agencies import HOUSES
from copydesk.service.core.lines.captions import is_caption, is_credit
from copydesk.service.core.lines.notices import is_notice
from tests.unit.page_builder import MENU, STORY, read

TITLE = "Old harbour bridge opens again"
URL = "https://example.com/city/old-harbour-bridge-opens-again"
FIRST, SECOND, THIRD = STORY.split("\n")
LAST = (
    "The council wants to count the cars on the bridge for a year, and to build a second one farther up the river if there are too many, it said. "
    * 2
).strip()


def page(beside: str = "By Ada Lovelace", within: str = "", below: str = "") -> str:
    """A page with these lines between headline and story, within the story and below it."""
    return "\n".join((MENU, TITLE, beside, "4 March 2019, 14:05", FIRST, SECOND, within, THIRD, LAST, below, MENU))


@pytest.mark.parametrize(
    "within",
    [
        "Read more: Council debates the budget of the schools for a second time",
        "Related articles\n* Council debates the budget\n* Ferry stays in port",
        "Cars on the old bridge on Monday. (Photo: Ada Lovelace/AP)",
        "Sign up to our daily newsletter, which brings you the best of the city.",
        "Share this article via email Share this article via the app, and copy its link.",
    ],
)
def test_what_stands_within_a_story_is_not_of_it(within: str) -> None:
    """Links, captions, newsletters and share bars between paragraphs are left out, and the story goes on below them."""
    assert read(page(within=within)).paragraphs == (FIRST, SECOND, THIRD, LAST)


def test_subheadings_are_kept() -> None:
    """A short line between two paragraphs is a part of the story."""
    assert read(page(within="Twice the price")).paragraphs == (FIRST, SECOND, "Twice the price", THIRD, LAST)


def test_teasers_below_a_story_are_left_out() -> None:
    """Other stories' titles and summaries below the story's end are not of it."""
    teasers = "\n".join(
        f"More news\n* City\n* Council {n}\nThe council met for the {n}th time and debated the budget of the schools until late at night."
        for n in range(3)
    )
    assert read(page(below=teasers)).paragraphs == (FIRST, SECOND, THIRD, LAST)


@pytest.mark.parametrize(
    ("below", "tags"),
    [
        ("Related topics\n* Bridge\n* City council\nComments", ("Bridge", "City council")),
        ("Schlagworte\n+ Bridge\n+ Harbour\n* Imprint", ("Bridge", "Harbour")),
        ("Tags: Bridge, Harbour", ("Bridge", "Harbour")),
        ("#Bridge #City council", ("Bridge", "City council")),
        ("Etiquetas\n* Bridge\n* /\n* Harbour\nOther", ("Bridge", "Harbour")),
        ("Topics\n* Section 1\n* Section 2\n* Section 3\n* Section 4\n* Section 5", ()),
        ("Mehr zum Thema\n* Council debates the budget of the schools for the second time", ()),
    ],
)
def test_tags_below_the_story(below: str, tags: tuple[str, ...]) -> None:
    """Tags stand behind or below a label, or are hashtags; a menu and other stories' headlines are none."""
    assert read(page(below=below)).tags == tags


@pytest.mark.parametrize(
    ("beside", "names"),
    [
        ("By Ada Lovelace and Mary Somerville", ["Ada Lovelace", "Mary Somerville"]),
        ("Von Ada Lovelace Korrespondentin", ["Ada Lovelace"]),
        ("Par Ada Lovelace avec AFP", ["Ada Lovelace"]),
        ("Av Ada Lovelace og Mary Somerville", ["Ada Lovelace", "Mary Somerville"]),
        ("By\n* Ada Lovelace,\n* Mary Somerville", ["Ada Lovelace", "Mary Somerville"]),
        ("Ada Lovelace", ["Ada Lovelace"]),
        ("Ada Lovelace\nMary Somerville", ["Ada Lovelace", "Mary Somerville"]),
        ("Ada Lovelace Ada Lovelace", ["Ada Lovelace"]),
        ("Ada Lovelace Lifestyle Writer", ["Ada Lovelace"]),
        ("Von dpa", []),
        ("City news", []),
    ],
)
def test_authors_stand_below_the_headline(beside: str, names: list[str]) -> None:
    """Authors with and without a byline's word; offices and agencies are left out."""
    assert [author.name for author in read(page(beside=beside), url=URL).authors] == names


def test_a_name_above_an_office_is_the_author() -> None:
    """A line of offices only says that the name above it is the author's."""
    assert [
        author.name for author in read(page(beside="Ada Lovelace\nScience correspondent\nShare"), url=URL).authors
    ] == ["Ada Lovelace"]


def test_a_reporters_word_stands_behind_the_name() -> None:
    """Korean prints the word for reporter behind the name."""
    found = read_byline("홍길동 기자")
    assert found is not None
    assert [author.name for author in found[1]] == ["홍길동"]
    assert authors_in("Ada Lovelace, London") == authors_in("Ada Lovelace")


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Ada Lovelace",
        "The bridge. (Picture: PA)",
        "Ada Lovelace/Getty Images",
        "Credit: Ada Lovelace",
        "Cars on the bridge. (ANTARA FOTO/Ada Lovelace)",
        "Cars on the bridge. (Ada Lovelace/Example News)",
        "Cars on the bridge [File: Ada Lovelace/Reuters]",
        "Cars on the bridge. Ada Lovelace (dpa/picture alliance via Getty)",
        "Cars on the bridge, June 2, 2019. REUTERS/Ada Lovelace/File Photo",
        "Prom na rzece. Fot. PAP/Ada Lovelace",
        "Coches en el puente EFE/ A. B. Lovelace",
        "Cars on the bridge. Photograph by Ada Lovelace",
        "Legende: Autos auf der alten Brücke. Example",
        "Cars on the bridge. Copyright 2019 The AP. All rights reserved.",
        "橋の上の車（王小明撮影）",
    ],
)
def test_a_caption_closes_with_a_credit(line: str) -> None:
    """A line that names the maker of a picture is a caption."""
    assert is_caption(line)
    assert not is_caption("Ada Lovelace had one wish: that the bridge would open again on Monday.")


@pytest.mark.parametrize("word", CREDIT_WORDS)
def test_every_word_of_credits_is_found(word: str) -> None:
    """The word before a maker's name makes a caption in every language, with a colon or in brackets."""
    assert is_caption(f"{word.capitalize()}: Ada Lovelace")
    assert is_caption(f"Cars on the bridge ({word}: Ada Lovelace)")
    assert not is_caption(f"A {word} of Ada Lovelace")


@pytest.mark.parametrize("house", HOUSES)
def test_every_house_is_found(house: str) -> None:
    """An agency or a picture library at the end makes a caption."""
    assert is_caption(f"Cars on the bridge. (Ada Lovelace/{house})")
    assert is_caption(f"Cars on the bridge / {house}")
    assert not is_caption(f"Cars on the bridge and {house}")


@pytest.mark.parametrize(
    "line",
    [
        "Streit um die Brücke in der CDU/CSU",
        "Streit um die Brücke in der Union (CDU/CSU)",
        "Legende der Brücke kommt wieder",
        "AC/DC play at the bridge",
        "The council wants a second bridge (and/or a ferry)",
    ],
)
def test_a_stroke_alone_makes_no_caption(line: str) -> None:
    """Parties, bands and words with a stroke between them name no maker of a picture."""
    assert not is_caption(line)


@pytest.mark.parametrize(
    ("line", "certain"),
    [("Foto: Ada Lovelace", True), ("He drew a clear picture: the bridge is old.", False), ("It opened. (AFP)", False)],
)
def test_within_a_text_only_what_names_its_maker_is_a_caption(line: str, certain: bool) -> None:
    """An agency alone may sign a paragraph, and a sentence may hold a credit's word."""
    assert is_credit(line) is certain


def test_a_notice_is_known_by_its_words() -> None:
    """Notices are found at word beginnings only."""
    assert is_notice("© 2024 Example. All rights reserved.")
    assert is_notice("この記事は会員限定です。")
    assert not is_notice("The council reserved all seats.")


@pytest.mark.parametrize(
    ("line", "notice"),
    [
        ("Follow harbour news on Facebook, Instagram and X.", True),
        ("Follow us on Twitter @example", True),
        ("Share on Facebook Share on Twitter", True),
        ("Our Standards: The Thomson Reuters Trust Principles.", True),
        ("Ships that follow the pilot on Facebook were late.", False),
        ("Follow the pilot, the captain said.", False),
    ],
)
def test_words_may_stand_within_a_notice(line: str, notice: bool) -> None:
    """A phrase with a gap opens its line, and other words may stand in the gap."""
    assert is_notice(line) is notice


@pytest.mark.parametrize(
    ("paragraph", "place", "date", "agency"),
    [
        ("HARBOUR TOWN, Japan, Dec. 9 Kyodo - Rain fell", "HARBOUR TOWN, Japan", "Dec. 9", "Kyodo"),
        ("Riyadh, Dhu-AlQa'dah 29, 1439, Aug 11, 2018, SPA -- Rain fell", "Riyadh", "Aug 11, 2018", "SPA"),
        ("Tehran, Iran, August 23 By Ada Lovelace - Trend: Rain fell", "Tehran, Iran", "August 23", "Trend"),
        ("KYOTO, Japan, Feb. 1, 2017 /Example JBN/ -- Rain fell", "KYOTO, Japan", "Feb. 1, 2017", "Example JBN"),
        ("طهران / تسنيم // Rain fell", "طهران", None, "تسنيم"),
        ("(서울=연합뉴스) Rain fell", "서울", None, "연합뉴스"),
        ("新华社北京1月3日电 Rain fell", "北京", "1月3日", "新华社"),
    ],
)
def test_rarer_datelines(paragraph: str, place: str, date: str | None, agency: str) -> None:
    """Datelines with a second calendar, a reporter, slashes, and those of Korean and Chinese agencies."""
    filed = read_dateline(paragraph)
    assert filed is not None
    assert (filed.dateline.place, filed.dateline.date, filed.dateline.agency) == (place, date, agency)
    assert paragraph[filed.end :] == "Rain fell"
