"""When a story came out: all dates of a page are candidates, and what stands before each decides what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, lru_cache
from itertools import islice
from typing import Literal

from ahocorasick_rs import AhoCorasick

from copydesk.service.core.bylines.search import begins_byline
from copydesk.service.core.lexicon import LEXICONS, words_of
from copydesk.service.core.lexicon.model import Lexicon
from copydesk.service.core.lines.labels import Kind, Label
from copydesk.service.core.lines.line import Lines
from copydesk.service.core.text.language import detect
from copydesk.service.core.text.spelling import key
from copydesk.service.core.times.calendars import order_of
from copydesk.service.core.times.dates import Moment, find_moments

# Cheap test for a line worth reading: a year, or a date in figures.
_YEAR_MARKS = "".join(words_of(lambda lexicon: lexicon.dates.year_marks))
_MONTH_MARKS = "".join(words_of(lambda lexicon: lexicon.dates.month_marks))
# It begins with what it looks for, and looks back: such a pattern skips all other characters.
_DATED = re.compile(
    rf"[\d{_YEAR_MARKS}](?:(?:(?<=1)[349]|(?<=2)[05])\d\d(?<!\d\d{{4}})(?!\d{{3}})"
    r"|(?<=\d)\s?[./·-]\s?\d{1,2}\s?[./·-]\s?\d\d|(?<=2)0\d{6}T"
    r"|(?<=\d)[/-][^\W\d_]{3,10}[/-]\d\d(?!\d)|(?<=\d)(?:\s?[^\W\d_]{2,10}\.?)?,?\s'\d\d(?!\d)"
    rf"|(?<=[{_YEAR_MARKS}])\s?\d{{1,2}}[{_MONTH_MARKS}])"
)
_TIME_ALONE = re.compile(r"(?:\w{2,12}\s?:\s?)?\D{0,3}\d{1,2}[:.hH]\d\d(?!\d).{0,12}")
LINE_REACH = 240
LONG_LINE = 60
LANGUAGE_SAMPLE = 600
"""Characters that show the language; the detector takes some 50 microseconds for them."""
MOST = 60
"""A page with more dated lines than this is read to here only: they are a list, not the story's."""

MOST_IN_LINE = 6
"""A line with more dates is a calendar."""
SIGNED = 60
"""A byline's date stands within so many characters: `By Ada Lovelace on 4 March 2019. Filed under City.`"""
BESIDE = 20
"""A label stands within so many lines of the headline or of the ends of the story."""
NEAR = 6
"""A date may stand within so many lines behind the first paragraph: a standfirst is one."""
TOP = 1
"""What is called an update in the first lines is the page's own clock."""
FAR, RIGHT_ABOVE = 14, 3
"""A date without a label stands within so many lines below the headline, or above it."""
ABOVE = 6
"""A date without a label stands within so many lines above the headline, if not below it."""
LISTED, FEWEST_LISTED = 40, 3
"""So many days within so many lines above the headline are a list."""
FOOT = 16
"""Within so many lines below the story its date may stand."""

Role = Literal["published", "updated", "clock", "as_of", "bare"]


def _by_beginning() -> dict[str, tuple[tuple[str, Role], ...]]:
    """Labels by their first two letters; what is a label of publication in any language is one."""
    roles: tuple[tuple[Role, Callable[[Lexicon], tuple[str, ...]]], ...] = (
        ("published", lambda lexicon: lexicon.published_labels),
        ("updated", lambda lexicon: lexicon.updated_labels),
        ("clock", lambda lexicon: lexicon.clock_labels),
        ("as_of", lambda lexicon: lexicon.as_of_labels),
    )
    table: dict[str, dict[str, Role]] = {}
    for role, labels_of in roles:
        for words in (key(label) for lexicon in LEXICONS for label in labels_of(lexicon)):
            table.setdefault(words[:2], {}).setdefault(words, role)
    return {beginning: tuple(labels.items()) for beginning, labels in table.items()}


_LABELS = _by_beginning()
_ROLES: dict[str, Role] = {words: role for labels in _LABELS.values() for words, role in labels}
_LABEL_WORDS = tuple(_ROLES)
_LABELS_IN = AhoCorasick(_LABEL_WORDS)
_ONLY_BEFORE_DATE = frozenset(words_of(lambda lexicon: lexicon.page.only_before_date))


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
    boxed: bool = False
    """Whether the heading of a box of other stories stands above."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the dates of one page are read with."""

    zone: str | None
    not_after: datetime | None
    language: Callable[[], str | None]
    day_first: Callable[[], bool | None]

    def moments(self, text: str) -> list[Moment]:
        return find_moments(
            text, zone=self.zone, not_after=self.not_after, language=self.language, day_first=self.day_first
        )


def dated_lines(lines: Lines, labels: dict[int, Label], *, zone: str | None, not_after: datetime | None) -> list[Dated]:
    """The dates of short lines, in order of place."""
    found: list[Dated] = []
    read = _Reader(zone, not_after, cache(lambda: language_of(lines)), cache(lambda: order_in(lines)))
    read_so_far = 0
    for index, line in enumerate(lines):
        if len(line.folded) > LINE_REACH or not line.digits or not is_dated(line.folded):
            continue
        dates = _in_line(lines, index, labels.get(index - 1), read)
        found += (replace(dated, boxed=True) for dated in dates) if _of_another(labels, lines, index) else dates
        read_so_far += 1
        if read_so_far >= MOST:
            break
    return found


def _of_another(labels: dict[int, Label], lines: Lines, index: int) -> bool:
    """Whether the heading of a box of other stories stands a few lines above: below the story the date is one of
    theirs.
    """
    above = ((line, labels[line]) for line in range(index - 4, index) if line in labels)
    return any(
        label.kind == "related" and " " in label.name and len(lines[line].text) <= len(label.name) + 12
        for line, label in above
    )


def language_of(lines: Lines) -> str | None:
    """The language of the page: of its long lines, as menus and names are in any."""
    long = (line.text[:LANGUAGE_SAMPLE] for line in lines if len(line.text) >= LONG_LINE)
    sample = "\n".join(islice(long, 6)) or "\n".join(line.text for line in lines[:60])
    return detect(sample[:LANGUAGE_SAMPLE])[0]


def order_in(lines: Lines) -> bool | None:
    """Whether the page's dates in figures put the day first, as far as they tell."""
    return order_of(line.folded for line in lines if line.digits)


def _in_line(lines: Lines, index: int, above: Label | None, read: _Reader) -> Iterator[Dated]:
    line = lines[index].text
    moments = _with_time_below(read.moments(line), lines, index, read)[:MOST_IN_LINE]
    roles = _roles(lines, index, moments, above)
    bare = [moment for moment, (role, _) in zip(moments, roles, strict=True) if role == "bare"]
    span = (
        all(moment.precision == "day" for moment in bare) and len({moment.at for moment in bare}) > 1
    )  # an issue, an event: `1-3 May 2024`
    for moment, (role, name) in zip(moments, roles, strict=True):
        signed = moment.start <= SIGNED and begins_byline(line)
        yield _prominent(
            Dated(
                moment, index, role, name, (signed or _is_alone(line, moment)) and not (span and role == "bare"), signed
            ),
            lines,
        )


def _roles(lines: Lines, index: int, moments: list[Moment], above: Label | None) -> list[tuple[Role, str]]:
    """What the words before each date say it is; a label may have the line above to itself."""
    folded = lines[index].folded
    begins = [0, *(moment.start + len(moment.raw) for moment in moments)]
    roles = [
        _role_in(folded, begin, moment, last=moment is moments[-1])
        for begin, moment in zip(begins, moments, strict=False)
    ]
    if (
        roles
        and roles[0][0] == "bare"
        and above
        and above.kind in ("published", "updated", "clock")
        and above.end >= len(lines[index - 1].folded)
    ):
        return [(_as_role(above.kind), above.name), *roles[1:]]
    return roles


def _role_in(folded: str, begin: int, moment: Moment, *, last: bool) -> tuple[Role, str]:
    """By the words before a date; of the last in its line, if it lacks a time, by those behind it: `28 November 2013 --
    Updated 0203 GMT`.
    """
    role, name = _role(folded[begin : moment.start])
    if role != "bare" or not last or moment.precision != "day":
        return role, name
    behind = key(folded[moment.start + len(moment.raw) :][:40]).lstrip(" -–—|,(،")
    labels = _LABELS.get(behind[:2], ())
    return next(
        (
            ("updated", words)
            for words, kind in labels
            if kind == "updated" and behind.startswith(words) and _ends(behind, len(words))
        ),
        (role, name),
    )


def _prominent(dated: Dated, lines: Lines) -> Dated:
    """Bare, if its label stands within a sentence: `..., posted while in port on 20 January 2017, ...`. A label opens
    its line or stands behind a mark.
    """
    if dated.role != "published" or dated.pure:
        return dated
    head = key(lines[dated.line].folded[: dated.moment.start]).rpartition(dated.name)[0].rstrip()
    return dated if not head or head[-1] in "|•·–—-/" else replace(dated, role="bare", name="")


def _with_time_below(moments: list[Moment], lines: Lines, index: int, read: _Reader) -> list[Moment]:
    """The time of a date that has the line to itself may stand by itself in the next: `28 November 2025`, `03:26
    pm`.
    """
    line = lines[index].text
    if (
        len(moments) != 1
        or moments[0].precision != "day"
        or len(line) - len(moments[0].raw) > 15
        or index + 1 >= len(lines)
    ):
        return moments
    if not _TIME_ALONE.fullmatch(lines[index + 1].folded):
        return moments
    return [
        moment for moment in read.moments(f"{line} {lines[index + 1].text}") if moment.precision == "minute"
    ] or moments


def _is_alone(line: str, moment: Moment) -> bool:
    """Whether a line is about its date: a few words besides; not a sentence that mentions a date."""
    besides = len(line) - len(moment.raw)
    return besides <= 60 and not (besides > 15 and line.endswith("."))


def _as_role(kind: Kind) -> Role:
    return "published" if kind == "published" else "updated" if kind == "updated" else "clock"


@lru_cache(maxsize=1024)  # asked for the dates of a page, and for those of its lines that are read
def is_dated(folded: str) -> bool:
    """Whether a folded line is worth reading for a date: it has a year, or a date in figures."""
    return _DATED.search(folded) is not None


def role_of(before: str) -> Role:
    """What the words right before a date say it is."""
    return _role(before)[0]


def _role(before: str) -> tuple[Role, str]:
    """What the words right before a date say it is."""
    near = " ".join(before[-200:].split()) if "  " in before else before  # columns stand apart in what was laid out
    low = key(near[-60:]).strip(" :-–|,(•")
    found = (
        (_LABEL_WORDS[label], start)
        for label, start, end in _LABELS_IN.find_matches_as_indexes(low, overlapping=True)
        if len(low) - end <= 24 and _whole(before, low, start, _LABEL_WORDS[label]) and _ends(low, end)
    )
    words, _ = max(found, key=lambda label: (len(label[0]), -label[1]), default=("", 0))
    return _ROLES.get(words, "bare"), words


def _whole(before: str, low: str, at: int, words: str) -> bool:
    """Whether the words stand for themselves: at a word's beginning, or glued to a name with a capital
    (`MillsPublished`).
    """
    if words in _ONLY_BEFORE_DATE:
        return at == 0
    return at == 0 or not low[at - 1].isalnum() or words.capitalize() in before


def _ends(low: str, end: int) -> bool:
    """Whether a word ends there; scripts without spaces run on."""
    return not low[end : end + 1].isalpha() or low[end - 1] > "\u2e80"


@dataclass(frozen=True, slots=True)
class StoryLines:
    """Where the story stands on the page: its headline, and its first and last paragraph; None where there is none."""

    headline: int | None
    prose: int | None
    foot: int | None

    @property
    def anchor(self) -> int | None:
        """What a date is near to."""
        return self.headline if self.headline is not None else self.prose


def choose_published(dates: list[Dated], story: StoryLines) -> tuple[Dated, str] | None:
    """The date of first publication and the rule that took it; of several that a rule allows, one with a time, and the
    nearest to the headline.
    """
    return next(_by(PUBLISHED, dates, story), None)


def guess_published(dates: list[Dated], story: StoryLines) -> tuple[Dated, str] | None:
    """The date that is most like one of publication where no rule is sure, and what makes it so. Of pages that tell no
    day as many have one as of those that do: it is no more than a sign.
    """
    return next(_by(LIKELY, dates, story), None)


def _by(rules: Rules, dates: list[Dated], story: StoryLines) -> Iterator[tuple[Dated, str]]:
    for rule, allowed in rules:
        if found := allowed(dates, story):
            chosen = _finest(found, story.anchor)
            yield chosen, f"label:{chosen.name}" if chosen.name else rule


def _labelled_beside(dates: list[Dated], story: StoryLines) -> list[Dated]:
    """Under a label of publication around the headline, down to the first paragraph."""
    labelled = _labelled(dates, story)
    if story.anchor is None:
        return labelled
    last = story.anchor + BESIDE if story.prose is None or story.foot is None else min(story.prose + NEAR, story.foot)
    return [dated for dated in labelled if story.anchor - BESIDE <= dated.line <= last]


def _bare_below(dates: list[Dated], story: StoryLines) -> list[Dated]:
    """Without a label, but where dates of stories stand: between headline and first paragraph; without a headline right
    above the paragraph.
    """
    if story.headline is None:
        return _bare_within(dates, story, max(2, story.prose - 12), story.prose + 4) if story.prose is not None else []
    return _bare_within(
        dates, story, story.headline, story.prose + NEAR if story.prose is not None else story.headline + FAR
    )


def _timed_above(dates: list[Dated], story: StoryLines) -> list[Dated]:
    """Day and time right above the headline."""
    above = (
        _bare_within(dates, story, story.headline - RIGHT_ABOVE, story.headline - 1)
        if story.headline is not None
        else []
    )
    return [dated for dated in above if dated.moment.precision == "minute" and dated.line > TOP]


def _bare_far_below(dates: list[Dated], story: StoryLines) -> list[Dated]:
    """Below the headline, behind a standfirst and buttons to share it, but no farther than the story goes."""
    if story.headline is None:
        return []
    last = max(story.headline + FAR, (story.prose or story.headline) + NEAR)
    return _bare_within(
        dates,
        story,
        story.headline,
        min(last, story.foot) if story.foot is not None and story.foot > story.headline else last,
    )


def _labelled_at_end(dates: list[Dated], story: StoryLines) -> list[Dated]:
    """Under a label at the story's end; farther off it may be another story's or a comment's."""
    return [
        dated for dated in _labelled(dates, story) if story.foot is not None and abs(dated.line - story.foot) <= BESIDE
    ]


def _bare_above(dates: list[Dated], story: StoryLines) -> list[Dated]:
    """Without a label right above the headline, or above a first paragraph that stands far below it. Days of a list that
    ends there are those of other stories.
    """
    if story.headline is not None:
        listed = _bare_within(dates, story, story.headline - LISTED, story.headline - 1)
        if len({dated.moment.day for dated in listed}) >= FEWEST_LISTED:
            return []
    above = _bare_within(dates, story, story.headline - ABOVE, story.headline - 1) if story.headline is not None else []
    return above or (_bare_within(dates, story, story.prose - 4, story.prose + 1) if story.prose is not None else [])


def _bare_within(dates: list[Dated], story: StoryLines, first: int, last: int) -> list[Dated]:
    within = (dated for dated in dates if dated.role == "bare" and dated.pure and first <= dated.line <= last)
    return [dated for dated in within if not dated.boxed or story.foot is None or dated.line <= story.foot]


def _labelled(dates: list[Dated], story: StoryLines) -> list[Dated]:
    return [dated for dated in dates if dated.role == "published"]


def _as_of(dates: list[Dated], story: StoryLines) -> list[Dated]:
    return [dated for dated in dates if dated.role == "as_of"][:1]


def _below_story(dates: list[Dated], story: StoryLines) -> list[Dated]:
    """Below the story or in a byline there, if the page has no other below its headline: several, or one above it with
    a time, say that it is another story's.
    """
    bare = [dated for dated in dates if dated.role == "bare" and not dated.boxed and dated.line > (story.headline or 0)]
    below = [dated for dated in bare if dated.pure]
    if (
        story.foot is None
        or len({dated.line for dated in below}) != 1
        or any(dated.moment.precision == "minute" and dated.line < below[0].line for dated in bare)
    ):
        return []
    return below[:1] if below[0].after_byline or story.foot < below[0].line <= story.foot + FOOT else []


Rules = tuple[tuple[str, Callable[[list[Dated], StoryLines], list[Dated]]], ...]

# Ordered: the first rule that allows a date decides.
PUBLISHED: Rules = (
    ("labelled-beside", _labelled_beside),
    ("beside-headline", _bare_below),
    ("right-above-headline", _timed_above),
    ("labelled-at-end", _labelled_at_end),
    ("above-headline", _bare_above),
    ("labelled", _labelled),
    ("as-of", _as_of),
)
LIKELY: Rules = (
    ("below-headline", _bare_far_below),
    ("below-story", _below_story),
)


def _finest(dates: list[Dated], anchor: int | None) -> Dated:
    """Of several dates, one with a time before one without; the one nearest to the headline or, without one, to the
    prose; the first.
    """
    return min(
        dates,
        key=lambda dated: (
            dated.moment.precision != "minute",
            abs(dated.line - anchor) if anchor is not None else 0,
            dated.line,
        ),
    )


def choose_modified(dates: list[Dated], published: Dated | None) -> Dated | None:
    """The last change that the page states beside the publication date; never a page's clock."""
    if published is None:
        return None
    near = [
        dated
        for dated in dates
        if dated.role == "updated" and abs(dated.line - published.line) <= 3 and dated.line > TOP
    ]
    later = [dated for dated in near if dated.moment.at >= published.moment.at - timedelta(days=1)]
    return later[0] if later else None


def clock_ignored(dates: list[Dated], published: Dated | None) -> bool:
    """Whether the page prints its own clock: by its label, or as an updated or bare date at the very top that is not
    the story's.
    """
    return any(
        dated.role == "clock"
        or (dated.line <= TOP and dated.role in ("updated", "bare") and dated is not published and dated.pure)
        for dated in dates
    )
