"""Delivery: hands outcomes to the producer and counts them. Whether they arrived is for `InOrder` to wait for."""

from __future__ import annotations

import asyncio
from asyncio import Future
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from faust.exceptions import ProducerSendError

from copydesk.service.core.desk.outgoing import Outgoing
from copydesk.service.shell.exits import DELIVERY_FAILED, leave
from copydesk.service.shell.worker.metrics import Metrics


class Deliverer:
    """Sends an Outgoing to the topic that the settings name for it.

    `counts` holds how many records went to each topic since the start; repeats after a rebalance count again.
    """

    def __init__(self, app: Any, full_name: Callable[[str], str], metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self._full_name = cache(full_name)
        self.counts: Counter[str] = Counter()

    async def send(self, outgoing: Outgoing) -> Future[Any]:
        """The producer's future of this one record; waits only while the producer's buffer is full."""
        self.counts[outgoing.topic] += 1
        self._metrics.sent(outgoing)
        topic = self._full_name(outgoing.topic)
        try:
            sent: Future[Any] = await self._app.producer.send(
                topic, outgoing.key, outgoing.value, outgoing.partition, None, list(outgoing.headers)
            )
        except ProducerSendError as error:
            leave(DELIVERY_FAILED, f"nothing can be sent to {topic}: {error.__cause__!r}: see `copydesk topics check`")
            raise
        return sent


async def confirmed(sent: Sequence[Future[Any]]) -> bool:
    """Whether all deliveries arrived, when all are over."""
    if sent:
        await asyncio.wait(sent)
    return all(map(arrived, sent))


def arrived(sent: Future[Any]) -> bool:
    """Whether the brokers have confirmed a delivery."""
    return sent.done() and not sent.cancelled() and sent.exception() is None
