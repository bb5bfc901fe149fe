"""Which site profiles a desk reads by: those of a folder, those that installed packages offer, and those that come with the
desk, in this order of rank.

A folder has a TOML file for each. A package offers its own by an entry point of the group `copydesk.sites`: a sequence of
SiteProfile, or the path of a folder of such files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from copydesk.service.core.records import SiteProfile
from copydesk.service.sites import SITES, KnownSites
from copydesk.service.sites.written import BadProfile, faults_of, named, profile_of

GROUP = "copydesk.sites"
LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Placed:
    """A profile, and where it is from: a file, a package, `copydesk`."""

    site: SiteProfile
    place: str
    outranked_by: str = ""
    """Where the profile is from that stands in for this one."""


@cache
def known_sites(folder: Path | None) -> KnownSites:
    """The profiles of a folder and of packages with those of the desk; BadProfile with a line for each fault."""
    placed = [one for one in all_profiles(folder) if not one.outranked_by]
    return KnownSites(tuple(one.site for one in placed if one.place != OURS))


OURS = "copydesk"


def all_profiles(folder: Path | None) -> list[Placed]:
    """Every profile with its place, the highest rank first; BadProfile with a line for each fault."""
    own = profiles_in(folder) if folder is not None else []
    offered = [one for point in sorted(entry_points(group=GROUP)) for one in _of_package(point)]
    ranks = (own, offered, [Placed(site, OURS) for site in SITES])
    found: dict[str, str] = {}
    placed: list[Placed] = []
    for rank in ranks:
        placed += [Placed(one.site, one.place, found.get(one.site.source_id, "")) for one in rank]
        found = {one.site.source_id: one.place for one in rank} | found
    return placed


def profiles_in(folder: Path) -> list[Placed]:
    """The profiles of a folder's TOML files, in order of name; BadProfile with all that is wrong with any of them."""
    placed: list[Placed] = []
    faults: list[str] = []
    for file in files_in(folder):
        try:
            placed.append(Placed(read_profile(file), str(file)))
        except BadProfile as error:
            faults += error.lines
    faults += twice(placed)
    if faults:
        raise BadProfile(faults)
    return placed


def files_in(folder: Path) -> list[Path]:
    """The files of profiles; BadProfile for what is no folder."""
    if not folder.is_dir():
        raise BadProfile([f"{folder}: {'is no folder' if folder.exists() else 'there is no such folder'}"])
    return sorted(folder.glob("*.toml"))


def read_profile(file: Path) -> SiteProfile:
    """The profile of a file; BadProfile with a line for each fault, which begins with the file."""
    try:
        if file.stat().st_size > LARGEST:
            raise BadProfile([f"{file}: is larger than a profile can be"])
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadProfile([f"{file}: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise BadProfile([f"{file}: not UTF-8"]) from None
    try:
        return profile_of(text)
    except BadProfile as error:
        raise BadProfile(f"{file}: {line}" for line in error.lines) from None


def twice(placed: Iterable[Placed]) -> Iterator[str]:
    """A line for each source and host that two files of one rank claim."""
    first: dict[str, str] = {}
    for one in placed:
        for name in (f"source_id {one.site.source_id}", *(f"host {host}" for host in one.site.hosts)):
            if name in first:
                yield f"{one.place}: the {name} is in {first[name]} too"
            first.setdefault(name, one.place)


def _of_package(point: EntryPoint) -> list[Placed]:
    place = f"{point.dist.name if point.dist else point.value} ({point.name})"
    try:
        offered = point.load()
    except Exception as error:
        raise BadProfile([f"the site profiles {point.value} cannot be loaded: {error}"]) from error
    if isinstance(offered, str | Path):
        return [Placed(one.site, f"{place} {Path(one.place).name}") for one in profiles_in(Path(offered))]
    sites = list(offered) if isinstance(offered, Iterable) else [offered]
    if not all(isinstance(site, SiteProfile) for site in sites):
        raise BadProfile([f"the site profiles {point.value} are neither SiteProfiles nor the path of a folder"])
    placed = [Placed(named(site), place) for site in sites]
    faults = [f"{place}, {site.source_id}: {fault}" for site in sites for fault in faults_of(site)]
    if faults := [*faults, *twice(placed)]:
        raise BadProfile(faults)
    return placed
