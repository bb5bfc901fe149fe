"""Labels at the head of a line, `News ID: 41337`, and what they label. The words are in the lexicon; what is done with
them is not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from copydesk.service.core.lexicon import LEXICONS
from copydesk.service.core.lexicon.model import Lexicon
from copydesk.service.core.lines.shape import without_bullet
from copydesk.service.core.text.spelling import key

Kind = Literal[
    "headline", "id", "not_id", "published", "updated", "clock", "as_of", "tags", "comments", "related", "signoff"
]


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a line."""

    kind: Kind
    name: str
    """As the lexicon has it: `publish date`."""
    end: int
    """Where the value begins in the line, behind colon and space."""
    colon: bool


def _phrases(lexicon: Lexicon) -> Iterable[tuple[Kind, str]]:
    fields: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("not_id", lexicon.not_id_labels),
        ("id", lexicon.id_labels),
        ("headline", lexicon.headline_labels),
        ("clock", lexicon.clock_labels),
        ("updated", lexicon.updated_labels),
        ("published", lexicon.published_labels),
        ("as_of", lexicon.as_of_labels),
        ("tags", lexicon.tags_labels),
        ("signoff", lexicon.signoffs),
        ("comments", lexicon.comment_labels),
        ("related", lexicon.related_labels),
    )
    return ((kind, key(phrase)) for kind, phrases in fields for phrase in phrases)


def _by_first_letters() -> dict[str, dict[str, Kind]]:
    """Phrases by their first two letters, the longest first: `news id` before `news`."""
    table: dict[str, dict[str, Kind]] = {}
    for lexicon in LEXICONS:
        for kind, phrase in _phrases(lexicon):
            table.setdefault(phrase[:2], {}).setdefault(phrase, kind)
    return {start: dict(sorted(found.items(), key=lambda entry: -len(entry[0]))) for start, found in table.items()}


_LABELS = _by_first_letters()
# To ask for all of them at once is ten times faster than one by one, and most lines begin with none.
_PHRASES = {start: tuple(phrases) for start, phrases in _LABELS.items()}
BULLETS = "*•-+"
"""What may stand before a label."""
_COLON = re.compile(r"\s{0,3}([::])?\s{0,8}")


def read_label(folded: str) -> Label | None:
    """The label that a folded line begins with, if any: `read_label("News ID: 7").kind` is `"id"`."""
    bare = without_bullet(folded[:80]) if folded[:1] in BULLETS else folded
    start = bare[:2].lower()
    if start not in _PHRASES or not (low := bare[:60].lower()).startswith(_PHRASES[start]):
        return None
    skipped = len(folded[:80]) - len(bare) if bare is not folded else 0
    for phrase, kind in _LABELS[start].items():
        if low.startswith(phrase) and ends_word(bare, len(phrase)):
            found = _COLON.match(folded, skipped + len(phrase))
            end = found.end() if found else skipped + len(phrase)
            return Label(kind, phrase, end, bool(found and found[1]))
    return None


def ends_word(line: str, end: int) -> bool:
    """Whether a word of a line ends there: not `Dated`, but `PublishedJul 17` and `입력2025`."""
    after = line[end : end + 1]
    return not after.isalpha() or (after.isupper() and line[end - 1].islower()) or line[end - 1] > "\u2e80"
