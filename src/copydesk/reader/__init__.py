"""Reading articles: typed, each version once, and never what must not be shown.

async for article in articles("localhost:9092", group="my-reader"):
    print(article.published_at, article.headline)

`articles` gives versions to show; `changes` also says what to take back; `latest` is a table of the stories as they stand. The same
without asyncio is in `copydesk.reader.sync`. docs/reading.md says what each promises.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from types import TracebackType
from typing import Any, Generic, Self, TypeVar, Unpack

from copydesk.client.errors import ReaderError, Unreachable
from copydesk.client.reading.errors import Denied, MissingTopic, NotCommitted, UnreadableRecord
from copydesk.client.reading.moments import Moment
from copydesk.client.reading.options import ReadingOptions, stream_of
from copydesk.client.reading.sorter import Change, Forgotten, Published, Withdrawn
from copydesk.client.reading.stream import Stream
from copydesk.client.reading.table import Table
from copydesk.schemas.article import Article

__all__ = [
    "Article",
    "Change",
    "Denied",
    "Forgotten",
    "MissingTopic",
    "Moment",
    "NotCommitted",
    "Published",
    "ReaderError",
    "Reading",
    "Table",
    "Unreachable",
    "UnreadableRecord",
    "Withdrawn",
    "articles",
    "changes",
    "latest",
]

T = TypeVar("T")


class Reading(Generic[T]):
    """What `articles` and `changes` give: to be read with `async for`, once. As `async with` it is closed at once where the block ends,
    and can be asked where it stands.
    """

    def __init__(self, stream: Stream, pick: Callable[[Change], T | None]) -> None:
        self._stream = stream
        self._pick = pick
        self._run: AsyncGenerator[T, None] | None = None

    def __aiter__(self) -> AsyncIterator[T]:
        if self._run is None:
            self._run = self._picked()
        return self._run

    async def __aenter__(self) -> Self:
        """Nothing is connected before the first is asked for."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Commit what is done, leave the group, close the connections. What is in hand is not done: it comes again."""
        if self._run is not None:
            await self._run.aclose()

    async def commit(self) -> None:
        """All that was given until now is done, the one in hand too; NotCommitted where the brokers do not take that, as in the middle
        of a rebalance.
        """
        await self._stream.commit()

    def checkpoint(self) -> str:
        """Where the next reader goes on that is given it as `checkpoint=`, the one in hand counted as done: a line of text, to be
        stored in one transaction with what was made of it. A reader of a group has none but the group's.
        """
        return self._stream.checkpoint()

    async def _picked(self) -> AsyncGenerator[T, None]:
        run = self._stream.run()
        try:
            async for change in run:
                picked = self._pick(change)
                if picked is not None:
                    yield picked
        finally:
            await run.aclose()


def articles(brokers: str | Sequence[str], **options: Unpack[ReadingOptions]) -> Reading[Article]:
    """The versions that may be shown, as they come: each once, those of a story in their order. What is canceled, withheld or for editors
    is left out, what has an embargo comes when that ends. A story that was given can be taken back later: `changes` tells.

    ReadingOptions says what can be asked for. Raises ValueError and TypeError for options that mean nothing; while it reads
    Unreachable, Denied, MissingTopic and UnreadableRecord, each a ReaderError of one line. A broker that goes away later is waited for.
    """
    return Reading(
        stream_of(brokers, options), lambda change: change.article if isinstance(change, Published) else None
    )


def changes(brokers: str | Sequence[str], **options: Unpack[ReadingOptions]) -> Reading[Change]:
    """What became of each story, for who keeps what they read: Published, Withdrawn or Forgotten. The last one of a story says how it
    stands. Else as `articles`.
    """
    return Reading(stream_of(brokers, options), lambda change: change)


def latest(
    brokers: str | Sequence[str],
    *,
    keep: Callable[[Article], Any] = lambda article: article,
    **options: Unpack[ReadingOptions],
) -> Table[Any]:
    """A table of all stories as they stand, by guid, which keeps itself up to date:

    async with latest("localhost:9092") as table:
        await table.ready()
        print(len(table), table["dailyplanet:75875"].headline)

    `keep` makes of an article what the table holds; None: nothing. It takes no group and begins with the oldest record.
    """
    return Table(brokers, keep, options)
