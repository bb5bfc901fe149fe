"""Outcomes as Kafka records: which topic, which key, which bytes, which headers. Pure: nothing is sent here.

Articles and notices carry CloudEvents headers (Kafka protocol binding 1.0.2, binary mode) with ids made from what
they say, so that a repeat after a crash has the id of the first. Rejections carry the original's own headers and the
names that Spring Kafka gives dead letters (`kafka_dlt-*`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

import orjson
from pydantic import TypeAdapter, ValidationError

from copydesk.schemas.article import Article
from copydesk.schemas.base import Contract, RecordId
from copydesk.schemas.notices import Duplicate, Reason, Stage
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.addresses.source_names import is_slug
from copydesk.service.core.addresses.urls import host_slug
from copydesk.service.core.desk.told import UNTOLD, Told, told_of
from copydesk.service.core.intake.lenient import number_as_text
from copydesk.service.core.intake.replayed import REPROCESS_OF, first_origin, reprocess_of
from copydesk.service.core.records import EPOCH, MILLISECOND, Headers, Record, Rejected

RAW_ORIGIN = "raw_origin"
"""The header that every record after `news.raw` carries: `news.raw/3/1234`."""

RAW_TIME = "raw_time"
"""The header of a parsed article whose raw record is a replay: that record's own time, in milliseconds since 1970."""

LARGEST_MESSAGE = 16 * 1024 * 1024
"""Bytes of the largest parsed article; half of what its topics take."""

LARGEST_REJECTION = 31 * 1024 * 1024
"""Bytes of the largest original that `news.rejected` takes with its headers. A larger one can only come compressed."""

RECORD_ID_LENGTH = 256
LONGEST_SOURCE = 64
_EVENT_SOURCES = ("ce_source", "ce_subject")
_RECORD_ID: TypeAdapter[str] = TypeAdapter(RecordId)

LARGEST_TRACE = 1024
"""Bytes of a trace header that goes along."""

OMITTED = ("value_omitted", "headers_omitted", "key_omitted")
"""Headers of a rejection that stand in for what no topic can hold."""

RESTORED = "restored_at"
"""The header of an article that was put on its topic again where its cluster was lost: when, in milliseconds since 1970. Its
`raw_origin` names a record of the topic that is gone."""

_OURS = frozenset({"reason", "stage", "message", "record_id", RAW_ORIGIN, RESTORED, *OMITTED})


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One record to deliver. `topic` is a name of the catalogue, without prefix."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Headers
    along: tuple[Outgoing, ...] = ()
    """What goes with it, and is delivered if it is."""
    told: Told = UNTOLD
    """What is counted of it."""
    partition: int | None = None
    """None: the one of its key."""


def all_of(outgoing: Outgoing | None) -> tuple[Outgoing, ...]:
    """A message and what goes along with it, which has nothing along itself; none for None."""
    return () if outgoing is None else (outgoing, *outgoing.along)


def outgoing_of_parse(outcome: ParsedArticle | Rejected, record: Record) -> Outgoing:
    """What the parse agent sends for one raw record."""
    message = _parsed_message(outcome, record) if isinstance(outcome, ParsedArticle) else outcome
    return rejected_message(message, record) if isinstance(message, Rejected) else message


def _parsed_message(article: ParsedArticle, record: Record) -> Outgoing | Rejected:
    """The article on its way to the partition of its guid; Rejected if it has grown past what topics take."""
    value = json_of(article)
    if len(value) > LARGEST_MESSAGE:
        return Rejected(
            Reason.OVERSIZED, Stage.PARSE, f"the parsed article has {len(value)} bytes; {LARGEST_MESSAGE} is the most"
        )
    headers = (
        ("content-type", b"application/json"),
        (RAW_ORIGIN, str(record.origin).encode()),
        *_raw_time(article, record),
        *_reprocess(record),
        *_trace(record.headers),
    )
    return Outgoing("parsed", article.guid.encode(), value, headers, told=told_of(article, record.timestamp))


def _raw_time(article: ParsedArticle, record: Record) -> Headers:
    if record.timestamp is None or article.ingested_at == record.timestamp:
        return ()
    return ((RAW_TIME, str((record.timestamp - EPOCH) // MILLISECOND).encode()),)


def _reprocess(record: Record) -> Headers:
    """What says that it is read anew goes along."""
    read_before = reprocess_of(record.headers)
    return ((REPROCESS_OF, str(read_before).encode()),) if read_before else ()


def json_of(message: Contract) -> bytes:
    """What `model_dump_json` writes, letter for letter, in half the time."""
    return orjson.dumps(vars(message), default=vars, option=orjson.OPT_UTC_Z)


def event_message(outcome: Article | Duplicate, raw_origin: str, parsed_headers: Headers) -> Outgoing:
    """What the edit agent sends. A raw record can be a duplicate only once, and a story has each version only once:
    that makes their event ids.
    """
    match outcome:
        case Article(guid=guid, version=version):
            event_type = "copydesk.article.new" if version == 1 else "copydesk.article.revised"
            return _event("articles", outcome, f"{guid}@{version}", event_type, raw_origin, parsed_headers)
        case Duplicate():
            return _event("duplicates", outcome, raw_origin, "copydesk.article.duplicate", raw_origin, parsed_headers)


def _attributes(body: Article | Duplicate) -> Headers:
    """What readers choose by, without reading the value: CloudEvents extension attributes, which may have no `_` in their
    names. Whether a version is new or revised is the `ce_type`; what the document does not say has no header.
    """
    said = {"ce_sourceid": body.guid.partition(":")[0], "ce_version": str(body.version)}
    match body:
        case Article():
            said |= {"ce_pubstatus": body.pubstatus, "ce_language": body.language or ""}
        case Duplicate():
            said |= {"ce_kind": body.kind}
    return tuple((name, value.encode()) for name, value in said.items() if value)


def rejected_message(rejected: Rejected, record: Record) -> Outgoing:
    """The original, bit for bit, with why and where in headers.

    What no topic can hold uncompressed is left out, the value first, then the headers, then the key: the header
    `value_omitted` has the size and the BLAKE2b-128 (`headers_omitted` and `key_omitted` the size), and the record
    itself
    stays on `news.raw` at its origin until retention ends. A record with neither key nor value is sent with an empty
    value and `value_omitted: null`, because clients refuse to send it as it is.
    """
    key, value, kept, notes = _what_fits(record)
    record_id, source_id = names_of(record)
    headers = (*kept, *_why(rejected, record, record_id), *notes, *_dead_letter(rejected, record))
    told = Told(source_id, rejected.reason.value, record.timestamp)
    return Outgoing("rejected", key, value, headers, told=told)


def _what_fits(record: Record) -> tuple[bytes | None, bytes | None, Headers, Headers]:
    """Key, value and headers of the original as far as a topic holds them, and a note for each that is left out."""
    key, value = record.key, record.value
    kept = tuple((name, content) for name, content in record.headers if not is_ours(name))
    notes: list[tuple[str, bytes]] = []
    if record.unreadable:
        value, notes = b"", [("value_omitted", record.unreadable.encode())]
    elif value is not None and len(value) + len(key or b"") + _size(kept) > LARGEST_REJECTION:
        notes.append(
            ("value_omitted", f"{len(value)} bytes, blake2b-128 {blake2b(value, digest_size=16).hexdigest()}".encode())
        )
        value = b""
    elif value is None and key is None:
        value, notes = b"", [("value_omitted", b"null")]
    if len(key or b"") + _size(kept) > LARGEST_REJECTION:
        notes.append(("headers_omitted", f"{len(kept)} headers, {_size(kept)} bytes".encode()))
        kept = ()
    if key is not None and len(key) > LARGEST_REJECTION:
        notes.append(("key_omitted", f"{len(key)} bytes".encode()))
        key, value = None, value or b""
    return key, value, kept, tuple(notes)


def is_ours(name: str) -> bool:
    """Whether a header of a rejection is the desk's own, not the original's."""
    return name in _OURS or name.startswith("kafka_dlt-")


def _size(headers: Headers) -> int:
    return sum(len(name.encode(errors="replace")) + len(content or b"") for name, content in headers)


def _why(rejected: Rejected, record: Record, record_id: str) -> Headers:
    return (
        ("reason", rejected.reason.encode()),
        ("stage", rejected.stage.encode()),
        ("message", rejected.detail.encode(errors="replace")),
        ("record_id", record_id.encode(errors="replace")),
        (RAW_ORIGIN, str(record.origin).encode()),
    )


def _dead_letter(rejected: Rejected, record: Record) -> Headers:
    """Spring Kafka's names and encodings: numbers as big-endian two's complement."""
    origin = record.origin
    timestamp = int(record.timestamp.timestamp() * 1000) if record.timestamp else -1
    return (
        ("kafka_dlt-original-topic", origin.topic.encode()),
        ("kafka_dlt-original-partition", origin.partition.to_bytes(4, "big", signed=True)),
        ("kafka_dlt-original-offset", origin.offset.to_bytes(8, "big", signed=True)),
        ("kafka_dlt-original-timestamp", timestamp.to_bytes(8, "big", signed=True)),
        ("kafka_dlt-exception-fqcn", f"copydesk.{rejected.stage}.{rejected.reason}".encode()),
        ("kafka_dlt-exception-message", rejected.detail.encode(errors="replace")),
    )


def _event(
    topic: str, body: Article | Duplicate, event_id: str, event_type: str, raw_origin: str, parsed_headers: Headers
) -> Outgoing:
    moment = body.detected_at if isinstance(body, Duplicate) else body.ingested_at
    time: Headers = (("ce_time", moment.isoformat().encode()),) if moment else ()
    headers = (
        ("ce_specversion", b"1.0"),
        ("ce_id", event_id.encode()),
        ("ce_source", b"/copydesk"),
        ("ce_type", event_type.encode()),
        ("ce_subject", body.guid.encode()),
        *time,
        *_attributes(body),
        ("content-type", b"application/json"),
        (RAW_ORIGIN, raw_origin.encode()),
        *_trace(parsed_headers),
    )
    told = told_of(body, raw_time_of(parsed_headers) or moment)
    return Outgoing(topic, body.guid.encode(), json_of(body), headers, told=told)


def record_id_of(record: Record) -> str:
    """The publisher's name for a record, read as far as a turned-away record can be read; else its origin."""
    return names_of(record)[0]


def source_of(record: Record) -> str:
    """What a turned-away record says of its source; empty where it says nothing that can be read."""
    return names_of(record)[1]


def names_of(record: Record) -> tuple[str, str]:
    """Both of these, and the document is read once."""
    fields = _fields(record)
    return _record_id(record, fields), _source(record, fields)[:LONGEST_SOURCE]


def address_of(record: Record) -> str | None:
    """What a turned-away record says of its page's address; None where it says nothing that can be read."""
    given = next((value for name, value in record.headers if name == "ce_subject"), None)
    return given.decode(errors="replace") if given else _text(_fields(record), "url")


def _source(record: Record, fields: dict[str, object]) -> str:
    """Its `source_id`, else what the host of its address makes of one; of a page with CloudEvents headers, of these. A name that
    is no ID stands as it is where there is no address.
    """
    event = {
        name: (value or b"").decode("utf-8", "replace") for name, value in record.headers if name in _EVENT_SOURCES
    }
    names = [_text(fields, "source_id") or "", event.get("ce_source", "")]
    addresses = [_text(fields, "url"), event.get("ce_subject"), event.get("ce_source")]
    return next(filter(None, (*filter(is_slug, names), *map(host_slug, addresses), *names)), "")


def _record_id(record: Record, fields: dict[str, object]) -> str:
    given = _event_id(record.headers) or _text(fields, "record_id")
    try:
        return _RECORD_ID.validate_python(given) if given and given.strip() else str(first_origin(record))
    except ValidationError:
        return str(first_origin(record))


def _event_id(headers: Headers) -> str:
    given = next((value for name, value in headers if name == "ce_id" and value), b"")
    return given.decode("utf-8", "replace")[:RECORD_ID_LENGTH]


def _fields(record: Record) -> dict[str, object]:
    try:
        fields = orjson.loads(record.value or b"")
    except orjson.JSONDecodeError:
        return {}
    return fields if isinstance(fields, dict) else {}


def _text(fields: dict[str, object], name: str) -> str | None:
    given = number_as_text(fields.get(name))
    return given if isinstance(given, str) else None


def _trace(headers: Headers) -> Headers:
    """W3C trace context goes along."""
    return tuple(
        (name, value)
        for name, value in headers
        if name in ("traceparent", "tracestate") and len(value or b"") <= LARGEST_TRACE
    )


def raw_time_of(headers: Headers) -> datetime | None:
    """What the RAW_TIME header says; None where it is missing or unreadable."""
    given = next((value or b"" for name, value in headers if name == RAW_TIME), b"")
    return EPOCH + int(given) * MILLISECOND if given.isdigit() and len(given) < 15 else None


def raw_origin_of(headers: Headers) -> str | None:
    """What the RAW_ORIGIN header says; None where it is missing or unreadable, or names a record of a topic that is gone."""
    if is_restored(headers):
        return None
    return _text_of(headers, RAW_ORIGIN)


def read_before_of(headers: Headers) -> str | None:
    """What the REPROCESS_OF header of a parsed article says; None where it is missing."""
    return _text_of(headers, REPROCESS_OF)


def _text_of(headers: Headers, wanted: str) -> str | None:
    for name, value in headers:
        if name == wanted:
            return (value or b"").decode("utf-8", "replace")
    return None


def is_restored(headers: Headers) -> bool:
    """Whether an article was put on its topic again where its cluster was lost."""
    return any(name == RESTORED for name, _ in headers)
