"""What tells a writer's name from the words of a page where no elements do: whether people are called so, and whether the
page prints the same words otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from copydesk.service.core.lexicon import words_of
from copydesk.service.core.lexicon.first_names import first_names
from copydesk.service.core.page.choice import Offer
from copydesk.service.core.page.told import Anchors
from copydesk.service.core.page.view import Seen
from copydesk.service.core.page.writers import HAN_NAME, Written
from copydesk.service.core.text.spelling import key

MOST_PARAGRAPHS = 60
"""Of so many paragraphs of the story the words are looked at."""
_PLACE = re.compile(
    r" ((?:above|below|soon-below|later-below)-headline|(?:before|in|below|far-below)-story|beside a date)\Z"
)
_PARTICLES = frozenset(words_of(lambda lexicon: lexicon.names.particles))
_NO_NAMES = frozenset(
    word.casefold()
    for word in words_of(
        lambda lexicon: (
            *lexicon.bylines.prefixes,
            *lexicon.bylines.own,
            *lexicon.bylines.ands,
            *lexicon.names.particles,
        )
    )
)
"""Small words of one language, some of which people of another are called."""
_AROUND = ".,;:!?()\"'“”‘’«»"


def with_names_told(
    offers: Iterable[Offer[Written]], lines: Sequence[Seen], anchors: Anchors
) -> Iterator[Offer[Written]]:
    """The offers with what their names tell, by themselves and together with the place that gives them."""
    story = (lines[at].text for at in anchors.prose[:MOST_PARAGRAPHS])
    words = (word.strip(_AROUND) for paragraph in story for word in paragraph.split())
    small = frozenset(word for word in words if word.islower())
    headline = frozenset(key(lines[anchors.head].text).split()) if anchors.head is not None else frozenset[str]()
    for offer in offers:
        names = tuple(author.name for author in offer.value.authors)
        called = _called(names)
        told = {called, *(f"{where}, {called}" for where in _where(offer)), *_otherwise(names, small, headline)}
        yield Offer(offer.value, offer.features | told)


def _where(offer: Offer[Written]) -> Iterator[str]:
    """What gives the names, and the places where it stands."""
    yield from offer.value.sources
    yield from {found[1] for feature in offer.features if (found := _PLACE.search(feature))}


def _otherwise(names: tuple[str, ...], small: frozenset[str], headline: frozenset[str]) -> Iterator[str]:
    """Whether the story prints the words of names in small letters, and whether the headline holds them."""
    words = [word for name in names for word in key(name).split()]
    in_small = sum(word in small and word not in _PARTICLES for word in words)
    yield f"{_share(in_small, len(words))} the story has in small letters"
    if in_headline := sum(word in headline for word in words):
        yield f"{_share(in_headline, len(words))} the headline has"


def _share(count: int, of: int) -> str:
    return "no word" if not count else "all words" if count == of else "a word"


def is_called(name: str) -> bool:
    """Whether a name begins with one that people are called, in whatever language."""
    return _called_one(name) == "begins"


@lru_cache(maxsize=4096)
def _called(names: tuple[str, ...]) -> str:
    """Whether people are called so, as one feature."""
    kinds = set(map(_called_one, names))
    return f"a first name {kinds.pop()}" if len(kinds) == 1 else "a first name in some"


def _called_one(name: str) -> str:
    """Where a name has a word that people are called first: `begins` it, `within` it, `nowhere`."""
    if HAN_NAME.match(name):
        return "in characters"
    known = first_names()
    words = [word for part in name.replace("-", " ").split() if (word := part.strip(_AROUND).casefold())]
    if len(words) == 1:
        return "alone" if words[0] in known else "nowhere, one word"
    if words and words[0] in known and words[0] not in _NO_NAMES:
        return "begins"
    return "within" if any(word in known for word in words[1:]) else "nowhere"
