"""NewsML-G2 2.35, a news item with the story as XHTML: https://iptc.org/std/NewsML-G2/guidelines/

`versionCreated` must be there: where the article knows no time of the story, it is the time at which it came in. What
has no NewsCode is a literal, and what has no element is a property of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from copydesk.schemas.article import Article
from copydesk.schemas.parsed import Author, Dateline, Image, Link, Signal, Subject
from copydesk.service.core.addresses.story_uris import story_uri
from copydesk.service.views.codes import address_of, concept_of, uri_of_link
from copydesk.service.views.moments import instant, published
from copydesk.service.views.writing import element, paragraphs, percent, printed_dateline

STANDARD = "NewsML-G2 2.35"
PLACES = {
    "guid": "newsItem/@guid",
    "source_id": "provider/name, @literal",
    "news_id": "altId",
    "url": "altRep",
    "canonical_url": "altRep",
    "headline": "headline",
    "abstract": "description[@role=drol:summary]",
    "body_text": "inlineXML//p",
    "authors": "creator/name, @uri",
    "byline": "by",
    "dateline": "dateline; located/name; creditline",
    "tags": "keyword",
    "section": "contentMetaExtProperty[@reluri=urn:copydesk:property:section]",
    "images": "inlineXML//figure",
    "language": "language/@tag; newsItem/@xml:lang",
    "pubstatus": "pubStatus/@qcode",
    "embargoed_until": "embargoed",
    "signals": "signal/@qcode, @literal",
    "editorial_note": "edNote",
    "provider_version": "altId/@version",
    "urgency": "urgency",
    "slugline": "slugline",
    "genre": "genre/name",
    "subjects": "subject/@qcode, @uri, @literal, @confidence; name",
    "copyright_holder": "rightsInfo/copyrightHolder/name",
    "usage_terms": "rightsInfo/usageTerms",
    "links": "link/@rel, @reluri; @residref, @href",
    "published_at": "contentCreated, versionCreated",
    "published_precision": "contentCreated",
    "zone_basis": "contentCreated",
    "modified_at": "contentModified, versionCreated",
    "fetched_at": "versionCreated",
    "ingested_at": "versionCreated",
    "version": "newsItem/@version",
    "word_count": "inlineXML/@wordcount",
    "info_sources": "infoSource/name, @roleuri",
}

_CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
_OURS = "urn:copydesk:"
_COUNTRIES = "http://cvx.iptc.org/iso3166-1a2/"
# http://cv.iptc.org/newscodes/signal/ has no code for the others: there the status says it, or the note.
_SIGNALS = frozenset({"update", "correction"})
# http://cv.iptc.org/newscodes/itemrelation/
_RELATIONS = frozenset({"seeAlso", "translationOf", "derivedFrom", "evolvedFrom", "dependsOn"})
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def view(article: Article) -> Element:
    """The article as one `newsItem`."""
    item = element(
        "newsItem",
        element("catalogRef", href=_CATALOG),
        _rights(article),
        element("itemMeta", *_about_item(article), *(_link(link, article.source_id) for link in article.links)),
        element("contentMeta", *_administrative(article), *_descriptive(article), _section(article)),
        _content(article),
        xmlns="http://iptc.org/std/nar/2006-10-01/",
        guid=story_uri(article.guid),
        version=str(article.version),
        standard="NewsML-G2",
        standardversion="2.35",
        conformance="power",
    )
    if language := _language(article):
        item.set("xml:lang", language)
    return item


def _language(article: Article) -> str | None:
    return article.language if article.language and _LANGUAGE.fullmatch(article.language) else None


def _told(name: str, text: str | None, **attributes: str | None) -> Iterator[Element]:
    """The element if there is something for it to say."""
    if text:
        yield element(name, text, **attributes)


def _named(name: str, text: str | None, **attributes: str | None) -> Iterator[Element]:
    """An element that says it in a `name`."""
    if text:
        yield element(name, element("name", text), **attributes)


def _rights(article: Article) -> Element | None:
    told = [*_named("copyrightHolder", article.copyright_holder), *_told("usageTerms", article.usage_terms)]
    return element("rightsInfo", *told) if told else None


def _about_item(article: Article) -> Iterator[Element]:
    made = article.modified_at or article.published_at or article.ingested_at or article.fetched_at
    yield element("itemClass", qcode="ninat:text")
    yield from _named("provider", article.source_id, literal=article.source_id)
    yield from _told("versionCreated", instant(made))
    yield from _told("embargoed", instant(article.embargoed_until))
    yield element("pubStatus", qcode=f"stat:{article.pubstatus}")
    yield from _told("edNote", article.editorial_note)
    yield from map(_signal, article.signals)
    yield from _told("altRep", address_of(article.canonical_url) or address_of(article.url))


def _signal(signal: Signal) -> Element:
    return element("signal", qcode=f"sig:{signal}") if signal in _SIGNALS else element("signal", literal=signal)


def _link(link: Link, source_id: str) -> Element:
    relation = {"rel": f"irel:{link.rel}"} if link.rel in _RELATIONS else {"reluri": f"{_OURS}rel:{_word(link.rel)}"}
    uri = uri_of_link(link, source_id)
    return element("link", **relation, **{"href" if address_of(uri) else "residref": uri})


def _word(text: str) -> str:
    """As it can stand at the end of a URN of ours."""
    return story_uri(text).rpartition("story:")[2]


def _administrative(article: Article) -> Iterator[Element]:
    yield from _told("urgency", str(article.urgency) if article.urgency else None)
    yield from _told("contentCreated", published(article))
    yield from _told("contentModified", instant(article.modified_at))
    yield from _located(article.dateline)
    for source in article.info_sources:
        yield from _named("infoSource", source.name, roleuri=f"{_OURS}role:{_word(source.role)}")
    yield from map(_creator, article.authors)
    yield element("altId", article.news_id, version=article.provider_version)


def _located(dateline: Dateline | None) -> Iterator[Element]:
    if dateline and dateline.place:
        country = f"{_COUNTRIES}{dateline.country_code.lower()}" if dateline.country_code else None
        yield element("located", element("name", dateline.place), element("broader", uri=country) if country else None)


def _creator(author: Author) -> Element:
    return element("creator", element("name", author.name), uri=address_of(author.url))


def _descriptive(article: Article) -> Iterator[Element]:
    language = _language(article)
    yield from [element("language", tag=language)] if language else []
    yield from _named("genre", article.genre)
    for tag in article.tags:
        yield from _told("keyword", tag)
    yield from map(_subject, article.subjects)
    yield from _told("slugline", article.slugline)
    yield from _told("headline", article.headline)
    yield from _told("dateline", printed_dateline(article))
    yield from _told("by", article.byline)
    yield from _told("creditline", article.dateline.agency if article.dateline else None)
    yield from _told("description", article.abstract, role="drol:summary")


def _subject(subject: Subject) -> Element:
    concept = concept_of(subject)
    name = element("name", concept.name) if concept.name else None
    sure = percent(subject.confidence)
    confidence = None if sure is None else str(sure)
    if concept.qcode:
        return element("subject", name, qcode=concept.qcode, confidence=confidence)
    return element("subject", name, uri=concept.uri, literal=concept.literal, confidence=confidence)


def _section(article: Article) -> Element | None:
    return (
        element("contentMetaExtProperty", reluri=f"{_OURS}property:section", literal=article.section)
        if article.section
        else None
    )


def _content(article: Article) -> Element:
    """The story and its pictures as XHTML; of a story without text there is nothing inside."""
    story = [element("p", paragraph) for paragraph in paragraphs(article)]
    figures = [figure for image in article.images if (figure := _figure(image)) is not None]
    if not story and not figures:
        return element("contentSet")
    title = element("head", element("title", article.headline or ""))
    page = element("html", title, element("body", *figures, *story), xmlns="http://www.w3.org/1999/xhtml")
    words = str(article.word_count) if article.word_count is not None else None
    return element("contentSet", element("inlineXML", page, contenttype="application/xhtml+xml", wordcount=words))


def _figure(image: Image) -> Element | None:
    address = address_of(image.url)
    if address is None:
        return None
    return element("figure", element("img", src=address, alt=image.caption or ""), *_told("figcaption", image.caption))
