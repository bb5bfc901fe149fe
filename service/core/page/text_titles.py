"""The headline of a page of text: every line near the story's beginning is an offer, whole and without what may stand
before or behind a title in its line; what is known of it are the offer's features. Which one is right is learned
(`weights/text_headline.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.service.core.addresses.slugs import words_of_folded
from copydesk.service.core.lines.shape import weight_of
from copydesk.service.core.page.choice import Offer
from copydesk.service.core.page.evidence import EVIDENCE, aside, far_above, filed, in_url, is_menu, listed, titled
from copydesk.service.core.page.headline_context import HEAVY, LONGEST, HeadlineContext, terms
from copydesk.service.core.text.spelling import fold, key, one_line

SHORTEST = 8
"""What weighs less is a button."""
CANDIDATES = 800
"""A headline stands within this many lines of the page's beginning."""
MOST_LINES = 60
"""So many lines are weighed; a page with more is a list of titles."""
BEGINNING = 160
"""So much of a title says what it is about."""

_MARKUP = re.compile(r"\w=\"|/>|</|\A[{\[]\"")
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
    features: tuple[str, ...]


def title_offers(context: HeadlineContext, last: int) -> list[Offer[Title]]:
    """Every title that the lines down to `last` may hold, in reading order."""
    places: dict[str, list[_Place]] = {}
    weights: dict[int, float] = {}
    for at in _likely(context, last):
        evidence = [(name, worth, share) for name, worth, weigh in EVIDENCE if (share := weigh(at, context))]
        weights[at] = sum(worth * share for _, worth, share in evidence)
        told = (name if share > _HALF else f"{name}, a little" for name, _, share in evidence)
        of_line = (*told, *_of_line(at, context))
        for text, reading in _readings(context, at):
            of_text = _of_text(text, reading, context)
            places.setdefault(key(text), []).append(_Place(at, text, (*of_line, *of_text)))
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
    """Whether a line may hold the headline: an entry of a menu, or a line far above the story, only if the page or its
    address says so elsewhere.
    """
    line, label = context.line(at), context.layout.labels.get(at)
    if not line.weight >= SHORTEST or len(line.text) > LONGEST or at in context.dates or _MARKUP.search(line.text):
        return False
    if label is not None and (label.colon or label.kind in ("related", "comments")):
        return False
    if is_menu(line.text) or filed(at, context):
        return False
    beside = far_above(at, context) or listed(at, context) or aside(at, context)
    return not beside or bool(titled(at, context) or in_url(at, context)) or _ends_trail(at, context)


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
    return next((most for most in bins if number <= most), "more")


def _share(part: int, whole: int) -> str:
    share = part / whole if whole else 0.0
    return next(name for most, name in _SHARES if share <= most)


def _of_text(text: str, reading: str, context: HeadlineContext) -> Iterator[str]:
    yield from (reading, f"length to {_bin(weight_of(text), _LENGTHS)}", f"{min(len(text.split()), 5)} words")
    yield f"ends in {'dots' if text.endswith(('...', '…')) else _ENDS.get(text[-1:], 'a letter')}"
    if text.isupper() or text.istitle() or text[:1].islower():
        yield "capitals only" if text.isupper() else "capitals at all words" if text.istitle() else "begins small"
    if any(map(str.isdigit, text)):
        yield "figures"
    folded = fold(text)
    yield from _of_address(words_of_folded(folded), reading, context)
    about = terms(folded[:BEGINNING])
    shared = len(about & context.story_words)
    yield f"shares {_share(shared, len(about))} with the story"
    yield f"shares {min(shared, 5)} words with the story"
    yield f"shares {min(len(about & context.lead_words), 4)} words with the first paragraphs"


def _of_address(words: frozenset[str], reading: str, context: HeadlineContext) -> Iterator[str]:
    if not context.slug:
        yield from ("no words in the address", f"{reading}, no words in the address")
        return
    same = len(context.slug & words)
    of_slug, of_line = _share(same, len(context.slug)), _share(same, len(words))
    yield from (f"{of_slug} of the address", f"{of_line} in the address", f"{reading}, {of_line} in the address")
    yield f"{of_slug} of the address, {of_line} in it"


def _of_line(at: int, context: HeadlineContext) -> Iterator[str]:
    line, begins = context.line(at), context.begins
    place = f"{_bin(begins - at, _APART)} above the story" if at < begins else f"{_bin(at - begins, _APART)} in it"
    yield from (place, f"{place}, to {_bin(line.weight, _SIZES)}")
    yield f"in a page, {place}" if context.layout.navigated else f"story alone, {place}"
    yield from _of_neighbours(at, context)
    yield f"a date {_apart(context.dates, range(at + 1, at + 14), _NEAR)} below"
    yield f"a date {_apart(context.dates, range(at - 1, at - 6, -1), _NEAR)} above"
    yield f"a byline {_apart(context.bylines, range(at + 1, at + 9), _SOON)} below"
    yield f"{min(sum(map(bool, context.layout.prose[at + 1 : begins])), 4)} prose between it and the story"
    if at in context.bylines:
        yield "a byline"
    if line.bullet:
        yield (
            "ends a trail"
            if _ends_trail(at, context)
            else f"listed by {'a figure' if _number(at, context) else line.text[0]}"
        )
    if at < 4:
        yield f"line {at}"


def _apart(found: frozenset[int], lines: range, bins: tuple[int, ...]) -> int | str:
    return next((_bin(abs(at - lines.start) + 1, bins) for at in lines if at in found), "nowhere")


def _of_neighbours(at: int, context: HeadlineContext) -> Iterator[str]:
    above, below, second = (_kind(other, context) for other in (at - 1, at + 1, at + 2))
    yield from (f"above {below}", f"below {above}", f"between {above} and {below}", f"above {below} and {second}")
    if context.spaced:
        line = context.line(at)
        yield f"{'blank' if line.after_blank else 'text'} above, {'blank' if line.before_blank else 'text'} below"


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
    begins: int
    order: tuple[int, ...]
    """The lines with offers that stand above the story, or begin it."""
    heaviest: int | None
    in_address: dict[str, float]
    nearest: float

    @staticmethod
    def of(places: dict[str, list[_Place]], context: HeadlineContext, heaviest: int | None) -> _About:
        lines = {place.line for found in places.values() for place in found if place.line <= context.begins}
        near = {said: _nearness(found[0].text, context.slug) for said, found in places.items()}
        return _About(
            tuple(places), context.begins, tuple(sorted(lines)), heaviest, near, max(near.values(), default=0.0)
        )


def _nearness(text: str, slug: frozenset[str]) -> float:
    words = words_of_folded(fold(text))
    return 2 * len(slug & words) / (len(slug) + len(words)) if slug else 0.0


def _offer(said: str, found: list[_Place], about: _About) -> Offer[Title]:
    features = {name for place in found for name in place.features}
    features.update(_beside(said, {place.line for place in found}, about))
    above = [place for place in found if place.line <= about.begins] or found
    return Offer(Title(above[-1].text, above[-1].line), frozenset(features))


def _beside(said: str, lines: set[int], about: _About) -> Iterator[str]:
    """How an offer stands to the others of its page."""
    yield f"printed {min(len(lines), 4)} times"
    yield f"{_bin(len(about.said), _COUNTS)} offers"
    ranks = [at for at, line in enumerate(about.order) if line in lines]
    yield f"offer {_bin(len(about.order) - max(ranks), _RANKS) if ranks else 'none'} above the story"
    yield f"offer {_bin(min(ranks), _RANKS) if ranks else 'none'} from above"
    if about.heaviest is None:
        yield "no line is heavy"
    else:
        yield "the heaviest line" if about.heaviest in lines else "not the heaviest line"
    near = about.in_address[said]
    if near and near == about.nearest:
        yield "nearest to the address"
    elif about.nearest >= _HALF:
        yield "another is nearer to the address"
    if any(said in other for other in about.said if other != said):
        yield "within a longer offer"
    if any(other in said for other in about.said if other != said):
        yield "holds a shorter offer"
