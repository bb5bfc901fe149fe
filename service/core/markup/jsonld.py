"""JSON-LD of news pages: the one object that describes the story, and its values made plain.
https://schema.org/NewsArticle
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import islice

import orjson

from copydesk.schemas.parsed import Author, Image
from copydesk.service.core.markup.loose_json import HALF, MOST_CHARS, mended, without_halves

Node = dict[str, object]

_STORY_TYPES = frozenset(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle ReviewNewsArticle "
    "AskPublicNewsArticle LiveBlogPosting BlogPosting Report SatiricalArticle Review".split()
)
_LIKE_STORIES = frozenset(
    "ScholarlyArticle TechArticle MedicalScholarlyArticle HowTo Recipe VideoObject ImageGallery MediaGallery "
    "PodcastEpisode DiscussionForumPosting SocialMediaPosting".split()
)
_ADDRESSES = ("url", "@id", "mainEntityOfPage")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_TELLING = ("headline", "datePublished", "author", "articleBody", "keywords", "dateModified", "image")
_LEADS_ON = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "subjectOf", "isPartOf", "about")
_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("story", _STORY_TYPES),
    ("page", frozenset({"WebPage", "ItemPage", "AboutPage", "CollectionPage"})),
    ("text", frozenset("ScholarlyArticle TechArticle MedicalScholarlyArticle Blog HowTo Recipe Guide".split())),
    ("film", frozenset({"VideoObject", "ImageObject", "AudioObject"})),
    ("remark", frozenset({"Comment", "Answer", "Question", "DiscussionForumPosting"})),
    ("person", frozenset({"Person"})),
    ("site", frozenset({"WebSite", "Organization", "NewsMediaOrganization", "LocalBusiness"})),
)
_MOST_NODES = 500
_MOST_NAMES, _LONGEST_NAME = 100, 1_000
# Of lists and objects: the most telling pages have some hundreds, and the time to read them goes by their number.
_MOST_BRACKETS = 20_000
_MOST_CHARS = 2_000_000
_OTHERS = ("publisher", "isPartOf", "provider", "sourceOrganization", "copyrightHolder", "author")
_OF_OTHERS = re.compile(
    r"issn|isbn|gtin|orcid|publisher|organi[sz]ation|brand|author|section|categor|channel|analytics|track|account|client|tenant|page.?type",
    re.I,
)
_WRAPPING = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*\Z")


@dataclass(frozen=True, slots=True)
class Called:
    """Where a page stands and what it is called, to tell its own objects from those of other stories."""

    addresses: frozenset[str] = frozenset()
    """As `bare_address` gives them."""
    titles: tuple[frozenset[str], ...] = ()
    """The words of each."""


def values_of(scripts: Iterable[str]) -> list[object]:
    """What each script says; None for one that is beyond help."""
    values, left = list[object](), MOST_CHARS
    for script in scripts:
        value = _parsed(script)
        if value is None and 0 < len(script) <= left:
            value, left = mended(script), left - len(script)
        values.append(value)
    return values


def story_in(values: Iterable[object], page: Called = Called()) -> Node:  # a value that never changes
    """The object of an article type that is this page's, and of those the one that tells most; empty if there is none.
    Where none is of an article type, one of a film, a gallery or a paper that bears the page's address or title.
    """
    nodes = [found for value in values for found in _nodes(value)]
    stories = [(node, inner) for node, inner in nodes if types_of(node) & _STORY_TYPES]
    stories = stories or [
        (node, inner) for node, inner in nodes if types_of(node) & _LIKE_STORIES and _standing(node, page) > 0
    ]
    return max(stories, key=lambda one: (not one[1], _standing(one[0], page), _told(one[0])), default=({}, False))[0]


def _told(node: Node) -> int:
    return sum(bool(node.get(name)) for name in _TELLING)


def _standing(node: Node, page: Called) -> int:
    """How sure it is that an object is of this page: 2 by its address, 1 by its title, 0 unknown, -1 of another."""
    addresses = {bare_address(text) for name in _ADDRESSES if (text := _address_of(node.get(name)))}
    if addresses & page.addresses:
        return 2
    headline = words_in(text_of(node.get("headline") or node.get("name")) or "")
    if any(len(headline & title) * 2 >= min(len(headline), len(title)) for title in page.titles if title and headline):
        return 1
    return -1 if headline and page.titles else 0


def _address_of(value: object) -> str | None:
    return text_of({name: value.get(name) for name in ("@id", "url")} if isinstance(value, dict) else value)


def bare_address(url: str) -> str:
    """What two spellings of an address share: `https://www.example.org/a/#article` is `example.org/a`."""
    text = re.split(r"[?#]", url.strip()[:2000], maxsplit=1)[0].lower()
    return text.partition("://")[2].removeprefix("www.").rstrip("/") if "://" in text else ""


def words_in(text: str) -> frozenset[str]:
    """The words of a title, in lower case; pairs of characters where nothing parts words."""
    low = text[:300].lower()
    dense = _DENSE.findall(low)
    pairs = {run[at : at + 2] for run in dense for at in range(len(run) - 1)}
    return frozenset(pairs or re.findall(r"\w{2,}", low))


def _parsed(script: str) -> object:
    """JSON as pages have it, wrapped in comments. None if it is beyond help."""
    if len(script) > _MOST_CHARS:
        return None
    return json_of(script if _is_bare(script) else _WRAPPING.sub("", script))


def _is_bare(script: str) -> bool:
    """As nearly all are; the search for a wrapping takes longer than to read what is in it."""
    return script.lstrip().startswith(("{", "[")) and script.rstrip().endswith(("}", "]"))


def json_of(text: str) -> object:
    """What JSON says, with line breaks inside strings or with half of a character at a string's end, too; None if it is
    beyond help or huge.
    """
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        return None
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        pass
    try:
        return _leniently(text)
    except (ValueError, RecursionError):
        return None


def _leniently(text: str) -> object:
    value: object = json.loads(text, strict=False)
    return without_halves(value) if HALF.search(text) else value


def _nodes(value: object) -> Iterator[tuple[Node, bool]]:
    """All objects that may be the story, outermost first, and whether a story holds it. A queue, not recursion: how deep
    a page nests them is the page's choice.
    """
    queue: list[tuple[object, bool]] = [(value, False)]
    for found, inner in queue:
        if isinstance(found, list):
            queue.extend((one, inner) for one in found[:_MOST_NODES])
        elif isinstance(found, dict):
            yield found, inner
            within = inner or bool(types_of(found) & _STORY_TYPES)
            queue.extend((found[name], within) for name in _LEADS_ON if isinstance(found.get(name), dict | list))
        if len(queue) > _MOST_NODES:
            return


def all_nodes(values: Iterable[object]) -> Iterator[tuple[Node, str]]:
    """Every object, outermost first, with the name under which another holds it, empty for an outermost. Bounded."""
    queue: list[tuple[object, str]] = [(value, "") for value in values]
    for found, via in queue:
        if isinstance(found, list):
            queue.extend((one, via) for one in found[:_MOST_NODES])
        elif isinstance(found, dict):
            yield found, via
            queue.extend(
                (value, "" if name == "@graph" else name)
                for name, value in islice(found.items(), _MOST_NAMES)
                if isinstance(value, dict | list)
            )
        if len(queue) > _MOST_NODES:
            return


def kind_of(node: Node) -> str:
    """What an object describes: the story, its page, a picture or film, a person, a site, or something else."""
    types = types_of(node)
    return next((kind for kind, names in _KINDS if not types.isdisjoint(names)), "other")


def is_news(node: Node) -> bool:
    """Whether an object calls itself news: newsrooms do."""
    return any(name.endswith("NewsArticle") for name in types_of(node))


def types_of(node: Node) -> set[str]:
    """The names of schema.org that an object goes by."""
    declared = node.get("@type")
    names = declared if isinstance(declared, list) else [declared]
    return {name.rpartition("/")[2] for name in names[:10] if isinstance(name, str)}


def text_of(value: object) -> str | None:
    """A string or number as text; of a list its first, of an object its name or value."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = next((value[name] for name in ("name", "@value", "value", "@id", "url") if value.get(name)), None)
    if isinstance(value, str):
        return value.strip() or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def texts_of(value: object) -> list[str]:
    """All strings of a list, or the one."""
    values = value[:200] if isinstance(value, list) else [value]
    return [text for one in values if (text := text_of(one))]


def identifiers_of(story: Node) -> list[str]:
    """What the story gives as its identifiers, but for those of something else: an ISSN, a name of its publisher."""
    given = story.get("identifier")
    values = given[:20] if isinstance(given, list) else [given]
    others = {text for name in _OTHERS for text in _names_of(story.get(name))}
    texts = [_identifier(one) for one in values if not _OF_OTHERS.search(_kind_of(one))]
    return [text for text in texts if text and text not in others]


def _names_of(other: object) -> Iterator[str]:
    """What the publisher, or the paper that the story is part of, is called."""
    if isinstance(other, dict):
        yield from filter(None, (text_of(other.get(name)) for name in ("name", "identifier", "issn", "@id", "url")))


def _kind_of(value: object) -> str:
    """What a PropertyValue calls itself."""
    names = (text_of(value.get(name)) for name in ("propertyID", "name")) if isinstance(value, dict) else ()
    return " ".join(name for name in names if name)[:200]


def _identifier(value: object) -> str | None:
    """Of a PropertyValue its value: its name is the property's."""
    if isinstance(value, dict):
        return next((text for name in ("value", "@value", "@id") if (text := text_of(value.get(name)))), None)
    return text_of(value)


def authors_of(value: object) -> tuple[Author, ...]:
    """Persons and organisations, with their pages."""
    values = value[:50] if isinstance(value, list) else [value]
    return tuple(
        Author(name=name, url=_url_of(one)) for value in values for one in _each(value) if (name := _name_of(one))
    )


def _each(value: object) -> list[object]:
    """One object for each name that an object lists."""
    names = value.get("name") if isinstance(value, dict) else None
    return [{"name": name} for name in names[:50]] if isinstance(names, list) else [value]


def followed(value: object, by_id: Mapping[str, Node]) -> object:
    """A value, with the objects that it names by their ID only."""
    if isinstance(value, list):
        return [_followed(one, by_id) for one in value[:_MOST_NAMES]]
    return _followed(value, by_id)


def _followed(value: object, by_id: Mapping[str, Node]) -> object:
    name = value.get("@id") if isinstance(value, dict) and not value.get("name") else value
    return by_id.get(name, value) if isinstance(name, str) else value


def by_ids(nodes: Iterable[tuple[Node, str]]) -> dict[str, Node]:
    """The objects that have an ID and say more than it; of two with one ID the one that has a name."""
    telling = [node for node, _ in nodes if len(node) > 1 + ("@type" in node) and isinstance(node.get("@id"), str)]
    return {str(node["@id"]): node for node in sorted(telling, key=lambda node: bool(node.get("name")))}


def _name_of(value: object) -> str | None:
    text = text_of(value.get("name")) if isinstance(value, dict) else text_of(value)
    name = unescape(text) if text and "&" in text else text
    return None if name is None or name.startswith(("http://", "https://", "/", "#")) else name[:_LONGEST_NAME]


def _url_of(value: object) -> str | None:
    url = text_of(value.get("url")) if isinstance(value, dict) else None
    return url if url and url.startswith(("http://", "https://")) else None


def images_of(value: object) -> tuple[Image, ...]:
    """ImageObjects or plain addresses."""
    values = value[:50] if isinstance(value, list) else [value]
    return tuple(Image(url=url, caption=_caption_of(one)) for one in values if (url := _image_url(one)))


def _image_url(value: object) -> str | None:
    if isinstance(value, dict):
        return text_of(value.get("url")) or text_of(value.get("contentUrl"))
    return value if isinstance(value, str) else None


def _caption_of(value: object) -> str | None:
    """What an ImageObject says of itself, and whose it is: `The old quay (Photo: Ada Lovelace)` as they stand there."""
    told = [text_of(value.get(name)) for name in ("caption", "creditText")] if isinstance(value, dict) else []
    caption, credit = (*told, None, None)[:2]
    if caption and credit and credit not in caption:
        return f"{caption} ({credit})"
    return caption or credit
