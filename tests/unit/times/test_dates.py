"""Dates and times in the layouts that newsrooms print."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.core.lexicon import LEXICONS, MONTHS, WEEKDAYS
from copydesk.service.core.lexicon.model import Lexicon
from copydesk.service.core.lexicon.months import OTHER_MONTHS
from copydesk.service.core.page.publication import is_dated
from copydesk.service.core.text.spelling import fold, key
from copydesk.service.core.times.dates import find_moments, parse_moment

TEHRAN = "Asia/Tehran"

# printed, home zone, UTC, zone basis
MINUTES = [
    ("4March 2019 - 14:05", TEHRAN, "2019-03-04T10:35", "site"),
    ("8:18 - 02 May 2021", TEHRAN, "2021-05-02T03:48", "site"),
    ("۲۲ ارديبهشت ۱۳۹۹ - ۱۸:۵۹", TEHRAN, "2020-05-11T14:29", "site"),
    ("۰۹:۰۰ - ۱۸ مهر ۱۳۹۷", TEHRAN, "2018-10-10T05:30", "site"),
    ("20:15 1395/10/09", TEHRAN, "2016-12-29T16:45", "site"),
    ("2 تير 1399 - 12:09:08 ب.ظ", TEHRAN, "2020-06-22T07:39", "site"),
    ("۱۰ مهر ۱۳۸۳، ۱۶:۲۰", TEHRAN, "2004-10-01T12:50", "site"),
    ("Apr 17, 2020, 1:54 PM", TEHRAN, "2020-04-17T09:24", "site"),
    ("21 Temmuz 2020 - 09:06", TEHRAN, "2020-07-21T04:36", "site"),
    ("٢٧/١٠/٢٠٢٤، ٤:١٨ م", TEHRAN, "2024-10-27T12:48", "site"),
    ("السبت ٢٦ سبتمبر ٢٠١٥ - ٠٧:١٠ بتوقيت غرينتش", TEHRAN, "2015-09-26T07:10", "zone_name"),
    ("১৬ সেপ্টেম্বর ২০২৪ - ১৮:৪৫", TEHRAN, "2024-09-16T15:15", "site"),
    ("14 Setyembre 2023 - 10:08", TEHRAN, "2023-09-14T06:38", "site"),
    ("Fri 22 - September 2017 - 09:47", TEHRAN, "2017-09-22T06:17", "site"),
    ("Sep ۲۲, ۲۰۱۸ ۱۴:۰۵ Asia/Tehran", None, "2018-09-22T10:35", "zone_name"),
    ("23 August 2015 19:37 (UTC +04:00)", None, "2015-08-23T15:37", "offset"),
    ("27-04-2013 10:37 PM", None, "2013-04-27T22:37", "none"),
    ("Sat, 28 Nov 2020 01:34 PM (IST)", None, "2020-11-28T08:04", "zone_name"),
    ("1 Декабря 2020 14:02", "Asia/Almaty", "2020-12-01T08:02", "site"),
    ("20190121T102708", None, "2019-01-21T10:27", "none"),
    ("20140829T134951+0000", None, "2014-08-29T13:49", "offset"),
    ("Fri Dec 15, 2006 7:54am EST", None, "2006-12-15T12:54", "zone_name"),
    ("26-FEB-1987 15:01:01.79", None, "1987-02-26T15:01", "none"),
    ("12/05/2020 à 00:41", "Europe/Paris", "2020-05-11T22:41", "site"),
    ("30 août 2023 à 14h52", "Europe/Paris", "2023-08-30T12:52", "site"),
    ("28. 4. 2023 , 18:41 Uhr", "Europe/Berlin", "2023-04-28T16:41", "site"),
    ("Do 25.04.24 | 14:07 Uhr", "Europe/Berlin", "2024-04-25T12:07", "site"),
    ("05.08.2024, kl. 13.05", "Europe/Oslo", "2024-08-05T11:05", "site"),
    ("2025年1月13日 21時37分", "Asia/Tokyo", "2025-01-13T12:37", "site"),
    ("2025.05.15 20:00", "Asia/Seoul", "2025-05-15T11:00", "site"),
    ("Thứ tư, 22/10/2025, 19:25 (GMT+7)", "Asia/Ho_Chi_Minh", "2025-10-22T12:25", "offset"),
    ("15:56 BST, 27 April 2024", None, "2024-04-27T14:56", "zone_name"),
    ("Friday, 22 Nov 2024 4:55 PM MYT", None, "2024-11-22T08:55", "zone_name"),
    ("2020-05-10T18:59:01+04:30", None, "2020-05-10T14:29", "offset"),
    ("2020-02-18T03:25:00.123Z", TEHRAN, "2020-02-18T03:25", "offset"),
    ("2024-04-28T13:00:00-0400", None, "2024-04-28T17:00", "offset"),
    ("\u200f٢٣\u200f/٠٦\u200f/٢٠٢٥\u200f ١٠:٣٠", "Asia/Amman", "2025-06-23T07:30", "site"),
    ("\u2068٢٣/٠٦/٢٠٢٥\u2069، ١٠:٣٠ م", "Asia/Amman", "2025-06-23T19:30", "site"),
    ("5 يناير 2025 - 05:20 مساءً", "Asia/Amman", "2025-01-05T14:20", "site"),
    ("ngày 22 tháng 10 năm 2025 19:05", "Asia/Ho_Chi_Minh", "2025-10-22T12:05", "site"),
    ("22/10/2025, thứ bảy 03:05 CH", "Asia/Ho_Chi_Minh", "2025-10-22T08:05", "site"),
    ("2025.05.15. (목) 오후 8:05", "Asia/Seoul", "2025-05-15T11:05", "site"),
    ("2025年6月5日 下午3:20", "Asia/Shanghai", "2025-06-05T07:20", "site"),
    ("25 พ.ค. 2568 10:20 น.", "Asia/Bangkok", "2025-05-25T03:20", "site"),
    ("2025. május 5., hétfő 10:20", "Europe/Budapest", "2025-05-05T08:20", "site"),
    ("2025 m. gegužės 5 d. 10:20", "Europe/Vilnius", "2025-05-05T07:20", "site"),
    ("5 בינואר 2025, 10:20", "Asia/Jerusalem", "2025-01-05T08:20", "site"),
    ("5 Ιανουαρίου 2025, 07:05 μ.μ.", "Europe/Athens", "2025-01-05T17:05", "site"),
    ("12. toukokuuta 2025 klo 10.20", "Europe/Helsinki", "2025-05-12T07:20", "site"),
    ("Sept. 5, 2024, 12 noon ET", None, "2024-09-05T16:00", "zone_name"),
    ("08:18 Uhr, Montag, 05.05.2025", "Europe/Berlin", "2025-05-05T06:18", "site"),
    ("5 de mayo de 2025 3:20 a. m.", "Europe/Madrid", "2025-05-05T01:20", "site"),
    ("06/05/2025 - 14:16 MEZ", "Europe/Berlin", "2025-05-06T12:16", "zone_name"),
    ("2024-05-01T10:00", None, "2024-05-01T10:00", "none"),
    ("25 जून 2024, 02:03 अपराह्न IST", None, "2024-06-25T08:33", "zone_name"),
    ("25 जून 2024 दोपहर 2:03 बजे", "Asia/Kolkata", "2024-06-25T08:33", "site"),
    ("25 जून 2024, दोपहर 11:30", "Asia/Kolkata", "2024-06-25T06:00", "site"),
    ("২৭ জুন ২০২৪, রাত ৯:১৫", "Asia/Dhaka", "2024-06-27T15:15", "site"),
    ("2024年6月25日 晚上9:15", "Asia/Shanghai", "2024-06-25T13:15", "site"),
    ("ngày 25/6/2024, 9 giờ 15", "Asia/Ho_Chi_Minh", "2024-06-25T02:15", "site"),
    ("25/06/2024 09:15 tối", "Asia/Ho_Chi_Minh", "2024-06-25T14:15", "site"),
    ("25 يونيو 2024 3:20 مساءً", "Asia/Riyadh", "2024-06-25T12:20", "site"),
    ("5 de mayo de 2025 3:20 de la tarde", "Europe/Madrid", "2025-05-05T13:20", "site"),
    ("25 Juni 2024 14:03 WITA", None, "2024-06-25T06:03", "zone_name"),
    ("06.25.24 2:03 PM", "America/New_York", "2024-06-25T18:03", "site"),
    ("令和6年6月25日 14時03分", "Asia/Tokyo", "2024-06-25T05:03", "site"),
    ("۱۴۰۴/۰۳/۱۵ ۱۰:۲۰", None, "2025-06-05T06:50", "calendar"),
    ("۱۵ خرداد ۱۴۰۰ - ۱۰:۲۰", None, "2021-06-05T05:50", "calendar"),
    ("۱۵ خرداد ۱۴۰۰ - ۱۰:۲۰", "Europe/London", "2021-06-05T09:20", "site"),
]

DAYS = [
    ("۱۳۹۳/۰۲/۲۸", "2014-05-18"),
    ("2025/02/18", "2025-02-18"),
    ("February 27. 2015", "2015-02-27"),
    ("25 تشرين الأول/ أكتوبر 2015", "2015-10-25"),
    ("بدھ14؍شوال المکرم 1442ھ26؍مئی 2021ء", "2021-05-26"),
    ("11 شوال 1441هـ - 03 يونيو 2020م", "2020-06-03"),
    ("5 Tir 1403", "2024-06-25"),
    ("令和元年5月1日", "2019-05-01"),
    ("民國113年6月25日", "2024-06-25"),
    ("২৭ জুন ২০২৪, রাত ১২:১৫", "2024-06-27"),  # whether of this day or the next nobody can tell
    ("Sept 4th, 2025", "2025-09-04"),
    ("2025•09•04", "2025-09-04"),
    ("14/9-2025", "2025-09-14"),
    ("14 . 9 . 25", "2025-09-14"),
    ("2025 . 09 . 04", "2025-09-04"),
    ("2025 / 09 / 04", "2025-09-04"),
    ("2025, September 4", "2025-09-04"),
    ("Sep/04/2025", "2025-09-04"),
    ("SEP 4 | 2025", "2025-09-04"),
    ("04-Sep-25", "2025-09-04"),
    ("04/Sep/25", "2025-09-04"),
    ("Sep 4, '25", "2025-09-04"),
    ("4 Sept ’25", "2025-09-04"),
    ("4. IX. 2025", "2025-09-04"),
    ("4 IX 2025", "2025-09-04"),
    ("14/XII/2025", "2025-12-14"),
    ("1° settembre 2025", "2025-09-01"),
    ("4. rujna 2025.", "2025-09-04"),
    ("4 верасня 2025", "2025-09-04"),
    ("4 shtator 2025", "2025-09-04"),
    ("4 Sentyabr 2025", "2025-09-04"),
    ("4 қыркүйек 2025", "2025-09-04"),
    ("4 սեպտեմբերի, 2025", "2025-09-04"),
    ("4 de xullo de 2025", "2025-07-04"),
    ("4 ਸਤੰਬਰ 2025", "2025-09-04"),
]

# printed, the days that are read, the words that they are read of
GLUED = [
    ("5 min readSep 4, 2025", ["2025-09-04"], ["Sep 4, 2025"]),
    ("Ada LovelaceSeptember 4, 2025 · 3 min", ["2025-09-04"], ["September 4, 2025"]),
    ("September 4th, 20255 min read", ["2025-09-04"], ["September 4th, 2025"]),
    ("28. Juni 20241. Juli 2024 von Ada", ["2024-06-28"], ["28. Juni 2024"]),
    ("28. Juni 202414. Juli 2024", ["2024-06-28"], ["28. Juni 2024"]),
    ("martes, 4 de mayo de 202407:59 hs", ["2024-05-04"], ["4 de mayo de 2024"]),
    ("Ada LovelacePublished4 March 2025Share", ["2025-03-04"], ["4 March 2025"]),
    ("March 4, 2025March 6, 2025", ["2025-03-04", "2025-03-06"], ["March 4, 2025", "March 6, 2025"]),
    ("Ада БайронСентября 4, 2025", ["2025-09-04"], ["Сентября 4, 2025"]),
]


@pytest.mark.parametrize(("printed", "zone", "utc", "basis"), MINUTES)
def test_a_time_is_read_in_every_layout(printed: str, zone: str | None, utc: str, basis: str) -> None:
    """A printed date and time gives one instant, and says what its offset rests on."""
    moment = parse_moment(printed, zone=zone, not_after=None)
    assert moment is not None
    assert (moment.at.isoformat()[:16], moment.precision, moment.zone_basis) == (utc, "minute", basis)
    assert moment.raw in printed


@pytest.mark.parametrize(("printed", "day"), DAYS)
def test_a_date_without_a_time_is_midnight_utc(printed: str, day: str) -> None:
    """A date alone is midnight UTC of the printed date, whatever the site's zone."""
    moment = parse_moment(printed, zone=TEHRAN, not_after=None)
    assert moment is not None
    assert (moment.at, moment.precision, moment.zone_basis) == (
        datetime.fromisoformat(day).replace(tzinfo=UTC),
        "day",
        "none",
    )


@pytest.mark.parametrize(("printed", "days", "words"), GLUED)
def test_a_date_may_be_glued_to_what_stands_beside_it(printed: str, days: list[str], words: list[str]) -> None:
    """Elements without a space between them run into each other in the text of a page."""
    found = find_moments(printed, zone=None, not_after=None)
    assert [str(moment.day) for moment in found] == days
    assert [moment.raw for moment in found] == words


@pytest.mark.parametrize("printed", ["04-Sep-25", "Sep 4, '25", "4 Sep '25", "4 de mayo de 202407:59", "04 . 09 . 25"])
def test_a_line_with_such_a_date_is_worth_reading(printed: str) -> None:
    """The cheap test of a line sees each layout that the reader knows."""
    assert is_dated(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "no date",
        "31 April 2019",
        "2019-13-01",
        "5 comments 14 people 2019",
        "99/99/9999",
        "version 1.2.3",
        "tel. 030 28 52 31472",
        "5 X 2025",
        "4 March-18 April",
        "Juni 201914",
        "9.8 / 10",
        "12 Maerzen '25",
    ],
)
def test_what_is_no_date_gives_none(printed: str) -> None:
    """Numbers that make no date are not read as one."""
    assert parse_moment(printed, zone=TEHRAN, not_after=None) is None


def test_the_offset_of_iran_depends_on_the_date() -> None:
    """Tehran is at +03:30, and was at +04:30 in the summers until 2022."""
    hours = [parse_moment(f"1 July {year} - 12:00", zone=TEHRAN, not_after=None) for year in (2021, 2023)]
    assert [moment.at.strftime("%H:%M") for moment in hours if moment] == ["07:30", "08:30"]


def test_a_zone_name_is_checked_against_the_date() -> None:
    """CET printed in summer means the time that Paris then has."""
    moment = parse_moment("July 23, 2025 5:50 pm CET", zone=None, not_after=None)
    assert moment is not None
    assert moment.at == datetime(2025, 7, 23, 15, 50, tzinfo=UTC)


def test_a_zone_name_that_the_site_uses_is_the_sites() -> None:
    """IST on a site at home in Jerusalem is Israel's, not India's."""
    moment = parse_moment("2 January 2024 12:00 IST", zone="Asia/Jerusalem", not_after=None)
    assert moment is not None
    assert moment.at.hour == 10


def test_nothing_later_than_a_day_past_the_fetch_is_believed() -> None:
    """A date over a day after the page was fetched is no date of the story."""
    fetched = datetime(2020, 1, 1, tzinfo=UTC)
    assert parse_moment("3 January 2020", zone=None, not_after=fetched) is None
    assert parse_moment("2 January 2020", zone=None, not_after=fetched) is not None


def test_an_open_order_is_left_open() -> None:
    """03/04/2020 is read where the site's country or the weekday decides, and not read where nothing does."""
    assert parse_moment("03/04/2020", zone=None, not_after=None) is None
    american, british, by_weekday = (
        parse_moment(printed, zone=zone, not_after=None)
        for printed, zone in (
            ("03/04/2020", "America/New_York"),
            ("03/04/2020", "Europe/London"),
            ("Fri 03/04/2020", "America/New_York"),
        )
    )
    assert [moment.at.month for moment in (american, british, by_weekday) if moment] == [3, 4, 4]


def test_the_language_decides_an_open_order_where_no_zone_does() -> None:
    """03/04/2020 is April in a French text and open in an English one; a zone outranks the language."""
    french, american = (
        parse_moment("03/04/2020", zone=zone, not_after=None, language=lambda: "fr")
        for zone in (None, "America/New_York")
    )
    assert [moment.at.month for moment in (french, american) if moment] == [4, 3]
    assert parse_moment("03/04/2020", zone="America/Toronto", not_after=None, language=lambda: "en") is None


def test_the_language_is_asked_only_where_the_answer_matters() -> None:
    """A printed zone, a home zone, a date without a time: none of them needs to know the language."""

    def asked() -> str | None:
        raise AssertionError

    for printed, zone in (
        ("5 May 2020 10:00 GMT", None),
        ("5 May 2020 10:00", TEHRAN),
        ("5 May 2020", None),
        ("15 خرداد 1400 10:20", None),
    ):
        assert parse_moment(printed, zone=zone, not_after=None, language=asked)


def test_an_unknown_zone_is_no_zone() -> None:
    """A misspelt home zone leaves the time without one, and does not fail."""
    moment = parse_moment("2 May 2020 10:00", zone="Mars/Olympus", not_after=None)
    assert moment is not None
    assert moment.zone_basis == "none"


def test_two_dates_keep_their_own_times() -> None:
    """A time between two dates belongs to the one that it is printed with."""
    found = find_moments("08:39, 06 Jan 2026 Updated 08:41, 07 Jan 2026", zone=None, not_after=None)
    assert [moment.at.isoformat()[:16] for moment in found] == ["2026-01-06T08:39", "2026-01-07T08:41"]


@pytest.mark.parametrize(
    "lexicon", [lexicon for lexicon in LEXICONS if lexicon.months], ids=lambda lexicon: lexicon.language
)
def test_month_names_are_those_of_cldr(lexicon: Lexicon) -> None:
    """Each long month name that CLDR has for the language is read as that month, and no name means two months."""
    for context in ("format", "stand-alone"):
        for number, name in Locale(lexicon.language).months[context]["wide"].items():
            assert MONTHS[key(name)] == number
    assert all(MONTHS[key(name)] == number for name, number in lexicon.months.items())


@pytest.mark.parametrize("language", OTHER_MONTHS)
def test_other_month_names_are_those_of_cldr(language: str) -> None:
    """A language of which the months alone are known has CLDR's, and takes no name from a language of the desk."""
    cldr = Locale(language).months
    spelt = {(key(name), number) for context in cldr for number, name in cldr[context]["wide"].items()}
    assert spelt >= OTHER_MONTHS[language].items()
    assert not any(key(name) in lexicon.months for name in OTHER_MONTHS[language] for lexicon in LEXICONS)
    assert all(MONTHS[key(name)] == number for name, number in OTHER_MONTHS[language].items())


@pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda lexicon: lexicon.language)
def test_weekday_names_are_told_apart(lexicon: Lexicon) -> None:
    """A language names all seven days, and no name is read as another language's day."""
    assert set(lexicon.weekdays.values()) == set(range(7))
    assert all(WEEKDAYS.get(key(name), number) == number for name, number in lexicon.weekdays.items())


@pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda lexicon: lexicon.language)
def test_weekday_names_are_those_of_cldr(lexicon: Lexicon) -> None:
    """Each long weekday name that CLDR has for the language is read as that day, unless it is another day elsewhere."""
    for number, name in Locale(lexicon.language).days["format"]["wide"].items():
        assert lexicon.weekdays.get(name.lower(), WEEKDAYS.get(key(name))) == number


@given(st.text(max_size=120))
def test_any_text_gives_a_moment_or_none(text: str) -> None:
    """Reading a date never fails, and quotes what is printed."""
    moment = parse_moment(text, zone=TEHRAN, not_after=None)
    assert moment is None or moment.raw in text


@given(st.text())
def test_folding_keeps_positions(text: str) -> None:
    """A folded text is as long as the printed one, so that evidence can be quoted."""
    assert len(fold(text)) == len(text)
