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
from copydesk.service.core.lines.sheet import Sheet, without_bullet
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


@dataclass(frozen=True, slots=True)
class LabelledId:
    """The publisher's ID of the story, as a label gives it."""

    value: str
    """Digits of any script as ASCII, else as printed."""
    line: int
    name: str


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


def _by_first_letters() -> dict[str, tuple[tuple[str, Kind], ...]]:
    """Phrases by their first two letters, the longest first: `news id` before `news`."""
    table: dict[str, dict[str, Kind]] = {}
    for lexicon in LEXICONS:
        for kind, phrase in _phrases(lexicon):
            table.setdefault(phrase[:2], {}).setdefault(phrase, kind)
    return {start: tuple(sorted(phrases.items(), key=lambda entry: -len(entry[0]))) for start, phrases in table.items()}


_LABELS = _by_first_letters()
_COLON = re.compile(r"\s{0,3}([::])?\s{0,8}")
_ID_VALUE = re.compile(r"[A-Za-z]{0,4}-?\d[\w./-]{0,28}(?<=\w)")
_NEXT_ID_VALUE = re.compile(r"\d{3,20}\Z")
_ID_WORDS = sorted(
    {key(phrase) for lexicon in LEXICONS for phrase in lexicon.id_labels if " " in phrase}, key=len, reverse=True
)
_ID_ANYWHERE = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, _ID_WORDS))})\s{{0,2}}:?\s{{0,3}}({_ID_VALUE.pattern})", re.I
)
_DIGIT = re.compile(r"\d")


def read_label(folded: str) -> Label | None:
    """The label that a folded line begins with, if any: `read_label("News ID: 7").kind` is `"id"`."""
    bare = without_bullet(folded[:80]) if folded[:1] in "*•-+" else folded
    skipped = len(folded[:80]) - len(bare) if bare is not folded else 0
    low = bare[:60].lower()
    for phrase, kind in _LABELS.get(low[:2], ()):
        if low.startswith(phrase) and _ends_word(bare, len(phrase)):
            found = _COLON.match(folded, skipped + len(phrase))
            end = found.end() if found else skipped + len(phrase)
            return Label(kind, phrase, end, bool(found and found[1]))
    return None


def _ends_word(line: str, end: int) -> bool:
    """Whether a word ends there: not `Dated`, but `PublishedJul 17` and `입력2025`."""
    after = line[end : end + 1]
    return not after.isalpha() or (after.isupper() and line[end - 1].islower()) or line[end - 1] > "\u2e80"


def labels_of(sheet: Sheet) -> dict[int, Label]:
    """Line -> the label it begins with."""
    return {index: label for index, folded in enumerate(sheet.folded) if (label := read_label(folded))}


def labelled_ids(sheet: Sheet, labels: dict[int, Label]) -> list[LabelledId]:
    """All IDs that labels give, in order."""
    found = [
        labelled for index, label in labels.items() if label.kind == "id" and (labelled := _id_at(sheet, index, label))
    ]
    return found or [
        labelled for index in range(len(sheet.folded)) if index not in labels and (labelled := _id_within(sheet, index))
    ]


def _id_at(sheet: Sheet, index: int, label: Label) -> LabelledId | None:
    folded = sheet.folded[index]
    value = _ID_VALUE.match(folded, label.end)
    if value and (label.colon or " " in label.name) and not (label.name == "id" and len(value[0]) < 4):
        return LabelledId(value[0], index, label.name)
    if label.colon and label.end >= len(folded) and index + 1 < len(sheet.folded):
        below = _NEXT_ID_VALUE.match(sheet.folded[index + 1])
        return LabelledId(below[0], index + 1, label.name) if below else None
    return None


def _id_within(sheet: Sheet, index: int) -> LabelledId | None:
    """An ID whose label does not begin the line: `Iran | News ID 157693 |`."""
    folded = sheet.folded[index]
    if len(folded) > 200 or not _DIGIT.search(folded):
        return None
    found = _ID_ANYWHERE.search(folded)
    return LabelledId(found[1], index, "within") if found else None


def choose_id(found: list[LabelledId], url: str | None) -> LabelledId | None:
    """The story's own ID: the only one, else the one in the URL. A page that lists several stories has none."""
    if len({labelled.value for labelled in found}) == 1:
        return found[0]
    return next((labelled for labelled in found if url and labelled.value in url), None)
