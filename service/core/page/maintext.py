"""The paragraphs of a web page's story: the element whose paragraphs hold most text, without navigation, teasers and
notices.

Each step is one walk over a list of elements with a bounded look upwards, so the time grows with the page and no page
can deepen it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from turbohtml import Document, Element, Node, Text

from copydesk.service.core.text.spelling import one_line

_NEVER_STORY = (
    "script, style, noscript, template, svg, iframe, nav, aside, footer, button, select, textarea, object, video, audio, "
    "figure, menu"
)
# Of names in lower case: a search that folds the case itself takes four times as long.
_BOILERPLATE = re.compile(
    r"comment|cookie|consent|gdpr|newsletter|subscri|promo|related|recommend|read-?more|more-on|share|social|"
    r"sidebar(?![-_]{0,2}(?:grid|layout|container|content))|breadcrumb|menu|navbar|footer|advert|banner|sponsor|teaser|"
    r"copyright|caption|popup|modal|toolbar|byline|author-?(?:bio|box|info)|tags?-?list|most-?read|also-?read|trending|"
    r"disclaimer"
)
# What is called `sidebar-grid__content article__content` is the story beside a sidebar.
_STORY = re.compile(r"(?:article|entry|story|post|main)[-_]{0,2}(?:content|body|text)|articlebody")
_PARAGRAPHS = ("p", "li", "h2", "h3", "h4", "pre")
_TEXT_HOLDERS = ("div", "td", "section", "article", "main", "body")
_TEXT_TAGS = frozenset({"p", "pre", "div", "td", "span", "section", "article"})
_BLOCKS = tuple("div p ul ol li table section article h1 h2 h3 h4 pre blockquote td main header".split())

_NEVER_NOTICE = frozenset({"body", "main", "article"})

_CLIMB = 8
# A page can put a paragraph into a paragraph, and all its text would be read at each depth.
MOST_NESTED = 8
_MOST_LINKS = 50
_LINKED = 0.6
_SHORT = 25
# Below this, the paragraph elements may be a page's notices, and its story stand elsewhere.
_WHOLE_STORY = 1_000
_CLEARLY_MORE = 1.5
_MOST_BLOCKS = 3_000
_MOST_BREAKS = 20_000
_MOST_DECLARED = 50
# A class that says "subscribe" on what holds most of the page's text is the story's own wrapper.
_TOO_MUCH_TO_DROP = 0.4
# An outer element is the story if it holds this much more than the inner one: stories are cut into parts around
# advertisements.
_GROWS = 1.3


class Block(NamedTuple):
    """A paragraph, heading or list entry, and the elements it stands in, nearest first."""

    tag: str
    text: str
    above: tuple[Element, ...]
    notices: tuple[Element, ...]
    """Those of its elements whose class or ID names a cookie notice, a comment, a teaser."""


_Around = tuple[tuple[Element, ...], tuple[Element, ...]]
"""An element and those above it, as a block in it sees them, and the notices among them."""
_NOTHING: _Around = ((), ())


def read_paragraphs(tree: Document) -> tuple[tuple[str, ...], str]:
    """The story's paragraphs in order, and the rule that found them. Changes the tree: read all else first."""
    tree.remove(_NEVER_STORY)
    for line_break in tree.find_all("br", limit=_MOST_BREAKS):
        line_break.replace_with(Text("\n"))
    declared = frozenset(islice(tree.select("[itemprop~=articleBody], article"), _MOST_DECLARED))
    by_paragraphs = _story(blocks_of_paragraphs(tree), declared)
    if sum(map(len, by_paragraphs)) >= _WHOLE_STORY:
        return by_paragraphs, "paragraphs"
    by_blocks = _story(blocks_of_text(tree), declared)
    if sum(map(len, by_blocks)) > _CLEARLY_MORE * sum(map(len, by_paragraphs)):
        return by_blocks, "text-blocks"
    return by_paragraphs, "paragraphs"


def blocks_of_paragraphs(tree: Document) -> list[Block]:
    """The paragraphs, headings and list entries; each is read whole, with all that is in it."""
    holders = _holders_of_blocks(tree)
    elements = islice(tree.iter_elements(_PARAGRAPHS), _MOST_BLOCKS)
    return _blocks((element, True) for element in elements if element.tag == "p" or element not in holders)


def blocks_of_text(tree: Document) -> list[Block]:
    """For pages without paragraph elements: elements that hold text of their own, lines apart by `<br>`."""
    holders = _holders_of_blocks(tree)
    elements = islice(tree.iter_elements(_TEXT_HOLDERS), _MOST_BLOCKS)
    blocks = _blocks((element, element not in holders) for element in elements)
    return [block for block in blocks if len(block.text) > _SHORT]


def _holders_of_blocks(tree: Document) -> frozenset[Node | None]:
    """Elements that nest are read whole only where they are the innermost: else a page could have one text read at
    every depth.
    """
    return frozenset(block.parent for block in tree.iter_elements(_BLOCKS))


def _blocks(elements: Iterable[tuple[Element, bool]]) -> list[Block]:
    """Each element with whether it is read whole."""
    blocks: list[Block] = []
    nesting: dict[Node, int] = {}
    known: dict[Node | None, _Around] = {}
    for element, whole in elements:
        depth = _nesting_of(element.parent, nesting)
        nesting[element] = depth + whole
        text = _text(element, whole) if depth < MOST_NESTED else ""
        if text and not text.isspace() and not _is_linked(element, text):
            blocks.append(Block(element.tag, text, *_inside(element, _around(element.parent, known))))
    return blocks


def _nesting_of(element: Node | None, nesting: dict[Node, int]) -> int:
    """How many blocks that are read whole an element stands in; `nesting` has those of all blocks before it."""
    new: list[Node] = []
    while element is not None and element not in nesting:
        new.append(element)
        element = element.parent
    depth = 0 if element is None else nesting[element]
    nesting.update(dict.fromkeys(new, depth))
    return depth


def _text(element: Element, whole: bool) -> str:
    return element.text if whole else "".join([child.data for child in element.children if isinstance(child, Text)])


def _is_linked(element: Element, text: str) -> bool:
    left = _LINKED * len(text)
    for link in islice(element.select("a"), _MOST_LINKS):
        left -= len(link.text)
        if left < 0:
            return True
    return False


def _around(element: Node | None, known: dict[Node | None, _Around]) -> _Around:
    """`known` remembers: most paragraphs share what is around them."""
    new: list[Element] = []
    while element not in known and isinstance(element, Element) and element.tag != "html":
        new.append(element)
        element = element.parent
    around = known.get(element, _NOTHING)
    for inner in reversed(new):
        known[inner] = around = _inside(inner, around)
    return around


def _inside(element: Element, outside: _Around) -> _Around:
    above, notices = (element, *outside[0][:_CLIMB]), outside[1]
    if notices:
        notices = tuple(notice for notice in notices if notice in above)
    return above, (element, *notices) if _says_notice(element) else notices


def _says_notice(element: Element) -> bool:
    classes, name = element.attr("class"), element.attr("id")
    if not (classes or name) or element.tag in _NEVER_NOTICE:
        return False
    return _names_notice((classes or "")[:300].lower(), (name or "")[:100].lower())


@lru_cache(maxsize=4096)  # the elements of one site share their few hundred names
def _names_notice(classes: str, name: str) -> bool:
    return bool((_BOILERPLATE.search(classes) or _BOILERPLATE.search(name)) and not _STORY.search(classes))


def _story(blocks: list[Block], declared: frozenset[Element]) -> tuple[str, ...]:
    """The blocks inside the element that holds the story."""
    kept = _without_notices(blocks)
    prose = [block for block in kept if _is_prose(block)]
    best = _story_element(prose, declared)
    if best is None:
        return ()
    beside = {block.above[1] for block in prose if len(block.above) > 1}
    return tuple(
        _lines(
            block.text
            for block in kept
            if best in block.above and (block.tag in _TEXT_TAGS or beside.intersection(block.above[1:3]))
        )
    )


def _is_prose(block: Block) -> bool:
    return block.tag in _TEXT_TAGS and len(block.text) > _SHORT


def _without_notices(blocks: list[Block]) -> list[Block]:
    prose = [block for block in blocks if _is_prose(block)]
    held: Counter[Element] = Counter()
    for block in prose:
        for notice in block.notices:
            held[notice] += len(block.text)
    most = _TOO_MUCH_TO_DROP * sum(len(block.text) for block in prose)
    return [block for block in blocks if all(held[notice] > most for notice in block.notices)]


def _story_element(blocks: list[Block], declared: frozenset[Element]) -> Element | None:
    """The element with most text in paragraphs of its own, or one above it that holds clearly more, up to what the page
    declares as the story.
    """
    own: Counter[Element] = Counter()
    held: Counter[Element] = Counter()
    for block in blocks:
        own[block.above[min(1, len(block.above) - 1)]] += len(block.text)
        for element in block.above:
            held[element] += len(block.text)
    if not own:
        return None
    best = max(own, key=own.__getitem__)
    chain = next(block.above[block.above.index(best) :] for block in blocks if best in block.above)
    for element in chain:
        if element in declared and held[element] >= _WHOLE_STORY:
            return element
        if held[element] >= _GROWS * held[best]:
            best = element
    return best


def _lines(texts: Iterable[str]) -> Iterator[str]:
    """One paragraph for a text, or for each part of it between two line breaks."""
    for text in texts:
        parts = re.split(r"\n\s*\n", text) if "\n" in text else [text]
        yield from (line for part in parts if (line := one_line(part)))
