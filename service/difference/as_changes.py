"""A difference as `changes` has it, with the words of every paragraph: for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from copydesk.schemas.article import Article, Change
from copydesk.service.core.text.scripts import WORD
from copydesk.service.difference.paragraphs import Row
from copydesk.service.difference.story import BodyDifference, Difference, TextDifference, ValueDifference, told_by
from copydesk.service.difference.words import Part


def changes(old: Article, new: Article, found: Sequence[Difference]) -> Iterator[Change]:
    """One for each field, and one for each paragraph of the body that is not as it was."""
    before, after = told_by(old), told_by(new)
    for difference in found:
        match difference:
            case BodyDifference(field, rows):
                yield from (_paragraph(field, row) for row in rows if not row.same)
            case TextDifference(field, parts) if before[field] and after[field]:
                yield Change(op="replace", path=f"/{field}", words=steps(parts))
            case TextDifference(field) | ValueDifference(field):
                yield _whole(field, after[field])


def _whole(field: str, value: Any) -> Change:
    return Change(op="replace", path=f"/{field}", value=value) if value else Change(op="remove", path=f"/{field}")


def _paragraph(field: str, row: Row) -> Change:
    if row.new is None:
        return Change(op="remove", path=f"/{field}/{row.old}")
    if row.old is None:
        return Change(op="add", path=f"/{field}/{row.new}", value=row.text)
    return Change(
        op="move" if row.moved else "replace",
        path=f"/{field}/{row.new}",
        moved_from=f"/{field}/{row.old}" if row.moved else None,
        words=steps(row.parts),
    )


def steps(parts: Sequence[Part]) -> list[str]:
    """`=3`, `-old words`, `+new words`. Counted as `changes` counts: marks on letters of scripts without spaces too."""
    return [_step(part) for part in parts]


def _step(part: Part) -> str:
    return f"={len(WORD.findall(part.text))}" if part.kind == "=" else f"{part.kind}{part.text.strip()}"
