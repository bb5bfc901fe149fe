"""`copydesk feed`: an Atom feed of the newest stories that may be shown, as they stand when it is called."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from copydesk.client.errors import ReaderError
from copydesk.client.reading.errors import UnreadableRecord
from copydesk.reader import Article, Published, changes
from copydesk.service.settings import Settings
from copydesk.service.shell.batches import read_anything
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.security import client_options
from copydesk.service.shell.topics import partition_counts
from copydesk.service.views.atom import Feed, feed, is_about, updated
from copydesk.service.views.writing import for_a_person


@dataclass(frozen=True, slots=True)
class Asked:
    """Which stories, and how many of them."""

    sources: tuple[str, ...]
    languages: tuple[str, ...]
    subjects: tuple[str, ...]
    since: datetime
    limit: int

    @property
    def uri(self) -> str:
        """The feed's name: the same for the same question, whenever it is asked."""
        asked = [("source", each) for each in sorted(self.sources)]
        asked += [("language", each) for each in sorted(self.languages)]
        asked += [("subject", each.casefold()) for each in sorted(self.subjects)]
        return f"urn:copydesk:feed:{urlencode(asked) or 'all'}"

    @property
    def title(self) -> str:
        """`dailyplanet, en, Council`: what was asked for."""
        return ", ".join((*self.sources, *self.languages, *self.subjects)) or "Latest articles"


class Newest:
    """The newest of the stories that stand, at most so many: of the others nothing is kept."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._stories: dict[str, Article] = {}

    def put(self, article: Article) -> None:
        """In place of what stood of it."""
        self._stories[article.guid] = article
        if len(self._stories) >= 2 * self._limit + 100:
            self._stories = {each.guid: each for each in self.in_order()}

    def remove(self, guid: str) -> None:
        """It is not to be shown any more."""
        self._stories.pop(guid, None)

    def in_order(self) -> list[Article]:
        """The newest first."""
        return sorted(self._stories.values(), key=lambda each: (updated(each), each.guid), reverse=True)[: self._limit]


async def newest(settings: Settings, asked: Asked, complain: Callable[[str], None]) -> list[Article]:
    """The stories, the newest first. `complain` is called with a line for each record that cannot be read."""
    await partition_counts(settings, "articles")  # says what is wrong with the brokers, in the settings' words
    read_anything()
    subjects, found = frozenset(subject.casefold() for subject in asked.subjects), Newest(asked.limit)
    try:
        async with changes(settings.brokers, **_options(settings, asked, complain)) as reading:
            async for change in reading:
                if isinstance(change, Published) and (not subjects or is_about(change.article, subjects)):
                    found.put(change.article)
                else:
                    found.remove(change.guid)
    except ReaderError as error:
        raise CopydeskError(str(error)) from None
    return found.in_order()


def _options(settings: Settings, asked: Asked, complain: Callable[[str], None]) -> Any:
    def tell(error: UnreadableRecord, _: object) -> None:
        complain(f"{error.topic}/{error.partition}/{error.offset} is no article, and not in the feed: {error.why}")

    kafka = {name: value for name, value in client_options(settings).items() if name != "bootstrap_servers"}
    return {
        "topic": settings.topic("articles"),
        "since": asked.since,
        "until": "now",
        "source": asked.sources or None,
        "language": asked.languages or None,
        "latest_only": True,
        "on_unreadable": tell,
        "kafka": kafka,
    }


def written(asked: Asked, articles: Iterable[Article], title: str | None, address: str | None) -> str:
    """The feed as a document."""
    return for_a_person(feed(Feed(asked.uri, title or asked.title, address), articles)) + "\n"


def save(document: str, path: Path) -> None:
    """Put it in the place of the old one, whole: who reads it meanwhile reads the one or the other."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                os.fchmod(descriptor, 0o644)
                file.write(document)
            Path(name).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise CopydeskError(f"{path}: {error.strerror}") from None
