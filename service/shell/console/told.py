"""How values are told on a page: times, spans, counts, bytes."""

from __future__ import annotations

import time
from datetime import UTC, datetime

UNITS = ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))


def ago(milliseconds: int | None) -> str:
    """`5 min ago`; `-` for nothing."""
    if not milliseconds:
        return "-"
    seconds = time.time() - milliseconds / 1000
    return "now" if seconds < 1 else f"{span(seconds)} ago"


def span(seconds: float | None) -> str:
    """`2 h`; the largest unit of which there are two, or one second."""
    if seconds is None:
        return "-"
    for size, name in UNITS:
        if seconds >= 2 * size or size == 1:
            return f"{seconds / size:.0f} {name}"
    return "-"


def clock(milliseconds: int | None) -> str:
    """`2026-11-27 20:14:52` in UTC."""
    if not milliseconds:
        return "-"
    return f"{datetime.fromtimestamp(milliseconds / 1000, UTC):%Y-%m-%d %H:%M:%S}"


def wait(milliseconds: int | None) -> str:
    """`under 200 ms`: the bound of a class of waiting times."""
    if milliseconds is None:
        return "-"
    return f"under {milliseconds} ms" if milliseconds < 1000 else f"under {span(milliseconds / 1000)}"


def size(count: int | None) -> str:
    """`3.4 kB`."""
    if count is None:
        return "-"
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"


def percent(share: float | None) -> str:
    """`93 %`."""
    return "-" if share is None else f"{share * 100:.0f} %"


def number(count: int | None) -> str:
    """`12,000`."""
    return "-" if count is None else f"{count:,}"


def hexadecimal(data: bytes, most: int = 4096) -> str:
    """Sixteen bytes a line: place, bytes, letters."""
    rows = []
    for place in range(0, min(len(data), most), 16):
        part = data[place : place + 16]
        letters = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in part)
        rows.append(f"{place:06x}  {part.hex(' '):<47}  {letters}")
    return "\n".join(rows)
