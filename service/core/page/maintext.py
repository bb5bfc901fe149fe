"""The paragraphs of a web page's story: the element whose paragraphs hold most text, without navigation, teasers and
notices.

Each step is one walk over a list of elements with a bounded look upwards, so the time grows with the page and no page
can deepen it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from copydesk.service.core.text.spelling import one_line

_NEVER_STORY = "script style noscript template svg iframe nav aside footer button select textarea object video audio figure menu".split()
_BOILERPLATE = re.compile(
    r"comment|cookie|consent|gdpr|newsletter|subscri|promo|related|recommend|read-?more|more-on|share|social|sidebar(?![-_]{0,2}(?:grid|layout|container|content))|breadcrumb|menu|navbar|footer|"
    r"advert|banner|sponsor|teaser|copyright|caption|popup|modal|toolbar|byline|author-?(?:bio|box|info)|tags?-?list|most-?read|also-?read|trending|disclaimer",
    re.I,
)
# What is called `sidebar-grid__content article__content` is the story beside a sidebar.
_STORY = re.compile(r"(?:article|entry|story|post|main)[-_]{0,2}(?:content|body|text)|articlebody", re.I)
_TEXT_TAGS = frozenset({"p", "pre", "div", "td", "span", "section", "article"})
_BLOCKS = frozenset("div p ul ol li table section article h1 h2 h3 h4 pre blockquote td main header".split())

_CLIMB = 8
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


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, heading or list entry, and the elements it stands in, nearest first."""

    tag: str
    text: str
    above: tuple[int, ...]
    notices: tuple[int, ...]
    """Those of its elements whose class or ID names a cookie notice, a comment, a teaser."""


def read_paragraphs(tree: LexborHTMLParser) -> tuple[tuple[str, ...], str]:
    """The story's paragraphs in order, and the rule that found them. Changes the tree: read all else first."""
    tree.strip_tags(_NEVER_STORY)
    for line_break in islice(tree.css("br"), _MOST_BREAKS):
        line_break.replace_with("\n")
    declared = frozenset(node.mem_id for node in islice(tree.css("[itemprop~=articleBody], article"), _MOST_DECLARED))
    by_paragraphs = _story(_blocks(_paragraph_elements(tree)), declared)
    if sum(map(len, by_paragraphs)) >= _WHOLE_STORY:
        return by_paragraphs, "paragraphs"
    by_blocks = _story(_blocks(_text_elements(tree)), declared)
    return (
        (by_blocks, "text-blocks")
        if sum(map(len, by_blocks)) > _CLEARLY_MORE * sum(map(len, by_paragraphs))
        else (by_paragraphs, "paragraphs")
    )


def _paragraph_elements(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    for node in islice(tree.css("p, li, h2, h3, h4, pre"), _MOST_BLOCKS):
        if node.tag == "p" or not _holds_blocks(node):
            yield node, node.text(deep=True)


def _text_elements(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    """For pages without paragraph elements: elements that hold text of their own, lines apart by `<br>`."""
    for node in islice(tree.css("div, td, section, article, main, body"), _MOST_BLOCKS):
        text = node.text(deep=not _holds_blocks(node))
        if len(text) > _SHORT:
            yield node, text


def _holds_blocks(node: LexborNode) -> bool:
    """Elements that nest are read whole only where they are the innermost: else a page could have one text read at
    every depth.
    """
    return any(child.tag in _BLOCKS for child in islice(node.iter(), 200))


def _blocks(elements: Iterable[tuple[LexborNode, str]]) -> list[_Block]:
    known: dict[int, bool] = {}
    return [
        _block(node, text, known)
        for node, text in elements
        if text and not text.isspace() and not _is_linked(node, text)
    ]


def _is_linked(node: LexborNode, text: str) -> bool:
    linked = sum(len(link.text(deep=True)) for link in islice(node.css("a"), 50))
    return linked > _LINKED * len(text)


def _block(node: LexborNode, text: str, known: dict[int, bool]) -> _Block:
    """`known` remembers which elements are notices: most paragraphs share theirs."""
    chain: list[int] = []
    notices: list[int] = []
    element: LexborNode | None = node
    while element is not None and element.tag not in {"html", "-undef"} and len(chain) <= _CLIMB:
        number = element.mem_id
        chain.append(number)
        if number not in known:
            known[number] = element.tag not in {"body", "main", "article"} and _says_notice(element)
        if known[number]:
            notices.append(number)
        element = element.parent
    return _Block(node.tag or "", text, tuple(chain), tuple(notices))


def _says_notice(element: LexborNode) -> bool:
    attributes = element.attributes
    classes, name = (attributes.get("class") or "")[:300], (attributes.get("id") or "")[:100]
    return bool((_BOILERPLATE.search(classes) or _BOILERPLATE.search(name)) and not _STORY.search(classes))


def _story(blocks: list[_Block], declared: frozenset[int]) -> tuple[str, ...]:
    """The blocks inside the element that holds the story."""
    kept = list(_without_notices(blocks))
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


def _is_prose(block: _Block) -> bool:
    return block.tag in _TEXT_TAGS and len(block.text) > _SHORT


def _without_notices(blocks: list[_Block]) -> Iterator[_Block]:
    held: Counter[int] = Counter()
    for block in blocks:
        held.update(dict.fromkeys(block.notices, len(block.text) if _is_prose(block) else 0))
    most = _TOO_MUCH_TO_DROP * sum(len(block.text) for block in blocks if _is_prose(block))
    return (block for block in blocks if all(held[number] > most for number in block.notices))


def _story_element(blocks: list[_Block], declared: frozenset[int]) -> int | None:
    """The element with most text in paragraphs of its own, or one above it that holds clearly more, up to what the page
    declares as the story.
    """
    own: Counter[int] = Counter()
    held: Counter[int] = Counter()
    for block in blocks:
        own.update({block.above[min(1, len(block.above) - 1)]: len(block.text)})
        held.update(dict.fromkeys(block.above, len(block.text)))
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
