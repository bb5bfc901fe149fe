"""Pages that say by themselves that they hold no story: one that is not there, one that asks for consent first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.text.spelling import key

MOST_CHARS, MOST_TITLE = 1_500, 80
"""A longer text is a story, whatever it speaks of; a longer title is a headline."""
LEAST_ASKED = 3
"""So many of the phrases in which consent is asked for make a wall."""
_ERRORS = any_of(map(key, words_of(lambda lexicon: lexicon.page.errors)))
# `404 - Bridge News`, `Error 404 (Not found)`, `Page not found | Bridge News`; not `500 people march`, `Forbidden City reopens`.
_ERROR = re.compile(
    rf"(?:error )?(?:[45]0\d|451)\b(?:\W*(?:error\b|{_ERRORS}|\Z)|\s?[-–—|:·])|(?:{_ERRORS})(?=\W*\Z|\s?[-–—|:.…!·])"
)
_CONSENTS = tuple({key(words) for words in words_of(lambda lexicon: lexicon.page.consents)})


def scrap_of(titles: Iterable[str], story: Sequence[str]) -> str | None:
    """`error page` or `consent wall`, if a page with these titles and so little text is one."""
    if sum(map(len, story)) > MOST_CHARS:
        return None
    named = [key(title) for title in titles if len(title) <= MOST_TITLE]
    if any(_ERROR.match(title) for title in named) and len(story) <= 6:
        return "error page"
    told = key(" ".join((*named, *story)))
    return "consent wall" if sum(phrase in told for phrase in _CONSENTS) >= LEAST_ASKED else None
