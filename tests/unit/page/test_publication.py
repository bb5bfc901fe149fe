"""Which of a page's dates is the story's."""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter

import pytest

from copydesk.service.core.lines.line import lines_of
from copydesk.service.core.page.publication import (
    Dated,
    StoryLines,
    choose_modified,
    choose_published,
    clock_ignored,
    dated_lines,
    guess_published,
)
from copydesk.service.core.page.text.layout import labels_of
from copydesk.service.core.times.ages import tells_age

FETCHED = datetime(2025, 6, 30, tzinfo=UTC)
HEADLINE = "The old bridge opens to traffic"
GERMAN = "Die alte Brücke über den Fluss ist am Donnerstag für den Verkehr freigegeben worden, wie die Stadt am Abend mitteilte."
FRENCH = "Le vieux pont sur le fleuve a été rouvert jeudi à la circulation, a annoncé la mairie dans un communiqué publié le soir."


def dates_of(*lines: str, zone: str | None = None) -> list[Dated]:
    """All dates of a page of these lines."""
    page = lines_of("\n".join(lines))
    return dated_lines(page, labels_of(page), zone=zone, not_after=FETCHED)


def published(*lines: str, zone: str | None = None) -> str | None:
    """The time chosen for a page whose headline is `HEADLINE`, as `2025-06-05T10:20 site`."""
    headline = lines.index(HEADLINE) if HEADLINE in lines else None
    chosen = choose_published(
        dates_of(*lines, zone=zone), StoryLines(headline, None if headline is None else headline + 3, None)
    )
    return f"{chosen[0].moment.at.isoformat()[:16]} {chosen[0].moment.zone_basis}" if chosen else None


def test_a_label_outranks_the_place() -> None:
    """A labelled date is the story's wherever it stands, and the one called updated is not."""
    assert (
        published("5 June 2025 09:00", HEADLINE, "Updated: 7 June 2025 11:00 GMT", "Published: 6 June 2025 10:00 GMT")
        == "2025-06-06T10:00 zone_name"
    )


def test_below_the_headline_comes_before_above_it() -> None:
    """The page's clock at the top is not the date of the story."""
    assert published("Friday, 6 June 2025 12:00", "News", HEADLINE, "5 June 2025 10:00") == "2025-06-05T10:00 none"


def test_the_time_may_stand_in_the_line_below_the_date() -> None:
    """A date and a time that each have a line to themselves are one moment."""
    assert published(HEADLINE, "5 June 2025", "03:26 pm", zone="Africa/Johannesburg") == "2025-06-05T13:26 site"
    assert (
        published(HEADLINE, "5 June 2025", "03:26 minutes of film from the opening", zone="Africa/Johannesburg")
        == "2025-06-05T00:00 none"
    )


def test_the_language_of_the_page_gives_zone_and_order() -> None:
    """German is at home at one offset; French only tells that the day stands first."""
    assert published(HEADLINE, "05.06.2025, 10:20", GERMAN) == "2025-06-05T08:20 language"
    assert published(HEADLINE, "05/06/2025 - 10:20", FRENCH) == "2025-06-05T10:20 none"


def test_the_pages_other_dates_give_the_order_of_figures() -> None:
    """`8/1/2024` is August where the page prints `8/27/2024` too, January where it prints `27/8/2024`, else nobody's."""
    assert published(HEADLINE, "8/1/2024", "Ferry stops", "8/27/2024") == "2024-08-01T00:00 none"
    assert published(HEADLINE, "8/1/2024", "Ferry stops", "27/8/2024") == "2024-01-08T00:00 none"
    assert published(HEADLINE, "8/1/2024", "Score: 31/33/35") is None
    assert published(HEADLINE, "8/1/2024", "8/27/2024 - 27/8/2024", zone="Europe/London") == "2024-01-08T00:00 none"


def test_a_list_above_the_headline_dates_other_stories() -> None:
    """One date above the headline may be the story's; of three days none is."""
    assert published("Ferry stops", "4 June 2025", HEADLINE) == "2025-06-04T00:00 none"
    listed = ("Ferry stops", "4 June 2025", "Bridge closes", "2 June 2025", "Mill burns", "1 June 2025")
    assert published(*listed, HEADLINE) is None
    assert published(*listed, HEADLINE, "5 June 2025") == "2025-06-05T00:00 none"


def test_a_span_of_days_is_no_date_of_publication() -> None:
    """The days of an issue or a fair are not when the story came out."""
    assert published(HEADLINE, "2 June 2025 / 9 June 2025, issue") is None
    assert published("5 June 2025", HEADLINE, "2 June 2025 / 9 June 2025, issue") == "2025-06-05T00:00 none"


def test_nothing_later_than_a_day_past_the_fetch() -> None:
    """A date to come is an event's."""
    assert published(HEADLINE, "2 July 2025 10:00", "5 June 2025 10:00") == "2025-06-05T10:00 none"


def test_a_relative_or_undated_time_is_left_out() -> None:
    """What says no day is not read: the fetch may be days behind the page's drawing."""
    assert published(HEADLINE, "vor 14 Minuten", "Today, 10:20", "11:46") is None


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Jane DoePublished Jul 17, 2024, 11:21am", "published"),
        ("Đăng lúc: 22/10/2024 10:20", "published"),
        ("发布时间：2024-10-22 10:20", "published"),
        ("기사입력 2024.10.22 10:20", "published"),
        ("Δημοσίευση: 22/10/2024 10:20", "published"),
        ("Terakhir diperbarui 22/10/2024 10:20", "updated"),
        ("最終更新日 2024/10/22 10:20", "updated"),
        ("Päivitetty 22.10.2024 10:20", "updated"),
        ("Publishedly 22.10.2024 10:20", "bare"),
    ],
)
def test_the_words_before_a_date_say_what_it_is(line: str, role: str) -> None:
    """Labels are whole words, in the languages of the desk; scripts without spaces run on."""
    assert [dated.role for dated in dates_of("Elsewhere", line, zone="Europe/Athens")] == [role]


def test_the_update_is_told_apart_and_the_clock_is_noticed() -> None:
    """An updated date beside the published one is the last change; a bare date at the very top is a page clock."""
    dates = dates_of("Friday, 6 June 2025 12:00", HEADLINE, "Published: 5 June 2025 10:00 | Updated: 5 June 2025 11:00")
    chosen = choose_published(dates, StoryLines(1, None, None))
    assert chosen is not None
    modified = choose_modified(dates, chosen[0])
    assert modified is not None
    assert modified.moment.at.hour == 11
    assert clock_ignored(dates, chosen[0])


@pytest.mark.parametrize(
    ("lines", "place", "rule"),
    [
        (
            [HEADLINE, "5 June 2025 10:00", *["A line."] * 30, "Posted 3 June 2025 by a reader", *["A line."] * 30],
            StoryLines(0, 2, 62),
            "beside-headline",
        ),
        ([HEADLINE, *["A line of the story."] * 60, "Posted 3 June 2025"], StoryLines(0, 1, 60), "label:posted"),
        ([HEADLINE, *["A line."] * 60, "Posted 3 June 2025", *["A line."] * 60], StoryLines(0, 1, 120), "label:posted"),
        (
            [HEADLINE, *["A line."] * 30, "Von Ada Lovelace am 3. Juni 2025. Abgelegt unter Stadt."],
            StoryLines(0, 1, 30),
            None,
        ),
        (
            [HEADLINE, "5 June 2025 10:00", *["A line."] * 3, "Posted: 4 June 2025 9:00"],
            StoryLines(0, 2, 4),
            "beside-headline",
        ),
        (
            ["5 June 2025 10:00", "Menu", "Menu", HEADLINE, *["A line."] * 3, "Posted: 4 June 2025 9:00"],
            StoryLines(3, 4, 6),
            "label:posted",
        ),
        (
            [HEADLINE, *["A line."] * 8, "More on this story", "Old bridge closed", "5 June 2025"],
            StoryLines(0, 1, 8),
            None,
        ),
        (
            [
                HEADLINE,
                "It was, they say, posted while in port on 5 June 2025, at the quay of the old harbour, where nobody",
            ],
            StoryLines(0, 1, 1),
            None,
        ),
        (
            [
                HEADLINE,
                "Example News | Posted 5 June 2025 | Filed under: City, Harbour, Bridges, Repairs, Council, Traffic",
            ],
            StoryLines(0, 1, 1),
            "label:posted",
        ),
        ([HEADLINE, "05.06.2025 - Aktualisiert: 05.06.2025"], StoryLines(0, 1, 1), "beside-headline"),
        ([HEADLINE, "05/06/2025June 5, 2025"], StoryLines(0, 1, 1), "beside-headline"),
        ([HEADLINE, "5 June 2025 -- Updated 0203 GMT (1003 HKT)"], StoryLines(0, 1, 1), None),
        ([HEADLINE, *["A line."] * 30, "3 June 2025", "Another story", "2 June 2025"], StoryLines(0, 1, 30), None),
        (
            [
                HEADLINE,
                "The quay of the old harbour was crowded with residents and shopkeepers on 4 June 2025, 10:00, when the repairs of the bridge began at last",
                *["A line."] * 30,
                "3 June 2025",
            ],
            StoryLines(0, 1, 31),
            None,
        ),
    ],
)
def test_the_first_rule_that_allows_a_date_decides(lines: list[str], place: StoryLines, rule: str | None) -> None:
    """A label counts beside the headline or the story's ends; else a date beside the headline does; else the label."""
    chosen = choose_published(dates_of(*lines), place)
    assert (chosen[1] if chosen else None) == rule


def test_a_label_may_stand_in_a_column_of_its_own() -> None:
    """Spaces between a label and its date say nothing."""
    dates = dates_of(f"FOR IMMEDIATE RELEASE{' ' * 40}March 4, 2025", HEADLINE, "A line.")
    chosen = choose_published(dates, StoryLines(1, 2, 2))
    assert chosen is not None
    assert chosen[1] == "label:for immediate release"


def test_a_date_at_the_foot_is_a_guess() -> None:
    """The one date below the story is likelier than others, and not sure."""
    dates = dates_of(HEADLINE, *["A line."] * 30, "Von Ada Lovelace am 3. Juni 2025. Abgelegt unter Stadt.")
    guess = guess_published(dates, StoryLines(0, 1, 30))
    assert guess is not None
    assert guess[1] == "below-story"


def test_what_is_called_an_update_at_the_top_is_the_pages_clock() -> None:
    """`Last update` in the first lines tells when the page was drawn, not when the story changed."""
    dates = dates_of("Last update: 6 June 2025 12:00", HEADLINE, "Published: 5 June 2025 10:00", "A line.")
    chosen = choose_published(dates, StoryLines(1, 3, 3))
    assert chosen is not None
    assert choose_modified(dates, chosen[0]) is None


@pytest.mark.parametrize(
    ("line", "age"),
    [
        ("3 hours ago", True),
        ("vor 14 Minuten", True),
        ("Heute, 14:05 Uhr", True),
        ("• Yesterday at 9:15", True),
        ("2 साल पहले", False),
        ("5分前", True),
        ("dakika 5 zilizopita", True),
        ("Today", False),
        ("3 hours ago the bridge was opened to traffic again", False),
        ("14:05", False),
    ],
)
def test_an_age_is_no_date_but_shows_where_one_stands(line: str, age: bool) -> None:
    """A short line that says how old the story is is known in each language."""
    assert tells_age(line) is age


@pytest.mark.parametrize(
    "text",
    [
        "12/05/2025 10:20\n" * 60_000,
        "5 May 2025 (((((\n" * 60_000,
        "20 may " * 150_000,
        ("1 " * 119 + "\n") * 4_000,
        "tháng " * 160_000,
    ],
)
def test_a_megabyte_of_dates_is_read_in_little_time(text: str) -> None:
    """The work is bounded by lines and their reach, not by the text."""
    lines = lines_of(text)
    started = perf_counter()
    dated_lines(lines, {}, zone=None, not_after=None)
    assert perf_counter() - started < 0.5  # a hundredth of it on a quiet machine
