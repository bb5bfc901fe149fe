"""NewsML: version G2 (`newsItem`, alone or in a `newsMessage`) and version 1 (`NewsML`), with the story inside as NITF,
XHTML or text.

https://iptc.org/std/NewsML-G2/guidelines/ : `versionCreated` is this version's time, `firstCreated` the item's,
`contentCreated` the
content's own; `located` is where the content was created, for machines, `dateline` the words for print.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import Element

from copydesk.schemas.parsed import Image
from copydesk.service.core.lines.wrapped import paragraphs_of_lines
from copydesk.service.core.markup.fragment import lines_of_html
from copydesk.service.core.markup.xml import (
    MOST_BREAKS,
    attribute_of,
    first,
    lines_of,
    read_xml,
    root_name,
    words,
    words_of,
)
from copydesk.service.core.records import Draft, Page, SiteProfile
from copydesk.service.core.wires.newsitem import NewsItem, draft_of_item, read_broken
from copydesk.service.core.wires.nitf import XML_LANG, item_of_nitf
from copydesk.service.core.wires.story_ids import NewsIdentifier, urn_of

ROOTS_G2 = ("newsmessage", "newsitem", "packageitem")
ROOTS = ("newsml", *ROOTS_G2)

_MOST_ITEMS = 500


def read_newsml(page: Page, site: SiteProfile) -> Draft | None:
    """The story of a NewsML document, the first where it holds several; None for any other text."""
    root = root_name(page.text)
    if root not in ROOTS:
        return None
    tree = read_xml(page.text)
    if tree is None:
        return read_broken(page, site)
    if root in ROOTS_G2:
        return draft_of_item(_of_several(tree, "newsItem", _is_text_of_g2, _item_of_g2), page, site)
    return draft_of_item(_of_several(tree, "NewsItem", _is_text_of_1, _item_of_1), page, site)


def _of_several(
    tree: Element, name: str, is_text: Callable[[Element], bool], item_of: Callable[[Element], NewsItem]
) -> NewsItem:
    """The first item that is a text; the pictures of a message are items too. More texts are named in a warning: a
    document is one story here.
    """
    items = list(islice(tree.iter(name), _MOST_ITEMS))
    texts = [item for item in items if is_text(item)]
    chosen = item_of(next(iter(texts or items), tree))
    return replace(chosen, warnings=(f"stories_left_out:{len(texts) - 1}",)) if len(texts) > 1 else chosen


def _is_text_of_g2(item: Element) -> bool:
    return (attribute_of(item, "itemClass", "qcode") or "").endswith(":text")


def _is_text_of_1(item: Element) -> bool:
    return any(len(content) or words(content) for content in item.iter("DataContent"))


def _item_of_g2(item: Element) -> NewsItem:
    provider = first(item, "provider")
    meta = first(item, "contentMeta")
    meta = item if meta is None else meta
    told = NewsItem(
        rule="newsml-g2",
        headline=_by_role(item, "headline", ("", "hld:main", "hld:headline")) or words_of(item, "headline", "title"),
        abstract=_by_role(item, "description", ("drol:summary", "drol:abstract", "")),
        byline=words_of(meta, "by"),
        authors=tuple(name for creator in meta.iter("creator") if (name := words_of(creator, "name"))),
        dateline=words_of(meta, "dateline"),
        located=_name(first(meta, "located")),
        credit=words_of(meta, "creditline"),
        provider=_name(provider)
        or (provider.get("literal") or provider.get("qcode", "").partition(":")[2] if provider is not None else None),
        created=tuple((name, words_of(item, name)) for name in ("firstCreated", "contentCreated", "versionCreated")),
        modified=tuple((name, words_of(item, name)) for name in ("versionCreated", "contentModified")),
        news_ids=(item.get("guid"),),
        language=attribute_of(meta, "language", "tag") or item.get(XML_LANG),
        tags=_tags_of_g2(meta, item.get(XML_LANG)),
        images=tuple(Image(url=url) for content in item.iter("remoteContent") if (url := _picture_of_g2(content))),
    )
    return _with_content(
        told,
        next(
            (part for name in ("inlineXML", "inlineData") for part in item.iter(name) if len(part) or words(part)), None
        ),
    )


def _by_role(item: Element, name: str, roles: tuple[str, ...]) -> str | None:
    texts = {element.get("role", ""): words(element) for element in reversed(list(item.iter(name)))}
    return next((text for role in roles if (text := texts.get(role))), None)


def _name(element: Element | None, language: str | None = None) -> str | None:
    """The name in the document's language, else the first one."""
    names = list(element.iter("name")) if element is not None else []
    own = (name for name in names if language and name.get(XML_LANG, "")[:2] == language[:2])
    return words(next(own, names[0] if names else None))


def _tags_of_g2(meta: Element, language: str | None) -> tuple[str, ...]:
    keywords = [words(element) for element in meta.iter("keyword")]
    subjects = [_name(element, language) for element in meta.iter("subject")]
    return tuple(dict.fromkeys(tag for tag in (*keywords, *subjects) if tag))


def _picture_of_g2(content: Element) -> str | None:
    return content.get("href") if content.get("contenttype", "").startswith("image/") else None


def _item_of_1(tree: Element) -> NewsItem:
    origin = next((place for place in tree.iter("Location") if place.get("HowPresent") == "Origin"), None)
    told = NewsItem(
        rule="newsml-1",
        headline=words_of(tree, "HeadLine"),
        abstract=words_of(tree, "Abstract"),
        byline=words_of(tree, "ByLine"),
        dateline=words_of(tree, "DateLine"),
        located=next(iter(_properties(origin, "City")), None) if origin is not None else None,
        credit=words_of(tree, "CreditLine"),
        provider=next(
            (name for provider in tree.iter("Provider") if (name := attribute_of(provider, "Party", "FormalName"))),
            words_of(tree, "ProviderId"),
        ),
        created=tuple((name, words_of(tree, name)) for name in ("FirstCreated", "DateId", "ThisRevisionCreated")),
        modified=(("ThisRevisionCreated", words_of(tree, "ThisRevisionCreated")),),
        news_ids=_ids_of_1(tree),
        language=attribute_of(tree, "Language", "FormalName")
        or attribute_of(tree, "NewsComponent", XML_LANG)
        or attribute_of(tree, "NewsItem", XML_LANG),
        tags=tuple(
            dict.fromkeys(
                [
                    *_properties(tree, "Keyword"),
                    *filter(None, map(words, (*tree.iter("KeywordLine"), *tree.iter("item_keyword")))),
                ]
            )
        ),
        images=tuple(Image(url=url) for content in tree.iter("ContentItem") if (url := _picture_of_1(content))),
    )
    return _with_content(told, next((part for part in tree.iter("DataContent") if len(part) or words(part)), None))


def _ids_of_1(tree: Element) -> tuple[str | None, ...]:
    """Where provider or date is missing, the parts by themselves, if they may name one story."""
    item, public = words_of(tree, "NewsItemId"), words_of(tree, "PublicIdentifier")
    named = NewsIdentifier(words_of(tree, "ProviderId"), words_of(tree, "DateId", "FirstCreated"), item, public)
    return (urn_of(named), words_of(tree, "guid"), public, item)


def _properties(tree: Element, name: str) -> list[str]:
    given = (element.get("Value", "").strip() for element in tree.iter("Property") if element.get("FormalName") == name)
    return [value for value in given if value]


def _picture_of_1(content: Element) -> str | None:
    kind = attribute_of(content, "MediaType", "FormalName") or ""
    return content.get("Href") if kind.lower() in {"photo", "image", "graphic"} else None


def _with_content(told: NewsItem, content: Element | None) -> NewsItem:
    """The story, and what a NITF inside says where the envelope is silent."""
    if content is None:
        return told
    if (nitf := first(content, "nitf")) is None:
        return replace(told, paragraphs=tuple(lines_of_content(content)))
    inner = item_of_nitf(nitf)
    names = ("headline", "abstract", "byline", "dateline", "located", "language", "tags", "images")
    lacking = {name: getattr(inner, name) for name in names if not getattr(told, name)}
    return replace(
        told,
        paragraphs=inner.paragraphs,
        created=told.created + inner.created,
        news_ids=told.news_ids + inner.news_ids,
        **lacking,
    )


def lines_of_content(content: Element) -> list[str]:
    """The paragraphs of an element's content: elements, HTML that was escaped, or plain text wrapped by hand."""
    text = (content.text or "").strip() if len(content) == 0 else ""
    if not text:
        body = first(content, "body.content", "body")
        return lines_of(content if body is None else body)
    return lines_of_html(text) if "</" in text else paragraphs_of_lines(text.split("\n", MOST_BREAKS))
