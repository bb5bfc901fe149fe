"""A web page to a Draft: what JSON-LD says, else the head, else the page itself. Total: any string gives a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from turbohtml import Document, Element

from copydesk.schemas.parsed import Author, Image
from copydesk.service.core.addresses.other_names import first_story_id, other_name
from copydesk.service.core.datelines.reader import read_dateline
from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.markup import jsonld, metadata
from copydesk.service.core.markup.html_tree import tree_of, words_of_html
from copydesk.service.core.markup.metadata import Metadata, read_metadata
from copydesk.service.core.page.body import trimmed
from copydesk.service.core.page.maintext import read_paragraphs
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.text.language_tags import language_tag
from copydesk.service.core.text.spelling import one_line
from copydesk.service.core.times.dates import Moment, parse_moment

_LD_JSON = 'script[type="application/ld+json"]'
_TIME_ELEMENTS = "time[datetime], [itemprop=datePublished][datetime], [itemprop=datePublished][content]"
_AUTHOR_ELEMENTS = "[rel=author], [itemprop=author]"
_MOST_SCRIPTS, _MOST_AUTHORS = 20, 10
# No story is longer, no headline or abstract, no list of keywords; what is behind is left out.
_MOST_BODY, _MOST_CHARS, _MOST_LINES = 300_000, 20_000, 20_000
# JSON-LD runs paragraphs together, so it is taken only where the page shows less than half of the story.
_MUCH_MORE = 2
_ID = re.compile(r"(?=[^\d]*\d)[A-Za-z0-9_.:-]{4,64}")
_MOST_ID = 200
_BY = re.compile(rf"^(?:{any_of(words_of(lambda lexicon: lexicon.bylines.prefixes))})\s+", re.I)
_NO_NAME = re.compile(r"https?:|www\.|@|[<>{}]")
_TAG_SEPARATORS = re.compile(r"[,،;|\n]")


def read_html(page: Page, site: SiteProfile) -> Draft:
    """What the page says of its story; an empty draft where it says nothing."""
    return draft_of_source(Source(page, site))


def draft_of_source(source: Source) -> Draft:
    """The same of a page that is parsed already; uses up its tree."""
    draft = Draft(
        warnings=source.warnings,
        canonical_link=source.meta.canonical_link,
        language=_language(source.story, source.meta),
    )
    for step in (_with_headline, _with_dates, _with_people, _with_subjects, _with_images, _with_id, _with_story):
        draft = step(draft, source)
    return draft


class Source:
    """A parsed page, which the steps read from. A step may not change it; the last one, for the main text, uses up the
    tree.
    """

    __slots__ = ("meta", "page", "site", "story", "tree", "warnings")

    def __init__(self, page: Page, site: SiteProfile) -> None:
        self.page, self.site = page, site
        self.tree, self.warnings = tree_of(page.text)
        self.story = jsonld.story_of(script.text for script in islice(self.tree.select(_LD_JSON), _MOST_SCRIPTS))
        self.meta = read_metadata(self.tree)

    def moment(self, text: str | None) -> Moment | None:
        """A date as the site prints it, not later than the document was fetched."""
        return parse_moment(text, zone=self.site.time_zone, not_after=self.page.fetched_at) if text else None


def _by(rule: str, draft: Draft, **fields: object) -> Draft:
    """The draft with these fields, and the rule that found the first of them."""
    return draft.with_found({next(iter(fields)): rule}, **fields)


def _language(story: jsonld.Node, meta: Metadata) -> str | None:
    declared = meta.first(metadata.LANGUAGES)
    offered = (meta.language, jsonld.text_of(story.get("inLanguage")), declared[0] if declared else None)
    return next((text for text in offered if language_tag(text)), None)


def _with_headline(draft: Draft, source: Source) -> Draft:
    for line, rule in offered_headlines(source):
        return _by(rule, draft, headline=line)
    return draft


def offered_headlines(source: Source) -> Iterator[tuple[str, str]]:
    """Each headline that the page gives and the rule that would take it, the surest first."""
    offers = (_headline_of_story, _headline_of_h1, _headline_of_meta, _headline_of_title)
    for rule, text in (offer(source) for offer in offers):
        if text and (line := one_line(text[:4000])):
            yield line, rule


def _headline_of_story(source: Source) -> tuple[str, str | None]:
    return "json-ld", _without_tags(jsonld.text_of(source.story.get("headline")), _MOST_CHARS)


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
    return "title", _without_tags(title.text, 4000) if title is not None else None


def _without_tags(text: str | None, most: int) -> str | None:
    """JSON-LD often holds `Caf&eacute;` or `<em>`: a page's template escaped it for HTML, where it stands in a script.
    Not read behind `most` characters.
    """
    text = text and text[:most]
    if not text or ("&" not in text and "<" not in text):
        return text
    return words_of_html(text)


def _with_dates(draft: Draft, source: Source) -> Draft:
    for moment, rule in offered_times(source):
        draft = _by(rule, draft, **moment.as_published())
        break
    for moment, rule in _told_moments(source, "dateModified", metadata.MODIFIED):
        return _by(rule, draft, modified_at=moment.at)
    return draft


def offered_times(source: Source) -> Iterator[tuple[Moment, str]]:
    """Each time of publication that the page gives and the rule that would take it, the surest first."""
    yield from _told_moments(source, "datePublished", metadata.PUBLISHED)
    for node in islice(source.tree.select(_TIME_ELEMENTS), 10):
        if moment := source.moment(node.attr("datetime") or node.attr("content")):
            yield moment, "time-element"


def _told_moments(source: Source, name: str, metas: tuple[str, ...]) -> Iterator[tuple[Moment, str]]:
    if moment := source.moment(jsonld.text_of(source.story.get(name))):
        yield moment, "json-ld"
    for meta in metas:
        if meta in source.meta.metas and (moment := source.moment(source.meta.metas[meta][0])):
            yield moment, f"meta:{meta}"


def _with_people(draft: Draft, source: Source) -> Draft:
    for authors, rule in offered_authors(source):
        return _by(rule, draft, authors=authors)
    return draft


def offered_authors(source: Source) -> Iterator[tuple[tuple[Author, ...], str]]:
    """Each list of authors that the page gives and the rule that would take it, the surest first."""
    if authors := jsonld.authors_of(source.story.get("author")) or jsonld.authors_of(source.story.get("creator")):
        yield _distinct(authors), "json-ld"
    for name in metadata.AUTHORS:
        if authors := _named(source.meta.metas.get(name, ())):
            yield authors, f"meta:{name}"
    if authors := _named(node.text for node in islice(_author_elements(source.tree), _MOST_AUTHORS)):
        yield authors, "author-element"


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


def _with_subjects(draft: Draft, source: Source) -> Draft:
    if tags := _tags(jsonld.texts_of(source.story.get("keywords"))):
        draft = _by("json-ld", draft, tags=tags)
    elif (every := source.meta.every(metadata.TAGS)) and (tags := _tags(every[0])):
        draft = _by(every[1], draft, tags=tags)
    if section := jsonld.text_of(source.story.get("articleSection")):
        draft = _by("json-ld", draft, section=section)
    elif first := source.meta.first(metadata.SECTIONS):
        draft = _by(first[1], draft, section=first[0])
    if abstract := jsonld.text_of(source.story.get("description")):
        return _by("json-ld", draft, abstract=_without_tags(abstract, _MOST_CHARS))
    given = source.meta.first(metadata.ABSTRACTS)
    return _by(given[1], draft, abstract=given[0]) if given else draft


def _tags(texts: Iterable[str]) -> tuple[str, ...]:
    """A list is taken as it is, as a tag may hold a comma there; one string is split."""
    listed = list(islice(texts, 200))
    parts = _TAG_SEPARATORS.split(listed[0][:_MOST_CHARS]) if len(listed) == 1 else listed
    return tuple(dict.fromkeys(tag for part in parts if (tag := one_line(part))))


def _with_images(draft: Draft, source: Source) -> Draft:
    if images := jsonld.images_of(source.story.get("image")):
        return _by("json-ld", draft, images=images)
    every = source.meta.every(metadata.IMAGES)
    return _by(every[1], draft, images=tuple(Image(url=url) for url in dict.fromkeys(every[0]))) if every else draft


def _with_id(draft: Draft, source: Source) -> Draft:
    """The first that looks like a story's number: some sites give the publisher's name or an address as identifier."""
    found, warnings = first_story_id(offered_ids(source), partial(_no_id, url=source.page.document.url))
    draft = replace(draft, warnings=(*draft.warnings, *warnings))
    return _by(found[1], draft, metadata_id=found[0]) if found else draft


def _no_id(text: str, url: str | None) -> str | None:
    return other_name(text[:_MOST_ID], url) or (None if _ID.fullmatch(text) else "form")


def offered_ids(source: Source) -> Iterator[tuple[str, str]]:
    """Each ID that JSON-LD and metadata give, with its rule, the surest first."""
    for identifier in jsonld.identifiers_of(source.story):
        yield identifier, "json-ld"
    for name in metadata.IDS:
        for content in source.meta.metas.get(name, ())[:1]:
            yield content, f"meta:{name}"


def _with_story(draft: Draft, source: Source) -> Draft:
    paragraphs, rule = read_paragraphs(source.tree)
    told = jsonld.text_of(source.story.get("articleBody")) or ""
    body = _without_tags(told, _MOST_BODY) or ""
    if len(body) > _MUCH_MORE * sum(map(len, paragraphs)):
        paragraphs, rule = tuple(line for part in body.split("\n", _MOST_LINES) if (line := one_line(part))), "json-ld"
        draft = replace(draft, warnings=(*draft.warnings, "html_cut")) if len(told) > _MOST_BODY else draft
    paragraphs = tuple(trimmed([line for line in paragraphs if line != draft.headline]))
    return _with_dateline(_by(rule, draft, paragraphs=paragraphs)) if paragraphs else draft


def _with_dateline(draft: Draft) -> Draft:
    """Taken off the first paragraph, as the reader of plain text does."""
    filed = read_dateline(draft.paragraphs[0])
    if filed is None or not draft.paragraphs[0][filed.end :].strip():
        return draft
    draft = _by(filed.rule, draft, dateline=filed.dateline, agency_source=filed.agency_source)
    return replace(draft, paragraphs=(draft.paragraphs[0][filed.end :].strip(), *draft.paragraphs[1:]))
