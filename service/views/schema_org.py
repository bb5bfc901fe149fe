"""schema.org's NewsArticle as JSON-LD, for pages and search engines: https://schema.org/NewsArticle

What is for editors alone is left out: notes, slugline, urgency. No search engine heeds `creativeWorkStatus`; whoever
publishes looks at the article's `pubstatus` first.
"""

from __future__ import annotations

from copydesk.schemas.article import Article, Organisation, Person, Place
from copydesk.schemas.parsed import Author, Image, Subject
from copydesk.service.core.addresses.story_uris import story_uri
from copydesk.service.views.codes import address_of, concept_of, uri_of
from copydesk.service.views.moments import instant, published
from copydesk.service.views.writing import Node, given, printed_dateline

STANDARD = "schema.org NewsArticle"
PLACES = {
    "guid": "@id",
    "source_id": "publisher.name",
    "news_id": "identifier.value",
    "url": "url, mainEntityOfPage",
    "canonical_url": "url, mainEntityOfPage",
    "headline": "headline",
    "abstract": "description",
    "body_text": "articleBody",
    "authors": "author.name, url",
    "dateline": "dateline; locationCreated.name; creditText",
    "tags": "keywords",
    "section": "articleSection",
    "images": "image.url, caption",
    "language": "inLanguage",
    "pubstatus": "creativeWorkStatus",
    "embargoed_until": "conditionsOfAccess",
    "signals": "correction",
    "genre": "genre",
    "subjects": "about.name, termCode, inDefinedTermSet, @id",
    "copyright_holder": "copyrightHolder.name",
    "usage_terms": "usageInfo",
    "published_at": "datePublished",
    "published_precision": "datePublished",
    "zone_basis": "datePublished",
    "modified_at": "dateModified",
    "extraction": "isAccessibleForFree",
    "version": "version",
    "word_count": "wordCount",
    "places": "mentions[Place].name, sameAs, geo",
    "people": "mentions[Person].name, sameAs",
    "organisations": "mentions[Organization].name, sameAs",
    "reading_time_seconds": "timeRequired",
}

_STATUS = {"withheld": "Withheld", "canceled": "Canceled"}


def view(article: Article) -> Node:
    """The article as one JSON-LD object."""
    named: Node = {"@context": "https://schema.org", "@type": "NewsArticle", "@id": story_uri(article.guid)}
    return named | given(_story(article) | _publication(article) | _rights(article))


def _story(article: Article) -> Node:
    dateline = article.dateline
    place = dateline.place if dateline else None
    return {
        "headline": article.headline,
        "description": article.abstract,
        "articleBody": article.body_text,
        "articleSection": article.section,
        "keywords": article.tags,
        "about": [_subject(subject) for subject in article.subjects],
        "mentions": [
            *(_mentioned("Person", person) for person in article.people),
            *(_mentioned("Organization", organisation) for organisation in article.organisations),
            *(_mentioned("Place", place) | {"geo": _point(place)} for place in article.places),
        ],
        "genre": article.genre,
        "author": [_person(author) for author in article.authors],
        "dateline": printed_dateline(article),
        "locationCreated": {"@type": "Place", "name": place} if place else None,
        "creditText": dateline.agency if dateline else None,
        "image": [_picture(image) for image in article.images],
        "inLanguage": article.language,
        "wordCount": article.word_count,
        "timeRequired": None if article.reading_time_seconds is None else f"PT{article.reading_time_seconds}S",
    }


def _publication(article: Article) -> Node:
    address = address_of(article.canonical_url) or address_of(article.url)
    return {
        "identifier": {"@type": "PropertyValue", "propertyID": "news_id", "value": article.news_id},
        "url": address,
        "mainEntityOfPage": address,
        "publisher": {"@type": "Organization", "name": article.source_id},
        "datePublished": published(article),
        "dateModified": instant(article.modified_at),
        "version": article.version,
        "creativeWorkStatus": _STATUS.get(article.pubstatus),
        "correction": _correction(article),
    }


def _rights(article: Article) -> Node:
    embargo = instant(article.embargoed_until)
    return {
        "copyrightHolder": _named("Organization", article.copyright_holder),
        "usageInfo": _terms(article.usage_terms),
        "conditionsOfAccess": f"Embargoed until {embargo}" if embargo else None,
        "isAccessibleForFree": False if "paywalled" in article.extraction.warnings else None,
    }


def _named(kind: str, name: str | None) -> Node | None:
    return {"@type": kind, "name": name} if name else None


def _person(author: Author) -> Node:
    return given({"@type": "Person", "name": author.name, "url": address_of(author.url)})


def _mentioned(kind: str, named: Person | Organisation | Place) -> Node:
    return given({"@type": kind, "name": named.name, "sameAs": uri_of(named.uri or "")})


def _point(place: Place) -> Node:
    return {"@type": "GeoCoordinates", "latitude": place.geo.lat, "longitude": place.geo.lon}


def _picture(image: Image) -> Node:
    return given({"@type": "ImageObject", "url": address_of(image.url) or image.url, "caption": image.caption})


def _subject(subject: Subject) -> Node:
    return given(
        {
            "@type": "DefinedTerm",
            "@id": concept_of(subject).uri,
            "name": subject.name,
            "termCode": subject.code,
            "inDefinedTermSet": subject.scheme,
        }
    )


def _terms(terms: str | None) -> object:
    """An address, or the terms themselves."""
    return address_of(terms) or (given({"@type": "CreativeWork", "text": terms}) if terms else None)


def _correction(article: Article) -> Node | None:
    """That there is one. What it corrects stands in the provider's note, which is for editors."""
    if "correction" not in article.signals:
        return None
    return given({"@type": "CorrectionComment", "dateCreated": instant(article.modified_at)})
