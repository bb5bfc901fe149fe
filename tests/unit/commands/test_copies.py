"""`copydesk copies` without a broker: what is reached from a story, and how it is told."""

from __future__ import annotations

from copydesk.schemas.copies import CopyLink
from copydesk.service.core.copies.pair import compare
from copydesk.service.shell.commands.copies import found_line, walk
from tests.unit.copies.stories import a_sketch, words


def a_link(one: int, other: int, rel: str = "copy") -> CopyLink:
    """Of two stories, each an hour after the one before it in number."""
    link = compare(a_sketch(one, words(1), hours=one), a_sketch(other, words(1), hours=other))
    assert link is not None
    return link.model_copy(update={"rel": rel})


def reached(*links: CopyLink, start: int = 1) -> list[tuple[int, str]]:
    """Steps and story of all that is found."""
    return [(found.steps, found.story.guid) for found in walk(links, f"paper{start}:{start}")]


def test_links_are_walked_both_ways() -> None:
    """A copy leads to its original and to other copies, each told once."""
    links = a_link(1, 2), a_link(2, 3), a_link(1, 3), a_link(3, 4), a_link(8, 9)
    assert reached(*links) == [(1, "paper2:2"), (1, "paper3:3"), (2, "paper4:4")]
    assert reached(*links, start=4) == [(1, "paper3:3"), (2, "paper1:1"), (2, "paper2:2")]
    assert reached(*links, start=7) == []


def test_a_series_leads_no_further() -> None:
    """Else each day's prices would lead to every other day's."""
    assert reached(a_link(1, 2, "series"), a_link(2, 3)) == [(1, "paper2:2")]
    assert reached(a_link(1, 2, "series"), a_link(2, 3), a_link(1, 3)) == [(1, "paper2:2"), (1, "paper3:3")]


def test_a_line_says_which_was_first() -> None:
    """From either side."""
    (later,), (earlier,) = walk([a_link(1, 2)], "paper1:1"), walk([a_link(1, 2)], "paper2:2")
    assert found_line(later) == "1  copy  1.00  2024-05-01 14:00  paper2:2 v1  after paper1:1 v1"
    assert found_line(earlier) == "1  copy  1.00  2024-05-01 13:00  paper1:1 v1  before paper2:2 v1"
