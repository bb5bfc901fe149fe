"""`copydesk parse`: the pipeline without a broker. Raw messages in, one JSON outcome a line out, in order, one for
one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk.schemas.notices import Rejection
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.outgoing import record_id_of
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import first_version, parse_record
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.inputs.messages import RawMessage


def parse_messages(messages: Iterable[RawMessage], settings: Settings) -> Iterator[bytes]:
    """`{"outcome": "article", "article": {...}}` or `{"outcome": "rejected", "rejection": {...}}` for each message."""
    for message in messages:
        record = Record(Origin(message.place, 0, message.number), message.value, message.headers)
        yield outcome_line(record, settings)


def outcome_line(record: Record, settings: Settings) -> bytes:
    """One outcome as a line of JSON, without its newline."""
    match parse_record(record, settings.max_document_bytes, settings.policy):
        case ParsedArticle() as parsed:
            return (
                b'{"outcome":"article","article":'
                + first_version(parsed, settings.chosen_enrichers).model_dump_json().encode()
                + b"}"
            )
        case Rejected(reason, stage, detail):
            rejection = Rejection(record_id=record_id_of(record), reason=reason, stage=stage, message=detail)
            return b'{"outcome":"rejected","rejection":' + rejection.model_dump_json().encode() + b"}"
