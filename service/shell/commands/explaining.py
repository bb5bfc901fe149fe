"""`copydesk parse --explain`: for each field of an article what was taken, where it stands and why, and what was not,
as lines for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk.service.core.records import Candidate, Origin, Record, Rejected
from copydesk.service.explain import Explanation, FieldStory, explain_record
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.inputs.messages import RawMessage

WIDTH = 150
"""A longer value is cut: the articles themselves have it whole."""
MOST_OTHERS = 8


def explain_messages(messages: Iterable[RawMessage], settings: Settings) -> Iterator[str]:
    """The lines for each message; a blank one between two."""
    for count, message in enumerate(messages):
        if count:
            yield ""
        record = Record(Origin(message.place, 0, message.number), message.value, message.headers)
        yield from explained(
            explain_record(record, settings.max_document_bytes, settings.policy),
            f"{message.place}, line {message.number}",
        )


def explained(told: Explanation | Rejected, place: str) -> Iterator[str]:
    """A document's story: whose it is, then field by field, then what was odd."""
    if isinstance(told, Rejected):
        yield f"{place}: rejected, {told.reason}: {told.detail}"
        return
    yield f"{place}: {told.article.guid}, read as {told.reader}; source {told.site}"
    for field in told.fields:
        yield from _field(field)
    for warning in told.article.extraction.warnings:
        yield f"  warning       {warning}"


def _field(field: FieldStory) -> Iterator[str]:
    yield f"  {field.field:13} {_cut(field.value or 'none')}"
    if field.value and (why := _why(field)):
        yield f"{'':18}by {why}"
    for other in field.others[:MOST_OTHERS]:
        yield f"{'':18}not {_candidate(other)}"
    if len(field.others) > MOST_OTHERS:
        yield f"{'':18}and {len(field.others) - MOST_OTHERS} more"


def _why(field: FieldStory) -> str:
    printed = f"printed {_cut(field.printed)!r}" if field.printed else ""
    return "; ".join(part for part in (field.rule or "", printed, _lines(field.lines)) if part)


def _candidate(candidate: Candidate) -> str:
    place = f"line {candidate.line}, " if candidate.line else ""
    return f"{_cut(candidate.value)!r} ({place}{candidate.rule}{': ' if candidate.note else ''}{candidate.note})"


def _lines(numbers: tuple[int, ...]) -> str:
    return f"{'line' if len(numbers) == 1 else 'lines'} {', '.join(map(str, numbers))}" if numbers else ""


def _cut(text: str) -> str:
    line = " ".join(text[: WIDTH * 2].split())
    return line if len(line) <= WIDTH else f"{line[:WIDTH]}..."
