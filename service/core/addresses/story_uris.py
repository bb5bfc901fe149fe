"""A story's guid as a URI, for formats that name their items so, and back.

`urn:copydesk:story:defapress:75875`. A guid itself is none where the source begins with a figure or the ID holds letters
of another script; the publisher's own URI, where it has one, may come from two sources, which count versions apart.
"""

from __future__ import annotations

from urllib.parse import quote, unquote

STORY = "urn:copydesk:story:"
_SAFE = ":/@!$&'()*+,;=~"
"""What RFC 8141 lets stand in a URN as it is, beside letters, digits and `-._`."""


def story_uri(guid: str) -> str:
    """One URI for each guid, the same for all versions.

    >>> story_uri("mehr:خبر-7")
    'urn:copydesk:story:mehr:%D8%AE%D8%A8%D8%B1-7'
    """
    return STORY + quote(guid, safe=_SAFE)


def guid_in(uri: str) -> str | None:
    """The guid that `story_uri` wrote; None for any other URI."""
    return unquote(uri.removeprefix(STORY)) if uri.startswith(STORY) else None


def own_id(name: str) -> str:
    """The publisher's ID in a URI that `story_uri` wrote; any other name as it is."""
    guid = guid_in(name)
    return guid.partition(":")[2] or name if guid else name
