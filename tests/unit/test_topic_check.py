"""In what a broker's topics may differ from the catalogue, and in what not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from schemas.topics import TOPICS
from service.settings import Settings
from service.shell.topics import Found, compare_topics

SETTINGS = Settings(partitions=4)


def as_made() -> dict[str, Found]:
    """The topics as `topics create` makes them."""
    return {entry.full_name("news"): Found(4, dict(entry.config)) for entry in TOPICS}


def with_config(name: str, key: str, value: str) -> dict[str, Found]:
    """The topics with one value of one topic changed."""
    found = as_made()
    return {**found, name: replace(found[name], config={**found[name].config, key: value})}


def test_topics_as_made_are_well() -> None:
    """What `create` makes, `check` accepts."""
    assert compare_topics(as_made(), SETTINGS) == []


@pytest.mark.parametrize("name", [entry.full_name("news") for entry in TOPICS])
def test_each_topic_is_needed(name: str) -> None:
    """A missing topic is named, with the command that makes it."""
    found = as_made()
    del found[name]
    assert compare_topics(found, SETTINGS) == [f"missing: {name}: run `copydesk topics create`"]


@pytest.mark.parametrize("name", ["news.parsed", "news.seen"])
def test_a_story_and_its_memory_must_meet(name: str) -> None:
    """`parsed` and `seen` have as many partitions as the settings say."""
    (problem,) = compare_topics(as_made() | {name: replace(as_made()[name], partitions=3)}, SETTINGS)
    assert "COPYDESK_PARTITIONS" in problem


@pytest.mark.parametrize("name", ["news.raw", "news.articles", "news.duplicates", "news.rejected"])
def test_other_topics_may_have_any_count(name: str) -> None:
    """The raw topic belongs to the scrapers."""
    assert compare_topics(as_made() | {name: replace(as_made()[name], partitions=1)}, SETTINGS) == []


def test_what_loses_memory_or_records_is_a_problem() -> None:
    """Another clean-up, or a smaller limit."""
    assert len(compare_topics(with_config("news.seen", "cleanup.policy", "compact,delete"), SETTINGS)) == 1
    assert len(compare_topics(with_config("news.rejected", "max.message.bytes", "1048588"), SETTINGS)) == 1


def test_what_is_the_operators_choice_is_none() -> None:
    """Retention, and a larger limit."""
    assert compare_topics(with_config("news.raw", "retention.ms", "60000"), SETTINGS) == []
    assert compare_topics(with_config("news.raw", "max.message.bytes", "99999999"), SETTINGS) == []
