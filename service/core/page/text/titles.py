"""The headline of a page of text: every line near the story's beginning is an offer, whole and without what may stand
before or behind a title in its line; what is known of it are the offer's features. Which one is right is learned
(`weights/text_headline.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.service.core.addresses.slugs import words_of_folded
from copydesk.service.core.lines.shape import weight_of
from copydesk.service.core.page.choice import Group, Grouped, group_of, grouping
from copydesk.service.core.page.text.evidence import EVIDENCE, aside, far_above, filed, in_url, is_menu, listed, titled
from copydesk.service.core.page.text.headline_context import HEAVY, LONGEST, HeadlineContext, terms_of_title
from copydesk.service.core.page.text.weights.headline import WEIGHTS
from copydesk.service.core.text.spelling import fold, key, one_line

SHORTEST = 8
"""What weighs less is a button."""
SHORTEST_WITHIN = 20
"""A title that stands below the story's first line is no shorter."""
CANDIDATES = 800
"""A headline stands within this many lines of the page's beginning."""
MOST_LINES = 60
"""So many lines are weighed; a page with more is a list of titles."""
BEGINNING = 160
"""So much of a title says what it is about."""

_MARKUP = re.compile(r"\w=\"|/>|</|\A[{\[]\"")
_TIMED = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d\s{1,3}[^\W\d_]")
_ORDERED = re.compile(r"(\d{1,2})\.\s+(?=\S)")
_LONGEST_TRAIL, _TRAIL_MARK = 6, 2
_SEAMS = (
    ("before a stroke", re.compile(r"(.{8,}?)\s[|·•»]\s.{2,}\Z")),
    ("behind a stroke", re.compile(r".{2,}\s[|·•»]\s(.{8,})\Z")),
    ("before a dash", re.compile(r"(.{8,})\s[-–—]\s.{2,}\Z")),
    ("behind a dash", re.compile(r".{2,}?\s[-–—]\s(.{8,})\Z")),
    ("behind a colon", re.compile(r".{2,60}?\s?:\s(.{8,})\Z")),
)
_LENGTHS, _SIZES = (14, 20, 28, 36, 45, 60, 80, 100, 130, 180), (20, 36, 60, 130)
_APART, _NEAR, _SOON = (0, 1, 2, 3, 5, 8, 13, 20, 40, 80), (1, 2, 3, 5, 8, 13), (1, 2, 4, 8)
_RANKS, _COUNTS = (0, 1, 2, 3, 5, 8), (1, 2, 4, 8, 16, 32)
_SHARES = ((0.0, "none"), (0.25, "few"), (0.5, "some"), (0.75, "half"), (0.95, "most"), (1.01, "all"))
_ENDS = {
    ".": "a stop",
    "。": "a stop",
    "।": "a stop",
    "۔": "a stop",
    "?": "?",
    "!": "!",
    ":": ":",
    ",": ",",
} | dict.fromkeys("\"”»'’)", "a mark")
_HALF = 0.5


class Title(NamedTuple):
    """A headline that a text offers."""

    text: str
    line: int
    """Where it stands nearest to the story."""


class _Place(NamedTuple):
    """A line that holds a title."""

    line: int
    text: str
    words: frozenset[str]
    """Its words as addresses spell them."""
    groups: tuple[Group, ...]


def title_offers(context: HeadlineContext, last: int) -> list[Grouped[Title]]:
    """Every title that the lines down to `last` may hold, in reading order."""
    places: dict[str, list[_Place]] = {}
    weights: dict[int, float] = {}
    for at in _likely(context, last):
        shares = [weigh(at, context) for _, _, weigh in EVIDENCE]
        weights[at] = sum(worth * share for (_, worth, _), share in zip(EVIDENCE, shares, strict=True) if share)
        of_line = (_of_evidence(*shares), *_of_line(at, context))
        for text, reading in _readings(context, at):
            words, of_text = _of_text(text, reading, context)
            places.setdefault(key(text), []).append(_Place(at, text, words, (*of_line, *of_text)))
    places.pop("", None)
    heaviest = max(weights, key=lambda at: (weights[at], context.line(at).weight), default=None)  # buttons are short
    about = _About.of(places, context, heaviest)
    return [_offer(said, found, about) for said, found in places.items()]


def _likely(context: HeadlineContext, last: int) -> list[int]:
    """The lines that may hold the headline; of many those nearest to the story."""
    lines = range(min(len(context.layout.lines), last + 1, CANDIDATES))
    possible = [at for at in lines if is_possible(context, at)]
    return sorted(sorted(possible, key=lambda at: abs(at - context.begins))[:MOST_LINES])


def is_possible(context: HeadlineContext, at: int) -> bool:
    """Whether a line may hold the headline: an entry of a menu, a line far above the story, and one of the story's own
    below its first only if the page or its address says so elsewhere.
    """
    line, label = context.layout.lines[at], context.layout.labels.get(at)
    if line.weight < SHORTEST or len(line.text) > LONGEST or at in context.dates:
        return False
    if label is not None and (label.colon or label.kind in ("related", "comments")):
        return False
    if _is_beside(at, context) and not (titled(at, context) or in_url(at, context) or _ends_trail(at, context)):
        return False
    return not (_MARKUP.search(line.text) or is_menu(line.text) or filed(at, context) or _is_timed_entry(at, context))


def _is_timed_entry(at: int, context: HeadlineContext) -> bool:
    """Whether a line heads one of several entries of a live text: `11:45 Harbour closed`."""
    if not _TIMED.match(context.line(at).folded):
        return False
    return any(_TIMED.match(line.folded) for other, line in enumerate(context.layout.lines[:CANDIDATES]) if other != at)


def _is_beside(at: int, context: HeadlineContext) -> bool:
    if at > context.begins:
        line = context.layout.lines[at]
        if line.sentence or line.weight < SHORTEST_WITHIN or context.layout.prose[at]:
            return True
    return bool(far_above(at, context) or listed(at, context) or aside(at, context))


def _ends_trail(at: int, context: HeadlineContext) -> bool:
    """Whether a line is the last entry of a trail of sections: `1. Home`, `2. Politics`, `3. Bridge reopens`. A mark
    like `>` may stand between.
    """
    number = _number(at, context)
    if not 2 <= number <= _LONGEST_TRAIL or _number(at + 1, context):
        return False
    above = (n for n in range(at - 1, max(at - 3, -1), -1) if len(context.line(n).text) > _TRAIL_MARK)
    return _number(next(above, -1), context) == number - 1


def _number(at: int, context: HeadlineContext) -> int:
    found = _ORDERED.match(context.line(at).text) if 0 <= at < len(context.layout.lines) else None
    return int(found[1]) if found else 0


def _readings(context: HeadlineContext, at: int) -> Iterator[tuple[str, str]]:
    """What of a line may be the title, and how it was cut out. A dash is a list's mark only among others."""
    line = context.line(at)
    words = one_line(line.words if line.bullet and line.text[0] not in "-–—" else line.text)
    yield words, "whole"
    for name, seam in _SEAMS:
        if found := seam.match(words):
            yield found[1], name
    if context.slug_begins in line.slug_words and (title := _behind_kicker(words, context)):
        yield title, "from the address's first word"


def _behind_kicker(words: str, context: HeadlineContext) -> str | None:
    """A title behind a kicker from which nothing parts it: what the address spells begins within the line."""
    parts = words.split()
    spelt = [words_of_folded(fold(part)) for part in parts]
    at = next((n for n, of_part in enumerate(spelt) if context.slug_begins in of_part), 0)
    above, below = frozenset[str]().union(*spelt[:at]), frozenset[str]().union(*spelt[at:])
    if not at or above & context.slug or len(below & context.slug) < _HALF * len(context.slug):
        return None
    return " ".join(parts[at:])


def _bin(number: int, bins: tuple[int, ...]) -> int | str:
    at = bisect_left(bins, number)
    return bins[at] if at < len(bins) else "more"


def _share(part: int, whole: int) -> str:
    share = part / whole if whole else 0.0
    return next(name for most, name in _SHARES if share <= most)


# What is said of an offer is put into words, and weighed, once for all that it is said of.
_remembered = grouping(WEIGHTS)


@_remembered
def _of_evidence(*shares: float) -> tuple[str, ...]:
    told = zip(EVIDENCE, shares, strict=True)
    return tuple(name if share > _HALF else f"{name}, a little" for (name, _, _), share in told if share)


def _of_text(text: str, reading: str, context: HeadlineContext) -> tuple[frozenset[str], tuple[Group, ...]]:
    """Its words, and what is told of it wherever it stands."""
    end = "dots" if text.endswith(("...", "…")) else _ENDS.get(text[-1:], "a letter")
    case = "capitals only" if text.isupper() else "capitals at all words" if text.istitle() else ""
    form = _of_form(
        reading,
        _bin(weight_of(text), _LENGTHS),
        min(len(text.split()), 5),
        end,
        case or ("begins small" if text[:1].islower() else ""),
        any(map(str.isdigit, text)),
    )
    folded = fold(text)
    words, about = words_of_folded(folded), terms_of_title(folded[:BEGINNING])
    shared = len(about & context.story_words)
    story = _of_story(_share(shared, len(about)), min(shared, 5), min(len(about & context.lead_words), 4))
    return words, (form, _of_address(words, reading, context), story)


@_remembered
def _of_form(reading: str, length: int | str, words: int, end: str, case: str, figures: bool) -> tuple[str, ...]:
    told = (reading, f"length to {length}", f"{words} words", f"ends in {end}", case, "figures" if figures else "")
    return tuple(filter(None, told))


@_remembered
def _of_story(share: str, words: int, lead_words: int) -> tuple[str, ...]:
    return (
        f"shares {share} with the story",
        f"shares {words} words with the story",
        f"shares {lead_words} words with the first paragraphs",
    )


def _of_address(words: frozenset[str], reading: str, context: HeadlineContext) -> Group:
    if not context.slug:
        return _without_address(reading)
    same = len(context.slug & words)
    return _by_address(reading, _share(same, len(context.slug)), _share(same, len(words)))


@_remembered
def _without_address(reading: str) -> tuple[str, ...]:
    return ("no words in the address", f"{reading}, no words in the address")


@_remembered
def _by_address(reading: str, of_slug: str, of_line: str) -> tuple[str, ...]:
    return (
        f"{of_slug} of the address",
        f"{of_line} in the address",
        f"{reading}, {of_line} in the address",
        f"{of_slug} of the address, {of_line} in it",
    )


def _of_line(at: int, context: HeadlineContext) -> Iterator[Group]:
    line, begins = context.line(at), context.begins
    apart = _bin(abs(begins - at), _APART)
    yield _of_place(at < begins, apart, _bin(line.weight, _SIZES), context.layout.navigated)
    yield _between(*(_kind(other, context) for other in (at - 1, at + 1, at + 2)))
    if context.spaced:
        yield _spaced(line.after_blank, line.before_blank)
    yield _of_dates(
        _apart(context.dates, range(at + 1, at + 14), _NEAR),
        _apart(context.dates, range(at - 1, at - 6, -1), _NEAR),
        _apart(context.bylines, range(at + 1, at + 9), _SOON),
        min(sum(map(bool, context.layout.prose[at + 1 : begins])), 4),
    )
    mark = ("a figure" if _number(at, context) else line.text[0]) if line.bullet else ""
    yield _by_itself(min(at, 4), at in context.bylines, mark, line.bullet and _ends_trail(at, context))


@_remembered
def _of_place(is_above: bool, apart: int | str, size: int | str, navigated: bool) -> tuple[str, ...]:
    place = f"{apart} above the story" if is_above else f"{apart} in it"
    return (place, f"{place}, to {size}", f"in a page, {place}" if navigated else f"story alone, {place}")


@_remembered
def _of_dates(below: int | str, above: int | str, byline: int | str, prose: int) -> tuple[str, ...]:
    return (
        f"a date {below} below",
        f"a date {above} above",
        f"a byline {byline} below",
        f"{prose} prose between it and the story",
    )


@_remembered
def _by_itself(at: int, is_byline: bool, mark: str, ends_trail: bool) -> tuple[str, ...]:
    listed = "ends a trail" if ends_trail else f"listed by {mark}" if mark else ""
    return tuple(filter(None, ("a byline" if is_byline else "", listed, f"line {at}" if at < 4 else "")))


@_remembered
def _between(above: str, below: str, second: str) -> tuple[str, ...]:
    return (f"above {below}", f"below {above}", f"between {above} and {below}", f"above {below} and {second}")


@_remembered
def _spaced(blank_above: bool, blank_below: bool) -> tuple[str, ...]:
    return (f"{'blank' if blank_above else 'text'} above, {'blank' if blank_below else 'text'} below",)


def _apart(found: frozenset[int], lines: range, bins: tuple[int, ...]) -> int | str:
    return next((_bin(abs(at - lines.start) + 1, bins) for at in lines if at in found), "nowhere")


def _kind(at: int, context: HeadlineContext) -> str:
    """What a line beside an offer is."""
    if not 0 <= at < len(context.layout.lines):
        return "the edge"
    if at in context.dates or at in context.bylines:
        return "a date" if at in context.dates else "a byline"
    line, label, prose = context.line(at), context.layout.labels.get(at), context.layout.prose[at]
    if label is not None:
        return f"a label of {label.kind}"
    if prose:
        return "prose" if prose >= HEAVY else "short prose"
    if line.bullet or line.caption or line.notice:
        return "a list" if line.bullet else "a caption"
    return "a short line" if line.weight < _LENGTHS[2] else "a long line"


@dataclass(frozen=True, slots=True)
class _About:
    """What all offers of a page say together."""

    said: tuple[str, ...]
    together: str
    """All of them, a line each."""
    begins: int
    order: tuple[int, ...]
    """The lines with offers that stand above the story, or begin it."""
    heaviest: int | None
    in_address: dict[str, float]
    nearest: float

    @staticmethod
    def of(places: dict[str, list[_Place]], context: HeadlineContext, heaviest: int | None) -> _About:
        lines = {place.line for found in places.values() for place in found if place.line <= context.begins}
        near = {said: _nearness(found[0].words, context.slug) for said, found in places.items()}
        return _About(
            tuple(places),
            "\n".join(places),
            context.begins,
            tuple(sorted(lines)),
            heaviest,
            near,
            max(near.values(), default=0.0),
        )


def _nearness(words: frozenset[str], slug: frozenset[str]) -> float:
    return 2 * len(slug & words) / (len(slug) + len(words)) if slug else 0.0


def _offer(said: str, found: list[_Place], about: _About) -> Grouped[Title]:
    above = [place for place in found if place.line <= about.begins] or found
    groups = found[0].groups if len(found) == 1 else (_together(found),)
    title = Title(above[-1].text, above[-1].line)
    return Grouped(title, (*groups, *_beside(said, {place.line for place in found}, about)))


def _together(found: list[_Place]) -> Group:
    """What is told of a title at any of its places: each feature weighs once."""
    return group_of({name for place in found for group in place.groups for name in group.names}, WEIGHTS)


def _beside(said: str, lines: set[int], about: _About) -> Iterator[Group]:
    """How an offer stands to the others of its page."""
    ranks = [at for at, line in enumerate(about.order) if line in lines]
    yield _ranked(
        min(len(lines), 4),
        _bin(len(about.said), _COUNTS),
        _bin(len(about.order) - max(ranks), _RANKS) if ranks else "none",
        _bin(min(ranks), _RANKS) if ranks else "none",
    )
    near = about.in_address[said]
    yield _compared(
        None if about.heaviest is None else about.heaviest in lines,
        near > 0 and near == about.nearest,
        about.nearest >= _HALF,
        about.together.count(said) > 1,
        any(other in said for other in about.said if len(other) < len(said)),
    )


@_remembered
def _compared(
    is_heaviest: bool | None, is_nearest: bool, one_is_near: bool, is_within: bool, holds_another: bool
) -> tuple[str, ...]:
    told = (
        "no line is heavy" if is_heaviest is None else "the heaviest line" if is_heaviest else "not the heaviest line",
        "nearest to the address" if is_nearest else "another is nearer to the address" if one_is_near else "",
        "within a longer offer" if is_within else "",
        "holds a shorter offer" if holds_another else "",
    )
    return tuple(filter(None, told))


@_remembered
def _ranked(times: int, offers: int | str, above_story: int | str, from_above: int | str) -> tuple[str, ...]:
    return (
        f"printed {times} times",
        f"{offers} offers",
        f"offer {above_story} above the story",
        f"offer {from_above} from above",
    )
