"""The words of the IPTC's formats for what a story may be used for, and for what a version is to those before it.

https://cv.iptc.org/newscodes/pubstatusg2/ and https://cv.iptc.org/newscodes/signal/ ; NITF's `management-status` and
NewsML 1's `Status` have the same words and `embargoed`, which says nothing of its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.schemas.parsed import PubStatus, Signal

EMBARGOED = "embargoed"

_PUBSTATUS: dict[str, PubStatus] = {
    "usable": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "killed": "canceled",
    "retracted": "canceled",
    "withdrawn": "canceled",
}
_SIGNALS: dict[str, Signal] = {
    "update": "update",
    "updated": "update",
    "correction": "correction",
    "corrected": "correction",
    "corrective": "correction",
    "rectify": "correction",
    "kill": "kill",
    "mandatorykill": "kill",
    "advisory": "advisory",
}
_BEHIND_ALIAS = re.compile(r"[^:/#]*\Z")


def code_in(name: str | None) -> str:
    """`stat:usable`, `http://cv.iptc.org/newscodes/pubstatusg2/usable` and `Usable` are `usable`."""
    found = _BEHIND_ALIAS.search((name or "")[-60:].strip().lower())
    return found[0].strip() if found else ""


def pubstatus_called(name: str | None) -> PubStatus | None:
    """What a story may be used for by that name; None for a name that says nothing of it."""
    return _PUBSTATUS.get(code_in(name))


def is_embargoed(name: str | None) -> bool:
    """Whether a status says that there is an embargo."""
    return code_in(name) == EMBARGOED


def signals_called(names: Iterable[str | None]) -> tuple[Signal, ...]:
    """What versions of these names are to those before them, each once; other names are left out."""
    known = (_SIGNALS.get(code_in(name).replace(" ", "").replace("-", "")) for name in names)
    return tuple(dict.fromkeys(signal for signal in known if signal))
