"""How a wire names a story for good: without the version, and with provider and day where the rest begins anew daily."""

from __future__ import annotations

import re
from dataclasses import dataclass

from copydesk.service.core.addresses.other_names import first_story_id, is_day, other_name
from copydesk.service.core.addresses.story_uris import own_id

_VERSION = re.compile(r"(?<=\w)[-_.](?:v|rev|ver)[-_.]?\d{1,3}\Z", re.I)
_REVISION = re.compile(r":[1-9]\d{0,3}[NUA]?\Z")
_URN = re.compile(r"urn:newsml:[^:\s]+:\d{8}[^:\s]*:[^\s]+", re.I)
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
# Provider and day make of any other item one story.
_NAMES_NOTHING = frozenset({"gap", "zero"})
# A slot of a wire, `bsf153`, `a0041`: tomorrow another story has it.
_SLOT = re.compile(r"[A-Za-z]{0,4}[-_ ]?\d{1,4}")


@dataclass(frozen=True, slots=True)
class NewsIdentifier:
    """NewsML 1's name of an item, its parts as printed; `NewsItemId` is unique only with the other two."""

    provider: str | None
    day: str | None
    item: str | None
    public: str | None
    """`urn:newsml:wire.example:20250304:bsf153:1`, with the revision as its last part."""


def urn_of(identifier: NewsIdentifier) -> str | None:
    """`urn:newsml:wire.example:20250304:bsf153`: the PublicIdentifier without its revision, else made of the parts as
    the standard makes it. None where they do not name one story.

    https://www.rfc-editor.org/rfc/rfc3085 ; some write a time into the date, which changes with each revision.
    """
    public = identifier.public or ""
    parts = without_revision(public).split(":", 4)[2:] if _URN.fullmatch(public) else ()
    return _urn(*parts) or _urn(identifier.provider or "", identifier.day or "", identifier.item or "")


def _urn(provider: str = "", day: str = "", item: str = "") -> str | None:
    dated = _DAY.match(day)
    if not provider or dated is None or not is_day("".join(dated.groups())) or other_name(item) in _NAMES_NOTHING:
        return None
    return re.sub(r"\s+", "%20", f"urn:newsml:{provider}:{''.join(dated.groups())}:{without_version(item)}")


def without_revision(urn: str) -> str:
    """A `urn:newsml` that ends with a revision names one version of its story."""
    return _REVISION.sub("", urn) if urn.lower().startswith("urn:newsml:") and urn.count(":") > 4 else urn


def without_version(news_id: str) -> str:
    """`WX-101218-041-v2` is `WX-101218-041`, as each version would be another story."""
    shorter = _VERSION.sub("", news_id)
    return shorter if any(map(str.isdecimal, shorter)) else news_id


def story_id(*offered: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The first of these that names one story, without its version, and a warning for each before it that does not. In a
    document of our own making, the publisher's ID that its URI holds.
    """
    names = ((without_version(without_revision(own_id(news_id.strip()))), "") for news_id in offered if news_id)
    found, warnings = first_story_id(names, _kind_of)
    return (found[0] if found else None), warnings


def _kind_of(news_id: str) -> str | None:
    return "counter" if _SLOT.fullmatch(news_id) else other_name(news_id)
