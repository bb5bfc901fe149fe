"""Values of JSON made plain: a line, several, or the paragraphs of a text, whatever a content system wraps around
them.

WordPress writes `{"rendered": html}`, Arc `{"basic": words}`; Arc, Prismic, Contentful, Draft.js, Editor.js,
ProseMirror and Sanity write a text as blocks.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from copydesk.service.core.lines.wrapped import paragraphs_of_lines
from copydesk.service.core.markup.fragment import lines_of_html
from copydesk.service.core.markup.markdown import fragment_of_markdown, is_marked

MOST_PARTS = 200
_MOST_BLOCKS = 6_000
_MOST_BREAKS = 20_000
_MOST_STORY = 500_000
_MOST_CHARS = 20_000
"""No field but the story itself is read further."""

_WORDS = (
    "rendered",
    "processed",
    "value",
    "basic",
    "main",
    "original",
    "default",
    "$oid",
    "$date",
    "#text",
    "$t",
    "__text",
    "_",
)
_NAMES = ("name", "label", "title", "term", "webTitle", "displayName", "display_name", "fullName", "text", "@id")
_RELATION = frozenset({"data", "links", "meta"})
_LOCALE = re.compile(r"(?!id\Z)[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,10}(?:\s[^<>]{0,2000})?/?>")
_REFERENCE = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|[A-Za-z]{2,8});")

# Of blocks: what holds words, what holds blocks, what stands within a line, and what is no text of the story.
_TEXTS = ("text", "value", "content", "html", "code", "caption_html")
_INSIDE = (
    "content",
    "blocks",
    "children",
    "items",
    "content_elements",
    "body",
    "data",
    "root",
    "document",
    "paragraphs",
    "bodyModel",
)
_INLINE = frozenset(
    "text span link a hyperlink strong em bold italic mark entry-hyperlink asset-hyperlink linebreak".split()
)
_OTHER = frozenset(
    "image figure video gallery embed oembed oembed_response reference custom_embed interstitial_link "
    "link_list picture audio ad advert advertisement divider raw_html social iframe table_of_contents related "
    "related_content newsletter embedded-asset-block embedded-entry-block atomic delimiter linktool attaches "
    "slideshow promo photo media".split()
)


def line_of(value: object) -> str | None:
    """The words of a value on one line, without tags; of a list its first, of an object its words or name."""
    text = _text(value)
    if text is None:
        return None
    if _HTML.search(text) or _REFERENCE.search(text):
        return " ".join(lines_of_html(text[:_MOST_CHARS])) or None
    return text


def lines_each(value: object) -> list[str]:
    """The words of each member of a list, or of the one value; of a text its parts between commas or semicolons."""
    if isinstance(value, str):
        return [part.strip() for part in re.split(r"[,;|]", value[:_MOST_CHARS]) if part.strip()]
    values = _members(value)
    named = (line_of(_named(one)) for one in values if not isinstance(one, int))
    return [line for line in named if line]


def names_each(value: object) -> list[str]:
    """The name of each member of a list; a text is one name."""
    return [line for one in _members(value) if (line := line_of(_named(one)))]


def paragraphs_of_value(value: object, kind: str = "") -> list[str]:
    """The paragraphs of a body as text, HTML or blocks; of an object or list without any none."""
    if isinstance(value, str):
        return lines_of_text(value, kind)
    if isinstance(value, dict) and (
        words := next((value[name] for name in _WORDS if _is_words(value.get(name))), None)
    ):
        return lines_of_text(words, kind)
    if not isinstance(value, dict | list):
        return []
    return [line for block in islice(_blocks(value), _MOST_BLOCKS) for line in lines_of_text(block, kind)]


def lines_of_text(text: str, kind: str = "") -> list[str]:
    """Paragraphs of HTML, of Markdown, or of text: parted by blank lines, or where there are none each line."""
    if "html" in kind or is_html(text):
        return lines_of_html(text)
    if _REFERENCE.search(text):
        text = html.unescape(text[:_MOST_STORY])
    if "markdown" in kind or is_marked(text):
        return lines_of_html(fragment_of_markdown(text))
    lines = text.split("\n", _MOST_BREAKS)
    return (
        paragraphs_of_lines(lines)
        if "" in map(str.strip, lines)
        else [line for part in lines if (line := part.strip())]
    )


def is_html(text: str) -> bool:
    """Whether a text has tags that HTML knows the form of."""
    return _HTML.search(text, 0, _MOST_CHARS) is not None


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _text(value: object) -> str | None:
    for _ in range(5):
        if isinstance(value, list):
            value = next((one for one in value[:MOST_PARTS] if one not in (None, "", [], {})), None)
        elif isinstance(value, dict):
            value = _inner(value)
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a count of seconds, `1741082400.0`
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _inner(value: dict[str, object]) -> object:
    found = next((value[name] for name in (*_WORDS, *_NAMES) if value.get(name)), None)
    if found is None and len(value) == 1 and all(map(_LOCALE.fullmatch, value)):
        return next(iter(value.values()))
    return found


def _related(value: object) -> object:
    """What a relation of JSON:API, Strapi or GraphQL points to: `{"data": {"id": 4, "attributes": {...}}}`."""
    if isinstance(value, dict) and "data" in value and value.keys() <= _RELATION:
        value = value["data"]
    if isinstance(value, dict) and isinstance(value.get("edges"), list):
        value = value["edges"]  # GraphQL's pages of a list
    if isinstance(value, dict) and isinstance(value.get("node"), dict):
        value = value["node"]
    return value.get("attributes", value) if isinstance(value, dict) and "name" not in value else value


def _members(value: object) -> list[object]:
    value = _related(value)
    return value[:MOST_PARTS] if isinstance(value, list) else [value]


def _named(value: object) -> object:
    """Of an object its name, whatever else it has."""
    value = _related(value)
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("name"), str) and isinstance(value.get("value"), str):
        return value["value"]  # of a keyword `name` is its kind, `subject`
    people = (value.get("firstName") or value.get("firstname"), value.get("lastName") or value.get("lastname"))
    if all(isinstance(name, str) for name in people):
        return " ".join(map(str, people))
    return next((value[name] for name in _NAMES if value.get(name)), value)


def _blocks(value: object) -> Iterator[str]:
    """The words of each block. A stack, not recursion: how deep they nest is the document's choice."""
    waiting: list[object] = [value]
    inline: list[str] = []
    for _ in range(4 * _MOST_BLOCKS):
        if not waiting:
            break
        part = waiting.pop()
        if part is _EDGE:
            if line := "".join(inline).strip():
                yield line
            inline = []
        elif isinstance(part, str):
            inline.append(part)
        elif isinstance(part, list):
            waiting.extend(piece for one in reversed(part[:_MOST_BLOCKS]) for piece in _pieces(one))
        elif isinstance(part, dict):
            waiting.extend(_inside(part))
    if line := "".join(inline).strip():
        yield line


_EDGE = object()


def _pieces(one: object) -> tuple[object, ...]:
    """A member of a list, last piece first: a text or a block stands on lines of its own, what is inline does not."""
    if isinstance(one, dict) and _kind(one) in _INLINE and "nodeType" not in one and not _holds_blocks(one):
        return (one,)
    if isinstance(one, dict) and one.get("nodeType") in _INLINE:
        return (one,)
    return (_EDGE, one, _EDGE)


def _kind(block: dict[str, object]) -> str:
    kind = block.get("type") or block.get("_type") or block.get("nodeType") or block.get("blockType")
    return kind.lower() if isinstance(kind, str) else ""


def _holds_blocks(block: dict[str, object]) -> bool:
    """Arc calls a paragraph `text`, with its HTML as `content`; a part of a line has them as `text`."""
    return isinstance(block.get("content"), str)


def _inside(block: dict[str, object]) -> list[object]:
    """What a block holds: its words, else its members."""
    if _kind(block) in _OTHER:
        return []
    words = next((block[name] for name in _TEXTS if _is_words(block.get(name))), None)
    if words is not None:
        return [words]
    return [block[name] for name in reversed(_INSIDE) if isinstance(block.get(name), dict | list)]
