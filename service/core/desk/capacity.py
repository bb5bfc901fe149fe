"""What a desk needs for so many documents a day: pure arithmetic on measured figures (capacity_figures.py).

Between two sizes of documents that were measured a straight line is drawn. Beyond the larger one, the raw record and the time to
read it grow along that line, and what is made of it does not: the story in a larger page is no longer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import ceil

from copydesk.service.core.desk.capacity_figures import (
    BUSY,
    CHILD_MB,
    COPY_KB,
    ENRICHER_MS,
    LARGE,
    SMALL,
    STORIES_READ_BACK,
    WINDOW_DAYS,
    WORKER_MB,
    Measured,
)

DAY_SECONDS = 86_400
MILLION = 1e6
GIGA = 1e9

LEAST_PARTITIONS = 12
MOST_PARTITIONS = 1000
PARTITIONS_A_WORKER = 2
"""So that work is shared evenly, and there is room for twice the workers."""

GROWING = frozenset({"raw", "repeat_ms", "version_ms", "enriched_ms", "document_bytes"})
"""What a larger document has more of."""

UNCLEANED = 2
"""Kafka compacts when half of a topic can go, so a compacted topic has up to twice what is kept (min.cleanable.dirty.ratio .5)."""


@dataclass(frozen=True, slots=True)
class Load:
    """What comes, and how the desk is set up."""

    documents_per_day: int
    bytes_per_document: int = 60_000
    revised_share: float = 0.2
    """Of all documents: new versions of known stories."""
    duplicate_share: float = 0.2
    rejected_share: float = 0.02
    """What is left of 1 is new stories."""
    days: int = 365
    """The desk's age that is planned for."""
    replication: int = 3
    peak: float = 3.0
    """The busiest hour's rate by the mean."""
    enrichers: tuple[str, ...] = tuple(ENRICHER_MS)
    copies: bool = False
    remember_days: int | None = None

    @property
    def new_share(self) -> float:
        """Of all documents."""
        return round(1 - self.revised_share - self.duplicate_share - self.rejected_share, 9)


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """One topic."""

    name: str
    records_per_day: float
    bytes_per_record: float
    kept: str
    """For how long, in words."""
    bytes_on_disk: float
    """Of all replicas, when the desk has the planned age."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the desk needs."""

    documents_per_second: float
    at_peak: float
    milliseconds_per_document: float
    """Processor time of a worker."""
    workers: int
    partitions: int
    topics: tuple[TopicPlan, ...]
    stories: float
    """That the desk remembers at the planned age."""
    worker_memory_mb: float
    """Of each, where copies are looked for in languages that many of them share."""
    worker_memory_limit_mb: float
    """With a dangerous document, and where one language is all: its window stands in one worker's memory."""
    worker_disk_gb: float
    rebuild_seconds: float
    """For a worker that lost its disk."""
    published_mb_per_second: float
    """At the peak, to the brokers from publishers; the others alike."""
    written_mb_per_second: float
    """By the workers."""
    read_mb_per_second: float
    """By the workers."""
    replicated_mb_per_second: float
    """Between brokers."""
    brokers_gb: float
    """Disk of all brokers together."""


def plan(load: Load, kept_days: Mapping[str, int]) -> Plan:
    """What this load needs, with these retentions of topics in days."""
    measured = measured_at(load.bytes_per_document)
    topics = topic_plans(load, measured, kept_days)
    milliseconds = milliseconds_per_document(load, measured)
    a_second = load.documents_per_day / DAY_SECONDS
    at_peak = a_second * load.peak
    workers = max(1, ceil(at_peak * milliseconds / 1000 / BUSY))
    stories = stories_at(load)
    copies_mb = load.copies * _versions(load) * WINDOW_DAYS * COPY_KB / 1000
    rates = {topic.name: topic.records_per_day * topic.bytes_per_record / DAY_SECONDS for topic in topics}
    published = load.peak * rates["raw"] / MILLION
    written = load.peak * sum(rates.values()) / MILLION - published
    read = load.peak * sum(rates[name] for name in ("raw", "parsed", "sketches") if name in rates) / MILLION
    return Plan(
        documents_per_second=a_second,
        at_peak=at_peak,
        milliseconds_per_document=milliseconds,
        workers=workers,
        partitions=partitions_for(workers),
        topics=topics,
        stories=stories,
        worker_memory_mb=WORKER_MB + copies_mb / workers,
        worker_memory_limit_mb=WORKER_MB + copies_mb + CHILD_MB,
        worker_disk_gb=(stories * measured.state + load.copies * _versions(load) * WINDOW_DAYS * measured.copies)
        / workers
        / GIGA,
        rebuild_seconds=stories / workers / STORIES_READ_BACK,
        published_mb_per_second=published,
        written_mb_per_second=written,
        read_mb_per_second=read,
        replicated_mb_per_second=(published + written) * (load.replication - 1),
        brokers_gb=sum(topic.bytes_on_disk for topic in topics) / GIGA,
    )


def measured_at(document_bytes: float) -> Measured:
    """What a document of that size costs."""
    share = (document_bytes - SMALL.document_bytes) / (LARGE.document_bytes - SMALL.document_bytes)
    return Measured(**{field.name: _between(field.name, share) for field in fields(Measured)})


def _between(name: str, share: float) -> float:
    small, large = getattr(SMALL, name), getattr(LARGE, name)
    if share < 0 and name in ("raw", "document_bytes"):
        return float(small * (1 + share * (LARGE.document_bytes / SMALL.document_bytes - 1)))
    share = max(0.0, share) if name in GROWING else min(1.0, max(0.0, share))
    return float(small + share * (large - small))


def milliseconds_per_document(load: Load, measured: Measured) -> float:
    """Processor time of a worker, mean over what comes; what is turned away takes as long as a duplicate."""
    chosen = sum(ENRICHER_MS.get(name, 0.0) for name in load.enrichers) / sum(ENRICHER_MS.values())
    version = measured.version_ms + chosen * (measured.enriched_ms - measured.version_ms)
    version += load.copies * measured.copies_ms
    versions = load.new_share + load.revised_share
    return versions * version + (1 - versions) * measured.repeat_ms


def partitions_for(workers: int) -> int:
    """12, 24, 48 and so on: counts that many numbers of workers share evenly."""
    count = LEAST_PARTITIONS
    while count < workers * PARTITIONS_A_WORKER:
        count *= 2
    return min(MOST_PARTITIONS, count)


def stories_at(load: Load) -> float:
    """That the desk remembers at the planned age."""
    days = load.days if load.remember_days is None else min(load.days, load.remember_days)
    return load.documents_per_day * load.new_share * days


def _versions(load: Load) -> float:
    """A day."""
    return load.documents_per_day * (load.new_share + load.revised_share)


def topic_plans(load: Load, measured: Measured, kept_days: Mapping[str, int]) -> tuple[TopicPlan, ...]:
    """Of all topics that this desk has."""
    everything = load.documents_per_day
    decided = everything * (1 - load.rejected_share)
    versions, raw_days = _versions(load), kept_days["raw"]
    deleted = {
        "raw": (everything, measured.raw),
        "parsed": (decided, measured.parsed),
        "duplicates": (everything * load.duplicate_share, measured.duplicates),
        "rejected": (everything * load.rejected_share, measured.raw),
    }
    found = [_deleted(load, name, *each, kept_days[name]) for name, each in deleted.items()]
    found.append(
        _compacted(load, "articles", versions, measured.articles, load.new_share * everything * load.days, raw_days)
    )
    found.append(_compacted(load, "seen", decided, measured.seen, stories_at(load), 0))
    if load.copies:
        window = versions * WINDOW_DAYS
        found.append(_deleted(load, "sketches", versions, measured.sketches, kept_days["sketches"]))
        found.append(_compacted(load, "copies", versions, measured.copies, window, 0))
    return tuple(found)


def _deleted(load: Load, name: str, records: float, size: float, days: int) -> TopicPlan:
    kept = min(days, load.days)
    return TopicPlan(name, records, size, f"{days} days", records * size * kept * load.replication)


def _compacted(load: Load, name: str, records: float, size: float, newest: float, lag_days: int) -> TopicPlan:
    """The newest of each key, all of the last days, and what is not cleaned yet."""
    written = records * load.days
    held = min(written, UNCLEANED * (newest + records * min(lag_days, load.days)))
    kept = "newest of each" + (f", all of {lag_days} days" if lag_days else "")
    return TopicPlan(name, records, size, kept, held * size * load.replication)
