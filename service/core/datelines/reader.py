"""The dateline: where a story was filed, by whom and when, in the first words of its first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from copydesk.schemas.parsed import Dateline
from copydesk.service.core.datelines.forms import DESK, GRAMMAR, Parts, Rule, holds_agency, is_known
from copydesk.service.core.datelines.places import Lead, country_of, is_place, name_before_place, read_lead
from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.lexicon.agencies import AGENCY_SOURCES, CANONICAL, MARKED_SOURCES
from copydesk.service.core.text.scripts import HAN
from copydesk.service.core.text.spelling import fold, key, one_line, slug

REACH = 170
"""A dateline ends within this many characters of its paragraph's beginning."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A dateline and where the story's own words begin."""

    dateline: Dateline
    end: int
    rule: str

    @property
    def agency_source(self) -> str | None:
        """The source ID of its agency; None where it names none."""
        return source_of_agency(self.dateline.agency) if self.dateline.agency else None


def read_dateline(paragraph: str, located: str | None = None) -> Filed | None:
    """The dateline that a paragraph begins with: `SHIRAZ (defapress)- Rain fell ...` has place SHIRAZ, agency
    defapress.

    `located` is the place as the document's metadata tells it: with it a name that nobody knows is believed to be an
    agency.
    """
    head = paragraph[:REACH]
    start = len(head) - len(head.lstrip())
    folded = fold(head)
    for rule in GRAMMAR:
        if (
            (any(map(folded.__contains__, rule.needs)) if rule.needs else holds_agency(folded))
            and (found := rule.pattern.match(folded, start))
            and (filed := _filed(found, head, rule, located))
        ):
            return filed
    return None


def _filed(found: re.Match[str], head: str, rule: Rule, located: str | None) -> Filed | None:
    lead, agency = _lead(found, head), _words(found, head, "agency")
    if lead is None:
        return None
    parts = Parts(
        lead.place,
        lead.date or _words(found, head, "day"),
        agency and agency.strip(),
        separator=_words(found, head, "sep") or "",
        mark=_words(found, head, "mark") or "",
        behind=head[found.end() :],
        told=located is not None and lead.place is not None and key(lead.place) == key(located),
    )
    if parts.place is not None and not is_place(parts.place, known=agency is not None and is_known(agency)):
        return None
    return Filed(_dateline(parts, head[: found.end()]), found.end(), rule.name) if rule.believed(parts) else None


def _words(found: re.Match[str], head: str, group: str) -> str | None:
    """A group of the match, which was made with folded text, as printed."""
    return head[slice(*found.span(group))] if found.re.groupindex.get(group) and found[group] is not None else None


_JOINED = words_of(lambda lexicon: lexicon.bylines.reporters_joined)
_REPORTER = re.compile(rf"(?:{any_of(_JOINED)})(?:[{HAN}]{{2,4}}、)*")


def _lead(found: re.Match[str], head: str) -> Lead | None:
    """Place and date; None where words are left that are neither."""
    words = _words(found, head, "lead")
    lead = read_lead(words) if words else Lead(None, None)
    if lead and lead.place and lead.place.startswith(_JOINED):
        place = _REPORTER.sub("", lead.place)
        return Lead(place[name_before_place(place) :], lead.date)
    return lead


def _dateline(parts: Parts, printed: str) -> Dateline:
    country = country_of(parts.place) if parts.place else None
    return Dateline(
        text=one_line(printed).strip(),
        place=parts.place,
        date=parts.date,
        agency=canonical_agency(parts.agency),
        country_code=country,
    )


@lru_cache(maxsize=1024)
def canonical_agency(agency: str | None) -> str | None:
    """The one name of an agency that is printed in several: `ТАСС` is `TASS`, `tca/dpa` and `dpa/lno` are `dpa`; any
    other as printed.
    """
    printed = one_line(agency).strip(" ,") if agency else ""
    whole = DESK.sub("", printed)
    printed = (
        whole if key(whole) in AGENCY_SOURCES and key(printed.rpartition("/")[2]) not in AGENCY_SOURCES else printed
    )
    return CANONICAL.get(key(printed), printed) or None


def agency_source_of(text: str) -> str | None:
    """The source ID of the agency that the text's dateline names, `defapress`; looks at the first lines only. None: it
    names none.
    """
    for line in text[:3000].split("\n")[:40]:
        filed = read_dateline(line.strip()) if "(" in line or "/" in line else None
        if filed and filed.dateline.agency:
            return filed.agency_source
    return None


def source_of_agency(agency: str) -> str | None:
    """A source ID for an agency as printed: the usual one for those that the lexicon knows, else made of the name."""
    return MARKED_SOURCES.get(key(agency)) or slug(fold(agency))
