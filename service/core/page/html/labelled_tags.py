"""The tags of a web page behind a label, `Topics: Harbour, Bridge`: the links, or the words between commas, that stand in the
label's own block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, dropwhile, islice

from turbohtml import Document, Element, Node, Text

from copydesk.service.core.lexicon import words_of
from copydesk.service.core.lines.labels import BULLETS, Label, read_label
from copydesk.service.core.lines.shape import weight_of
from copydesk.service.core.lines.tag_lists import MAX_LISTED_TAG, MOST_WORDS, split_tags
from copydesk.service.core.markup.html_tree import around
from copydesk.service.core.page.view import View, zones_of
from copydesk.service.core.text.spelling import fold, key, one_line

MOST_LABELLED, LONGEST_LABEL, LONGEST_VALUE = 20, 40, 300
"""More links below a label are a menu; what is said before and behind the label's colon."""
_MOST_NODES, _MOST_IN_BLOCK, _MOST_LABELS, _CLIMB, _MOST_AROUND = 8_000, 200, 6, 3, 30
_BETWEEN = re.compile(r"[\s,،;；、|/•·:#+–—-]*")
_BEGINNINGS = frozenset(key(label)[:2] for label in words_of(lambda lexicon: lexicon.tags_labels))
"""Most lines begin with none of these letters, and are asked for no more."""
_OUTSIDE = frozenset({"nav", "header", "footer", "related", "comment", "modal"})


def labelled_tags(tree: Document, view: View) -> tuple[tuple[str, ...], str | None]:
    """The first tags behind a label in the story's part of the page, and the rule that found them."""
    body = tree.find("body")
    if body is None or not any(_label(line.text) for line in view.lines):
        return (), None
    own = (found for found in islice(_labels_in(body), _MOST_LABELS) if not _is_outside(found[0]))
    text, label = next(own, (None, None))
    tags = _behind(text, label) if text and label and not _is_linked(text) else ()
    return (tags, f"label:{label.name}") if tags and label else ((), None)


def _label(text: str) -> Label | None:
    """The label of tags that a line begins with; without a colon it is all of the line."""
    if len(text) > LONGEST_VALUE * 2 or not (fold(text[:2]).lower() in _BEGINNINGS or text[:1] in BULLETS):
        return None
    label = read_label(fold(text[: LONGEST_LABEL * 2]))
    return label if label and label.kind == "tags" and (label.colon or len(text) <= label.end) else None


def _labels_in(body: Element) -> Iterator[tuple[Text, Label]]:
    """The labels below the headline: what stands above it is the site's."""
    nodes: Iterator[Node] = islice(body.descendants, _MOST_NODES)
    heads = body.find_all("h1", limit=_MOST_LABELS)
    if head := next((head for head in heads if not head.text.isspace() and head.text), None):
        nodes = dropwhile(lambda node: node is not head, nodes)
    for node in nodes:
        if (
            type(node) is Text
            and not node.data.isspace()
            and (label := _label(one_line(node.data[: LONGEST_VALUE * 3])))
        ):
            yield node, label


def _behind(text: Text, label: Label) -> tuple[str, ...]:
    """What stands behind a label, in the smallest element around it that holds anything more."""
    rest = one_line(text.data)[label.end :]
    if rest:
        return _own(split_tags(rest)) if label.colon and len(rest) <= LONGEST_VALUE else ()
    for one in islice(around(text), _CLIMB):
        behind = _nodes_behind(text, one)
        if any(type(node) is Element and node.tag == "a" for node in behind):
            return _own(_linked(behind))
        if any(type(node) is Text and not _BETWEEN.fullmatch(node.data) for node in behind):
            words = one_line(" ".join(node.data for node in behind if type(node) is Text)[: LONGEST_VALUE * 2])
            return _own(split_tags(words)) if label.colon and len(words) <= LONGEST_VALUE else ()
    return ()


def _nodes_behind(text: Text, holder: Element) -> list[Node]:
    nodes = list(islice(holder.descendants, _MOST_IN_BLOCK))
    at = next((number for number, node in enumerate(nodes) if node is text), len(nodes))
    return nodes[at + 1 :]


def _linked(nodes: list[Node]) -> tuple[str, ...]:
    """The words of the links, up to the first words that are no link's."""
    tags: dict[str, None] = {}
    for node in nodes:
        if type(node) is Element and node.tag == "a":
            if not _leads_on(node.attr("href")):
                return ()
            tags[one_line(node.text[:LONGEST_VALUE]).strip("#, ")] = None
        elif type(node) is Text and not _BETWEEN.fullmatch(node.data) and not _is_linked(node):
            break
    return tuple(tag for tag in tags if tag)


def _leads_on(href: str | None) -> bool:
    """Whether a link leads to another page, and is no button and no entry of this page's contents."""
    return bool(href and "#" not in href and not href.startswith("javascript:"))


def _own(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Tags that are none of a menu, and no other story's headline."""
    odd = any(weight_of(tag) > MAX_LISTED_TAG or len(tag.split()) > MOST_WORDS for tag in tags)
    return () if odd or len(tags) > MOST_LABELLED else tags


def _is_linked(text: Text) -> bool:
    return any(one.tag == "a" for one in islice(around(text), _CLIMB))


def _is_outside(text: Text) -> bool:
    zones = map(zones_of, islice(around(text), _MOST_AROUND))
    return not _OUTSIDE.isdisjoint(chain.from_iterable(zones))
