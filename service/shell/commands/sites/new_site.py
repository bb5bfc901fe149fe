"""`copydesk site new`: a profile for a site from a few saved pages. It has what can be known, and proposals for the rest, each
behind a `#`; the pages are kept beside it with what is read from them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shlex import quote

import orjson

from copydesk.schemas.notices import Reason
from copydesk.service.core.addresses.urls import bare_host
from copydesk.service.core.records import SiteProfile
from copydesk.service.own_sites import files_in, read_profile
from copydesk.service.shell.commands.inputs.fetch import is_address
from copydesk.service.shell.commands.inputs.opened import readable
from copydesk.service.shell.commands.sites.proposals import Proposal, address_rule, proposals
from copydesk.service.shell.commands.sites.recorded import cut, record
from copydesk.service.shell.commands.sites.saved import SUFFIXES, Reading, Saved, read_saved, saved_page, text_of
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.sites import BUILT_IN, KnownSites
from copydesk.service.sites.written import BadProfile

MOST_PAGES = 20
SHOWN = ("headline", "published_at", "authors", "news_id", "section", "abstract", "tags", "images", "body_text")
DIFFER = frozenset({"headline", "news_id", "body_text", "abstract"})
"""Fields that two stories do not share."""
PROPOSED = ("headline", "body_text", "published_at", "authors", "section", "abstract", "tags")
_MAY_BE_MENDED = frozenset({Reason.NO_TEXT.value, Reason.NOT_AN_ARTICLE.value})
"""A profile that says where the story stands can make an article of such a page."""
_SLUG = re.compile(r"-*[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person gives: addresses and pages in any order, and where the profile goes."""

    given: tuple[str, ...]
    folder: Path
    source: str | None = None


def new_site(asked: Asked) -> Iterator[str]:
    """Write the profile, its pages and what is read from them; lines for a person, as it goes. CopydeskError where
    something is there already, or is missing.
    """
    pages = _pages(asked.given)
    known = _whose(pages, asked.source)
    source = known.source_id
    file = asked.folder / f"{source}.toml"
    _nothing_there(file, pages)
    sites = KnownSites()
    before = [read_saved(page, sites, source) for page in pages]
    _require_articles(before)
    gaps = [name for name in SHOWN if _gap(name, before)]
    profile = _profile(known, before, gaps)
    with _whole_or_nothing(file):
        kept = [_kept(page, file.with_suffix("")) for page in pages]
        with readable(file):
            file.write_text(profile, encoding="utf-8")
        readings = [read_saved(page, KnownSites((read_profile(file),)), source) for page in kept]
        for reading in readings:
            record(reading)
    yield f"wrote {file}, and {_count(kept)} with what is read from them to {file.with_suffix('')}"
    yield ""
    yield from _table(readings)
    yield ""
    yield from _next_steps(file, kept, gaps)


def _pages(given: Sequence[str]) -> list[Saved]:
    """Pages with their addresses: the first page has the first address, and so on; others the one that they give."""
    urls, files = [one for one in given if is_address(one)], [Path(one) for one in given if not is_address(one)]
    if not files:
        raise CopydeskError(
            "no page is named: save two or three stories of the site from a browser, and name their files"
        )
    if len(files) > MOST_PAGES:
        raise CopydeskError(
            f"{len(files)} pages are more than a profile needs: three are enough, {MOST_PAGES} the most"
        )
    if len(urls) > len(files):
        raise CopydeskError(
            f"{len(urls)} addresses, but {_count(files)}: nothing is fetched, each address needs its saved page"
        )
    for file in files:
        if file.suffix.lower() not in SUFFIXES:
            raise CopydeskError(f"{file}: a saved page ends in {', '.join(sorted(SUFFIXES))}")
    if twice := next((file for at, file in enumerate(files) if file.name in {one.name for one in files[:at]}), None):
        raise CopydeskError(f"{twice}: two pages are called {twice.name}; give each a name of its own")
    pages = [saved_page(file, url) for file, url in zip(files, [*urls, *[None] * len(files)], strict=False)]
    host = bare_host(next((page.url for page in pages if page.url), None))
    return [page if bare_host(page.url) == host else replace(page, url=None) for page in pages]


def _whose(pages: Sequence[Saved], source: str | None) -> SiteProfile:
    """What the desk knows of the publisher already: its source ID, hosts and zone at least."""
    host = bare_host(next((page.url for page in pages if page.url), None))
    if source is not None and not _SLUG.fullmatch(source):
        raise CopydeskError(f"{source!r} is no source ID: lower-case letters, digits and hyphens")
    known = BUILT_IN.site_for(source, f"https://{host}/" if host else None)
    if not known.source_id:
        raise CopydeskError(
            "no address is given and none stands in the pages: name that of the first page, or --source"
        )
    return known if known.hosts else replace(known, hosts=(host,) if host else ())


def _nothing_there(file: Path, pages: Sequence[Saved]) -> None:
    if file.exists():
        raise CopydeskError(f"{file} is there already: change it, and `copydesk site check` tells what that does")
    if file.parent.exists():
        try:
            taken = {host: other for other in files_in(file.parent) for host in read_profile(other).hosts}
        except BadProfile as error:
            raise CopydeskError(error.lines[0]) from None
        if other := taken.get(bare_host(pages[0].url) or ""):
            raise CopydeskError(f"{other} is the profile of {bare_host(pages[0].url)} already")


def _require_articles(readings: Sequence[Reading]) -> None:
    """CopydeskError for a page that no profile makes readable, and where not one page is an article."""
    told = [(reading.saved.file, reading.rejected) for reading in readings if reading.rejected]
    beyond = [(file, why) for file, why in told if why.partition(":")[0] not in _MAY_BE_MENDED]
    if beyond or len(told) == len(readings):
        file, why = (beyond or told)[0]
        raise CopydeskError(f"{file}: no article, {why}; save a story's own page, as a browser shows it")


@contextmanager
def _whole_or_nothing(file: Path) -> Iterator[None]:
    """Takes away what was written of a profile and its pages where that breaks off."""
    folder = file.with_suffix("")
    made = [place for place in (folder, file.parent) if not place.exists()]
    try:
        yield
    except BaseException:
        file.unlink(missing_ok=True)
        for place in made:
            shutil.rmtree(place, ignore_errors=True)
        raise


def _kept(page: Saved, folder: Path) -> Saved:
    copy = folder / page.file.name
    with readable(copy):
        folder.mkdir(parents=True, exist_ok=True)
        if not (copy.exists() and copy.samefile(page.file)):
            shutil.copy2(page.file, copy)
    return replace(page, file=copy)


def _gap(name: str, readings: Sequence[Reading]) -> bool:
    """Whether the general reader gives a field in some page not, or one that all pages share."""
    if name == "news_id":
        return not all(reading.names_itself for reading in readings)
    values = [reading.values.get(name) for reading in readings]
    return not all(values) or _shared(name, readings)


def _shared(name: str, readings: Sequence[Reading]) -> bool:
    values = [orjson.dumps(reading.values.get(name)) for reading in readings]
    return name in DIFFER and len(values) > 1 and len(set(values)) == 1 and bool(readings[0].values.get(name))


def _table(readings: Sequence[Reading]) -> Iterator[str]:
    """Each field in each page, with the rule that found it."""
    width = min(24, max(len(reading.saved.file.name) for reading in readings))
    for reading in readings:
        if reading.rejected:
            yield f"{reading.saved.file.name}: no article, {reading.rejected}"
    if len(readings) == 1:
        yield "one page alone cannot tell what two stories do not share: two or three are better"
    told = [reading for reading in readings if not reading.rejected]
    for name in SHOWN:
        for at, reading in enumerate(told):
            rule = f"  ({reading.rules[name]})" if name in reading.rules and reading.values[name] else ""
            field = "" if at else name
            yield f"{field:13} {reading.saved.file.name:{width}}  {_shown(name, reading)}{rule}"
        if told and _shared(name, told) and told[0].values[name]:
            yield f"{'':13} the same in each page: hardly the story's own"


def _shown(name: str, reading: Reading) -> str:
    value = reading.values[name]
    if name == "news_id" and not reading.names_itself:
        return f"missing; {value} is made of the {'address' if value.startswith('u-') else 'text'}"
    if not value:
        return "missing"
    if name == "body_text":
        return f"{len(value)} paragraphs: {cut(value[0], 50)}"
    return cut("; ".join(value) if isinstance(value, list) else str(value), 70)


def _profile(known: SiteProfile, readings: Sequence[Reading], gaps: Sequence[str]) -> str:
    pages = [text_of(reading.saved.file) for reading in readings]
    hosts, zone = ", ".join(map(_quoted, known.hosts)), known.time_zone
    lines = [
        f"# The site profile of {known.source_id}. A line begins to count when the # before it is gone; docs/sites.md tells all.",
        f"source_id = {_quoted(known.source_id)}",
        f"hosts = [{hosts}]" if hosts else '# hosts = ["www.dailyplanet.example"]',
        "",
        *_zone_lines(zone),
        "",
        *_id_lines(readings, pages, "news_id" in gaps),
        "",
        *_field_lines(readings, pages, gaps, zone),
        "",
        "# Regions that are no part of a story, though they stand in it.",
        '# drop = [".newsletter", "aside"]',
        "",
        "# Pages that were fetched until this day look otherwise; it says of them all that is not as the general rules see it.",
        "# [[earlier]]",
        "# until = 2024-03-31",
        '# fields.headline = "h2.title"',
    ]
    return "\n".join(lines) + "\n"


def _zone_lines(zone: str | None) -> list[str]:
    if zone:
        return ["# Where its times are from that are printed without a zone.", f"time_zone = {_quoted(zone)}"]
    return [
        "# Where its times are from that are printed without a zone. Its address does not tell it.",
        '# time_zone = "America/New_York"',
    ]


def _id_lines(readings: Sequence[Reading], pages: Sequence[str], gap: bool) -> list[str]:
    """Rules for the ID, of which one can hold."""
    if not gap:
        rules = ", ".join(dict.fromkeys(reading.rules.get("news_id", "") for reading in readings))
        return [f"# The ID of a story is found: {rules}."]
    lines = ["# The ID of a story tells a revision from another story, and is not found in each page. One of these:"]
    urls = [reading.saved.url for reading in readings if reading.saved.url]
    if rule := address_rule(urls):
        lines.append(f"# news_id.url = '{rule}'")
    found = proposals("news_id", pages)
    lines += [f"# news_id.select = {_quoted(one.selector)}  # {_sample(one)}" for one in found]
    if len(lines) == 1:
        lines += [
            "# (nothing in all pages looks like it; these are the forms that there are)",
            "# news_id.url = '/story/(\\d+)'",
            '# news_id.select = "article::attr(data-id)"',
            '# news_id.label = "Story no."',
        ]
    return lines


def _field_lines(readings: Sequence[Reading], pages: Sequence[str], gaps: Sequence[str], zone: str | None) -> list[str]:
    found = [name for name in PROPOSED if name not in gaps]
    lines = [
        f"# The general reader finds {', '.join(found)}."
        if found
        else "# The general reader finds no field in all pages."
    ]
    for name in (name for name in PROPOSED if name in gaps):
        proposed = proposals(name, pages, zone)
        why = "is the same in each page" if _shared(name, readings) else "is not found in each page"
        lines += ["", f"# {name} {why}{'' if proposed else '; nothing in all pages looks like it'}."]
        lines += [f"# fields.{name} = {_quoted(one.selector)}  # {_sample(one)}" for one in proposed]
        if not proposed:
            lines.append(f'# fields.{name} = ".{name.partition("_")[0]}"')
        if name == "published_at":
            lines += _format_lines(proposed)
    return lines


def _format_lines(proposed: Sequence[Proposal]) -> list[str]:
    formats = list(dict.fromkeys(layout for one in proposed for layout in one.formats))
    if not formats:
        return []
    return [
        "# How it prints its times, in strptime's words.",
        f"# dates.formats = [{', '.join(map(_quoted, formats))}]",
    ]


def _sample(proposal: Proposal) -> str:
    """What stands there, as a comment can hold it."""
    printed = "".join(letter if letter.isprintable() else " " for letter in "; ".join(proposal.values[:2])[:1000])
    return cut(printed, 70)


def _quoted(text: str) -> str:
    """As TOML and JSON write a text alike."""
    return orjson.dumps(text).decode()


def _next_steps(file: Path, pages: Sequence[Saved], gaps: Sequence[str]) -> Iterator[str]:
    url = next((f" --url {quote(page.url)}" for page in pages[:1] if page.url), "")
    if gaps:
        yield f"missing or doubtful: {', '.join(gaps)}. Next:"
        yield f"  1. open {file} and take the # from each line that fits"
    else:
        yield "nothing is missing: if all of it is right, the site needs no profile. Else:"
        yield f"  1. open {file} and write down where that stands which is wrong"
    yield f"  2. copydesk site check {quote(str(file.parent))}            # what that changes; with --update it is what is expected"
    yield f"  3. COPYDESK_SITES={quote(str(file.parent))} copydesk parse --explain{url} {quote(str(pages[0].file))}"


def _count(files: Sequence[object]) -> str:
    return "1 page" if len(files) == 1 else f"{len(files)} pages"
