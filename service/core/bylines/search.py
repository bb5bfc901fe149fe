"""Who wrote a story: where a page prints its byline, an ordered list of places to look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from copydesk.schemas.parsed import Author
from copydesk.service.core.bylines.people import is_organisation, is_titled
from copydesk.service.core.bylines.plain_names import (
    LONGEST_DATE,
    MAX_NAME,
    BylineContext,
    is_date_line,
    name_at,
    names_from,
    plain_names,
    without_date,
)
from copydesk.service.core.bylines.reporters import reporters_of
from copydesk.service.core.bylines.words import (
    MAX_BYLINE,
    NAMED_DAY,
    authors_in,
    begins_byline,
    is_byline,
    is_byline_word,
    read_byline,
    word_of,
)
from copydesk.service.core.lexicon import LEXICONS, MONTHS, ROLE_WORDS, any_of, words_of
from copydesk.service.core.lines.captions import is_caption
from copydesk.service.core.lines.line import Lines
from copydesk.service.core.text.language import detect
from copydesk.service.core.text.spelling import key, one_line

__all__ = ["REACH", "authors_in", "begins_byline", "byline_beside", "is_byline", "read_byline", "word_of"]

# Too common in other languages to be read without knowing the page's: `Na Hawa Mathias` is by her in Swahili only.
_WORDS_OF_ONE_LANGUAGE = {word: lexicon.language for lexicon in LEXICONS for word in lexicon.bylines.own}
# `25/06/2024 - 14:03 Por Ada Lovelace`: where a byline may begin behind a time, or behind the name of its zone.
_BEHIND_TIME = re.compile(r"\d(?:h|\s?[A-Z]{2,4})?[\s|•·,–—-]{1,4}(?=[^\W\d_])")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
REACH = 18
"""A byline stands within this many lines below the headline."""
OUTLET_REACH = 6
"""The outlet stands below its reporter's name this near to the headline, or right above the date."""
LABELLED_REACH, ABOVE_REACH = 150, 12
"""One that a colon marks may stand below the story, or among a scraper's fields above its headline."""
LONGEST_LABEL = 40
"""The colon of a label stands among the first characters."""
SIGNED_REACH = 30
"""Paragraphs that name their reporter are among the first."""
SHORTEST_LIFE = 40
"""What a page tells of an author is longer than this."""

LONGEST_BY = 3
"""A label has more letters than the mere word for by: `von`."""

_OF_COMMENTS = tuple(f" {word}" for word in words_of(lambda lexicon: lexicon.bylines.of_comments))
_FIELDS = re.compile(r"\u3000|\s{2,}|\s?[|｜]\s?")
"""What parts a source from an author behind a time."""
# `Ada Lovelace in London`, beside a date.
_LINKS_PLACE = any_of(words_of(lambda lexicon: lexicon.bylines.place_links))
_IN_PLACE = re.compile(rf"(.{{5,40}}?)\s(?:{_LINKS_PLACE})\s[A-Z][^\s,]*(?:\s[A-Z][^\s,]*){{0,2}}")
_OFFICE_LINKS = frozenset(words_of(lambda lexicon: lexicon.bylines.office_links))
_PLACE_LINKS = frozenset(words_of(lambda lexicon: lexicon.bylines.place_links))

Found = tuple[str, tuple[Author, ...], str]


def byline_beside(lines: Lines, headline: int, dated: dict[int, int]) -> Found | None:
    """The byline that stands near the headline, and the rule that found it; `dated`: lines that print a date, and where
    in them.
    """
    below = range(headline + 1, min(headline + REACH, len(lines)))
    days = {index: 0 for index in below if index not in dated and _tells_day(lines[index].folded)}
    context = BylineContext(lines, headline, days | dated, below)
    return _first(context)


def _first(context: BylineContext) -> Found | None:
    """By the first search that names people; an agency's byline is one only if nobody signs beside it."""
    unsigned = None
    for search in SEARCHES:
        for found in search(context):
            if found[1]:
                return found
            unsigned = unsigned or found
    return unsigned


def _worded(context: BylineContext) -> Iterator[Found]:
    """`By Ada Lovelace`, with or without a date behind it."""
    for index in context.below:
        if found := read_byline(without_date(context, index)):
            yield *found, "beside-headline"


def _below_word(context: BylineContext) -> Iterator[Found]:
    """`By` on a line of its own, and names on the lines below it."""
    for index in context.below:
        if is_byline_word(word := context.lines[index].text):
            names = tuple(names_from(context, range(index + 1, min(index + 9, len(context.lines)))))
            if names:
                yield " ".join((word, *(name.name for name in names[:1]))), names, "below-word"


def _beside_date(context: BylineContext) -> Iterator[Found]:
    """A name right above or below a date, or before it in its line; several where each has its line."""
    for index in context.below:
        name = name_at(context, index)
        if not name:
            continue
        if found := read_byline(name):
            yield *found, "beside-date"
        elif (placed := _IN_PLACE.fullmatch(name)) and (names := plain_names(placed[1], context)):
            yield name, names, "name-in-place"
        elif names := plain_names(name, context):
            more = names_from(context, range(index - 1, context.headline, -1)) if index + 1 in context.dated else ()
            yield name, (*reversed(tuple(more)), *names), "name-beside-date"


def _behind_date(context: BylineContext) -> Iterator[Found]:
    """`25/06/2024 - 14:03 Por Ada Lovelace`: a byline behind a date in its line."""
    for index in context.below:
        line = context.lines[index].text
        if index not in context.dated or len(line) > MAX_BYLINE:
            continue
        for time in _BEHIND_TIME.finditer(line):
            for part in (line[time.end() :], *_FIELDS.split(line[time.end() :])):
                if (found := read_byline(part.strip())) and found[1]:
                    yield *found, "behind-date"


def _above_role(context: BylineContext) -> Iterator[Found]:
    """A name, and right below it a line of offices only, or of the outlet and then the date: `Ada Lovelace`, `Science
    correspondent`.
    """
    for index in context.below[:-1]:
        name, role = context.line(index), context.lines[index + 1].text
        if (
            len(name) > 2 * MAX_NAME
            or len(role) > MAX_BYLINE
            or not (_is_role(role) or _is_outlet(context, index + 1))
            or is_caption(f"{name}/{role}")
        ):
            continue
        if names := plain_names(name, context):
            yield one_line(name), (*names, *_below_role(context, index + 2)), "name-above-role"


def _below_role(context: BylineContext, index: int) -> Iterator[Author]:
    """The others below the first, each above an office: `Ada Lovelace`, `Reporter`, `Mary Somerville`, `Reporter`."""
    while index + 1 in context.below and _is_role(context.lines[index + 1].text):
        names = plain_names(context.line(index), context) if len(context.line(index)) <= MAX_NAME else ()
        if not names:
            break
        yield from names
        index += 2


def _in_story(context: BylineContext) -> Iterator[Found]:
    """A reporter whom the story's own first paragraphs name."""
    for index in range(context.headline + 1, min(context.headline + SIGNED_REACH, len(context.lines))):
        if found := reporters_of(context.lines[index].text):
            yield found


def _in_one_language(context: BylineContext) -> Iterator[Found]:
    """A byline by a word that is one in the page's language only."""
    for index in context.below:
        line = context.line(index)
        language = _WORDS_OF_ONE_LANGUAGE.get(line.partition(" ")[0]) if len(line) <= MAX_NAME else None
        if language and (names := authors_in(line.partition(" ")[2])) and _language(context) == language:
            yield one_line(line), names, "beside-headline"


def _labelled(context: BylineContext) -> Iterator[Found]:
    """`Reporter: Ada Lovelace`, with its colon: below the story down to the boxes of others, or among a scraper's
    fields above the headline.
    """
    for index in _outside(context):
        line = context.lines[index].text
        if (
            ":" not in context.lines[index].folded[:LONGEST_LABEL]
            or len(line) > MAX_BYLINE
            or not _is_label(word_of(line))
        ):
            continue
        if (found := read_byline(line)) and found[1] and not _is_of_others(context, index):
            yield *found, "labelled"


def _above_date(context: BylineContext) -> Iterator[Found]:
    """A name above the headline, with a section and the date between them; only one of whom the page tells below: `Ada
    Lovelace is a reporter in London`.
    """
    first = max(0, context.headline - 4)
    date = next(
        (
            index
            for index in range(context.headline - 1, first, -1)
            if index in context.dated and is_date_line(context, index)
        ),
        None,
    )
    for index in range(first, date or first):
        words = context.lines[index].text
        told = any(
            line.text.startswith(f"{words} ") and len(line.text) >= SHORTEST_LIFE
            for line in context.lines[context.headline + 1 :]
        )
        if told and not context.lines[index].bullet and (names := plain_names(words, context)):
            yield words, names, "name-above-headline"


# In this order: a byline's word says more than a place in the page.
SEARCHES: tuple[Callable[[BylineContext], Iterator[Found]], ...] = (
    _worded,
    _below_word,
    _in_one_language,
    _behind_date,
    _in_story,
    _above_role,
    _beside_date,
    _labelled,
    _above_date,
)


def _outside(context: BylineContext) -> Iterator[int]:
    """The lines beyond the reach of other bylines: the first above the headline, and those far below it."""
    yield from range(min(context.headline, ABOVE_REACH))
    yield from range(context.below.stop, min(context.headline + LABELLED_REACH, len(context.lines)))


def _is_label(word: re.Match[str] | None) -> bool:
    """Whether a byline's word is a label with its colon; `By:` and `Posted by:` stand above readers' comments and other
    stories too.
    """
    return (
        word is not None
        and ":" in word[0]
        and len(name := word[0].strip(" :").lower()) > LONGEST_BY
        and not name.endswith(_OF_COMMENTS)
    )


def _is_of_others(context: BylineContext, index: int) -> bool:
    """Whether a box of other stories or of comments begins between the headline and the line."""
    between = range(context.headline + 1, index)
    labels = ((line, context.lines[line].label) for line in between if len(context.lines[line].text) <= LONGEST_DATE)
    return any(
        label and label.kind in ("related", "comments") and len(context.lines[line].text) <= len(label.name) + 12
        for line, label in labels
    )


def _tells_day(folded: str) -> bool:
    """Whether a line prints a day and a time without its year: `4 March, 14:03`."""
    if len(folded) > LONGEST_DATE or not (clock := _CLOCK.search(folded)):
        return False
    day = NAMED_DAY.search(folded[: clock.start()])
    return day is not None and key(day[1]) in MONTHS


def _language(context: BylineContext) -> str | None:
    """The language of the story's first lines."""
    long = [
        line.text
        for line in context.lines[context.headline : context.headline + REACH + 12]
        if len(line.text) >= LONGEST_DATE
    ]
    found = detect("\n".join(long)[:2000])[0]
    return "fil" if found == "tl" else found  # CLDR has Tagalog under its standard form


def _is_role(line: str) -> bool:
    words = line.split()
    return (
        1 <= len(words) <= 4
        and all(key(word.strip(",")) in ROLE_WORDS or key(word) in _OFFICE_LINKS for word in words)
        and key(words[-1]) not in _PLACE_LINKS
    )


def _is_outlet(context: BylineContext, index: int) -> bool:
    """Whether a line names the outlet or its desk, among the lines that stand between a headline and its date."""
    line = context.lines[index].text
    name, _, _ = line.partition(",")
    near = index - context.headline <= OUTLET_REACH or any(
        is_date_line(context, below) for below in range(index + 1, index + 3)
    )
    return (
        near
        and 2 <= len(line.split()) <= 5
        and ":" not in line
        and line[:1].isupper()
        and (is_organisation(name) or is_titled(name))
    )
