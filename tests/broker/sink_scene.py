"""What a sink is tried with: some thousand records of `articles` as workers that crash write them, and what must be left of
them in the end.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiokafka import AIOKafkaProducer

from copydesk.schemas.article import Article
from copydesk.service.core.desk.erasure import Order, carried_out
from copydesk.service.core.desk.outgoing import Outgoing, event_message
from copydesk.service.settings import Settings
from copydesk.service.shell.topics import create_topics
from tests.kafka.server import KafkaServer
from tests.unit.articles import an_article

PARTITIONS = 3
BEGAN = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)
LONGEST_ROUND_SECONDS = 20
"""A process is started in less than a second, where nothing else is done on the machine."""
Standing = dict[tuple[str, int], str]
"""`(guid, version)` -> content hash."""


def settings_of(kafka: KafkaServer, prefix: str) -> Settings:
    """Of a desk with topics of its own; the broker gives a dead member's partitions away after six seconds."""
    return Settings(
        brokers=kafka.bootstrap, topic_prefix=prefix, group=prefix, partitions=PARTITIONS, session_timeout_seconds=6
    )


def version_of(guid: str, version: int, **fields: Any) -> Article:
    """A version whose text says which it is."""
    body = f"{guid} in version {version}. The council met on day {version}.\n\nThe bridge stands."
    plain: dict[str, Any] = {
        "guid": guid,
        "source_id": guid.partition(":")[0],
        "news_id": guid.partition(":")[2],
        "version": version,
        "headline": f"Plan {guid}, {version}",
        "body_text": body,
        "language": "en",
        "published_at": BEGAN,
        "content_hash": uuid.uuid5(uuid.NAMESPACE_URL, f"{guid}@{version}").hex,
    }
    return an_article(**(plain | fields))


def sent_article(article: Article) -> Outgoing:
    """As the edit agent sends it."""
    return event_message(article, "news.raw/0/1", ())


def tombstone(guid: str) -> Outgoing:
    """As the edit agent sends it for an order."""
    return carried_out(Order(guid, str(uuid.uuid4()), datetime.now(UTC)), 0)


@dataclass
class Stream:
    """Records in the order in which they are sent, and what must stand after all of them."""

    sendings: list[Outgoing] = field(default_factory=list)
    standing: Standing = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    """Stories of which nothing may be left."""
    canceled: set[str] = field(default_factory=set)


def stream(stories: int, seed: int) -> Stream:
    """The lives of so many stories, entangled: revisions, kills, tombstones, stories that come again, and the repeats of
    workers that died before they had committed.
    """
    dice, made = random.Random(seed), Stream()
    lives = [_life(f"{dice.choice(('harbour-press', 'hill-radio'))}:{number}", dice, made) for number in range(stories)]
    open_lives = list(lives)
    while open_lives:
        life = dice.choice(open_lives[:40])
        sent = next(life, None)
        if sent is None:
            open_lives.remove(life)
            continue
        made.sendings.append(sent)
        if dice.random() < 0.01:
            made.sendings += _repeated(made.sendings[-dice.randint(2, 20) :])
    return made


def _life(guid: str, dice: random.Random, made: Stream) -> Iterator[Outgoing]:
    version = 0
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        version += 1
        article = version_of(guid, version)
        made.standing[guid, version] = article.content_hash
        yield sent_article(article)
    fate = dice.random()
    if fate < 0.1:
        article = version_of(guid, version + 1, pubstatus="canceled", signals=["kill"], body_text="", headline=None)
        made.standing[guid, version + 1] = article.content_hash
        made.canceled.add(guid)
        yield sent_article(article)
    elif fate < 0.25:
        for number in range(1, version + 1):
            del made.standing[guid, number]
        yield tombstone(guid)
        if fate < 0.2:
            article = version_of(guid, version + 1)
            made.standing[guid, version + 1] = article.content_hash
            yield sent_article(article)
        else:
            made.gone.add(guid)


def _repeated(sent: Sequence[Outgoing]) -> list[Outgoing]:
    """What a worker sends twice: never what it had forgotten before, since it waits for that to be committed."""
    last = max((place for place, each in enumerate(sent) if each.value is None), default=-1)
    return list(sent[last + 1 :])


def made_desk(kafka: KafkaServer, prefix: str) -> Settings:
    """A desk whose topics are there."""
    settings = settings_of(kafka, prefix)
    asyncio.run(create_topics(settings))
    return settings


async def send(settings: Settings, sendings: Sequence[Outgoing]) -> None:
    """Put them on `articles`, each confirmed, in order."""
    async with AIOKafkaProducer(bootstrap_servers=settings.brokers, enable_idempotence=True) as producer:
        topic, waiting = settings.topic("articles"), []
        for each in sendings:
            waiting.append(await producer.send(topic, each.value, each.key, headers=list(each.headers)))
        await asyncio.gather(*waiting)


class SinkProcess:
    """`copydesk sink ADDRESS` in a process of its own, its output in a file that nobody has to read."""

    def __init__(self, settings: Settings, address: str, *options: str) -> None:
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 -- closed with this
        self.process = subprocess.Popen(
            [sys.executable, "-m", "copydesk", "sink", address, *options],
            stdout=self._output,
            stderr=self._output,
            env={**os.environ, **settings.as_environment()},
        )

    @property
    def said(self) -> str:
        """All that it printed."""
        self._output.seek(0)
        return self._output.read().decode()

    def kill(self) -> None:
        """SIGKILL, by its own id."""
        self.process.kill()
        self.process.wait(30)

    def stop(self) -> int:
        """SIGTERM; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def wait(self, seconds: float = 90) -> int:
        """Its exit code, once it has ended."""
        return self.process.wait(seconds)

    def __enter__(self) -> SinkProcess:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.kill()
        self._output.close()


def fill(settings: Settings, address: str, *options: str) -> str:
    """Run a sink to the end of what stands there; what it said."""
    with SinkProcess(settings, address, "--until-end", *options) as sink:
        code = sink.wait()
        assert code == 0, sink.said
        return sink.said


def kill_often(
    settings: Settings, address: str, made: Stream, progress: Callable[[], int], kills: int, *options: str
) -> int:
    """Send the stream bit by bit to a sink that is killed again and again: most often when it has just begun to write, else at
    any moment; then let it come to the end. How many of those that were killed had written something.
    """
    dice, moved = random.Random(16), 0
    per_round = len(made.sendings) // kills + 1
    for kill in range(kills):
        before = progress()
        with SinkProcess(settings, address, "--member", "one", *options) as sink:
            asyncio.run(send(settings, made.sendings[kill * per_round : (kill + 1) * per_round]))
            patience = LONGEST_ROUND_SECONDS if dice.random() < 0.8 else 2 * dice.random()
            deadline = time.monotonic() + patience
            while progress() == before and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(dice.random() / 20)
            assert sink.process.poll() is None, sink.said
            sink.kill()
        moved += progress() > before
    fill(settings, address, "--member", "one", *options)
    return moved
