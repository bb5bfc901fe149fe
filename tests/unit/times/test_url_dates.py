"""The day that an address gives, and when it is believed."""

from __future__ import annotations

import pytest

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.times.url_dates import day_in_url, month_in_url
from copydesk.service.pipeline import parse_record
from tests.builders import a_record

BODY = "Old Bridge Opens Again\n\nThe old harbour bridge opened to traffic again on Sunday after two years of repairs, the city council said."

ADDRESSES = [
    ("https://a.example/sport/2024/03/02/674cdc8a.html", "2024-03-02", "segments"),
    ("https://a.example/2024/3/2/bridge", "2024-03-02", "segments"),
    ("https://a.example/n1/2024/0302/c1001-40223222.html", "2024-03-02", "month-day"),
    ("https://a.example/world/2023/apr/28/bridge-opens", "2023-04-28", "named-month"),
    ("https://a.example/esteri/24_gennaio_05/il-ponte.shtml", None, None),
    ("https://a.example/story/2023-06-26/bridge", "2023-06-26", "dashes"),
    ("https://a.example/bridge-opens-2023-06-26", "2023-06-26", "dashes"),
    ("https://a.example/20240302/bridge", "2024-03-02", "digits"),
    ("https://a.example/bridge_20240302.html", "2024-03-02", "digits"),
    ("https://a.example/local/2024-03/02/c_112559.htm", "2024-03-02", "year-month"),
    ("https://a.example/202403/02/bridge.html", "2024-03-02", "year-month"),
    ("https://a.example/gn/2024/03-02/104740.shtml", "2024-03-02", "month-dash-day"),
    ("https://a.example/xw/t20240302_4821.htm", "2024-03-02", "lettered"),
    ("https://a.example/view/20240302140355", "2024-03-02", "second"),
    ("https://a.example/view/20240302149955", None, None),
    ("https://a.example/set20240302_4821.htm", None, None),
    ("https://a.example/2024/13/02/bridge", None, None),
    ("https://a.example/2024/03/bridge", None, None),
    ("https://a.example/news/19852382/bridge", None, None),
    ("https://a.example/news/1202403021/bridge", None, None),
    ("https://a.example/news/13990521/bridge", None, None),
    ("https://a.example/?date=2024-03-02", None, None),
    ("no address", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("url", "day", "rule"), ADDRESSES)
def test_day_in_url(url: str | None, day: str | None, rule: str | None) -> None:
    """A day stands in segments of its own, in one, in letters or in digits; a number that only looks like one is
    none.
    """
    found = day_in_url(url, iranian=False)
    assert (str(found[0]), found[2]) == (day, rule) if found else day is None


@pytest.mark.parametrize(
    ("url", "filed"),
    [
        ("https://a.example/2024/12/bridge", (2024, 12)),
        ("https://a.example/news/2024-3/bridge", (2024, 3)),
        ("https://a.example/202403/bridge", (2024, 3)),
        ("https://a.example/2024/bridge", (2024, None)),
        ("https://a.example/2024/13/bridge", (2024, None)),
        ("https://a.example/top-2024/bridge", None),
        ("https://a.example/best-of-2024", None),
        (None, None),
    ],
)
def test_the_month_of_an_address(url: str | None, filed: tuple[int, int | None] | None) -> None:
    """Where an address gives no day, it may say in which year and month its story is filed."""
    assert month_in_url(url) == filed


def test_an_iranian_address_counts_in_its_own_calendar() -> None:
    """Only where the site is Iranian is 1396 a year."""
    found = day_in_url("https://a.example/fa/news/1396/09/21/1596789/bridge", iranian=True)
    assert found is not None
    assert (str(found[0]), found[1]) == ("2017-12-12", "1396/09/21")


@pytest.mark.parametrize(
    ("url", "body", "day", "rule"),
    [
        ("https://a.example/2024/03/02/bridge", BODY, "2024-03-02", "url:segments"),
        (
            "https://a.example/2024/03/02/bridge",
            BODY.replace("\n\n", "\n\nPublished: 1 March 2024\n\n"),
            "2024-03-01",
            "label:published",
        ),
        ("https://a.example/2030/03/02/bridge", BODY, None, None),
    ],
)
def test_only_where_the_document_prints_no_date(url: str, body: str, day: str | None, rule: str | None) -> None:
    """What the document prints outranks its address; a day to come is not believed; the article says where its day is
    from.
    """
    article = parse_record(a_record(url=url, body=body), 1 << 20)
    assert isinstance(article, ParsedArticle)
    assert (str(article.published_at.date()) if article.published_at else None) == day
    assert article.extraction.provenance.get("published_at") == rule
    assert ("published_from_url" in article.extraction.warnings) == (rule == "url:segments")


def test_a_dateline_with_a_year_goes_before_the_address() -> None:
    """`REYKJAVIK, March 4, 2024 (AFP) -` dates a story that has no other date; a dateline without a year does not."""
    filed = parse_record(
        a_record(
            url="https://a.example/2024/03/05/bridge",
            body=BODY.replace("The old", "REYKJAVIK, March 4, 2024 (AFP) - The old"),
        ),
        1 << 20,
    )
    assert isinstance(filed, ParsedArticle)
    assert (str(filed.published_at)[:10], filed.extraction.provenance["published_at"]) == ("2024-03-04", "dateline")
    yearless = parse_record(
        a_record(url="https://a.example/bridge", body=BODY.replace("The old", "REYKJAVIK, March 4 (AFP) - The old")),
        1 << 20,
    )
    assert isinstance(yearless, ParsedArticle)
    assert yearless.published_at is None


def test_a_site_may_have_a_form_of_its_own() -> None:
    """`/24_gennaio_05/` is a day in an address of the Corriere, and nowhere else."""
    path = "esteri/24_gennaio_05/il-ponte.shtml"
    own = parse_record(a_record(url=f"https://www.corriere.it/{path}", body=BODY, source_id=None), 1 << 20)
    other = parse_record(a_record(url=f"https://a.example/{path}", body=BODY, source_id=None), 1 << 20)
    assert isinstance(own, ParsedArticle)
    assert isinstance(other, ParsedArticle)
    assert (str(own.published_at)[:10], own.extraction.provenance["published_at"]) == ("2024-01-05", "url:short-year")
    assert other.published_at is None
