"""`copydesk topics plan`: the plan of core/desk/capacity.py for a person, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import orjson

from copydesk.schemas.topics import DAY_MS, TOPICS
from copydesk.service.core.desk.capacity import Load, Plan, plan
from copydesk.service.core.desk.capacity_figures import ENRICHER_MS
from copydesk.service.settings import KEPT_FOR_DAYS, Settings


def plan_of(load: Load, settings: Settings) -> Plan:
    """With the retentions that the settings say."""
    kept = {
        entry.name: int(entry.config["retention.ms"]) // DAY_MS for entry in TOPICS if "retention.ms" in entry.config
    }
    return plan(load, kept | {name: settings.retention_days(name) for name in KEPT_FOR_DAYS})


def plan_json(load: Load, found: Plan) -> str:
    """One object: what was asked, and what came out."""
    return orjson.dumps({"load": asdict(load), "plan": asdict(found)}, option=orjson.OPT_INDENT_2).decode()


def plan_lines(load: Load, found: Plan) -> list[str]:
    """Two tables: what the desk needs, and each topic."""
    topics = [
        (
            topic.name,
            f"{topic.records_per_day:,.0f}",
            f"{topic.bytes_per_record:,.0f}",
            topic.kept,
            _size(topic.bytes_on_disk),
        )
        for topic in found.topics
    ]
    head = ("topic", "records a day", "bytes each", "kept", f"on disk, {load.replication} times")
    unknown = [name for name in load.enrichers if name not in ENRICHER_MS]
    notes = [f"not measured, and left out: {', '.join(unknown)}"] if unknown else []
    if found.workers > found.partitions:
        notes.append("more workers than one desk has partitions: share the sources out among several desks")
    return [*_aligned(_needs(load, found)), "", *_aligned([head, *topics]), *notes]


def _needs(load: Load, found: Plan) -> list[tuple[str, ...]]:
    return [
        ("documents", f"{found.documents_per_second:,.1f} a second, {found.at_peak:,.1f} at the peak"),
        ("a document", f"{found.milliseconds_per_document:.1f} ms of a worker's processor"),
        ("workers", f"{found.workers}, a core each"),
        ("partitions", f"{found.partitions}"),
        ("stories known", f"{found.stories:,.0f} after {load.days:,} days"),
        ("a worker's memory", f"{found.worker_memory_mb:,.0f} MB, limit {found.worker_memory_limit_mb:,.0f} MB"),
        ("a worker's disk", f"{found.worker_disk_gb:,.1f} GB; without it, read back in {_time(found.rebuild_seconds)}"),
        ("brokers' disk", f"{_size(found.brokers_gb * 1e9)} together"),
        (
            "network at the peak",
            f"{found.published_mb_per_second:,.1f} MB/s from publishers, {found.written_mb_per_second:,.1f} from workers, "
            f"{found.read_mb_per_second:,.1f} to workers, {found.replicated_mb_per_second:,.1f} between brokers",
        ),
    ]


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _size(size: float) -> str:
    return f"{size / 1e12:,.2f} TB" if size >= 1e12 else f"{size / 1e9:,.1f} GB"


def _time(seconds: float) -> str:
    return f"{seconds / 60:,.0f} min" if seconds >= 120 else f"{seconds:,.0f} s"
