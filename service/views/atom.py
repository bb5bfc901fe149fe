"""An Atom feed (RFC 4287) of articles, for people who like to look and for programs that read feeds.

It tells what a person needs to choose a story: headline, the publisher's own abstract or the first words, who wrote it, what it is
about, where it stands. The text stays where it is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from copydesk.schemas.article import Article
from copydesk.service.core.addresses.story_uris import story_uri
from copydesk.service.views.codes import address_of, concept_of
from copydesk.service.views.moments import instant
from copydesk.service.views.writing import element, paragraphs, xml_line

STANDARD = "RFC 4287"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_LONGEST_SUMMARY = 300
"""Characters of the first words of a story."""

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Feed:
    """What is said of a feed as a whole."""

    uri: str
    """Its name, the same for ever: what a program knows it by."""
    title: str
    address: str | None = None
    """Where it is served, if it is."""


def feed(about: Feed, articles: Iterable[Article]) -> Element:
    """The feed of these articles, in this order. Its time is that of the newest: the same articles make the same bytes."""
    stories = tuple(articles)
    newest = max(map(updated, stories), default=_NO_TIME)
    return element(
        "feed",
        element("id", about.uri),
        element("title", xml_line(about.title).strip() or about.uri),
        element("updated", instant(newest)),
        element("link", rel="self", type="application/atom+xml", href=about.address) if about.address else None,
        element("generator", "Copydesk"),
        *map(entry, stories),
        xmlns=_NAMESPACE,
    )


def updated(article: Article) -> datetime:
    """When this version came to the desk; where nobody knows, when its publisher had it last."""
    return article.ingested_at or article.modified_at or article.published_at or article.first_seen_at or _NO_TIME


def entry(article: Article) -> Element:
    """One story, by a name that all its versions have."""
    address = address_of(article.canonical_url) or address_of(article.url)
    summary = _summary(article)
    return _in_language(
        article.language,
        element(
            "entry",
            element("id", story_uri(article.guid)),
            element("title", _title(article)),
            element("updated", instant(updated(article))),
            element("published", _published(article)) if _published(article) else None,
            *_authors(article),
            *_categories(article),
            element("link", rel="alternate", href=address) if address else None,
            element("summary", summary) if summary else None,
            # an entry without a link has its content here, by section 4.1.2
            None if address else element("content", summary or _title(article), type="text"),
            element("rights", article.copyright_holder) if article.copyright_holder else None,
        ),
    )


def _in_language(tag: str | None, made: Element) -> Element:
    if tag:
        made.set("xml:lang", xml_line(tag))
    return made


def _title(article: Article) -> str:
    return xml_line(article.headline or "").strip() or _summary(article) or article.guid


def _published(article: Article) -> str | None:
    """Only a time that is known: Atom has no days."""
    known = article.published_precision == "minute" and article.zone_basis != "none"
    return instant(article.published_at) if known else None


def _summary(article: Article) -> str:
    """The publisher's abstract, else the first words of the story."""
    text = xml_line(article.abstract or next(iter(paragraphs(article)), "")).strip()
    if len(text) <= _LONGEST_SUMMARY or article.abstract:
        return text
    cut = text[:_LONGEST_SUMMARY]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _authors(article: Article) -> Iterator[Element]:
    """Its people; where it names none, its publisher."""
    names = [(xml_line(author.name).strip(), author.url) for author in article.authors]
    for name, url in [each for each in names if each[0]] or [(article.source_id, None)]:
        address = address_of(url)
        yield element("author", element("name", name), element("uri", address) if address else None)


def _categories(article: Article) -> Iterator[Element]:
    """Section, keywords, and the names or codes of subjects, each once."""
    terms: dict[str, str | None] = dict.fromkeys((article.section or "", *article.tags))
    for subject in article.subjects:
        known = concept_of(subject)
        terms[subject.name or subject.code or ""] = known.uri
    seen = set[str]()
    for term, uri in terms.items():
        named = xml_line(term).strip()
        if named and named.casefold() not in seen:
            seen.add(named.casefold())
            yield element("category", term=named, scheme=None if uri is None else uri.rpartition("/")[0] + "/")


def is_about(article: Article, subjects: frozenset[str]) -> bool:
    """Whether a section, keyword, or subject's name, code or URI is one of these, in whatever case."""
    told = (
        article.section,
        *article.tags,
        *(part for each in article.subjects for part in (each.name, each.code, each.uri)),
    )
    return any(term is not None and term.casefold() in subjects for term in told)
