"""The readers without asyncio: a thread of their own reads, a `for` loop takes.

for article in articles("localhost:9092", group="my-reader"):
    print(article.published_at, article.headline)
"""

from __future__ import annotations

import asyncio
import threading
import weakref
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, Unpack

from copydesk import reader
from copydesk.client.reading.options import ReadingOptions
from copydesk.client.reading.sorter import Change
from copydesk.schemas.article import Article

T = TypeVar("T")
R = TypeVar("R")


class Reading(Generic[T]):
    """What `articles` and `changes` give: to be read with `for`, once, by one thread. As `with` it is closed where the block ends, else
    when nobody holds it any more, or where the program ends.
    """

    def __init__(self, make: Callable[[], reader.Reading[T]]) -> None:
        self._thread = _Thread(make)
        self._closing = weakref.finalize(self, self._thread.close)

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        if self._thread.closed:
            raise StopIteration
        try:
            return self._thread.run(lambda reading: _next(aiter(reading)))
        except StopAsyncIteration:
            self.close()
            raise StopIteration from None
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Nothing is connected before the first is asked for."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Commit what is done, leave the group, end the thread. What is in hand is not done: it comes again."""
        self._closing()

    def commit(self) -> None:
        """As of the reader with asyncio."""
        self._thread.run(lambda reading: reading.commit())

    def checkpoint(self) -> str:
        """As of the reader with asyncio."""
        return self._thread.run(lambda reading: _called(reading.checkpoint))


class _Thread(Generic[T]):
    """A reader with asyncio, and the thread in which it lives once it is asked for something."""

    def __init__(self, make: Callable[[], reader.Reading[T]]) -> None:
        self._make = make
        self._reading: reader.Reading[T] | None = None
        self._loop: _Loop | None = None
        self.closed = False

    def run(self, ask: Callable[[reader.Reading[T]], Coroutine[Any, Any, R]]) -> R:
        """Its answer."""
        if self.closed:
            raise RuntimeError("this reader is closed")
        if self._loop is None or self._reading is None:
            self._loop, self._reading = _Loop(), self._make()
        return self._loop.run(ask(self._reading))

    def close(self) -> None:
        """Of the reader, then of the thread."""
        self.closed = True
        if self._loop is not None and self._reading is not None:
            try:
                self._loop.run(self._reading.aclose())
            finally:
                self._loop.close()


class Table(Mapping[str, Any]):
    """As `reader.Table`, in a `with` block; ready where the block begins."""

    def __init__(self, make: Callable[[], reader.Table[Any]]) -> None:
        self._make = make
        self._loop: _Loop | None = None
        self._table: reader.Table[Any] | None = None

    def __enter__(self) -> Self:
        """Returns when the table has all that stands on the topic."""
        self._loop = _Loop()
        try:
            self._table = self._loop.run(_called(self._make))
            self._loop.run(_begun(self._table))
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        loop, self._loop = self._loop, None
        if loop is not None:
            try:
                if self._table is not None:
                    loop.run(self._table.__aexit__(None, None, None))
            finally:
                loop.close()

    def __getitem__(self, guid: str) -> Any:
        return self._asked(lambda table: table[guid])

    def __iter__(self) -> Iterator[str]:
        return iter(self._asked(tuple))

    def __len__(self) -> int:
        return self._asked(len)

    def _asked(self, question: Callable[[reader.Table[Any]], T]) -> T:
        """In the loop's own thread, so that nothing changes meanwhile."""
        loop, table = self._loop, self._table
        if loop is None or table is None:
            raise RuntimeError("use it as `with latest(...) as table`")
        return loop.run(_called(lambda: question(table)))


def articles(brokers: str | Sequence[str], **options: Unpack[ReadingOptions]) -> Reading[Article]:
    """As `copydesk.reader.articles`."""
    reader.articles(brokers, **options)  # what is wrong with the options is said here
    return Reading(lambda: reader.articles(brokers, **options))


def changes(brokers: str | Sequence[str], **options: Unpack[ReadingOptions]) -> Reading[Change]:
    """As `copydesk.reader.changes`."""
    reader.changes(brokers, **options)
    return Reading(lambda: reader.changes(brokers, **options))


def latest(
    brokers: str | Sequence[str],
    *,
    keep: Callable[[Article], Any] = lambda article: article,
    **options: Unpack[ReadingOptions],
) -> Table:
    """As `copydesk.reader.latest`."""
    reader.latest(brokers, keep=keep, **options)
    return Table(lambda: reader.latest(brokers, keep=keep, **options))


class _Loop:
    """An event loop in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._work: asyncio.Task[Any] | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, name="copydesk-reader", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """The result. What interrupts the caller ends the work first."""
        future = asyncio.run_coroutine_threadsafe(self._remembered(work), self._loop)
        try:
            return future.result()
        except BaseException:
            if future.cancel():
                asyncio.run_coroutine_threadsafe(self._settled(), self._loop).result()
            raise

    async def _remembered(self, work: Coroutine[Any, Any, T]) -> T:
        self._work = asyncio.current_task()
        return await work

    async def _settled(self) -> None:
        """Returns when canceled work has ended."""
        if self._work is not None:
            await asyncio.wait([self._work])

    def close(self) -> None:
        """End the thread."""
        self.run(self._loop.shutdown_asyncgens())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _next(values: AsyncIterator[T]) -> T:
    return await anext(values)


async def _called(function: Callable[[], T]) -> T:
    return function()


async def _begun(table: reader.Table[Any]) -> None:
    await table.__aenter__()
    await table.ready()
