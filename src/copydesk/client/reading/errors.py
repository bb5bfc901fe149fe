"""What ends a reader, each in one line that says what to do. A broker that goes away while it reads is none of these."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aiokafka.errors import (
    AuthenticationFailedError,
    GroupAuthorizationFailedError,
    KafkaConnectionError,
    KafkaError,
    KafkaTimeoutError,
    NoBrokersAvailable,
    NodeNotReadyError,
    RequestTimedOutError,
    TopicAuthorizationFailedError,
    UnsupportedCodecError,
)

from copydesk.client.errors import ReaderError, Unreachable


class Denied(ReaderError):
    """The brokers do not let this user in, or not to this topic or group."""


class MissingTopic(ReaderError):
    """The topic is not there."""


class NotCommitted(ReaderError):
    """The group's place could not be stored: what was read since the last commit may come again."""


class UnreadableRecord(ReaderError):
    """A record that is no article. Nothing behind it on its partition was read."""

    def __init__(self, topic: str, partition: int, offset: int, why: str) -> None:
        super().__init__(
            f"{topic}/{partition}/{offset} is no article: {why}; give on_unreadable= to go on without such records"
        )
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.why = why


AWAY = (
    KafkaConnectionError,
    KafkaTimeoutError,
    RequestTimedOutError,
    NodeNotReadyError,
    NoBrokersAvailable,
    TimeoutError,
)
"""What a client of aiokafka raises while no broker answers."""

_DENIED = (AuthenticationFailedError, TopicAuthorizationFailedError, GroupAuthorizationFailedError)


@contextmanager
def explained(brokers: str) -> Iterator[None]:
    """Turns aiokafka's errors into one line each."""
    try:
        yield
    except AWAY:
        raise Unreachable(
            f"no Kafka broker answers at {brokers}: is it up, and are TLS and login, in kafka=, as it wants them?"
        ) from None
    except _DENIED as error:
        raise Denied(f"Kafka at {brokers} does not allow it: {_one_line(error)}") from None
    except UnsupportedCodecError as error:
        raise ReaderError(
            f"Kafka at {brokers} has records that this Python cannot unpack: pip install cramjam ({_one_line(error)})"
        ) from None
    except KafkaError as error:
        raise ReaderError(f"Kafka at {brokers}: {_one_line(error)}") from None


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
