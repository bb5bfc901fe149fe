"""The titles of an HTML page: all that it calls itself or its story, whole, and cut where the site's name or a section
may begin. Which one is the headline is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from copydesk.service.core.addresses.urls import bare_host
from copydesk.service.core.markup import metadata
from copydesk.service.core.markup.jsonld import kind_of, text_of
from copydesk.service.core.page.html.source import without_tags
from copydesk.service.core.page.told import LONG_LINE, Told, is_long, ordinal
from copydesk.service.core.page.view import Box, Seen
from copydesk.service.core.text.spelling import one_line

LONGEST, MOST_CUTS = 300, 6
"""A longer text is no headline; so many separators of each are looked at."""
MOST_LINES = 600
"""A headline stands among so many lines."""
_MOST_NODES, _MOST_HEADS = 12, 12
_MARGIN = 3
"""So many lines behind the beginning of the first paragraph a heading may be the story's, if a lead stands above it."""
_WITH_NAME = frozenset({"story", "page", "text", "film"})
_HAN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
SEPARATOR = re.compile(
    rf"\s*(?:[|｜•·»«›‹]|::|_+)\s*|\s+[-–—:~/>]+\s+|[:：]\s+|(?<=[{_HAN}])[-–—：]+|[-–—：]+(?=[{_HAN}])"
)
_HEADS = frozenset({"h1", "h2", "h3"})
_LEVELS = 4
_BEFORE_MARK = re.compile(r"\S [:;,.!?»”’)]")
_CALLED = re.compile(r" (?:[a-z]*title|[a-z]*headline|heading|titulo|titre|titel|titulek|baslik) ")


class Mention(NamedTuple):
    """A place that gives a title."""

    text: str
    source: str
    """`json-ld headline`, `og:title`, `title`, `h1`; a part of one is `title cut`, `h1 line`."""
    features: tuple[str, ...] = ()
    line: int | None = None
    """Where a heading begins."""


def titles_of(told: Told) -> Iterator[Mention]:
    """Every title that a page gives, the head's first."""
    sites = names_of_site(told)
    for mention in (*_of_nodes(told), *_of_metas(told), Mention(told.title, "title")):
        yield from _readings(mention, sites, told.host)
    for mention in _of_lines(told):
        yield from _readings(mention, sites, told.host)


def names_of_site(told: Told) -> frozenset[str]:
    """What the site is called, by its letters."""
    return frozenset(letters for name in told.sites if len(letters := letters_of(name)) > 2)


def letters_of(text: str) -> str:
    """The letters and figures of a text, in lower case."""
    return "".join(filter(str.isalnum, text[:LONGEST].lower()))


def is_site(letters: str, sites: frozenset[str], host: str) -> bool:
    """Whether a text is the site's name, by its letters: as it calls itself, or as its host spells."""
    if letters in sites or (len(letters) > 3 and letters in host):
        return True
    return len(host) > 3 and host in letters and len(letters) <= 2 * len(host)


def name_in_host(url: str | None) -> str:
    """The letters of the longest part of an address's host, but for its country: `harbourpost`."""
    parts = (bare_host(url) or "").split(".")[:-1]
    return letters_of(max(parts, key=len, default=""))


def _of_nodes(told: Told) -> Iterator[Mention]:
    return islice(_all_of_nodes(told), _MOST_NODES)


def _all_of_nodes(told: Told) -> Iterator[Mention]:
    for node, via in told.nodes:
        kind = kind_of(node)
        where = "the story" if node is told.story else f"{kind} as {via}"[:40] if via else kind
        for name in ("headline", "alternativeHeadline", "name") if kind in _WITH_NAME else ("headline",):
            if text := without_tags(text_of(node.get(name)), LONGEST):
                yield Mention(text, f"json-ld {name}", (f"json-ld {name} of {where}",))


def _of_metas(told: Told) -> Iterator[Mention]:
    for name in (*metadata.HEADLINES, "citation_title"):
        for text in told.metas.get(name, ())[:1]:
            yield Mention(text, name if name in ("og:title", "twitter:title") else "meta title")


class _Heading(NamedTuple):
    """A heading of the page, or what a class calls a title."""

    tag: str
    """`h1`; `called title` for an element that is none."""
    box: int


def _of_lines(told: Told) -> Iterator[Mention]:
    """Headings and titles above the story, and each h1. One in several lines is offered whole and in its lines."""
    lines, boxes = told.view.lines[:MOST_LINES], told.view.boxes
    first = next((at for at, line in enumerate(lines) if is_long(line, LONG_LINE)), len(lines)) + _MARGIN
    headings = [_heading_of(line, boxes) for line in lines[:first]]
    headings += [_Heading("h1", line.box) if line.tag == "h1" else None for line in lines[first:]]
    nth = 0
    for heading, group in groupby(enumerate(headings), key=itemgetter(1)):
        places = [at for at, _ in group]
        if heading is not None and nth < _MOST_HEADS:
            nth += 1
            parts = tuple(part for at in places for part in _parts_of(lines[at]))
            yield from _of_heading(heading.tag, parts, places[0], ordinal(nth))


def _as_set(line: Seen) -> str:
    """A heading's text; where elements meet at a mark without a space, there is none: `<b>Ticker</b>: Bridge opens`."""
    if line.text == line.printed or not line.printed:
        return line.text
    return _BEFORE_MARK.sub(
        lambda found: found[0].replace(" ", "") if found[0].replace(" ", "") in line.printed else found[0], line.text
    )


def _parts_of(line: Seen) -> tuple[str, ...]:
    """A heading as its readers see it: where an element ends in a letter, and the next begins with a capital without a
    space, each is a line of its own: `<span>Harbour</span><span>Bridge reopens</span>`.
    """
    text, printed = line.text, line.printed
    if text == printed or not printed:
        return (text,)
    at = next((at for at, (one, other) in enumerate(zip(text, printed, strict=False)) if one != other), len(printed))
    if 0 < at < len(printed) and text[at] == " " and printed[at - 1].isalnum() and printed[at].isupper():
        return text[:at], text[at + 1 :]
    return (_as_set(line),)


def _of_heading(tag: str, parts: tuple[str, ...], line: int, nth: str) -> Iterator[Mention]:
    yield Mention(" ".join(parts), tag, (f"heading {nth}", f"{tag} {nth}"), line)
    if len(parts) > 1:
        named = zip(parts, ("first", "second", "third", "fourth"), strict=False)
        yield from (Mention(part, f"{tag} line", (f"{tag}: {which} line",)) for part, which in named)


def _heading_of(line: Seen, boxes: tuple[Box, ...]) -> _Heading | None:
    """The heading that a line stands in."""
    at, called = line.box, -1
    for _ in range(_LEVELS):
        box = boxes[at]
        if box.tag in _HEADS:
            return _Heading(box.tag, at)
        if called < 0 and box.words and _calls_title(box.words):
            called = at
        if box.parent < 0:
            break
        at = box.parent
    return _Heading("called title", called) if called >= 0 and len(line.text) <= LONGEST else None


@lru_cache(maxsize=4096)
def _calls_title(words: str) -> bool:
    return _CALLED.search(words) is not None


def _readings(mention: Mention, sites: frozenset[str], host: str) -> Iterator[Mention]:
    """A title whole, and what is on either side of each of its separators."""
    text = one_line(mention.text[: LONGEST + 1])
    if not 1 < len(text) <= LONGEST:
        return
    source = mention.source
    cuts = [cut for cut in SEPARATOR.finditer(text) if 0 < cut.start() and cut.end() < len(text)]
    yield Mention(text, source, (*mention.features, f"{source}: {'has parts' if cuts else 'in one'}"), mention.line)
    for nth, cut in enumerate(cuts[:MOST_CUTS], 1):
        before, behind = text[: cut.start()], text[cut.end() :]
        of_end = (
            *_of_cut(source, cut[0], "end", behind, nth == len(cuts)),
            *_of_site(source, "end", behind, sites, host),
        )
        of_begin = (
            *_of_cut(source, cut[0], "beginning", before, nth == 1),
            *_of_site(source, "beginning", before, sites, host),
        )
        yield Mention(before, f"{source} cut", of_end)
        yield Mention(behind, f"{source} cut", of_begin)
    if len(cuts) > 1:
        yield Mention(text[cuts[0].end() : cuts[-1].start()], f"{source} cut", (f"{source}: middle",))


def _of_cut(source: str, mark: str, side: str, other: str, outermost: bool) -> Iterator[str]:
    """Where a title was cut."""
    yield f"{source}: {side} cut"
    yield f"{side} cut at {mark.strip() or mark}"
    yield f"{side} cut at the outermost mark" if outermost else f"{side} cut farther in"
    yield f"{min(len(other.split()), 5)} words cut off at the {side}"


def _of_site(source: str, side: str, other: str, sites: frozenset[str], host: str) -> Iterator[str]:
    """Whether it is the site's name that was cut off."""
    if is_site(letters_of(other), sites, host):
        yield f"the site's name cut off at the {side}"
        yield f"{source}: the site's name cut off at the {side}"
