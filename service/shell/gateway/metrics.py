"""What the gateway counts, for whoever collects it: `/metrics`, in Prometheus' text format."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram, generate_latest

from copydesk.publisher import Publisher
from copydesk.service.shell.gateway.reading import Room
from copydesk.service.shell.metric import Metric, registry_of

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

METRICS = (
    Metric(
        Counter, "copydesk_gateway_requests", "Requests to /raw, by status; 207 is a batch of several.", ("status",)
    ),
    Metric(Counter, "copydesk_gateway_documents", "Documents, by status: 202 is on the topic.", ("status",)),
    Metric(
        Histogram,
        "copydesk_gateway_request_seconds",
        "From the first byte of a request to /raw to its answer.",
        (),
        SECONDS,
    ),
    Metric(Gauge, "copydesk_gateway_held_bytes", "Bytes of requests that are not answered yet."),
    Metric(Gauge, "copydesk_gateway_in_flight_bytes", "Bytes of documents that the brokers have not confirmed."),
    Metric(Gauge, "copydesk_gateway_oldest_seconds", "Since the oldest of these was taken."),
    Metric(Gauge, "copydesk_gateway_connected", "1 while there is a connection to the brokers."),
)

ALARMING = ("429", "500", "503")
"""They are told from the start, as 0: what is collected must see the first one as a change."""


class Metrics:
    """The counts of one gateway."""

    def __init__(self, desk: Publisher, room: Room) -> None:
        self._registry, self._made = registry_of(METRICS)
        for status in ALARMING:
            self._made["copydesk_gateway_requests"].labels(status)
            self._made["copydesk_gateway_documents"].labels(status)
        self._made["copydesk_gateway_held_bytes"].set_function(lambda: room.held)
        self._made["copydesk_gateway_in_flight_bytes"].set_function(lambda: desk.in_flight_bytes)
        self._made["copydesk_gateway_oldest_seconds"].set_function(lambda: desk.oldest_seconds)
        self._made["copydesk_gateway_connected"].set_function(lambda: desk.connected)

    def answered(self, status: int, seconds: float) -> None:
        """One request."""
        self._made["copydesk_gateway_requests"].labels(str(status)).inc()
        self._made["copydesk_gateway_request_seconds"].observe(seconds)

    def ended(self, status: int) -> None:
        """One document."""
        self._made["copydesk_gateway_documents"].labels(str(status)).inc()

    def text(self) -> bytes:
        """All of it."""
        return generate_latest(self._registry)
