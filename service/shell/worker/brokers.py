"""Whether brokers answer this worker: when the last answer came, and which topics are there.

aiokafka has no such question; its connections know. A broker that holds a join back during a rebalance is silent too,
on a connection that is open.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any


class Brokers:
    """The brokers as the consumer of this app sees them."""

    def __init__(self, app: Any, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._clock = clock
        self._answered_at = clock()

    def silent_seconds(self) -> float:
        """Since the last answer that was seen, since the start while there was none; 0 while a join is held back."""
        connected = [connection for connection in self._connections() if connection.connected()]
        self._answered_at = max([self._answered_at, *(connection._last_action for connection in connected)])
        return 0.0 if self._app.rebalancing and connected else self._clock() - self._answered_at

    def away(self, seconds: float) -> bool:
        """No broker has answered for so long; not so where the consumer has closed its connections itself, as it does
        in the end.
        """
        kafka = self._kafka()
        return self.silent_seconds() > seconds and not (kafka is not None and kafka._closed)

    def missing(self, topics: Iterable[str]) -> list[str]:
        """Those of these topics that the brokers, as far as they have answered, do not have."""
        kafka = self._kafka()
        known = kafka._client.cluster.topics(exclude_internal_topics=False) if kafka is not None else set()
        return [topic for topic in topics if topic not in known] if known else []

    def _connections(self) -> list[Any]:
        kafka = self._kafka()
        return list(kafka._client._conns.values()) if kafka is not None else []

    def _kafka(self) -> Any:
        """aiokafka's consumer; None before it is there."""
        consumer = self._app.consumer
        return consumer._thread._consumer if consumer.connected else None
