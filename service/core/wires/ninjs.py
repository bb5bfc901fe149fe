"""ninjs, the IPTC's news in JSON, generations 1 to 3, and the dialects that name the story `guid`.
https://www.iptc.org/std/ninjs/userguide/

Generation 1 puts the role of a text into its name, `body_richtext`; 2 and 3 list the texts, each with its role;
3 writes names in camelCase. `versioncreated` is this version's time, `firstcreated` the first version's,
`contentcreated` the content's own. `located` is where the content originates, whether or not the story prints it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from copydesk.schemas.parsed import Image, Link
from copydesk.service.core.markup.xml import read_xml
from copydesk.service.core.wires.named_fields import by_name
from copydesk.service.core.wires.newsitem import NewsItem
from copydesk.service.core.wires.nitf import story_of_nitf
from copydesk.service.core.wires.plain_values import line_of, names_each, paragraphs_of_value
from copydesk.service.core.wires.told_fields import item_of_fields, line, links, status, times

Fields = Mapping[str, object]

_CREATED = ("firstcreated", "contentcreated", "firstpublished", "versioncreated")
_SIGNS = frozenset(
    "headlines bodies bodyxhtml bodyhtml bodytext bodynitf bodymain bodyrichtext headlinemain descriptiontext".split()
)
_NO_TEXTS = frozenset("picture graphic audio video event planning".split())
# Roles of texts that stand for the whole, the surest first; what is not here is another text: a credit, an infobox.
_HEADLINES = (
    "main",
    "headline",
    "",
    "simple",
    "title",
    "text",
    "print",
    "web",
    "long",
    "medium",
    "short",
    "html",
    "xhtml",
)
_ABSTRACTS = (
    "summary", "abstract", "lead", "main", "text", "", "description", "ingress", "standfirst", "intro", "teaser",
    "short", "html", "xhtml", "richtext",
)  # fmt: skip
_BODIES = frozenset(
    "main xhtml html richtext nitf text html5 richhtml5 body plain plaintext content story full article".split()
) | {""}
_MARKED = ("html", "nitf")
_MOST_TEXTS = 50
_MOST_FORMS = 8
"""Of a body: each that is empty may be as much HTML as a page."""
_SHORTEST_SOURCE = 60


def names_ninjs(fields: Fields) -> bool:
    """Whether an object says which item it is and holds what only ninjs calls so."""
    if not isinstance(fields.get("uri") or fields.get("guid"), str):
        return False
    if not _SIGNS.isdisjoint(fields) or "versioncreated" in fields:
        return True
    return isinstance(fields.get("headline"), str) and "weburl" not in fields and "contentelements" not in fields


def refused_kind(fields: Fields) -> str | None:
    """The kind of a ninjs item that is no text: `picture`, or a `composite` whose texts are items of their own. One that
    is taken back may be empty.
    """
    kind = line(fields, ("type",))
    if kind in ("event", "planning") or (kind in _NO_TEXTS and ("versioncreated" in fields or _is_empty(fields))):
        return kind
    is_shell = kind == "composite" and _is_empty(fields) and _holds_text(fields.get("associations"))
    return kind if is_shell and status(fields) != "canceled" else None


def _is_empty(fields: Fields) -> bool:
    return next(_bodies(fields), None) is None


def _holds_text(associations: object) -> bool:
    """Whether another item stands there with a text of its own."""
    others = (by_name(one.items()) for one in _values(associations))
    return any(line(other, ("type",)) not in _NO_TEXTS and not _is_empty(other) for other in others)


def item_of_ninjs(fields: Fields) -> NewsItem:
    """What a ninjs item says."""
    forms = (_lines(value, kind) for value, kind in islice(_bodies(fields), _MOST_FORMS))
    headline = _by_role(fields, "headline", _HEADLINES) or line(fields, ("title",))
    associations = fields.get("associations")
    told = item_of_fields(fields, "ninjs")
    return replace(
        told,
        headline=headline,
        abstract=_by_role(fields, "description", _ABSTRACTS),
        # As in NewsML-G2, an embargo without an end.
        embargo=(*told.embargo, ("embargoed", "")) if fields.get("embargoed") == "" else told.embargo,
        authors=told.authors or tuple(_authors(fields)),
        provider=_provider(fields) or told.provider,
        dateline=_dateline(fields),
        created=times(fields, _CREATED),
        modified=times(fields, ("versioncreated",)),
        news_ids=tuple(_ids(fields)),
        images=tuple(_images(associations)),
        links=(*_earlier(fields), *(links(associations) if isinstance(associations, dict | list) else ())),
        paragraphs=tuple(
            _without_source(next((lines for lines in forms if lines), []), headline, told.copyright_holder)
        ),
    )


def _ids(fields: Fields) -> Iterator[str | None]:
    """An address with a query is one of a request, and AP's is where to ask for the item that `itemid` names: whoever
    names a story so has another name for it.
    """
    uri, item, guid = line(fields, ("uri",)), line(fields, ("itemid",)), line(fields, ("guid",))
    asked = uri is not None and ("?" in uri or (item is not None and uri.startswith(("http://", "https://"))))
    yield from (item, guid, uri) if asked else (uri, guid, item)


def _texts(fields: Fields, name: str) -> Iterator[tuple[str, str, object]]:
    """Role, media type and words of each text of that name, in every generation's way."""
    for part in _parts(fields.get("bodies" if name == "body" else f"{name}s")):
        told = by_name(part.items())
        yield (
            _role(line_of(told.get("role")) or line_of(told.get("name"))),
            line_of(told.get("contenttype")) or "",
            told.get("value"),
        )
    for key, value in islice(fields.items(), 4 * _MOST_TEXTS):
        if key.startswith(name) and isinstance(value, str):
            role = key[len(name) :]
            yield role, role, value


def _role(text: str | None) -> str:
    """`drol:summary`, or the address of that code, is `summary`."""
    return (text or "").lower().replace("#", "/").replace(":", "/").rpartition("/")[2]


def _by_role(fields: Fields, name: str, roles: tuple[str, ...]) -> str | None:
    texts = {role: text for role, _, value in reversed(list(_texts(fields, name))) if (text := line_of(value))}
    return next((texts[role] for role in roles if role in texts), None)


def _bodies(fields: Fields) -> Iterator[tuple[str, str]]:
    """Each form of the story with its kind, the ones with marked paragraphs first."""
    forms = [
        (value, f"{kind} {role}".lower())
        for role, kind, value in _texts(fields, "body")
        if role in _BODIES and isinstance(value, str)
    ]
    for value, kind in sorted(forms, key=_unmarked):
        if value.strip():
            yield value, kind


def _unmarked(form: tuple[str, str]) -> int:
    value, kind = form
    if "html" in kind or "richtext" in kind or "</p>" in value[:20_000]:
        return _MARKED.index("nitf") if "nitf" in kind else 0
    return _MARKED.index("nitf") if "nitf" in kind else len(_MARKED)


def _lines(value: str, kind: str) -> list[str]:
    if "nitf" in kind and (tree := read_xml(value)) is not None and (story := story_of_nitf(tree)):
        return list(story)
    return paragraphs_of_value(value, kind)


def _without_source(lines: list[str], headline: str | None, holder: str | None) -> list[str]:
    """The story without its headline, and without the short line below it that ends with the agency: `Försvar TT`."""
    lines = lines[1:] if lines and lines[0] == headline else lines
    source = len(lines) > 1 and holder is not None and len(lines[0]) <= _SHORTEST_SOURCE and lines[0].endswith(holder)
    return lines[1:] if source else lines


def _authors(fields: Fields) -> Iterator[str]:
    """People whom the item ties to its making."""
    for name in ("people", "person"):
        yield from (
            text
            for part in _parts(fields.get(name))
            if _role(line_of(part.get("rel"))) in ("author", "creator") and (text := line_of(part))
        )


def _provider(fields: Fields) -> str | None:
    """Of the sources the one that is called the provider; else the first."""
    sources = [part for name in ("infosources", "infosource") for part in _parts(fields.get(name))]
    chosen = next(
        (part for part in sources if "provider" in _role(line_of(part.get("role")))), next(iter(sources), None)
    )
    return line(fields, ("provider",)) or (line_of(chosen) if chosen else None)


def _dateline(fields: Fields) -> str | None:
    """No field of the standard, but of many dialects: a string, or an object with the words under `text`."""
    dateline = fields.get("dateline")
    return line_of(dateline.get("text")) if isinstance(dateline, dict) else line_of(dateline)


def _earlier(fields: Fields) -> Iterator[Link]:
    for name in names_each(fields.get("evolvedfrom")):
        yield Link(rel="evolvedFrom", id=name)


def _images(associations: object) -> Iterator[Image]:
    """Pictures that go with the story, each in the form of it that comes first."""
    for picture in islice(_values(associations), _MOST_TEXTS):
        if picture.get("type") in ("picture", "graphic"):
            addresses = (url for form in _values(picture.get("renditions")) if (url := line_of(form.get("href"))))
            if url := next(addresses, None):
                told = by_name(picture.items())
                yield Image(
                    url=url,
                    caption=_by_role(told, "description", ("caption", *_ABSTRACTS))
                    or _by_role(told, "headline", _HEADLINES),
                )


def _parts(value: object) -> list[dict[str, object]]:
    return [part for part in value[:_MOST_TEXTS] if isinstance(part, dict)] if isinstance(value, list) else []


def _values(value: object) -> list[dict[str, object]]:
    """Generation 1 names its parts in an object, those after it list them."""
    return _parts(list(islice(value.values(), _MOST_TEXTS))) if isinstance(value, dict) else _parts(value)
