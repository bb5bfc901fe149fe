"""quotes in languages with capitals beside English: the same promise, with what `speech_words` knows of each.

Sure are a full name or a surname of one right behind the verb, or behind an office that stands there; or a name, its verb
and a colon before the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from copydesk.schemas.article import Quote
from copydesk.service.enrichers.full_names import GREAT, FullName, NamedText, is_title, word_before
from copydesk.service.enrichers.speech_words import SPEECH, SpeechWords
from copydesk.service.enrichers.story import Story

LEAST_WORDS, REACH, LONGEST, MOST_TRIED = 5, 160, 3000, 300
_ENDS = frozenset(",.!?…")
_TOKEN = re.compile(r"(,?)[ \xa0\u202f]([^\W\d_][\w’'.&/-]*)")
_MOST_TOKENS, _SHORT = 10, 6
_SENTENCES = re.compile(r"[.!?…»”“\"] ")
_EITHER_WAY = '"”»'
"""Marks that open and close: whether one is open does not show."""
_COLON = re.compile(r"[^:\n“”„«»\"]{0,60}:\s*\Z")
_APPOSITION = r"(?:, [^,:\n“”„«»\"]{1,80},)?"


@dataclass(frozen=True, slots=True)
class _Forms:
    """Expressions of one language."""

    marked: re.Pattern[str]
    behind: re.Pattern[str]
    """The verb behind the words."""
    closing: re.Pattern[str] | None
    verb: re.Pattern[str]
    spoken: re.Pattern[str] | None
    """The verb in a paragraph that opens with a dash."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a text by where they begin and end; whose a surname is, None for one of several; where it is alone."""

    at: dict[int, FullName]
    by_end: dict[int, FullName]
    by_surname: dict[str, str | None]
    alone: dict[int, str]


def quotes_elsewhere(text: str, story: Story) -> Iterator[Quote]:
    """The quotes of a text in one of `SPEECH`, in order."""
    language = story.primary_language
    words, forms = SPEECH[language], _forms(language)
    marked = list(islice((found for found in _marked(text, forms) if _may_be_told(text, found, forms)), MOST_TRIED))
    spoken = list(islice(_spoken(text, forms), MOST_TRIED)) if forms.spoken else []
    if not marked and not spoken:
        return
    names = _names_of(story)
    found = [
        *((*one.span(one.lastindex or 0), _speaker(text, one, words, forms, names)) for one in marked),
        *((start, told.start(), _subject_behind(text, told.end(), words, names)) for start, told in spoken),
    ]
    behind = 0
    for start, end, speaker in sorted(found, key=lambda one: one[:2]):
        if speaker and start >= behind and len(text[start:end].split()) >= LEAST_WORDS:
            behind = end
            yield _quote(text, start, end, speaker)


def _marked(text: str, forms: _Forms) -> Iterator[re.Match[str]]:
    """What stands between marks; not within others of the kind."""
    behind = 0
    for found in forms.marked.finditer(text):
        opening = text[found.start()]
        between = text[behind : found.start()].rpartition("\n")[2]
        behind = found.end()
        if opening in _EITHER_WAY or opening not in between:
            yield found


def _may_be_told(text: str, found: re.Match[str], forms: _Forms) -> bool:
    behind = found.end()
    if found[0].count(" ") < LEAST_WORDS - 1 or _is_title_of_work(text, found):
        return False
    told = forms.behind.match(text, behind) or (forms.closing and forms.closing.match(text, behind))
    return bool(told) or ":" in text[max(0, found.start() - 3) : found.start()]


def _is_title_of_work(text: str, found: re.Match[str]) -> bool:
    """Whether words with a capital stand between marks within a sentence: `in the book “The Bridges of Home”`."""
    before, words = text[max(0, found.start() - 2) : found.start()], found[0][1:8].lstrip()
    return before[-1:] == " " and before[:1].isalnum() and words[:1].isupper()


def _spoken(text: str, forms: _Forms) -> Iterator[tuple[int, re.Match[str]]]:
    """Of paragraphs that open with a dash: where they begin, and the first verb of saying."""
    assert forms.spoken
    for opened in _DASH.finditer(text):
        end = text.find("\n", opened.end())
        told = forms.spoken.search(text, opened.end(), end if end >= 0 else len(text))
        if told and told.start() - opened.end() < LONGEST:
            yield opened.end(), told


_DASH = re.compile(r"^ {0,4}[-–—][ \xa0]", re.MULTILINE)


def _quote(text: str, start: int, end: int, speaker: str) -> Quote:
    words = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Quote(text=words, speaker=speaker, start=start, end=start + len(words))


def _names_of(story: Story) -> _Names:
    named = story.people_named
    assert isinstance(named, NamedText)
    by_start = {one.start: one for one in named.full}
    return _Names(by_start, {one.end: one for one in named.full}, named.bearers(), named.alone)


def _speaker(text: str, found: re.Match[str], words: SpeechWords, forms: _Forms, names: _Names) -> str | None:
    """Whom the words beside the quote name."""
    told = forms.behind.match(text, found.end())
    if told and (told["joint"].strip() or found[0][:-1].rstrip()[-1:] in _ENDS):
        return _subject_behind(text, told.end(), words, names)
    line = max(text.rfind("\n", 0, found.start()) + 1, found.start() - REACH)
    if forms.closing and forms.closing.match(text, found.end()):
        return _subject_before(text, line, found.start(), words, names)
    return _introduced(text, line, found.start(), words, forms, names)


def _introduced(text: str, line: int, end: int, words: SpeechWords, forms: _Forms, names: _Names) -> str | None:
    """Who is named beside the last verb of a sentence that ends with a colon."""
    if ":" not in text[max(line, end - 3) : end]:
        return None
    start = max((cut.end() for cut in _SENTENCES.finditer(text, line, end - 1)), default=line)
    verbs = list(forms.verb.finditer(text, start, end))
    if not verbs or not _COLON.fullmatch(text, verbs[-1].end(), end):
        return None
    token = _TOKEN.match(text, verbs[-1].end())
    if token and token[2].lower() in words.pronouns:
        return None
    before = _subject_before(text, start, verbs[-1].start(), words, names)
    behind = _subject_behind(text, verbs[-1].end(), words, names)
    return None if before and behind and before != behind else before or behind


def _subject_before(text: str, start: int, end: int, words: SpeechWords, names: _Names) -> str | None:
    """Who is named right before a verb: by a full name, or by a surname that is one's."""
    stretch = text[start:end]
    ended = _ADVERBS_AND_APPOSITION.search(stretch)
    assert ended
    for stop in {start + ended.start(), start + len(stretch.rstrip(" ,\xa0"))}:
        begins, name = _ends_with_name(text, stop, names)
        if name and begins >= start and not _is_linked(text, begins, words):
            return name
    return None


_ADVERBS_AND_APPOSITION = re.compile(rf"{_APPOSITION}[ \xa0,]*\Z")


def _ends_with_name(text: str, end: int, names: _Names) -> tuple[int, str | None]:
    one = names.by_end.get(end)
    if one:
        return one.start, one.name
    start = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end), text.rfind("\xa0", 0, end)) + 1
    surname = names.alone.get(start)
    if surname and start + len(surname) == end:
        return start, names.by_surname[surname]
    return start, None


def _is_linked(text: str, at: int, words: SpeechWords) -> bool:
    """Whether a preposition or the like stands before a name and its titles: then it is not the one who speaks."""
    for _ in range(4):
        before = word_before(text, at)
        if not before or not is_title(before, words):
            return before.lower() in words.links
        at -= len(before) + 1
        at -= text[at - 1 : at] == "."
    return False


def _subject_behind(text: str, at: int, words: SpeechWords, names: _Names) -> str | None:
    """Who is named right behind a verb, or behind the office that stands there."""
    before, titled, linked = "", False, False
    for _ in range(_MOST_TOKENS):
        token = _TOKEN.match(text, at)
        if not token or (token[1] and not titled):
            return None
        start, word = token.start(2), token[2]
        sure = not before or is_title(before, words) or (titled and _may_follow(before, token[1], words))
        if start in names.at or start in names.alone:
            return _named(text, start, words, names) if sure else None
        low = word.lower()
        if token[1] or (not before and low in words.pronouns):
            return None
        if is_title(word, words):
            if linked:
                return None
            titled = True
        linked = linked or (titled and low in words.links)
        before = before if word in GREAT or (not before and low in words.adverbs) else word
        at = token.end() - (word.endswith(".") and not _is_short(word, words))
    return None


def _is_short(word: str, words: SpeechWords) -> bool:
    """Whether the stop behind a title shortens it: `Prof. Ada Lovelace`."""
    return len(word) <= _SHORT and is_title(word, words)


def _may_follow(before: str, comma: str, words: SpeechWords) -> bool:
    """Whether the word before a name ends an office, as a capital or a comma says, or the name's first case."""
    return comma == "," or words.is_inflected or before[:1].isupper() or before[1:2] in ("’", "'")


def _named(text: str, start: int, words: SpeechWords, names: _Names) -> str | None:
    one = names.at.get(start)
    return one.name if one else names.by_surname[names.alone[start]]


@cache
def _forms(language: str) -> _Forms:
    words = SPEECH[language]
    verbs = "|".join(sorted(map(re.escape, words.verbs), key=lambda verb: (-len(verb), verb)))
    verb = rf"(?:{verbs})(?!\w)"
    return _Forms(
        marked=re.compile("|".join(_between(*mark) for mark in words.marks)),
        behind=re.compile(
            rf"(?P<joint>\s?[,.]?)\s?[-–—]?\s?{verb}"
            if not words.dashes
            else rf"(?P<joint>\s?[,.–—-]?)\s?[-–—]?\s?{verb}"
        ),
        closing=re.compile(rf"[, ]{{0,2}}(?:{'|'.join(map(re.escape, words.closings))})(?!\w)")
        if words.closings
        else None,
        verb=re.compile(rf"(?<!\w){verb}"),
        spoken=re.compile(rf"{words.dashes}{verb}") if words.dashes else None,
    )


def _between(opening: str, closing: str) -> str:
    """An expression for what stands between two marks, which may be one."""
    if opening == closing:
        return rf"(?<![\w.,!?…]){opening}((?! )[^{opening}\n]{{1,{LONGEST}}}(?<! )){opening}"
    inside = rf"[^{opening}{closing}\n]" if closing != "’" else rf"(?:[^{opening}{closing}\n]|’(?=\w))"
    return rf"{opening}({inside}{{1,{LONGEST}}}){closing}"
