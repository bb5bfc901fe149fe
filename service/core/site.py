"""SiteProfile: what the general rules cannot know of a publisher. The declarations are in service/sites."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """One publisher. Hosts match themselves and their subdomains; the profile with the longest matching host wins."""

    source_id: str
    hosts: tuple[str, ...] = ()
    time_zone: str | None = None
    """IANA name of the zone in which the site prints its times, where it prints none: `Asia/Tehran`."""
    agencies: tuple[str, ...] = ()
    """Names by which its own datelines call it, lower case: `defapress`."""
