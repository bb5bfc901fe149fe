"""The address of a document: its one canonical form, and the source that its host stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

from copydesk.service.core.lexicon import words_of

_TRACKING = re.compile(
    r"utm_\w*|fbclid|gclid|gclsrc|dclid|yclid|ysclid|msclkid|twclid|igshid|wbraid|gbraid|mc_[ce]id|_ga|_gl|gaa_\w+|"
    r"ref_src|ref_url|cmpid|ns_\w+|at_(?:medium|campaign|custom\d?|link_\w+)|smid|spm|amp|amp_\w+|outputtype",
    re.I,
)
_ASIDE_HOSTS = ("m.", "amp.", "mobile.")
_MAX_HOST = 253
_HOST = re.compile(r"[A-Za-z0-9_:-][A-Za-z0-9_.:-]{0,252}")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_AMP_CACHE = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/amp|[\w-]{1,200}\.cdn\.ampproject\.org/[cv])/(s/)?(?=[\w-]{1,200}\.)",
    re.I,
)
# As most addresses are; taken apart in a third of the time of `urlsplit`.
_PLAIN = re.compile(r"(https?)://([a-z0-9_-]+(?:\.[a-z0-9_-]+)+)((?:/[^?#]*)?)(?:\?([^#]*))?(?:#.*)?")
_MAX_CHARS = 4096
_MAX_SLUG = 64
_LISTS = frozenset(words_of(lambda lexicon: lexicon.page.lists))
_LIST_DEPTH = 2
"""A folder of lists is among so many first of a path."""
_PATH_SAFE = "/%:@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https URL taken apart: host in lower case ASCII, the rest as given."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str


REMEMBERED = 64
"""Addresses kept taken apart: one document asks for the same one some ten times."""


@lru_cache(maxsize=REMEMBERED)
def read_address(url: str | None) -> Address | None:
    """None for what is no web address; never raises."""
    if not url or len(url) > _MAX_CHARS:
        return None
    return _plain_address(url) or _split(url)


def _plain_address(url: str) -> Address | None:
    if not (url.isascii() and url.isprintable()) or " " in url or _AMP_CACHE.match(url):
        return None
    plain = _PLAIN.fullmatch(url)
    return Address(plain[1], plain[2], None, plain[3], plain[4] or "") if plain and len(plain[2]) <= _MAX_HOST else None


def _split(url: str) -> Address | None:
    try:
        parts = urlsplit(_AMP_CACHE.sub(lambda cache: "https://" if cache[1] else "http://", url.strip(), count=1))
        host, port = parts.hostname, parts.port
        host = host if not host or host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not host or not _HOST.fullmatch(host):
        return None
    return Address(
        parts.scheme,
        host.lower().rstrip("."),
        port if port != _DEFAULT_PORTS[parts.scheme] else None,
        parts.path,
        parts.query,
    )


@lru_cache(maxsize=REMEMBERED)
def canonical_url(url: str | None) -> str | None:
    """Equal for equal pages: no fragment, tracking, AMP or mobile host; query sorted, non-ASCII percent-encoded. None
    for what is no web address.

    >>> canonical_url("HTTP://M.Example.com:80/a/amp/?b=2&utm_source=x&a=1#top")
    'http://example.com/a/?a=1&b=2'
    """
    address = read_address(url)
    if address is None:
        return None
    host = main_host(address.host)
    host = f"[{host}]" if ":" in host else host
    port = f":{address.port}" if address.port else ""
    query = _query(address.query)
    return f"{address.scheme}://{host}{port}{_path(address.path)}{'?' + query if query else ''}"


def main_host(host: str) -> str:
    """The host that a mobile or AMP host stands in for: `m.bbc.com` is `bbc.com`; `m.com` is itself."""
    for aside in _ASIDE_HOSTS:
        if host.startswith(aside) and "." in host[len(aside) :]:
            return host[len(aside) :]
    return host


def _path(path: str) -> str:
    if "amp" in path:
        path = re.sub(r"(?<=[^/])/amp(/?)$", r"\1", path)
        path = re.sub(r"^/amp/(?=[^/]+/[^/])", "/", path)
    return quote(path, safe=_PATH_SAFE) or "/"


def _query(query: str) -> str:
    """Unknown keys stay: `news.aspx?cid=75875` lives in one. The stable sort keeps the order of a repeated key."""
    if not query:
        return ""
    pairs = [pair for pair in query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0])]
    return quote("&".join(sorted(pairs, key=lambda pair: pair.partition("=")[0])), safe=_PATH_SAFE + "?")


@lru_cache(maxsize=REMEMBERED)
def bare_host(url: str | None) -> str | None:
    """The host without `www.`, `m.`, `amp.`, `mobile.`: what two addresses of one publisher share."""
    address = read_address(url)
    return main_host(main_host(address.host).removeprefix("www.")) if address else None


def host_slug(url: str | None) -> str | None:
    """A source ID made of the whole host: `https://en.mehrnews.com/...` gives `en-mehrnews-com`.

    The whole host, as two subdomains may number their stories apart: a wrong merge loses a story, a missed one only
    doubles it.
    """
    host = bare_host(url)
    return source_of_host(host) if host else None


def source_of_host(host: str) -> str | None:
    """The same of the host alone."""
    slug = re.sub(r"[^a-z0-9]+", "-", host).strip("-")
    return slug if 0 < len(slug) <= _MAX_SLUG else None


def lists_stories(address: str | None) -> bool:
    """Whether an address is one of a list of stories by its own words: `/author/ada-lovelace`, `/search?q=harbour`."""
    found = _PLAIN.fullmatch(address[:_MAX_CHARS].lower()) if address else None
    return found is not None and not _LISTS.isdisjoint(found[3].strip("/").split("/")[:_LIST_DEPTH])
