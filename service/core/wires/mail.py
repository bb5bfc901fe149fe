"""A mail, RFC 5322: a press release, a newsletter's story, or a wire that travels in a mail.

The subject is the headline, unless the mail prints a longer one that the subject repeats; Date, with its zone, is when
it was published, Message-ID its ID. Who sends it is no author: a press office is none, and a reporter signs the story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from copydesk.schemas.notices import Reason, Stage
from copydesk.service.core.bylines.search import is_byline
from copydesk.service.core.intake.media import is_garbled, is_mail
from copydesk.service.core.markup.fragment import lines_of_html
from copydesk.service.core.records import Draft, Page, Rejected, SiteProfile
from copydesk.service.core.times.dates import is_credible, parse_moment
from copydesk.service.core.wires.mail_armour import without_armour
from copydesk.service.core.wires.mail_lines import OwnLines, flowed, own_lines, paragraphs_of_mail
from copydesk.service.core.wires.mail_robots import refused
from copydesk.service.core.wires.mail_story import story_of, subject_of
from copydesk.service.core.wires.mime import Part, mail_of, parts_of, text_of
from copydesk.service.core.wires.newsitem import NewsItem, draft_of_item

Readers = Sequence[tuple[str, Callable[[Page, SiteProfile], Draft | Rejected | None]]]

RULE = "mail"
MOST_LINES = 6_000
_MESSAGE_ID = re.compile(r"<?\s{0,3}([^\s<>@\x00-\x1f\x7f]{1,80}@[^\s<>@\x00-\x1f\x7f]{1,46})(?![^\s<>])")
"""No two mails have one, so that it need not look like a story's number."""
_NO_WIRES = ("image/", "audio/", "video/", "message/", "text/html")
_SLIGHT = 80
"""A text with fewer letters is no story, but a word about what is attached."""
_PLAIN_SHARE = 0.6
"""The plain text is read where it has so much of the HTML's: some programs write no more than a hint into it."""


def read_mail(page: Page, site: SiteProfile, wires: Readers = ()) -> Draft | Rejected | None:
    """The story of a mail, by the wire's own reader where it holds a wire; None for any other text."""
    if not is_mail(page.document.content_type, page.text):
        return None
    raw = page.raw if page.raw is not None else page.text
    mail = mail_of(raw if isinstance(raw, bytes) else raw.encode("utf-8", "replace"))
    reading = _Reading(page, site, decoded=isinstance(raw, str))
    return reading.draft_of(mail, wires)


class _Reading:
    """A mail under reading."""

    def __init__(self, page: Page, site: SiteProfile, *, decoded: bool) -> None:
        self.page, self.site, self.decoded = page, site, decoded

    def draft_of(self, mail: Part, wires: Readers) -> Draft | Rejected:
        parts = list(parts_of(mail))
        if refusal := refused(mail, parts):
            return refusal
        own = self._own(parts)
        if carried := self._wire(parts, own, wires):
            return carried if isinstance(carried, Rejected) else self._with_headers(carried, mail, {})
        inner = next((part for part in parts if part.kind == "message/rfc822"), None)
        if inner is not None and _letters(own.lines) < _SLIGHT:
            mail = mail_of(inner.content)  # a mail that is passed on as it came
            own = self._own(list(parts_of(mail)))
        draft = self._draft(mail, own)
        if not draft.paragraphs and not _is_flash(mail):
            return Rejected(Reason.NO_TEXT, Stage.PARSE, "the mail has nothing to read")
        return self._with_headers(draft, mail, own.forwarded)

    def _wire(self, parts: Sequence[Part], own: OwnLines, wires: Readers) -> Draft | Rejected | None:
        """What a wire's reader makes of the first part that it knows. XML of any kind is the story only where the mail
        has no text of its own; what is attached and tells no story hinders none.
        """
        if _letters(own.lines) >= _SLIGHT:
            wires = [(name, reader) for name, reader in wires if name != "xml"]
        for part in parts:
            if part.kind.startswith(_NO_WIRES):
                continue
            page = replace(self.page, text=self._text(part).lstrip("\n"), raw=None)
            for _, reader in wires:
                draft = reader(page, self.site)
                if isinstance(draft, Draft) or (draft is not None and not part.attached):
                    return draft
        return None

    def _text(self, part: Part) -> str:
        text = text_of(part, decoded=self.decoded).replace("\r\n", "\n").replace("\r", "\n")
        if part.kind == "text/plain" and (part.parameter("format") or "").lower() == "flowed":
            return flowed(text, delete_space=(part.parameter("delsp") or "").lower() == "yes")
        return text

    def _own(self, parts: Sequence[Part]) -> OwnLines:
        read = [part for part in parts if not part.attached and part.kind in ("text/plain", "text/html")]
        plain = [line for part in read if part.kind == "text/plain" for line in self._lines(part)][:MOST_LINES]
        html = next((self._lines(part) for part in read if part.kind == "text/html"), [])
        as_html, as_plain = own_lines(html), own_lines(plain)
        enough = _letters(as_plain.lines) >= _PLAIN_SHARE * _letters(as_html.lines)
        return replace(as_plain, lines=paragraphs_of_mail(as_plain.lines)) if plain and enough else as_html

    def _lines(self, part: Part) -> list[str]:
        text = self._text(part)
        if is_garbled(text):
            return []
        lines = lines_of_html(text) if part.kind == "text/html" else text.split("\n", MOST_LINES)
        return without_armour(lines[:MOST_LINES])

    def _draft(self, mail: Part, own: OwnLines) -> Draft:
        subject = subject_of(own.forwarded.get("subject") or mail.header("subject"))
        story = story_of(subject, own.lines)
        signed = bool(story.paragraphs) and is_byline(story.paragraphs[0])
        item = NewsItem(
            rule=RULE,
            headline=story.headline,
            byline=story.paragraphs[0] if signed else None,
            language=mail.header("content-language"),
            paragraphs=story.paragraphs[1:] if signed else story.paragraphs,
            embargo=(("embargo", story.embargo),) if story.embargo else (),
        )
        return draft_of_item(item, self.page, self.site)

    def _with_headers(self, draft: Draft, mail: Part, forwarded: dict[str, str]) -> Draft:
        """With day and ID, where the story itself has none."""
        if draft.published_at is None and (given := self._date(mail, forwarded)):
            draft = draft.with_found({"published_at": f"{RULE}:date"}, **given)
        if not (draft.metadata_id or draft.label_id):
            named = _MESSAGE_ID.search(mail.header("message-id") or "")
            if named:
                draft = draft.with_found({"metadata_id": f"{RULE}:message-id"}, metadata_id=named[1])
        if draft.headline is None and (subject := subject_of(mail.header("subject"))):
            draft = draft.with_found({"headline": RULE}, headline=subject)
        return draft

    def _date(self, mail: Part, forwarded: dict[str, str]) -> dict[str, object] | None:
        """The day of the mail that is passed on counts, as printed; else the header's."""
        header, printed = mail.header("date") or "", forwarded.get("date")
        moment = parse_moment(printed, zone=None, not_after=None) if printed else None
        if moment is None:
            return date_of(header, self.page.fetched_at)
        offset = _offset_of(header)
        if moment.zone_basis != "none" or moment.precision != "minute" or offset is None:
            return moment.as_published()
        # Programs print it in the zone of whoever passes it on, which is that of the header.
        return {**moment.as_published(), "published_at": moment.at - offset, "zone_basis": "page"}


def _offset_of(header: str) -> timedelta | None:
    try:
        return parsedate_to_datetime(header[:100]).utcoffset()
    except (ValueError, OverflowError):
        return None


def date_of(header: str, not_after: datetime | None) -> dict[str, object] | None:
    """A Date header as a draft's fields: `Tue, 4 Mar 2025 10:30:00 +0100 (CET)`. Behind `-0000` the time is UTC, and
    nothing is said of the sender's zone; RFC 5322, section 3.3.
    """
    try:
        sent = parsedate_to_datetime(header[:100])
    except (ValueError, OverflowError):
        sent = None
    if sent is None or (sent.tzinfo is None and "-0000" not in header):
        moment = parse_moment(header[:100], zone=None, not_after=not_after)
        return moment.as_published() if moment else None
    try:
        at = sent.replace(tzinfo=UTC) if sent.tzinfo is None else sent.astimezone(UTC)
    except OverflowError:
        return None
    basis = "none" if sent.tzinfo is None else "offset"
    told = {"published_at": at, "published_raw": header, "published_precision": "minute", "zone_basis": basis}
    return told if is_credible(at, not_after) else None


def _is_flash(mail: Part) -> bool:
    """Whether a mail says all that it has to say in its subject."""
    return mail.kind == "text/plain" and not mail.content.strip()


def _letters(lines: Sequence[str]) -> int:
    return sum(map(len, _words(lines)))


def _words(lines: Sequence[str]) -> Iterator[str]:
    return (word for line in lines for word in line.split())
