"""Builders for the tests of the text reader: each shows only what matters to its test."""

from __future__ import annotations

from datetime import datetime

from copydesk.schemas.raw import Hints, RawDocument
from copydesk.service.core.readers import read_text
from copydesk.service.core.records import Draft, Page, SiteProfile

MENU = "\n".join(f" * Section {number}" for number in range(12))
STORY = """\
The old bridge was closed when inspectors found cracks in two of its pillars, the city council said in a report to the residents.
Drivers had to take a detour along the harbour for two years, and shopkeepers at the quay complained about the loss of customers.
The repairs cost four million, which is twice of what had been planned, and the mayor promised to publish all bills before summer."""


def a_page(
    text: str, *, url: str | None = None, fetched_at: datetime | None = None, headline_hint: str | None = None
) -> Page:
    """A text page with that text."""
    document = RawDocument(url=url, body=text, hints=Hints(headline=headline_hint))
    return Page(text=text, media="text", document=document, record_id="r-1", fetched_at=fetched_at, ingested_at=None)


def a_site(time_zone: str | None = "Asia/Tehran") -> SiteProfile:
    """A publisher that prints its times in that zone."""
    return SiteProfile(source_id="example", time_zone=time_zone)


def read(
    text: str,
    *,
    zone: str | None = "Asia/Tehran",
    url: str | None = None,
    fetched_at: datetime | None = None,
    headline_hint: str | None = None,
) -> Draft:
    """What the reader makes of a text."""
    draft = read_text(a_page(text, url=url, fetched_at=fetched_at, headline_hint=headline_hint), a_site(zone))
    assert isinstance(draft, Draft)
    return draft


CMS = """\
Updated in: 9 June 2022 - 08:15
SHIRAZ (examplepress)- The old harbour bridge opened to traffic again on Monday after two years of repairs, the city council said.
News ID: 41337
Publish Date: 7March 2019 - 09:30

City Council Opens the Old Harbour Bridge AgainThe bridge was closed in 2017 when inspectors found cracks in two of its pillars, local radio reported.

Drivers had to take a detour of eleven kilometres. "We are glad that this is over," said a shopkeeper at the quay.

The repairs cost four million, the council said in its report.

Message end/

Tags: Bridge ، Harbour ، City council
your comment
* Comment:
"""
"""A page as several Iranian CMSs print it, its contents made up."""

DASHED = """\
-- Harbour bridge opens after two years of repairs
-- By  Ada Lovelace  and  Mary Somerville
-- Mon Mar 4, 2013 9:30pm EST
-- http://www.example.com/article/2013/03/05/us-bridge-idUSTRE1234520130305



 PORT HARCOURT, Nigeria  (Reuters) - The old bridge opened on Monday, the council said in a statement to residents.

 It had been closed for two years. (Reporting by Ada Lovelace; Editing by  Grace Hopper )
"""
