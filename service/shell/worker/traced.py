"""Spans by OpenTelemetry's SDK; imported only where the extra `otel` is installed and somebody collects."""

from __future__ import annotations

import time

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, get_current_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from copydesk.service.core.desk.outgoing import Outgoing
from copydesk.service.core.records import Record
from copydesk.service.shell.worker.spans import Spans, Step

CARRIED = ("traceparent", "tracestate")


def spans() -> Spans:
    """To the collector that OpenTelemetry's variables name."""
    return TracedSpans(_provider())


class TracedSpans(Spans):
    """To a tracer of OpenTelemetry."""

    def __init__(self, provider: TracerProvider) -> None:
        self._provider = provider
        self._tracer = provider.get_tracer("copydesk")
        self._read = TraceContextTextMapPropagator().extract

    def decided(self, step: Step, record: Record, outgoing: Outgoing, seconds: float) -> None:
        """A span, if the record brings a trace that is sampled."""
        carried = {name: (value or b"").decode("ascii", "ignore") for name, value in record.headers if name in CARRIED}
        if "traceparent" not in carried:
            return
        context = self._read(carried)
        if not get_current_span(context).get_span_context().trace_flags.sampled:
            return
        ended = time.time_ns()
        span = self._tracer.start_span(
            f"{step} {record.origin.topic}",
            context,
            SpanKind.CONSUMER,
            attributes=_attributes(step, record, outgoing),
            start_time=ended - int(seconds * 1e9),
        )
        span.end(ended)

    def close(self) -> None:
        """Send what was not sent yet; without it, that is done when the process ends."""
        self._provider.shutdown()


def _provider() -> TracerProvider:
    made = Resource.create()  # of OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES
    unnamed = str(made.attributes.get("service.name", "")).startswith("unknown_service")
    provider = TracerProvider(resource=made.merge(Resource({"service.name": "copydesk"})) if unnamed else made)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


def _attributes(step: Step, record: Record, outgoing: Outgoing) -> dict[str, str | int]:
    """By the semantic conventions for messaging and Kafka, and our own."""
    origin = record.origin
    return {
        "messaging.system": "kafka",
        "messaging.operation.name": step,
        "messaging.operation.type": "process",
        "messaging.destination.name": origin.topic,
        "messaging.destination.partition.id": str(origin.partition),
        "messaging.kafka.offset": origin.offset,
        "copydesk.outcome": outgoing.topic,
        "copydesk.kind": outgoing.told.kind,
        "copydesk.source_id": outgoing.told.source_id,
    }
