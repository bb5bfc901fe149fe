"""When a story came out: all dates of a page are candidates, and what stands before each decides what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import islice
from typing import Literal

from service.core.bylines import begins_byline
from service.core.dates import Moment, find_moments
from service.core.labels import Kind, Label
from service.core.language import detect
from service.core.lexicon import LEXICONS
from service.core.normalise import key
from service.core.sheet import Sheet

# Cheap test for a line worth reading: a year, or a date in figures.
_DATED = re.compile(r"(?<!\d)(?:1[34]\d\d|19\d\d|20\d\d)(?!\d)|\d\s?[./-]\s?\d{1,2}[./-]\s?\d\d|20\d{6}T")
_TIME_ALONE = re.compile(r"\D{0,3}\d{1,2}[:.hH]\d\d(?!\d).{0,12}")
LINE_REACH = 240
LONG_LINE = 60
LANGUAGE_SAMPLE = 600
"""Characters that show the language; the detector takes some 50 microseconds for them."""
MOST = 60
"""A page with more dated lines than this is read to here only: they are a list, not the story's."""

SIGNED = 60
"""A byline's date stands within so many characters: `By Ada Lovelace on 4 March 2019. Filed under City.`"""
BESIDE = 20
"""A label stands within so many lines of the headline or of the ends of the story."""
FOOT = 16
"""Within so many lines below the story its date may stand."""

Role = Literal["published", "updated", "clock", "as_of", "bare"]

_WORDS: tuple[tuple[str, Role], ...] = tuple(
    sorted(
        (
            *((key(words), "published") for lexicon in LEXICONS for words in lexicon.published_labels),
            *((key(words), "updated") for lexicon in LEXICONS for words in lexicon.updated_labels),
            *((key(words), "clock") for lexicon in LEXICONS for words in lexicon.clock_labels),
            *((key(words), "as_of") for lexicon in LEXICONS for words in lexicon.as_of_labels),
        ),
        key=lambda entry: -len(entry[0]),
    )
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a page, where, and what the words before it make of it."""

    moment: Moment
    line: int
    role: Role
    name: str
    """The label's words; empty for a bare date."""
    pure: bool
    """Whether the line holds little besides the date, or is a byline."""
    after_byline: bool = False


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the dates of one page are read with."""

    zone: str | None
    not_after: datetime | None
    language: Callable[[], str | None]

    def moments(self, text: str) -> list[Moment]:
        return find_moments(text, zone=self.zone, not_after=self.not_after, language=self.language)


def dated_lines(sheet: Sheet, labels: dict[int, Label], *, zone: str | None, not_after: datetime | None) -> list[Dated]:
    """The dates of short lines, in order of place."""
    found: list[Dated] = []
    read = _Reader(zone, not_after, cache(lambda: language_of(sheet)))
    lines = 0
    for index, folded in enumerate(sheet.folded):
        if len(folded) > LINE_REACH or not _DATED.search(folded):
            continue
        found += _in_line(sheet, index, labels.get(index), labels.get(index - 1), read)
        lines += 1
        if lines >= MOST:
            break
    return found


def language_of(sheet: Sheet) -> str | None:
    """The language of the page: of its long lines, as menus and names are in any."""
    long = (line[:LANGUAGE_SAMPLE] for line in sheet.lines if len(line) >= LONG_LINE)
    sample = "\n".join(islice(long, 6)) or "\n".join(sheet.lines[:60])
    return detect(sample[:LANGUAGE_SAMPLE])[0]


def _in_line(sheet: Sheet, index: int, label: Label | None, above: Label | None, read: _Reader) -> Iterator[Dated]:
    line = sheet.lines[index]
    last = 0
    moments = _with_time_below(read.moments(line), sheet, index, read)
    span = len(moments) > 1 and all(moment.precision == "day" for moment in moments)  # an issue, an event: `1-3 May 2024`
    for moment in moments:
        role, name = _role(sheet.folded[index][last : moment.start])
        if role == "bare" and last == 0 and above and above.kind in ("published", "updated", "clock") and above.end >= len(sheet.folded[index - 1]):
            role, name = _as_role(above.kind), above.name
        last = moment.start + len(moment.raw)
        signed = moment.start <= SIGNED and begins_byline(line)
        yield Dated(moment, index, role, name, not span and (signed or _is_alone(line, moment)), signed)


def _with_time_below(moments: list[Moment], sheet: Sheet, index: int, read: _Reader) -> list[Moment]:
    """The time of a date that has the line to itself may stand by itself in the next: `28 November 2025`, `03:26 pm`."""
    line = sheet.lines[index]
    if len(moments) != 1 or moments[0].precision != "day" or len(line) - len(moments[0].raw) > 15 or index + 1 >= len(sheet.lines):
        return moments
    if not _TIME_ALONE.fullmatch(sheet.folded[index + 1]):
        return moments
    return [moment for moment in read.moments(f"{line} {sheet.lines[index + 1]}") if moment.precision == "minute"] or moments


def _is_alone(line: str, moment: Moment) -> bool:
    """Whether a line is about its date: a few words besides; not a sentence that mentions a date."""
    besides = len(line) - len(moment.raw)
    return besides <= 60 and not (besides > 15 and line.endswith("."))


def _as_role(kind: Kind) -> Role:
    return "published" if kind == "published" else "updated" if kind == "updated" else "clock"


def _role(before: str) -> tuple[Role, str]:
    """What the words right before a date say it is."""
    low = key(before[-60:]).strip(" :-–|,(•")
    for words, role in _WORDS:
        at = low.rfind(words)
        if at >= 0 and len(low) - at - len(words) <= 24 and _whole(before, low, at, words) and _ends(low, at + len(words)):
            return role, words
    return "bare", ""


def _whole(before: str, low: str, at: int, words: str) -> bool:
    """Whether the words stand for themselves: at a word's beginning, or glued to a name with a capital (`MillsPublished`)."""
    if words in ("date", "fecha", "id", "زمان", "تاریخ", "stand"):
        return at == 0
    return at == 0 or not low[at - 1].isalnum() or words.capitalize() in before


def _ends(low: str, end: int) -> bool:
    """Whether a word ends there; scripts without spaces run on."""
    return not low[end : end + 1].isalpha() or low[end - 1] > "\u2e80"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the story stands on the page: its headline, and its first and last paragraph; None where there is none."""

    headline: int | None
    prose: int | None
    foot: int | None

    @property
    def anchor(self) -> int | None:
        """What a date is near to."""
        return self.headline if self.headline is not None else self.prose


def choose_published(dates: list[Dated], place: Place) -> tuple[Dated, str] | None:
    """The date of first publication and the rule that took it; of several that a rule allows, one with a time, and the nearest to the headline."""
    for rule, allowed in PUBLISHED:
        if found := allowed(dates, place):
            chosen = _finest(found, place.anchor)
            return chosen, f"label:{chosen.name}" if chosen.name else rule
    return None


def _labelled_beside(dates: list[Dated], place: Place) -> list[Dated]:
    """Under a label of publication around the headline or at the story's end; far from both it may be another story's or a comment's."""
    near = [(at - BESIDE, at + BESIDE) for at in (place.headline, place.prose, place.foot) if at is not None]
    return [dated for dated in dates if dated.role == "published" and (not near or any(first <= dated.line <= last for first, last in near))]


def _bare_beside(dates: list[Dated], place: Place) -> list[Dated]:
    """Without a label, but where dates of stories stand: below the headline, above it, right above the first paragraph."""
    bare = [dated for dated in dates if dated.role == "bare" and dated.pure]
    found = ([dated for dated in bare if first <= dated.line <= last] for first, last in _neighbourhoods(place.headline, place.prose))
    return next((beside for beside in found if beside), [])


def _labelled(dates: list[Dated], place: Place) -> list[Dated]:
    return [dated for dated in dates if dated.role == "published"]


def _as_of(dates: list[Dated], place: Place) -> list[Dated]:
    return [dated for dated in dates if dated.role == "as_of"][:1]


def _below_story(dates: list[Dated], place: Place) -> list[Dated]:
    """Below the story or in a byline there, if the page has no other below its headline: several are those of other stories."""
    below = [dated for dated in dates if dated.role == "bare" and dated.pure and dated.line > (place.headline or 0)]
    if place.foot is None or len({dated.line for dated in below}) != 1:
        return []
    return below[:1] if below[0].after_byline or place.foot < below[0].line <= place.foot + FOOT else []


# Ordered: the first rule that allows a date decides.
PUBLISHED: tuple[tuple[str, Callable[[list[Dated], Place], list[Dated]]], ...] = (
    ("labelled-beside", _labelled_beside),
    ("beside-headline", _bare_beside),
    ("labelled", _labelled),
    ("as-of", _as_of),
    ("below-story", _below_story),
)


def _neighbourhoods(headline: int | None, prose: int | None) -> tuple[tuple[int, int], ...]:
    if headline is not None:
        below_and_above = (headline, max(headline + 14, (prose or headline) + 6)), (headline - 6, headline - 1)
        return below_and_above if prose is None else (*below_and_above, (prose - 4, prose + 1))
    return ((max(2, prose - 12), prose + 4),) if prose is not None else ()


def _finest(dates: list[Dated], anchor: int | None) -> Dated:
    """Of several dates, one with a time before one without; the one nearest to the headline or, without one, to the prose; the first."""
    return min(dates, key=lambda dated: (dated.moment.precision != "minute", abs(dated.line - anchor) if anchor is not None else 0, dated.line))


def choose_modified(dates: list[Dated], published: Dated | None) -> Dated | None:
    """The last change that the page states beside the publication date; never a page's clock."""
    if published is None:
        return None
    near = [dated for dated in dates if dated.role == "updated" and abs(dated.line - published.line) <= 3]
    later = [dated for dated in near if dated.moment.at >= published.moment.at - timedelta(days=1)]
    return later[0] if later else None


def clock_ignored(dates: list[Dated], published: Dated | None) -> bool:
    """Whether the page prints its own clock: by its label, or as an updated or bare date at the very top that is not the story's."""
    return any(dated.role == "clock" or (dated.line <= 1 and dated.role in ("updated", "bare") and dated is not published and dated.pure) for dated in dates)
