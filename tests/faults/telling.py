"""What an outcome says, as far as the law looks at it: the same for one that was read and for one that should have
been.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import orjson

from copydesk.service.core.records import Headers


@dataclass(frozen=True, slots=True)
class Telling:
    """One outcome of one raw record."""

    kind: str
    """`articles`, `duplicates` or `rejected`."""
    subject: str
    """What it is about: `guid@version`, the guid that it repeats, or the reason."""
    detail: str
    """What else it says: the digest of the whole article, the kind and version of a duplicate, the original's
    digest.
    """

    @property
    def identity(self) -> int:
        """64 bits of kind and subject: two outcomes of a raw record must agree in it."""
        return short(f"{self.kind} {self.subject}")

    @property
    def packed(self) -> int:
        """128 bits, the upper half the identity: a million of these are small."""
        return self.identity << 64 | short(self.detail)

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} ({self.detail})"


def telling(topic: str, value: bytes | None, headers: Headers) -> Telling:
    """An outcome's record on a catalogue topic, reduced to what it tells."""
    if topic == "rejected":
        named = {name: content or b"" for name, content in headers}
        omitted = named.get("value_omitted", b"").decode()
        return Telling(topic, named.get("reason", b"none").decode(), f"{_digest(value)} {omitted}".rstrip())
    said: dict[str, Any] = orjson.loads(value or b"{}")
    if topic == "articles":
        return Telling(topic, f"{said.get('guid')}@{said.get('version')}", _digest(value))
    return Telling(topic, str(said.get("guid")), f"{said.get('kind')} of version {said.get('version')}")


def short(text: str) -> int:
    """64 bits of a text."""
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest(), "big")


def _digest(value: bytes | None) -> str:
    return "nothing" if value is None else blake2b(value, digest_size=8).hexdigest()
