"""The dateline as a wire's metadata tells it: words for print, a place for machines and a credit line, each in an element of its own."""

from __future__ import annotations

import re

from schemas.parsed import Dateline
from service.core.datelines import canonical_agency, read_dateline
from service.core.normalise import one_line

_MONTH = r"[^\W\d_]{3,10}\.?"
_PLACE_AND_DATE = re.compile(rf"(?P<place>[^\W\d_][^\n]{{1,80}}?)[,.]?\s(?P<date>{_MONTH}\s\d{{1,2}}|\d{{1,2}}\.?\s{_MONTH})(?:,?\s\d{{4}})?\Z")
_DATE_ALONE = re.compile(rf"{_MONTH}\s\d{{1,2}}|\d[^\n]{{0,30}}")


def told_dateline(words: str | None, located: str | None, credit: str | None) -> Dateline | None:
    """`PORTLAND, March 4` has a place and a date. `located` is the place where the words have none; the agency is the credit line, which is printed too."""
    text = one_line(words) if words else ""
    credit = canonical_agency(credit)
    if not text:
        return Dateline(text=located, place=located, agency=credit) if located else None
    bare = text.rstrip(" -–—_.")
    if _DATE_ALONE.fullmatch(bare):
        return Dateline(text=text, place=located, date=bare, agency=credit)
    if filed := read_dateline(text) or read_dateline(f"{bare} - "):
        told = filed.dateline
        return Dateline(text=text, place=_place(told.place, text, located), date=told.date, agency=told.agency or credit)
    parts = _PLACE_AND_DATE.match(bare)
    place, date = (parts["place"], parts["date"]) if parts else (bare, None)
    return Dateline(text=text, place=_place(place, text, located), date=date, agency=credit)


def _place(words: str | None, text: str, located: str | None) -> str | None:
    """The place as printed. Among other words, `WIRE SERVICE - PORTLAND, March 4`, the place for machines shows which it is."""
    found = re.search(re.escape(located), text, re.I) if located else None
    if words is None or found is None or (found[0] in words and " - " not in words):
        return words or located
    return found[0]
