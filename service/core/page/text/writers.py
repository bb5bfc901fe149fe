"""Names that a page of text prints in lines that hold more than names: beside a date, before an office, at the beginning
of what is told of a writer, in rows. What else a page offers of names is found in writers.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from copydesk.service.core.bylines.words import word_of
from copydesk.service.core.page.told import Anchors
from copydesk.service.core.page.view import Seen
from copydesk.service.core.page.writers import LONGEST_LINE, LONGEST_NAME, MOST_NAMES, Mention, is_person, readings
from copydesk.service.core.times.dates import Moment

ROWS_ABOVE, ROWS_BELOW = 6, 24
"""Names in rows stand within so many lines of the headline."""
ABOVE, BELOW = 4, 10
"""Lines that hold a name and more stand within so many of the headline."""
TOLD_BELOW = 24
"""What is told of a writer stands within so many lines below the story."""
SHORTEST_LIFE = 40
"""What a page tells of a writer is longer than this."""
_WORD = r"[^\W\d_][\w.'’-]*"
_FIRST = re.compile(rf"{_WORD}(?: {_WORD}){{1,3}}")
_ALONE = re.compile(r"[^\W\d][\w.-]{1,23}\Z")
_AROUND = " ,;:|•·–—-.*/"
Lines = Sequence[Seen]


def mentions_of_text(lines: Lines, anchors: Anchors, moments: Callable[[str], list[Moment]]) -> Iterator[Mention]:
    """All of them."""
    head = anchors.head or 0
    near = range(max(0, head - ABOVE), min(len(lines), head + BELOW))
    yield from in_rows(lines, anchors)
    for at in near:
        if at != anchors.head and 1 < len(text := lines[at].text) <= LONGEST_LINE:
            place = anchors.place(at)
            if at in anchors.dated:
                yield from _beside_date(text, moments(text), place)
            yield from _first_words(text, "first words", place)
            yield from _single_word(lines, at, anchors)
    last = anchors.last if anchors.last is not None else head
    for at in range(max(near.stop, last), min(len(lines), last + TOLD_BELOW)):
        if len(lines[at].text) >= SHORTEST_LIFE:
            yield from _first_words(lines[at].text[:LONGEST_LINE], "told of", anchors.part(at))


def in_rows(lines: Lines, anchors: Anchors) -> Iterator[Mention]:
    """Names that stand below each other, a line each."""
    head = anchors.head or 0
    row: list[str] = []
    for at in range(max(0, head - ROWS_ABOVE), min(len(lines), head + ROWS_BELOW)):
        text = lines[at].text
        if len(text) <= LONGEST_NAME and is_person(text):
            row.append(text)
        elif row:
            if 1 < len(row) <= MOST_NAMES:
                yield Mention(tuple(row), "names in rows", (f"names in rows {anchors.place(at)}",))
            row = []


def _beside_date(text: str, moments: list[Moment], place: str) -> Iterator[Mention]:
    """What stands before the dates of a line, and behind them: `4 March 2019 Ada Lovelace`."""
    if not moments:
        return
    first, last = moments[0], moments[-1]
    parts = (("before", text[: first.start]), ("behind", text[last.start + len(last.raw) :]))
    for side, part in parts:
        if 1 < len(words := part.strip(_AROUND)) <= LONGEST_NAME:
            count = min(len(words.split()), 4)
            features = (f"{side} a date {place}", f"{side} a date, {count} words")
            yield from readings((words,), f"{side} a date", features)
            yield from _first_words(words, f"first {side} a date", place)


def _first_words(text: str, source: str, place: str) -> Iterator[Mention]:
    """The two words, or three, that begin a line, go on, and look like a name: `Ada Lovelace, City Editor`. Where there
    are no capitals, or nothing else, any words do, and none are offered.
    """
    found = _FIRST.match(text) if text[0].isupper() and not text.isupper() else None
    words = found[0].split() if found else []
    for count in range(2, min(len(words), 3) + 1):
        name = " ".join(words[:count]).rstrip(".")
        rest = text[len(name) :].lstrip(" .")
        if rest and is_person(name):
            follows = _follows(rest[0])
            features = (f"{source} {place}", f"{source}, {follows}", f"{source}, {count} words, {follows}")
            yield Mention((name,), source, features)


def _follows(sign: str) -> str:
    if sign.isalpha():
        return "a small letter follows" if sign.islower() else "a capital follows"
    if sign.isdigit():
        return "a figure follows"
    return f"{sign} follows" if sign in ",|(-–—·•:" else "a sign follows"


def _single_word(lines: Lines, at: int, anchors: Anchors) -> Iterator[Mention]:
    """A line of one word, as many who write on the web are called, or the last word behind a byline's."""
    text, place = lines[at].text, anchors.place(at)
    word = word_of(text)
    name = text[word.end() :] if word else text
    if _ALONE.match(name) and name.lower() != name.upper():
        dated = "beside a date" if not anchors.dated.isdisjoint((at - 1, at + 1)) else "beside none"
        source = "single word behind a byline's" if word else "single word"
        yield Mention((name,), source, (f"{source} {place}", f"{source} {place}, {dated}"))
