"""HTML that holds a story and nothing else, as wires carry it inside JSON or XML, to paragraphs. A whole web page is
read in the room `page`.
"""

from __future__ import annotations

import re
from itertools import islice

from turbohtml import Text

from copydesk.service.core.markup.html_tree import tree_of

_BLOCKS = "p br li dt dd div pre tr blockquote h1 h2 h3 h4 h5 h6".split()
_NOT_STORY = "script, style, figure, iframe"
_MOST_BLOCKS = 6_000
_MOST_CHARS = 500_000
"""No story has more; what is behind is left out, as guarding and parsing take their time by the character."""
_WHITE = re.compile(r"\s+")


def lines_of_html(html: str) -> list[str]:
    """The text of each paragraph, heading and list entry on one line."""
    tree, _ = tree_of(_WHITE.sub(" ", html[:_MOST_CHARS]))
    tree.remove(_NOT_STORY)
    for block in list(islice(tree.iter_elements(_BLOCKS), _MOST_BLOCKS)):
        block.insert_before(Text("\n"))
        block.insert_after(Text("\n"))
    body = tree.find("body")
    return [line for part in body.text.split("\n") if (line := part.strip())] if body is not None else []
