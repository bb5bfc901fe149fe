"""organisations: those of a table of some three hundred that the text names, with their numbers in Wikidata.

A short form of capitals counts where the text around it is not all capitals; one that several bear, or that is a word,
only where the text has a name of the organisation in full. A company's name before that of a product is the product's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from copydesk.schemas.article import Organisation
from copydesk.service.enrichers.known_organisations import Kind, Known, Mention, names_in
from copydesk.service.enrichers.people import is_given_name
from copydesk.service.enrichers.story import Story

READ_CHARACTERS = 30_000
"""So much of a text is read."""
AROUND = 30
"""Characters on each side of a short form that show whether all is set in capitals."""
WORDS_THERE = {
    "EU": frozenset({"es", "fr", "it", "pt", "ro", "ca", "gl"}),
    "UN": frozenset({"es", "fr", "it", "ro", "ca", "gl"}),
}
"""Short forms that are a word, or another name, in these languages: `EU` is the United States in Mexico."""
EXPLAINED = 120
"""Characters before a short form in brackets, of the words that it may stand for."""

_OF_A_COMPANY = (
    r"Inc|Corp|Corporation|Co|Company|Ltd|Limited|Plc|PLC|AG|SE|SA|S\.A|NV|N\.V|Group|Holdings?|International|Motors?"
    r"|CEO|CFO|Chief|Chairman|Chairwoman|President|Vice|Executive|Director|Chair|Founder|Spokes\w+|Shares?|Stock|CEOs"
)
_PRODUCT = re.compile(
    rf"[ -](?!(?:{_OF_A_COMPANY})\b)(?:[A-Z]\w|[A-Za-z]{{0,3}}-?\d)|[ -][A-Z](?=\s)| ?\+|'s? [A-Z]\w+ \d"
)
"""What follows on a company's name where it is a product's, a division's or a stadium's: `737`, `Corolla`, `Park`."""
_NOUN = re.compile(r"(?:'s|’s)? [a-z]{3}|-[a-z]")
"""What a company's name stands for as a word of another: `a Boeing spokesman`."""


def find_organisations(story: Story) -> dict[str, object]:
    """`organisations`, in order of first mention."""
    counts = Counter(known for known, _, _ in mentions_in(story))
    return {
        "organisations": [Organisation(name=known.name, uri=known.uri, count=count) for known, count in counts.items()]
    }


def mentions_in(story: Story) -> list[tuple[Known, int, int]]:
    """Each mention of one in the story's text, from where to where."""
    text = story.text[:READ_CHARACTERS]
    mentions = [mention for mention in names_in(text) if _is_named(text, mention)]
    others = _meant_otherwise(text, mentions) | _words_in(story.primary_language)
    mentions = [mention for mention in mentions if text[mention.start : mention.end] not in others]
    named = {known for mention in mentions if not mention.is_short for known in mention.known}
    return [(known, mention.start, mention.end) for mention in mentions if (known := _meant(mention, named))]


def _meant(mention: Mention, named: set[Known]) -> Known | None:
    """The one organisation that a mention is of."""
    known: Sequence[Known] = mention.known
    if mention.is_short:
        known = [one for one in known if one in named]
    return known[0] if len(known) == 1 else None


def _is_named(text: str, mention: Mention) -> bool:
    """Whether the organisation itself is named there."""
    name, kind = text[mention.start : mention.end], mention.known[0].kind
    if kind is Kind.OTHER or (name.isupper() and _is_in_capitals(text, mention)):
        return False
    return kind is Kind.INSTITUTION or not (_PRODUCT.match(text, mention.end) or _is_a_thing(text, mention))


def _is_a_thing(text: str, mention: Mention) -> bool:
    """Whether it is somebody of that name, or one of what the company makes: `William Boeing`, `an Audi.`"""
    before = text[max(0, mention.start - AROUND) : mention.start].rpartition("\n")[2]
    word = before.rstrip().rpartition(" ")[2]
    if word in ("a", "an", "A", "An"):
        return not _NOUN.match(text, mention.end)
    return before.endswith(" ") and is_given_name(word)


def _words_in(language: str) -> set[str]:
    return {form for form, languages in WORDS_THERE.items() if language in languages}


def _meant_otherwise(text: str, mentions: Sequence[Mention]) -> set[str]:
    """Short forms that the text explains as something else: `Certified Internal Auditor (CIA)`."""
    others, last_end = set[str](), -1
    for start, end, _, _ in mentions:
        form = text[start:end]
        if form.isupper() and text[start - 2 : start] == " (" and last_end != start - 2:
            words = text[max(0, start - 2 - EXPLAINED) : start - 2].replace("-", " ").split()[-len(form) :]
            if "".join(word[0] for word in words).upper() == form:
                others.add(form)
        last_end = end
    return others


def _is_in_capitals(text: str, mention: Mention) -> bool:
    """Whether all around a name is capitals, as in some headlines: there `WHO` is a word."""
    before = text[max(0, mention.start - AROUND) : mention.start].rpartition("\n")[2]
    behind = text[mention.end : mention.end + AROUND].partition("\n")[0]
    return (before + behind).isupper()
