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

_BY_SOURCE = {site.source_id: site for site in SITES}
_BY_HOST = {host: site for site in SITES for host in site.hosts}
_ZONES = COUNTRY_ZONES | HOME_ZONES


REMEMBERED = 1024
"""Hosts and sources kept: a team collects from some hundreds."""


def site_for(source_id: str | None, url: str | None, agency: str | None = None) -> SiteProfile:
    """The profile of a document's publisher: what the scraper says, else the address's host, else the agency that the
    text names.
    """
    return _site(source_id, bare_host(url), agency)


def source_at(host: str) -> str:
    """The source ID of a document that is known by its host alone."""
    return _site(None, host, None).source_id


@lru_cache(maxsize=REMEMBERED)
def _site(source_id: str | None, host: str | None, agency: str | None) -> SiteProfile:
    if source_id:
        return _BY_SOURCE.get(source_id) or replace(_by_host(host), source_id=source_id)
    site = _by_host(host)
    return site if site.source_id or not agency else _BY_SOURCE.get(agency, SiteProfile(source_id=agency))


def _by_host(host: str | None) -> SiteProfile:
    """A declared host is its profile; below it a subdomain has the profile's habits, but a source ID of its own (see
    `source_of_host`).
    """
    if not host:
        return NEUTRAL
    labels = host.split(".")
    tails = [".".join(labels[start:]) for start in range(min(len(labels), 10))]
    site = next((_BY_HOST[tail] for tail in tails if tail in _BY_HOST), None)
    if site and host in site.hosts:
        return site
    slug = source_of_host(host) or ""
    if site:
        return replace(site, source_id=slug, agencies=())
    return SiteProfile(slug, time_zone=next((_ZONES[tail] for tail in tails if tail in _ZONES), None))
