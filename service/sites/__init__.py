"""Which site profile a document gets. Adding a publisher is one small file and one line in SITES."""

from __future__ import annotations

from dataclasses import replace

from service.core.site import SiteProfile
from service.core.urls import bare_host, host_slug
from service.sites import aljazeera, anadolu, bernama, defapress, iqna, irna, kuna, mehr, reuters, spa, tasnim, tass, trend, xinhua, yjc
from service.sites.countries import COUNTRY_ZONES
from service.sites.home_zones import HOME_ZONES

SITES: tuple[SiteProfile, ...] = (
    *aljazeera.PROFILES,
    *anadolu.PROFILES,
    *bernama.PROFILES,
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


def site_for(source_id: str | None, url: str | None, agency: str | None = None) -> SiteProfile:
    """The profile of a document's publisher: what the scraper says, else the address's host, else the agency that the text names."""
    if source_id:
        return _BY_SOURCE.get(source_id) or replace(_by_address(url), source_id=source_id)
    site = _by_address(url)
    return site if site.source_id or not agency else _BY_SOURCE.get(agency, SiteProfile(source_id=agency))


def _by_address(url: str | None) -> SiteProfile:
    """A declared host is its profile; below it a subdomain has the profile's habits, but a source ID of its own (see `host_slug`)."""
    host = bare_host(url)
    if not host:
        return NEUTRAL
    labels = host.split(".")
    tails = [".".join(labels[start:]) for start in range(min(len(labels), 10))]
    site = next((_BY_HOST[tail] for tail in tails if tail in _BY_HOST), None)
    if site and host in site.hosts:
        return site
    slug = host_slug(url) or ""
    if site:
        return replace(site, source_id=slug, agencies=())
    return SiteProfile(slug, time_zone=next((HOME_ZONES[tail] for tail in tails if tail in HOME_ZONES), COUNTRY_ZONES.get(labels[-1])))
