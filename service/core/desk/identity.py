"""Which story this is: the source and the publisher's ID for it, by a ladder from the most to the least certain
sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from urllib.parse import unquote, urljoin

from copydesk.schemas.notices import Reason, Stage
from copydesk.schemas.parsed import IdentityMethod
from copydesk.service.core.addresses.ids import id_in_url
from copydesk.service.core.addresses.other_names import is_gap, is_month, other_name
from copydesk.service.core.addresses.urls import Address, bare_host, canonical_url, host_slug, read_address
from copydesk.service.core.records import Draft, Page, Rejected, SiteProfile

_UNIQUE = frozenset({"mail:message-id"})
"""Rules whose IDs need not look like a story's: no two mails have one Message-ID, RFC 5322, section 3.6.4."""
OWN_ADDRESS = "site:url"
"""The rule of an ID that a site's own expression finds in the address."""
_NEWS_ID = re.compile(r"[^\s\x00-\x1f\x7f]{1,128}")
_NEVER_HINTED = frozenset({"gap", "zero"})
_INDEX = re.compile(r"(?:index|default|home)(?:\.[a-z]{2,5})?", re.I)
_SLUG = re.compile(r"\d{5}|[^\W_]+(?:[-_+][^\W_]+){2}")


@dataclass(frozen=True, slots=True)
class Identity:
    """What names a story, and the rung of the ladder that named it."""

    source_id: str
    news_id: str
    method: IdentityMethod
    canonical_url: str | None
    rule: str
    """For provenance: `url:number`."""
    warnings: tuple[str, ...] = ()

    @property
    def guid(self) -> str:
        """`defapress:75875`."""
        return f"{self.source_id}:{self.news_id}"


@dataclass(frozen=True, slots=True)
class _Signs:
    """All that may name the story."""

    draft: Draft
    page: Page
    canonical: str | None
    content_hash: str


Found = tuple[str, str] | None
Rung = Callable[[_Signs], Found]


def _hint(signs: _Signs) -> Found:
    return (signs.page.document.hints.news_id, "hint") if signs.page.document.hints.news_id else None


def _own_address(signs: _Signs) -> Found:
    """By a rule of the site's own, which somebody wrote who knows it."""
    return (signs.draft.address_id, OWN_ADDRESS) if signs.draft.address_id else None


def _label(signs: _Signs) -> Found:
    return (signs.draft.label_id, signs.draft.provenance.get("label_id", "label")) if signs.draft.label_id else None


def _metadata(signs: _Signs) -> Found:
    return (
        (signs.draft.metadata_id, signs.draft.provenance.get("metadata_id", "metadata"))
        if signs.draft.metadata_id
        else None
    )


def _url_id(signs: _Signs) -> Found:
    found = id_in_url(signs.page.document.url) or (id_in_url(signs.canonical) if signs.canonical else None)
    return (found[0], f"url:{found[1]}") if found else None


def _canonical(signs: _Signs) -> Found:
    """Scheme and `www.` make no other story. A bare host is a front page, and names none."""
    address = read_address(signs.canonical)
    if address is None or (address.path in {"", "/"} and not address.query):
        return None
    return f"u-{_digest(f'{bare_host(signs.canonical)}{address.path}?{address.query}')}", "canonical_url"


def _content(signs: _Signs) -> Found:
    return f"c-{signs.content_hash[:16]}", "content_hash"


LADDER: tuple[tuple[IdentityMethod, Rung], ...] = (
    ("hint", _hint),
    ("url_id", _own_address),
    ("label", _label),
    ("metadata", _metadata),
    ("url_id", _url_id),
    ("canonical_url", _canonical),
    ("content_hash", _content),
)


def identify(draft: Draft, page: Page, site: SiteProfile, content_hash: str) -> Identity | Rejected:
    """The story's name; Rejected `no_source` where nothing names a publisher. An ID that cannot be one, or that names
    something else than one story, is passed over with a warning: `unusable_id:metadata:issn`.
    """
    source_id = site.source_id or host_slug(draft.canonical_link) or draft.agency_source
    if not source_id:
        given = (
            "neither source_id nor url is given"
            if not page.document.url
            else "source_id is not given, url is no http(s) address"
        )
        return Rejected(Reason.NO_SOURCE, Stage.PARSE, f"{given}, and the text names no agency")
    canonical = trusted_canonical(draft.canonical_link, page.document.url)
    warnings: list[str] = []
    for method, news_id, rule in offered_ids(draft, page, content_hash, canonical):
        if rule in _UNIQUE and _NEWS_ID.fullmatch(news_id):
            return Identity(source_id, news_id, method, canonical, rule, tuple(warnings))
        refused = _refused(method, news_id, rule, source_id, draft.published_at, page)
        if refused is None:
            return Identity(source_id, news_id, method, canonical, rule, tuple(warnings))
        warnings.append(refused)
    raise AssertionError("the last rung always holds")


def _refused(
    method: IdentityMethod, news_id: str, rule: str, source_id: str, published_at: datetime | None, page: Page
) -> str | None:
    """The warning where the ID is none; None where it may name the story. Addresses and hashes were chosen with care."""
    if not _NEWS_ID.fullmatch(news_id):
        return f"unusable_id:{method}"
    if method not in ("hint", "label", "metadata") and rule != OWN_ADDRESS:
        return None
    own = {source_id: "publisher", f"{published_at:%Y%m}" if published_at else "": "date"}
    kind = own.get(news_id.casefold()) or other_name(news_id, page.document.url)
    if kind is None and method == "metadata" and _is_past_month(news_id, page.fetched_at or published_at):
        kind = "date"
    # What the scraper knows for certain may look like anything, but for what its own template left empty.
    refused = kind in _NEVER_HINTED if method == "hint" else kind is not None
    return f"unusable_id:{method}:{kind}" if refused else None


def _is_past_month(digits: str, known: datetime | None) -> bool:
    """Whether digits are a month that has been when the document was made; 203510 may be a story after 203509."""
    return is_month(digits) and (known is None or digits <= f"{known:%Y%m}")


def offered_ids(
    draft: Draft, page: Page, content_hash: str, canonical: str | None
) -> Iterator[tuple[IdentityMethod, str, str]]:
    """Each rung of the ladder that holds: method, ID, rule. The surest comes first, and the last always holds."""
    signs = _Signs(draft, page, canonical, content_hash)
    for method, rung in LADDER:
        if found := rung(signs):
            yield method, *found


def trusted_canonical(link: str | None, url: str | None) -> str | None:
    """The page's own canonical link if it stays on the host and names a page there, else the address that the document
    came from.

    A template's fault makes some sites call their front page, a section or `/null` the canonical form of every story;
    that would merge them all.
    """
    fetched = canonical_url(url)
    named = canonical_url(_absolute(link, url)) if link and _joinable(link) else None
    address = read_address(named)
    if address is None or _names_no_page(address, read_address(fetched)):
        return fetched
    return named if fetched is None or bare_host(named) == bare_host(fetched) else fetched


def _names_no_page(named: Address, fetched: Address | None) -> bool:
    """The front page, a template's gap, or the section that the fetched story stands in."""
    if named.query:
        return False
    folder = named.path.rstrip("/")
    last = unquote(folder.rpartition("/")[2])
    if not last or is_gap(last) or _INDEX.fullmatch(last):
        return True
    below = fetched.path.removeprefix(folder + "/") if fetched and fetched.path.startswith(folder + "/") else ""
    return bool(_SLUG.search(unquote(below))) and not _SLUG.search(last)


def _absolute(link: str, url: str | None) -> str:
    return link if link.startswith(("https://", "http://")) else urljoin(url or "", link)


def _joinable(link: str) -> bool:
    return len(link) <= 4096 and "[" not in link


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()
