"""An address as people write it, `www.bbc.co.uk/news/1`, made a whole one."""

from __future__ import annotations

import re

_BARE = re.compile(
    r"(?://)?((?:[\w-]{1,63}\.){1,9}(?:xn--[a-z0-9-]{1,59}|[^\W\d_]{2,63})(?::\d{1,5})?(?:[/?#]\S*)?)", re.I
)
# `story.html` and `index.php/news/1` lead somewhere on a site that is not named.
_FILE = re.compile(r"[^/?#:]*\.(?:[xs]?html?|php|aspx?|jspx?|cgi|cfm|xml|json|txt|pdf|csv)(?![^/?#:])", re.I)


def with_scheme(text: str) -> str:
    """The address without white space around it, and with `https://` where it begins with a host; anything else as it
    is.
    """
    trimmed = text.strip()
    bare = _BARE.fullmatch(trimmed) if len(trimmed) <= 4096 else None
    if bare and not _FILE.match(bare[1]):
        return f"https://{bare[1]}"
    return text if trimmed == text else trimmed
