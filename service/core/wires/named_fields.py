"""What JSON and XML call the parts of a story. Names are compared without case, `_`, `-` and prefix: `bodyHtml`,
`body_html`, `BodyHTML` and `x:body-html` are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

Names = tuple[str, ...]
Value = TypeVar("Value")
_MOST_CHARS = 80

# Each from the surest name to the least sure, spelt as `squashed` spells them.
HEADLINES: Names = (
    "headline", "headlines", "hl1", "webheadline", "webtitle", "articletitle", "newstitle", "storytitle", "posttitle",
    "headlinetext", "articleheadline", "heading", "title", "titletext", "rubrik", "titulo",
    "titular", "titre", "titel", "titolo", "baslik",
)  # fmt: skip
PLAIN_NAMES: Names = ("name",)
"""What only schema.org calls a headline; elsewhere it is a product's or a person's."""
BODIES: Names = (
    "articlebody", "bodycontent", "bodyxhtml", "bodyhtml", "bodytext", "articlehtml", "contentelements", "contenthtml",
    "contentencoded", "contenttext", "articletext", "articlecontent", "fulltext", "maintext", "storytext", "storybody",
    "storyhtml", "newstext", "newsbody", "newscontent", "textbody", "htmlbody", "bodyxml", "bodyplain", "plaintext",
    "cleantext", "bodymarkdown", "fullcontent", "textcontent", "htmlcontent", "postcontent", "bodies",
    "body", "content", "contents", "text",
    "story", "article", "articletxt", "selftexthtml", "selftext", "paragraphs", "blocks", "html", "brodtext", "rawtext",
    "cuerpo", "texto", "contenido", "corps", "texte", "contenu", "inhalt", "corpo", "testo", "contenuto", "conteudo", "icerik",
)  # fmt: skip
ABSTRACTS: Names = (
    "abstract", "summary", "descriptiontext", "descriptionhtml", "leadtext", "standfirst", "lead", "leadparagraph",
    "ingress", "teaser", "trailtext", "excerpt", "deck", "dek", "shortdescription", "subheadline", "subheadlines",
    "subtitle", "intro", "introduction", "snippet", "teasertext", "description",
)  # fmt: skip
BYLINES: Names = ("byline", "bylines", "by")
AUTHORS: Names = (
    "authors", "author", "authorname", "authornames", "creator", "dccreator", "writers", "writer", "reporters",
    "reporter", "journalists", "journalist", "credits", "autor", "autores", "auteur", "autore", "yazar",
)  # fmt: skip
DATELINES: Names = ("dateline",)
LOCATED: Names = ("located", "town")
CREDITS: Names = ("creditline", "credit")
PROVIDERS: Names = (
    "provider", "agency", "source", "sourcename", "namesource", "publisher", "publishername", "copyrightholder",
    "sitename", "outlet", "origin",
)  # fmt: skip
PUBLISHED: Names = (
    "firstpublished", "firstpublishedat", "firstpublicationdate", "firstcreated", "datetimepub", "datepublished",
    "publishedgmt", "dategmt", "webpublicationdate", "publishedat", "publishedon", "published", "publisheddate",
    "publishdate", "publishedtime", "publicationdate", "publicationdatetime", "datepublish", "publishdatetime",
    "publishtime", "publishat", "pubdate", "pubdatetime", "releasedate", "releasedat", "issued", "displaydate",
    "contentcreated", "datecreated", "createdat", "createddate", "createdon", "creationdate", "created", "createdtime", "createdutc",
    "storydate", "newsdate", "articledate", "dateunixtime", "date", "datetime", "seendate", "timestamp", "versioncreated", "time",
    "fecha", "fechapublicacion", "datum", "datepublication", "datapublicacao", "tarih",
)  # fmt: skip
MODIFIED: Names = (
    "modifiedgmt", "modified", "datemodified", "modifieddate", "modifiedat", "updatedat", "updateddate", "updated",
    "dateupdated", "lastmodified", "lastmodifieddate", "lastupdated", "lastupdateddate", "lastpublicationdate",
    "versioncreated", "contentmodified", "changed", "datemodify",
)  # fmt: skip
IDS: Names = (
    "itemid", "newsid", "articleid", "storyid", "newsitemid", "documentid", "docid", "contentid", "postid",
    "releaseid", "entryid", "urn", "guid", "uuid", "uri", "identifier", "id", "objectid", "nid",
)  # fmt: skip
LANGUAGES: Names = ("language", "languagecode", "lang", "inlanguage", "locale", "langcode")
SECTIONS: Names = (
    "section", "sectionname", "articlesection", "primarysection", "service", "desk", "rubric", "channel", "category",
    "categoryname",
)  # fmt: skip
TAGS: Names = ("keywords", "keyword", "tags", "tag", "topics", "labels", "categories", "subjectkeyword")
LINKS: Names = (
    "url", "link", "weburl", "canonicalurl", "permalink", "articleurl", "articlelink", "longurl", "webpageurl",
    "sourceurl", "canonical", "pageurl", "mainentityofpage", "source",
)  # fmt: skip
IMAGES: Names = (
    "images", "image", "imageurl", "urltoimage", "topimage", "mainimage", "featuredimage", "leadimage", "heroimage",
    "imageurls", "socialimage", "thumbnail", "thumbnailurl", "media",
)  # fmt: skip
SUBJECTS: Names = ("subjects", "subject")
EMBARGOES: Names = (
    "embargoed", "embargoeduntil", "embargo", "embargodate", "embargountil", "embargotime", "embargodatetime",
    "embargoend", "embargoends", "embargoenddate", "embargoexpires", "holduntil", "publishafter", "notbefore",
)  # fmt: skip
RELEASES: Names = ("releasedate", "releasedat", "releasetime", "releasedatetime", "releaseat")
"""From when on a story may be used: an embargo only where that lies ahead."""
STATUSES: Names = (
    "pubstatus", "publicationstatus", "publishstatus", "status", "poststatus", "articlestatus", "storystatus",
    "contentstatus", "newsstatus", "documentstatus", "editorialstatus", "workflowstatus", "workflowstate",
    "moderationstate", "creativeworkstatus",
)  # fmt: skip
OF_CANCELED: Names = (
    "deleted", "isdeleted", "killed", "iskilled", "withdrawn", "iswithdrawn", "retracted", "isretracted", "canceled",
    "iscanceled", "cancelled", "iscancelled", "unpublished", "trashed",
)  # fmt: skip
OF_WITHHELD: Names = ("draft", "isdraft", "withheld", "onhold")
OF_EMBARGOED: Names = ("embargoed", "isembargoed", "underembargo", "embargo")
OF_PUBLISHED: Names = ("published", "ispublished")
"""Of the story it is so, or it is not: `"deleted": true`."""
SIGNALS: Names = ("signals", "signal")
NOTES: Names = ("ednote", "ednotes", "editorialnote", "editornote", "notetoeditors", "editorsnote")
URGENCIES: Names = ("urgency",)
VERSIONS: Names = ("version", "versionnumber")
SLUGLINES: Names = ("slugline",)
GENRES: Names = ("genres", "genre")
HOLDERS: Names = ("copyrightholder", "rightsholder")
TERMS: Names = ("usageterms", "usage")

OF_NEWS = frozenset(
    "headline headlines byline dateline slugline pubstatus urgency versioncreated firstcreated firstpublished "
    "pubdate publishedat datepublished publisheddate publishdate webpublicationdate articlebody articletext "
    "newsid teasertext copyrightnotice usageterms embargoed strapline section standfirst ednote seendate".split()
)
"""What hardly anything but news calls its parts."""


def squashed(name: str) -> str:
    """`xhtml:Body-HTML` is `bodyhtml`."""
    return _squashed(name[:_MOST_CHARS])


@lru_cache(maxsize=4096)
def _squashed(name: str) -> str:
    return "".join(letter for letter in name.rpartition(":")[2].lower() if letter.isalnum())


def by_name(fields: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    """The fields by their squashed names; of two with one name the first that says something."""
    named: dict[str, Value] = {}
    for name, value in fields:
        key = squashed(name)
        if key and named.get(key) in (None, "", [], {}):
            named[key] = value
    return named


def given(fields: Mapping[str, object], names: Names) -> list[tuple[str, object]]:
    """Those of the names that are given, with their values, the surest first."""
    return [(name, value) for name in names if (value := fields.get(name)) not in (None, "", [], {})]
