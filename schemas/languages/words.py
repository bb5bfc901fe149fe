"""Names and comments, as all the languages have them."""

from __future__ import annotations

import textwrap

from copydesk.schemas.named_parts import pascal

GENERATED = "Code generated from the schemas of Copydesk by `copydesk schemas`. DO NOT EDIT."
"""Above every file; tools of Go know the last words."""
WIDTH = 110


def camel(name: str) -> str:
    """`body_b64` as `bodyB64`."""
    joined = pascal(name)
    return joined[:1].lower() + joined[1:]


def wrapped(words: str) -> list[str]:
    """Lines of a comment; what was a line of its own stays one."""
    return [
        line for told in words.splitlines() for line in (textwrap.wrap(told, WIDTH, break_long_words=False) or [""])
    ]
