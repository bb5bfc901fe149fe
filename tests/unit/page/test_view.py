"""A page as its reader sees it; every page here is made up."""

from __future__ import annotations

from copydesk.service.core.markup.html_tree import tree_of
from copydesk.service.core.page.view import MOST_LINES, MOST_MARKED, View, view_of


def view(body: str) -> View:
    """The view of a page with that body."""
    return view_of(tree_of(f"<html><body>{body}</body></html>")[0])


def test_lines_end_where_blocks_do() -> None:
    """Blocks and breaks part lines, inline elements do not; what is in no tag of its own is a line too."""
    lines = view("<div>One <b>two</b><br>three<p>four</p>five</div>").lines
    assert [line.text for line in lines] == ["One two", "three", "four", "five"]
    assert [line.tag for line in lines] == ["div", "div", "p", "div"]


def test_what_no_reader_sees_is_no_line() -> None:
    """Scripts, styles and templates are passed over; what is hidden says so."""
    lines = view(
        "<script>x</script><style>y</style><template>z</template><p hidden>a</p><p style='display: none'>b</p>"
    ).lines
    assert [(line.text, "modal" in line.zones) for line in lines] == [("a", True), ("b", True)]


def test_where_a_line_stands() -> None:
    """Tags, classes and IDs of all elements around tell the zone; those nearest what a line is called; links are told."""
    [menu, teaser, date] = view(
        "<nav><ul><li><a href=/a>Town</a></li></ul></nav><div id=relatedStories><p>Storm</p></div><span class=entry-date>4 May</span>"
    ).lines
    assert menu.linked
    assert "nav" in menu.zones
    assert "related" in teaser.zones
    assert not teaser.linked
    assert "date" in date.names


def test_marked_elements() -> None:
    """Times, microdata and names are kept with what a machine is told, their text, their line and what stands before."""
    marked = view(
        "<h1>A</h1><p>Posted on <time datetime=2022-03-04>4 March</time> by <a rel='author me' href=/x>Ada</a></p><meta itemprop=datePublished content=2022-03-05>"
    ).marked
    assert [(one.source, one.value, one.text, one.line) for one in marked] == [
        ("time", "2022-03-04", "4 March", 1),
        ("rel author", "", "Ada", 1),
        ("microdata published", "2022-03-05", "", 1),
    ]
    assert marked[0].before == "Posted on"
    assert marked[1].before.endswith("by")


def test_a_view_is_bounded() -> None:
    """However much a page has of both, so many lines and marked elements are kept, and nesting costs no more."""
    assert len(view("<p>a" * (MOST_LINES + 100)).lines) == MOST_LINES
    assert len(view("<time>4 May 2022</time>" * (MOST_MARKED + 100)).marked) == MOST_MARKED
    assert [line.text for line in view("<div class=author>" * 5000 + "deep").lines] == ["deep"]
