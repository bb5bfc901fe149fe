"""`copydesk site list`: which profiles are in force, and where each is from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from copydesk.service.core.records import Layout, SiteProfile
from copydesk.service.own_sites import all_profiles
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.sites.written import BadProfile


def listed(folder: Path | None) -> Iterator[str]:
    """A line for each profile, the highest rank first: source, hosts, zone, what it declares, where it is from.
    CopydeskError where one cannot be used.
    """
    try:
        placed = all_profiles(folder)
    except BadProfile as error:
        raise CopydeskError(error.lines[0]) from None
    rows = [
        (
            one.site.name or one.site.source_id,
            ",".join(one.site.hosts) or "-",
            one.site.time_zone or "-",
            _declared(one.site),
            f"{one.place}, outranked by {one.outranked_by}" if one.outranked_by else one.place,
        )
        for one in placed
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(4)]
    for row in rows:
        yield "  ".join((*(f"{cell:{width}}" for cell, width in zip(row[:4], widths, strict=True)), row[4])).rstrip()


def _declared(site: SiteProfile) -> str:
    if not site.layouts:
        return "-"
    names = dict.fromkeys(name for layout in site.layouts for name in _names(layout))
    count = f" in {len(site.layouts)} layouts" if len(site.layouts) > 1 else ""
    return f"{','.join(names)}{count}"


def _names(layout: Layout) -> Iterator[str]:
    yield from (name for name, _ in layout.fields)
    if layout.news_id:
        yield "news_id"
    if layout.drop:
        yield "drop"
