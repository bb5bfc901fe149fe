"""Spans of OpenTelemetry for documents whose publisher traces them: what the desk did with each, and for how long.

A record's `traceparent` goes along on all topics as it is, with or without this. Where the extra `otel` is installed and the
environment names a collector, by OpenTelemetry's own variables, each sampled one gets a span for parsing and one for editing, both
children of what the record brought: what is sent stays the same, letter for letter, so that a repeat after a crash is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Literal

from copydesk.service.core.desk.outgoing import Outgoing
from copydesk.service.core.records import Record
from copydesk.service.shell.errors import MissingExtra

Step = Literal["parse", "edit"]

COLLECTORS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""One of these names whoever collects."""


class Spans:
    """Where nobody collects: nothing."""

    def decided(self, step: Step, record: Record, outgoing: Outgoing, seconds: float) -> None:
        """One record was decided just now, and it took so long."""


def spans_for(environment: Mapping[str, str]) -> Spans:
    """What the environment asks for; MissingExtra where it names a collector and the extra is not there."""
    if (
        not any(environment.get(name) for name in COLLECTORS)
        or environment.get("OTEL_SDK_DISABLED", "").lower() == "true"
    ):
        return Spans()
    if not (find_spec("opentelemetry") and find_spec("opentelemetry.sdk") and find_spec("opentelemetry.exporter")):
        named = next(name for name in COLLECTORS if environment.get(name))
        raise MissingExtra(f"{named} is set, but spans need OpenTelemetry: pip install 'copydesk[otel]'")
    made: Spans = import_module("copydesk.service.shell.worker.traced").spans()
    return made
