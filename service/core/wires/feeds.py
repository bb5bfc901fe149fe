"""RSS, Atom and RDF: one entry is a document; a feed of many is turned away, as it is no story.
https://www.rssboard.org/rss-specification , https://www.rfc-editor.org/rfc/rfc4287
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import Element

from copydesk.schemas.parsed import Image
from copydesk.service.core.addresses.other_names import first_story_id, other_name
from copydesk.service.core.markup.fragment import lines_of_html
from copydesk.service.core.markup.xml import lines_of, read_xml, root_name, words
from copydesk.service.core.records import Draft, Page, Rejected, SiteProfile
from copydesk.service.core.wires import named_fields as names
from copydesk.service.core.wires.named_fields import Names, squashed
from copydesk.service.core.wires.newsitem import NewsItem, draft_of_item
from copydesk.service.core.wires.nitf import XML_LANG
from copydesk.service.core.wires.plain_values import line_of, lines_of_text
from copydesk.service.core.wires.refusals import many, no_story
from copydesk.service.core.wires.told_fields import embargo, people_in, status

FEEDS = ("rss", "rdf", "feed", "channel")
ENTRIES = ("item", "entry")

_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
_MOST_ENTRIES = 1_000
_MOST_PARTS = 50
_PUBLISHED: Names = ("published", "pubdate", "issued", "date", "created", "updated", "modified")
_MODIFIED: Names = ("updated", "modified")
_BODIES: Names = ("encoded", "content", "body", "fulltext")
_OF_STATUS: Names = (*names.STATUSES, *names.EMBARGOES, *names.OF_CANCELED, *names.OF_WITHHELD, *names.OF_EMBARGOED)
_SUMMARIES: Names = ("summary", "description", "subtitle", "lead")

Parts = dict[str, list[Element]]
"""An entry's own elements by their names."""


def read_feed(page: Page, site: SiteProfile) -> Draft | Rejected | None:
    """The story of an entry that stands alone or in a feed without others; None for any other text."""
    root = root_name(page.text)
    if root not in (*FEEDS, *ENTRIES):
        return None
    tree = read_xml(page.text)
    if tree is None:
        return _broken(page.text, root)
    if root in ENTRIES:
        return _draft(tree, None, page, site) if _is_entry(tree) else None
    entries = list(islice((element for element in tree.iter() if squashed(element.tag) in ENTRIES), _MOST_ENTRIES))
    if len(entries) != 1:
        return many(len(entries), "a feed") if entries else no_story(f"a feed without stories: <{root}>")
    return _draft(entries[0], tree, page, site)


def _broken(text: str, root: str) -> Rejected | None:
    """A feed that is cut or too large is one all the same; so are entries without a feed around them."""
    count = sum(1 for _ in islice(_ENTRY.finditer(text), _MOST_ENTRIES))
    if count > 1:
        return many(count, "a feed")
    return no_story(f"XML that is broken, or too large or too deep to read: <{root}>")


def _is_entry(entry: Element) -> bool:
    """An agency may call its stories items as well."""
    given = {squashed(child.tag) for child in entry}
    return "title" in given and not given.isdisjoint(("link", "guid", "pubdate", "id", "updated", "published"))


def _draft(entry: Element, feed: Element | None, page: Page, site: SiteProfile) -> Draft:
    parts: Parts = {}
    for child in islice(entry, _MOST_PARTS * 4):
        for one in (child, *islice(child, _MOST_PARTS)) if squashed(child.tag) == "control" else (child,):
            parts.setdefault(squashed(one.tag), []).append(one)
    told = {name: text for name in _OF_STATUS if (text := _words(parts, (name,)))}
    summary = _paragraphs(parts, _SUMMARIES)
    body = _paragraphs(parts, _BODIES) or summary
    link = _link(parts)
    # What is only the page's address is no other name: the page itself is found by it as well.
    news_id, refused = first_story_id(((text, "") for text in _ids(parts) if text != link), other_name)
    item = NewsItem(
        rule="feed",
        headline=_line(parts, ("title",)),
        abstract=" ".join(summary) if summary and summary != body else None,
        authors=tuple(_authors(parts)),
        provider=_words(parts, ("source", "publisher")),
        created=tuple((name, _words(parts, (name,))) for name in _PUBLISHED if name in parts),
        modified=tuple((name, _words(parts, (name,))) for name in _MODIFIED if name in parts),
        language=entry.get(XML_LANG) or _words(parts, ("language",)) or _language(feed),
        tags=tuple(dict.fromkeys(_tags(parts))),
        images=tuple(dict.fromkeys(_images(entry))),
        paragraphs=tuple(body),
        pubstatus=status(told),
        embargo=embargo(told),
        warnings=(*refused, *(("body_is_summary",) if body and body == summary else ())),
    )
    draft = replace(draft_of_item(item, page, site), canonical_link=link)
    return draft.with_found({"metadata_id": "feed"}, metadata_id=news_id[0]) if news_id else draft


def _ids(parts: Parts) -> list[str]:
    return [text for name in ("guid", "id", "identifier") for one in parts.get(name, []) if (text := words(one))]


def _words(parts: Parts, wanted: Names) -> str | None:
    return next((text for name in wanted for one in parts.get(name, []) if (text := words(one))), None)


def _line(parts: Parts, wanted: Names) -> str | None:
    """Titles may be HTML that was escaped."""
    return line_of(_words(parts, wanted))


def _paragraphs(parts: Parts, wanted: Names) -> list[str]:
    """Of the first of these that has any: HTML that was escaped, XHTML, or text. Pictures are `content` as well."""
    tried = (one for name in wanted for one in parts.get(name, [])[:_MOST_PARTS] if not one.get("url"))
    return next((lines for one in tried if (lines := _lines(one))), [])


def _lines(one: Element) -> list[str]:
    if len(one):
        return lines_of(one)
    text = (one.text or "").strip()
    return lines_of_html(text) if one.get("type") == "html" and text else lines_of_text(text)


def _link(parts: Parts) -> str | None:
    """RSS has it as words, Atom as an attribute of the one that is the page itself."""
    links = [(one.get("rel", "alternate"), one.get("href") or words(one) or "") for one in parts.get("link", [])]
    permanent = [words(one) or "" for one in parts.get("guid", []) if one.get("isPermaLink", "true") == "true"]
    addresses = [*(url for rel, url in links if rel == "alternate"), *permanent]
    return next((url for url in addresses if url.startswith(("http://", "https://"))), None)


def _authors(parts: Parts) -> list[str]:
    named = [
        one if not len(one) else next((child for child in one if squashed(child.tag) == "name"), None)
        for name in ("creator", "author")
        for one in parts.get(name, [])[:_MOST_PARTS]
    ]
    return [name for one in named for name in people_in(words(one) or "")]


def _tags(parts: Parts) -> list[str]:
    categories = parts.get("category", []) + parts.get("keywords", [])
    given = (words(one) or one.get("label") or one.get("term") for one in categories[: _MOST_PARTS * 2])
    return [tag for tag in given if tag]


def _images(entry: Element) -> list[Image]:
    """Media RSS and enclosures that are pictures, with their captions."""
    media = (one for one in islice(entry.iter(), _MOST_PARTS * 20) if one.tag in ("content", "enclosure", "thumbnail"))
    return [Image(url=url, caption=_caption(one)) for one in media if (url := one.get("url")) and _is_picture(one)]


def _is_picture(one: Element) -> bool:
    kind = one.get("type") or one.get("medium") or ("image" if one.tag == "thumbnail" else "")
    return kind.startswith("image") and (one.get("url") or "").startswith(("http://", "https://"))


def _caption(one: Element) -> str | None:
    described = (child for name in ("description", "title") for child in one if child.tag == name)
    return next((text for child in described if (text := line_of(words(child)))), None)


def _language(feed: Element | None) -> str | None:
    if feed is None:
        return None
    return feed.get(XML_LANG) or next((text for one in islice(feed.iter("language"), 1) if (text := words(one))), None)
