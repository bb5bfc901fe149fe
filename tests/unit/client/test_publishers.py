"""Publishers without a broker: what may not be chosen, and what is said of one that is not open or not installed."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import pytest

from copydesk.client.receipts import Bounds
from copydesk.publisher import NotDelivered, Publisher, PublishError, SyncPublisher, TooLarge

DOCUMENT = {"url": "https://www.dailyplanet.example/news/1", "body": "<p>Ferry</p>"}


@pytest.mark.parametrize(
    ("kind", "option"),
    [
        (Publisher, {"acks": 1}),
        (Publisher, {"enable_idempotence": False}),
        (SyncPublisher, {"acks": 1}),
        (SyncPublisher, {"enable_idempotence": False}),
        (SyncPublisher, {"enable.idempotence": False}),
    ],
)
def test_what_would_take_the_promises_back(kind: Any, option: dict[str, Any]) -> None:
    """Is no option."""
    with pytest.raises(ValueError, match=r"^(acks|enable.idempotence) is not to be chosen here"):
        kind("localhost:9092", **option)


def test_an_option_that_is_none() -> None:
    """Is said as it is made, or when it is opened."""
    with pytest.raises(ValueError, match='No such configuration property: "bogus"'):
        SyncPublisher("localhost:9092", bogus=1).start()


def test_one_that_is_not_open() -> None:
    """Says how to open it."""
    with pytest.raises(RuntimeError, match="`async with Publisher"):
        asyncio.run(Publisher("localhost:9092").publish(DOCUMENT))
    with pytest.raises(RuntimeError, match="`with SyncPublisher"):
        SyncPublisher("localhost:9092").publish(DOCUMENT)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what to install; the other publisher does not need it."""
    monkeypatch.setitem(sys.modules, "confluent_kafka", None)
    Publisher("localhost:9092")
    with pytest.raises(ImportError, match=r"^SyncPublisher needs confluent-kafka: pip install 'copydesk\[sync\]'$"):
        SyncPublisher("localhost:9092")


def test_what_helps_to_catch() -> None:
    """All errors are PublishErrors; what is wrong with a document is a ValueError."""
    assert issubclass(NotDelivered, PublishError)
    assert issubclass(TooLarge, PublishError)
    assert issubclass(TooLarge, ValueError)
    assert not issubclass(NotDelivered, ValueError)


def test_there_is_always_room_for_one() -> None:
    """However large; and then for none beside it."""
    bounds = Bounds(bytes=100, records=2, seconds=1)
    assert bounds.fit(0, 0, 1000)
    assert not bounds.fit(1000, 1, 1)
    assert bounds.fit(50, 1, 50)
    assert not bounds.fit(50, 1, 51)
    assert not bounds.fit(2, 2, 1)
