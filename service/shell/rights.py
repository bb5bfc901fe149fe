"""What a user may do with topics and a group, asked beforehand: who is denied something learns of all of it at once, in one
line, instead of from what fails later.

Kafka tells a user's rights with a topic's metadata from version 8 of that request on, which aiokafka does not have. Asked
by name, a broker also tells a topic that is missing from one that is hidden from the user; version 4 and later make none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    KafkaError,
    TopicAuthorizationFailedError,
    for_code,
)
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.metadata import MetadataRequest_v4
from aiokafka.protocol.types import Array, Boolean, Int16, Int32, Schema, String

from copydesk.service.settings import Settings
from copydesk.service.shell.errors import Denied

WHERE = "docs/operations.md lists the ACLs"

_BITS = {"read": 3, "write": 4, "delete": 6, "alter": 7, "describe": 8}
"""Kafka's numbers of the operations that we ask about."""


class _Response(Response):  # type: ignore[misc]  # aiokafka is typed in part
    API_KEY = 3
    API_VERSION = 8
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        ("brokers", Array(("node_id", Int32), ("host", String()), ("port", Int32), ("rack", String()))),
        ("cluster_id", String()),
        ("controller_id", Int32),
        (
            "topics",
            Array(
                ("error_code", Int16),
                ("topic", String()),
                ("is_internal", Boolean),
                (
                    "partitions",
                    Array(
                        ("error_code", Int16),
                        ("partition", Int32),
                        ("leader", Int32),
                        ("leader_epoch", Int32),
                        ("replicas", Array(Int32)),
                        ("isr", Array(Int32)),
                        ("offline_replicas", Array(Int32)),
                    ),
                ),
                ("authorized_operations", Int32),
            ),
        ),
        ("cluster_authorized_operations", Int32),
    )


class _Request(RequestStruct):  # type: ignore[misc]  # as above
    API_KEY = 3
    API_VERSION = 8
    RESPONSE_TYPE = _Response
    SCHEMA = Schema(
        ("topics", Array(String())),
        ("allow_auto_topic_creation", Boolean),
        ("include_cluster_authorized_operations", Boolean),
        ("include_topic_authorized_operations", Boolean),
    )


class TopicsRequest(Request[MetadataRequest_v4 | _Request]):  # type: ignore[misc]  # as above
    """Topics by name, none of them made by asking, with the user's rights where the broker tells them."""

    API_KEY = 3

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)

    def build(self, request_struct_class: Any) -> Any:
        """The newest that the broker knows."""
        if request_struct_class is _Request:
            return _Request(self._names, False, False, True)
        return request_struct_class(self._names, False)


@dataclass(frozen=True, slots=True)
class SeenTopic:
    """A topic as this user sees it."""

    partitions: int
    rights: frozenset[str] | None
    """Of `read`, `write`, `delete`, `alter` and `describe`; None where the broker does not tell."""
    hidden: bool = False
    """The user may not even see whether it is there."""


async def see_topics(client: Any, names: Iterable[str]) -> dict[str, SeenTopic]:
    """By full name; without those that are not there."""
    answer = await client._send_request(TopicsRequest(names))
    seen = {}
    for topic in answer.to_object()["topics"]:
        error = for_code(topic["error_code"])
        if error is TopicAuthorizationFailedError:
            seen[topic["topic"]] = SeenTopic(0, frozenset(), hidden=True)
        elif topic["partitions"]:
            seen[topic["topic"]] = SeenTopic(len(topic["partitions"]), _rights(topic.get("authorized_operations")))
    return seen


def _rights(operations: int | None) -> frozenset[str] | None:
    if operations is None or not operations >> _BITS["describe"] & 1:  # who is shown a topic may describe it
        return None
    return frozenset(name for name, bit in _BITS.items() if operations >> bit & 1)


def require_rights(settings: Settings, needs: Mapping[str, Iterable[str]], seen: Mapping[str, SeenTopic]) -> None:
    """Denied with all that the user lacks; `needs` has rights by full topic name. A topic that is missing is for others
    to tell.
    """
    lacking = [
        f"{right} {name}"
        for name, rights in needs.items()
        for right in rights
        if name in seen and seen[name].rights is not None and right not in (seen[name].rights or ())
    ]
    if lacking:
        raise Denied(f"{user_of(settings)} may not {', '.join(lacking)}: {WHERE}")


async def require_group(client: Any, settings: Settings) -> None:
    """Denied where the user may not even see the workers' group."""
    try:
        await client.list_consumer_group_offsets(settings.group)
    except GroupAuthorizationFailedError:
        raise Denied(f"{user_of(settings)} may not read the group {settings.group}: {WHERE}") from None
    except KafkaError:
        return  # a cluster that has only begun to keep groups, say: that is not a question of rights


def denial(error: BaseException, user: str = "this user") -> str | None:
    """What an error of Kafka's denies, in a line; None for an error of another kind."""
    match error:
        case TopicAuthorizationFailedError():
            return f"{user} may not use {_named(error) or 'a topic'}: {WHERE}"
        case GroupAuthorizationFailedError():
            return f"{user} may not use the group {_named(error) or 'of the workers'}: {WHERE}"
        case ClusterAuthorizationFailedError():
            return f"{user} may not do this in the cluster, as to write idempotently or to create: {WHERE}"
        case _:
            return None


def _named(error: KafkaError) -> str:
    """The topics or the group that an error names, as aiokafka gives them: one, a set, or none."""
    named = error.args[0] if error.args else ""
    return named if isinstance(named, str) else ", ".join(sorted(map(str, named)))


def user_of(settings: Settings) -> str:
    """Who the brokers take us for, as far as we know."""
    if settings.sasl_username:
        return f"the user {settings.sasl_username}"
    if settings.ssl_certfile:
        return f"the owner of the certificate in {settings.ssl_certfile}"
    return "a client without a login"
