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
MOST_ATTRIBUTES = 60_000
MOST_BREAKS = 20_000
"""Behind this many line ends the rest of a story is one paragraph."""
MOST_CHARS = 4_000
"""No field but the story itself is read further than this."""

_HEAD = 2048
_LONG_HEAD = 32_768
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_START_TAG = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])")
_GROWS = re.compile(r"<!ENTITY(?!\s{1,20}(?:%\s{1,20})?[\w.:-]{1,80}\s{1,20}(?:SYSTEM|PUBLIC)\s)|<!ATTLIST")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,32};)")
_WHITE = re.compile(r"\s+")
_WHITES = re.compile(r"[\s\ufeff]*")
_BEFORE = (("<!--", "-->"),)
_ABOVE = (*_BEFORE, ("<?", "?>"))
_STRAY = re.compile(r"(?:\u00ef\u00bb\u00bf|[^\s<]{1,3}(?=<\?xml\s))\s*(?=<)")
_MOST_LEFT = 200
_NEAR = 8
"""More characters than may stray before a declaration, and its own first."""
_MARKS_OF_ORDER = ("\ufeff", "\u00ef")
"""What a byte order mark begins with, which white space may follow; read in another character set, the second."""
_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.S)
_ANY_TAG = re.compile(r"<(/?)(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,60})(?=[\s/>])[^<>]*?(/?)>")

# Where a line ends, in NITF and in XHTML. In a body that has these, words outside of them are an editor's marks.
_BLOCKS = frozenset(
    "p br h1 h2 h3 h4 h5 h6 hl1 hl2 li dt dd pre tr blockquote block div section rubrik mellis citat".split()
)
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 hl2 li dt dd pre tr rubrik mellis citat".split())
_CELLS = frozenset({"td", "th"})
_PAGE_ROOTS = frozenset(("html", "body", "div", "p"))
_OF_HTML = frozenset(
    "article section main header footer nav aside head title meta link script style span a table ul ol li dl "
    "h1 h2 h3 h4 h5 h6 form iframe img figure center font b i em strong br hr pre blockquote input button "
    "noscript template svg frameset label details summary template base".split()
)
"""Elements of HTML, with which a page or a part of one may begin."""
_STORIES = frozenset(("article", "section", "main"))
"""What both a web page and an agency may call a story."""
_FIELDS = frozenset(
    "id status title body headline byline guid uri slug slugline urgency pubstatus pubdate published publishdate "
    "date updated version dateline credit".split()
)
_PAGE = re.compile(r"<(?:h1|p|div|br)[\s>/]", re.I)
# XHTML's header and footer hold subjects, the headline again and the notebook of the desk; the Swedish names are TT's own.
_NOT_STORY = frozenset("media figure script style head hedline header footer nav dat bild byline".split())


def root_name(text: str) -> str | None:
    """The name of the outermost element, in lower case and without its prefix; None for a text that is no markup."""
    if _begins_with_words(text):
        return None
    head = text[_root_at(text) :][:_HEAD]
    found = _START_TAG.search(_COMMENT.sub("", head)) if head.startswith("<") and head[:4] != "<!--" else None
    return found[1].lower() if found else None


def is_other_xml(text: str) -> bool:
    """Whether a text is XML, declared or by an outermost element that HTML does not know, and no web page."""
    if _begins_with_words(text):
        return False
    root = root_name(text)
    if root in _PAGE_ROOTS:
        return False
    if root in _STORIES and _holds_fields(text):
        return True
    bare = text[_begin(text) :]
    if bare.startswith("<?xml"):
        # A licence above the root may be longer than what is looked at for its name.
        return _PAGE.search(bare[:_HEAD]) is None if root in _OF_HTML else root is not None or not _is_page(text)
    return root is not None and root not in _OF_HTML and (_is_closed(text, root) or _holds_fields(text))


def _begins_with_words(text: str) -> bool:
    """Whether neither a tag nor what may stand before one is at the beginning, as in most texts."""
    first = text[:1]
    return "<" not in text[:_NEAR] and not first.isspace() and first not in _MARKS_OF_ORDER


def is_cut(text: str) -> bool:
    """Whether the end of the outermost element is missing."""
    root = root_name(text)
    ends = rf"</(?:[\w.-]{{1,40}}:)?{re.escape(root or '')}\s{{0,20}}>"
    return root is None or re.search(ends, text[-_HEAD:], re.I) is None


def _begin(text: str) -> int:
    """Where the declaration or the outermost element begins. White space, comments and a few stray characters, as a
    byte order mark read in another character set, may stand before a declaration; XML itself allows none.
    """
    at = _behind(text, _BEFORE)
    stray = _STRAY.match(text, at)
    return stray.end() if stray else at


def _root_at(text: str) -> int:
    """Where the outermost element begins, or the DOCTYPE above it."""
    return _behind(text, _ABOVE, _begin(text))


def _behind(text: str, above: tuple[tuple[str, str], ...], at: int = 0) -> int:
    """Behind the white space and whatever stands between such marks. What is not closed is not passed over."""
    while at < _LONG_HEAD and (white := _WHITES.match(text, at)):
        at = white.end()
        end = next((end for mark, end in above if text.startswith(mark, at)), None)
        closed = text.find(end, at, at + _LONG_HEAD) if end else -1
        if end is None or closed < 0:
            break
        at = closed + len(end)
    return at


def _holds_fields(text: str) -> bool:
    """Whether the outermost element holds an agency's fields as its own children: in HTML none of them stands there."""
    head = _CDATA.sub("", _COMMENT.sub("", text[_root_at(text) :][: 2 * _HEAD]))
    depth = 0
    for closing, name, empty in _ANY_TAG.findall(head):
        if closing:
            depth -= 1
            continue
        if depth == 1 and name.lower() in _FIELDS:
            return True
        depth += not empty
    return False


def _is_page(text: str) -> bool:
    return "<html" in text[:_LONG_HEAD].lower()


def _is_closed(text: str, root: str) -> bool:
    """Whether the text ends with the end of its outermost element."""
    return re.search(rf"</(?:[\w.-]{{1,40}}:)?{re.escape(root)}\s*>\s*\Z", text[-200:], re.I) is not None


def read_xml(text: str, stories: int = 1) -> Element | None:
    """The tree, its names without prefixes; None for what is broken, too deep, too large or able to grow. A document of
    many stories may be so many times as large.
    """
    if text.count("<") > stories * MOST_MARKS or text.count("&") > stories * MOST_REFERENCES or _GROWS.search(text):
        return None
    if text.count('="') + text.count("='") > MOST_ATTRIBUTES:
        return None
    bare = _trimmed(text)
    tree = _parsed(bare)
    # `AT&T` in a headline is the most frequent fault; in a CDATA section it is none, so it is only mended where parsing
    # fails.
    return _parsed(_BARE_AMPERSAND.sub("&amp;", bare)) if tree is None and "&" in text else tree


def _trimmed(text: str) -> str:
    """Without what stands before the declaration, nor the few characters that a line leaves behind the last tag."""
    end = text.rfind(">") + 1
    return text[_begin(text) : end if len(text) - end <= _MOST_LEFT else None]


class _Builder:
    """What expat reports, as a tree; counts the depth."""

    def __init__(self) -> None:
        self.tree = TreeBuilder()
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise ExpatError("too deep")
        self.tree.start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        self.tree.end(name.rpartition(":")[2] if ":" in name else name)

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


def innermost(tree: Element, name: str) -> list[Element]:
    """The elements of that name that hold no other of it, in order: none is looked through twice."""
    named = list(tree.iter(name))
    if len(named) < 2:
        return named
    found: dict[int, Element] = {}
    waiting: list[tuple[Element, Element | None]] = [(tree, None)]
    while waiting:
        element, around = waiting.pop()
        if element.tag == name:
            found.pop(id(around), None)
            found[id(element)] = around = element
        if len(element):
            waiting.extend((child, around) for child in reversed(element))
    return list(found.values())


def first(tree: Element, *names: str) -> Element | None:
    """The first element of that name, else of the next name."""
    return next((element for name in names for element in tree.iter(name)), None)


def words(element: Element | None) -> str | None:
    """All words inside an element on one line; None for none."""
    if element is None:
        return None
    line = " ".join("".join(_bounded(element.itertext())).split())
    return line or None


def words_apart(element: Element | None) -> str | None:
    """The words inside an element of names, where no space need part one element from the next:
    `By<person>Ada Lovelace</person>`.
    """
    if element is None:
        return None
    line = ""
    for part in _bounded(element.itertext()):
        line += f" {part}" if line[-1:].isalnum() and part[:1].isalnum() else part
    return " ".join(line.split()) or None


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
    marked = any(element.tag.lower() in _PARAGRAPHS for element in body.iter())
    parts: list[str] = []
    waiting: list[tuple[Element | str, bool]] = [(body, not marked)]
    while waiting:
        part, inside = waiting.pop()
        if isinstance(part, str):
            parts.append(part if inside or part == "\n" else "")
        elif part.tag.lower() in _NOT_STORY:
            parts.append(" ")  # what stands before and behind it is not one word
        else:
            waiting.extend(reversed(list(_pieces(part, inside=inside, marked=marked))))
    return [line for part in "".join(parts).split("\n", MOST_BREAKS) if (line := part.strip())]


def _pieces(element: Element, *, inside: bool, marked: bool) -> Iterator[tuple[Element | str, bool]]:
    """An element's words and children in order, each with whether it is the story's."""
    name = element.tag.lower()
    within = inside or name in _PARAGRAPHS
    edge = "\n" if name in _BLOCKS else " " if name in _CELLS else ""
    yield edge, within
    yield _spaced(element.text, marked and name != "pre"), within
    for child in element:
        yield child, within
        yield _spaced(child.tail, marked and name != "pre"), within
    yield edge, within


def _spaced(text: str | None, flowing: bool) -> str:
    """Line breaks mean nothing in XML's text, but in preformatted text."""
    return "" if not text else _WHITE.sub(" ", text) if flowing else text
