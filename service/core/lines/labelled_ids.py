"""The publisher's ID of a story, as labels in its text give it: `News ID: 41337`, and which of several is the story's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from copydesk.service.core.lexicon import LEXICONS
from copydesk.service.core.lines.labels import Label
from copydesk.service.core.lines.line import Lines
from copydesk.service.core.text.spelling import key

_ID_VALUE = re.compile(r"[A-Za-z]{0,4}-?\d[\w./-]{0,28}(?<=\w)")
_NEXT_ID_VALUE = re.compile(r"\d{3,20}\Z")
_ID_WORDS = sorted(
    {key(phrase) for lexicon in LEXICONS for phrase in lexicon.id_labels if " " in phrase}, key=len, reverse=True
)
_FINDER = AhoCorasick(_ID_WORDS)
_ID_ANYWHERE = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, _ID_WORDS))})\s{{0,2}}:?\s{{0,3}}({_ID_VALUE.pattern})", re.I
)


@dataclass(frozen=True, slots=True)
class LabelledId:
    """The publisher's ID of the story, as a label gives it."""

    value: str
    """Digits of any script as ASCII, else as printed."""
    line: int
    name: str


def labelled_ids(lines: Lines, labels: dict[int, Label]) -> list[LabelledId]:
    """All IDs that labels give, in order."""
    found = [
        labelled for index, label in labels.items() if label.kind == "id" and (labelled := _id_at(lines, index, label))
    ]
    return found or [
        labelled
        for index, line in enumerate(lines)
        if line.digits and index not in labels and (labelled := _id_within(line.folded, index))
    ]


def _id_at(lines: Lines, index: int, label: Label) -> LabelledId | None:
    folded = lines[index].folded
    value = _ID_VALUE.match(folded, label.end)
    if value and (label.colon or " " in label.name) and not (label.name == "id" and len(value[0]) < 4):
        return LabelledId(value[0], index, label.name)
    if label.colon and label.end >= len(folded) and index + 1 < len(lines):
        below = _NEXT_ID_VALUE.match(lines[index + 1].folded)
        return LabelledId(below[0], index + 1, label.name) if below else None
    return None


def _id_within(folded: str, index: int) -> LabelledId | None:
    """An ID whose label does not begin the line: `Iran | News ID 157693 |`."""
    if len(folded) > 200 or not _FINDER.find_matches_as_indexes(folded.lower()):
        return None
    found = _ID_ANYWHERE.search(folded)
    return LabelledId(found[1], index, "within") if found else None


def choose_id(found: list[LabelledId], url: str | None) -> LabelledId | None:
    """The story's own ID: the only one, else the one in the URL. A page that lists several stories has none."""
    if len({labelled.value for labelled in found}) == 1:
        return found[0]
    return next((labelled for labelled in found if url and labelled.value in url), None)
