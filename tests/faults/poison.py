"""Records that no producer of good will sends, and that brokers take. All end on `rejected`. A new one is one line in
POISON.
"""

from __future__ import annotations

from tests.faults.load import LARGEST_REQUEST, raw_producer
from tests.faults.stories import Sent
from tests.faults.world import World

NOTHING = bytes(bytearray(b"nothing"))
"""Stands for no value: the client takes no record without a key and a value, the brokers do."""

LARGE_BYTES = 50 * 1024 * 1024

POISON: tuple[tuple[str, Sent], ...] = (
    ("no key and no value", Sent(None, NOTHING)),
    ("no key, an empty value", Sent(None, b"")),
    ("an empty key", Sent(b"", b"not JSON")),
    ("a key that is not text", Sent(b"\xff\xfe\x00", b"\xff\xfe\x00")),
    (
        "header values that are null",
        Sent(b"poison", b"not JSON", (("traceparent", None), ("ce_id", None), ("x", None))),
    ),
    (
        "a header that is repeated",
        Sent(b"poison", b"not JSON", (("ce_id", b"one"), ("ce_id", b"two"), ("x", b"1"), ("x", b"2"))),
    ),
    ("a header without a name", Sent(b"poison", b"not JSON", (("", b"x"),))),
    (
        "our own headers",
        Sent(b"poison", None, (("raw_origin", b"news.raw/0/0"), ("reason", b"bad_json"), ("record_id", b"\xff"))),
    ),
    ("50 MB of one sentence", Sent(b"poison", b"The council approved the plan. " * (LARGE_BYTES // 31))),
)
"""`(what it is, the record)`."""


async def publish(world: World) -> str:
    """Each once, compressed, so that what is large is small on its way."""
    options = {"compression_type": "gzip", "max_request_size": LARGEST_REQUEST, "value_serializer": _value}
    async with raw_producer(world.settings, **options) as producer:
        for _, record in POISON:
            await world.load.send(producer, record)
        await producer.flush()
    return f"{len(POISON)} records"


def _value(value: bytes | None) -> bytes | None:
    return None if value is NOTHING else value
