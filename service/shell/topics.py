"""Topics: creates those of the catalogue, and says in what a broker's topics differ from it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiokafka.admin import NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    TopicAlreadyExistsError,
    TopicAuthorizationFailedError,
    for_code,
)

from copydesk.schemas.topics import Topic, topic
from copydesk.service.settings import KEPT_FOR_DAYS, OUTLIVE_RAW, Settings, topic_variable
from copydesk.service.shell.errors import CopydeskError, Denied, MissingTopic, TopicsNotReady
from copydesk.service.shell.kafka import admin
from copydesk.service.shell.rights import WHERE, SeenTopic, require_group, require_rights, see_topics, user_of

# Where one of these differs, records or memory are lost. Retention is the operator's to choose, and only told where it
# contradicts itself or what is set.
COMPARED_CONFIG = ("cleanup.policy", "max.message.bytes")

# Where this differs, nothing is lost, but a reader may need a package more. It is said, and stops nobody.
ADVISED_CONFIG = ("compression.type",)
READABLE_ANYWHERE = ("gzip", "uncompressed")

AS_LONG_AS_RAW = (
    ("articles", "min.compaction.lag.ms"),
    *((name, "retention.ms") for name in OUTLIVE_RAW),
)
"""What an audit looks for is kept at least as long as `raw`; a negative value is for ever."""

FOR_GOOD_MS = 2**63 - 1
"""The most that Kafka takes."""

WORKER_READS = ("raw", "parsed", "seen", "sketches", "copies")
"""All but `raw` it writes."""

MEETING = ("parsed", "seen", "sketches", "copies")
"""The lanes with memory and their memories."""

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
    """Create what is missing of the catalogue; topics that exist stay as they are, TopicsNotReady where their partitions
    are not as many as the settings say. Returns the names it created.
    """
    async with admin(settings) as client:
        answer = await client.create_topics([_new_topic(entry, settings) for entry in settings.topics])
        created = _created(answer.topic_errors, settings)
        names = _names(settings)
        for _ in range(SETTLE_TRIES):  # the broker answers before each of its parts knows the topics
            seen = await see_topics(client, names)
            if set(created) <= set(seen):
                break
            await asyncio.sleep(SETTLE_SECONDS)
    problems = _partition_problems(
        {name: Found(topic.partitions, {}) for name, topic in seen.items() if not topic.hidden}, settings
    )
    if problems:
        raise TopicsNotReady("; ".join(problems))
    return created


def _created(topic_errors: Any, settings: Settings) -> list[str]:
    created, denied = [], []
    for name, code, *message in topic_errors:
        if code == 0:
            created.append(name)
        elif code in (TopicAuthorizationFailedError.errno, ClusterAuthorizationFailedError.errno):
            denied.append(name)
        elif code != TopicAlreadyExistsError.errno:
            raise CopydeskError(f"cannot create {name}: {(message and message[0]) or for_code(code).__name__}")
    if denied:
        raise Denied(f"{user_of(settings)} may not create {', '.join(denied)}: {WHERE}")
    return created


def _new_topic(entry: Topic, settings: Settings) -> NewTopic:
    return NewTopic(
        settings.topic(entry.name),
        settings.partitions,
        settings.replication_factor,
        topic_configs=settings.topic_config(entry),
    )


def _names(settings: Settings) -> dict[str, Topic]:
    return {settings.topic(entry.name): entry for entry in settings.topics}


async def check_topics(settings: Settings) -> Verdict:
    """What is wrong with the topics, and what could be better."""
    async with admin(settings) as client:
        return await _check(client, settings, await see_topics(client, _names(settings)))


async def require_topics(settings: Settings) -> list[str]:
    """For a worker: the advice; TopicsNotReady with all problems in one line, unless there are none, and Denied where it
    may not do its work.
    """
    async with admin(settings) as client:
        seen = await see_topics(client, _names(settings))
        require_rights(settings, worker_needs(settings), seen)
        verdict = await _check(client, settings, seen)
        if verdict.problems:
            raise TopicsNotReady("; ".join(verdict.problems))
        await require_group(client, settings)
    return verdict.advice


def worker_needs(settings: Settings) -> dict[str, list[str]]:
    """What a worker does with each topic, by full name."""
    return {
        settings.topic(entry.name): [*(["read"] * (entry.name in WORKER_READS)), *(["write"] * (entry.name != "raw"))]
        for entry in settings.topics
    }


async def _check(client: Any, settings: Settings, seen: Mapping[str, SeenTopic]) -> Verdict:
    there = {name: topic for name, topic in seen.items() if not topic.hidden}
    config = await _find_config(client, list(there))
    found = {name: Found(topic.partitions, config.get(name, {})) for name, topic in there.items()}
    verdict = compare_topics(found, settings)
    hidden = [name for name, topic in seen.items() if topic.hidden]
    return Verdict([f"{user_of(settings)} may not see {', '.join(hidden)}: {WHERE}"], []) if hidden else verdict


async def partition_counts(settings: Settings, *suffixes: str, right: str = "read") -> dict[str, int]:
    """Partitions of these catalogue topics by full name; MissingTopic for the first that is not there, Denied where the
    user lacks the right.
    """
    names = [settings.topic(suffix) for suffix in suffixes]
    async with admin(settings) as client:
        seen = await see_topics(client, names)
    require_rights(settings, {name: [right] for name in names}, seen)
    for suffix, name in zip(suffixes, names, strict=True):
        if name not in seen:
            first = "set COPYDESK_COPIES=on, and " if topic(suffix).copies and settings.copies == "off" else ""
            raise MissingTopic(
                f"{settings.brokers} has no topic {_told_name(suffix, settings)}: {first}run `copydesk topics create`"
            )
    return {name: topic.partitions for name, topic in seen.items()}


def _told_name(suffix: str, settings: Settings) -> str:
    """`news.raw`, or `scraper.pages (COPYDESK_TOPIC_RAW)`: with the setting that names it."""
    own = settings.topic(suffix) != topic(suffix).full_name(settings.topic_prefix)
    return f"{settings.topic(suffix)} ({topic_variable(suffix)})" if own else settings.topic(suffix)


async def largest_batch(settings: Settings, suffix: str) -> int | None:
    """`max.message.bytes` of a catalogue topic, as the broker has it; None where it does not say."""
    name = settings.topic(suffix)
    async with admin(settings) as client:
        limit = (await _find_config(client, [name])).get(name, {}).get("max.message.bytes")
    return int(limit) if limit else None


async def topic_configs(settings: Settings) -> dict[str, dict[str, str]]:
    """What the broker tells of each catalogue topic's configuration, by its short name; empty where it may not tell it."""
    names = _names(settings)
    async with admin(settings) as client:
        there = await see_topics(client, names)
        found = await _find_config(client, [name for name, topic in there.items() if not topic.hidden])
    return {entry.name: found.get(name, {}) for name, entry in names.items()}


def compare_topics(found: dict[str, Found], settings: Settings) -> Verdict:
    """In what these topics differ from the catalogue."""
    names = _names(settings)
    missing = [_told_name(entry.name, settings) for name, entry in names.items() if name not in found]
    problems = [f"missing: {', '.join(missing)}: run `copydesk topics create`"] if missing else []
    there = [(name, entry, found[name]) for name, entry in names.items() if name in found]
    for topic_found in there:
        problems += _differences(*topic_found, COMPARED_CONFIG, "needs", settings)
    advice = [
        line
        for topic_found in there
        for line in _differences(*topic_found, ADVISED_CONFIG, "and some clients cannot read it; better is", settings)
    ]
    advice += _retention_advice({entry.name: found for _, entry, found in there}, settings)
    return Verdict(problems + _partition_problems(found, settings), advice)


def _differences(
    name: str, entry: Topic, found: Found, keys: tuple[str, ...], needs: str, settings: Settings
) -> list[str]:
    lines = []
    for key in keys:
        wanted, actual = entry.config.get(key), found.config.get(key)
        if wanted is not None and actual is not None and not _fits(key, wanted, actual):
            lines.append(_difference(entry.name, key, actual, f"{needs} {wanted}", wanted, settings))
    return lines


def _difference(suffix: str, key: str, actual: str, needs: str, wanted: str, settings: Settings) -> str:
    command = f"kafka-configs.sh --bootstrap-server {settings.brokers} --alter --topic {settings.topic(suffix)} --add-config {key}={wanted}"
    return f"{_told_name(suffix, settings)} has {key}={actual}, {needs}: run `{command}`"


def _retention_advice(found: Mapping[str, Found], settings: Settings) -> list[str]:
    """Where a topic is not kept as the settings say; and where an outcome goes before its document does, as an audit would
    count it as lost.
    """
    lines = []
    for suffix in found.keys() & set(KEPT_FOR_DAYS):
        actual = found[suffix].config.get("retention.ms")
        wanted = settings.topic_config(topic(suffix))["retention.ms"]
        if settings.sets_retention(suffix) and actual not in (None, wanted):
            lines.append(_difference(suffix, "retention.ms", actual, f"the settings say {wanted}", wanted, settings))
    raw_ms = _raw_retention_ms(found, settings)
    for suffix, key in AS_LONG_AS_RAW:
        actual = found[suffix].config.get(key) if suffix in found else None
        if raw_ms is not None and actual is not None and 0 <= int(actual) < raw_ms:
            needs = "and raw is kept longer, so that an audit counts documents as lost"
            lines.append(_difference(suffix, key, actual, needs, str(raw_ms), settings))
    return sorted(lines)


def _raw_retention_ms(found: Mapping[str, Found], settings: Settings) -> int | None:
    """As the broker has it, or shall have it; None where nobody knows."""
    actual = found["raw"].config.get("retention.ms") if "raw" in found else None
    if settings.sets_retention("raw"):
        actual = settings.topic_config(topic("raw"))["retention.ms"]
    return None if actual is None else int(actual) if int(actual) >= 0 else FOR_GOOD_MS


def _fits(key: str, wanted: str, actual: str) -> bool:
    match key:
        case "max.message.bytes":
            return int(actual) >= int(wanted)
        case "compression.type":
            return actual in READABLE_ANYWHERE
        case _:
            return set(actual.replace(" ", "").split(",")) == {wanted}


def _partition_problems(found: dict[str, Found], settings: Settings) -> list[str]:
    """A story's documents and its memory must meet: these topics have the count that the settings name. The
    others may have any.
    """
    counts = {suffix: found[settings.topic(suffix)].partitions for suffix in MEETING if settings.topic(suffix) in found}
    begun = len(set(counts.values())) > 1
    return [
        f"{_told_name(suffix, settings)} has {count} partitions and COPYDESK_PARTITIONS is {settings.partitions}: "
        + (_half_way(counts) if begun else _as_they_are(count))
        for suffix, count in counts.items()
        if count != settings.partitions
    ]


def _half_way(counts: Mapping[str, int]) -> str:
    most = max(counts.values())
    return f"where a change to {most} was broken off, run `copydesk topics repartition {most}` again"


def _as_they_are(count: int) -> str:
    return (
        f"stories stay on the partitions that they have; set it to {count}, have them moved with `copydesk topics "
        "repartition`, or begin anew with another COPYDESK_TOPIC_PREFIX"
    )


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
