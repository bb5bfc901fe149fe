"""NITF, the News Industry Text Format: a wire's story as XML with head, docdata, body.head and body.content.

https://iptc.org/standards/nitf/ ; `change.date` of the root is the DTD's date, not the story's.
"""

from __future__ import annotations

from itertools import islice
from xml.etree.ElementTree import Element

from copydesk.schemas.parsed import Image
from copydesk.service.core.datelines.senders import is_sender
from copydesk.service.core.markup.xml import (
    attribute_of,
    first,
    lines_of,
    read_xml,
    root_name,
    words,
    words_apart,
    words_of,
)
from copydesk.service.core.records import Draft, Page, Rejected, SiteProfile
from copydesk.service.core.wires.newsitem import NewsItem, draft_of_item, people_named, read_broken
from copydesk.service.core.wires.nitf_desk import with_desk_fields

XML_LANG = "xml:lang"
MOST_PEOPLE = 20


def read_nitf(page: Page, site: SiteProfile) -> Draft | Rejected | None:
    """The story of a NITF document; Rejected for one that breaks off, None for any other text."""
    if root_name(page.text) != "nitf":
        return None
    tree = read_xml(page.text)
    return read_broken(page, site) if tree is None else draft_of_item(item_of_nitf(tree), page, site)


def item_of_nitf(tree: Element) -> NewsItem:
    """What a NITF tree says; NewsML documents hold one as their content."""
    dateline = first(tree, "dateline")
    abstract = first(tree, "abstract")
    told = NewsItem(
        rule="nitf",
        headline=words_of(tree, "hl1", "hedline", "title"),
        abstract=words(abstract),
        byline=_byline(tree),
        authors=_authors(tree),
        dateline=_dateline(dateline),
        located=words(first(dateline, "location")) if dateline is not None else None,
        provider=_provider(tree),
        created=(
            ("date.issue", attribute_of(tree, "date.issue", "norm")),
            ("story.date", attribute_of(tree, "story.date", "norm")),
            ("pubdata", attribute_of(tree, "pubdata", "date.publication")),
        ),
        news_ids=(attribute_of(tree, "doc-id", "id-string"), _numbered(attribute_of(tree, "du-key", "key"))),
        language=tree.get(XML_LANG) or attribute_of(tree, "body", XML_LANG) or tree.get("baselang"),
        tags=_tags(tree),
        images=_images(tree),
        paragraphs=story_of_nitf(tree),
    )
    return with_desk_fields(told, tree)


def story_of_nitf(tree: Element) -> tuple[str, ...]:
    """The paragraphs of body.content."""
    content = first(tree, "body.content")
    return tuple(lines_of(content)) if content is not None else ()


def _numbered(daily: str | None) -> str | None:
    """A key of words is another story's tomorrow."""
    return daily if daily and sum(map(str.isdecimal, daily)) >= 4 else None


def _provider(tree: Element) -> str | None:
    """Whoever the lexicon knows among holder of the rights, distributor and the desk it came from; else the first."""
    given = (
        attribute_of(tree, "doc.copyright", "holder"),
        words_of(tree, "distributor"),
        attribute_of(tree, "from-src", "src-name"),
    )
    names = [name for name in given if name]
    return next((name for name in names if is_sender(name)), names[0] if names else None)


def _byline(tree: Element) -> str | None:
    """Without the title of who wrote it: `By ADA LOVELACE<byttl>Science Writer</byttl>`."""
    byline = first(tree, "byline")
    if byline is None:
        return None
    title = words_apart(first(byline, "byttl"))
    line = words_apart(byline) or ""
    return line.removesuffix(title).strip(" ,") if title else line


def _authors(tree: Element) -> tuple[str, ...]:
    """The people that are marked as such in the byline."""
    byline = first(tree, "byline")
    marked = (words(person) for person in islice(byline.iter("person"), MOST_PEOPLE)) if byline is not None else ()
    return tuple(name for person in marked if person for name in people_named(person))


def _dateline(dateline: Element | None) -> str | None:
    """As printed. `story.date` is meant for print, but some put the machine's date there again."""
    if dateline is None:
        return None
    day = words(first(dateline, "story.date"))
    place = words(first(dateline, "location"))
    if place is None:
        return None if day else words(dateline)
    return f"{place}, {day}" if day and not day[:1].isdigit() else place


def _tags(tree: Element) -> tuple[str, ...]:
    """Keywords, and each subject by its most particular name."""
    keywords = [element.get("key") or words(element) or "" for element in tree.iter("keyword")]
    levels = ("tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type")
    subjects = [
        next((element.get(level, "") for level in levels if element.get(level)), "")
        for element in tree.iter("tobject.subject")
    ]
    return tuple(dict.fromkeys(tag.strip() for tag in (*keywords, *subjects) if tag.strip()))


def _images(tree: Element) -> tuple[Image, ...]:
    """Pictures that have an address; most wires name a file that travels beside the story."""
    pictures = [media for media in tree.iter("media") if media.get("media-type", "image").lower() in {"image", "photo"}]
    addressed = (
        (attribute_of(media, "media-reference", "source"), words(first(media, "media-caption"))) for media in pictures
    )
    return tuple(Image(url=url, caption=caption) for url, caption in addressed if url)
