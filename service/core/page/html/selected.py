"""What a site's own selectors give in a page: the words or addresses for each field, and the regions of the body. Whether
they are worth anything is asked in own_fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from turbohtml import Document, Element

from copydesk.service.core.markup.html_tree import around, spaced
from copydesk.service.core.page.html.pictures import address_in
from copydesk.service.core.records import Layout, Selector
from copydesk.service.core.text.spelling import one_line

BODY, PICTURES = "body_text", "images"
ALL_OF = frozenset({"authors", "tags", PICTURES})
"""Fields of which a page gives several: all that is selected counts. Of others the first that is not empty does."""
MOST_SELECTED, MOST_NODES, MOST_CHARS = 200, 1_000, 20_000
MOST_DROPPED, MOST_AROUND = 5_000, 200


@dataclass(frozen=True, slots=True)
class Selected:
    """What was selected in a page."""

    layout: Layout
    given: dict[str, tuple[str, ...]]
    """The texts of each field that the layout declares, but of the body; none where nothing was selected."""
    body: tuple[Element, ...]
    """The regions that hold the story, none within another; without what was dropped."""
    ids: tuple[str, ...]
    """What the rule for the ID selected."""


def selected_in(tree: Document, layout: Layout) -> Selected:
    """What the layout selects. Then the regions that it drops are taken out of the tree."""
    given = {
        field: _texts(tree, selectors, field in ALL_OF, field) for field, selectors in layout.fields if field != BODY
    }
    body = next((_outermost(found) for found in _found(tree, dict(layout.fields).get(BODY, ()))), ())
    ids = _texts(tree, layout.news_id.selectors, False, "news_id") if layout.news_id else ()
    for css in layout.drop:
        for element in islice(tree.select(css), MOST_DROPPED):
            element.extract()
    return Selected(layout, given, body, ids)


def _found(tree: Document, selectors: Iterable[Selector]) -> Iterator[list[Element]]:
    """What each selector finds, if it finds anything."""
    for selector in selectors:
        if found := tree.select(selector.css)[:MOST_SELECTED]:
            yield found


def _texts(tree: Document, selectors: Iterable[Selector], every: bool, field: str) -> tuple[str, ...]:
    for selector in selectors:
        found = islice(tree.select(selector.css), MOST_SELECTED)
        texts = filter(None, (_text(element, selector.attribute, field) for element in found))
        if taken := tuple(dict.fromkeys(texts if every else islice(texts, 1))):
            return taken
    return ()


def _text(element: Element, attribute: str | None, field: str) -> str:
    """The attribute that is asked for; else what an element gives by itself."""
    return (address_in(element) or "") if attribute is None and field == PICTURES else text_at(element, attribute)


def text_at(element: Element, attribute: str | None) -> str:
    """The words of an element, or of its attribute, on one line; of a meta without an attribute its content."""
    if attribute is None and element.tag == "meta":
        attribute = "content"
    if attribute is None:
        return spaced(element, MOST_NODES, MOST_CHARS)
    return one_line((element.attr(attribute) or "")[:MOST_CHARS])


def _outermost(elements: list[Element]) -> tuple[Element, ...]:
    held = set(elements)
    return tuple(one for one in elements if held.isdisjoint(islice(around(one), MOST_AROUND)))
