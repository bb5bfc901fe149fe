"""What a web page's tags are: the words that JSON-LD or metas list, without those that only machines read; else the links
that the page itself calls tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from turbohtml import Document, Element

from copydesk.service.core.markup.html_tree import around
from copydesk.service.core.page.html.source import MOST_CHARS, without_tags
from copydesk.service.core.text.spelling import one_line

MOST_TAGS, LONGEST_TAG, MOST_PRINTED = 200, 80, 30
_SEPARATORS = re.compile(r"[,،;、，|\n]")
_COUNT = re.compile(r"\s\(\d{1,6}[^()]{0,20}\)\Z")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# A number for all the world, `editors_pick`, `_commerce`, a host, `Section: Sport`.
_OF_MACHINES = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}|_.*|[a-z0-9]+(?:_[a-z0-9]+)+|(?:[\w-]+\.){1,3}(?:com|org|net|info)"
    r"|(?:\w+ ){0,2}(?:section|category|entity tokens|page ?type|content ?type|source|author)\s?:.*",
    re.I,
)
_LINKS = 'a[rel~=tag], [class*=tag] a[href*="/tag"], [class*=topic] a[href*="/topic"], [class*=tag] a[href*="/topic"]'
_MOST_LINKS, _LEVELS = 60, 3
_LISTS = frozenset({"ul", "ol", "p", "div", "section", "footer", "aside", "nav", "dl", "span"})


def listed_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """The tags of a list as it is, as a tag may hold a comma there; one string is split."""
    listed = list(islice(texts, MOST_TAGS))
    parts = _split(listed[0][:MOST_CHARS]) if len(listed) == 1 else listed
    tags = (one_line(without_tags(part, LONGEST_TAG * 4) or "") for part in parts)
    return tuple(dict.fromkeys(tag for tag in tags if tag and not _OF_MACHINES.fullmatch(tag)))


def _split(text: str) -> list[str]:
    """At commas; at spaces where words are not parted by them and there is no comma."""
    parts = _SEPARATORS.split(text)
    return text.split() if len(parts) == 1 and _HAN.match(text) else parts


def printed_tags(tree: Document) -> tuple[str, ...]:
    """The first group of links that the page calls tags; none where there are so many that they are a menu."""
    group: Element | None = None
    tags: dict[str, None] = {}
    for link in islice(tree.select(_LINKS), _MOST_LINKS):
        own = None if "category" in (link.attr("rel") or "") else _list_of(link)
        if own is None or (group is not None and own is not group):
            continue
        group = own
        text = _COUNT.sub("", one_line(link.text[: LONGEST_TAG * 4])).strip("#, ")
        if 0 < len(text) <= LONGEST_TAG:
            tags[text] = None
    return tuple(tags) if len(tags) <= MOST_PRINTED else ()


def _list_of(link: Element) -> Element | None:
    """The element that holds a link and those beside it; None for a link in the page's frame."""
    found: Element | None = None
    for one in islice(around(link), 40):
        if one.tag in ("nav", "header"):
            return None
        if found is None and one.tag in _LISTS and len(list(islice(one.find_all("a", limit=2), 2))) > 1:
            found = one
    return found
