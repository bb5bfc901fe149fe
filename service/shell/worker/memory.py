"""The table of known stories: a Faust table read and written by the batch, whose values say which input made them.

Measures 4 (its half), 5, 6 (its half) and 7 against lost and doubled stories are here.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from faust.tables.table import Table
from faust.types import TP

from copydesk.service.core.desk.memory_form import expired, origin_offset
from copydesk.service.core.records import EPOCH, MILLISECOND
from copydesk.service.shell.changelog import NO_STORY, SWEPT, SWEPT_VALUE, gone, merged
from copydesk.service.shell.worker.store import DiskStore, Values

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
        return DiskStore(
            url,
            self.app,
            self,
            table_name=self.name,
            key_type=bytes,
            value_type=bytes,
            key_serializer="raw",
            value_serializer="raw",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest_ms: dict[int, int] = {}
        """By partition, the latest record time of a document; only of what came since the start."""
        self._turns: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

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
        async with self._turns[partition]:
            self._write(partition, values)
            return await self._send(partition, [(guid, value, None) for guid, value in values.items()])

    async def _send(self, partition: int, records: Sequence[tuple[bytes, bytes | None, Any]]) -> list[Awaitable[Any]]:
        topic = self.changelog_name
        sent = [
            await self.app.producer.send(topic, guid, value, partition, None, headers)
            for guid, value, headers in records
        ]
        if sent and self._on_disk:
            asyncio.gather(*sent, return_exceptions=True).add_done_callback(
                lambda done: self._confirm(TP(topic, partition), done.result())
            )
        return sent

    def old_stories(self, partition: int, safe_below: int, remember: timedelta, most: int) -> Iterator[list[bytes]]:
        """Guids, so many at a time, of which nothing came for longer than that, and whose memory was made below an
        offset of `parsed`.
        """
        now = EPOCH + self.newest_ms[partition] * MILLISECOND
        found: list[bytes] = []
        for number, (guid, value) in enumerate(self._items(partition), 1):
            if not guid.startswith(NO_STORY) and origin_offset(value) < safe_below and expired(value, now, remember):
                found.append(guid)
            if number % most == 0:
                yield found
                found = []
        yield found

    def _items(self, partition: int) -> Iterator[tuple[bytes, bytes]]:
        store: Any = self.data
        if self._on_disk:
            return store.stories(partition)  # type: ignore[no-any-return]
        return iter(
            [(guid, value) for guid, value in store.data.items() if store._key_partition.get(guid) == partition]
        )

    def estimated_stories(self) -> int | None:
        """How many stories the partitions here have, about; None where nobody counts."""
        store: Any = self.data
        return store.estimated_keys() if self._on_disk else len(store.data)

    async def forget(self, partition: int, guids: Sequence[bytes]) -> int:
        """Take stories out, here and in the changelog; returns how many, when that is confirmed.

        The turn keeps the agent from putting a story between the two. The header says which memory is meant, for the
        merge by origin. The changelog never ends with these: compaction takes them away in the end, and a recovery
        would wait for the offset of the last one.
        """
        async with self._turns[partition]:
            held = {guid: value for guid in guids if (value := self.look(partition, guid)) is not None}
            self._write(partition, dict.fromkeys(held))
            out = [(guid, None, gone(value)) for guid, value in held.items()]
            sent = await self._send(partition, [*out, (SWEPT, SWEPT_VALUE, None)] if out else [])
        await asyncio.gather(*sent)
        return len(held)

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

        Faust takes the offset of its own changelog write for "all up to here is in the store", though another worker
        may
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
        """Put changelog records that follow what the store holds into it. Measure 6, its half: merge by origin."""
        after = merged(records, lambda guid: self.look(tp.partition, guid))
        self._write(tp.partition, after, records[-1].offset)

    async def flush_now_and_then(self) -> None:
        """What is not flushed when the process dies is read back from the changelog: never more than of some
        seconds.
        """
        while self._on_disk:
            await asyncio.sleep(FLUSH_SECONDS)
            store: Any = self.data
            store.flush(wait=False)

    @property
    def _on_disk(self) -> bool:
        return bool(self.app.conf.store.scheme == "rocksdb")
