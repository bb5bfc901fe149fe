"""A parsed HTML page, and what its surest places give for headline, time and authors: JSON-LD, metas, few elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from turbohtml import Document, Element

from copydesk.schemas.parsed import Author
from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.markup import jsonld, metadata
from copydesk.service.core.markup.html_tree import tree_of, words_of_html
from copydesk.service.core.markup.metadata import read_metadata
from copydesk.service.core.page.view import view_of
from copydesk.service.core.records import Page, SiteProfile
from copydesk.service.core.text.language_tags import language_tag
from copydesk.service.core.text.spelling import one_line
from copydesk.service.core.times.dates import Moment, find_moments, parse_moment

_LD_JSON = 'script[type="application/ld+json"]'
_TIME_ELEMENTS = "time[datetime], [itemprop=datePublished][datetime], [itemprop=datePublished][content]"
_AUTHOR_ELEMENTS = "[rel=author], [itemprop=author]"
_MOST_SCRIPTS, _MOST_AUTHORS = 20, 10
MOST_CHARS = 20_000
"""No headline or abstract is longer, no list of keywords; what is behind is left out."""
_BY = re.compile(rf"^(?:{any_of(words_of(lambda lexicon: lexicon.bylines.prefixes))})\s+", re.I)
_NO_NAME = re.compile(r"https?:|www\.|@|[<>{}]")


class Source:
    """A parsed page, which the steps read from. None may change it."""

    __slots__ = ("meta", "nodes", "page", "site", "story", "tree", "view", "warnings")

    def __init__(self, page: Page, site: SiteProfile) -> None:
        self.page, self.site = page, site
        self.tree, self.warnings = tree_of(page.text)
        values = jsonld.values_of(script.text for script in islice(self.tree.select(_LD_JSON), _MOST_SCRIPTS))
        self.story = jsonld.story_in(values)
        self.nodes = tuple(jsonld.all_nodes(values))
        self.meta = read_metadata(self.tree)
        self.view = view_of(self.tree)

    def moments(self, text: str) -> list[Moment]:
        """The dates of a text as the site prints them, not later than the document was fetched."""
        return find_moments(text, zone=self.site.time_zone, not_after=self.page.fetched_at, language=self.language)

    def language(self) -> str | None:
        """The language that the page declares."""
        return language_tag(self.meta.language) if self.meta.language else None

    def moment(self, text: str | None) -> Moment | None:
        """A date as the site prints it, not later than the document was fetched."""
        return parse_moment(text, zone=self.site.time_zone, not_after=self.page.fetched_at) if text else None


def offered_headlines(source: Source) -> Iterator[tuple[str, str]]:
    """Each headline that the page gives and the rule that would take it, the surest first."""
    offers = (_headline_of_story, _headline_of_h1, _headline_of_meta, _headline_of_title)
    for rule, text in (offer(source) for offer in offers):
        if text and (line := one_line(text[:4000])):
            yield line, rule


def _headline_of_story(source: Source) -> tuple[str, str | None]:
    return "json-ld", without_tags(jsonld.text_of(source.story.get("headline")), MOST_CHARS)


def _headline_of_h1(source: Source) -> tuple[str, str | None]:
    """Only where there is one: with two, one of them is the site's name or a teaser."""
    texts = [node.text.strip() for node in source.tree.find_all("h1", limit=5)]
    texts = [text for text in texts if text]
    return "h1", texts[0] if len(texts) == 1 else None


def _headline_of_meta(source: Source) -> tuple[str, str | None]:
    found = source.meta.first(metadata.HEADLINES)
    return (found[1], found[0]) if found else ("meta", None)


def _headline_of_title(source: Source) -> tuple[str, str | None]:
    head = source.tree.find("head")
    title = head.find("title") if head is not None else None
    return "title", without_tags(title.text, 4000) if title is not None else None


def without_tags(text: str | None, most: int) -> str | None:
    """The words of a piece of text. JSON-LD often holds `Caf&eacute;` or `<em>`: a page's template escaped it for HTML,
    where it stands in a script.
    Not read behind `most` characters.
    """
    text = text and text[:most]
    if not text or ("&" not in text and "<" not in text):
        return text
    return words_of_html(text)


def offered_times(source: Source) -> Iterator[tuple[Moment, str]]:
    """Each time of publication that the page gives and the rule that would take it, the surest first."""
    yield from _told_moments(source, "datePublished", metadata.PUBLISHED)
    for node in islice(source.tree.select(_TIME_ELEMENTS), 10):
        if moment := source.moment(node.attr("datetime") or node.attr("content")):
            yield moment, "time-element"


def offered_changes(source: Source) -> Iterator[tuple[Moment, str]]:
    """The same of the time of the last change."""
    yield from _told_moments(source, "dateModified", metadata.MODIFIED)


def _told_moments(source: Source, name: str, metas: tuple[str, ...]) -> Iterator[tuple[Moment, str]]:
    if moment := source.moment(jsonld.text_of(source.story.get(name))):
        yield moment, "json-ld"
    for meta in metas:
        if meta in source.meta.metas and (moment := source.moment(source.meta.metas[meta][0])):
            yield moment, f"meta:{meta}"


def offered_authors(source: Source) -> Iterator[tuple[tuple[Author, ...], str]]:
    """Each list of authors that the page gives and the rule that would take it, the surest first."""
    if names := jsonld.authors_of(source.story.get("author")) or jsonld.authors_of(source.story.get("creator")):
        yield _distinct(names), "json-ld"
    for name in metadata.AUTHORS:
        if names := _named(source.meta.metas.get(name, ())):
            yield names, f"meta:{name}"
    if names := _named(node.text for node in islice(_author_elements(source.tree), _MOST_AUTHORS)):
        yield names, "author-element"


def _author_elements(tree: Document) -> Iterator[Element]:
    for element in islice(tree.select(_AUTHOR_ELEMENTS), _MOST_AUTHORS):
        yield element
        if element.attr("itemprop") == "author":
            yield from element.find_all(itemprop="name", limit=_MOST_AUTHORS)


def _named(texts: Iterable[str]) -> tuple[Author, ...]:
    names = (_BY.sub("", one_line(text[:500])) for text in texts)
    return _distinct(tuple(Author(name=name) for name in names if 0 < len(name) <= 100 and not _NO_NAME.search(name)))


def _distinct(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    return tuple({author.name.casefold(): author for author in reversed(authors)}.values())[::-1]
