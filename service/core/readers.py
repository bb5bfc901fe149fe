"""Page text and wire text to a Draft. Each layout that newsrooms use is one reader; the first that knows the text reads
it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from copydesk.service.core.intake.media import media_type
from copydesk.service.core.lines.notices import is_notice
from copydesk.service.core.lines.paragraphs import paragraphs_of
from copydesk.service.core.lines.shape import ends_sentence
from copydesk.service.core.markup.front_matter import front_matter
from copydesk.service.core.markup.markdown import html_of_markdown, is_cut, is_markdown, story_of_file
from copydesk.service.core.page.html.reader import read_html
from copydesk.service.core.page.text.reader import read_pages
from copydesk.service.core.records import Draft, Page, Rejected, SiteProfile
from copydesk.service.core.text.spelling import fold, key
from copydesk.service.core.times.zones import Home
from copydesk.service.core.wires import named_fields, told_fields
from copydesk.service.core.wires.anpa import read_anpa
from copydesk.service.core.wires.dashed_header import read_dashed_header
from copydesk.service.core.wires.feeds import read_feed
from copydesk.service.core.wires.framed import read_framed
from copydesk.service.core.wires.iptc7901 import read_iptc7901
from copydesk.service.core.wires.mail import read_mail
from copydesk.service.core.wires.newsitem import NewsItem, with_embargo
from copydesk.service.core.wires.newsml import read_newsml
from copydesk.service.core.wires.nitf import read_nitf
from copydesk.service.core.wires.other_json import read_other_json
from copydesk.service.core.wires.other_xml import read_other_xml
from copydesk.service.core.wires.release import read_release

Reader = Callable[[Page, SiteProfile], Draft | Rejected | None]
"""A text to its draft; None for a text of another layout, Rejected for one that tells no story."""

# Ordered from the most particular layout to the most general.
_IN_MAILS: tuple[tuple[str, Reader], ...] = (
    ("nitf", read_nitf),
    ("newsml", read_newsml),
    ("feed", read_feed),
    ("xml", read_other_xml),
    ("json", read_other_json),
    ("dashed-header", read_dashed_header),
    ("iptc7901", read_iptc7901),
    ("anpa", read_anpa),
    ("framed", read_framed),
    ("release", read_release),
)


def _read_mail(page: Page, site: SiteProfile) -> Draft | Rejected | None:
    """A mail may carry any of the others."""
    return read_mail(page, site, _IN_MAILS)


WIRES: tuple[tuple[str, Reader], ...] = (("mail", _read_mail), *_IN_MAILS)


def read_text(page: Page, site: SiteProfile) -> Draft | Rejected:
    """What the text says of its story. Total: any text gives a draft, an empty one where it says nothing."""
    return named_reading(page, site)[1]


def named_reading(page: Page, site: SiteProfile) -> tuple[str, Draft | Rejected]:
    """The draft, and the name of the reader that knew the text; `page` reads any."""
    if wire := wire_reading(page, site):
        return wire
    if marked := from_markdown(page):
        draft = _with_whole_file(read_html(marked, without_layouts(site)), page.text)
        return "markdown", with_front_matter(with_cut(draft, page), page, site)
    return "page", read_pages(page, site)


def without_layouts(site: SiteProfile) -> SiteProfile:
    """The profile for what is no web page of the site's: its selectors are of other pages."""
    return replace(site, layouts=()) if site.layouts else site


def from_markdown(page: Page) -> Page | None:
    """A page of Markdown as one of HTML, which keeps what the marks say; None for any other text."""
    if not is_markdown(media_type(page.document.content_type), page.text):
        return None
    return replace(page, text=html_of_markdown(page.text), media="html")


def wire_reading(page: Page, site: SiteProfile) -> tuple[str, Draft | Rejected] | None:
    """The draft of a text in an agency's format, and the name of its reader; None for any other text."""
    return next(((name, draft) for name, reader in WIRES if (draft := reader(page, site)) is not None), None)


def with_cut(draft: Draft, page: Page) -> Draft:
    """The draft of a page of Markdown, with a warning where only its beginning was read."""
    return draft.with_found({}, warnings=(*draft.warnings, "lines_cut")) if is_cut(page.text) else draft


def _with_whole_file(draft: Draft, text: str) -> Draft:
    """A file that holds one story and nothing else is all of it: which of its lines are need not be judged."""
    others = {key(words) for words in (draft.headline, draft.byline) if words}
    lines = [line for line in story_of_file(text) if key(line) not in others and not is_notice(fold(line))]
    first = next((at for at, line in enumerate(lines) if ends_sentence(line)), 0)
    lines = lines[first:]  # above the first sentence stand the day and who wrote it
    if len(lines) <= len(draft.paragraphs):
        return draft
    # The dateline was taken off the first.
    if draft.paragraphs and lines[0].endswith(draft.paragraphs[0]):
        lines[0] = draft.paragraphs[0]
    return draft.with_found({"paragraphs": "front-matter"}, paragraphs=paragraphs_of(lines))


def with_front_matter(draft: Draft, page: Page, site: SiteProfile) -> Draft:
    """The draft of a page of Markdown, with what stands above it of its use: a draft, a status, an embargo."""
    above = front_matter(page.text)
    if above is None:
        return draft
    told = {name: values[0] for name, values in above[0].items()}
    if status := told_fields.status(told):
        draft = draft.with_found({"pubstatus": "front-matter"}, pubstatus=status)
    embargo, released = told_fields.embargo(told), told_fields.times(told, named_fields.RELEASES)
    item = NewsItem(rule="front-matter", embargo=embargo, released=released)
    return with_embargo(draft, item, page, Home(site.time_zone, lambda: draft.language))
