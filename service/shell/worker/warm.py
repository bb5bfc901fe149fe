"""Before a worker joins its group: what the pipeline reads when it is first needed is read.

Tables of names and frequencies take a second, three on a busy machine. While a worker owns partitions, a loop that stands still for
so long looks frozen, and the worker ends itself.
"""

from __future__ import annotations

from importlib.resources import files

import orjson

from copydesk.service.core.desk.outgoing import Outgoing
from copydesk.service.core.records import Origin, Record
from copydesk.service.pipeline import edit_record, parse_outgoing
from copydesk.service.settings import Settings


def warm_up(settings: Settings) -> None:
    """Decide the pages of the samples once, and throw the answers away."""
    for number, page in enumerate(files("copydesk.service").joinpath("samples", "pages").iterdir()):
        sent = parse_outgoing(_raw(number, page.read_bytes()), settings.max_document_bytes, settings.policy)
        if sent.topic == "parsed":
            _edit(sent, number, settings)


def _raw(number: int, page: bytes) -> Record:
    envelope = {"source_id": "sample", "hints": {"news_id": str(number)}, "body": page.decode(errors="replace")}
    return Record(Origin("raw", 0, number), orjson.dumps(envelope))


def _edit(sent: Outgoing, number: int, settings: Settings) -> None:
    record = Record(Origin("parsed", 0, number), sent.value, sent.headers, key=sent.key)
    edit_record(record, None, enrichers=settings.chosen_enrichers, copies=int(settings.copies == "on"))
