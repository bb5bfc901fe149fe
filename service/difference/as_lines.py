"""A difference as lines for a terminal: in colour, or with the marks of wdiff."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from copydesk.schemas.article import Article
from copydesk.service.difference.paragraphs import Row
from copydesk.service.difference.shown import Folded, before, folded, kind_of, number_of, summary, version_line, visible
from copydesk.service.difference.story import BodyDifference, Difference, TextDifference, ValueDifference
from copydesk.service.difference.words import Part

LONG_STRETCH = 40
"""Words in a row that were kept; more are cut in the middle."""
ENDS = 12
"""Words that are left at each end of those."""
LONG_CONTEXT = 200
"""Characters of a paragraph that did not change."""

Ink = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Inks:
    """How a text is marked."""

    removed: Ink
    """Words of a text."""
    added: Ink
    gone: Ink
    """A whole value or paragraph, with a sign before it."""
    come: Ink
    aside: Ink
    title: Ink


def _plain(text: str) -> str:
    return text


def _red(text: str) -> str:
    return f"\x1b[31;9m{text}\x1b[0m"


def _green(text: str) -> str:
    return f"\x1b[32;4m{text}\x1b[0m"


MARKS = Inks(lambda text: f"[-{text}-]", lambda text: f"{{+{text}+}}", _plain, _plain, _plain, _plain)
"""As wdiff has them, for a file or a pipe."""
COLOURS = Inks(_red, _green, _red, _green, lambda text: f"\x1b[2m{text}\x1b[0m", lambda text: f"\x1b[1m{text}\x1b[0m")
"""Red and struck through, green and underlined: told apart without colours too."""

_SIGNS = {"changed": "~", "moved": ">", "added": "+", "removed": "-", "as before": " "}


def lines(old: Article, new: Article, found: Sequence[Difference], context: int, inks: Inks) -> Iterator[str]:
    """Who the versions are, then field by field."""
    yield inks.title(visible(f"{new.guid}  v{old.version} -> v{new.version}  {new.headline or '(no headline)'}"))
    yield f"  {version_line(old)}"
    yield f"  {version_line(new)}"
    if not found:
        yield "nothing that is compared differs"
    for difference in found:
        yield ""
        yield from _lines(difference, context, inks)


def _lines(difference: Difference, context: int, inks: Inks) -> Iterator[str]:
    match difference:
        case TextDifference(field, parts):
            yield inks.title(field)
            yield f"  {inked(parts, inks)}"
        case ValueDifference(field, removed, added):
            yield inks.title(field) + ("" if removed or added else ": in another order")
            yield from (f"  - {inks.gone(visible(value))}" for value in removed)
            yield from (f"  + {inks.come(visible(value))}" for value in added)
        case BodyDifference(field, rows):
            yield f"{inks.title(field)}: {summary(rows)}"
            yield from (_row_line(row, inks) for row in folded(rows, context))


def _row_line(row: Row | Folded, inks: Inks) -> str:
    if isinstance(row, Folded):
        return inks.aside(f"       ... {row.told}")
    told = before(row)
    aside = inks.aside(f"({told}) ") if told else ""
    return f"  {number_of(row):>4} {_SIGNS[kind_of(row)]} {aside}{_row_text(row, inks)}"


def _row_text(row: Row, inks: Inks) -> str:
    match kind_of(row):
        case "added":
            return inks.come(visible(row.text))
        case "removed":
            return inks.gone(visible(row.text))
        case "changed":
            return inked(row.parts, inks)
        case _:
            return _cut(visible(row.text))


def inked(parts: Sequence[Part], inks: Inks) -> str:
    """A text with its removed and added words marked."""
    return "".join(_part(part, inks) for part in parts).strip(" ")


def _part(part: Part, inks: Inks) -> str:
    if part.kind == "=":
        return visible(_cut_stretch(part, inks))
    text = visible(part.text)
    words = text.lstrip(" ")
    return text[: len(text) - len(words)] + (inks.removed if part.kind == "-" else inks.added)(words)


def _cut_stretch(part: Part, inks: Inks) -> str:
    if len(part.words) <= LONG_STRETCH:
        return part.text
    first, last = Part("=", part.words[:ENDS]).text, Part("=", part.words[-ENDS:]).text
    return f"{first} (... {len(part.words) - 2 * ENDS} words ...){last}"


def _cut(text: str) -> str:
    return text if len(text) <= LONG_CONTEXT else f"{text[:LONG_CONTEXT]}..."
