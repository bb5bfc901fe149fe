"""Connecting to Kafka for commands: start within a bound, close in any case, and say what is wrong in one line."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError, UnknownError, UnknownTopicOrPartitionError

from copydesk.client.embedded import is_embedded
from copydesk.client.errors import Unreachable
from copydesk.client.reading.errors import AWAY
from copydesk.service.settings import Settings
from copydesk.service.shell.batches import read_anything
from copydesk.service.shell.errors import CopydeskError, Denied, MissingTopic
from copydesk.service.shell.refusals import what_is_wrong
from copydesk.service.shell.rights import denial, user_of
from copydesk.service.shell.security import client_options

CONNECT_SECONDS = 15
"""A broker that has not answered by then is not reachable."""


@asynccontextmanager
async def admin(settings: Settings) -> AsyncIterator[Any]:
    """A connected admin client."""
    client = AIOKafkaAdminClient(**client_options(settings), client_id="copydesk")
    async with _connected(client, client.close, settings):
        yield client


@asynccontextmanager
async def consumer(settings: Settings, **options: Any) -> AsyncIterator[Any]:
    """A connected consumer that belongs to no group unless told so, and reads only what is committed."""
    read_anything()
    client = AIOKafkaConsumer(
        **{
            **client_options(settings),
            "client_id": "copydesk",
            "enable_auto_commit": False,
            "isolation_level": "read_committed",
            **options,
        }
    )
    async with _connected(client, client.stop, settings):
        yield client


@asynccontextmanager
async def producer(settings: Settings, **options: Any) -> AsyncIterator[Any]:
    """A connected producer: acknowledged by all replicas, and idempotent, but on the demo's broker."""
    given = {**client_options(settings), "client_id": "copydesk", "acks": "all", "enable_idempotence": True, **options}
    starting = _Producer(given)
    async with _connected(starting, starting.stop, settings):
        yield starting.client


class _Producer:
    """A producer to start: without idempotence on the demo's broker, which has none."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        self.client = AIOKafkaProducer(**options)

    async def start(self) -> None:
        try:
            await self.client.start()
        except UnknownError:
            if not await is_embedded(self.client.client):
                raise
            await self.client.stop()
            self.client = AIOKafkaProducer(**self._options | {"enable_idempotence": False})
            await self.client.start()

    async def stop(self) -> None:
        await self.client.stop()


@asynccontextmanager
async def _connected(client: Any, close: Any, settings: Settings) -> AsyncIterator[None]:
    try:
        with explained(settings):
            try:
                await asyncio.wait_for(client.start(), CONNECT_SECONDS)
                yield
            finally:
                with suppress(KafkaError, TimeoutError):  # what went wrong before is the news
                    await asyncio.wait_for(close(), CONNECT_SECONDS)
    except Unreachable as error:
        raise await what_is_wrong(settings) or error from None


@contextmanager
def explained(settings: Settings) -> Iterator[None]:
    """Turns aiokafka's errors into one line each."""
    try:
        yield
    except CopydeskError:
        raise
    except AWAY:
        raise Unreachable(f"no Kafka broker answers at {settings.brokers}: start it, or set COPYDESK_BROKERS") from None
    except UnknownTopicOrPartitionError:
        raise MissingTopic("a topic of the desk is missing: run `copydesk topics create`") from None
    except KafkaError as error:
        denied = denial(error, user_of(settings))
        if denied:
            raise Denied(denied) from None
        raise CopydeskError(f"Kafka at {settings.brokers}: {' '.join(str(error).split())}") from None
