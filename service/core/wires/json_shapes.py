"""JSON as news APIs and content systems write it: an entry each, with what is not as everywhere (`named_fields`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copydesk.service.core.wires.named_fields import Names


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of document names its parts. A part that is not given here goes by the names of all documents."""

    name: str
    """The rule in provenance."""
    has: tuple[Names, ...]
    """What the kind is known by: of each of these names one is given."""
    bodies: Names = ()
    abstracts: Names = ()
    published: Names = ()
    modified: Names = ()
    ids: Names = ()
    small_ids: bool = False
    """Whether its number, `7`, is the story's for good: the key of a content system's table."""


ANY = Shape("json", ())

SHAPES: tuple[Shape, ...] = (
    Shape(
        "wordpress",  # https://developer.wordpress.org/rest-api/reference/posts/
        (("dategmt",), ("modifiedgmt", "guid"), ("content", "excerpt")),
        published=("dategmt", "date"),
        modified=("modifiedgmt", "modified"),
        ids=("id",),
        small_ids=True,
    ),
    Shape(
        "arc",  # https://github.com/washingtonpost/ans-schema
        (("contentelements", "headlines"), ("canonicalwebsite", "canonicalurl", "displaydate", "owner")),
        published=("firstpublishdate", "displaydate", "publishdate", "createddate"),
        modified=("lastupdateddate",),
        ids=("id",),
    ),
    Shape(
        "nyt",  # https://developer.nytimes.com/docs/articlesearch-product/1/overview
        (("weburl",), ("pubdate",)),
        bodies=("leadparagraph",),
        published=("pubdate",),
        ids=("id", "uri"),
    ),
    Shape(
        "newscatcher",  # https://www.newscatcherapi.com/docs/v2: its summary is the whole text
        (("cleanurl",), ("summary",), ("excerpt", "rights")),
        bodies=("content", "summary"),
        abstracts=("excerpt",),
    ),
    Shape(
        "digitalwires",  # dpa
        (("urn",), ("versioncreated",), ("articlehtml", "headline")),
        published=("firstcreated", "versioncreated"),
        ids=("urn",),
    ),
    Shape(
        "event-registry",  # https://newsapi.ai/documentation
        (("datetimepub", "isduplicate"), ("uri",)),
        published=("datetimepub", "datetime", "date"),
        ids=("uri",),
    ),
    Shape(
        "ap",  # https://api.ap.org/media/v/docs/
        (("itemid",), ("firstcreated", "versioncreated")),
        published=("firstcreated", "versioncreated"),
        ids=("itemid",),
    ),
    Shape(
        "strapi",  # https://docs.strapi.io/cms/api/rest : the key of an entry is its own for good
        (("createdat",), ("updatedat",), ("publishedat",), ("locale", "documentid")),
        published=("publishedat",),
        modified=("updatedat",),
        ids=("documentid", "id"),
        small_ids=True,
    ),
    Shape(
        "json-ld",  # https://schema.org/NewsArticle
        (("context", "type"), ("headline", "articlebody"), ("datepublished", "articlebody", "author")),
        published=("datepublished", "datecreated"),
        modified=("datemodified",),
        ids=("identifier",),
    ),
)


def shape_of(fields: Mapping[str, object]) -> Shape:
    """The first of the known shapes that the fields are of, else that of any document."""
    return next((shape for shape in SHAPES if all(any(map(fields.get, names)) for names in shape.has)), ANY)
