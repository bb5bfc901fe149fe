"""HTML to a tree: the one place that knows which parser there is.

It is turbohtml, which builds the tree of the HTML standard. Its time grows with the page, not with the square of what a
page nests, of a tag's attributes or of tags left open: 16,000 nested `<div>` take 2 ms, where selectolax (lexbor), which
reads the same stories, takes half a second, so that every page's tags had to be walked beforehand. What hurts it still
is undone by the guard.
"""

from __future__ import annotations

from collections.abc import Iterator

import turbohtml
from turbohtml import Document, Element, Node

from copydesk.service.core.markup.html_guard import guarded


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
