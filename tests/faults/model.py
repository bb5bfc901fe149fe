"""What each raw record should come to: the pure pipeline alone, one record after the other, with nothing that can
fail.
"""

from __future__ import annotations

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.dedupe import Done, Place
from copydesk.service.core.desk.memory_form import pack, unpack
from copydesk.service.core.desk.outgoing import event_message, rejected_message
from copydesk.service.core.records import Record
from copydesk.service.pipeline import edit_article, parse_record
from tests.faults.telling import Telling, telling


class Model:
    """Asked in the order of the raw offsets of one partition. A story whose documents share a key lives on one
    partition.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._memory: dict[str, bytes] = {}
        self._asked = 0

    def outcome_of(self, record: Record) -> Telling:
        """What this raw record should come to, after all that came before it."""
        self._asked += 1
        parsed = parse_record(record, self._max_bytes)
        if not isinstance(parsed, ParsedArticle):
            sent = rejected_message(parsed, record)
            return telling(sent.topic, sent.value, sent.headers)
        return self._edited(parsed, str(record.origin))

    def forget(self) -> None:
        """The next partition has other stories."""
        self._memory.clear()

    def _edited(self, parsed: ParsedArticle, raw_origin: str) -> Telling:
        known = self._memory.get(parsed.guid)
        outcome, seen = edit_article(parsed, unpack(known) if known else None, Place(self._asked, raw_origin))
        self._memory[parsed.guid] = pack(seen)
        assert not isinstance(outcome, Done)
        sent = event_message(outcome, raw_origin, ())
        return telling(sent.topic, sent.value, sent.headers)
