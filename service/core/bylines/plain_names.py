"""A name on a page without a word like `By`: told from the buttons, sections, captions and places that stand in the
same lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.schemas.parsed import Author
from copydesk.service.core.bylines.people import is_name, is_of_page, is_organisation, is_uncased
from copydesk.service.core.bylines.words import MAX_BYLINE, author, authors_in, before_date, without_role
from copydesk.service.core.lexicon import ROLE_WORDS, words_of
from copydesk.service.core.lines.captions import is_caption
from copydesk.service.core.lines.labels import read_label
from copydesk.service.core.lines.line import Lines
from copydesk.service.core.text.scripts import VIETNAMESE
from copydesk.service.core.text.spelling import fold, key, one_line

_SIGNED = re.compile(r"[/|()\[\],،:؛–—-]")
_SENTENCES = re.compile(r"[^\W\d_]{3}\.\s")
_CRUMBS = re.compile(r"\s?[/>»›→]\s?")
_BARS = re.compile(r"\s[|•·–—-]\s")
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"\b[A-Z]\d")
_LINKS = frozenset(words_of(lambda lexicon: (*lexicon.bylines.place_links, *lexicon.bylines.office_links))) - frozenset(
    words_of(lambda lexicon: lexicon.bylines.ands)
)
# Vietnamese papers print their reporters' names in capitals; elsewhere capitals are a section's or a place's.
_VIETNAMESE = re.compile(f"[{VIETNAMESE}]")
MAX_NAME, MOST_NAME_WORDS = 48, 4
LONGEST_DATE = 90
"""A longer line is a paragraph or a caption that tells a date."""
MOST_REPEATS, REPEATS_REACH = 3, 60
"""Words that a page repeats more often than this down to the story's first lines are a button. Boxes below the story
repeat its author's name.
"""


@dataclass(frozen=True, slots=True)
class BylineContext:
    """Where a byline is looked for."""

    lines: Lines
    headline: int
    dated: dict[int, int]
    """Lines that print a date, and where in them."""
    below: range
    """The lines within reach below the headline."""

    def line(self, index: int) -> str:
        """The words of a line, without a list's mark."""
        return self.lines[index].words


def name_at(context: BylineContext, index: int) -> str | None:
    """Words that may be a person's name: a line with a date right above or below it, or what stands before the date in
    its line.
    """
    if index in context.dated:
        before = one_line(without_date(context, index)).strip(" -–—|•·,")
        return before if len(before) <= MAX_BYLINE else None
    if (
        not (is_date_line(context, index + 1) or is_date_line(context, index - 1))
        or len(context.lines[index].text) > 2 * MAX_NAME
    ):
        return None
    return one_line(context.line(index))


def without_date(context: BylineContext, index: int) -> str:
    """A line up to its date, and without the word before it: `By Ada Lovelace Published` has none."""
    line = context.line(index)
    if index not in context.dated or len(line) > 2 * MAX_BYLINE:
        return line
    skipped = len(context.lines[index].text) - len(line)
    digit = _DIGIT.search(line)
    cut = min(max(0, context.dated[index] - skipped) or len(line), digit.start() if digit else len(line))
    return before_date(line[:cut], line[cut:])


def is_date_line(context: BylineContext, index: int) -> bool:
    """Whether a line is there for its date."""
    return index in context.dated and len(context.lines[index].text) <= LONGEST_DATE


def names_from(context: BylineContext, lines: range) -> Iterator[Author]:
    """The people on consecutive lines, one or more on each, until a line names none."""
    for index in lines:
        line = context.line(index)
        if len(line) > MAX_NAME or not (names := plain_names(line.rstrip("0123456789, &"), context)):
            return
        yield from names


def plain_names(words: str, context: BylineContext) -> tuple[Author, ...]:
    """The people that a line without a byline's word names: only people, and none that the page says all the time."""
    if _is_no_byline(words, context) or not _is_proper(words, context.lines):
        return ()
    if (lone := _standing_alone(words, context.lines)) is not None:
        return (author(lone),)
    names = authors_in(words)
    return (
        names
        if all(len(author.name.split()) <= MOST_NAME_WORDS and author.name[-1] != "." for author in names)
        and not _goes_on(words, names)
        else ()
    )


def _goes_on(words: str, names: tuple[Author, ...]) -> bool:
    """Whether a small word that joins follows the names: `On Behalf of ...`, `Ada Lovelace in Berlin`."""
    behind = words.rpartition(names[-1].name)[2].split() if names else []
    return bool(behind) and behind[0] in _LINKS


def _is_no_byline(words: str, context: BylineContext) -> bool:
    """Whether a line is a button's, a section's, a caption's or a label's, or says too little to be told from them."""
    return (
        (words.isupper() and not _VIETNAMESE.search(words))
        or _count(words, context.lines[: context.headline + REPEATS_REACH]) > MOST_REPEATS
        or any(key(word) in ROLE_WORDS for word in words.split()[:2])
        or ":" in (folded := fold(words))
        or "(@" in words  # what somebody else wrote elsewhere, shown in the page
        or _NUMBERED.search(words) is not None
        or key(words) == key(context.lines[context.headline].text)
        or read_label(folded) is not None
        or is_caption(words)
        or any(map(is_organisation, words.split("/")[:-1]))
        or _SENTENCES.search(words) is not None
        or is_of_page(without_role(_BARS.split(words)[0]))
        or _is_section(words, context)
        or (is_uncased(words) and not _signs(words, context.lines))
    )


def _signs(words: str, lines: Lines) -> bool:
    """Whether the words stand between separators in another line, as in a dateline: `نابلس/ آدا لوفليس/ الأناضول`."""
    longer = (line.text for line in lines if words in line.text and line.text != words)
    return any(words in map(str.strip, _SIGNED.split(text)) for text in longer)


def _count(words: str, lines: Lines) -> int:
    """How many of the lines say these words and no others."""
    return sum(line.text == words for line in lines)


def _is_section(words: str, context: BylineContext) -> bool:
    """Whether the words stand in a menu or a trail above the headline."""
    above = (line for line in context.lines[: context.headline] if words in line.text and words != line.text)
    return any(words in (line.words, *_CRUMBS.split(line.text[:LONGEST_DATE])) for line in above)


def _is_proper(words: str, lines: Lines) -> bool:
    """Whether the page writes most of the words with capitals only, as it does names: not `Share Article`, `The Harbour
    Project`.
    """
    cased = [word for word in words.split() if word[:1].isupper() and len(word) > 1]
    # Between spaces: an address such as `ada.lovelace@example.com` writes names in small letters.
    common = sum(any(f" {word.lower()} " in line.folded for line in lines) for word in cased)
    return 2 * common < len(cased) or not cased


def _standing_alone(words: str, lines: Lines) -> str | None:
    """The name that a longer line begins with and that has a line of its own elsewhere: `Ada Lovelace The Harbour
    Post`, `Ada Lovelace`.
    """
    parts = words.split()
    heads = (" ".join(parts[:most]) for most in (3, 2) if most < len(parts))
    return next((head for head in heads if is_name(head) and not is_organisation(head) and _count(head, lines)), None)
