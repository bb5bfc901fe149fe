"""Where in a JSON document its story is: at the top, or within the wrappers that an API puts around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from copydesk.service.core.wires.named_fields import (
    ABSTRACTS,
    AUTHORS,
    BODIES,
    HEADLINES,
    IDS,
    LINKS,
    OF_NEWS,
    PLAIN_NAMES,
    PUBLISHED,
    by_name,
    given,
)
from copydesk.service.core.wires.plain_values import line_of

Fields = Mapping[str, object]

_MOST_DEPTH = 5
_MOST_NODES = 400
_MOST_MEMBERS = 300
_SHORTEST_BODY = 30
_SHORTEST_ALONE = 300
"""A text without a headline is a story from here on: shorter ones are remarks and messages."""
_SHORTEST_FLASH = 80
"""And from here on where it has the place for a headline, which is empty."""

# An object's own parts that systems keep apart: Contentful and Guardian, JSON:API and Strapi, Elasticsearch, AP, Arc.
_PARTS = ("fields", "attributes", "_source", "altids", "sys", "taxonomy")
_FIRST = ("article", "story", "item", "post", "news", "newsitem", "document", "entry", "data", "content", "result")
# Other stories, and what is about a story but not it.
_OTHERS = frozenset(
    "related relatedcontent relatedarticles relatedstories recommended recommendations mostread latest "
    "trending previous next associations authors author creator source publisher provider media images image "
    "renditions comments ads navigation links tags categories keywords entities concepts topics owner user "
    "users pagination credits promoitems taxonomy websites revisions versions translations contentelements "
    "blocks paragraphs thread embedded infosources people places organisations subjects subject place person "
    "organisation events products contacts settings config".split()
)


_NAMED_SO = frozenset({"articlebody", "attributedto"})
"""What schema.org and ActivityStreams call parts of a text that has a `name`. A day alone has a book as well, which says
that it is one.
"""
_TOLD = (*ABSTRACTS, *AUTHORS, "headline", "headlines", "seendate")


@dataclass(frozen=True, slots=True)
class Several:
    """A list of stories, or an object of them."""

    count: int
    named: bool = False
    """Whether each stands under a name of its own, where nothing splits them."""


def story_of_json(value: object) -> Fields | Several | None:
    """The fields of the story by their squashed names; Several where there are more than one; None where there is
    none.
    """
    weak: Fields | Several | None = None
    level: list[tuple[str, object]] = [("", value)]
    for _ in range(_MOST_DEPTH):
        found = _in_level(level)
        if found and found[1] > 1:
            return found[0]
        weak = weak if weak is not None or found is None else found[0]
        level = list(islice(_below(level), _MOST_NODES))
    return weak


def fields_of(node: Mapping[str, object]) -> Fields:
    """An object's fields, and those that it keeps apart in one of its own."""
    parts = (*_PARTS, "data") if "first_publication_date" in node else _PARTS  # Prismic's
    apart = [part for name in parts if isinstance(part := node.get(name), dict)]
    embedded = node.get("_embedded")  # WordPress numbers its authors, and embeds them where it is asked to
    named = [("authors", embedded["author"])] if isinstance(embedded, dict) and embedded.get("author") else []
    return by_name((*named, *(field for part in (node, *apart) for field in islice(part.items(), _MOST_MEMBERS))))


def has_body(fields: Fields) -> bool:
    """Whether something that a body is called by holds more than a few words."""
    return any(_length(value) >= _SHORTEST_BODY for _, value in given(fields, BODIES))


def _in_level(level: list[tuple[str, object]]) -> tuple[Fields | Several, int] | None:
    """The story among objects that stand side by side, and how sure it is: 2 of one with headline and text."""
    alone = sorted(
        (
            (fields, sure, name)
            for name, one in level
            if isinstance(one, dict) and (fields := fields_of(one)) and (sure := _sure(fields))
        ),
        key=lambda found: (-found[1], _FIRST.index(found[2]) if found[2] in _FIRST else len(_FIRST)),
    )
    if alone and alone[0][1] > 1:
        count = 1 if alone[0][2] in _FIRST else _count(fields for fields, sure, _ in alone if sure > 1)
        return (Several(count, named=True) if count > 1 else alone[0][0]), 2
    for _, one in level:
        if isinstance(one, list):
            stories = [
                (fields, sure)
                for member in one[:_MOST_MEMBERS]
                if isinstance(member, dict) and (fields := fields_of(member)) and (sure := _sure(fields))
            ]
            if len(stories) > 1:
                return Several(len(stories)), 2
            if stories and len(one) == 1:
                return stories[0][0], 2
    return (alone[0][0], 1) if alone else None


def _count(stories: Iterator[Fields]) -> int:
    """How many stories stand under names of their own, `lead` and `second`: forms of one have its headline."""
    return len({_headline(fields) for fields in stories})


def _below(level: list[tuple[str, object]]) -> Iterator[tuple[str, object]]:
    for _, one in level:
        if isinstance(one, dict):
            for name, inner in islice(by_name(islice(one.items(), _MOST_MEMBERS)).items(), _MOST_MEMBERS):
                if isinstance(inner, dict | list) and name not in _OTHERS:
                    yield name, inner
        elif isinstance(one, list):
            yield from (("", member) for member in one[:_MOST_MEMBERS] if isinstance(member, dict | list))


def _sure(fields: Fields) -> int:
    """2 for headline and text, or a text that is long; 1 for the head of a story; 0 for anything else."""
    headline = _headline(fields)
    if headline and has_body(fields):
        return 2
    shortest = _SHORTEST_FLASH if "headline" in fields else _SHORTEST_ALONE
    if any(_length(value) >= shortest for _, value in given(fields, BODIES)) and given(fields, PUBLISHED):
        return 2
    is_news = not OF_NEWS.isdisjoint(fields) and bool(given(fields, PUBLISHED))
    return int(bool(headline and is_news and (given(fields, LINKS) or given(fields, IDS)) and given(fields, _TOLD)))


def _headline(fields: Fields) -> str | None:
    return next((line for _, value in given(fields, _headlines(fields)) if (line := line_of(value))), None)


def _headlines(fields: Fields) -> tuple[str, ...]:
    named_so = not _NAMED_SO.isdisjoint(fields) or ("datepublished" in fields and "type" not in fields)
    return (*HEADLINES, *PLAIN_NAMES) if named_so else HEADLINES


def _length(value: object) -> int:
    """Of a text its characters; a list of blocks is long, an object is as long as the text in it."""
    if isinstance(value, dict):
        inner = (
            value.get(name)
            for name in (
                "rendered",
                "processed",
                "value",
                "blocks",
                "content",
                "children",
                "main",
                "bodyModel",
                "paragraphs",
            )
        )
        value = next((one for one in inner if one), None)
        value = value.get("paragraphs") if isinstance(value, dict) else value
    if isinstance(value, list):
        return _SHORTEST_ALONE if any(_is_block(one) for one in value[:20]) else 0
    return len(value.strip()) if isinstance(value, str) else 0


def _is_block(one: object) -> bool:
    """A paragraph: a string, or an object that says what kind of block it is, and is no story itself."""
    if isinstance(one, dict):
        return bool(one.get("type") or one.get("_type") or one.get("nodeType") or one.get("value")) and not (
            "title" in one or "headline" in one
        )
    return isinstance(one, str) and len(one) >= _SHORTEST_BODY
