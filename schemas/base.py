"""What all contracts share: frozen pydantic models, aware UTC times, and the few string shapes that recur."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints


class Contract(BaseModel):
    """A message or a part of one. Readers ignore fields they do not know, so a new optional field never breaks them."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", str_max_length=16 * 1024 * 1024, use_attribute_docstrings=True
    )


_DATED = re.compile(r"\s*\d{4}-\d\d-\d\d")


WRITTEN = "a time is RFC 3339 text, like 2019-02-27T14:01:00Z"


def _written(moment: Any) -> Any:
    """A moment, or the text of one. Pydantic reads numbers as seconds since 1970, also `20261102`, which is a day."""
    if isinstance(moment, datetime) or (isinstance(moment, str) and _DATED.match(moment)):
        return moment
    raise ValueError(WRITTEN)


def _to_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time needs a UTC offset, as in 2019-02-27T14:01:00+03:30 or ...Z")
    return moment.astimezone(UTC)


UtcTime = Annotated[datetime, BeforeValidator(_written), AfterValidator(_to_utc)]
"""An instant: read from text with any offset, kept and written in UTC (RFC 3339)."""

Slug = Annotated[str, StringConstraints(pattern=r"^-*[a-z0-9][a-z0-9-]*$", max_length=64)]
"""Lower-case letters, digits and hyphens, at least one of them no hyphen; at most 64."""

NewsId = Annotated[str, StringConstraints(pattern=r"^[^\s\x00-\x1f\x7f]+$", max_length=128)]
"""The publisher's own number or code of a story, case kept; no white space."""

RecordId = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]+$", max_length=256)]
"""Names one raw record; a UUIDv7 is best (RFC 9562)."""

Guid = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+:[^\s]+$", max_length=256)]
"""`{source_id}:{news_id}`: names one story, whatever its version; the key of every topic after `news.raw`."""

ContentHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""BLAKE2b-128 of the normalised headline, body and publication time."""
