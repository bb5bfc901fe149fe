"""A page as its reader sees it: the visible lines in reading order, and the elements that say of what they hold that it
is a date or a name. One walk over the tree; what the lines mean is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from turbohtml import Document, Element, Node, Text

MOST_LINES, MOST_MARKED = 1_300, 120
"""No story begins behind so many lines; the marks of one stand among the first."""
_MOST_NODES = 8_000
"""Elements and texts: large pages of publishers have some 6,000."""
_MOST_PIECES, _MOST_CHARS = 12, 200
_DEEP = 4
"""What an element is called holds for itself and for so many levels less one below."""

_BLOCKS = frozenset(
    "address article aside blockquote body br button center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr iframe label legend li main nav ol option p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
_UNSEEN = frozenset("script style noscript template svg select head object math textarea iframe".split())

# What the class, the ID and the tag of an element say of all that is in it, and what of its own text alone.
_ZONES = {
    "nav": r"nav|menu|breadcrumb|toolbar",
    "header": r"\bheader|masthead|hero|banner",
    "footer": r"foot",
    "aside": r"aside|sidebar|\bside\b|rail|widget|secondary",
    "related": r"related|recommend|popular|trending|teaser|promo|latest|most-?read|similar|newsletter|carousel|slider|"
    r"swiper|\bcard|feed|further|\bmore\b",
    "comment": r"comment|disqus|reply|respond|discussion|review",
    "article": r"article|post\b|entry|story|single",
    "bio": r"\bbio\b|about|author-?(?:box|bio|info)|profile|team",
    "modal": r"modal|popup|cookie|dialog|overlay|hidden",
    "quote": r"blockquote|embed|tweet|instagram",
    "caption": r"caption|figure|photo|credit",
}
_NAMES = {
    "author": r"author|byline|writer|contribut|reporter|vcard",
    "date": r"date|time|publish|posted|stamp|day\b|created",
    "updated": r"updat|modif|edited|revis",
    "meta": r"meta\b|info|detail",
    "event": r"event|schedul|calendar|deadline",
    "label": r"sub|kicker|tag|categor|eyebrow|lead|label",
}
_ZONE = tuple((name, re.compile(words)) for name, words in _ZONES.items())
_NAME = tuple((name, re.compile(words)) for name, words in _NAMES.items())
_ANY = re.compile("|".join((*_ZONES.values(), *_NAMES.values())))
_TELLING = frozenset("article aside blockquote dialog figcaption figure footer header menu nav time".split())
"""Tags that say what they hold; the names of others are a page's choice, and there is no end to them."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display:\s?none|visibility:\s?hidden")
_OF_AUTHORS = frozenset(
    "author authors profile people contributor contributors writer writers staff expert experts user users member "
    "members by columnist columnists".split()
)
_NOTHING: frozenset[str] = frozenset()


class Seen(NamedTuple):
    """A visible line."""

    text: str
    tag: str
    """The block that it stands in."""
    zones: frozenset[str]
    """What the elements around it are: `nav`, `comment`."""
    names: frozenset[str]
    """What those nearest to it are called: `author`, `date`."""
    linked: bool
    """Whether nearly all of it is a link."""


class Marked(NamedTuple):
    """An element that says what its text is."""

    source: str
    """`time`, `microdata published`; `rel author`, `microdata author`, `author link`, `author class`."""
    line: int
    value: str
    """What an attribute gives for a machine; may be empty."""
    text: str
    pieces: tuple[str, ...]
    """Its text by the elements that hold it."""
    zones: frozenset[str]
    names: frozenset[str]
    before: str
    """The end of the text before it."""


@dataclass(frozen=True, slots=True)
class View:
    """The lines of a page and its marked elements, both in reading order."""

    lines: tuple[Seen, ...]
    marked: tuple[Marked, ...]


class _Around(NamedTuple):
    """What is known of an element when its text is read."""

    children: Iterator[Node]
    block: str
    zones: frozenset[str]
    names: tuple[frozenset[str], ...]
    linked: bool
    is_block: bool
    source: str
    value: str
    begin: int
    """How many pieces of text stand before it."""
    line: int


def view_of(tree: Document) -> View:
    """The page as its reader sees it. Bounded in lines, elements and the text of each."""
    body = tree.find("body")
    return _Walk().of(body) if body is not None else View((), ())


class _Walk:
    """The walk, with the line that is being read: a loop over a stack, as a page nests as deep as it likes."""

    def __init__(self) -> None:
        self.lines: list[Seen] = []
        self.marked: list[Marked] = []
        self.pieces: list[str] = []
        self.begin, self.link_chars = 0, 0
        self.around: _Around | None = None

    def of(self, body: Element) -> View:
        stack = [_Around(iter(body.children), "body", _NOTHING, (), False, True, "", "", 0, 0)]
        left = _MOST_NODES
        while stack and left > 0 and len(self.lines) < MOST_LINES:
            top = stack[-1]
            for node in top.children:
                left -= 1
                if type(node) is Text:
                    self._read(node.data, top)
                elif isinstance(node, Element) and (inner := self._enter(node, top)):
                    stack.append(inner)
                    break
            else:
                stack.pop()
                self._leave(top)
        self._close()
        return View(tuple(self.lines), tuple(self.marked))

    def _read(self, text: str, around: _Around) -> None:
        if not text.isspace():
            self.pieces.append(text)
            self.around = self.around or around
            self.link_chars += len(text) if around.linked else 0

    def _enter(self, node: Element, up: _Around) -> _Around | None:
        tag = node.tag
        if tag in _UNSEEN:
            return None
        zones, names = _called(tag, node.attr("class") or "", node.attr("id") or "")
        if _is_hidden(node):
            zones = zones | {"modal"}
        is_block = tag in _BLOCKS
        if is_block and self.around is not None:
            self._close()
        source, value = _source_of(node, tag, names)
        return _Around(
            iter(node.children),
            tag if is_block else up.block,
            up.zones if zones <= up.zones else up.zones | zones,
            (names, *up.names[: _DEEP - 1]) if names or up.names else (),
            up.linked or tag == "a",
            is_block,
            source,
            value,
            len(self.pieces),
            len(self.lines),
        )

    def _leave(self, inner: _Around) -> None:
        if inner.source and len(self.marked) < MOST_MARKED and len(self.pieces) - inner.begin <= _MOST_PIECES:
            pieces = tuple(" ".join(piece[: _MOST_CHARS * 2].split()) for piece in self.pieces[inner.begin :])
            text = " ".join(pieces)
            before = " ".join(" ".join(self.pieces[max(self.begin, inner.begin - 2) : inner.begin])[-60:].split())
            if (text or inner.value) and len(text) <= _MOST_CHARS:
                names = frozenset().union(*inner.names)
                self.marked.append(
                    Marked(inner.source, inner.line, inner.value, text, pieces, inner.zones, names, before)
                )
        if inner.is_block and self.around is not None:
            self._close()

    def _close(self) -> None:
        """The end of a line."""
        around = self.around
        if around is not None:
            text = " ".join(" ".join(self.pieces[self.begin :]).split())
            if text:
                names = frozenset().union(*around.names)
                linked = self.link_chars > 0.8 * len(text)
                self.lines.append(Seen(text, around.block, around.zones, names, linked))
        self.around, self.link_chars, self.begin = None, 0, len(self.pieces)


def _is_hidden(node: Element) -> bool:
    style = node.attr("style") or ""
    return node.attr("hidden") is not None or (style != "" and _HIDDEN.search(style[:_MOST_CHARS]) is not None)


@lru_cache(maxsize=20_000)
def _called(tag: str, classes: str, identifier: str) -> tuple[frozenset[str], frozenset[str]]:
    """The zones and names that an element's tag, class and ID spell. A site's pages repeat few of them."""
    spelt = f"{classes[:_MOST_CHARS]} {identifier[:_MOST_CHARS]}".strip()
    words = f"{tag if tag in _TELLING else ''} {_HUMP.sub('-', spelt).lower()}"
    if not _ANY.search(words):
        return _NOTHING, _NOTHING
    zones = frozenset(zone for zone, find in _ZONE if find.search(words)) if tag not in ("body", "html") else _NOTHING
    own = frozenset(name for name, find in _NAME if find.search(words)) if spelt or tag == "time" else _NOTHING
    return zones, own


_DATES = {"datepublished": "published", "datemodified": "modified", "datecreated": "created", "uploaddate": "created"}


def _source_of(node: Element, tag: str, names: frozenset[str]) -> tuple[str, str]:
    """What an element says of its text, and what it gives for a machine."""
    told = node.attr("itemprop") or node.attr("property")
    prop = told.lower().rpartition(":")[2][:40] if told else ""
    if tag == "time" or prop in _DATES:
        value = next((text for name in ("datetime", "content", "title") if (text := node.attr(name))), "")
        return f"microdata {_DATES[prop]}" if prop in _DATES else "time", value[:_MOST_CHARS]
    if prop in ("author", "creator"):
        return "microdata author", (node.attr("content") or "")[:_MOST_CHARS]
    if (rel := node.attr("rel")) and "author" in rel.lower().split():
        return "rel author", ""
    if tag == "a" and (href := node.attr("href")) and not _OF_AUTHORS.isdisjoint(href[:_MOST_CHARS].lower().split("/")):
        return "author link", ""
    return ("author class", "") if "author" in names and tag not in ("body", "article", "main", "form") else ("", "")
