"""Which stories a reader wants: by key and headers first, so that the values of the others are not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

UNKNOWN = ""
"""The language of a version of which nobody knows it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """None: all of them."""

    sources: frozenset[str] | None = None
    languages: tuple[str, ...] | None = None
    """BCP 47 ranges in lower case: `en` takes `en-GB` too (RFC 4647, basic filtering)."""

    def takes_story(self, guid: str) -> bool:
        """By its publisher, who is part of the guid."""
        return self.sources is None or guid.partition(":")[0] in self.sources

    def takes_language(self, tag: str) -> bool:
        """UNKNOWN is taken where all are."""
        if self.languages is None:
            return True
        tag = tag.lower()
        return any(tag == wanted or tag.startswith(f"{wanted}-") for wanted in self.languages)


def choice_of(source: str | Sequence[str] | None, language: str | Sequence[str] | None) -> Choice:
    """As a caller gives it: one, several, or None for all."""
    languages = _several(language)
    sources = _several(source)
    return Choice(
        None if sources is None else frozenset(sources),
        None if languages is None else tuple(tag.lower() for tag in languages),
    )


def _several(given: str | Sequence[str] | None) -> tuple[str, ...] | None:
    found = (given,) if isinstance(given, str) else None if given is None else tuple(given)
    if found is not None and not (found and all(found)):
        raise ValueError("source and language are names, one or several, or None for all")
    return found


def told_language(headers: Mapping[str, bytes | None]) -> str | None:
    """What the headers say; UNKNOWN where they say that nobody knows, None where they are of a release that wrote none."""
    if "ce_pubstatus" not in headers:
        return None
    return (headers.get("ce_language") or b"").decode(errors="replace")


def told_version(headers: Mapping[str, bytes | None]) -> int | None:
    """From the event's id, `guid@version`, which every release writes; None where it is missing."""
    number = (headers.get("ce_id") or b"").rpartition(b"@")[2]
    return int(number) if number.isdigit() and len(number) < 10 else None
