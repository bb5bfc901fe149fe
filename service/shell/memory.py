"""The table of known stories: a Faust table read and written by the batch, whose values say which input made them.

Measures 4 (its half), 5, 6 (its half) and 7 against lost and doubled stories are here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any

from faust.tables.table import Table
from faust.types import TP

from service.core.dedupe import origin_offset
from service.shell.store import DiskStore, Values

FLUSH_SECONDS = 20.0


class SeenTable(Table[bytes, bytes]):
    """Guid -> packed `Seen`, kept by RocksDB (or a dict, for the demo) and by its changelog topic."""

    changelog_name: str
    """Full name of the changelog topic: it is one of the catalogue, not one that Faust makes up."""

    def _changelog_topic_name(self) -> str:
        return self.changelog_name

    def _new_store_by_url(self, url: Any) -> Any:
        if not self._on_disk:
            return super()._new_store_by_url(url)
        return DiskStore(url, self.app, self, table_name=self.name, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw")

    def look(self, partition: int, guid: bytes) -> bytes | None:
        """What is known of a story; None for an unknown one."""
        store: Any = self.data
        value: bytes | None = store.look(partition, guid) if self._on_disk else store.data.get(guid)
        return value

    async def put_many(self, partition: int, values: Mapping[bytes, bytes]) -> list[Awaitable[Any]]:
        """Write a batch; returns the changelog's deliveries.

        Measure 4: the batch is done only when these are confirmed too. Measure 7: the agent puts on a replay as well,
        though the store has the value: after a kill the local store may hold a write whose changelog record never
        left, and the next owner of the partition would take a repeat for new.
        """
        self._write(partition, values)
        topic = self.changelog_name
        sent = [await self.app.producer.send(topic, guid, value, partition, None, None) for guid, value in values.items()]
        if sent and self._on_disk:
            asyncio.gather(*sent, return_exceptions=True).add_done_callback(lambda done: self._confirm(TP(topic, partition), done.result()))
        return sent

    def _write(self, partition: int, values: Values, mark: int | None = None) -> None:
        store: Any = self.data
        if self._on_disk:
            store.write(partition, values, mark)
            return
        for guid, value in values.items():
            if value is None:
                store.data.pop(guid, None)
            else:
                store.data[guid] = value
                store._key_partition[guid] = partition

    def _confirm(self, tp: TP, results: list[Any]) -> None:
        """Measure 5: believe the local store only as far as it was seen.

        Faust takes the offset of its own changelog write for "all up to here is in the store", though another worker may
        have written before it, and the next recovery skips that. Here the mark moves only over offsets that follow it
        without a hole. Can go when `_on_changelog_sent` checks the same.
        """
        if any(isinstance(result, BaseException) for result in results):
            return  # the agent's own wait for the same deliveries ends the process
        offsets = sorted(result.offset for result in results)
        marked = self.data.persisted_offset(tp)
        follows = 0 if marked is None else marked + 1
        if offsets == list(range(follows, follows + len(offsets))):
            self.data.set_persisted_offset(tp, offsets[-1])

    def restore(self, tp: TP, records: Sequence[Any]) -> None:
        """Put changelog records that follow what the store holds into it. Measure 6, its half: merge by origin.

        A worker that was frozen past its session goes on with old records for a moment and writes them to the changelog
        behind newer state. A value made by an older input never replaces one made by a newer.
        """
        merged: dict[bytes, bytes | None] = {}
        for record in records:
            current = merged[record.key] if record.key in merged else self.look(tp.partition, record.key)
            if current is None or record.value is None or origin_offset(current) <= origin_offset(record.value):
                merged[record.key] = record.value
        self._write(tp.partition, merged, records[-1].offset)

    async def flush_now_and_then(self) -> None:
        """What is not flushed when the process dies is read back from the changelog: never more than of some seconds."""
        while self._on_disk:
            await asyncio.sleep(FLUSH_SECONDS)
            store: Any = self.data
            store.flush(wait=False)

    @property
    def _on_disk(self) -> bool:
        return bool(self.app.conf.store.scheme == "rocksdb")
