"""Headline, day and authors of a page of text as they are learned; every page here is made up."""

from __future__ import annotations

from datetime import date

from copydesk.service.core.page.publication import dated_lines
from copydesk.service.core.page.text.headline_context import context_of
from copydesk.service.core.page.text.layout import layout_of
from copydesk.service.core.page.text.reader import begun, learned_of, read_whole, story_of
from copydesk.service.core.page.text.titles import MOST_LINES, title_offers
from copydesk.service.core.page.text.told import SeenLines, anchors_of_text
from tests.unit.page_builder import MENU, STORY, a_page, a_site, read

TITLE = "Old harbour bridge opens again"


def offered(text: str, slug: tuple[str, ...] = ()) -> dict[str, frozenset[str]]:
    """The titles that a text offers, each with its features."""
    layout = layout_of(text)
    dates = dated_lines(layout.lines, layout.labels, zone=None, not_after=None)
    return {offer.value.text: offer.features for offer in title_offers(*context_of(layout, dates, slug))}


def test_a_line_is_offered_whole_and_without_what_stands_beside_its_title() -> None:
    """Kicker and site's name may stand in the headline's line."""
    assert {f"City: {TITLE}", f"{TITLE} | Harbour Example", f"City: {TITLE} | Harbour Example"} <= offered(
        f"{MENU}\n\nCity: {TITLE} | Harbour Example\n\n{STORY}\n"
    ).keys()


def test_a_title_behind_a_kicker_begins_where_the_address_does() -> None:
    """Nothing but the address parts some kickers from their titles."""
    text = f"{MENU}\n\nTraffic in town {TITLE}\n\n{STORY}\n"
    found = offered(text, ("old", "harbour", "bridge", "opens", "again"))
    assert TITLE in found
    assert TITLE not in offered(text, ("ferries", "stop"))


def test_what_an_offer_says_of_its_place() -> None:
    """Each offer knows how far above the story it stands, what stands beside it, and how often it is printed."""
    features = offered(f"{MENU}\n\n{TITLE}\n25 June 2024, 14:03\n\n{STORY}\n\n{TITLE}\n")[TITLE]
    assert {"whole", "2 above the story", "a date 1 below", "ends in a letter"} <= features


def test_of_many_titles_those_nearest_to_the_story_are_weighed() -> None:
    """A list of titles is no page with a headline, and costs no more than another."""
    titles = "\n\n".join(f"Ferry number {number} stops for the winter" for number in range(4 * MOST_LINES))
    found = offered(f"{titles}\n\n{STORY}\n")
    assert len(found) <= 2 * MOST_LINES
    assert f"Ferry number {4 * MOST_LINES - 1} stops for the winter" in found


def test_a_line_is_seen_by_what_it_is() -> None:
    """An entry of a list loses its mark; what stands below the label of a box is in it until prose begins."""
    layout = layout_of(f"* Ada Lovelace,\n\nRelated stories\nFerry stops for the winter\n\n{STORY}\n")
    seen = {line.text: line for line in SeenLines(layout)}
    assert seen["Ada Lovelace"].tag == "li"
    assert seen["Ferry stops for the winter"].zones == {"related"}
    assert all(not line.zones for line in seen.values() if line.text.endswith("."))


def test_lines_are_placed_by_headline_and_story() -> None:
    """The anchors of a text are what its rules found, and the lines that print a date."""
    layout = layout_of(f"{TITLE}\n25 June 2024\n\n{STORY}\n")
    anchors = anchors_of_text(layout, 0, (2, 3))
    assert (anchors.head, anchors.first, anchors.last, anchors.dated) == (0, 2, 3, frozenset({1}))


def test_a_date_between_headline_and_story_is_the_day() -> None:
    """Where the rules know no label and no place, the nearest day to the headline is likely."""
    draft = read(f"{MENU}\n\n{TITLE}\n\nAda Lovelace  |  25 June 2024\n\n{STORY}\n")
    assert draft.published_at is not None
    assert draft.published_at.date() == date(2024, 6, 25)


def days_of(text: str, url: str | None = None) -> dict[str, frozenset[str]]:
    """The days that a text offers, each with its features."""
    page, site = a_page(text, url=url), a_site(None)
    whole = read_whole(begun(page, site))
    return {str(offer.value.day): offer.features for offer in learned_of(whole, story_of(whole)).days}


def test_what_an_offered_day_says_of_its_place() -> None:
    """A day knows whether its line is like others, what stands beside it in the line and around it, and whether the
    address files the story in its month.
    """
    days = days_of(
        f"Ferry stops\n1 June 2024\nMill burns\n2 June 2024\n\n{TITLE}\nBy Ada Lovelace\n25 June 2024, 14:03 | Harbour\n\n{STORY}\n",
        "https://a.example/2024/06/bridge",
    )
    story, nearest, farther = (days[f"2024-06-{day}"] for day in ("25", "02", "01"))
    assert {
        "printed below, in a form of its own",
        "printed with a time",
        "printed opening its line",
        "printed beside a byline, before all prose",
        "in the month of the address",
    } <= story
    assert "printed nearest above, in a form of few" in nearest
    assert "printed farther above, in a form of few" in farther


def test_a_day_of_a_change_says_whether_there_is_another() -> None:
    """What is printed as an update is told apart, whoever found it."""
    alone = days_of(f"{TITLE}\nUpdated: 26 June 2024\n\n{STORY}\n")
    both = days_of(f"{TITLE}\n25 June 2024\nUpdated: 26 June 2024\n\n{STORY}\n")
    assert "of a change only, no other day given" in alone["2024-06-26"]
    assert "of a change only, another day given" in both["2024-06-26"]
    assert "beside a day of change" in both["2024-06-25"]


def test_names_in_rows_are_one_list() -> None:
    """Authors may stand a line each below the headline."""
    draft = read(f"{MENU}\n\n{TITLE}\n\nBy\nAda Lovelace\nMary Somerville\n25 June 2024\n\n{STORY}\n")
    assert [author.name for author in draft.authors] == ["Ada Lovelace", "Mary Somerville"]
