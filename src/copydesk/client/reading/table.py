"""A table of all stories as they stand, which keeps itself up to date."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing, suppress
from types import TracebackType
from typing import Generic, Self, TypeVar, cast

from copydesk.client.errors import ReaderError
from copydesk.client.reading.memory import STORIES, Memory
from copydesk.client.reading.options import ReadingOptions, stream_of
from copydesk.client.reading.sorter import Change, Published
from copydesk.client.reading.stream import Stream
from copydesk.schemas.article import Article

K = TypeVar("K")

WAITING_CHANGES = 1000
"""Changes that wait for a listener. The table waits with them: what it holds is never newer than what it tells."""


class Table(Mapping[str, K], Generic[K]):
    """guid -> what is kept of the newest version that may be shown. Stories that are taken back or forgotten are not in it. Reading it
    raises what ended its reading, if that has ended.
    """

    def __init__(
        self, brokers: str | Sequence[str], keep: Callable[[Article], K | None], options: ReadingOptions
    ) -> None:
        if given := sorted({"group", "until", "checkpoint", "commit_seconds"} & set(options)):
            raise TypeError(f"a table takes no {given[0]}: it holds all stories, whoever else reads them")
        self._brokers, self._options = brokers, options
        self._keep = keep
        self._rows: dict[str, K] = {}
        self._ready = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._listeners: list[asyncio.Queue[Change]] = []
        self._memory = Memory(options.get("remember", STORIES))
        self._stream("now", None)  # says what is wrong with the options

    async def __aenter__(self) -> Self:
        """Begin to read."""
        self._task = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError, ReaderError):
                await self._task

    async def ready(self) -> None:
        """Returns when the table has all that stood on the topic when it began; raises what ended its reading before."""
        if self._task is None:
            raise RuntimeError("use it as `async with latest(...) as table`")
        waiting = asyncio.create_task(self._ready.wait())
        try:
            await asyncio.wait([waiting, self._task], return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
        self._check()

    async def changes(self) -> AsyncGenerator[Change, None]:
        """What changes from now on, after the table has it. Read it, or close it: the table waits for who listens."""
        queue: asyncio.Queue[Change] = asyncio.Queue(WAITING_CHANGES)
        self._listeners.append(queue)
        try:
            while True:
                self._check()
                with suppress(TimeoutError):
                    yield await asyncio.wait_for(queue.get(), 1)
        finally:
            self._listeners.remove(queue)
            with suppress(asyncio.QueueEmpty):  # a table that waits for this listener goes on
                queue.get_nowait()

    def __getitem__(self, guid: str) -> K:
        self._check()
        return self._rows[guid]

    def __iter__(self) -> Iterator[str]:
        """The guids, as they are now."""
        self._check()
        return iter(tuple(self._rows))

    def __len__(self) -> int:
        self._check()
        return len(self._rows)

    def _check(self) -> None:
        if self._task is not None and self._task.done() and not self._task.cancelled():
            self._task.result()

    async def _read(self) -> None:
        beginning = self._stream("now", None)
        await self._follow(beginning)
        self._ready.set()
        await self._follow(self._stream(None, beginning.checkpoint()))

    def _stream(self, until: str | None, checkpoint: str | None) -> Stream:
        options = cast("ReadingOptions", {**self._options, "until": until, "checkpoint": checkpoint})
        return stream_of(self._brokers, options, self._memory)

    async def _follow(self, stream: Stream) -> None:
        async with aclosing(stream.run()) as run:
            async for change in run:
                self._apply(change)
                for listener in tuple(self._listeners):
                    await listener.put(change)

    def _apply(self, change: Change) -> None:
        kept = self._keep(change.article) if isinstance(change, Published) else None
        if kept is None:
            self._rows.pop(change.guid, None)
        else:
            self._rows[change.guid] = kept
