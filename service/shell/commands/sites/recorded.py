"""What a person has accepted that saved pages say: a JSON file beside each page, compared after every change.

`sites/dailyplanet-example.toml` has its pages in `sites/dailyplanet-example/`, and what is expected of `page1.html` in
`expected/page1.html.json` there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from copydesk.service.core.records import SiteProfile, Sites
from copydesk.service.own_sites import Placed, files_in, read_profile, twice
from copydesk.service.shell.commands.inputs.opened import readable
from copydesk.service.shell.commands.sites.saved import FIELDS, SUFFIXES, Reading, Saved, read_saved, saved_page
from copydesk.service.shell.errors import UnreadableFile
from copydesk.service.sites import KnownSites
from copydesk.service.sites.written import BadProfile

SHOWN, BEFORE = 90, 20
_OWN_WARNINGS = ("site_", "unusable_id:")


@dataclass(slots=True)
class Checked:
    """What a check found: lines for a person, and how many of them are faults."""

    pages: int = 0
    recorded: int = 0
    faults: int = 0


def pages_of(profile: Path) -> list[Path]:
    """The saved pages of a profile's file, in order of name."""
    return _saved_in(profile.with_suffix(""))


def _saved_in(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*") if file.suffix.lower() in SUFFIXES) if folder.is_dir() else []


def expected_of(page: Path) -> Path:
    """Where it stands what is expected of a page."""
    return page.parent / "expected" / f"{page.name}.json"


def record(reading: Reading) -> None:
    """Write down what is read from a page, as what is expected of it from now on."""
    saved = reading.saved
    told: dict[str, Any] = {"url": saved.url, "fetched_at": saved.fetched_at.isoformat(), **_outcome(reading)}
    file = expected_of(saved.file)
    with readable(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def check(folder: Path, checked: Checked, *, update: bool) -> Iterator[str]:
    """A line for each fault of a profile and each difference in a page; with `update` the differences are written down
    as what is expected.
    """
    profiles: dict[Path, SiteProfile] = {}
    for file in files_in(folder):
        try:
            profiles[file] = read_profile(file)
        except BadProfile as error:
            checked.faults += len(error.lines)
            yield from error.lines
    doubled = list(twice(Placed(site, str(file)) for file, site in profiles.items()))
    checked.faults += len(doubled)
    yield from doubled
    sites = KnownSites(tuple(profiles.values()))
    for file, site in profiles.items():
        pages = pages_of(file)
        checked.pages += len(pages)
        for page in pages:
            yield from _checked(page, site, sites, checked, update=update)
        for lost in _without_page(file):
            checked.faults += 1
            yield f"{lost}: its page is not there"
        if not pages:
            checked.faults += 1
            yield f"{file}: no saved page in {file.with_suffix('')}"
    for pages_alone in _without_profile(folder):
        checked.faults += 1
        yield f"{pages_alone}: saved pages, but no profile {pages_alone.name}.toml beside it: nothing of them was read"


def _without_profile(folder: Path) -> list[Path]:
    """The folders of pages that no file of a profile goes with."""
    own = {file.with_suffix("") for file in files_in(folder)}
    beside = (place for place in folder.iterdir() if place not in own and not place.name.startswith("."))
    return sorted(place for place in beside if _saved_in(place))


def _without_page(profile: Path) -> list[Path]:
    pages = set(map(expected_of, pages_of(profile)))
    return sorted(file for file in profile.with_suffix("").glob("expected/*.json") if file not in pages)


def _checked(page: Path, site: SiteProfile, sites: Sites, checked: Checked, *, update: bool) -> Iterator[str]:
    expected = _expected(page)
    saved = saved_page(page) if expected is None else _as_recorded(page, expected)
    reading = read_saved(saved, sites, site.source_id)
    lines = ["nothing is recorded of it"] if expected is None else list(_differences(expected, _outcome(reading)))
    if not lines:
        return
    if update:
        record(reading)
        checked.recorded += 1
    else:
        checked.faults += len(lines)
    for line in lines:
        yield f"{page}: {line}{' (recorded)' if update else ''}"


def _expected(page: Path) -> dict[str, Any] | None:
    file = expected_of(page)
    if not file.exists():
        return None
    try:
        with readable(file):
            told = orjson.loads(file.read_bytes())
    except orjson.JSONDecodeError as error:
        raise UnreadableFile(f"{file}: not JSON: {error}") from None
    if not isinstance(told, dict):
        raise UnreadableFile(f"{file}: is no JSON object")
    return told


def _as_recorded(page: Path, expected: dict[str, Any]) -> Saved:
    try:
        at = datetime.fromisoformat(expected["fetched_at"])
    except (KeyError, TypeError, ValueError):
        raise UnreadableFile(f"{expected_of(page)}: fetched_at is no time like 2026-03-01T12:00:00+00:00") from None
    url = expected.get("url")
    return Saved(page, url if isinstance(url, str) else None, at.replace(tzinfo=at.tzinfo or UTC))


def _outcome(reading: Reading) -> dict[str, Any]:
    """What is compared: the fields, or why there are none, and the warnings about selectors and IDs."""
    if reading.rejected:
        return {"rejected": reading.rejected}
    odd = [warning for warning in reading.warnings if warning.startswith(_OWN_WARNINGS)]
    return {**{name: reading.values[name] for name in FIELDS}, "warnings": odd}


def _differences(expected: dict[str, Any], read: dict[str, Any]) -> Iterator[str]:
    for name in ("rejected", *FIELDS, "warnings"):
        if expected.get(name) != read.get(name):
            yield f"{name}: expected {_shown(expected.get(name), read.get(name))}, read {_shown(read.get(name), expected.get(name))}"


def _shown(value: Any, other: Any) -> str:
    """A value in one line, from a little before where it differs; of a list the first part that does."""
    if isinstance(value, list) and isinstance(other, list):
        at = _alike(value, other)
        beside = other[at] if at < len(other) else None
        part = _shown(value[at], beside) if at < len(value) else "no more"
        return f"{len(value)} of them, number {at + 1} {part}" if value else "none"
    if value in (None, []):
        return "none"
    same = _alike(value, other) if isinstance(value, str) and isinstance(other, str) else 0
    return f"...{cut(value[same - BEFORE :])!r}" if same > SHOWN // 2 else repr(cut(str(value)))


def _alike(one: Sequence[Any], other: Sequence[Any]) -> int:
    """How much of two beginnings is the same."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def cut(text: str, most: int = SHOWN) -> str:
    """As much of a text as fits into a line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 3]}..."
