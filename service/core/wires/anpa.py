"""Wire text in the ANPA 1312 layout of American agencies: header lines `^...<`, indented paragraphs, a date in the last
line.

W0001asian
r i BC-US--HarbourBridge   03-04 0590
^BC-US--Harbour Bridge,127<
^Bridge reopens after repairs<
       PORTLAND, Maine (AP) _ ...
       AP-WF-03-04-16 1626GMT<
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from copydesk.schemas.parsed import Signal
from copydesk.service.core.lexicon.zones import ZONE_NAMES
from copydesk.service.core.lines.line import cut_of, first_lines
from copydesk.service.core.lines.wrapped import paragraphs_of_lines
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.text.spelling import one_line
from copydesk.service.core.times.calendars import by_numbers, full_year
from copydesk.service.core.times.zones import zone_called
from copydesk.service.core.wires.typed import Feed, draft_of

_ENTRY = re.compile(
    r"[\s\x00-\x1f]{0,10}[\w-]{5,20}[ \t\x1f]{0,4}\r?\n[a-z] [a-z][ \x00-\x1f]{1,4}(?:BC|AM|PM|AP)-[^\n]{3,80}?\d\d-\d\d(?:[ \t]+\d{3,4})?[ \t]*\r?\n"
)
_SENT = re.compile(r"(?:([A-Z]{2,4})-[A-Z]{2}-)?(?<!\d)(\d\d)-(\d\d)-(\d\d) (\d\d)(\d\d)([A-Z]{2,4})")
_HEADER_LINE = re.compile(r"\^([^\n]{0,2000}?)[<=]?[ \t]*\Z")
# Above and below the headline: the slug with its word count, pictures, notes to editors, who wrote it.
_NO_HEADLINE = re.compile(
    r"(?:BC|AM|PM|AP)-|(?:(?:BULLETIN|MANDATORY|URGENT|FLASH) ?)*(?:KILL|BULLETIN|URGENT|FLASH|ADVISORY|ELIMINATION|CORRECTION)\Z|\(?(?:Eds?|By|EDITOR|Associated|All Times|END)\b|AP (?:Photo|Video|Audio|Graphic|Interactive)|AP [\w ]{0,30}(?:Writer|Editor|Correspondent)s?\Z|\*",
    re.I,
)
# Some close the headline with a plus sign instead, and mark no header lines.
_PLUS = re.compile(r"[^\n^]{10,300}\+\Z")
_FOOT = re.compile(r"={2,4}\w{2,20}\Z|[A-Z]{2,4}-\d\d:\d\d-\d\d-\d\d-\d\d")
MARK = 60
"""A mark above the story is shorter."""
_SLUG = re.compile(r"(?:BC|AM|PM|AP)-.{2,120}")
# Behind the slug: which take it is, and how many words.
_TAKE = re.compile(r",\s?(?:\d(?:st|nd|rd|th) (?:Ld|Add|Sub)[^,]{0,30})?,?\s?\d{0,5}\Z")
_LEAD = re.compile(r"\b\d(?:st|nd|rd|th) ?Ld\b|-Writethru\b")
# Not any line with the word: a headline may be in capitals.
_KILL = re.compile(r"(?:BC|AM|PM|AP)-KILL\b|(?:(?:BULLETIN|MANDATORY|URGENT) ?)*\bKILL\Z")
_ADVISORY = re.compile(r"\bAdvisory\b|\bADVISORY\b")
_FOR_EDITORS = re.compile(r"\(?(?:Eds?|Editors):\s*(.{1,1500}?)\)?\Z", re.S)
_BYLINE = re.compile(r"By (?!The\b)")


def read_anpa(page: Page, site: SiteProfile) -> Draft | None:
    """The story of an ANPA message; None for any other text."""
    entry = _ENTRY.match(page.text[:400])
    if entry is None:
        return None
    lines = first_lines(page.text[entry.end() :])
    headers = [found[1].strip() for line in lines[:40] if (found := _HEADER_LINE.match(line.strip()))]
    sent = _SENT.search(page.text[-400:])
    closed = next((index for index, line in enumerate(lines[:4]) if _PLUS.match(line.strip())), None)
    headers += [lines[closed].strip(" +")] if closed is not None else []
    story = lines[closed + 1 :] if closed is not None else lines
    body = [
        line
        for line in story
        if not (line.lstrip().startswith("^") or _SENT.search(line[:60]) or _FOOT.match(line.strip()))
    ]
    speaking = [line for line in headers if line and not _NO_HEADLINE.match(line)]
    # A list of headlines has nothing but header lines.
    paragraphs = tuple(paragraph.rstrip("< ") for paragraph in paragraphs_of_lines(body)) or tuple(speaking[1:])
    slugs = [line for line in headers if _SLUG.match(line)]
    told = (entry[0], *headers)
    killed = any(_KILL.match(line) for line in headers)
    return draft_of(
        Feed(
            rule="anpa",
            headline=speaking[0] if speaking else None,
            byline=next((line for line in headers if _BYLINE.match(line)), None),
            sent=_moment(sent) if sent else None,
            sent_raw=sent[0] if sent else None,
            sender=sent[1] if sent else None,
            warnings=cut_of(page.text[entry.end() :]),
            paragraphs=paragraphs,
            slugline=_TAKE.sub("", slugs[0]) if slugs else None,
            pubstatus="canceled" if killed else None,
            signals=_signals(told, killed=killed),
            editorial_note=_note((*headers, *paragraphs)),
        ),
        not_after=page.fetched_at,
    )


def _signals(told: tuple[str, ...], *, killed: bool) -> tuple[Signal, ...]:
    """What the slug and the marks above the story say of this take of it."""
    if killed:
        return ("kill",)
    lead = any(_LEAD.search(line) for line in told)
    advisory = any(_ADVISORY.search(line) for line in told if len(line) <= MARK)
    return (*(("update",) if lead else ()), *(("advisory",) if advisory else ()))


def _note(lines: tuple[str, ...]) -> str | None:
    """What is addressed to editors: `Eds: With photos.`"""
    notes = [one_line(found[1]) for line in lines if (found := _FOR_EDITORS.match(line))]
    return " ".join(dict.fromkeys(notes)) or None


def _moment(sent: re.Match[str]) -> datetime | None:
    day = by_numbers(full_year(sent[4]), int(sent[2]), int(sent[3]))
    zone = zone_called(ZONE_NAMES.get(sent[7].lower(), ""))
    if day is None or zone is None or int(sent[5]) > 23 or int(sent[6]) > 59:
        return None
    return datetime(day.year, day.month, day.day, int(sent[5]), int(sent[6]), tzinfo=zone).astimezone(UTC)
