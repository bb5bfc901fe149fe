"""What a story may be used for when it comes in, and the hash that tells a change of that from a repeat."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b

from copydesk.schemas.parsed import PubStatus
from copydesk.service.core.records import Draft

_FIELD = "\x1e"


def pubstatus_of(draft: Draft, known_at: datetime | None) -> PubStatus:
    """Usable, unless the provider says otherwise or its embargo has not ended at `known_at`, the record's time: what was
    decided once comes out the same in a replay. Where there is no such time, an embargo has not ended.
    """
    if draft.pubstatus == "canceled" or "kill" in draft.signals:
        return "canceled"
    until = draft.embargoed_until
    waits = until is not None and (known_at is None or known_at < until)
    return "withheld" if waits else draft.pubstatus or "usable"


def hash_with_status(content_hash: str, draft: Draft, pubstatus: PubStatus) -> str:
    """The content hash where the provider says nothing of the story's use; else one that differs wherever that differs.

    A correction and a kill are versions although their text may be the same. An `update` without new text is none.
    """
    told: list[str] = [signal for signal in sorted(draft.signals) if signal != "update"]
    if pubstatus == "withheld" and draft.embargoed_until:
        told.append(draft.embargoed_until.astimezone(UTC).isoformat())
    if pubstatus == "canceled":
        told.append(draft.editorial_note or "")
    if not told and pubstatus == "usable":
        return content_hash
    return blake2b(
        _FIELD.join((content_hash, pubstatus, *told)).encode("utf-8", "surrogatepass"), digest_size=16
    ).hexdigest()
