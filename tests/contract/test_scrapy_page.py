"""docs/scrapy.md has the settings that `copydesk.scrapy` reads, the stats that it counts, and the exit codes of watch."""

from __future__ import annotations

import re
from pathlib import Path

from copydesk.service.cli.watching import EXITS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "scrapy.md").read_text()
MODULE = (ROOT / "src" / "copydesk" / "scrapy.py").read_text()


def test_settings() -> None:
    """Each has its row, and no other."""
    rows = re.findall(r"^\| `(COPYDESK_\w+)` \|", PAGE, re.MULTILINE)
    assert {*rows} == {*re.findall(r'"(COPYDESK_\w+)"', MODULE)}


def test_stats() -> None:
    """Each that is counted is told of."""
    counted = MODULE.partition("_COUNTED = {")[2].partition("}")[0]
    assert sorted(re.findall(r"`copydesk/(\w+)`", PAGE)) == sorted(re.findall(r'^ +"(\w+)":', counted, re.MULTILINE))


def test_exit_codes() -> None:
    """Those of watch, in order, and what keeps it from answering."""
    table = PAGE.partition("## What became of my documents")[2].partition("## What a change")[0]
    codes = [int(code) for code in re.findall(r"^\| (\d) \|", table, re.MULTILINE)]
    assert codes == sorted([*EXITS.values(), 2])
