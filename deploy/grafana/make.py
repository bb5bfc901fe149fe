"""The dashboard, from a list of panels: `python deploy/grafana/make.py` writes dashboard.json beside it.

Import that into Grafana, with a Prometheus that collects the workers as its source.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("dashboard.json")
WIDTH, HEIGHT, ACROSS = 8, 8, 3
_SOURCE = {"type": "prometheus", "uid": "${source}"}


@dataclass(frozen=True, slots=True)
class Panel:
    """A picture: what it shows, in what unit, and each line's query with its name."""

    title: str
    unit: str
    lines: tuple[tuple[str, str], ...]
    help: str = ""


PANELS = (
    Panel(
        "Documents a second",
        "ops",
        (
            ("in", 'sum(rate(copydesk_records_in_total{topic="raw"}[5m]))'),
            ("{{kind}}", "sum by (kind) (rate(copydesk_articles_total[5m]))"),
            ("duplicates", "sum(rate(copydesk_duplicates_total[5m]))"),
            ("rejections", "sum(rate(copydesk_rejections_total[5m]))"),
        ),
        "What comes in, and what becomes of it.",
    ),
    Panel(
        "From the document to its outcome",
        "s",
        (
            ("half", "histogram_quantile(0.5, sum by (le) (rate(copydesk_outcome_seconds_bucket[5m])))"),
            ("99 of 100", "histogram_quantile(0.99, sum by (le) (rate(copydesk_outcome_seconds_bucket[5m])))"),
        ),
    ),
    Panel(
        "Behind",
        "s",
        (("{{topic}}/{{partition}}", "max by (topic, partition) (copydesk_lag_seconds) > 0"),),
        "Partitions that are: how long ago the newest record came that each is done with.",
    ),
    Panel("Waiting", "short", (("{{topic}}", "sum by (topic) (copydesk_lag_records)"),)),
    Panel(
        "Workers",
        "short",
        (
            ("answer", 'sum(up{job="copydesk"})'),
            ("ready", "sum(copydesk_ready)"),
            ("begun in an hour", 'sum(changes(process_start_time_seconds{job="copydesk"}[1h]))'),
            ("began after: {{name}}", "sum by (name) (copydesk_last_exit)"),
        ),
        "How many there are, and how the one before each ended.",
    ),
    Panel(
        "Partitions of each worker",
        "short",
        (("{{instance}}", "copydesk_partitions"),),
    ),
    Panel(
        "Rejections by reason",
        "ops",
        (("{{reason}}", "topk(10, sum by (reason) (rate(copydesk_rejections_total[15m])))"),),
    ),
    Panel(
        "Rejections by source",
        "percentunit",
        (
            (
                "{{source}}",
                "topk(10, sum by (source) (rate(copydesk_rejections_total[1h])) / (sum by (source) (rate(copydesk_rejections_total[1h])) "
                "+ (sum by (source) (rate(copydesk_articles_total[1h])) + sum by (source) (rate(copydesk_duplicates_total[1h])))))",
            ),
        ),
        "Share of what a source sends that is turned away; sources of which nothing else comes are in the alerts.",
    ),
    Panel(
        "New stories in six hours",
        "short",
        (("{{source}}", 'topk(20, sum by (source) (increase(copydesk_articles_total{kind="new"}[6h])))'),),
    ),
    Panel(
        "Articles that have a field",
        "percentunit",
        (
            (
                "{{field}}",
                "sum by (field) (rate(copydesk_article_fields_total[1h])) / scalar(sum(rate(copydesk_articles_total[1h])))",
            ),
        ),
    ),
    Panel(
        "Fields least found",
        "percentunit",
        (
            (
                "{{source}} {{field}}",
                "bottomk(10, sum by (source, field) (rate(copydesk_article_fields_total[6h])) "
                "/ on (source) group_left sum by (source) (rate(copydesk_articles_total[6h])))",
            ),
        ),
        "Of each source's articles. A field that falls shows here before readers miss it.",
    ),
    Panel(
        "Work on one document",
        "s",
        (
            (
                "read, {{reader}}",
                'sum by (reader) (rate(copydesk_parse_seconds_sum{reader!=""}[5m])) / sum by (reader) (rate(copydesk_parse_seconds_count{reader!=""}[5m]))',
            ),
            (
                "decide and enrich",
                "sum(rate(copydesk_edit_seconds_sum[5m])) / sum(rate(copydesk_edit_seconds_count[5m]))",
            ),
        ),
        "Means.",
    ),
    Panel("Memory", "bytes", (("{{instance}}", 'process_resident_memory_bytes{job="copydesk"}'),)),
    Panel("Processor", "percentunit", (("{{instance}}", 'rate(process_cpu_seconds_total{job="copydesk"}[5m])'),)),
    Panel(
        "Repeats a second",
        "ops",
        (("{{instance}}", "rate(copydesk_repeats_total[5m])"),),
        "Records decided once more: after a crash or a rebalance there are some.",
    ),
    Panel(
        "Gateway: documents a second",
        "ops",
        (("{{status}}", "sum by (status) (rate(copydesk_gateway_documents_total[5m]))"),),
        "202 is on the topic; 429 and 503 must be sent again.",
    ),
    Panel(
        "Gateway: time to answer",
        "s",
        (
            ("half", "histogram_quantile(0.5, sum by (le) (rate(copydesk_gateway_request_seconds_bucket[5m])))"),
            ("99 of 100", "histogram_quantile(0.99, sum by (le) (rate(copydesk_gateway_request_seconds_bucket[5m])))"),
        ),
    ),
    Panel(
        "Sinks: behind",
        "s",
        (
            ("{{instance}}", "max by (instance) (copydesk_sink_lag_seconds)"),
            ("{{instance}} since it took something", "time() - (copydesk_sink_last_hand_over_timestamp_seconds > 0)"),
        ),
        "How long ago the newest record came that the place has taken, where any waits.",
    ),
    Panel(
        "Sinks: records",
        "short",
        (
            ("{{instance}}: waiting", "sum by (instance) (copydesk_sink_lag_records)"),
            ("{{instance}}: a minute", "sum by (instance) (rate(copydesk_sink_records_total[5m])) * 60"),
            ("{{instance}}: place away", "copydesk_sink_waiting"),
        ),
    ),
)


def dashboard() -> dict[str, Any]:
    """As Grafana imports it."""
    return {
        "title": "Copydesk",
        "uid": "copydesk",
        "schemaVersion": 39,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "templating": {
            "list": [{"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus"}]
        },
        "panels": [_panel(number, panel) for number, panel in enumerate(PANELS)],
    }


def _panel(number: int, panel: Panel) -> dict[str, Any]:
    row, column = divmod(number, ACROSS)
    return {
        "id": number + 1,
        "type": "timeseries",
        "title": panel.title,
        "description": panel.help,
        "datasource": _SOURCE,
        "gridPos": {"x": column * WIDTH, "y": row * HEIGHT, "w": WIDTH, "h": HEIGHT},
        "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
        "options": {"tooltip": {"mode": "multi"}},
        "targets": [
            {"refId": chr(65 + n), "datasource": _SOURCE, "expr": query, "legendFormat": name}
            for n, (name, query) in enumerate(panel.lines)
        ],
    }


def text() -> str:
    """What the file holds."""
    return json.dumps(dashboard(), indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
