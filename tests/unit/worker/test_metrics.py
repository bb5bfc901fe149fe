"""What a worker counts, read back by the parser of those who collect it."""

from __future__ import annotations

import json
import re
import runpy
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from faust.types import TP
from prometheus_client.parser import text_string_to_metric_families

from copydesk.publisher import Publisher
from copydesk.schemas.article import Article
from copydesk.schemas.notices import Duplicate, Reason, Stage
from copydesk.service.core.desk.erasure import Order, carried_out
from copydesk.service.core.desk.outgoing import Outgoing, event_message, rejected_message
from copydesk.service.core.desk.told import WATCHED, Told
from copydesk.service.core.records import Rejected
from copydesk.service.pipeline import parse_outgoing
from copydesk.service.shell.gateway.metrics import METRICS as GATEWAY_METRICS
from copydesk.service.shell.gateway.metrics import Metrics as GatewayMetrics
from copydesk.service.shell.gateway.reading import Room
from copydesk.service.shell.health import Health
from copydesk.service.shell.sinks.account import METRICS as SINK_METRICS
from copydesk.service.shell.sinks.account import Account
from copydesk.service.shell.worker.metrics import METRICS, MOST_SOURCES, OTHER, Metrics
from tests.builders import a_record
from tests.unit.articles import an_article

ALL = (*METRICS, *SINK_METRICS, *GATEWAY_METRICS)
PAGE = Path(__file__).parents[3] / "docs/operations.md"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def read(metrics: Metrics) -> dict[tuple[str, str], float]:
    """Value by name and labels, `("copydesk_articles_total", "kind=new source=a")`."""
    return {
        (sample.name, " ".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(metrics.text().decode())
        for sample in family.samples
    }


def counted(metrics: Metrics, name: str) -> dict[str, float]:
    """By labels."""
    return {labels: value for (found, labels), value in read(metrics).items() if found == name and value}


def an_event(**fields: Any) -> Outgoing:
    """The record of an article that came at noon."""
    return event_message(an_article(ingested_at=NOON, **fields), "news.raw/0/1", ())


def test_articles() -> None:
    """By source, new and revised, with the fields that they have, and how long they took since they came."""
    metrics = Metrics(clock=(NOON + timedelta(seconds=3)).timestamp)
    metrics.sent(an_event(headline="h", body_text="b", tags=["a"], authors=[], published_at=NOON))
    metrics.sent(an_event(headline=None, body_text="b", tags=[], authors=[], published_at=None))
    source = an_article().source_id
    assert counted(metrics, "copydesk_articles_total") == {f"kind=new source={source}": 2}
    shares = counted(metrics, "copydesk_article_fields_total")
    assert {labels.partition(" ")[0]: value for labels, value in shares.items()} == {
        "field=headline": 1,
        "field=body_text": 2,
        "field=tags": 1,
        "field=published_at": 1,
    }
    assert counted(metrics, "copydesk_outcome_seconds_sum") == {"topic=articles": 6}
    assert counted(metrics, "copydesk_records_out_total") == {"topic=articles": 2}


def test_what_is_forgotten() -> None:
    """A tombstone is no article: it is counted for itself, by source."""
    metrics = Metrics()
    order = Order("planet:7", "0192a7b0-5b8e-7c3e-9d52-3a1f4e5d6c7b", NOON)
    metrics.sent(carried_out(order, sketch_partitions=0))
    assert counted(metrics, "copydesk_forgotten_total") == {"source=planet": 1}
    assert counted(metrics, "copydesk_articles_total") == {}


def test_a_replay_counts_from_when_it_came_again() -> None:
    """An article that first came months ago says nothing of how long its replay took."""
    metrics = Metrics(clock=(NOON + timedelta(seconds=3)).timestamp)
    article = an_article(ingested_at=NOON - timedelta(days=90))
    own_time = str(round(NOON.timestamp() * 1000)).encode()
    metrics.sent(event_message(article, "news.raw/0/1", (("raw_time", own_time),)))
    assert counted(metrics, "copydesk_outcome_seconds_sum") == {"topic=articles": 3}


def test_what_brings_nothing_new_and_what_is_turned_away() -> None:
    """Duplicates by kind, rejections by reason and by what they say of their source."""
    metrics = Metrics()
    notice = Duplicate(record_id="r", guid="planet:7", duplicate_of="s", version=1, kind="recrawl", detected_at=None)
    metrics.sent(event_message(notice, "news.raw/0/1", ()))
    rejected = Rejected(Reason.EMPTY, Stage.PARSE, "nothing there")
    metrics.sent(rejected_message(rejected, a_record(body="", source_id="planet")))
    metrics.sent(rejected_message(rejected, a_record(value=b"\xff")))
    assert counted(metrics, "copydesk_duplicates_total") == {"kind=recrawl source=planet": 1}
    assert counted(metrics, "copydesk_rejections_total") == {
        "reason=empty source=planet": 1,
        "reason=empty source=": 1,
    }


def test_what_is_read_and_decided() -> None:
    """Documents in by topic, by the reader that read them, with the time that it took; and what was decided before."""
    metrics = Metrics()
    sent = parse_outgoing(a_record(), 1_000_000)
    metrics.sent(sent)
    metrics.decided("raw", 0.002, sent)
    metrics.decided("raw", 0.5, rejected_message(Rejected(Reason.EMPTY, Stage.PARSE, ""), a_record()))
    metrics.decided("parsed", 0.001, an_event())
    metrics.decided("parsed", 0.001, an_event(), repeat=True)
    assert counted(metrics, "copydesk_records_in_total") == {"topic=raw": 2, "topic=parsed": 2}
    assert counted(metrics, "copydesk_parsed_total") == {"reader=text": 1}
    assert counted(metrics, "copydesk_parse_seconds_sum") == {"reader=text": 0.002, "reader=": 0.5}
    assert counted(metrics, "copydesk_edit_seconds_count") == {"": 2}
    assert counted(metrics, "copydesk_repeats_total") == {"": 1}


def test_sources_are_bounded() -> None:
    """Of a flood of sources the first are counted by name, the others together."""
    metrics = Metrics()
    for number in range(MOST_SOURCES + 50):
        metrics.sent(Outgoing("articles", b"k", b"v", (), told=Told(f"source-{number}", "new")))
    metrics.sent(Outgoing("articles", b"k", b"v", (), told=Told("source-0", "new")))
    found = counted(metrics, "copydesk_articles_total")
    assert len(found) == MOST_SOURCES + 1
    assert found[f"kind=new source={OTHER}"] == 50
    assert found["kind=new source=source-0"] == 2


def test_a_source_may_have_any_name() -> None:
    """Marks and line ends in it are escaped."""
    metrics = Metrics()
    metrics.sent(Outgoing("rejected", None, b"", (), told=Told('a"\\\n}', "bad_schema")))
    assert counted(metrics, "copydesk_rejections_total") == {'reason=bad_schema source=a"\\\n}': 1}


def test_how_the_worker_is() -> None:
    """Gauges of health, and the lag of each partition that is still its own."""
    metrics = Metrics(clock=lambda: 100.0)
    metrics.watched(Health("working", 2, 5, 1.5, 0.5), ready=True, in_flight=3, stories=None)
    metrics.lags([(TP("x.raw", 0), "raw", 5, 40.0), (TP("x.raw", 1), "raw", 0, 40.0), (TP("x.raw", 2), "raw", 1, None)])
    found = read(metrics)
    assert (found["copydesk_ready", ""], found["copydesk_batches_in_flight", ""]) == (1, 3)
    assert found["copydesk_lag_records", "partition=0 topic=raw"] == 5
    assert [found["copydesk_lag_seconds", f"partition={n} topic=raw"] for n in range(3)] == [60, 0, 0]
    metrics.lags([(TP("x.raw", 1), "raw", 0, 40.0)])
    assert counted(metrics, "copydesk_lag_records") == {}
    assert ("copydesk_lag_records", "partition=0 topic=raw") not in read(metrics)


@pytest.mark.parametrize(
    ("end", "told"), [(("none", "killed"), {"code=none name=killed": 1}), (None, {})], ids=["killed", "the first one"]
)
def test_how_the_worker_before_ended(end: tuple[str, str] | None, told: dict[str, float]) -> None:
    """Code and name; nothing of a worker that has none before it."""
    metrics = Metrics()
    metrics.began_after(end)
    assert counted(metrics, "copydesk_last_exit") == told


def rows() -> Mapping[str, str]:
    """The names that the page lists, with what it says of each."""
    table = PAGE.read_text(encoding="utf-8").partition("<!-- metrics -->")[2].partition("<!-- end -->")[0]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines() if line.startswith("| `")]
    return {name.strip("`"): sentence for name, _, _, sentence in cells}


@pytest.mark.parametrize("metric", ALL, ids=lambda metric: metric.name)
def test_the_page_lists_them(metric: Any) -> None:
    """Each has its row with its sentence, under the name that it is collected by."""
    name = f"{metric.name}_total" if metric.kind.__name__ == "Counter" else metric.name
    assert rows()[name] == metric.sentence
    assert any(found == name or found.startswith(f"{name}_") for found in told_by_all())


def test_the_page_lists_no_others() -> None:
    """What is gone from the code is gone from the page."""
    assert len(rows()) == len(ALL)


def read_all_once() -> dict[tuple[str, str], float]:
    """Everything, of a worker that has done one of each."""
    metrics = Metrics()
    metrics.sent(an_event(headline="h"))
    metrics.sent(carried_out(Order("planet:7", "0192a7b0-5b8e-7c3e-9d52-3a1f4e5d6c7b", NOON), sketch_partitions=0))
    notice = Duplicate(record_id="r", guid="planet:7", duplicate_of="s", version=1, kind="recrawl", detected_at=None)
    metrics.sent(event_message(notice, "news.raw/0/1", ()))
    sent = parse_outgoing(a_record(), 1_000_000)
    metrics.sent(sent)
    metrics.sent(rejected_message(Rejected(Reason.EMPTY, Stage.PARSE, ""), a_record()))
    metrics.decided("raw", 0.1, sent)
    metrics.lags([(TP("news.raw", 0), "raw", 1, 1.0)])
    metrics.began_after(("5", "stuck"))
    return read(metrics)


def told_by_all() -> set[str]:
    """Names of what a worker, a sink and a gateway tell that have done one of each."""
    account, gateway = Account(), GatewayMetrics(Publisher("localhost:9"), Room())
    account.measured({0: 1})
    gateway.answered(202, 0.1)
    gateway.ended(202)
    texts = account.text() + gateway.text()
    families = text_string_to_metric_families(texts.decode())
    return {sample.name for family in families for sample in family.samples} | {name for name, _ in read_all_once()}


DEPLOY = Path(__file__).parents[3] / "deploy"
ALERTS = DEPLOY / "prometheus/alerts.yml"
BOARD = runpy.run_path(str(DEPLOY / "grafana/make.py"))


def collected() -> set[str]:
    """All names of series that are ours."""
    ends = {"Counter": ("_total",), "Histogram": ("_bucket", "_sum", "_count"), "Gauge": ("",)}
    return {f"{metric.name}{end}" for metric in ALL for end in ends[metric.kind.__name__]}


def queries() -> list[str]:
    """Those of the dashboard."""
    return [query for panel in BOARD["PANELS"] for _, query in panel.lines]


def test_the_dashboard_is_what_its_list_makes() -> None:
    """The file is made anew after a change of the list; each query speaks of what is collected, each panel has its place."""
    assert BOARD["FILE"].read_text(encoding="utf-8") == BOARD["text"]()
    assert all(set(re.findall(r"\bcopydesk_\w+", query)) <= collected() for query in queries())
    places = [tuple(panel["gridPos"].values()) for panel in BOARD["dashboard"]()["panels"]]
    assert len(set(places)) == len(places)


def test_alerts_speak_of_what_is_collected() -> None:
    """Each name of ours in a rule is one of the list, and the page has a row for each alert."""
    rules = ALERTS.read_text(encoding="utf-8")
    assert set(re.findall(r"\bcopydesk_\w+", rules)) <= collected()
    page = PAGE.read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(Copydesk\w+)` \|", page, re.MULTILINE))
    assert told == set(re.findall(r"- alert: (\w+)", rules))


@pytest.mark.skipif(not shutil.which("promtool"), reason="no promtool here: the alert rules are not run")
@pytest.mark.parametrize("command", [("check", "rules", "alerts.yml"), ("test", "rules", "alerts.test.yml")])
def test_alert_rules(command: tuple[str, ...]) -> None:
    """Prometheus reads the rules, and each fires where it must and not beside it."""
    done = subprocess.run(["promtool", *command], cwd=ALERTS.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("promtool"), reason="no promtool here: the dashboard's queries are not read")
def test_queries_of_the_dashboard(tmp_path: Path) -> None:
    """Prometheus can read each of them."""
    rules = [{"record": f"panel:{number}", "expr": query} for number, query in enumerate(queries())]
    (tmp_path / "panels.yml").write_text(json.dumps({"groups": [{"name": "panels", "rules": rules}]}))
    done = subprocess.run(
        ["promtool", "check", "rules", "panels.yml"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_watched_fields_are_fields() -> None:
    """A share is counted of what articles have."""
    assert set(WATCHED) <= set(Article.model_fields)
