"""Spans for documents that somebody traces, sent to a collector on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from copydesk.service.core.desk.outgoing import Outgoing
from copydesk.service.core.desk.told import Told
from copydesk.service.core.records import Headers
from copydesk.service.shell.errors import MissingExtra
from copydesk.service.shell.worker import spans as spans_module
from copydesk.service.shell.worker.spans import Spans, spans_for
from copydesk.service.shell.worker.traced import TracedSpans
from tests.builders import a_record

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
SENT = Outgoing("parsed", b"harbour-press:1", b"{}", (), told=Told("harbour-press", "text"))


def traced(flags: str = "01", version: str = "00") -> Headers:
    """As the W3C writes it."""
    return (("traceparent", f"{version}-{TRACE}-{PARENT}-{flags}".encode()), ("tracestate", b"vendor=1"))


@contextmanager
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """Address, and what was posted."""
    posted: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", posted
        finally:
            server.shutdown()
            thread.join()


def collected(monkeypatch: pytest.MonkeyPatch, *brought: Headers) -> list[Span]:
    """The spans of records with these headers, as a collector gets them."""
    with collector() as (address, posted):
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", address)
        found = spans_for({"OTEL_EXPORTER_OTLP_ENDPOINT": address})
        assert isinstance(found, TracedSpans)
        for headers in brought:
            found.decided("parse", a_record(b"x", headers=headers), SENT, 0.25)
        found.close()
    spans = []
    for body in posted:
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            names = {one.key: one.value.string_value for one in resource.resource.attributes}
            assert names["service.name"] == "copydesk"
            spans += [span for scope in resource.scope_spans for span in scope.spans]
    return spans


def test_a_span_is_a_child_of_what_the_record_brings(monkeypatch: pytest.MonkeyPatch) -> None:
    """With where the record stood, what came of it, and how long it took."""
    (span,) = collected(monkeypatch, traced())
    assert (span.trace_id.hex(), span.parent_span_id.hex()) == (TRACE, PARENT)
    assert span.name == f"parse {a_record(b'x').origin.topic}"
    assert (span.end_time_unix_nano - span.start_time_unix_nano) / 1e9 == pytest.approx(0.25)
    told = {one.key: one.value.string_value or one.value.int_value for one in span.attributes}
    assert told["messaging.kafka.offset"] == a_record(b"x").origin.offset
    assert (told["copydesk.outcome"], told["copydesk.source_id"]) == ("parsed", "harbour-press")


def test_what_nobody_traces_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """No header, one that is not sampled, one that is none."""
    nonsense: list[Headers] = [
        (("traceparent", text),) for text in (None, b"", b"\xff\xfe", b"00-zz-zz-01", b"x" * 900)
    ]
    assert collected(monkeypatch, (), traced("00"), *nonsense) == []


@pytest.mark.parametrize(
    "environment",
    [{}, {"OTEL_EXPORTER_OTLP_ENDPOINT": ""}, {"OTEL_EXPORTER_OTLP_ENDPOINT": "x", "OTEL_SDK_DISABLED": "true"}],
)
def test_where_nobody_collects(environment: dict[str, str]) -> None:
    """Nothing is done."""
    assert type(spans_for(environment)) is Spans


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever names a collector is told what to install."""
    monkeypatch.setattr(spans_module, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"copydesk\[otel\]"):
        spans_for({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:4318/v1/traces"})
