"""What a desk needs follows from what comes and from what was measured."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from copydesk.service.core.desk.capacity import Load, Plan, measured_at, partitions_for, plan, stories_at
from copydesk.service.core.desk.capacity_figures import LARGE, SMALL, Measured

KEPT = {"raw": 7, "parsed": 7, "duplicates": 30, "rejected": 30, "sketches": 8}
LOAD = Load(documents_per_day=2_000_000)


def planned(**changes: object) -> Plan:
    """The plan of a load with these differences."""
    return plan(replace(LOAD, **changes), KEPT)  # type: ignore[arg-type]  # names and types are the tests' to get right


def on_disk(found: Plan) -> dict[str, float]:
    """Bytes by topic."""
    return {topic.name: topic.bytes_on_disk for topic in found.topics}


def test_what_was_measured_is_given_back() -> None:
    """At the sizes of the two sets, the figures themselves."""
    for measured in (SMALL, LARGE):
        found = measured_at(measured.document_bytes)
        for field in fields(Measured):
            assert getattr(found, field.name) == pytest.approx(getattr(measured, field.name)), field.name


def test_between_and_beyond() -> None:
    """A straight line between the sets; beyond the pages only what a larger document has more of grows."""
    middle = measured_at((SMALL.document_bytes + LARGE.document_bytes) / 2)
    assert middle.articles == pytest.approx((SMALL.articles + LARGE.articles) / 2)
    larger = measured_at(2 * LARGE.document_bytes)
    assert larger.articles == LARGE.articles
    assert larger.raw > 1.9 * LARGE.raw
    assert larger.repeat_ms > 1.9 * LARGE.repeat_ms
    smaller = measured_at(SMALL.document_bytes / 2)
    assert smaller.raw == pytest.approx(SMALL.raw / 2)
    assert smaller.repeat_ms == SMALL.repeat_ms


def test_twice_the_documents() -> None:
    """Take twice the disk and network, and about twice the workers."""
    once, twice = planned(), planned(documents_per_day=4_000_000)
    assert twice.brokers_gb == pytest.approx(2 * once.brokers_gb)
    assert twice.replicated_mb_per_second == pytest.approx(2 * once.replicated_mb_per_second)
    assert once.workers < twice.workers <= 2 * once.workers


def test_what_is_deleted_by_age_does_not_grow() -> None:
    """After a month only what is kept for good takes more."""
    month, year = on_disk(planned(days=30)), on_disk(planned(days=360))
    assert {name for name in year if year[name] != month[name]} == {"articles", "seen"}
    assert on_disk(planned(days=1))["raw"] * 7 == pytest.approx(year["raw"])


def test_a_compacted_topic_never_holds_more_than_was_written() -> None:
    """Where nothing is revised, nothing waits to be cleaned away."""
    [articles] = [topic for topic in planned(revised_share=0.0, days=2).topics if topic.name == "articles"]
    assert articles.bytes_on_disk == pytest.approx(articles.records_per_day * articles.bytes_per_record * 2 * 3)


def test_forgetting_bounds_the_memory() -> None:
    """And leaves the articles."""
    forgetful = planned(remember_days=30)
    assert forgetful.stories == stories_at(replace(LOAD, days=30))
    assert forgetful.worker_disk_gb < planned().worker_disk_gb / 10
    assert on_disk(forgetful)["articles"] == on_disk(planned())["articles"]


def test_enrichers_and_copies_cost() -> None:
    """None is less than all; copies are more, and have topics of their own."""
    none, every, copies = planned(enrichers=()), planned(), planned(copies=True)
    assert none.milliseconds_per_document < every.milliseconds_per_document < copies.milliseconds_per_document
    assert set(on_disk(copies)) - set(on_disk(every)) == {"sketches", "copies"}
    assert copies.worker_memory_limit_mb > copies.worker_memory_mb > every.worker_memory_mb


@pytest.mark.parametrize(("workers", "partitions"), [(1, 12), (6, 12), (7, 24), (13, 48), (384, 768), (600, 1000)])
def test_partitions(workers: int, partitions: int) -> None:
    """Two for a worker, 12 at least, 1,000 at most."""
    assert partitions_for(workers) == partitions
