"""What the views have in common: fields that are given, paragraphs, and a value written as text, on one line or for a
person.
"""

from __future__ import annotations

import re
from copy import deepcopy
from xml.etree.ElementTree import Element, indent, tostring

import orjson

from copydesk.schemas.article import Article

Node = dict[str, object]

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_BREAKS = re.compile(r"[\r\n\t]+")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, however they are written."""


def given(node: Node) -> Node:
    """Without the fields that say nothing."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def paragraphs(article: Article) -> list[str]:
    """Of the story, each on one line."""
    return [line for part in article.body_text.split("\n") if (line := part.strip())]


def printed_dateline(article: Article) -> str | None:
    """Its words; of one that is nothing but the agency's name there are none."""
    dateline = article.dateline
    return dateline.text if dateline and dateline.text.casefold() != (dateline.agency or "").casefold() else None


def percent(share: float | None) -> int | None:
    """As both standards of the IPTC write a confidence."""
    return None if share is None else round(100 * share)


def element(name: str, *inside: Element | str | None, **attributes: str | None) -> Element:
    """An XML element around a text and elements; what is None is left out."""
    made = Element(name, {key: xml_line(value) for key, value in attributes.items() if value is not None})
    for part in inside:
        if isinstance(part, str):
            made.text = xml_line(part)
        elif part is not None:
            made.append(part)
    return made


def xml_line(text: str) -> str:
    """On one line, without what XML cannot hold."""
    return _NO_XML.sub("", _BREAKS.sub(" ", text))


def on_one_line(value: Node | Element) -> str:
    """A view as a line: JSON, or a whole XML document. JSON may stand in a `<script>` as it is."""
    if isinstance(value, Element):
        return _XML + tostring(value, encoding="unicode")
    return _for_pages(orjson.dumps(value).decode())


def for_a_person(value: Node | Element) -> str:
    """A view on as many lines as it has parts."""
    if isinstance(value, Element):
        value = deepcopy(value)
        indent(value)
        return f"{_XML}\n{tostring(value, encoding='unicode')}"
    return _for_pages(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())


def _for_pages(text: str) -> str:
    """`</script>` in a headline would end the element around the JSON, and `<!--` hide its end."""
    return text.replace("</", "<\\/").replace("<!--", "\\u003c!--")
