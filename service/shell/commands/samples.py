"""The samples that ship with the desk: invented stories in the shapes that real documents have, and what becomes of
each.

`samples/samples.json` is the table; its pages lie beside it in `samples/pages`.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import orjson

from copydesk.service.shell.commands.inputs.messages import RawMessage


@dataclass(frozen=True, slots=True)
class Sample:
    """One message for `news.raw`, with what it shows and what is to come of it."""

    name: str
    shows: str
    message: RawMessage
    expect: dict[str, Any] = field(default_factory=dict)
    """`outcome`, and what else is certain: `guid`, `version`, `kind`, `reason`, fields of the article."""

    @property
    def value(self) -> bytes:
        """The message's bytes."""
        return self.message.value


def samples() -> list[Sample]:
    """All samples, in the order in which they are to be published."""
    found: dict[str, Sample] = {}
    for row in orjson.loads(_read("samples.json")):
        message = (
            found[row["same_as"]].message if "same_as" in row else RawMessage(_value(row), _headers(row), row["name"])
        )
        found[row["name"]] = Sample(row["name"], row["shows"], message, row["expect"])
    return list(found.values())


def _value(row: dict[str, Any]) -> bytes:
    """The bytes as the row gives them, the page alone, or the page in its envelope."""
    if "value_b64" in row:
        return b64decode(row["value_b64"])
    if "value" in row:
        return str(row["value"]).encode()
    page = _read(f"pages/{row['page']}") if "page" in row else None
    return _enveloped(row["envelope"], page) if "envelope" in row else page or b""


def _enveloped(envelope: dict[str, Any], page: bytes | None) -> bytes:
    if page is None:
        return orjson.dumps(envelope)
    try:
        return orjson.dumps({**envelope, "body": page.decode()})
    except UnicodeDecodeError:
        return orjson.dumps({**envelope, "body_b64": b64encode(page).decode()})


def _headers(row: dict[str, Any]) -> tuple[tuple[str, bytes], ...]:
    return tuple((name, value.encode()) for name, value in row.get("headers", {}).items())


def _read(name: str) -> bytes:
    return files("copydesk.service").joinpath("samples", name).read_bytes()
