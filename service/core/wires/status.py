"""The words for what a story may be used for, and for what a version is to those before it: those of the IPTC's formats,
and those of content systems.

https://cv.iptc.org/newscodes/pubstatusg2/ and https://cv.iptc.org/newscodes/signal/ ; NITF's `management-status` and
NewsML 1's `Status` have the same words and `embargoed`, which says nothing of its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.schemas.parsed import PubStatus, Signal

EMBARGOED = "embargoed"

_WORDS: dict[PubStatus, str] = {
    "canceled": "canceled cancelled cancel killed kill retracted retract withdrawn withdraw deleted delete unpublished "
    "recalled spiked trash trashed",
    "withheld": "withheld draft autodraft private pending future scheduled onhold hold",
    "usable": "usable",
}
"""The gravest first. What a content system calls published says nothing of an embargo, so it is no `usable`."""
_PUBSTATUS: dict[str, PubStatus] = {word: status for status, words in _WORDS.items() for word in words.split()}
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no"})
_SIGNALS: dict[str, Signal] = {
    "update": "update",
    "updated": "update",
    "correction": "correction",
    "corrected": "correction",
    "corrective": "correction",
    "rectify": "correction",
    "kill": "kill",
    "killed": "kill",
    "mandatorykill": "kill",
    "advisory": "advisory",
}
_NO_LETTERS = re.compile(r"[\s_-]")
_BEHIND_ALIAS = re.compile(r"[^:/#]*\Z")


def code_in(name: str | None) -> str:
    """`stat:usable`, `http://cv.iptc.org/newscodes/pubstatusg2/usable` and `Usable` are `usable`."""
    found = _BEHIND_ALIAS.search((name or "")[-60:].strip().lower())
    return found[0].strip() if found else ""


def pubstatus_called(name: str | None) -> PubStatus | None:
    """What a story may be used for by that name; None for a name that says nothing of it."""
    return _PUBSTATUS.get(_NO_LETTERS.sub("", code_in(name)))


def gravest(statuses: Iterable[PubStatus | None]) -> PubStatus | None:
    """Of what several fields say the one that lets least be done."""
    given = set(statuses)
    return next((status for status in _WORDS if status in given), None)


def says_yes(value: object) -> bool:
    """Whether the value of a field says that it is so: `true`, 1, `"yes"`."""
    return value is True or (isinstance(value, str | int) and str(value).strip().lower() in _YES)


def says_no(value: object) -> bool:
    """Whether it says that it is not: `false`, `"no"`. A 0 is a count or a number of success as well."""
    return value is False or (isinstance(value, str) and value.strip().lower() in _NO)


def is_embargoed(name: str | None) -> bool:
    """Whether a status says that there is an embargo."""
    return code_in(name) == EMBARGOED


def signals_called(names: Iterable[str | None]) -> tuple[Signal, ...]:
    """What versions of these names are to those before them, each once; other names are left out."""
    known = (_SIGNALS.get(code_in(name).replace(" ", "").replace("-", "")) for name in names)
    return tuple(dict.fromkeys(signal for signal in known if signal))
