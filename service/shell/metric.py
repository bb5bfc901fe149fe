"""A metric by its name: what it is, and what a person reads in it. Each process has its list of them, and tells no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from prometheus_client import CollectorRegistry, GCCollector, ProcessCollector
from prometheus_client.metrics import MetricWrapperBase


@dataclass(frozen=True, slots=True)
class Metric:
    """One name."""

    kind: type[MetricWrapperBase]
    name: str
    """A counter is collected as `NAME_total`."""
    sentence: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()


def registry_of(metrics: Iterable[Metric]) -> tuple[CollectorRegistry, dict[str, Any]]:
    """A registry with these, and with what all processes tell of themselves; and each of these by its name."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    GCCollector(registry=registry)
    return registry, {metric.name: _made(metric, registry) for metric in metrics}


def _made(metric: Metric, registry: CollectorRegistry) -> Any:
    options: dict[str, Any] = {"buckets": metric.buckets} if metric.buckets else {}
    return metric.kind(metric.name, metric.sentence, metric.labels, registry=registry, **options)
