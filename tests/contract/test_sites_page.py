"""docs/sites.md: its ten minutes are walked from the first line to the last, and its tables are the code's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from copydesk.service.core.page.html.own_fields import SELECTABLE
from copydesk.service.own_sites import GROUP
from copydesk.service.sites.written import _Profile, profile_of

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sites.md").read_text()
TUTORIAL = PAGE.partition("## In ten minutes")[2].partition("## What a profile may say")[0]
STEPS = re.findall(r"```(console|toml)\n(.*?)```", TUTORIAL, re.DOTALL)
BY_HAND = ("drop = ", "fields.section = ")
"""Lines that a person adds, as the page says."""


def run(command: str, folder: Path) -> str:
    """What a command prints, with what it says on stderr behind it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COPYDESK_")}
    ended = subprocess.run(
        command,
        check=False,  # a check that finds something ends with 1
        shell=True,
        cwd=folder,
        env=environment | {"PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in ended.stderr
    return ended.stdout + ended.stderr


def expect(shown: str, printed: str) -> None:
    """What the page shows stands in what was printed, in order; `...` is for whatever stands between."""
    at = 0
    for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE):
        found = printed.find(part, at)
        assert found >= 0, f"{part!r} is not in {printed!r}"
        at = found + len(part)


def test_the_ten_minutes(tmp_path: Path) -> None:
    """Every command prints what the page shows, and the profile is the proposals without their #, but for two lines."""
    for page in (ROOT / "docs" / "sites").glob("*.html"):
        shutil.copy(page, tmp_path)
    profile = tmp_path / "sites" / "dailyplanet-example.toml"
    assert [kind for kind, _ in STEPS] == ["console", "toml", "console", "console", "console"]
    for kind, text in STEPS:
        if kind == "toml":
            proposed = [line.removeprefix("# ").partition("  # ")[0] for line in profile.read_text().splitlines()]
            assert [line for line in filter(None, text.splitlines()) if line not in proposed] == [
                line for line in text.splitlines() if line.startswith(BY_HAND)
            ]
            profile.write_text(text)
            continue
        for step in re.split(r"^(?=\$ )", text, flags=re.MULTILINE):
            if step:
                command, _, shown = step.removeprefix("$ ").partition("\n")
                expect(shown, run(command, tmp_path))


def test_the_general_reader_misses_them() -> None:
    """The pages of the tutorial are such that a profile is needed."""
    assert "missing or doubtful: headline, published_at, authors, news_id" in TUTORIAL


def test_keys() -> None:
    """The table has each key of a profile, and all that may be selected."""
    rows = re.findall(
        r"^\| `(\w+)` \| (.*) \|$", PAGE.partition("<!-- keys -->")[2].partition("\n\nA selector")[0], re.M
    )
    assert [key for key, _ in rows] == [
        "source_id",
        "hosts",
        "time_zone",
        "fields",
        "drop",
        "dates",
        "news_id",
        "address_day",
        "earlier",
    ]
    assert {key for key, _ in rows} == set(_Profile.model_fields)
    assert set(re.findall(r"`(\w+)`", dict(rows)["fields"])) == set(SELECTABLE)


@pytest.mark.parametrize("text", re.findall(r"<!-- (?:profile|earlier) -->\n```toml\n(.*?)```", PAGE, re.DOTALL))
def test_profiles(text: str) -> None:
    """Each profile of the page is one."""
    assert profile_of(text).layouts


def test_group() -> None:
    """The entry point has the name that is looked for."""
    assert f'[project.entry-points."{GROUP}"]' in PAGE
