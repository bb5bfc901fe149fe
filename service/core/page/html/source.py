"""A parsed HTML page, and what its surest places give for headline, time and authors: JSON-LD, metas, few elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from turbohtml import Document, Element

from copydesk.schemas.parsed import Author
from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.lines.shape import weight_of
from copydesk.service.core.markup import jsonld, metadata
from copydesk.service.core.markup.html_tree import spaced, tree_of, words_of_html
from copydesk.service.core.markup.jsonld import Called, bare_address, words_in
from copydesk.service.core.markup.metadata import read_metadata
from copydesk.service.core.page.html.selected import selected_in
from copydesk.service.core.page.publication import LANGUAGE_SAMPLE, LONG_LINE
from copydesk.service.core.page.view import View, view_of
from copydesk.service.core.records import Page, SiteProfile
from copydesk.service.core.text.language import detect
from copydesk.service.core.text.language_tags import language_tag
from copydesk.service.core.text.spelling import one_line
from copydesk.service.core.times.dates import Moment, find_moments
from copydesk.service.core.times.epochs import NOTHING, counted
from copydesk.service.core.times.offsets import MOST_TOLD, offset_told

_LD_JSON = 'script[type="application/ld+json"]'
_TIME_ELEMENTS = "time[datetime], [itemprop=datePublished][datetime], [itemprop=datePublished][content]"
_AUTHOR_ELEMENTS = "[rel=author], [itemprop=author]"
_MOST_SCRIPTS, _MOST_AUTHORS, _MOST_OF_HEADING = 20, 10, 100
_MOST_SPOKEN = 6
_TIMES, _MOST_TIMES = ("datePublished", "dateModified", "dateCreated", "uploadDate"), 10
MOST_CHARS = 20_000
"""No headline or abstract is longer, no list of keywords; what is behind is left out."""
_BY = re.compile(rf"^(?:{any_of(words_of(lambda lexicon: lexicon.bylines.prefixes))})\s+", re.I)
_BLOCK_TAG = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|blockquote|section)(?:\s[^<>]{0,200})?/?>", re.I)
_NO_NAME = re.compile(r"https?:|www\.|@|[<>{}]")


class Source:
    """A parsed page, which the steps read from. None may change it."""

    __slots__ = (
        "_by_id",
        "_moments",
        "_spoken",
        "_times",
        "meta",
        "nodes",
        "page",
        "selected",
        "site",
        "story",
        "title",
        "tree",
        "view",
        "warnings",
    )

    def __init__(self, page: Page, site: SiteProfile) -> None:
        self.page, self.site = page, site
        self.tree, self.warnings = tree_of(page.text)
        layout = site.layout_on(page.fetched_at)
        self.selected = selected_in(self.tree, layout) if layout else None
        values = jsonld.values_of(script.text for script in islice(self.tree.select(_LD_JSON), _MOST_SCRIPTS))
        self.meta = read_metadata(self.tree)
        self.title = _title_of(self.tree)
        self.story = jsonld.story_in(values, _called(self))
        self.nodes = tuple(jsonld.all_nodes(values))
        self._by_id = jsonld.by_ids(self.nodes)
        self.view = view_of(self.tree)
        self._moments: dict[str, list[Moment]] = {}
        self._times: tuple[datetime, ...] | None = None
        self._spoken: str | None = None

    def told(self, name: str) -> object:
        """What JSON-LD says of the story by this name; objects that it names by their ID are looked up."""
        return jsonld.followed(self.story.get(name), self._by_id)

    def moments(self, text: str) -> list[Moment]:
        """The dates of a text as the site prints them, not later than the document was fetched. A page gives many a time
        in several places.
        """
        if text not in self._moments:
            self._moments[text] = self._moments_in(text)
        return self._moments[text]

    def _moments_in(self, text: str) -> list[Moment]:
        zone, not_after = self.site.time_zone, self.page.fetched_at
        if told := counted(text, not_after):
            return [told]
        found = find_moments(text, zone=zone, not_after=not_after, language=self.spoken, told=self.times)
        return [moment for moment in found if moment.day not in NOTHING]

    def times(self) -> tuple[datetime, ...]:
        """The times that the page gives with an offset."""
        if self._times is None:
            told = (offset_told(text, self.page.fetched_at) for text in _times_of(self))
            self._times = tuple(islice(dict.fromkeys(filter(None, told)), MOST_TOLD))
        return self._times

    def language(self) -> str | None:
        """The language that the page declares."""
        return language_tag(self.meta.language) if self.meta.language else None

    def spoken(self) -> str | None:
        """The language that the page declares, else that of its long lines."""
        if self._spoken is None:
            self._spoken = self.language() or _language_of(self.view) or ""
        return self._spoken or None

    def moment(self, text: str | None) -> Moment | None:
        """A date as the site prints it, not later than the document was fetched."""
        if not text:
            return None
        zone, not_after = self.site.time_zone, self.page.fetched_at
        moment = counted(text, not_after) or next(
            iter(find_moments(text, zone=zone, not_after=not_after, told=self.times)), None
        )
        return None if moment is None or moment.day in NOTHING else moment


def _language_of(view: View) -> str | None:
    long = (
        line.text[:LANGUAGE_SAMPLE]
        for line in view.lines
        if len(line.text) >= LONG_LINE or weight_of(line.text) >= LONG_LINE
    )
    return detect("\n".join(islice(long, _MOST_SPOKEN))[:LANGUAGE_SAMPLE])[0]


def _times_of(source: Source) -> Iterator[str | None]:
    """What JSON-LD, metas and the first elements give as times of the story and its page."""
    for node in (source.story, *(node for node, via in source.nodes if not via and jsonld.kind_of(node) == "page")):
        yield from (jsonld.text_of(node.get(name)) for name in _TIMES)
    for name in (*metadata.PUBLISHED, *metadata.MODIFIED):
        yield from source.meta.metas.get(name, ())[:1]
    for element in islice(source.tree.select("time[datetime]"), _MOST_TIMES):
        yield element.attr("datetime")


def _called(source: Source) -> Called:
    """What tells this page from others: its addresses, and the titles in its head."""
    addresses = (source.page.document.url, source.meta.canonical_link, *source.meta.metas.get("og:url", ()))
    titles = (source.title, *source.meta.metas.get("og:title", ())[:1])
    return Called(
        frozenset(filter(None, (bare_address(url) for url in addresses if url))),
        tuple(words_in(title) for title in titles if title),
    )


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
    texts = [spaced(node, _MOST_OF_HEADING, MOST_CHARS) for node in source.tree.find_all("h1", limit=5)]
    texts = [text for text in texts if text]
    return "h1", texts[0] if len(texts) == 1 else None


def _headline_of_meta(source: Source) -> tuple[str, str | None]:
    found = source.meta.first(metadata.HEADLINES)
    return (found[1], found[0]) if found else ("meta", None)


def _headline_of_title(source: Source) -> tuple[str, str | None]:
    return "title", source.title


def _title_of(tree: Document) -> str | None:
    """What the page's head calls it."""
    head = tree.find("head")
    title = head.find("title") if head is not None else None
    return without_tags(title.text, 4000) if title is not None else None


def without_tags(text: str | None, most: int) -> str | None:
    """The words of a piece of text. JSON-LD often holds `Caf&eacute;` or `<em>`: a page's template escaped it for HTML,
    where it stands in a script.
    Not read behind `most` characters.
    """
    text = text and text[:most]
    if not text or ("&" not in text and "<" not in text):
        return text
    return words_of_html(text)


def parted(text: str) -> str:
    """A text that may hold elements, with a line break where a block of its begins or ends."""
    return _BLOCK_TAG.sub("\n", text) if "<" in text else text


def offered_times(source: Source) -> Iterator[tuple[Moment, str]]:
    """Each time of publication that the page gives and the rule that would take it, the surest first."""
    yield from _told_moments(source, "datePublished", metadata.PUBLISHED)
    for node in islice(source.tree.select(_TIME_ELEMENTS), 10):
        if moment := source.moment(node.attr("datetime") or node.attr("content")):
            yield moment, "time-element"


def offered_changes(source: Source) -> Iterator[tuple[Moment, str]]:
    """The same of the time of the last change."""
    yield from _told_moments(source, "dateModified", metadata.MODIFIED)
    for node, via in source.nodes:
        if (
            not via
            and jsonld.kind_of(node) == "page"
            and (moment := source.moment(jsonld.text_of(node.get("dateModified"))))
        ):
            yield moment, "json-ld"


def _told_moments(source: Source, name: str, metas: tuple[str, ...]) -> Iterator[tuple[Moment, str]]:
    if moment := source.moment(jsonld.text_of(source.story.get(name))):
        yield moment, "json-ld"
    for meta in metas:
        if meta in source.meta.metas and (moment := source.moment(source.meta.metas[meta][0])):
            yield moment, f"meta:{meta}"


def offered_authors(source: Source) -> Iterator[tuple[tuple[Author, ...], str]]:
    """Each list of authors that the page gives and the rule that would take it, the surest first."""
    if names := jsonld.authors_of(source.told("author")) or jsonld.authors_of(source.told("creator")):
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
