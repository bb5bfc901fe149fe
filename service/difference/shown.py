"""What the ways to show a difference share: who the versions are, what is folded away, and which characters come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from copydesk.schemas.article import Article
from copydesk.service.difference.paragraphs import Row

KINDS = ("changed", "moved", "added", "removed", "as before")
"""What can have happened to a paragraph."""

JOINERS = "\u200c\u200d"
"""Persian and the scripts of India are written with them; every other character that shows nothing is left out."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Paragraphs in a row that are as they were and not near anything that changed."""

    rows: tuple[Row, ...]

    @property
    def told(self) -> str:
        """`3 paragraphs as they were`."""
        return counted(len(self.rows), "paragraph as it was", "paragraphs as they were")


def visible(text: str) -> str:
    """On one line and without control characters, which could drive a terminal or turn the order of what follows."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in JOINERS else " " for char in text)


def folded(rows: Sequence[Row], context: int) -> Iterator[Row | Folded]:
    """The rows that differ with `context` paragraphs before and after each; the others folded."""
    near = {
        place
        for number, row in enumerate(rows)
        if not row.same
        for place in range(number - context, number + context + 1)
    }
    away: list[Row] = []
    for number, row in enumerate(rows):
        if number not in near:
            away.append(row)
            continue
        yield from _fold(away)
        away = []
        yield row
    yield from _fold(away)


def _fold(rows: list[Row]) -> Iterable[Folded]:
    return [Folded(tuple(rows))] if rows else []


def summary(rows: Iterable[Row]) -> str:
    """`2 changed, 1 moved, 3 added, 1 removed, 12 as they were`."""
    told = Counter(kind_of(row) for row in rows)
    if told.keys() <= {"as before"}:
        return "nothing but white space"
    return ", ".join(f"{told[kind]} {kind}" for kind in KINDS if told[kind])


def kind_of(row: Row) -> str:
    """What happened to a paragraph, in a word."""
    if row.old is None or row.new is None:
        return "added" if row.old is None else "removed"
    if row.parts:
        return "changed"
    return "moved" if row.moved else "as before"


def number_of(row: Row) -> str:
    """Which paragraph of the new text it is, from 1; empty where it was removed."""
    return "" if row.new is None else str(row.new + 1)


def before(row: Row) -> str:
    """`was 8`, `moved from 3`: where it stood, if it does not stand there any more."""
    if row.old is None or not (row.moved or row.new is None):
        return ""
    return f"{'moved from' if row.moved else 'was'} {row.old + 1}"


def counted(count: int, one: str, many: str) -> str:
    """`1 paragraph`, `3 paragraphs`."""
    return f"{count} {one if count == 1 else many}"


def version_line(article: Article) -> str:
    """`v2  modified 2026-05-01 12:40  came 2026-05-01 12:41  crawl-77`."""
    moments = (
        ("published", None if article.modified_at else article.published_at),
        ("modified", article.modified_at),
        ("came in", article.ingested_at),
    )
    times = [f"{name} {_minute(moment)}" for name, moment in moments if moment]
    return visible("  ".join([f"v{article.version}", *times, f"record {article.record_id}"]))


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
