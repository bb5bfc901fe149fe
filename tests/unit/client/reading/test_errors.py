"""What a person reads where reading cannot go on."""

from __future__ import annotations

import pytest
from aiokafka.errors import UnsupportedCodecError

from copydesk.client.errors import ReaderError
from copydesk.client.reading.errors import explained


def test_a_codec_that_is_not_there() -> None:
    """The desk's topics are gzip, which every Python unpacks; those of a demo's broker and of other writers need not be."""
    with pytest.raises(ReaderError, match="pip install cramjam"), explained("localhost:9092"):
        raise UnsupportedCodecError("Libraries for zstd compression codec not found")
