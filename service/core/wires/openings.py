"""The dateline of a wire's story, which stands in its first paragraphs: bullets, a second headline or a note to editors
may stand above it.
"""

from __future__ import annotations

from copydesk.service.core.datelines.reader import Filed, read_dateline

REACH = 4
"""A dateline stands within so many paragraphs."""
MOST_SEEN = 12
"""A text that has more than one in its first paragraphs is a round-up: none of them is the whole text's."""


def filed_within(paragraphs: tuple[str, ...], located: str | None = None) -> tuple[Filed, int] | None:
    """The dateline, and which paragraph it begins; below the first one only where it names its agency and is the only
    one.
    """
    if not paragraphs:
        return None
    if filed := read_dateline(paragraphs[0], located):
        return filed, 0
    below = ((read_dateline(paragraph, located), index) for index, paragraph in enumerate(paragraphs[1:MOST_SEEN], 1))
    found = [(filed, index) for filed, index in below if filed and filed.dateline.agency]
    return found[0] if len(found) == 1 and found[0][1] < REACH else None
