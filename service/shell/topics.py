"""Topics: creates those of the catalogue, and says in what a broker's topics differ from it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from aiokafka.admin import NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, for_code

from copydesk.schemas.topics import TOPICS, Topic
from copydesk.service.settings import Settings
from copydesk.service.shell.errors import CopydeskError, MissingTopic, TopicsNotReady
from copydesk.service.shell.kafka import admin

# Where one of these differs, records or memory are lost. Retention is the operator's to choose.
COMPARED_CONFIG = ("cleanup.policy", "max.message.bytes")

# Where this differs, nothing is lost, but a reader may need a package more. It is said, and stops nobody.
ADVISED_CONFIG = ("compression.type",)
READABLE_ANYWHERE = ("gzip", "uncompressed")

SETTLE_TRIES = 50
SETTLE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Found:
    """A topic as the broker has it."""

    partitions: int
    config: dict[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a comparison with the catalogue came to, a line each."""

    problems: list[str]
    """The desk cannot work so."""
    advice: list[str]
    """It can, but some reader cannot."""


async def create_topics(settings: Settings) -> list[str]:
    """Create what is missing of the catalogue; topics that exist stay as they are. Returns the names it created."""
    async with admin(settings) as client:
        answer = await client.create_topics([_new_topic(entry, settings) for entry in TOPICS])
        created = _created(answer.topic_errors)
        for _ in range(SETTLE_TRIES):  # the broker answers before each of its parts knows the topics
            if set(created) <= {topic["topic"] for topic in await client.describe_topics()}:
                break
            await asyncio.sleep(SETTLE_SECONDS)
    return created


def _created(topic_errors: Any) -> list[str]:
    created = []
    for name, code, *message in topic_errors:
        if code == 0:
            created.append(name)
        elif code != TopicAlreadyExistsError.errno:
            raise CopydeskError(f"cannot create {name}: {(message and message[0]) or for_code(code).__name__}")
    return created


def _new_topic(entry: Topic, settings: Settings) -> NewTopic:
    return NewTopic(
        entry.full_name(settings.topic_prefix),
        settings.partitions,
        settings.replication_factor,
        topic_configs=entry.config,
    )


async def check_topics(settings: Settings) -> Verdict:
    """What is wrong with the topics, and what could be better."""
    return compare_topics(await _find_topics(settings), settings)


async def require_topics(settings: Settings) -> list[str]:
    """The advice; TopicsNotReady with all problems in one line, unless there are none."""
    verdict = await check_topics(settings)
    if verdict.problems:
        raise TopicsNotReady("; ".join(verdict.problems))
    return verdict.advice


async def partition_counts(settings: Settings, *suffixes: str) -> dict[str, int]:
    """Partitions of these catalogue topics by full name; MissingTopic for the first that is not there."""
    names = [settings.topic(suffix) for suffix in suffixes]
    async with admin(settings) as client:
        counts = await _count_partitions(client, names)
    for name in names:
        if name not in counts:
            raise MissingTopic(f"{settings.brokers} has no topic {name}: run `copydesk topics create`")
    return counts


async def largest_batch(settings: Settings, suffix: str) -> int | None:
    """`max.message.bytes` of a catalogue topic, as the broker has it; None where it does not say."""
    name = settings.topic(suffix)
    async with admin(settings) as client:
        limit = (await _find_config(client, [name])).get(name, {}).get("max.message.bytes")
    return int(limit) if limit else None


def compare_topics(found: dict[str, Found], settings: Settings) -> Verdict:
    """In what these topics differ from the catalogue."""
    names = {entry.full_name(settings.topic_prefix): entry for entry in TOPICS}
    missing = [name for name in names if name not in found]
    problems = [f"missing: {', '.join(missing)}: run `copydesk topics create`"] if missing else []
    there = [(name, entry, found[name]) for name, entry in names.items() if name in found]
    for topic_found in there:
        problems += _differences(*topic_found, COMPARED_CONFIG, "needs", settings.brokers)
    advice = [
        line
        for topic_found in there
        for line in _differences(
            *topic_found, ADVISED_CONFIG, "and some clients cannot read it; better is", settings.brokers
        )
    ]
    return Verdict(problems + _partition_problems(found, settings), advice)


def _differences(name: str, entry: Topic, found: Found, keys: tuple[str, ...], needs: str, brokers: str) -> list[str]:
    lines = []
    for key in keys:
        wanted, actual = entry.config.get(key), found.config.get(key)
        if wanted is not None and actual is not None and not _fits(key, wanted, actual):
            command = (
                f"kafka-configs.sh --bootstrap-server {brokers} --alter --topic {name} --add-config {key}={wanted}"
            )
            lines.append(f"{name} has {key}={actual}, {needs} {wanted}: run `{command}`")
    return lines


def _fits(key: str, wanted: str, actual: str) -> bool:
    match key:
        case "max.message.bytes":
            return int(actual) >= int(wanted)
        case "compression.type":
            return actual in READABLE_ANYWHERE
        case _:
            return set(actual.replace(" ", "").split(",")) == {wanted}


def _partition_problems(found: dict[str, Found], settings: Settings) -> list[str]:
    """A story's documents and its memory must meet: `parsed` and `seen` have the count that the settings name. The
    others may have any.
    """
    problems = []
    for name in (settings.topic("parsed"), settings.topic("seen")):
        if name in found and found[name].partitions != settings.partitions:
            problems.append(
                f"{name} has {found[name].partitions} partitions and COPYDESK_PARTITIONS is {settings.partitions}: "
                f"set it to {found[name].partitions}, or use a new COPYDESK_TOPIC_PREFIX"
            )
    return problems


async def _find_topics(settings: Settings) -> dict[str, Found]:
    names = [entry.full_name(settings.topic_prefix) for entry in TOPICS]
    async with admin(settings) as client:
        partitions = await _count_partitions(client, names)
        config = await _find_config(client, list(partitions))
    return {name: Found(count, config.get(name, {})) for name, count in partitions.items()}


async def _count_partitions(client: Any, names: list[str]) -> dict[str, int]:
    """Asks for all topics: asking for one by name makes a broker with auto.create.topics.enable create it."""
    return {
        topic["topic"]: len(topic["partitions"]) for topic in await client.describe_topics() if topic["topic"] in names
    }


async def _find_config(client: Any, names: list[str]) -> dict[str, dict[str, str]]:
    if not names:
        return {}
    answers = await client.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name) for name in names])
    return {
        resource["resource_name"]: {
            entry["config_names"]: entry["config_value"] for entry in resource["config_entries"]
        }
        for answer in answers
        for resource in answer.to_object()["resources"]
    }
