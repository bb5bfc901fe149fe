"""quotes: words between marks that a text gives as said by somebody whom it names. Here is English.

The speaker stands right behind the words (`"...," said Ada Lovelace`, `"...," Lovelace said`) or right before them
(`Lovelace said: "..."`), and is a full name of the text, or a surname that only one full name of it has. Words of which a
pronoun or an office alone is told are left out, and so is a title between marks: fewer than five words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from copydesk.schemas.article import Quote
from copydesk.service.enrichers.dense_speech import DENSE, quotes_dense
from copydesk.service.enrichers.people import full_names, is_title
from copydesk.service.enrichers.quotes_elsewhere import quotes_elsewhere
from copydesk.service.enrichers.quotes_uncased import quotes_uncased
from copydesk.service.enrichers.speech_words import SPEECH
from copydesk.service.enrichers.story import READ_FOR_NAMES, Story
from copydesk.service.enrichers.uncased_words import UNCASED

LANGUAGES = frozenset({"en"})
MOST = 60
LEAST_WORDS, REACH = 5, 160

_MARKED = re.compile(r"“(?P<curly>[^“”\n]{1,3000})(?:”|(?=\n|$))|(?<!\w)\"(?P<straight>[^\"\n]{1,3000})(?:\"|(?=\n|$))")
_VERB = (
    r"(?:said|says|added|adds|told|tells|wrote|writes|explained|explains|noted|notes|continued|argued|argues|insisted|warned|"
    r"asked|replied|answered|stated|declared|recalled|recalls|tweeted|joked|admitted|acknowledged|concluded|observed|remarked|"
    r"testified|countered|responded|complained|promised|suggested|emphasized|stressed|confirmed|exclaimed)"
)
_CAPITALS = r"[^\W\d_a-zß-ÿ][\w.’'-]*(?: (?:(?:van|von|der|de|del|di|da|la|le|bin|al) )*[^\W\d_a-zß-ÿ][\w.’'-]*){0,6}"
_SAID_BY = re.compile(
    rf"[\s,]*{_VERB} (?P<who>(?:[\w’'.-]+ ){{0,7}}?{_CAPITALS})(?=[,.;:\n]|$| \(| (?:of|in|at|on|who|as|to|during|after|from|from)\b)"
)
_WHO_SAID = re.compile(
    rf"[\s,]*(?P<who>{_CAPITALS})(?:, [^,.\n“\"]{{1,80}},)? (?:[a-z]+ly |also |later |then |has |had ){{0,2}}{_VERB}\b"
)
_WHO_SAID_BEFORE = re.compile(
    rf"(?P<who>{_CAPITALS})(?:, [^,.\n“\"]{{1,80}},)? (?:[a-z]+ly |also |later |then |has |had ){{0,2}}{_VERB}\b(?: [^.\n“”\"]{{0,60}})?[,:]? ?$"
)
_ENDS = frozenset(",.!?…")


@dataclass(frozen=True, slots=True)
class _Names:
    """The full names of a text, and whose a surname is; None for one of several."""

    full: frozenset[str]
    by_surname: dict[str, str | None]


def find_quotes(story: Story) -> dict[str, object]:
    """`quotes`, in order; none of a text whose language has no rule."""
    text, language = story.article.body_text[:READ_FOR_NAMES], story.primary_language
    if language in SPEECH:
        return {"quotes": list(islice(quotes_elsewhere(text, story), MOST))}
    if language in DENSE:
        return {"quotes": list(islice(quotes_dense(text, language), MOST))}
    if language in UNCASED:
        return {"quotes": list(islice(quotes_uncased(text, story), MOST))}
    if language not in LANGUAGES or ('"' not in text and "“" not in text):
        return {"quotes": []}
    return {"quotes": list(_quotes(text))[:MOST]}


def _quotes(text: str) -> Iterator[Quote]:
    names = _names_of(text)
    behind, speaker = -1, None
    for found in _MARKED.finditer(text):
        group = "curly" if found["curly"] is not None else "straight"
        start, end = found.span(group)
        runs_on = behind >= 0 and text[behind : found.start()].strip("\n") == "" and text[behind : behind + 1] == "\n"
        speaker = _speaker(text, found, names) or (speaker if runs_on else None)
        behind = found.end() if found.end() == end else -1  # not closed: the next paragraph goes on
        words = text[start:end].strip()
        if speaker and len(words.split()) >= LEAST_WORDS:
            start += len(text[start:end]) - len(text[start:end].lstrip())
            yield Quote(text=words, speaker=speaker, start=start, end=start + len(words))


def _names_of(text: str) -> _Names:
    by_surname: dict[str, str | None] = {}
    named = list(full_names(text))
    for name, surname in named:
        known = by_surname.setdefault(surname, name)
        if known is not None and known != name:
            by_surname[surname] = None
    return _Names(frozenset(name for name, _ in named), by_surname)


def _speaker(text: str, found: re.Match[str], names: _Names) -> str | None:
    """Whom the words beside the quote name."""
    behind = text[found.end() : found.end() + REACH].partition("\n")[0]
    if found[0][-2:-1] in _ENDS or behind[:1] == ",":
        for told in (_SAID_BY.match(behind), _WHO_SAID.match(behind)):
            if told:
                return _resolved(told["who"], names)
    before = text[max(0, found.start() - REACH) : found.start()].rpartition("\n")[2]
    told = _WHO_SAID_BEFORE.search(re.split(r"[.!?”\"] ", before)[-1])
    return _resolved(told["who"], names) if told else None


def _resolved(who: str, names: _Names) -> str | None:
    """The fullest name that ends the words, `White House spokesman Robert Gibbs`; None if they are no one's."""
    words = who.rstrip(".").removesuffix("’s").removesuffix("'s").split(" ")
    for first in range(len(words)):
        if (name := " ".join(words[first:])) in names.full:
            return name
    alone = len(words) == 1 or words[-2][:1].islower() or is_title(words[-2])  # `Bill Clinton` is not Hillary
    return names.by_surname.get(words[-1]) if alone else None
