"""What the fits have learned, written down: how well it does on publishers that it has not seen, and what weighs most.

Each fit notes its scores here (benchmarks/learned.json), and the tables of docs/accuracy.md are made of them and of the
weights.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module, reload
from pathlib import Path
from typing import Any

import orjson

ROOT = Path(__file__).parents[1]
FILE = ROOT / "benchmarks" / "learned.json"
PAGE = ROOT / "docs" / "accuracy.md"
READERS = "copydesk.service.core.page"
MOST = 10

Rows = Mapping[str, Mapping[str, float]]
"""Set -> measure -> figure; `pages` says how many there are."""


def note(field: str, unseen: Rows, seen: Rows) -> None:
    """Keep the scores of a field, and renew the page."""
    kept: dict[str, Any] = orjson.loads(FILE.read_bytes()) if FILE.exists() else {}
    kept[field] = {name: {"unseen": {**unseen[name]}, "seen": {**seen[name]}} for name in unseen}
    FILE.write_bytes(orjson.dumps(kept, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    PAGE.write_text(page_with(PAGE.read_text(), kept))


def page_with(text: str, kept: Mapping[str, Mapping[str, Mapping[str, Mapping[str, float]]]]) -> str:
    """docs/accuracy.md with the tables of what is learned between its marks."""
    for mark, table in (
        ("learned", table_of_scores(kept)),
        ("misses", table_of_misses(kept)),
        ("weighs", weighs(kept)),
    ):
        marked = re.compile(rf"(<!-- {mark} -->\n).*?(?=<!-- end -->)", re.DOTALL)
        text = marked.sub(lambda found, table=table: found[1] + table, text)  # type: ignore[misc]  # a default
    return text


def table_of_scores(kept: Mapping[str, Mapping[str, Mapping[str, Mapping[str, float]]]]) -> str:
    """A row for each set of each field: publishers that were not learned from, then all."""
    head = "| field | set | pages | measure | publishers unseen | all seen |\n|-|-|-|-|-|-|\n"
    return head + "".join(
        f"| {field} | {name} | {both['unseen']['pages']:,.0f} | {measure} | {figure:.3f} | {both['seen'][measure]:.3f} |\n"
        for field, sets in kept.items()
        for name, both in sets.items()
        for measure, figure in both["unseen"].items()
        if measure != "pages" and not measure.startswith(MISSED)
    )


MISSED = "missed: "
"""Begins the name of a measure that counts a kind of miss."""


def table_of_misses(kept: Mapping[str, Mapping[str, Mapping[str, Mapping[str, float]]]]) -> str:
    """A row for each field: the pages whose value is missed, by the reason."""
    kinds = list(
        dict.fromkeys(
            measure.removeprefix(MISSED)
            for sets in kept.values()
            for both in sets.values()
            for measure in both["unseen"]
            if measure.startswith(MISSED)
        )
    )
    head = f"| field | pages | {' | '.join(kinds)} |\n|-|-|{'-|' * len(kinds)}\n"
    return head + "".join(
        _row_of_misses(field, sets["all"]["unseen"], kinds) for field, sets in kept.items() if "all" in sets
    )


def _row_of_misses(field: str, unseen: Mapping[str, float], kinds: list[str]) -> str:
    if not any(MISSED + kind in unseen for kind in kinds):
        return ""
    counts = " | ".join(f"{unseen.get(MISSED + kind, 0):.0f}" for kind in kinds)
    return f"| {field} | {unseen['pages']:,.0f} | {counts} |\n"


def weighs(kept: Mapping[str, Any]) -> str:
    """A row for each field whose weights are features by name: those that weigh most."""
    head = "| field | what weighs most |\n|-|-|\n"
    return head + "".join(f"| {field} | {', '.join(_strongest(field))} |\n" for field in kept if any(_strongest(field)))


def _strongest(field: str) -> Iterator[str]:
    name = field.removeprefix("text ")
    reader = "html" if name == field else "text"
    module = reload(import_module(f"{READERS}.{reader}.weights.{name}"))  # a fit has just written it
    features = getattr(module.WEIGHTS, "features", {})
    ordered = sorted(features.items(), key=lambda one: (-abs(one[1]), one[0]))[:MOST]
    return (f"{weight:+.1f} {name}" for name, weight in ordered)
