"""Which site profile a document gets. Adding a publisher is one small file and one line in SITES."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from copydesk.service.core.addresses.urls import bare_host, source_of_host
from copydesk.service.core.records import SiteProfile
from copydesk.service.sites import (
    aljazeera,
    anadolu,
    bernama,
    corriere,
    defapress,
    iqna,
    irna,
    kuna,
    mehr,
    reuters,
    spa,
    tasnim,
    tass,
    trend,
    xinhua,
    yjc,
)
from copydesk.service.sites.countries import COUNTRY_ZONES
from copydesk.service.sites.home_zones import HOME_ZONES

SITES: tuple[SiteProfile, ...] = (
    *aljazeera.PROFILES,
    *anadolu.PROFILES,
    *bernama.PROFILES,
    *corriere.PROFILES,
    *defapress.PROFILES,
    *iqna.PROFILES,
    *irna.PROFILES,
    *kuna.PROFILES,
    *mehr.PROFILES,
    *reuters.PROFILES,
    *spa.PROFILES,
    *tasnim.PROFILES,
    *tass.PROFILES,
    *trend.PROFILES,
    *xinhua.PROFILES,
    *yjc.PROFILES,
)

NEUTRAL = SiteProfile(source_id="")
"""The profile of a document that names neither source nor address nor agency; its source ID is no slug on purpose."""

_ZONES = COUNTRY_ZONES | HOME_ZONES


REMEMBERED = 1024
"""Hosts and sources kept: a team collects from some hundreds."""


class KnownSites:
    """All profiles that are in force: a house's own, and those that come with the desk. An own one stands in for that of
    the desk with its source, whose hosts and names it has where it says none, and has its hosts to itself.
    """

    def __init__(self, own: tuple[SiteProfile, ...] = ()) -> None:
        self.own = own
        own = tuple(map(_completed, own))
        sources = {site.source_id for site in own}
        self.all = (*own, *(site for site in SITES if site.source_id not in sources))
        self._by_source = {site.source_id: site for site in self.all}
        self._by_host = {host: site for site in reversed(self.all) for host in site.hosts}
        self._known = lru_cache(maxsize=REMEMBERED)(self._find)

    def __reduce__(self) -> tuple[type[KnownSites], tuple[tuple[SiteProfile, ...]]]:
        """As it goes to another process."""
        return KnownSites, (self.own,)

    def site_for(self, source_id: str | None, url: str | None, agency: str | None = None) -> SiteProfile:
        """The profile of a document's publisher: what the scraper says, else the address's host, else the agency that
        the text names.
        """
        return self._known(source_id, bare_host(url), agency)

    def source_at(self, host: str) -> str:
        """The source ID of a document that is known by its host alone."""
        return self._known(None, host, None).source_id

    def _find(self, source_id: str | None, host: str | None, agency: str | None) -> SiteProfile:
        if source_id:
            return self._by_source.get(source_id) or replace(self._at(host), source_id=source_id)
        site = self._at(host)
        return site if site.source_id or not agency else self._by_source.get(agency, SiteProfile(source_id=agency))

    def _at(self, host: str | None) -> SiteProfile:
        """A declared host is its profile; below it a subdomain has the profile's habits, but a source ID of its own (see
        `source_of_host`).
        """
        if not host:
            return NEUTRAL
        site = next((self._by_host[tail] for tail in _tails(host) if tail in self._by_host), None)
        if site and host in site.hosts:
            return site
        slug = source_of_host(host) or ""
        if site:
            return replace(site, source_id=slug, agencies=())
        return SiteProfile(slug, time_zone=_zone_at(host))


def _completed(own: SiteProfile) -> SiteProfile:
    """An own profile with what the desk knows of its source, and it does not say."""
    known = next((site for site in SITES if site.source_id == own.source_id), own)
    return replace(
        own,
        hosts=own.hosts or known.hosts,
        agencies=own.agencies or known.agencies,
        dated_paths=own.dated_paths or known.dated_paths,
    )


def _zone_at(host: str) -> str | None:
    return next((_ZONES[tail] for tail in _tails(host) if tail in _ZONES), None)


def _tails(host: str) -> list[str]:
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(min(len(labels), 10))]


BUILT_IN = KnownSites()
"""The profiles that come with the desk."""
