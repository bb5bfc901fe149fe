"""The source that a person means by a name: `BBC`, `The Times`, `Süddeutsche Zeitung`, `www.bbc.co.uk`. A slug is its
own name.
"""

from __future__ import annotations

import re
import unicodedata

from copydesk.service.core.addresses.urls import bare_host, source_of_host

_SLUG = re.compile(r"-*[a-z0-9][a-z0-9-]{0,63}")
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,9}(?:xn--[a-z0-9-]{1,59}|[^\W\d_]{2,63})(?:/\S*)?", re.I)
_SCHEME = re.compile(r"https?://", re.I)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not take apart into a plain one and an accent.
_SPELT_PLAIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_MAX_CHARS = 64
_MAX_NAME = 300


def is_slug(name: str) -> bool:
    """Whether a name is a source ID as it stands."""
    return len(name) <= _MAX_CHARS and _SLUG.fullmatch(name) is not None


def host_of_name(name: str) -> str | None:
    """The host of a name that is an address, with or without a scheme: `https://www.bbc.co.uk/news` and `bbc.co.uk` are
    `bbc.co.uk`.
    """
    text = name.strip()
    if len(text) > _MAX_NAME:
        return None
    if _SCHEME.match(text):
        return bare_host(text)
    return bare_host(f"https://{text}") if _HOST.fullmatch(text) else None


def slug_of_name(name: str) -> str | None:
    """The one slug that a name can mean. None where nothing is left, or where letters would go: two names in another
    script may share the rest.

    >>> slug_of_name("Süddeutsche Zeitung")
    'suddeutsche-zeitung'
    """
    if len(name) > _MAX_NAME:
        return None
    if host := host_of_name(name):
        return source_of_host(host)
    parts = unicodedata.normalize("NFKD", name.casefold().translate(_SPELT_PLAIN))
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    if any(part.isalnum() for part in plain if not part.isascii()):
        return None
    slug = _NOT_SLUG.sub("-", plain).strip("-")
    return slug if 0 < len(slug) <= _MAX_CHARS else None  # cut, two long names could become one
