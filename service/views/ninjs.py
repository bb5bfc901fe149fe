"""ninjs 3.1, the IPTC's news in JSON: https://iptc.org/std/ninjs/userguide/ , https://iptc.org/std/ninjs/ninjs-schema_3.1.json

Its times are whole: a day alone is written as its midnight, UTC. It has no place for keywords, so tags are subjects by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from copydesk.schemas.article import Article, Organisation, Person, Place
from copydesk.schemas.parsed import Author, Image, Link, Subject
from copydesk.service.core.addresses.story_uris import story_uri
from copydesk.service.views.codes import address_of, concept_of, uri_of, uri_of_link
from copydesk.service.views.moments import instant
from copydesk.service.views.writing import Node, given, paragraphs, percent

STANDARD = "ninjs 3.1"
PLACES = {
    "guid": "uri",
    "source_id": "infoSources[role=provider].name",
    "news_id": "altIds[role=news_id].value",
    "url": "renditions[name=web].href",
    "canonical_url": "renditions[name=web].href",
    "headline": "headlines[role=main].value",
    "abstract": "descriptions[role=summary].value",
    "body_text": "bodies[].value, charCount",
    "authors": "people[rel=creator].name, uri; by",
    "byline": "by",
    "dateline": "located; infoSources[role=agency].name",
    "tags": "subjects[].name",
    "images": "associations[type=picture]",
    "language": "language",
    "pubstatus": "pubStatus",
    "embargoed_until": "embargoedUntil",
    "editorial_note": "edNote",
    "provider_version": "altIds[role=provider_version].value",
    "urgency": "urgency",
    "slugline": "slugline",
    "genre": "genres[].name",
    "subjects": "subjects[].name, uri, literal, creator, confidence",
    "copyright_holder": "copyrightHolder",
    "usage_terms": "usageTerms",
    "links": "associations[].rel, uri",
    "published_at": "firstCreated, versionCreated",
    "modified_at": "versionCreated",
    "extraction": "representationType",
    "version": "version",
    "word_count": "bodies[].wordCount",
    "info_sources": "infoSources[].name, role",
    "places": "places[].name, rel, uri, geoJSON",
    "people": "people[rel=mentioned].name, uri",
    "organisations": "organisations[].name, rel, uri",
}

_SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_HTML = "application/xhtml+xml"


def view(article: Article) -> Node:
    """The article as one ninjs object."""
    return given(_administrative(article) | _rights(article) | _editorial(article) | _metadata(article))


def _administrative(article: Article) -> Node:
    return {
        "uri": story_uri(article.guid),
        "standard": {"name": "ninjs", "version": "3.1", "schema": _SCHEMA},
        "type": "text",
        "representationType": "partial" if "paywalled" in article.extraction.warnings else "full",
        "version": str(article.version),
        "altIds": list(_other_ids(article)),
        "firstCreated": instant(article.published_at),
        "versionCreated": instant(article.modified_at or article.published_at),
        "embargoedUntil": instant(article.embargoed_until),
        "pubStatus": article.pubstatus,
        "urgency": article.urgency,
        "edNote": article.editorial_note,
        "language": article.language,
    }


def _other_ids(article: Article) -> Iterator[Node]:
    yield {"role": "news_id", "value": article.news_id}
    if article.provider_version:
        yield {"role": "provider_version", "value": article.provider_version}


def _rights(article: Article) -> Node:
    return {"copyrightHolder": article.copyright_holder, "usageTerms": article.usage_terms}


def _editorial(article: Article) -> Node:
    return {
        "headlines": _text("main", article.headline),
        "slugline": article.slugline,
        "by": article.byline or ", ".join(author.name for author in article.authors),
        "bodies": _bodies(article),
        "descriptions": _text("summary", article.abstract),
    }


def _text(role: str, value: str | None) -> list[Node]:
    return [{"role": role, "contentType": "text/plain", "value": value}] if value else []


def _bodies(article: Article) -> list[Node]:
    """The paragraphs marked, and the same as plain text."""
    marked = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs(article))
    if not marked:
        return []
    counted = {"charCount": len(article.body_text), "wordCount": article.word_count}
    return [
        given({"role": "main", "contentType": _HTML, **counted, "value": marked}),
        given({"role": "plain", "contentType": "text/plain", **counted, "value": article.body_text}),
    ]


def _metadata(article: Article) -> Node:
    address = address_of(article.canonical_url) or address_of(article.url)
    return {
        "located": article.dateline.place if article.dateline else None,
        "infoSources": list(_sources(article)),
        "people": [*map(_person, article.authors), *map(_mentioned, article.people)],
        "organisations": [_mentioned(organisation) for organisation in article.organisations],
        "places": [_place(place) for place in article.places],
        "subjects": list(_subjects(article)),
        "genres": [{"name": article.genre}] if article.genre else [],
        "renditions": [{"name": "web", "href": address}] if address else [],
        "associations": [*_pictures(article.images), *(_other(link, article.source_id) for link in article.links)],
    }


def _sources(article: Article) -> Iterator[Node]:
    """Who sends the story, whose dateline it has, and whom it cites."""
    yield {"name": article.source_id, "role": "provider"}
    if article.dateline and article.dateline.agency:
        yield {"name": article.dateline.agency, "role": "agency"}
    for source in article.info_sources:
        yield {"name": source.name, "role": source.role}


def _person(author: Author) -> Node:
    return given({"name": author.name, "rel": "creator", "uri": address_of(author.url)})


def _mentioned(named: Person | Organisation | Place) -> Node:
    return given({"name": named.name, "rel": named.rel, "uri": uri_of(named.uri or "")})


def _place(place: Place) -> Node:
    return _mentioned(place) | {"geoJSON": {"type": "Point", "coordinates": [place.geo.lon, place.geo.lat]}}


def _subjects(article: Article) -> Iterator[Node]:
    """In the order of the tags, each with the codes that go by its name; then the codes that are no tags."""
    coded: dict[str | None, list[Node]] = {}
    for subject in article.subjects:
        coded.setdefault(subject.name, []).append(given(_coded(subject)))
    for tag in article.tags:
        yield from coded.pop(tag, [{"name": tag}])
    yield from (one for named in coded.values() for one in named if one)


def _coded(subject: Subject) -> Node:
    concept = concept_of(subject)
    told = {"name": concept.name, "uri": concept.uri, "literal": concept.literal}
    return told | {"creator": subject.creator, "confidence": percent(subject.confidence)}


def _pictures(images: list[Image]) -> Iterator[Node]:
    addressed = ((image, uri) for image in images if (uri := address_of(image.url)))
    for number, (image, uri) in enumerate(addressed, 1):
        yield given(
            {
                "name": f"picture-{number}",
                "uri": uri,
                "type": "picture",
                "descriptions": _text("caption", image.caption),
                "renditions": [{"name": "web", "href": uri}],
            }
        )


def _other(link: Link, source_id: str) -> Node:
    return {"name": link.id, "uri": uri_of_link(link, source_id), "rel": link.rel}
