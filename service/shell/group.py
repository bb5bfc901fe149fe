"""Who is in a consumer group, asked without joining it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from aiokafka.errors import (
    GroupCoordinatorNotAvailableError,
    GroupIdNotFound,
    GroupLoadInProgressError,
    NoError,
    NotCoordinatorForGroupError,
    for_code,
)

TRIES, SECONDS = 30, 1.0
"""A cluster that is new makes its topic of groups when it is first asked for one; a coordinator may move."""

_NOT_YET = (GroupCoordinatorNotAvailableError, GroupLoadInProgressError, NotCoordinatorForGroupError)


async def describe_group(client: Any, group: str) -> Mapping[str, Any]:
    """Kafka's answer, with `state` and `members`; a group that is not there has none. Raises what the brokers answer else."""
    answer: Mapping[str, Any] = (await client.describe_consumer_groups([group]))[0].to_object()["groups"][0]
    error = for_code(answer["error_code"])
    if error not in (NoError, GroupIdNotFound):
        raise error(group)
    return answer


async def count_members(client: Any, group: str) -> int:
    """How many there are; asked again while the brokers only begin to keep groups, or give them to another broker."""
    for _ in range(TRIES):
        with suppress(*_NOT_YET):
            return len((await describe_group(client, group))["members"])
        await asyncio.sleep(SECONDS)
    return len((await describe_group(client, group))["members"])
