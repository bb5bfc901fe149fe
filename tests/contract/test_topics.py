"""The topic catalogue: every entry can be created as it stands, and is described."""

from __future__ import annotations

import re

import pytest

from copydesk.schemas.notices import Reason
from copydesk.schemas.topics import TOPICS, Topic, topic

# https://kafka.apache.org/documentation/#topicconfigs
KAFKA_KEYS = {
    "cleanup.policy",
    "compression.type",
    "delete.retention.ms",
    "max.compaction.lag.ms",
    "max.message.bytes",
    "message.timestamp.type",
    "min.cleanable.dirty.ratio",
    "min.compaction.lag.ms",
    "min.insync.replicas",
    "retention.bytes",
    "retention.ms",
    "segment.bytes",
    "segment.ms",
    "unclean.leader.election.enable",
}

each_topic = pytest.mark.parametrize("entry", TOPICS, ids=[entry.name for entry in TOPICS])
each_reason = pytest.mark.parametrize("reason", Reason, ids=str)


def test_names_are_unique() -> None:
    """A name leads to one topic."""
    assert len({entry.name for entry in TOPICS}) == len(TOPICS)


@each_topic
def test_each_name_can_be_a_topics(entry: Topic) -> None:
    """Kafka takes the full name, and the catalogue finds it."""
    assert re.fullmatch(r"[a-z0-9._-]{1,249}", entry.full_name("news"))
    assert topic(entry.name) is entry


@each_topic
def test_each_topic_is_described(entry: Topic) -> None:
    """What flows there and what its key is are said in words."""
    assert entry.purpose.endswith(".")
    assert entry.key


@each_topic
def test_each_configuration_is_kafkas(entry: Topic) -> None:
    """Keys are those of Kafka's topic configuration; a policy is named outright, never left to the cluster's
    default.
    """
    assert set(entry.config) <= KAFKA_KEYS
    assert set(entry.config["cleanup.policy"].split(",")) <= {"delete", "compact"}
    assert all(value.isdecimal() for key, value in entry.config.items() if key.endswith((".ms", ".bytes")))


@each_topic
def test_compacted_topics_have_a_key_to_compact_by(entry: Topic) -> None:
    """Where only the newest record of a key is kept, the key is the story's guid, or both guids of a pair."""
    assert "guid" in entry.key or "compact" not in entry.config["cleanup.policy"]


def test_what_is_rejected_fits_where_it_goes() -> None:
    """An original as large as its topic takes still fits the rejected topic, with its headers."""
    limits = {entry.name: int(entry.config.get("max.message.bytes", 1024 * 1024)) for entry in TOPICS}
    assert limits["rejected"] > limits["raw"]


def test_an_unknown_topic_is_an_error() -> None:
    """A misspelt name is found at once."""
    with pytest.raises(KeyError):
        topic("artciles")


@each_reason
def test_each_reason_is_a_short_code_with_two_sentences(reason: Reason) -> None:
    """A code can be a header, a metric tag and a table row; its meaning and remedy can be read by a person."""
    assert re.fullmatch(r"[a-z][a-z0-9_]{1,31}", reason.value)
    assert reason.meaning.endswith((".", "?"))
    assert reason.remedy.endswith((".", "?"))
