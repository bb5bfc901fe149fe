"""A page as its reader sees it: the visible lines in reading order, and the elements that say of what they hold that it
is a date or a name. One walk over the tree; what the lines mean is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick
from turbohtml import Document, Element, Node, Text

MOST_LINES, MOST_MARKED = 1_300, 120
"""No story begins behind so many lines; the marks of one stand among the first."""
_MOST_NODES = 8_000
"""Elements and texts: large pages of publishers have some 6,000."""
_MOST_PIECES, _MOST_CHARS, _MOST_NODES_MARKED, _MOST_STORIES = 12, 200, 60, 50
LONGEST_LINE = 20_000
"""No paragraph is longer; what is behind is left out."""

_BLOCKS = frozenset(
    "address article aside blockquote body br button center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr iframe label legend li main nav ol option p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
_UNSEEN = frozenset(
    "script style noscript template svg select head object math textarea iframe "
    "amp-ad amp-auto-ads amp-consent amp-embed amp-sidebar amp-sticky-ad amp-user-notification".split()
)
_PARTING = _BLOCKS | _UNSEEN
_SCRIPTS = frozenset({"script", "style"})
"""Their text is not asked for: it may be as long as the page."""

# What the class, the ID and the tag of an element say of all that is in it, and what of its own text and that of the
# three levels in it. A space is the edge of a word.
_ZONES = {
    "nav": "nav,menu,breadcrumb,toolbar",
    "header": " header,masthead,hero,banner",
    "footer": "foot",
    "aside": "aside,sidebar, side ,rail,widget,secondary",
    "related": "related,recommend,popular,trending,teaser,promo,latest,most read,mostread,similar,newsletter,carousel,"
    "slider,swiper, card,feed,further, more ",
    "comment": "comment,disqus,reply,respond,discussion,review",
    "article": "article,post ,entry,story,single",
    "bio": " bio ,about,author box,authorbox,author bio,authorbio,author info,authorinfo,profile,team",
    "modal": "modal,popup,cookie,dialog,overlay,hidden",
    "quote": "blockquote,embed,tweet,instagram",
    "caption": "caption,figure,photo,credit",
}
_NAMES = {
    "author": "author,byline,writer,contribut,reporter,vcard",
    "date": "date,time,publish,posted,stamp,day ,created",
    "updated": "updat,modif,edited,revis",
    "published": "publish,posted,created",
    "meta": "meta ,info,detail",
    "event": "event,schedul,calendar,deadline",
    "label": "sub,kicker,tag,categor,eyebrow,lead,label",
}
_TELLING = frozenset("article aside blockquote dialog figcaption figure footer header menu nav time".split())
"""Tags that say what they hold; the names of others are a page's choice, and there is no end to them."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display:\s?none|visibility:\s?hidden")
_OF_AUTHORS = frozenset(
    "author authors profile people contributor contributors writer writers staff expert experts user users member members "
    "by columnist columnists".split()
)
"""Folders of addresses in which pages about authors are."""
_MAYBE_HIDDEN = "[hidden], [style*=none], [style*=hidden]"
_MAYBE_MARKED = "time, [itemprop], [property], [rel~=author]"
_STORY = "[itemprop~=articleBody]"
_DIALOG = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]"
_WHOLE = frozenset({"body", "article", "main", "form"})
_OF_CLASS, _OF_LINK = ("author class", ""), ("author link", "")
_NOTHING: frozenset[str] = frozenset()


class _Spelt:
    """Words that tell something of an element, and the bits that stand for what they tell: a byte of names, and zones."""

    def __init__(self, zones: Mapping[str, str], names: Mapping[str, str]) -> None:
        told = [
            *(
                (words, 1 << at)
                for at, words in enumerate((*names.values(), *("",) * (8 - len(names)), *zones.values()))
            )
        ]
        pairs = [(word, bit) for words, bit in told for word in words.split(",") if word]
        self.words = AhoCorasick([word for word, _ in pairs])
        self.bits = [bit for _, bit in pairs]

    def bits_in(self, words: str) -> tuple[int, int]:
        """The zones and names told by words that have a space on each side."""
        found = 0
        for at, _, _ in self.words.find_matches_as_indexes(words, overlapping=True):
            found |= self.bits[at]
        return found >> _A_LEVEL, found & 0xFF


_MODAL = 1 << [*_ZONES].index("modal")
_AUTHOR = 1 << [*_NAMES].index("author")
# The names of an element and of three around it, a byte each, the nearest in the lowest.
_LEVELS, _A_LEVEL = 0xFFFFFF, 8
_TOLD = _Spelt(_ZONES, _NAMES)
_MARKS = b"-_:./,;()[]{}|!?+*#@%&=~'\"\\\n\t\r"
_TO_SPACES = bytes.maketrans(_MARKS, b" " * len(_MARKS))


class Box(NamedTuple):
    """An element that holds lines: a block, or the body."""

    parent: int
    """The number of the box around it; -1 for the body."""
    tag: str
    words: str
    """Its classes and its ID, in lower case, word by word, with a space on each side; may be empty. `itemprop` besides,
    if that says that it is the story; `dialog` if it asks a reader for something first, `linked` if it stands in a link.
    """
    hidden: bool = False
    """Whether the page says that it is not shown, or not before somebody asks for it."""


class Seen(NamedTuple):
    """A visible line."""

    text: str
    """Its elements parted by a space: a date or a name that an element holds does not run into the next word."""
    tag: str
    """The block that it stands in."""
    zones: frozenset[str]
    """What the elements around it are: `nav`, `comment`."""
    names: frozenset[str]
    """What those nearest to it are called: `author`, `date`."""
    linked: bool
    """Whether nearly all of it is a link."""
    link_chars: int = 0
    """How much of it is links."""
    box: int = 0
    """The number of the block that it stands in."""
    breaks: int = 0
    """How many line breaks part it from the line above in the same block; 0 if a block begins there."""
    printed: str = ""
    """The text as it is printed, where elements meet without a space between them: `Harbour<b>s</b>` is one word here
    and two in `text`.
    """


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
    own: frozenset[str] = _NOTHING
    """What the element itself is called."""


@dataclass(frozen=True, slots=True)
class View:
    """The lines of a page, its blocks and its marked elements, all in reading order."""

    lines: Sequence[Seen]
    marked: tuple[Marked, ...]
    boxes: tuple[Box, ...] = ()


_Around = tuple[int, int, int, bool, bool]
"""What is around the text of an element: its box, zones and names, whether it is a link, whether no reader sees it. A
plain tuple, as a page has a thousand.
"""


class _Met(NamedTuple):
    """Where a marked element stands: its line, and the end of the text before it in that line."""

    line: int
    before: str


def view_of(tree: Document) -> View:
    """The page as its reader sees it. Bounded in lines, elements and the text of each."""
    body = tree.find("body")
    return view_within(body) if body is not None else View((), ())


def view_within(region: Element) -> View:
    """The same of one element: what is in it, as if there were nothing else."""
    return _Walk(region).view()


class _Walk:
    """The walk, with the line that is being read. What is around a text is worked out once for each element that holds
    one, so that elements without text, which are many, cost nothing.
    """

    def __init__(self, body: Element) -> None:
        self.body = body
        self.lines: list[Seen] = []
        self.boxes: list[Box] = [Box(-1, body.tag, "")]
        self.pieces: list[str] = []
        self.link_chars, self.breaks, self.glued = 0, 0, False
        self.around: _Around | None = None
        self.known: dict[Node, _Around] = {body: (0, 0, 0, False, False)}
        self.marks = _marks_in(body)
        self.met: dict[Element, _Met] = {}
        self.hidden = {element for element in islice(body.select(_MAYBE_HIDDEN), _MOST_NODES) if _is_hidden(element)}
        self.dialogs = frozenset(islice(body.select(_DIALOG), _MOST_STORIES))
        self.stories = frozenset(islice(body.select(_STORY), _MOST_STORIES))

    def view(self) -> View:
        known, marks, pieces, lines = self.known, self.marks, self.pieces, self.lines
        for node in islice(self.body.descendants, _MOST_NODES):
            if type(node) is Text:
                parent = node.parent
                assert isinstance(parent, Element)  # all that is walked is in the body
                around = known.get(parent) or (self._around(parent) if parent.tag in _SCRIPTS else None)
                if around and around[4]:
                    continue
                text = node.data
                if not text.isspace():
                    self._read(text, around or self._around(parent))
                elif pieces:
                    self._read_space(text)
            elif type(node) is Element:
                if (tag := node.tag) in _PARTING:
                    self._begin(tag)
                if node in marks:
                    self._meet(node)
                if len(lines) >= MOST_LINES:
                    break
        self._close()
        return View(tuple(self.lines), tuple(islice(self._marked(), MOST_MARKED)), tuple(self.boxes))

    def _begin(self, tag: str) -> None:
        """An element begins: a block ends the line before it, what no reader sees parts words."""
        if tag in _BLOCKS:
            if self.around is not None:
                self._close()
            self.breaks = self.breaks + 1 if tag == "br" else 0
        elif self.pieces:
            self.pieces.append(" ")

    def _read(self, text: str, around: _Around) -> None:
        box, _, _, linked, unseen = around
        if unseen:
            return
        if self.around is None or self.around[0] != box:
            self._close()
            self.around = around
        if "\n" in text and self.boxes[box].tag == "pre":
            first, *others = text.split("\n", MOST_LINES)
            self._add(first, linked)
            for line in others:
                self._begin("br")
                if line and not line.isspace():
                    self.around = around
                    self._add(line, linked)
        else:
            self._add(text, linked)

    def _add(self, text: str, linked: bool) -> None:
        pieces = self.pieces
        if pieces and text and not (text[0].isspace() or pieces[-1][-1:].isspace()):
            self.glued = True
        pieces.append(text)
        if linked:
            self.link_chars += len(text)

    def _read_space(self, text: str) -> None:
        if "\n" in text and self.around is not None and self.boxes[self.around[0]].tag == "pre":
            self._begin("br")
        else:
            self.pieces.append(" ")

    def _around(self, element: Element) -> _Around:
        """What is around the text of an element."""
        known = self.known
        inner: list[Element] = []
        while (around := known.get(element)) is None:
            inner.append(element)
            parent = element.parent
            element = parent if isinstance(parent, Element) else self.body  # which is known
        while inner:
            known[element] = around = self._inside(element := inner.pop(), around)
        return around

    def _inside(self, node: Element, up: _Around) -> _Around:
        box, zones, names, linked, unseen = up
        tag = node.tag
        of_zones, of_names, words = called(tag, node.attr("class"), node.attr("id"))
        if node in self.dialogs:
            of_zones, words = of_zones | _MODAL, f"{words or ' '}dialog "
        hidden = node in self.hidden
        if hidden:
            of_zones |= _MODAL
        if tag in _BLOCKS:
            if node in self.stories:
                words = f"{words or ' '}itemprop "
            if linked and _is_link(node.parent):
                words = f"{words or ' '}linked "
            boxes = self.boxes
            boxes.append(Box(box, tag, words, hidden or boxes[box].hidden))
            box = len(boxes) - 1
        if of_names & _AUTHOR and tag not in _WHOLE and node not in self.marks:
            self.marks[node] = _OF_CLASS
        names = (names & _LEVELS) << _A_LEVEL | of_names
        around = (box, zones | of_zones, names, linked or tag == "a", unseen or tag in _UNSEEN)
        if node in self.marks:
            self._meet(node, box)
        return around

    def _meet(self, element: Element, box: int | None = None) -> None:
        """A marked element begins; where its first text is, in the line of that, which stands in the box."""
        ends = self.around is not None and box is not None and box != self.around[0]
        line = len(self.lines) + ends
        before = "" if ends else " ".join(" ".join([piece[-60:] for piece in self.pieces[-4:]])[-60:].split())
        self.met[element] = _Met(line, before)

    def _marked(self) -> Iterator[Marked]:
        for element, met in self.met.items():
            source, value = self.marks[element]
            pieces = self._pieces_of(element)
            text = " ".join(pieces)
            if (text or value) and len(pieces) <= _MOST_PIECES and len(text) <= _MOST_CHARS:
                _, zone_bits, name_bits, _, _ = self.known.get(element) or self._around(element)
                zones, names = _zones_of(zone_bits), _names_of(name_bits)
                own = _names_of(name_bits & 0xFF)
                yield Marked(source, met.line, value, text, pieces, zones, names, met.before, own)

    def _pieces_of(self, element: Element) -> tuple[str, ...]:
        """The visible texts of an element, at most one more than are of use."""
        texts = (node for node in islice(element.descendants, _MOST_NODES_MARKED) if type(node) is Text)
        seen = (text.data for text in texts if text.parent in self.known and not self.known[text.parent][4])
        spoken = (text for text in seen if not text.isspace())
        return tuple(" ".join(text[: _MOST_CHARS * 2].split()) for text in islice(spoken, _MOST_PIECES + 1))

    def _close(self) -> None:
        """The end of a line, if one is begun."""
        around = self.around
        if around is None:
            return
        pieces = self.pieces
        text = " ".join(" ".join(pieces)[:LONGEST_LINE].split())
        if text:
            box, zone_bits, name_bits, _, _ = around
            zones, names = _zones_of(zone_bits), _names_of(name_bits)
            tag, link_chars, linked = self.boxes[box].tag, self.link_chars, self.link_chars > 0.8 * len(text)
            printed = " ".join("".join(pieces)[:LONGEST_LINE].split()) if self.glued else text
            self.lines.append(Seen(text, tag, zones, names, linked, link_chars, box, self.breaks, printed))
        self.around, self.link_chars, self.breaks, self.glued = None, 0, 0, False
        pieces.clear()


@lru_cache(maxsize=4096)
def _zones_of(bits: int) -> frozenset[str]:
    return frozenset(name for at, name in enumerate(_ZONES) if bits >> at & 1)


@lru_cache(maxsize=4096)
def _names_of(bits: int) -> frozenset[str]:
    told = bits | bits >> 8 | bits >> 16 | bits >> 24
    return frozenset(name for at, name in enumerate(_NAMES) if told >> at & 1)


def _is_hidden(element: Element) -> bool:
    return element.attr("hidden") is not None or _HIDDEN.search(_text(element, "style")) is not None


def _is_link(node: Node | None) -> bool:
    return isinstance(node, Element) and node.tag == "a" and node.attr("href") is not None


def _text(element: Element, name: str) -> str:
    return (element.attr(name) or "")[:_MOST_CHARS]


@lru_cache(maxsize=20_000)
def called(tag: str, classes: str | None, identifier: str | None) -> tuple[int, int, str]:
    """The zones and names that an element's tag, class and ID spell, as bits, and the words themselves. A site's pages
    repeat few of them.
    """
    words = _words_in(f"{(classes or '')[:_MOST_CHARS]} {(identifier or '')[:_MOST_CHARS]}")
    all_words = f" {tag}{words or ' '}" if tag in _TELLING else words
    return (*_TOLD.bits_in(all_words), words) if all_words else (0, 0, "")


def zones_of(element: Element) -> frozenset[str]:
    """What an element's tag, class and ID say that it is: `nav`, `comment`."""
    return _zones_of(called(element.tag, element.attr("class"), element.attr("id"))[0])


def _words_in(spelt: str) -> str:
    """`entry-Title mainBody` as ` entry title main body `."""
    if not spelt.islower():
        spelt = _HUMP.sub(" ", spelt).lower()
    words = spelt.encode().translate(_TO_SPACES).decode().strip()
    return f" {words} " if words else ""


_DATES = {"datepublished": "published", "datemodified": "modified", "datecreated": "created", "uploaddate": "created"}


def _marks_in(body: Element) -> dict[Element, tuple[str, str]]:
    """The elements that say what their text is by more than their class: what they say, and what they give for a
    machine.
    """
    links = islice(body.select("a[href]"), _MOST_NODES)
    marks = {link: _OF_LINK for link in links if _leads_to_author(_text(link, "href"))}
    offered = ((element, _mark_of(element)) for element in islice(body.select(_MAYBE_MARKED), _MOST_NODES))
    return marks | {element: mark for element, mark in offered if mark}


def _leads_to_author(href: str) -> bool:
    return not _OF_AUTHORS.isdisjoint(href.lower().split("/")[1:-1])


def _mark_of(element: Element) -> tuple[str, str] | None:
    told = element.attr("itemprop") or element.attr("property")
    prop = told[:_MOST_CHARS].lower().rpartition(":")[2] if told else ""
    if element.tag == "time" or prop in _DATES:
        value = next((text for name in ("datetime", "content", "title") if (text := _text(element, name))), "")
        return (f"microdata {_DATES[prop]}" if prop in _DATES else "time"), value
    if prop in ("author", "creator"):
        return "microdata author", _text(element, "content")
    return ("rel author", "") if "author" in _text(element, "rel").lower().split() else None
