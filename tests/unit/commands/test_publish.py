"""Keys and sizes of what is published."""

from __future__ import annotations

import asyncio
import os

import pytest
from aiokafka.errors import KafkaConnectionError, MessageSizeTooLargeError

from copydesk.schemas.notices import Reason
from copydesk.service.core.records import Record, Rejected
from copydesk.service.pipeline import parse_record
from copydesk.service.shell.commands.flight import TOO_LARGE, Flight, Message, too_large
from copydesk.service.shell.commands.inputs.messages import RawMessage
from copydesk.service.shell.commands.publish import NAMED_FAILURES, NOWHERE, InOrder, Published, key_of, why_rejected
from tests.builders import an_event


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (b'{"url": "https://a.example/1", "record_id": "r"}', b"https://a.example/1"),
        (b'{"record_id": "r"}', b"r"),
        (b'{"url": "", "record_id": ""}', None),
        (b'{"url": 5}', None),
        (b"[1]", None),
        (b"not json", None),
        (b"", None),
    ],
)
def test_crawls_of_one_page_share_a_key(value: bytes, key: bytes | None) -> None:
    """The URL, so that they keep their order; else the record's own name; else none."""
    assert key_of(value) == key


def test_what_compresses_well_is_not_too_large() -> None:
    """The broker's limit is on compressed batches."""
    limit = 1024 * 1024
    assert not too_large(Message(None, b"x" * 10 * limit), limit)
    assert too_large(Message(None, os.urandom(2 * limit)), limit)
    assert not too_large(Message(None, os.urandom(limit // 2)), limit)
    assert not too_large(Message(None, os.urandom(2 * limit)), None)


def test_what_the_topic_does_not_take_is_named() -> None:
    """File, line, size and limit; the broker does not always tell its limit."""
    published = Published(topic_limit=16)
    published.fail(RawMessage(b"x" * 20, (), "a.jsonl", 7))
    assert published.failures == [
        "a.jsonl:7: too large for the topic (20 bytes; compressed still over its max.message.bytes=16)"
    ]
    unknown = Published()
    unknown.fail(RawMessage(b"x" * 20))
    assert unknown.failures == ["-:1: too large for the topic (20 bytes)"]


def test_what_the_desk_does_not_take_is_named() -> None:
    """It is published all the same: the desk's limit may be another there, and its rejection keeps the bytes."""
    published = Published()
    for size in (1024, 1025):
        published.doubt(RawMessage(b'{"body": "x"}'.ljust(size), (), "a.html"), 1024)
    (line,) = published.doubts
    assert line == "a.html:1: the desk rejects it as oversized: 1025 bytes, its COPYDESK_MAX_DOCUMENT_BYTES=1024"


REFUSED = {
    b"": Reason.EMPTY,
    b" \n": Reason.EMPTY,
    b"not json": Reason.BAD_JSON,
    b"[1]": Reason.BAD_JSON,
    b'{"url": "https://a.example/1"}': Reason.NO_BODY,
    b'{"url": "https://a.example/1", "body": ""}': Reason.NO_TEXT,
    b'{"url": "https://a.example/1", "body_b64": ""}': Reason.NO_TEXT,
    b'{"url": "https://a.example/1", "body": " \\n\\t"}': Reason.NO_TEXT,
    b'{"body": "x", "body_b64": "eA=="}': Reason.TWO_BODIES,
    b'{"body_b64": "%%%"}': Reason.BAD_BASE64,
    b'{"body": "x", "http_status": "so"}': Reason.BAD_SCHEMA,
}


@pytest.mark.parametrize(("value", "reason"), REFUSED.items())
def test_what_no_desk_takes(value: bytes, reason: Reason) -> None:
    """It is known before it is sent, by the reason that the desk itself would give, at any limit."""
    judged = parse_record(Record(NOWHERE, value), 2**40)
    assert isinstance(judged, Rejected)
    assert judged.reason == reason
    published = Published()
    published.doubt(RawMessage(value, (), "a.jsonl", 7), 2**40)
    assert published.doubts == [f"a.jsonl:7: the desk rejects it as {reason}: {judged.detail}"]
    assert (published.doubtful, published.failed) == (1, 0)


@pytest.mark.parametrize(
    "value",
    [
        b'{"body": "x"}',
        b'{"body": "The harbour office, a spokesman said.", "sourceid": "a"}',
        b'{"body_b64": "IAA="}',
        b'{"body": "Not found", "http_status": 404}',
        b'{"body": "%PDF-1.7"}',
    ],
)
def test_what_must_be_read_to_be_judged(value: bytes) -> None:
    """It is sent, whatever becomes of it: another release, limit or profile may read it."""
    assert why_rejected(RawMessage(value), 2**40) is None


def test_a_page_with_headers_is_no_envelope() -> None:
    """An event is judged by its headers, and its page is for the desk."""
    event = an_event(b"  <p>")
    assert why_rejected(RawMessage(b"<p>", event.headers), 2**40) is None
    assert why_rejected(RawMessage(b"", event.headers), 2**40) is not None
    without_id = tuple(header for header in event.headers if header[0] != "ce_id")
    why = why_rejected(RawMessage(b"<p>", without_id), 2**40)
    assert why is not None
    assert why.startswith(Reason.BAD_CLOUDEVENT)


def test_not_all_are_named() -> None:
    """The first ones show what is wrong; all are counted."""
    published = Published()
    for _ in range(NAMED_FAILURES + 5):
        published.fail(RawMessage(b"x"))
    assert (published.failed, len(published.failures)) == (NAMED_FAILURES + 5, NAMED_FAILURES)


def test_confirmations_keep_the_order_of_messages() -> None:
    """Brokers confirm in any order; a message is done with when it and all before it are."""
    confirmed: list[int] = []
    loop = asyncio.new_event_loop()
    futures = [loop.create_future() for _ in range(3)]

    class Client:
        async def send(self, *_: object, **__: object) -> asyncio.Future[None]:
            return futures[len(flight._pending)]

    flight, order = Flight(Client(), "raw"), InOrder(lambda message: confirmed.append(message.number))

    async def run() -> None:
        for number in (1, 2, 3):
            message = RawMessage(b"x", number=number)
            await flight.add(Message(None, message.value), Published().landing(message, order.add(message)))
        order.add(RawMessage(b"x", number=4))()
        for future, expected in ((futures[1], []), (futures[0], [1, 2]), (futures[2], [1, 2, 3, 4])):
            future.set_result(None)
            await asyncio.sleep(0)
            assert confirmed == expected

    loop.run_until_complete(run())
    loop.close()


def test_headers_count_as_the_broker_counts_them() -> None:
    """Each takes some bytes beside its name and value, however short these are."""
    value, limit = os.urandom(100_000), 100_000 + 1024 + 2_000
    assert not too_large(Message(None, value, (("a", b"b"),) * 100), limit)
    assert too_large(Message(None, value, (("a", None),) * 200), limit)


def test_a_refusal_is_told_and_any_other_error_ends_the_flight() -> None:
    """Who sent a record hears that it is too large; a broker that is gone is no matter of one record."""
    told: list[BaseException | None] = []
    errors: list[Exception] = [MessageSizeTooLargeError(), KafkaConnectionError()]

    class Client:
        async def send(self, *_: object, **__: object) -> asyncio.Future[None]:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            future.set_exception(errors.pop(0))
            return future

    async def run() -> None:
        flight = Flight(Client(), "raw", TOO_LARGE)
        await flight.add(Message(None, b"x"), told.append)
        await flight.land()
        await flight.add(Message(None, b"y"), told.append)
        with pytest.raises(KafkaConnectionError):
            await flight.land()

    asyncio.run(run())
    assert [type(each) for each in told] == [MessageSizeTooLargeError]
