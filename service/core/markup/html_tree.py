"""HTML to a tree: the one place that knows which parser there is.

It is turbohtml, which builds the tree of the HTML standard. Its time grows with the page, not with the square of what a
page nests, of a tag's attributes or of tags left open: 16,000 nested `<div>` take 2 ms, where selectolax (lexbor), which
reads the same stories, takes half a second, so that every page's tags had to be walked beforehand. What hurts it still
is undone by the guard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import turbohtml
from turbohtml import Document, Element, Node, Text

from copydesk.service.core.markup.html_guard import guarded
from copydesk.service.core.text.spelling import one_line

_PARTING = frozenset({"br", "div", "p", "h2", "h3", "h4", "section", "li", "td"})
_UNSEEN = frozenset({"script", "style"})


def tree_of(html: str) -> tuple[Document, tuple[str, ...]]:
    """The tree of a page or of a piece of one, without templates, and a warning if the page had to be cut."""
    text, warnings = guarded(html)
    tree = turbohtml.parse(text, positions=False, allow_declarative_shadow_roots=False)
    for template in tree.select("template"):  # nothing that a reader sees
        template.extract()
    return tree, warnings


def around(node: Node) -> Iterator[Element]:
    """The elements that a node stands in, the nearest first."""
    return (one for one in node.ancestors if isinstance(one, Element))


def words_of_html(html: str) -> str:
    """The text of a piece of HTML, its entities resolved."""
    return tree_of(html)[0].text


def spaced(element: Element, most_nodes: int, most_chars: int) -> str:
    """The words of an element on one line; what stands in a block, or behind a line break, is parted from what stands
    beside it.
    """
    nodes = islice(element.descendants, most_nodes)
    texts = (
        node.data if isinstance(node, Text) else " " if node.tag in _PARTING else ""
        for node in nodes
        if isinstance(node, Element) or (isinstance(node, Text) and not _is_unseen(node))
    )
    return one_line("".join(texts)[:most_chars])


def _is_unseen(text: Text) -> bool:
    return isinstance(text.parent, Element) and text.parent.tag in _UNSEEN


_EMPTY = turbohtml.parse("", positions=False)
_AS_SPAN = frozenset("b big code em font i nobr s small strike strong tt u".split())
# What may hold a letter that is no name of a tag: a string, an attribute, a class, an ID, a pseudo-class with what it takes.
_NO_TAG = r"\"[^\"]*\"|'[^']*'|\[[^\]]*\]|[.#:]{1,2}[\w-]+(?:\([^()]*[\dn][^()]*\))?"
_TAGS = re.compile(rf"{_NO_TAG}|(?P<tag>[A-Za-z][\w-]*)")


def problem_of(css: str) -> str | None:
    """Why nothing can be selected so, in one line; None for a selector."""
    try:
        _EMPTY.select(css)
    except ValueError as error:
        return str(error)
    tags = (found["tag"].lower() for found in _TAGS.finditer(css) if found["tag"])
    if tag := next((tag for tag in tags if tag in _AS_SPAN), None):
        return f"the desk reads <{tag}> as <span>: name its class, or what is around it, in place of {tag!r} in {css!r}"
    return None
