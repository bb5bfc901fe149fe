"""quotes in Persian and Arabic: words between marks behind a colon, and whom the sentence before it names as saying them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from copydesk.schemas.article import Quote
from copydesk.service.enrichers.story import Story
from copydesk.service.enrichers.uncased_names import UncasedText
from copydesk.service.enrichers.uncased_words import UNCASED, UncasedWords, spelt_alike

LEAST_WORDS, REACH, MOST_TRIED, _MOST_TOKENS = 5, 200, 300, 6
_MARKED = re.compile(r"[:：] ?(?:«([^«»\n]{1,3000})»|“([^“”\n]{1,3000})”|”([^“”\n]{1,3000})“|\"([^\"\n]{1,3000})\")")
_SENTENCES = re.compile(r"[.!?؟»”\"\n]")
_CLAUSE = re.compile(r"[،,؛]")
_TOKENS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A full name or a surname alone, where it ends and whom it names."""

    end: int
    name: str
    is_full: bool


def quotes_uncased(text: str, story: Story) -> Iterator[Quote]:
    """The quotes of a text in one of `UNCASED`, in order."""
    language = story.primary_language
    marked = list(islice(_MARKED.finditer(text), MOST_TRIED))
    if not marked:
        return
    folded, words = spelt_alike(text, language), UNCASED[language]
    named = story.people_named
    assert isinstance(named, UncasedText)
    mentions, printed = _mentions(named), {one.name: text[one.start : one.end] for one in reversed(named.full)}
    for found in marked:
        start, end = found.span(found.lastindex or 0)
        inner = text[start:end].strip()
        if len(inner.split()) >= LEAST_WORDS and (speaker := _speaker(folded, found.start(), words, mentions)):
            start += len(text[start:end]) - len(text[start:end].lstrip())
            yield Quote(text=inner, speaker=printed[speaker], start=start, end=start + len(inner))


def _mentions(named: UncasedText) -> dict[int, _Mention]:
    whose = named.bearers()
    by_surname = {
        at: _Mention(at + len(surname), name, False) for at, surname in named.alone.items() if (name := whose[surname])
    }
    return by_surname | {one.start: _Mention(one.end, one.name, True) for one in named.full}


def _speaker(folded: str, colon: int, words: UncasedWords, mentions: dict[int, _Mention]) -> str | None:
    """Whom the sentence names that ends with the colon."""
    line = max(0, colon - REACH)
    start = max((cut.end() for cut in _SENTENCES.finditer(folded, line, colon)), default=line)
    if words.is_verb_first:
        return _behind_verb(folded, start, colon, words, mentions)
    verb = _closing(words.verbs).search(folded, start, colon)
    return _opening_name(folded, start, verb.start(), words, mentions) if verb else None


def _opening_name(folded: str, start: int, end: int, words: UncasedWords, mentions: dict[int, _Mention]) -> str | None:
    """The one whom a part of the sentence begins with, or whom the verb follows right behind an office."""
    found: set[str] = set()
    begins = [start, *(comma.end() for comma in _CLAUSE.finditer(folded, start, end))]
    for first, last in zip(begins, [*begins[1:], end], strict=True):
        tokens = list(_TOKENS.finditer(folded, first, last))
        if tokens and tokens[0][0] in words.pronouns:
            return None
        lead = next((at for at, token in enumerate(tokens) if token[0] not in words.titles | words.openings), 0)
        one = mentions.get(tokens[lead].start()) if tokens else None
        if not one or not _is_subject(folded, one, last, words):
            one = _last(tokens, end, folded, words, mentions)
        if one:
            found.add(one.name)
    return found.pop() if len(found) == 1 else None


def _is_subject(folded: str, one: _Mention, last: int, words: UncasedWords) -> bool:
    """Whether a name is all of the part, or a word that is no part of it stands behind."""
    behind = _TOKENS.search(folded, one.end, last)
    return behind is None or (behind[0] in words.stops and behind[0] not in words.ands)


def _last(
    tokens: list[re.Match[str]], end: int, folded: str, words: UncasedWords, mentions: dict[int, _Mention]
) -> _Mention | None:
    """The name between an office and the verb: `the council's spokesman Ada Lovelace said`."""
    offices = [at for at, token in enumerate(tokens) if token[0] in words.offices]
    for token in tokens[1:] if offices == [0] else ():
        one = mentions.get(token.start())
        if one and one.is_full and not folded[one.end : end].strip():
            return one
    return None


def _behind_verb(folded: str, start: int, colon: int, words: UncasedWords, mentions: dict[int, _Mention]) -> str | None:
    """The one right behind the last verb of the sentence, or behind the one office there."""
    begins = max((verb.end() for verb in _standing(words.verbs).finditer(folded, start, colon)), default=colon)
    offices = 0
    for at, token in enumerate(_TOKENS.finditer(folded, begins, colon)):
        if one := mentions.get(token.start()):
            is_open = not _CLAUSE.search(folded, begins, token.start())
            return one.name if is_open and offices == min(at, 1) else None
        offices += token[0] in words.offices
        if not offices or at > _MOST_TOKENS or (token[0] in words.stops and token[0] not in words.offices):
            return None
    return None


@cache
def _closing(verbs: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){verbs} ?\Z")


@cache
def _standing(verbs: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){verbs}(?!\w)")
