"""What a worker counts and measures, for whoever collects it: `/metrics` on its health port, in Prometheus' text format."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from faust.types import TP
from prometheus_client import Counter, Gauge, Histogram, generate_latest

from copydesk.service.core.desk.outgoing import Outgoing
from copydesk.service.shell.health import Health
from copydesk.service.shell.metric import Metric, registry_of
from copydesk.service.shell.worker.spans import Spans

MOST_SOURCES = 200
"""Sources that are counted by their name; all that come later are counted together,"""
OTHER = "other"
"""under this one."""

CAME_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200)
WORK_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5)

METRICS = (
    Metric(Counter, "copydesk_records_in", "Records decided, by the topic that they came from.", ("topic",)),
    Metric(
        Counter,
        "copydesk_records_out",
        "Records sent, by topic; repeats after a crash or a rebalance count again.",
        ("topic",),
    ),
    Metric(
        Counter, "copydesk_articles", "Versions of stories, by source; `kind` is new or revised.", ("source", "kind")
    ),
    Metric(
        Counter, "copydesk_duplicates", "Documents that brought nothing new, by source and kind.", ("source", "kind")
    ),
    Metric(
        Counter,
        "copydesk_rejections",
        "Documents turned away, by what they say of their source and by reason.",
        ("source", "reason"),
    ),
    Metric(
        Counter,
        "copydesk_article_fields",
        "Versions that have a field, by source: beside copydesk_articles its share.",
        ("source", "field"),
    ),
    Metric(Counter, "copydesk_parsed", "Documents read, by the reader that read them.", ("reader",)),
    Metric(Counter, "copydesk_forgotten", "Stories that the desk was told to forget, by source.", ("source",)),
    Metric(Counter, "copydesk_repeats", "Records of parsed decided again, whose story's memory already knew them."),
    Metric(
        Histogram,
        "copydesk_outcome_seconds",
        "From the raw record's time to its outcome, by outcome.",
        ("topic",),
        CAME_SECONDS,
    ),
    Metric(
        Histogram,
        "copydesk_parse_seconds",
        "To read one document, by reader; of one turned away the reader is empty.",
        ("reader",),
        WORK_SECONDS,
    ),
    Metric(Histogram, "copydesk_edit_seconds", "To decide and enrich one parsed document.", (), WORK_SECONDS),
    Metric(Gauge, "copydesk_lag_records", "Records of a partition of this worker that wait.", ("topic", "partition")),
    Metric(
        Gauge,
        "copydesk_lag_seconds",
        "How long ago the newest record came that a partition is done with; 0 where none waits.",
        ("topic", "partition"),
    ),
    Metric(Gauge, "copydesk_batches_in_flight", "Batches taken whose outcomes are not all confirmed."),
    Metric(
        Gauge,
        "copydesk_stories_known",
        "Stories in the memory of this worker's partitions, as RocksDB estimates it: a little too many.",
    ),
    Metric(Gauge, "copydesk_partitions", "Partitions of input that are this worker's."),
    Metric(Gauge, "copydesk_ready", "1 while the worker does its work, as /ready says."),
    Metric(Gauge, "copydesk_still_seconds", "Since the worker last had nothing to do or did something."),
    Metric(Gauge, "copydesk_silent_seconds", "Since a broker last answered."),
    Metric(
        Gauge,
        "copydesk_last_exit",
        "1 for the end of the worker that had this state folder before: its exit code and what that is called.",
        ("code", "name"),
    ),
)
"""All of ours; beside them come `process_*` and `python_gc_*`. A restart is a change of `process_start_time_seconds`."""


class Metrics:
    """The counts of one worker. Written by its loop, read by the thread of the health port."""

    def __init__(self, clock: Callable[[], float] = time.time, spans: Spans | None = None) -> None:
        self._clock = clock
        self.spans = spans or Spans()
        """What is told of single records, to whoever traces them."""
        self.registry, self._made = registry_of(METRICS)
        self._children: dict[tuple[str, ...], Any] = {}
        self._sources: set[str] = set()
        self._lags: set[tuple[str, str]] = set()

    def sent(self, outgoing: Outgoing) -> None:
        """One record that goes out."""
        told = outgoing.told
        self._count("copydesk_records_out", outgoing.topic)
        match outgoing.topic:
            case "parsed":
                self._count("copydesk_parsed", told.kind)
            case "articles" if outgoing.value is None:
                self._count("copydesk_forgotten", self._source(told.source_id))
            case "articles":
                source = self._source(told.source_id)
                self._count("copydesk_articles", source, told.kind)
                for name in told.fields:
                    self._count("copydesk_article_fields", source, name)
            case "duplicates":
                self._count("copydesk_duplicates", self._source(told.source_id), told.kind)
            case "rejected":
                self._count("copydesk_rejections", self._source(told.source_id), told.kind)
        if told.came and outgoing.topic != "parsed":
            waited = max(0.0, self._clock() - told.came.timestamp())
            self._child("copydesk_outcome_seconds", outgoing.topic).observe(waited)

    def decided(self, topic: str, seconds: float, outgoing: Outgoing | None, *, repeat: bool = False) -> None:
        """One record of `raw` or `parsed`, and how long it took."""
        self._count("copydesk_records_in", topic)
        if topic == "raw":
            reader = outgoing.told.kind if outgoing and outgoing.topic == "parsed" else ""
            self._child("copydesk_parse_seconds", reader).observe(seconds)
            return
        self._made["copydesk_edit_seconds"].observe(seconds)
        if repeat:
            self._made["copydesk_repeats"].inc()

    def watched(self, health: Health, *, ready: bool, in_flight: int, stories: int | None) -> None:
        """How the worker is, once a second."""
        gauges = {
            "copydesk_batches_in_flight": in_flight,
            "copydesk_partitions": health.partitions,
            "copydesk_ready": int(ready),
            "copydesk_still_seconds": health.still_seconds,
            "copydesk_silent_seconds": health.silent_seconds,
        }
        if stories is not None:
            gauges["copydesk_stories_known"] = stories
        for name, value in gauges.items():
            self._made[name].set(value)

    def began_after(self, end: tuple[str, str] | None) -> None:
        """How the worker before ended, code and name; None for the first one, of which nothing is told."""
        if end:
            self._child("copydesk_last_exit", *end).set(1)

    def lags(self, lags: Iterable[tuple[TP, str, int, float | None]]) -> None:
        """Of each partition: its topic by its short name, the records that wait, and when the newest came that is done. Partitions
        that went to others are told no more.
        """
        told = set()
        for tp, topic, records, done_at in lags:
            labels = (topic, str(tp.partition))
            told.add(labels)
            seconds = max(0.0, self._clock() - done_at) if records and done_at else 0.0
            self._made["copydesk_lag_records"].labels(*labels).set(records)
            self._made["copydesk_lag_seconds"].labels(*labels).set(seconds)
        for labels in self._lags - told:
            self._made["copydesk_lag_records"].remove(*labels)
            self._made["copydesk_lag_seconds"].remove(*labels)
        self._lags = told

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self.registry)

    def _count(self, name: str, *labels: str) -> None:
        self._child(name, *labels).inc()

    def _child(self, name: str, *labels: str) -> Any:
        """Kept: the library's own look-up takes longer than to count."""
        child = self._children.get((name, *labels))
        if child is None:
            child = self._children[name, *labels] = self._made[name].labels(*labels)
        return child

    def _source(self, source_id: str) -> str:
        """A name for a label: whoever sends documents must not make as many series as they like."""
        if source_id not in self._sources and len(self._sources) < MOST_SOURCES:
            self._sources.add(source_id)
        return source_id if source_id in self._sources else OTHER
