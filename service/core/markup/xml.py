"""XML of the wires to a tree, safely: nothing is fetched, nothing can grow, and depth and number of elements are
bounded.

The parser is Python's own expat: with no handler for external entities it opens no file and no connection. Declarations
that
could make a short document long, entities with a value and attributes with a default, are turned away before it sees
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.entities import html5
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

MOST_DEPTH = 100
MOST_MARKS = 40_000
"""No more tags and comments than this: a story of a million characters has a few thousand."""
MOST_REFERENCES = 60_000
"""No more `&` than this: a story that writes each letter of its script as a number has twenty thousand."""
MOST_BREAKS = 20_000
"""Behind this many line ends the rest of a story is one paragraph."""
MOST_CHARS = 4_000
"""No field but the story itself is read further than this."""

_HEAD = 2048
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_START_TAG = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])")
_GROWS = re.compile(r"<!ENTITY(?!\s{1,20}(?:%\s{1,20})?[\w.:-]{1,80}\s{1,20}(?:SYSTEM|PUBLIC)\s)|<!ATTLIST")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,32};)")
_WHITE = re.compile(r"\s+")

# Where a line ends, in NITF and in XHTML. In a body that has these, words outside of them are an editor's marks.
_BLOCKS = frozenset("p br h1 h2 h3 h4 h5 h6 hl1 hl2 li dt dd pre tr blockquote block div".split())
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 hl2 li dt dd pre tr".split())
_CELLS = frozenset({"td", "th"})
_NO_STORY_ROOTS = frozenset((None, *"html body div p rss feed rdf urlset sitemapindex opml svg error".split()))
_NOT_STORY = frozenset("media figure script style head hedline".split())


def root_name(text: str) -> str | None:
    """The name of the outermost element, in lower case and without its prefix; None for a text that is no markup."""
    head = text[:_HEAD].lstrip()
    found = _START_TAG.search(_COMMENT.sub("", head)) if head.startswith("<") else None
    return found[1].lower() if found else None


def is_other_xml(text: str) -> bool:
    """Whether a text declares itself as XML, and is neither a web page nor a feed of many stories."""
    return text[:_HEAD].lstrip().startswith("<?xml") and root_name(text) not in _NO_STORY_ROOTS


def read_xml(text: str, stories: int = 1) -> Element | None:
    """The tree, its names without prefixes; None for what is broken, too deep, too large or able to grow. A document of
    many stories may be so many times as large.
    """
    if text.count("<") > stories * MOST_MARKS or text.count("&") > stories * MOST_REFERENCES or _GROWS.search(text):
        return None
    tree = _parsed(text)
    # `AT&T` in a headline is the most frequent fault; in a CDATA section it is none, so it is only mended where parsing
    # fails.
    return _parsed(_BARE_AMPERSAND.sub("&amp;", text)) if tree is None and "&" in text else tree


class _Builder:
    """What expat reports, as a tree; counts the depth."""

    def __init__(self) -> None:
        self.tree = TreeBuilder()
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise ExpatError("too deep")
        self.tree.start(name.rpartition(":")[2], attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        self.tree.end(name.rpartition(":")[2])

    def entity(self, name: str, is_parameter: bool) -> None:
        """`&eacute;`, which the format's own DTD would declare; that is never fetched."""
        self.tree.data(html5.get(f"{name};", ""))


def _parsed(text: str) -> Element | None:
    builder, parser = _Builder(), ParserCreate()
    parser.buffer_text = True
    parser.UseForeignDTD(True)  # an entity that is not declared is skipped, not an error
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler, parser.SkippedEntityHandler = builder.tree.data, builder.entity
    try:
        parser.Parse(text, True)
        return builder.tree.close()
    except (ExpatError, UnicodeEncodeError):
        return None


def first(tree: Element, *names: str) -> Element | None:
    """The first element of that name, else of the next name."""
    return next((element for name in names for element in tree.iter(name)), None)


def words(element: Element | None) -> str | None:
    """All words inside an element on one line; None for none."""
    if element is None:
        return None
    line = " ".join("".join(_bounded(element.itertext())).split())
    return line or None


def words_of(tree: Element, *names: str) -> str | None:
    """The words of the first element of these names that has any."""
    return next((line for name in names for element in tree.iter(name) if (line := words(element))), None)


def attribute_of(tree: Element, name: str, *attributes: str) -> str | None:
    """The first of these attributes, in their order, that an element of that name has, and not empty."""
    values = (element.get(attribute, "").strip() for attribute in attributes for element in tree.iter(name))
    return next((value for value in values if value), None)


def _bounded(parts: Iterable[str]) -> Iterator[str]:
    left = MOST_CHARS
    for part in parts:
        yield part[:left]
        left -= len(part)
        if left <= 0:
            return


def lines_of(body: Element) -> list[str]:
    """The paragraphs of a story in NITF or XHTML, one line each; of a body without any, its lines. One walk without
    recursion.
    """
    marked = any(element.tag in _PARAGRAPHS for element in body.iter())
    parts: list[str] = []
    waiting: list[tuple[Element | str, bool]] = [(body, not marked)]
    while waiting:
        part, inside = waiting.pop()
        if isinstance(part, str):
            parts.append(part if inside or part == "\n" else "")
        elif part.tag not in _NOT_STORY:
            waiting.extend(reversed(list(_pieces(part, inside=inside, marked=marked))))
    return [line for part in "".join(parts).split("\n", MOST_BREAKS) if (line := part.strip())]


def _pieces(element: Element, *, inside: bool, marked: bool) -> Iterator[tuple[Element | str, bool]]:
    """An element's words and children in order, each with whether it is the story's."""
    within = inside or element.tag in _PARAGRAPHS
    edge = "\n" if element.tag in _BLOCKS else " " if element.tag in _CELLS else ""
    yield edge, within
    yield _spaced(element.text, marked and element.tag != "pre"), within
    for child in element:
        yield child, within
        yield _spaced(child.tail, marked and element.tag != "pre"), within
    yield edge, within


def _spaced(text: str | None, flowing: bool) -> str:
    """Line breaks mean nothing in XML's text, but in preformatted text."""
    return "" if not text else _WHITE.sub(" ", text) if flowing else text
