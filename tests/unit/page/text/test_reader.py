"""Texts of pages and wires, read whole."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from copydesk.service.core.lines.line import MOST_WIRE_LINES
from copydesk.service.core.markup.json_text import is_json
from copydesk.service.core.readers import named_reading
from tests.unit.page_builder import CMS, DASHED, a_page, a_site, read

PERSIAN = """\
کد خبر: ۴۱۳۳۷
تاریخ انتشار: ۰۲ خرداد ۱۳۹۹ - ۱۰:۱۹

پل قدیمی بندر دوباره باز شد
پل قدیمی بندر پس از دو سال تعمیر به روی رانندگان باز شد.
شورای شهر اعلام کرد هزینه تعمیر چهار میلیون بوده است.

انتهای پیام/

برچسب ها: پل قدیمی ، بندر
نظر شما
* نظر:
"""

NAVIGATED = "\n".join(
    [
        *(f" * Section {number}" for number in range(30)),
        " Harbour",
        "",
        " Old harbour bridge opens after two years of repairs",
        "",
        " Drivers no longer have to take the long detour along the coast, the council says.",
        "",
        " By Ada Lovelace",
        "",
        " 4 March 2019, 14:05",
        "",
        " The bridge was closed when inspectors found cracks in two of its pillars, the city council said in a long report to the residents.",
        "",
        " Drivers had to take a detour of eleven kilometres for two years, and shopkeepers at the quay complained about the loss of customers.",
        "",
        " The repairs cost four million, which is twice of what had been planned, and the mayor promised to publish all bills before summer.",
        "",
        *(f" * Teaser {number}" for number in range(20)),
        " © 2024 Example. All rights reserved.",
    ]
)


def test_the_cms_page_is_read_whole() -> None:
    """A page with label block, glued headline, sign-off, tags and comment form gives each field once, and none of the
    rest.
    """
    draft = read(CMS)
    assert draft.headline == "City Council Opens the Old Harbour Bridge Again"
    assert draft.label_id == "41337"
    assert (draft.published_at, draft.published_precision, draft.zone_basis) == (
        datetime(2019, 3, 7, 6, 0, tzinfo=UTC),
        "minute",
        "site",
    )
    assert draft.published_raw == "7March 2019 - 09:30"
    assert draft.abstract is not None
    assert draft.abstract.startswith("The old harbour bridge opened")
    assert draft.dateline is not None
    assert (draft.dateline.place, draft.dateline.agency, draft.agency_source) == (
        "SHIRAZ",
        "examplepress",
        "examplepress",
    )
    assert draft.tags == ("Bridge", "Harbour", "City council")
    assert [paragraph.split()[0] for paragraph in draft.paragraphs] == ["The", "Drivers", "The"]
    assert draft.modified_at is None
    assert "page_clock_ignored" in draft.warnings


def test_every_field_says_which_rule_found_it() -> None:
    """Provenance names the rule for each field that was found."""
    draft = read(CMS)
    assert draft.provenance["headline"] == "glued:case"
    assert draft.provenance["published_at"] == "label:publish date"
    assert set(draft.provenance) == {
        "headline",
        "abstract",
        "dateline",
        "agency_source",
        "paragraphs",
        "published_at",
        "label_id",
        "tags",
    }


def test_a_persian_page_is_read_like_its_english_twin() -> None:
    """Persian labels, digits and Jalali dates give the same fields."""
    draft = read(PERSIAN)
    assert draft.headline == "پل قدیمی بندر دوباره باز شد"
    assert draft.label_id == "41337"
    assert draft.published_at == datetime(2020, 5, 22, 5, 49, tzinfo=UTC)
    assert draft.tags == ("پل قدیمی", "بندر")
    assert len(draft.paragraphs) == 2


def test_a_dashed_header_is_read() -> None:
    """The header's four lines are headline, byline, date and address; the story follows."""
    draft = read(DASHED, zone=None)
    assert draft.headline == "Harbour bridge opens after two years of repairs"
    assert draft.byline == "By Ada Lovelace and Mary Somerville"
    assert [author.name for author in draft.authors] == ["Ada Lovelace", "Mary Somerville"]
    assert (draft.published_at, draft.zone_basis) == (datetime(2013, 3, 5, 2, 30, tzinfo=UTC), "zone_name")
    assert draft.dateline is not None
    assert (draft.dateline.place, draft.dateline.agency) == ("PORT HARCOURT, Nigeria", "Reuters")
    assert draft.paragraphs == (
        "The old bridge opened on Monday, the council said in a statement to residents.",
        "It had been closed for two years.",
    )


def test_an_iptc_7901_message_is_read() -> None:
    """Headline, byline, paragraphs without their line breaks, and the time of sending."""
    text = "eca0001 3 i 93  dpa 0001\n\nNorway/weather/\nEXTRA\nSnow closes mountain roads\nBy Ada Lovelace, dpa =\n\nOslo (dpa) - Snow closed\nroads.\n\nMore is due.\n\ndpa ab cd\n\n042101 GMT Mar 18\n"
    draft = read(text, zone=None)
    assert (draft.headline, draft.paragraphs) == ("Snow closes mountain roads", ("Snow closed roads.", "More is due."))
    assert draft.published_at == datetime(2018, 3, 4, 21, 1, tzinfo=UTC)


def test_an_anpa_message_is_read() -> None:
    """The headline is the first header line that speaks; the date is month first."""
    text = (
        "W0001asian\nr i BC-US--HarbourBridge   03-04 0590\n^BC-US--Harbour Bridge,127<\n^Bridge reopens<\n^Eds: Updates.<\n^By ADA LOVELACE=\n"
        "\t   BANGOR, Maine (AP) _ It opened.\n\t   It was closed.\n\n\t   AP-WF-03-04-16 1626GMT<\n"
    )
    draft = read(text, zone=None)
    assert (draft.headline, draft.byline, draft.paragraphs) == (
        "Bridge reopens",
        "By ADA LOVELACE",
        ("It opened.", "It was closed."),
    )
    assert draft.published_at == datetime(2016, 3, 4, 16, 26, tzinfo=UTC)


def test_a_page_with_menus_is_read() -> None:
    """The headline above byline, date and prose is found among menus and teasers."""
    draft = read(NAVIGATED, zone="Europe/London")
    assert draft.headline == "Old harbour bridge opens after two years of repairs"
    assert draft.published_at == datetime(2019, 3, 4, 14, 5, tzinfo=UTC)
    assert [author.name for author in draft.authors] == ["Ada Lovelace"]
    assert len(draft.paragraphs) == 4


def test_a_headline_is_not_cut_without_evidence() -> None:
    """A name with a capital inside it is no seam."""
    text = "News ID: 41337\nPublish Date: 7 March 2019 - 09:30\n\nMinister McDonald met iPhone makers at the harbour and they spoke about the bridge and its repairs for two hours."
    draft = read(text)
    assert draft.headline is None or "McDonald" in draft.headline


@pytest.mark.parametrize(
    ("url", "hint", "rule"),
    [
        ("https://example.com/news/41337/پل-قدیمی-بندر-دوباره-باز-شد", None, "glued:url"),
        (None, "پل قدیمی بندر دوباره باز شد", "glued:hint"),
    ],
)
def test_a_glued_headline_is_cut_where_others_say_it_ends(url: str | None, hint: str | None, rule: str) -> None:
    """In a script without capitals the URL or the scraper's hint tells where the headline ends."""
    text = PERSIAN.replace("باز شد\nپل قدیمی بندر پس", "باز شدپل قدیمی بندر پس")
    draft = read(text, url=url, headline_hint=hint)
    assert (draft.headline, draft.provenance["headline"]) == ("پل قدیمی بندر دوباره باز شد", rule)
    assert draft.paragraphs[0].startswith("پل قدیمی بندر پس")


def test_a_placeholder_is_no_headline() -> None:
    """What a scraper prints for a title that it did not find is left out."""
    draft = read(PERSIAN.replace("پل قدیمی بندر دوباره باز شد\n", "nan\n"))
    assert draft.headline is None
    assert "nan" not in draft.paragraphs


def test_a_placeholder_run_into_the_story_is_cut_off() -> None:
    """It stands right before the story's first word in its line, too."""
    draft = read(PERSIAN.replace("پل قدیمی بندر دوباره باز شد\n", "nan"))
    assert draft.headline is None
    assert "placeholder_headline" in draft.warnings
    assert not any("nan" in paragraph for paragraph in draft.paragraphs)


def test_the_future_is_not_believed() -> None:
    """A labelled date over a day past the fetch gives no publication time."""
    assert read(CMS, fetched_at=datetime(2019, 3, 1, tzinfo=UTC)).published_at is None


def test_an_empty_text_gives_an_empty_draft() -> None:
    """Nothing is made up where nothing is printed."""
    draft = read("")
    assert (draft.headline, draft.paragraphs, draft.published_at, draft.tags, draft.label_id) == (
        None,
        (),
        None,
        (),
        None,
    )


def bare(text: str) -> str:
    """A text without white space and marks that print nothing."""
    return re.sub("[\\s\x00-\x08\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a\u202b\u202c\u2060\ufeff]", "", text)


WORDS = st.sampled_from(
    [
        "News ID: 41337",
        "Publish Date: 7 March 2019",
        "کد خبر: ۴۱۳۳۷",
        "SHIRAZ (examplepress)- It",
        "-- a",
        "Message end/",
        "Tags: a ، b",
        "* Comment:",
        "By Ada Lovelace",
        "\n",
        "\n\n",
        " ",
        "^a<",
    ]
)
PIECES = st.lists(st.one_of(WORDS, st.text(max_size=40)), max_size=30).map("\n".join)


@given(PIECES)
@example(CMS)
@example(DASHED)
@example(NAVIGATED)
@example("x" * 5000)
def test_any_text_gives_a_draft_that_quotes_it(text: str) -> None:
    """Reading never fails, gives the same twice, and every field is held by the text. A number alone is JSON."""
    assume(not is_json(text))
    draft = read(text)
    assert draft == read(text)
    printed = bare(text)
    dateline = draft.dateline
    fields = [
        draft.headline,
        draft.abstract,
        draft.byline,
        draft.published_raw,
        *draft.paragraphs,
        *draft.tags,
        *(author.name for author in draft.authors),
    ]
    fields += [dateline.text, dateline.place, dateline.agency, dateline.date] if dateline else []
    assert all(bare(field) in printed for field in fields if field)


def test_a_name_beside_the_date_is_the_author() -> None:
    """Many pages print the author's name before the date, without a word like `By`."""
    draft = read(NAVIGATED.replace(" By Ada Lovelace\n\n 4 March", " Ada Lovelace 4 March"), zone="Europe/London")
    assert ([author.name for author in draft.authors], draft.provenance["authors"]) == (
        ["Ada Lovelace"],
        "name-beside-date",
    )


def test_listed_tags_stand_below_the_story() -> None:
    """A list under `Tags` below the story gives the tags, without the counts printed beside them; a menu of sections
    gives none.
    """
    listed = NAVIGATED.replace(" * Teaser 0\n", " Tags\n * Bridge 12\n * Harbour 3\n Teasers\n", 1).replace(
        " * Section 0\n", " Topics\n * Section 0\n", 1
    )
    assert read(listed, zone=None).tags == ("Bridge", "Harbour")


@pytest.mark.parametrize(
    "head",
    [
        DASHED,
        "abc0123 4 i 0123 XYZ /AFP-AA11\nBridge-reopens lead\n Old harbour bridge opens =\n",
        "a1234----\nr i BC-Bridge-Reopens   03-04 0123\n^Old harbour bridge opens<\n",
        "Source: Example Harbour Works\nMEDIA RELEASE PR12345\nOld harbour bridge opens\n \n",
    ],
    ids=["dashed-header", "iptc7901", "anpa", "release"],
)
def test_a_wire_that_is_too_long_says_that_it_was_cut(head: str) -> None:
    """What stands behind the last line that is read is not lost in silence."""
    story = "    The council said that the bridge was open.\n\n"
    assert "lines_cut" not in read(head + story * 20).warnings
    assert "lines_cut" in read(head + story * (MOST_WIRE_LINES // 2 + 10)).warnings
    assert named_reading(a_page(head + story), a_site())[0] != "page"
