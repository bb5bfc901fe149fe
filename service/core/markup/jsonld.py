"""JSON-LD of news pages: the one object that describes the story, and its values made plain.
https://schema.org/NewsArticle
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

import orjson

from copydesk.schemas.parsed import Author, Image

Node = dict[str, object]

_STORY_TYPES = frozenset(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle ReviewNewsArticle "
    "AskPublicNewsArticle LiveBlogPosting BlogPosting Report SatiricalArticle Review".split()
)
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
_MOST_NAMES = 100
# Of lists and objects: the most telling pages have some hundreds, and the time to read them goes by their number.
_MOST_BRACKETS = 20_000
_MOST_CHARS = 2_000_000
_HALF = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")
_OTHERS = ("publisher", "isPartOf", "provider", "sourceOrganization", "copyrightHolder", "author")
_OF_OTHERS = re.compile(
    r"issn|isbn|gtin|orcid|publisher|organi[sz]ation|brand|author|section|categor|channel|analytics|track|account|client|tenant|page.?type",
    re.I,
)
_WRAPPING = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*\Z")


def story_of(scripts: Iterable[str]) -> Node:
    """The object of an article type that tells most; empty if there is none."""
    return story_in(values_of(scripts))


def values_of(scripts: Iterable[str]) -> list[object]:
    """What each script says; None for one that is beyond help."""
    return [_parsed(script) for script in scripts]


def story_in(values: Iterable[object]) -> Node:
    """The same as `story_of`, of what is read already."""
    stories = [node for value in values for node in _nodes(value) if types_of(node) & _STORY_TYPES]
    return max(stories, key=lambda node: sum(bool(node.get(name)) for name in _TELLING), default={})


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
    if not _HALF.search(text):
        return value
    # A title that was cut within an emoji; what is left of that is no text to anybody.
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "ignore"))


def _nodes(value: object) -> Iterator[Node]:
    """All objects that may be the story, outermost first. A queue, not recursion: how deep a page nests them is the
    page's choice.
    """
    queue: list[object] = [value]
    for found in queue:
        if isinstance(found, list):
            queue.extend(found[:_MOST_NODES])
        elif isinstance(found, dict):
            yield found
            queue.extend(found[name] for name in _LEADS_ON if isinstance(found.get(name), dict | list))
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
    return tuple(Author(name=name, url=_url_of(one)) for one in values if (name := _name_of(one)))


def _name_of(value: object) -> str | None:
    name = text_of(value.get("name")) if isinstance(value, dict) else text_of(value)
    return None if name is None or name.startswith(("http://", "https://", "/", "#")) else name


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
    return text_of(value.get("caption")) if isinstance(value, dict) else None
