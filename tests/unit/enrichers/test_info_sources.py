"""Which outlets a story cites."""

from __future__ import annotations

from typing import cast

import pytest

from copydesk.schemas.article import InfoSource
from copydesk.service.enrichers.info_sources import PIECE_CHARACTERS, find_info_sources
from copydesk.service.enrichers.outlets import OUTLETS
from copydesk.service.enrichers.story import Story
from tests.unit.articles import an_article

PADDING = "Nothing is cited here, and it goes on for a while so that nothing after it can be a dateline. " * 2


def cited(body: str, **fields: object) -> list[str]:
    """The names of the sources of an article with this body."""
    return [
        source.name
        for source in cast(
            "list[InfoSource]", find_info_sources(Story(an_article(body_text=body, **fields)))["info_sources"]
        )
    ]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Buses would take the refugees to their homes, Al-Jazeera reported.", ["Al Jazeera"]),
        ("The talks failed, Reuters reports.", ["Reuters"]),
        ("The New York Times on Tuesday reported that the talks failed.", ["The New York Times"]),
        ("The talks failed, the Anadolu news agency has reported.", ["Anadolu Agency"]),
        ("Haaretz said in a report that the talks failed.", ["Haaretz"]),
        ("According to a report by the Lebanese al-Mayadeen television, they met.", ["Al Mayadeen"]),
        ("The minister told the Associated Press that they met.", ["Associated Press"]),
        ("Xinhua quoted the minister as saying so.", ["Xinhua"]),
        ("They met, state television said, citing TASS.", ["TASS"]),
        ("به گزارش خبرگزاری ایسنا به نقل از رویترز، وزیر گفت", ["ISNA", "Reuters"]),
        ("این خبر را شبکه المیادین گزارش داد", ["Al Mayadeen"]),
        ("نقلاً عن وكالة رويترز قال الوزير", ["Reuters"]),
        ("وفقا لصحيفة نيويورك تايمز فإن الوزير", ["The New York Times"]),
        ("أفادت قناة الجزيرة بأن الوزير", ["Al Jazeera"]),
        ("Selon l'agence de presse Reuters, le ministre est parti.", ["Reuters"]),
        ("Laut „Washington Post“ ist der Minister abgereist.", ["The Washington Post"]),
        ("Министр уехал, сообщает ТАСС.", ["TASS"]),
        ("🌉 The bridge opens, Reuters reports; it is 80 years old, according to the BBC.", ["Reuters", "BBC"]),
        ("The talks failed, as first reported by Reuters.", ["Reuters"]),
    ],
)
def test_attributions_are_found(body: str, names: list[str]) -> None:
    """The usual words of attribution, in the languages that the desk reads most."""
    assert cited(body) == names


@pytest.mark.parametrize(
    "body",
    [
        "Google reported that its servers were down.",
        "According to the ministry, Reuters is a news agency.",
        "The New York Times reported a quarterly loss.",
        "He reads the Financial Times every morning.",
        "They arrived at times; the post reported nothing.",
        "MOSCOW (Reuters) - The minister left.",
    ],
)
def test_what_is_no_attribution_is_left_out(body: str) -> None:
    """Unknown sources, outlets that are only named, and outlets in the news for their own business."""
    assert cited(body) == []


@pytest.mark.parametrize("before", range(PIECE_CHARACTERS - 32, PIECE_CHARACTERS + 2))
def test_a_long_text_is_searched_without_seams(before: int) -> None:
    """An attribution is found wherever it stands in a long text."""
    filler = " " * before
    assert cited(filler + "according to Reuters, CNN reported") == ["Reuters", "CNN"]
    assert cited(filler + "по сообщению ТАСС") == ["TASS"]


def test_the_order_is_that_of_first_mention() -> None:
    """Each outlet is named once, where it came first."""
    body = "The minister told CNN so. It rained, Bloomberg reported. According to CNN and Bloomberg it was wet."
    assert cited(body) == ["CNN", "Bloomberg"]


def test_an_agency_is_not_a_source_of_its_own_story() -> None:
    """`به گزارش ایسنا` at the beginning of an ISNA story is its dateline; a citation further down is one."""
    opening = "به گزارش ایسنا، وزیر نیرو گفت"
    assert cited(opening, source_id="isna") == []
    assert cited(opening, source_id="tabnak") == ["ISNA"]
    assert cited(opening, dateline={"text": "x", "agency": "ISNA"}) == []
    assert cited(PADDING + "The minister told Reuters so.", source_id="reuters") == ["Reuters"]


def test_every_printed_name_means_one_outlet() -> None:
    """No two outlets share a printed name."""
    printed = [name for outlet in OUTLETS for name in outlet.printed]
    assert len(printed) == len(set(printed))
