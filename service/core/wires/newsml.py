"""NewsML, version 1 (`NewsML`) and version G2 (`newsItem`, `newsMessage` and its other items): which of a document's
items is the story.

A document is one story here. What holds none is turned away by the name of what it holds; what holds several is a feed,
as each that is left out would be lost.
"""

from __future__ import annotations

from copydesk.schemas.notices import Reason, Stage
from copydesk.service.core.markup.xml import read_xml, root_name
from copydesk.service.core.records import Draft, Page, Rejected, SiteProfile
from copydesk.service.core.wires.content import lines_of_content
from copydesk.service.core.wires.newsitem import draft_of_item, read_broken
from copydesk.service.core.wires.newsml_1 import item_of_1, kinds_of_1, stories_of_1
from copydesk.service.core.wires.newsml_g2 import ITEMS, item_of_g2, kinds_of_g2, stories_of_g2

__all__ = ["lines_of_content", "read_newsml"]

ROOTS_G2 = ("newsmessage", *map(str.lower, ITEMS))
ROOTS = ("newsml", *ROOTS_G2)

_MOST_NAMED = 5


def read_newsml(page: Page, site: SiteProfile) -> Draft | Rejected | None:
    """The story of a NewsML document; Rejected where it holds none or several, None for any other text."""
    root = root_name(page.text)
    if root not in ROOTS:
        return None
    tree = read_xml(page.text)
    if tree is None:
        return read_broken(page, site)
    is_g2 = root in ROOTS_G2
    stories = stories_of_g2(tree) if is_g2 else stories_of_1(tree)
    if len(stories) > 1:
        return Rejected(Reason.FEED, Stage.PARSE, f"a message of {len(stories)} texts: publish each item on its own")
    if not stories:
        return _without_story(kinds_of_g2(tree) if is_g2 else kinds_of_1(tree))
    return draft_of_item(item_of_g2(stories[0], tree) if is_g2 else item_of_1(stories[0]), page, site)


def _without_story(kinds: tuple[str, ...]) -> Rejected:
    held = f"it holds {', '.join(kinds[:_MOST_NAMED])[:200]}" if kinds else "it holds no item"
    return Rejected(Reason.BAD_FORMAT, Stage.PARSE, f"NewsML without a text: {held}")
