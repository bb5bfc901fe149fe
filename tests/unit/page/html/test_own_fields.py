"""Fields that a site's own profile selects; every page here is made up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from copydesk.service.core.page.html.own_fields import SELECTABLE
from copydesk.service.core.page.html.reader import read_html
from copydesk.service.core.records import Draft, SiteProfile
from copydesk.service.sites.written import _Fields, profile_of
from tests.builders import a_page

STORY = "<p>The ferry between the two harbours ran aground last winter, and the crew was brought ashore by boat.</p>"
URL = "https://www.quay.example/read"


def a_profile(*lines: str) -> SiteProfile:
    """A profile of the quay with these lines."""
    return profile_of("\n".join(('source_id = "quay"', 'time_zone = "America/New_York"', *lines)))


def read(body: str, *lines: str, head: str = "") -> Draft:
    """What is read of a page with this in its body, by a profile with these lines."""
    html = f"<html><head>{head}</head><body><h1>Ferry runs aground</h1>{body}<main>{STORY * 3}</main></body></html>"
    return read_html(a_page(html, media="html", url=URL), a_profile(*lines))


@pytest.mark.parametrize(
    ("body", "line", "field", "value"),
    [
        ("<div class=t>Crew of the ferry is safe</div>", '"div.t"', "headline", "Crew of the ferry is safe"),
        ("<p class=s>Nobody was hurt.</p>", '".s"', "abstract", "Nobody was hurt."),
        ("<i class=k>Town</i>", '".k"', "section", "Town"),
        ("<ul class=w><li>Ferry<li>Harbour</ul>", '".w li"', "tags", ("Ferry", "Harbour")),
        ("<p class=w>Ferry, Harbour</p>", '".w"', "tags", ("Ferry", "Harbour")),
        ("<p data-l=fr></p>", '"p::attr(data-l)"', "language", "fr"),
        ("<p class=t>4 March 2024, 09:30</p>", '".t"', "published_at", datetime(2024, 3, 4, 14, 30, tzinfo=UTC)),
        ("<p class=t>2024-03-05T09:30Z</p>", '".t"', "modified_at", datetime(2024, 3, 5, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_selected_field(body: str, line: str, field: str, value: Any) -> None:
    """It has the value of its place, and the rule that found it, without a warning."""
    draft = read(body, f"fields.{field} = {line}")
    assert (getattr(draft, field), draft.provenance[field], draft.warnings) == (value, f"site:{field}", ())


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Lois Lane", ["Lois Lane"]),
        ("By Lois Lane and Clark Kent", ["Lois Lane", "Clark Kent"]),
        ("Words: Lois Lane, Clark Kent", ["Lois Lane", "Clark Kent"]),
    ],
)
def test_authors(printed: str, names: list[str]) -> None:
    """They are people, in the order of the page, whatever word stands before them."""
    draft = read(f"<footer><p class=a>{printed}</p></footer>", 'fields.authors = ".a"')
    assert [author.name for author in draft.authors] == names
    assert draft.provenance["authors"] == "site:authors"


def test_authors_of_several_places() -> None:
    """All that match count, each name once."""
    draft = read("<b class=a>Lois Lane</b><b class=a>Clark Kent</b><b class=a>Lois Lane</b>", 'fields.authors = ".a"')
    assert [author.name for author in draft.authors] == ["Lois Lane", "Clark Kent"]


def test_images() -> None:
    """The address of a picture that is loaded late, made whole, with the caption of its figure."""
    figure = "<figure class=p><img data-src=/i/harbour.jpg src=grey.gif><figcaption>The ferry</figcaption></figure>"
    (image,) = read(figure, 'fields.images = ".p img"').images
    assert (image.url, image.caption) == ("https://www.quay.example/i/harbour.jpg", "The ferry")


def test_body() -> None:
    """The region's paragraphs as a reader sees them, without captions and what is dropped; it makes an article of it."""
    region = (
        "<div class=x><p>First.</p><figure><figcaption>A picture</figcaption></figure><p>Second<br>line.</p>"
        "<aside>Also read</aside><p style='display:none'>Hidden</p><script>var a</script></div>"
    )
    draft = read(region, 'fields.body_text = "div.x"', 'drop = ["aside"]')
    assert draft.paragraphs == ("First.", "Second line.")
    assert (draft.provenance["paragraphs"], draft.page_kind) == ("site:body_text", "article")


def test_body_of_nested_regions() -> None:
    """What stands in two regions is told once; several regions follow one another."""
    region = "<div class=x><p>First.</p><div class=x><p>Second.</p></div></div><div class=x><p>Third.</p></div>"
    assert read(region, 'fields.body_text = "div.x"').paragraphs == ("First.", "Second.", "Third.")


def test_a_selected_body_of_an_error_page() -> None:
    """A page that says that there is no story is none, whatever was selected."""
    html = "<html><body><h1>404 Not found</h1><div class=x><p>The page is not here.</p></div></body></html>"
    draft = read_html(a_page(html, media="html", url=URL), a_profile('fields.body_text = ".x"'))
    assert draft.page_kind == "error page"


@pytest.mark.parametrize("field", SELECTABLE)
def test_a_selector_that_finds_nothing(field: str) -> None:
    """A warning says so, and the general reader's find stays."""
    body = "<time datetime='2024-03-04T09:30:00Z'></time><p class=byline>By Lois Lane</p>"
    without, with_profile = read(body), read(body, f'fields.{field} = ".nowhere"')
    assert with_profile.warnings == (*without.warnings, f"site_selector_empty:{field}")
    assert with_profile.with_found({}, warnings=without.warnings) == without


@pytest.mark.parametrize(
    ("field", "printed"),
    [
        ("headline", "* * *"),
        ("headline", "The Quay"),
        ("headline", "word " * 100),
        ("published_at", "tomorrow"),
        ("published_at", "4 March 2034"),
        ("published_at", "1970-01-01T00:00:00Z"),
        ("modified_at", "4 March 2034"),
        ("authors", "Staff and agencies"),
        ("authors", "https://quay.example/lois"),
        ("section", "word " * 30),
        ("language", "not a tag at all"),
        ("images", "data:image/gif;base64,R0l"),
    ],
)
def test_a_value_that_the_field_cannot_hold(field: str, printed: str) -> None:
    """It is refused with a warning, and the general reader's find stays."""
    name = '<meta property="og:site_name" content="The Quay">'
    body = f"<div data-x='{printed}'></div>"
    without, draft = read(body, head=name), read(body, f'fields.{field} = "div[data-x]::attr(data-x)"', head=name)
    assert f"site_value_refused:{field}" not in without.warnings
    assert draft.warnings == (*without.warnings, f"site_value_refused:{field}")
    assert getattr(draft, field) == getattr(without, field)


def test_the_first_selector_that_gives_something() -> None:
    """Of a list the places are asked in order; an element without words gives nothing."""
    body = "<i class=a> </i><i class=b>Second place of all</i><i class=c>Third place of all</i>"
    assert read(body, 'fields.headline = [".none", ".a", ".b", ".c"]').headline == "Second place of all"


def test_meta_and_attribute() -> None:
    """A meta gives its content, an attribute is named."""
    head = "<meta name=desk content='Harbour desk'>"
    assert read("", "fields.section = 'meta[name=desk]'", head=head).section == "Harbour desk"
    assert read("<p title='Harbour desk'></p>", 'fields.section = "p::attr(title)"').section == "Harbour desk"


def test_what_is_dropped_may_hold_a_field() -> None:
    """Fields are selected before regions go, and a region within another goes with it."""
    body = "<footer><p class=a>By Lois Lane</p><footer>x</footer></footer>"
    draft = read(body, 'drop = ["footer"]', 'fields.authors = "footer .a"')
    assert [author.name for author in draft.authors] == ["Lois Lane"]


@pytest.mark.parametrize("tag", ["html", "head", "body", "*"])
def test_dropping_all(tag: str) -> None:
    """A page of which nothing is left says nothing, and is no fault."""
    draft = read("<p>More</p>", f'drop = "{tag}"', head="<title>The Quay</title>")
    assert tag == "head" or draft.paragraphs == ()


def test_dropped_metadata() -> None:
    """A site whose metadata are wrong can do without them."""
    head = "<meta property='article:published_time' content='2020-01-01T00:00:00Z'>"
    body = "<p>Published: 4 March 2024</p>"
    draft = read(body, "drop = ['meta[property=\"article:published_time\"]']", head=head)
    assert draft.published_at is not None
    assert draft.published_at.year == 2024


def test_formats_outrank_what_anybody_would_read() -> None:
    """With formats, 3/4/24 is what they say, and a time in no format is refused: it may mean something else."""
    lines = ('fields.published_at = ".t"', 'dates.formats = "%m/%d/%y %H.%M"')
    draft = read("<p class=t>posted 3/4/24 09.30 by desk</p>", *lines)
    assert (draft.published_at, draft.published_raw) == (datetime(2024, 3, 4, 14, 30, tzinfo=UTC), "3/4/24 09.30")
    assert (draft.published_precision, draft.zone_basis) == ("minute", "site")
    refused = read("<p class=t>4 March 2024</p>", *lines)
    assert "site_value_refused:published_at" in refused.warnings


LAYOUTS = (
    'fields.headline = ".today"',
    'news_id.url = "(x)"',
    "[[earlier]]",
    "until = 2024-05-01",
    'fields.headline = ".second"',
    "[[earlier]]",
    "until = 2023-12-31",
    'fields.headline = ".first"',
    'news_id.label = "Story no."',
)


@pytest.mark.parametrize(
    ("fetched_at", "place"),
    [
        (datetime(2024, 5, 2, tzinfo=UTC), ".today"),
        (datetime(2024, 5, 1, 23, 59, tzinfo=UTC), ".second"),
        (datetime(2024, 1, 1, tzinfo=UTC), ".second"),
        (datetime(2023, 12, 31, 12, tzinfo=UTC), ".first"),
        (datetime(1999, 1, 1, tzinfo=UTC), ".first"),
        (None, ".today"),
    ],
)
def test_layouts(fetched_at: datetime | None, place: str) -> None:
    """The layout of the day on which a page was fetched, the last day included; that of today where nobody knows it."""
    layout = a_profile(*LAYOUTS).layout_on(fetched_at)
    assert layout is not None
    assert [selector.css for selector in dict(layout.fields)["headline"]] == [place]


def test_the_id_of_earlier_layouts() -> None:
    """An earlier layout has today's rule for IDs, as stories keep theirs, unless it has one of its own."""
    today, second, first = a_profile(*LAYOUTS).layouts
    assert (today.until, second.until, first.until) == (None, date(2024, 5, 1), date(2023, 12, 31))
    assert today.news_id == second.news_id
    assert first.news_id is not None
    assert (first.news_id.label, first.news_id.url) == ("Story no.", None)


def test_ids_by_selector_and_label() -> None:
    """They stand where IDs of metadata and of labels do."""
    draft = read("<p data-id=DP-88123></p>", 'news_id.select = "p::attr(data-id)"')
    assert (draft.metadata_id, draft.provenance["metadata_id"]) == ("DP-88123", "site:news_id")
    draft = read("<p>Story no. 88123 of the quay</p>", 'news_id.label = "story  No."')
    assert (draft.label_id, draft.provenance["label_id"]) == ("88123", "site:news_id")
    draft = read("<p>Story no.: none</p>", 'news_id.label = "Story no."')
    assert (draft.label_id, draft.warnings[-1]) == (None, "site_selector_empty:news_id")


def test_every_field_can_be_written() -> None:
    """What a profile may select is what the reader knows to read."""
    assert set(_Fields.model_fields) == set(SELECTABLE)
