"""Why an article has the fields it has: for each field what was taken, by which rule, where it stands, and what else
was there. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from copydesk.schemas.article import Article
from copydesk.schemas.notices import Stage
from copydesk.service.core.desk.content_hash import content_hash
from copydesk.service.core.desk.identity import offered_ids, trusted_canonical
from copydesk.service.core.intake.decode import decode
from copydesk.service.core.page.html.candidates import html_candidates
from copydesk.service.core.page.html.reader import draft_of_source
from copydesk.service.core.page.html.source import Source
from copydesk.service.core.page.text.candidates import page_candidates
from copydesk.service.core.page.text.reader import begun, read_whole
from copydesk.service.core.readers import from_markdown, wire_reading, with_cut, with_front_matter, without_layouts
from copydesk.service.core.records import HOUSE_POLICY, Candidate, Draft, Page, Policy, Record, Rejected, SiteProfile
from copydesk.service.core.status_words import without_notes
from copydesk.service.core.text.mojibake import mended
from copydesk.service.pipeline import article_of, bug, choose_site, completed, first_version

FIELDS = (
    "headline",
    "published_at",
    "modified_at",
    "news_id",
    "dateline",
    "byline",
    "authors",
    "tags",
    "section",
    "abstract",
    "language",
    "body_text",
)
MOST_PLACES = 4
SEEN_CHARS = 60
"""So much of a value is looked for in the text: a page may break a longer one into lines."""


@dataclass(frozen=True, slots=True)
class FieldStory:
    """One field: its value as the article has it, the rule that found it, where it stands in the text, and what was not
    taken.
    """

    field: str
    value: str | None
    printed: str | None
    """What the document prints for it, where that differs from the value."""
    rule: str | None
    lines: tuple[int, ...]
    """Lines of the text, from 1; empty where the value stands in none: in the address, in a page's head."""
    others: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The story of a document that became an article."""

    article: Article
    reader: str
    """The layout that the text was read as: `page`, `iptc7901`, `html`."""
    site: str
    """Whose story it is, and the home zone that was assumed."""
    fields: tuple[FieldStory, ...]


def explain_record(record: Record, max_bytes: int, policy: Policy = HOUSE_POLICY) -> Explanation | Rejected:
    """Read a raw record as the desk does, and tell how; Rejected where it is turned away."""
    try:
        page = decode(record, max_bytes)
        return page if isinstance(page, Rejected) else _explained(page, policy)
    except Exception as error:
        return bug(Stage.PARSE, error)


def _explained(page: Page, policy: Policy) -> Explanation | Rejected:
    site, text = choose_site(page, policy.sites), page.text
    page = without_notes(page, site)
    reader, draft, candidates = _read(page, site)
    if isinstance(draft, Rejected):
        return draft
    draft = completed(draft, page, site)
    parsed = article_of(draft, page, site, policy)
    if isinstance(parsed, Rejected):
        return parsed
    article = first_version(parsed)
    found = [*candidates, *_by_ladder(draft, page)]
    lines = (mended(text) if reader == "page" else text).split("\n")
    profile = f", by the profile {site.name}" if site.name else ""
    zone = f"its times are {site.time_zone}'s where it prints none" if site.time_zone else "its home zone is not known"
    return Explanation(
        article,
        reader,
        f"{article.source_id}{profile}, {zone}",
        tuple(_story(name, article, found, lines) for name in FIELDS),
    )


def _read(page: Page, site: SiteProfile) -> tuple[str, Draft | Rejected, Iterable[Candidate]]:
    """The reader, its draft, and what else there was. Only readers that choose among several have more to tell than the
    article says: the very reading that made the draft tells it.
    """
    if page.media == "html":
        return "html", *_read_source(Source(page, site))
    if wire := wire_reading(page, site):
        return *wire, ()
    if marked := from_markdown(page):
        draft, candidates = _read_source(Source(marked, without_layouts(site)))
        return "markdown", with_front_matter(with_cut(draft, page), page, site), candidates
    begin = begun(page, site)
    whole = read_whole(begin)
    return "page", whole.draft, page_candidates(page.text, begin, whole)


def _read_source(source: Source) -> tuple[Draft, Iterable[Candidate]]:
    candidates = tuple(html_candidates(source))
    return draft_of_source(source), candidates


def _by_ladder(draft: Draft, page: Page) -> Iterator[Candidate]:
    canonical = trusted_canonical(draft.canonical_link, page.document.url)
    for method, news_id, rule in offered_ids(draft, page, content_hash(draft), canonical):
        yield Candidate("news_id", news_id, rule, None, f"the ladder's rung {method}")


def _story(name: str, article: Article, found: Iterable[Candidate], lines: list[str]) -> FieldStory:
    value, printed = _values(name, article)
    rule = article.extraction.provenance.get(name) or ("detected" if name == "language" and value else None)
    of_field = [candidate for candidate in found if candidate.field == name]
    taken = [
        candidate
        for candidate in of_field
        if candidate.value in (printed, value) or (candidate.rule == rule and printed and printed in candidate.value)
    ]
    places = tuple(candidate.line for candidate in taken if candidate.line and candidate.rule == rule) or _lines_of(
        printed, lines
    )
    others = tuple(candidate for candidate in of_field if candidate not in taken)
    return FieldStory(name, value, printed if printed != value else None, rule, places[:MOST_PLACES], others)


def _values(name: str, article: Article) -> tuple[str | None, str | None]:
    """A field's value in one line, and the words for it in the text."""
    match name:
        case "published_at":
            told = (
                f"{article.published_at.isoformat()}, to the {article.published_precision}, zone: {article.zone_basis}"
                if article.published_at
                else None
            )
            return told, article.published_raw
        case "modified_at":
            return (article.modified_at.isoformat() if article.modified_at else None), None
        case "dateline":
            return (_dateline(article) if article.dateline else None), (
                article.dateline.text if article.dateline else None
            )
        case "authors":
            names = [author.name for author in article.authors]
            return "; ".join(names) or None, names[0] if names else None
        case "tags":
            return "; ".join(article.tags) or None, article.tags[0] if article.tags else None
        case "body_text":
            paragraphs = article.body_text.split("\n\n")
            told = f"{len(paragraphs)} paragraphs, {len(article.body_text)} characters" if article.body_text else None
            return told, paragraphs[0] or None
        case "language":
            return article.language, None
        case _:
            value = getattr(article, name)
            return value, value


def _dateline(article: Article) -> str:
    assert article.dateline is not None
    parts = (("place", article.dateline.place), ("date", article.dateline.date), ("agency", article.dateline.agency))
    return ", ".join(f"{name} {value}" for name, value in parts if value) or article.dateline.text


def _lines_of(printed: str | None, lines: list[str]) -> tuple[int, ...]:
    """Where the words stand, white space aside."""
    if not printed:
        return ()
    words = " ".join(printed[:SEEN_CHARS].split())
    return tuple(number for number, line in enumerate(lines, 1) if words in " ".join(line.split()))
