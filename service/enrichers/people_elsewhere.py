"""people in languages with capitals beside English, by the same two rules: a title before a full name, or the surname by itself
behind one. A full name begins with a given name that is known: in German, words of all kinds have capitals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from copydesk.schemas.article import Person
from copydesk.service.enrichers.full_names import FullName, NamedText, is_title, word_before
from copydesk.service.enrichers.speech_words import SpeechWords


def people_elsewhere(text: str, named: NamedText, words: SpeechWords) -> Iterator[Person]:
    """The people of a text in order of first mention; inflected forms are not counted."""
    by_itself = Counter(named.alone.values())
    titled = {one.name for one in named.full if is_title(word_before(text, one.start), words)}
    counts = Counter(one.name for one in named.full)
    sure = {one.name: one for one in named.full if one.name in titled or any(by_itself[each] for each in one.surnames)}
    bearers = Counter(surname for one in sure.values() for surname in one.surnames)
    for one in sure.values():
        yield Person(name=one.name, count=counts[one.name] + _alone_of(one, by_itself, bearers))


def _alone_of(one: FullName, by_itself: Counter[str], bearers: Counter[str]) -> int:
    """How often a surname stands for this person alone; for nobody where two have it."""
    return sum(by_itself[surname] for surname in one.surnames if bearers[surname] == 1)
