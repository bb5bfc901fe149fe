"""In what a broker's topics may differ from the catalogue, and in what not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copydesk.schemas.topics import DAY_MS, TOPICS, topic
from copydesk.service.settings import Settings
from copydesk.service.shell.topics import Found, Verdict, compare_topics
from copydesk.service.variables import BadSetting

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
    assert compare_topics(as_made(), SETTINGS) == Verdict([], [])


@pytest.mark.parametrize("name", [entry.full_name("news") for entry in TOPICS])
def test_each_topic_is_needed(name: str) -> None:
    """A missing topic is named, with the command that makes it."""
    found = as_made()
    del found[name]
    settings = SETTINGS.model_copy(update={"copies": "on"})
    assert compare_topics(found, settings).problems == [f"missing: {name}: run `copydesk topics create`"]


def test_who_looks_for_no_copies_needs_no_topics_for_them() -> None:
    """Three topics fewer, to create and to be allowed to write."""
    found = {
        name: topic for name, topic in as_made().items() if name not in ("news.sketches", "news.links", "news.copies")
    }
    assert compare_topics(found, SETTINGS) == Verdict([], [])
    assert compare_topics(found, SETTINGS.model_copy(update={"copies": "on"})).problems == [
        "missing: news.sketches, news.links, news.copies: run `copydesk topics create`"
    ]


@pytest.mark.parametrize("name", ["news.parsed", "news.seen"])
def test_a_story_and_its_memory_must_meet(name: str) -> None:
    """`parsed` and `seen` have as many partitions as the settings say."""
    (problem,) = compare_topics(as_made() | {name: replace(as_made()[name], partitions=3)}, SETTINGS).problems
    assert "COPYDESK_PARTITIONS" in problem


@pytest.mark.parametrize("name", ["news.raw", "news.articles", "news.duplicates", "news.rejected"])
def test_other_topics_may_have_any_count(name: str) -> None:
    """The raw topic belongs to the scrapers."""
    assert compare_topics(as_made() | {name: replace(as_made()[name], partitions=1)}, SETTINGS).problems == []


def test_what_loses_memory_or_records_is_a_problem() -> None:
    """Another clean-up, or a smaller limit."""
    assert len(compare_topics(with_config("news.seen", "cleanup.policy", "compact,delete"), SETTINGS).problems) == 1
    assert len(compare_topics(with_config("news.rejected", "max.message.bytes", "1048588"), SETTINGS).problems) == 1


def test_what_is_the_operators_choice_is_none() -> None:
    """Retention, and a larger limit."""
    assert compare_topics(with_config("news.raw", "retention.ms", "60000"), SETTINGS) == Verdict([], [])
    assert compare_topics(with_config("news.raw", "max.message.bytes", "99999999"), SETTINGS) == Verdict([], [])


@pytest.mark.parametrize("name", ["news.articles", "news.duplicates", "news.rejected"])
def test_a_codec_that_some_readers_lack_is_advice(name: str) -> None:
    """A topic from before is named with the command that mends it, and stops no worker."""
    verdict = compare_topics(with_config(name, "compression.type", "producer"), SETTINGS)
    assert verdict.problems == []
    assert [f"--topic {name} --add-config compression.type=gzip" in line for line in verdict.advice] == [True]


def test_no_compression_is_readable_too() -> None:
    """It takes more room, which is the operator's to give."""
    assert compare_topics(with_config("news.articles", "compression.type", "uncompressed"), SETTINGS) == Verdict([], [])


def test_internal_topics_stay_as_the_worker_writes_them() -> None:
    """Nobody else reads them, and publishers choose how they write `raw`."""
    internal = {entry.name for entry in TOPICS if not entry.public}
    assert {entry.name for entry in TOPICS if "compression.type" not in entry.config} == {"raw", *internal}


def test_a_topic_with_a_name_of_its_own_is_told_with_its_variable() -> None:
    """Where a name is misspelt, the variable is what there is to mend."""
    settings = SETTINGS.model_copy(update={"topic_raw": "scraper.pages", "topic_seen": "desk-memory"})
    found = as_made()
    del found["news.raw"], found["news.seen"]
    found["desk-memory"] = Found(3, {"cleanup.policy": "delete"})
    missing, policy, partitions = compare_topics(found, settings).problems
    assert missing == "missing: scraper.pages (COPYDESK_TOPIC_RAW): run `copydesk topics create`"
    assert policy.startswith("desk-memory (COPYDESK_TOPIC_SEEN) has cleanup.policy=delete")
    assert "--topic desk-memory --add-config" in policy
    assert partitions.startswith("desk-memory (COPYDESK_TOPIC_SEEN) has 3 partitions and COPYDESK_PARTITIONS is 4: ")


def test_what_goes_before_its_document_is_advice() -> None:
    """Where `raw` is kept longer than what becomes of it, an audit would count lost documents: three lines say what to change."""
    verdict = compare_topics(with_config("news.raw", "retention.ms", str(40 * DAY_MS)), SETTINGS)
    assert verdict.problems == []
    assert [line.partition(" has ")[0] for line in verdict.advice] == [
        "news.articles",
        "news.duplicates",
        "news.rejected",
    ]
    assert all(line.endswith(f"={40 * DAY_MS}`") for line in verdict.advice)
    for_good = compare_topics(with_config("news.raw", "retention.ms", "-1"), SETTINGS).advice
    assert [line.partition(" has ")[0] for line in for_good] == ["news.articles", "news.duplicates", "news.rejected"]


def test_retention_that_is_set_and_not_there_is_advice() -> None:
    """Topics that exist stay as they are: the line has the command that changes them."""
    settings = SETTINGS.model_copy(update={"retention_rejected_days": 60})
    [line] = compare_topics(as_made(), settings).advice
    assert line.startswith(f"news.rejected has retention.ms={30 * DAY_MS}, the settings say {60 * DAY_MS}: run `")


def test_new_topics_get_the_retention_that_is_set() -> None:
    """And compaction waits as long as `raw` is kept."""
    settings = Settings().model_copy(update={"retention_raw_days": 14})
    assert settings.topic_config(topic("raw"))["retention.ms"] == str(14 * DAY_MS)
    assert settings.topic_config(topic("articles"))["min.compaction.lag.ms"] == str(14 * DAY_MS)
    assert settings.topic_config(topic("links"))["min.compaction.lag.ms"] == str(14 * DAY_MS)
    made = {entry.full_name("news"): Found(12, settings.topic_config(entry)) for entry in TOPICS}
    assert compare_topics(made, settings) == Verdict([], [])
    assert [Settings().topic_config(entry) for entry in TOPICS] == [entry.config for entry in TOPICS]


def test_outcomes_are_kept_longer_than_their_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings under which an audit would count lost documents are refused in a line."""
    monkeypatch.setenv("COPYDESK_RETENTION_RAW_DAYS", "30")
    with pytest.raises(BadSetting, match="COPYDESK_RETENTION_DUPLICATES_DAYS must be 37 or more"):
        Settings.from_environment()
