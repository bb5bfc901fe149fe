"""What a replayed record says of its first sending, in two headers. Anyone may publish these, so they decide two things
only: the name of a record that has none, and the time at which it came, never later than the record's own. A third says that
it is to be read anew; it decides one thing: what comes out differently is a version where that record made what stands.
"""

from __future__ import annotations

import re
from datetime import datetime

from copydesk.service.core.records import EPOCH, MILLISECOND, Headers, Origin, Record, parse_origin

REPLAY_OF = "replay_of"
"""Where the document stood when it was sent for the first time: `news.raw/3/1234`."""

REPLAY_TIME = "replay_time"
"""The record time that it had there, in milliseconds since 1970."""

REPROCESS_OF = "reprocess_of"
"""Of a replay that is to be read anew: the raw record that the version that stands was read from, `news.raw/3/1234`."""

_ORIGIN = re.compile(rb"[A-Za-z0-9._-]{1,200}/[0-9]{1,10}/[0-9]{1,19}")
_MILLISECONDS = re.compile(rb"[0-9]{1,15}")
_OURS = (REPLAY_OF, REPLAY_TIME, REPROCESS_OF)


def first_origin(record: Record) -> Origin:
    """Where the document was sent first; the record's own place where it is no replay."""
    return replay_of(record.headers) or record.origin


def first_time(record: Record) -> datetime | None:
    """When the document came first; the record's own time where it is no replay, or tells none that can be."""
    given = _value(record.headers, REPLAY_TIME)
    if record.timestamp is None or replay_of(record.headers) is None or not _MILLISECONDS.fullmatch(given):
        return record.timestamp
    since_epoch = int(given) * MILLISECOND
    return EPOCH + since_epoch if since_epoch <= record.timestamp - EPOCH else record.timestamp


def replay_of(headers: Headers) -> Origin | None:
    """What the header says; None where it is missing or names no place."""
    return _place(headers, REPLAY_OF)


def reprocess_of(headers: Headers) -> Origin | None:
    """What the header says of a record that is a replay too; None where it is missing or names no place."""
    return _place(headers, REPROCESS_OF) if _place(headers, REPLAY_OF) else None


def _place(headers: Headers, name: str) -> Origin | None:
    given = _value(headers, name)
    return parse_origin(given.decode()) if _ORIGIN.fullmatch(given) else None


def replay_headers(original: Record) -> Headers:
    """The record's headers as they are, and what says that it was sent before: of a replay, what it said itself."""
    kept = tuple((name, value) for name, value in original.headers if name not in _OURS)
    came = first_time(original)
    milliseconds = (came - EPOCH) // MILLISECOND if came else -1
    time: Headers = ((REPLAY_TIME, str(milliseconds).encode()),) if milliseconds >= 0 else ()
    return (*kept, (REPLAY_OF, str(first_origin(original)).encode()), *time)


def reprocess_headers(original: Record) -> Headers:
    """The same for a record that is to be read anew."""
    return (*replay_headers(original), (REPROCESS_OF, str(original.origin).encode()))


def _value(headers: Headers, wanted: str) -> bytes:
    return next((value or b"" for name, value in headers if name == wanted), b"")
