"""Keys and sizes of what is published."""

from __future__ import annotations

import os

import pytest

from service.shell.documents import RawMessage
from service.shell.publish import key_of, too_large


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
    assert not too_large(RawMessage(b"x" * 10 * limit), limit)
    assert too_large(RawMessage(os.urandom(2 * limit)), limit)
    assert not too_large(RawMessage(os.urandom(limit // 2)), limit)
    assert not too_large(RawMessage(os.urandom(2 * limit)), None)
