"""Site profiles as people write them in TOML, and what is wrong with them."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from copydesk.service.core.records import IdRule, Selector
from copydesk.service.sites import SITES, KnownSites
from copydesk.service.sites.written import BadProfile, profile_of

LEAST = 'source_id = "quay"\n'


def faults(*lines: str) -> tuple[str, ...]:
    """What is wrong with a profile of these lines."""
    with pytest.raises(BadProfile) as caught:
        profile_of("\n".join(lines))
    return caught.value.lines


def test_the_least() -> None:
    """A source is a profile; it changes nothing, and has a name."""
    site = profile_of(LEAST)
    assert (site.source_id, site.hosts, site.time_zone, site.layouts) == ("quay", (), None, ())
    assert site.name is not None
    assert site.name.startswith("quay@")


def test_the_name_tells_its_content() -> None:
    """A comment changes nothing, a selector does."""
    first, same, other = (profile_of(LEAST + more).name for more in ("", "# a word", 'fields.headline = ".t"'))
    assert first == same != other


def test_hosts_and_zone() -> None:
    """Hosts may be written as addresses are; the zone is the country's unless the profile says another, or none."""
    site = profile_of(LEAST + 'hosts = ["www.quay.ir", "https://m.quay.ir/", "en.quay.ir"]')
    assert (site.hosts, site.time_zone) == (("quay.ir", "en.quay.ir"), "Asia/Tehran")
    assert profile_of(LEAST + 'hosts = "quay.ir"\ntime_zone = "Europe/Rome"').time_zone == "Europe/Rome"
    assert profile_of(LEAST + 'hosts = "quay.ir"\ntime_zone = ""').time_zone is None
    assert profile_of(LEAST + 'hosts = ["quay.ir", "quay.it"]').time_zone is None


def test_selectors() -> None:
    """One or a list, with an attribute or without; in a table of TOML or with dots."""
    site = profile_of(LEAST + '[fields]\nheadline = [".a", "p::attr( data-x )"]\n[news_id]\nselect = "#b"')
    (layout,) = site.layouts
    assert layout.fields == (("headline", (Selector(".a"), Selector("p", "data-x"))),)
    assert layout.news_id == IdRule((Selector("#b"),))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('fields.headlin = "h1"', "fields.headlin: there is no such field; the nearest is headline"),
        ('fieldz.headline = "h1"', "fieldz: there is no such field; the nearest is fields"),
        ('dates.format = "%d"', "dates.format: there is no such field; the nearest is formats"),
        ('fields.headline = "div["', "fields.headline: invalid CSS selector"),
        ('fields.headline = ""', "fields.headline: invalid CSS selector"),
        ("fields.headline = 7", "fields.headline: takes a text in quotes"),
        ('fields.headline = ["h1", 7]', "fields.headline: takes a text in quotes"),
        ('fields.headline = "strong.a"', "fields.headline: the desk reads <strong> as <span>"),
        ('fields.headline = "div > EM"', "fields.headline: the desk reads <em> as <span>"),
        ('fields.headline = "a::text"', "fields.headline: the words of an element are taken without ::text"),
        ('fields.headline = "a::attr(x), b"', "fields.headline: ::attr(name) stands once, at the end"),
        ('drop = "a::attr(x)"', "drop: ::attr(name) stands once"),
        (f'drop = "{"a" * 501}"', "drop: takes a text in quotes, of 500 characters"),
        ('time_zone = "Europe/Rom"', "time_zone: there is no time zone 'Europe/Rom'; the nearest is Europe/Rome"),
        ('hosts = ["quay"]', "hosts: 'quay' is no host like dailyplanet.example"),
        ('dates.formats = "%d.%m"', "dates.formats: '%d.%m' tells no day"),
        ('dates.calendar = "hijri"', "dates.calendar: Input should be 'gregorian', 'jalali' or 'buddhist'"),
        ("news_id.url = '/(\\d+'", "news_id.url: '/(\\d+' is no expression"),
        ("news_id.url = '/\\d+'", "news_id.url: '/\\d+' takes one group"),
        ("news_id.url = '/(\\w+)+x'", "news_id.url: '/(\\w+)+x' repeats what repeats in itself"),
        ("news_id.url = '/(?:[a-z]{2,}-)*(\\d+)'", "news_id.url: '/(?:[a-z]{2,}-)*(\\d+)' repeats what repeats"),
        ("address_day = '/(\\d+)'", "address_day: '/(\\d+)' takes the groups year, day"),
        ('dates.calendar = "jalali"', "dates: a calendar counts for times in formats, and none is given"),
        ('dates.formats = "%F"', "the file: dates.formats is for fields.published_at and fields.modified_at"),
        ('[[earlier]]\nuntil = 2024-03-31\ndates.formats = "%F"', "earlier.1: dates.formats is for"),
        ("news_id = {}", "news_id: takes one of select, url and label"),
        ("news_id = {url = '(x)', label = \"no.\"}", "news_id: takes one of select, url and label"),
        ("[[earlier]]", "earlier.1.until: is missing"),
        ('[[earlier]]\nuntil = "yesterday"', "earlier.1.until: takes a day without quotes: 2024-03-31"),
        ("[[earlier]]\nuntil = 2024-03-31T10:00:00Z", "earlier.1.until: takes a day without quotes: 2024-03-31"),
        ("x = ", "not TOML: "),
    ],
)
def test_faults(line: str, fault: str) -> None:
    """Each is a line with the field, and the nearest name where one is misspelt."""
    (told,) = faults(LEAST + line)
    assert told.startswith(fault)
    assert "\n" not in told


def test_expressions_that_end() -> None:
    """What repeats once, and what is only written like a repeat, is fine."""
    for rule in (r"/(\d+)(?:\?|$)", r"n=(?P<id>[\w-]+)", r"\(a+\)+(\d{1,9})", r"(?:x|y)+(\d+)"):
        assert profile_of(f"{LEAST}news_id.url = '{rule}'").layouts


def test_all_faults_at_once() -> None:
    """Each has its line; a source is needed."""
    assert [line.partition(":")[0] for line in faults('fields.a = "b"', "hosts = 1")] == [
        "fields.a",
        "source_id",
        "hosts",
    ]


def test_letters_that_are_no_tags() -> None:
    """Classes, IDs, attributes, strings and what pseudo-classes take may be called as tags are."""
    for css in ("p.em", "p#i", "[b=s]", '[title="a b i"]', "p:nth-child(2n+1)", "div.strong > p", "section:not(.u)"):
        assert profile_of(f"{LEAST}fields.headline = '{css}'").layouts


def test_own_profiles_outrank() -> None:
    """An own profile stands in for that of the desk with its source, and has its hosts to itself."""
    own = profile_of('source_id = "mehr"\nhosts = "en.mehrnews.com"\nfields.headline = ".t"')
    taken = profile_of('source_id = "wire"\nhosts = "tass.com"')
    known = KnownSites((own, taken))
    assert known.site_for(None, "https://en.mehrnews.com/1") is known.site_for("mehr", None)
    assert known.site_for("mehr", None) == replace(own, agencies=("mna", "mehr"))
    assert known.site_for(None, "https://www.tass.com/1") == taken
    assert known.site_for("tass", None).source_id == "tass"
    assert known.source_at("sport.tass.com") == "sport-tass-com"
    assert len(known.all) == len(SITES) + 1


def test_an_own_profile_keeps_what_the_desk_knows() -> None:
    """Of a source that the desk knows, what the own profile does not say: hosts, names, days in addresses, the zone."""
    (corriere,) = (site for site in SITES if site.source_id == "corriere-it")
    site = KnownSites((profile_of('source_id = "corriere-it"\nfields.headline = ".t"'),)).site_for("corriere-it", None)
    assert (site.hosts, site.dated_paths, site.time_zone) == (corriere.hosts, corriere.dated_paths, "Europe/Rome")
    assert profile_of('source_id = "corriere"\nhosts = "corriere.it"').time_zone == "Europe/Rome"


def test_to_another_process() -> None:
    """The profiles go to a process that reads alone."""
    own = profile_of(f'{LEAST}hosts = "quay.example"\nfields.headline = ".t"\n[[earlier]]\nuntil = 2024-03-31')
    known = pickle.loads(pickle.dumps(KnownSites((own,))))
    assert known.site_for(None, "https://quay.example/1") == own
