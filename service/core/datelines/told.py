"""The dateline as a wire's metadata tells it: words for print, a place for machines and a credit line, each in an
element of its own.
"""

from __future__ import annotations

import re

from copydesk.schemas.parsed import Dateline
from copydesk.service.core.datelines.places import Lead, country_of, read_lead
from copydesk.service.core.datelines.reader import canonical_agency, read_dateline
from copydesk.service.core.text.spelling import one_line

_DATE_ALONE = re.compile(r"\d[^\n]{0,30}")


def told_dateline(words: str | None, located: str | None, credit: str | None) -> Dateline | None:
    """`PORTLAND, March 4` has a place and a date. `located` is the place where the words have none; the agency is the
    credit line, which is printed too.
    """
    text = one_line(words) if words else ""
    agency = canonical_agency(credit)
    if not text:
        return _dateline(located, Lead(located, None), agency) if located else None
    bare = text.rstrip(" -–—_.")
    if filed := read_dateline(text, located) or read_dateline(f"{bare} - ", located):
        told = filed.dateline
        return _dateline(text, Lead(_place(told.place, text, located), told.date), told.agency or agency)
    lead = _lead(bare)
    return _dateline(text, Lead(_place(lead.place, text, located), lead.date), agency)


def _lead(words: str) -> Lead:
    """Place and date; whatever else the words are is the place's name, unless they are figures."""
    return read_lead(words) or (Lead(None, words) if _DATE_ALONE.fullmatch(words) else Lead(words, None))


def _dateline(text: str, lead: Lead, agency: str | None) -> Dateline:
    return Dateline(
        text=text,
        place=lead.place,
        date=lead.date,
        agency=agency,
        country_code=country_of(lead.place) if lead.place else None,
    )


def _place(words: str | None, text: str, located: str | None) -> str | None:
    """The place as printed. Among other words, `WIRE SERVICE - PORTLAND, March 4`, the place for machines shows which
    it is.
    """
    found = re.search(re.escape(located), text, re.I) if located else None
    if words is None or found is None or (found[0] in words and " - " not in words):
        return words or located
    return found[0]
