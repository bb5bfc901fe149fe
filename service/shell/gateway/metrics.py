"""What the gateway counts, for whoever collects it: `/metrics`, in Prometheus' text format."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from copydesk.publisher import Publisher
from copydesk.service.shell.gateway.reading import Room

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The counts of one gateway."""

    def __init__(self, desk: Publisher, room: Room) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._requests = Counter(
            "copydesk_gateway_requests", "Requests to /raw, by status.", ("status",), registry=self.registry
        )
        self._documents = Counter(
            "copydesk_gateway_documents",
            "Documents, by status: 202 is on the topic.",
            ("status",),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "copydesk_gateway_request_seconds",
            "From the first byte of a request to /raw to its answer.",
            registry=self.registry,
            buckets=SECONDS,
        )
        for name, sentence, now in (
            ("copydesk_gateway_held_bytes", "Bytes of requests that are not answered yet.", lambda: room.held),
            (
                "copydesk_gateway_in_flight_bytes",
                "Bytes of documents that the brokers have not confirmed.",
                lambda: desk.in_flight_bytes,
            ),
            (
                "copydesk_gateway_oldest_seconds",
                "Since the oldest of these was taken.",
                lambda: desk.oldest_seconds,
            ),
            ("copydesk_gateway_connected", "1 while there is a connection to the brokers.", lambda: desk.connected),
        ):
            Gauge(name, sentence, registry=self.registry).set_function(now)

    def answered(self, status: int, seconds: float) -> None:
        """One request."""
        self._requests.labels(str(status)).inc()
        self._seconds.observe(seconds)

    def ended(self, status: int) -> None:
        """One document."""
        self._documents.labels(str(status)).inc()

    def text(self) -> bytes:
        """All of it."""
        return generate_latest(self.registry)
