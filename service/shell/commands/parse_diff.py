"""`copydesk parse --diff`: what a change of profile, settings or release changes in documents that were parsed before.

Of the outcomes of before only their names and places in the file are held, so that memory does not grow with their texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, Self

import orjson

from copydesk.service.core.desk.outgoing import address_of, record_id_of
from copydesk.service.core.desk.reprocess import change_line
from copydesk.service.core.records import Origin, Record
from copydesk.service.difference.outcomes import (
    COMPARED_FIELDS,
    OUTCOME,
    FieldChange,
    Outcome,
    field_changes,
    record_id_of_outcome,
    url_of_outcome,
)
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.inputs.messages import RawMessage
from copydesk.service.shell.commands.inputs.opened import readable
from copydesk.service.shell.commands.lines import printable
from copydesk.service.shell.commands.parse_files import outcome_line
from copydesk.service.shell.errors import UnreadableFile

State = Literal["differs", "added", "gone"]
"""`added`: not among the outcomes of before; `gone`: not among the documents of now."""

_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")


@dataclass(frozen=True, slots=True)
class Found:
    """A document that is not as it was."""

    state: State
    name: str
    """Its record_id."""
    url: str | None
    changes: tuple[FieldChange, ...] = ()


@dataclass(slots=True)
class Sum:
    """What was compared so far."""

    same: int = 0
    states: Counter[State] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    """Of the documents that differ."""

    @property
    def differs(self) -> bool:
        """Whether anything is not as it was."""
        return any(self.states.values())

    def add(self, found: Found) -> None:
        """Count a document that is not as it was."""
        self.states[found.state] += 1
        self.fields.update(change.field for change in found.changes)


@dataclass(frozen=True, slots=True)
class Document:
    """How a document of now is known."""

    name: str
    """Its record_id."""
    is_place: bool
    """Whether that is only where it stands, since it gives none."""
    url: str | None


class Before:
    """The outcomes in a file, each taken once. A document is known by the record_id that it gives, else by its address where one
    document alone had that, else by its place (`pages/a.html`, or the line of a file) where the outcome there had no other address.

    The file is read whole at once; UnreadableFile names the first line that is no outcome.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._by_id: dict[str, deque[int]] = defaultdict(deque)
        self._by_url: dict[str, list[int]] = defaultdict(list)
        self._left: dict[int, str | None] = {}
        """Place in the file -> address, of those that are not taken."""
        self._left_at: Counter[str | None] = Counter()
        """How many of them have an address."""
        with readable(path):
            self._file: IO[bytes] = path.open("rb")
        try:
            self._read()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        """The file stays open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _read(self) -> None:
        number, place = 0, 0
        if not self._file.seekable():
            raise UnreadableFile(f"{self._path}: is a pipe; --diff reads it in no order: write it to a file first")
        with readable(self._path):
            for number, line in enumerate(self._file, 1):
                if number == 1 and line.startswith(_PACKED):
                    raise UnreadableFile(f"{self._path}: is packed; unpack it first: --diff reads it in no order")
                if line.strip():
                    self._note(_outcome(line, f"{self._path}:{number}"), place)
                place += len(line)
        if not self._left:
            raise UnreadableFile(
                f"{self._path}: holds no outcome: write it with `copydesk parse PATH... > {self._path}`"
            )

    def _note(self, outcome: Outcome, place: int) -> None:
        url = url_of_outcome(outcome)
        self._left[place] = url
        self._left_at[url] += 1
        self._by_id[record_id_of_outcome(outcome)].append(place)
        if url:
            self._by_url[url].append(place)

    def take(self, document: Document) -> Outcome | None:
        """The outcome of a document; None where there was none."""
        named = self._named(document.name)
        if named is not None and not document.is_place:
            return self._at(named)
        if document.url and self._left_at[document.url] == 1:
            return self._at(next(place for place in self._by_url[document.url] if place in self._left))
        if named is not None and self._left[named] in (None, document.url):
            return self._at(named)
        return None

    def _named(self, name: str) -> int | None:
        """The first that is left of those with a record_id."""
        places = self._by_id.get(name, deque())
        while places and places[0] not in self._left:
            places.popleft()
        return places[0] if places else None

    def left(self) -> Iterator[Outcome]:
        """Those that no document of now was, in the file's order."""
        for place in list(self._left):
            yield self._at(place)

    def _at(self, place: int) -> Outcome:
        self._left_at[self._left.pop(place)] -= 1
        self._file.seek(place)
        return _outcome(self._file.readline(), str(self._path))


def _outcome(line: bytes, place: str) -> Outcome:
    """What `copydesk parse` wrote; an article, or a line of `copydesk tail articles --json`, as the outcome that it was."""
    try:
        said = orjson.loads(line)
    except orjson.JSONDecodeError:
        said = None
    held: Any = said.get("value") if isinstance(said, dict) and "topic" in said else said
    match held:
        case {"outcome": "article", "article": dict()} | {"outcome": "rejected", "rejection": dict()}:
            return dict(held)
        case {"guid": _, "content_hash": _}:
            return {"outcome": "article", "article": held}
    raise UnreadableFile(f"{place}: is no outcome as `copydesk parse` writes it")


def compared(messages: Iterable[RawMessage], before: Before, settings: Settings, total: Sum) -> Iterator[Found]:
    """Each document that is not as it was, in order, then what is gone; `total` counts on."""
    for message in messages:
        found = _compared(message, before, settings)
        if found is None:
            total.same += 1
        else:
            total.add(found)
            yield found
    for outcome in before.left():
        gone = Found("gone", record_id_of_outcome(outcome), url_of_outcome(outcome))
        total.add(gone)
        yield gone


def _compared(message: RawMessage, before: Before, settings: Settings) -> Found | None:
    record = Record(Origin(message.place, 0, message.number), message.value, message.headers)
    now: Outcome = orjson.loads(outcome_line(record, settings))
    name, url = record_id_of(record), url_of_outcome(now) or address_of(record)
    old = before.take(Document(name, name == str(record.origin), url))
    if old is None:
        return Found("added", name, url)
    changes = field_changes(old, now)
    return Found("differs", name, url or url_of_outcome(old), tuple(changes)) if changes else None


def found_lines(found: Found) -> Iterator[str]:
    """For a person: which document, then a line for each field."""
    yield printable("  ".join(filter(None, [found.name, found.url, _STATES[found.state]])))
    for change in found.changes:
        told = f"{change.before} -> {change.now}" if change.field == OUTCOME else change_line(change.before, change.now)
        yield printable(f"  {change.field}: {told}")


def found_json(found: Found) -> str:
    """The same as one line of JSON, with the whole values."""
    changes = {change.field: {"before": change.before, "now": change.now} for change in found.changes}
    said = {"state": found.state, "record_id": found.name, "url": found.url, "changes": changes}
    return orjson.dumps(said).decode()


def sum_lines(total: Sum) -> Iterator[str]:
    """`12 documents: 9 as before, 2 otherwise, 1 not parsed before`; then how many differ in each field."""
    counts = [f"{total.same:,} as before"] if total.same else []
    counts += [f"{count:,} {told}" for state, told in _COUNTED.items() if (count := total.states[state])]
    number = total.same + sum(total.states.values())
    yield f"{number:,} document{'s' * (number != 1)}" + (f": {', '.join(counts)}" if counts else "")
    for name in _ordered(total.fields):
        yield f"  {name}  {total.fields[name]:,}"


def sum_json(total: Sum) -> str:
    """The same as one line of JSON, the last."""
    said: dict[str, Any] = {"same": total.same, **{state: total.states[state] for state in _COUNTED}}
    return orjson.dumps(
        {"summary": said | {"fields": {name: total.fields[name] for name in _ordered(total.fields)}}}
    ).decode()


def _ordered(fields: Counter[str]) -> list[str]:
    order = (OUTCOME, *COMPARED_FIELDS)
    return sorted(fields, key=lambda name: (-fields[name], order.index(name)))


_STATES: dict[State, str] = {"differs": "", "added": "(not parsed before)", "gone": "(not there any more)"}
_COUNTED: dict[State, str] = {"differs": "otherwise", "added": "not parsed before", "gone": "not there any more"}
