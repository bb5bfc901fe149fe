"""HTML that holds a story and nothing else, as wires carry it inside JSON or XML, to paragraphs. A whole web page is
`maintext`'s.
"""

from __future__ import annotations

import re
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from copydesk.service.core.markup.html_guard import guarded

_BLOCKS = "p, br, li, dt, dd, div, pre, tr, blockquote, h1, h2, h3, h4, h5, h6"
_NOT_STORY = ["script", "style", "figure", "template", "iframe"]
_MOST_BLOCKS = 6_000
_MOST_CHARS = 500_000
"""No story has more; what is behind is left out, as guarding and parsing take their time by the character."""
_WHITE = re.compile(r"\s+")


def lines_of_html(html: str) -> list[str]:
    """The text of each paragraph, heading and list entry on one line."""
    tree = LexborHTMLParser(guarded(_WHITE.sub(" ", html[:_MOST_CHARS]))[0])
    tree.strip_tags(_NOT_STORY)
    for node in islice(tree.css(_BLOCKS), _MOST_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    text = tree.body.text(deep=True) if tree.body else ""
    return [line for part in text.split("\n") if (line := part.strip())]
