"""What holds for every site profile."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from copydesk.service import sites
from copydesk.service.core.addresses.urls import bare_host
from copydesk.service.core.datelines.reader import source_of_agency
from copydesk.service.core.records import SiteProfile
from copydesk.service.sites import BUILT_IN, NEUTRAL, SITES
from copydesk.service.sites.countries import COUNTRY_ZONES
from copydesk.service.sites.home_zones import HOME_ZONES
from copydesk.service.sites.written import faults_of

site_for = BUILT_IN.site_for
by_source = pytest.mark.parametrize("site", SITES, ids=lambda site: site.source_id)


@by_source
def test_profile(site: SiteProfile) -> None:
    """A profile has a slug, a zone that exists, bare hosts, and agencies that name it."""
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", site.source_id)
    assert site.time_zone is None or ZoneInfo(site.time_zone).key == site.time_zone
    assert [bare_host(f"https://{host}/") for host in site.hosts] == list(site.hosts)
    assert {source_of_agency(agency) for agency in site.agencies} <= {site.source_id}
    assert list(faults_of(site)) == []


@by_source
def test_found(site: SiteProfile) -> None:
    """A profile is found by its source, by its hosts with `www.` or `m.`, and by its agency."""
    assert site_for(site.source_id, None) is site
    for host in site.hosts:
        assert site_for(None, f"https://www.{host}/news/1") is site_for(None, f"http://m.{host}/") is site
    assert site_for(None, None, site.source_id) is site


def test_unique_and_sorted() -> None:
    """No source, host or agency stands twice, and the files stand in alphabetical order."""
    for names in (
        [site.source_id for site in SITES],
        [host for site in SITES for host in site.hosts],
        [name for site in SITES for name in site.agencies],
    ):
        assert len(names) == len(set(names))
    files = [
        name
        for name in sites.__dict__
        if name
        in {path.stem for path in Path(sites.__file__).parent.glob("*.py")} - {"countries", "home_zones", "written"}
    ]
    assert files == sorted(files)
    assert [site for name in files for site in getattr(sites, name).PROFILES] == list(SITES)


def test_subdomain() -> None:
    """A subdomain that is not declared has the publisher's zone but a source of its own."""
    site = site_for(None, "https://ar.mehrnews.com/news/1")
    assert (site.source_id, site.time_zone) == ("ar-mehrnews-com", "Asia/Tehran")


def test_unknown() -> None:
    """An unknown host is its own source, in its country's zone if that has one; nothing known is neutral."""
    assert site_for(None, "https://news.example.ir/1") == SiteProfile("news-example-ir", time_zone="Asia/Tehran")
    assert site_for(None, "https://example.com/1") == SiteProfile("example-com")
    assert site_for("mine", "https://example.ir/1") == SiteProfile("mine", time_zone="Asia/Tehran")
    assert site_for(None, "no address", "agency") == SiteProfile("agency")
    assert site_for(None, None) is NEUTRAL


def test_countries() -> None:
    """Every country's zone exists, and the list is sorted."""
    assert list(COUNTRY_ZONES) == sorted(COUNTRY_ZONES)
    assert [ZoneInfo(zone).key for zone in COUNTRY_ZONES.values()] == list(COUNTRY_ZONES.values())


@pytest.mark.parametrize(
    ("host", "zone"),
    [
        ("example.co.uk", "Europe/London"),
        ("example.com.ar", "America/Argentina/Buenos_Aires"),
        ("example.cat", "Europe/Madrid"),
        ("example.com.co", "America/Bogota"),
        ("example.co", None),
        ("example.kz", None),
        ("nur.kz", "Asia/Almaty"),
        ("example.tv", None),
        ("example.us", None),
    ],
)
def test_a_domain_tells_a_zone_where_its_country_keeps_one_and_foreigners_do_not_take_it(
    host: str, zone: str | None
) -> None:
    """A country of several times tells none, nor does a domain that anybody takes, but for the country's own part of it."""
    assert site_for(None, f"https://news.{host}/1").time_zone == zone


def test_home_zones() -> None:
    """Every listed host is bare, has a zone that exists, stands once and in order, and says what neither profile nor
    country says.
    """
    assert list(HOME_ZONES) == sorted(HOME_ZONES)
    assert [ZoneInfo(zone).key for zone in HOME_ZONES.values()] == list(HOME_ZONES.values())
    assert [bare_host(f"https://{host}/") for host in HOME_ZONES] == list(HOME_ZONES)
    assert not set(HOME_ZONES) & {host for site in SITES for host in site.hosts}
    assert [host for host, zone in HOME_ZONES.items() if COUNTRY_ZONES.get(host.rpartition(".")[2]) == zone] == []


def test_a_listed_host_has_its_zone_and_outranks_its_country() -> None:
    """A host of the table, and each of its subdomains, has the zone that stands there."""
    assert site_for(None, "https://www.smh.com.au/world/1") == SiteProfile("smh-com-au", time_zone="Australia/Sydney")
    assert site_for("mine", "https://sport.theguardian.com/1").time_zone == "Europe/London"
    assert site_for(None, "https://www.laprovincia.es/1").time_zone == "Atlantic/Canary"
    assert site_for(None, "https://example.com.br/1").time_zone is None
