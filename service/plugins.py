"""Which enrichers a deployment runs: those of the desk, and those that other installed packages offer.

A package offers one by an entry point of the group `copydesk.enrichers`: the name is what settings, notes and
`extensions` call it, the object a function from a Story to JSON.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from copydesk.service.enrichers import ENRICHERS, Enricher

GROUP = "copydesk.enrichers"


@cache
def chosen(names: str) -> tuple[Enricher, ...]:
    """The enrichers of a comma-separated list, each once; `all` stands for those of the desk, `none` for none.

    ValueError for a name that nobody offers, or whose package cannot be loaded.
    """
    found: dict[str, Enricher] = {}
    for name in filter(None, map(str.strip, names.split(","))):
        if name == "all":
            found |= {enricher.name: enricher for enricher in ENRICHERS}
        elif name != "none":
            found[name] = _enricher(name)
    return tuple(found.values())


def _enricher(name: str) -> Enricher:
    ours = next((enricher for enricher in ENRICHERS if enricher.name == name), None)
    return ours or _of_another_package(name)


def _of_another_package(name: str) -> Enricher:
    offered = {point.name: point for point in entry_points(group=GROUP)}
    if name not in offered:
        known = ", ".join(enricher.name for enricher in ENRICHERS)
        raise ValueError(f"no enricher {name!r} here: there are all, none, {', '.join([known, *sorted(offered)])}")
    try:
        function = offered[name].load()
    except Exception as error:
        raise ValueError(f"the enricher {name!r} of {offered[name].value} cannot be loaded: {error}") from error
    if not callable(function):
        raise ValueError(f"the enricher {name!r} of {offered[name].value} is no function")
    return Enricher(name, function, is_ours=False)
