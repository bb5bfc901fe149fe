"""Articles in OpenSearch: of each story the newest version, under its guid. `version` is the document's external version, so
that a repeat, or a process that slept, never writes an older one over a newer.

A story that is forgotten leaves a document with its guid, its number and nothing else: OpenSearch forgets after a minute which
version it has deleted, and an older one would come back. Positions are those of the group: to write again is no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid4

import orjson
import pybase64

from copydesk.service.shell.sinks.contract import Away, Batch, Source, Unusable
from copydesk.service.shell.sinks.entries import Entry, Forgotten, Refused, Stored
from copydesk.service.shell.sinks.opensearch_http import CONFLICT, Part, Server

LONGEST_ID = 512
"""Bytes."""
TRIES = 5

_KEYWORD = {"type": "keyword", "ignore_above": 1000}
_DATE = {"type": "date", "ignore_malformed": True}
_TEXT = {"type": "text"}
_NUMBER = {"type": "integer", "ignore_malformed": True}

PROPERTIES: Mapping[str, Any] = {
    **dict.fromkeys(("guid", "source_id", "news_id", "url", "canonical_url", "section", "language", "tags"), _KEYWORD),
    **dict.fromkeys(("pubstatus", "signals", "content_hash", "countries", "keywords", "changed_fields"), _KEYWORD),
    **dict.fromkeys(("headline", "abstract", "body_text", "byline"), _TEXT),
    **dict.fromkeys(("published_at", "modified_at", "fetched_at", "ingested_at", "first_seen_at"), _DATE),
    **dict.fromkeys(("embargoed_until", "forgotten_at"), _DATE),
    **dict.fromkeys(("version", "word_count", "urgency"), _NUMBER),
    "authors": {"properties": {"name": {"type": "text", "fields": {"exact": _KEYWORD}}}},
    "forgotten": {"type": "boolean"},
    "kafka": {"properties": {"partition": {"type": "integer"}, "offset": {"type": "long"}, "time": _DATE}},
}
"""Fields that can be searched; all others of an article are in the document as they are."""

SHOWN = {
    "bool": {
        "must_not": [{"term": {"forgotten": True}}, {"term": {"signals": "advisory"}}],
        "should": [
            {"term": {"pubstatus": "usable"}},
            {"bool": {"filter": [{"term": {"pubstatus": "withheld"}}, {"range": {"embargoed_until": {"lte": "now"}}}]}},
        ],
        "minimum_should_match": 1,
    }
}
"""What readers may see now: the filter of the alias `INDEX-shown`."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a batch does to a story: its newest version, or its end, with the highest version that came before that."""

    entry: Stored | Forgotten
    highest: int = 0


class OpenSearch:
    """An index by its address, `opensearch://user:password@host:9200/articles`."""

    def __init__(self, address: str) -> None:
        self._server = Server(address)
        self._name = ""

    async def prepare(self, source: Source) -> str:
        """Make the index and its alias, with a name. Raises Unusable where it holds another cluster's articles."""
        index, ask = self._server.index, self._server.ask
        ours = {"cluster": source.cluster, "topic": source.topic}
        meta = {"copydesk": {**ours, "name": uuid4().hex}}
        mappings = {"dynamic": False, "_meta": meta, "properties": PROPERTIES}
        await self._server.make(index, {"mappings": mappings, "aliases": {f"{index}-shown": {"filter": SHOWN}}})
        theirs = (await self._server.meta()).get("copydesk", {})
        if not theirs:
            raise Unusable(
                f"the sink did not make the index {index}: give another; or delete it, if a write has made it anew after it was deleted"
            )
        if not theirs.items() >= ours.items():
            raise Unusable(
                f"the index {index} holds {theirs}, not {ours}: offsets of one Kafka cluster mean nothing in another. Give another index"
            )
        await ask("PUT", f"/{index}/_mapping", {"properties": PROPERTIES})
        refused = {"guid": _KEYWORD, "why": _TEXT}
        await self._server.make(f"{index}-refused", {"mappings": {"dynamic": False, "properties": refused}})
        self._name = str(theirs["name"])
        return self._name

    async def positions(self, partitions: Sequence[int]) -> Mapping[int, int]:
        """The group has them."""
        await self._require_same()
        return {}

    async def write(self, batch: Batch, *, now: bool) -> Mapping[int, int]:
        """All of it; what the index cannot hold goes to `INDEX-refused`."""
        if batch.entries:
            await self._require_same()
        changes = changes_of(batch.entries)
        await self._set_aside(entry for entry in batch.entries if isinstance(entry, Refused))
        await self._put([change.entry for change in changes if isinstance(change.entry, Stored)])
        ends = [change for change in changes if isinstance(change.entry, Forgotten)]
        await self._forget(ends)
        gone = [entry.guid for entry in batch.entries if isinstance(entry, Forgotten)]
        if gone:
            query = {"query": {"terms": {"guid": gone}}}
            await self._server.ask("POST", f"/{self._server.index}-refused/_delete_by_query?refresh=true", query)
        return batch.ends

    async def close(self) -> None:
        """End the connections."""
        await self._server.close()

    async def _require_same(self) -> None:
        """An index that was deleted would be made by the next write, without fields and alias, and what was kept would be missing."""
        if (await self._server.meta()).get("copydesk", {}).get("name") != self._name:
            index = self._server.index
            raise Unusable(
                f"the index {index} was made anew while the sink ran: start the sink again, and it reads all articles anew"
            )

    async def _put(self, rows: Sequence[Stored]) -> None:
        by_id = {id_of(row.guid): row for row in rows}
        answers = await self._server.write([part_of(row) for row in rows])
        await self._set_aside(_refused(by_id[answer.part.id], answer.why) for answer in answers if answer.is_refused)
        in_the_way = [answer.part.id for answer in answers if answer.status == CONFLICT]
        found = await self._server.found(in_the_way)
        again = [by_id[id] for id, there in found.items() if _is_an_end_before(there["_source"], by_id[id])]
        await self._server.write([part_of(row, also_equal=True) for row in again])

    async def _forget(self, ends: Sequence[Change]) -> None:
        """Write an end over what is there, if that came before it, until nobody has come between."""
        for _ in range(TRIES):
            found = await self._server.found([id_of(change.entry.guid) for change in ends])
            parts = [part for change in ends if (part := _end_of(change, found.get(id_of(change.entry.guid))))]
            answers = await self._server.write(parts)
            late = {answer.part.id for answer in answers if answer.status == CONFLICT}
            ends = [change for change in ends if id_of(change.entry.guid) in late]
            if not ends:
                return
        raise Away("somebody else writes to the same stories")

    async def _set_aside(self, entries: Iterable[Refused]) -> None:
        for entry in entries:
            told = {"guid": entry.guid, "why": entry.why, "value_b64": pybase64.b64encode(entry.value).decode()}
            path = f"/{self._server.index}-refused/_doc/{entry.place.partition}-{entry.place.offset}?refresh=true"
            await self._server.ask("PUT", path, told)


def changes_of(entries: Iterable[Entry]) -> list[Change]:
    """What is left of each story after all entries: one change a story."""
    found: dict[str, Change] = {}
    for entry in entries:
        before = found.get(getattr(entry, "guid", ""))
        match entry:
            case Stored():
                found[entry.guid] = _newer(before, entry)
            case Forgotten() if before is None or entry.takes_away(before.entry.place.partition):
                found[entry.guid] = Change(entry, _highest(before))
            case _:
                pass
    return list(found.values())


def _newer(before: Change | None, row: Stored) -> Change:
    if before is not None and isinstance(before.entry, Stored) and before.highest >= row.article.version:
        return before
    return Change(row, max(row.article.version, _highest(before)))


def _highest(before: Change | None) -> int:
    return before.highest if before else 0


def _end_of(change: Change, there: Any) -> Part | None:
    """The document that says that a story is forgotten; None where what is there came after that."""
    entry = change.entry
    assert isinstance(entry, Forgotten)
    if there is not None:
        kafka = there["_source"]["kafka"]
        same = kafka["partition"] == entry.place.partition
        if (same and kafka["offset"] > entry.place.offset) or not entry.takes_away(kafka["partition"]):
            return None
    elif not change.highest:
        return None  # nothing is there, and nothing came
    version = max(change.highest, there["_version"] if there else 0)
    told = {"guid": entry.guid, "forgotten": True, "forgotten_at": entry.place.moment, "kafka": _kafka(entry)}
    return Part(id_of(entry.guid), version, orjson.dumps(told), also_equal=True)


def _is_an_end_before(there: Mapping[str, Any], row: Stored) -> bool:
    """Whether a story was forgotten, and came again with this version."""
    kafka = there["kafka"]
    same = kafka["partition"] == row.place.partition
    return bool(there.get("forgotten")) and same and kafka["offset"] < row.place.offset


def part_of(row: Stored, *, also_equal: bool = False) -> Part:
    """The document of a version: the article as it came, and where it stood."""
    told = orjson.dumps({"kafka": _kafka(row)})
    return Part(id_of(row.guid), row.article.version, row.value.rstrip()[:-1] + b"," + told[1:], also_equal)


def id_of(guid: str) -> str:
    """The guid; of one that is too long for OpenSearch, its hash."""
    return guid if len(guid.encode()) <= LONGEST_ID else sha256(guid.encode()).hexdigest()


def _kafka(entry: Stored | Forgotten) -> dict[str, Any]:
    place = entry.place
    return {"partition": place.partition, "offset": place.offset, "time": place.moment}


def _refused(row: Stored, why: str) -> Refused:
    return Refused(row.place, row.guid, why, row.value)
