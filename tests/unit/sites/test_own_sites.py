"""Which profiles are in force: of a folder, of packages, of the desk."""

from __future__ import annotations

from datetime import date
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from copydesk.service import own_sites
from copydesk.service.core.records import IdRule, Layout, Selector, SiteProfile
from copydesk.service.own_sites import GROUP, OURS, all_profiles, known_sites
from copydesk.service.settings import Settings
from copydesk.service.sites import SITES
from copydesk.service.sites.written import BadProfile
from copydesk.service.variables import BadSetting

OFFERED: dict[str, object] = {}


@pytest.fixture(autouse=True)
def _offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages that offer what a test puts into OFFERED."""
    OFFERED.clear()

    def points(group: str) -> EntryPoints:
        return EntryPoints(EntryPoint(name, f"{name}:SITES", group) for name in OFFERED)

    def load(point: EntryPoint) -> object:
        offered = OFFERED[point.name]
        if isinstance(offered, Exception):
            raise offered
        return offered

    monkeypatch.setattr(own_sites, "entry_points", points)
    monkeypatch.setattr(EntryPoint, "load", load)
    known_sites.cache_clear()


def test_ranks(tmp_path: Path) -> None:
    """A folder's profile outranks a package's, and that one the desk's; each says where it is from."""
    (tmp_path / "quay.toml").write_text('source_id = "quay"\nhosts = "quay.example"')
    (tmp_path / "notes.txt").write_text("no profile")
    OFFERED["pack"] = (SiteProfile("quay", hosts=("old.example",)), SiteProfile("tass", hosts=("tass.com",)))
    placed = [one for one in all_profiles(tmp_path) if one.site.source_id in ("quay", "tass")]
    assert [(one.site.source_id, one.place, one.outranked_by) for one in placed] == [
        ("quay", str(tmp_path / "quay.toml"), ""),
        ("quay", "pack:SITES (pack)", str(tmp_path / "quay.toml")),
        ("tass", "pack:SITES (pack)", ""),
        ("tass", OURS, "pack:SITES (pack)"),
    ]
    known = known_sites(tmp_path)
    assert known.site_for("quay", None).hosts == ("quay.example",)
    assert (known.site_for("tass", None).name or "").startswith("tass@")


def test_a_package_with_a_folder(tmp_path: Path) -> None:
    """A package may give the path of a folder of files."""
    (tmp_path / "quay.toml").write_text('source_id = "quay"')
    OFFERED["pack"] = tmp_path
    assert all_profiles(None)[0].place == "pack:SITES (pack) quay.toml"


def test_none() -> None:
    """Without a folder and packages there are those of the desk."""
    assert known_sites(None).own == ()
    assert [one.site for one in all_profiles(None)] == list(SITES)


@pytest.mark.parametrize("offered", [7, (7,), ValueError("no such thing")])
def test_packages_that_offer_nothing_of_use(offered: object) -> None:
    """They are told of in a line, at the first command that reads by profiles."""
    OFFERED["pack"] = offered
    with pytest.raises(BadProfile, match="the site profiles pack:SITES"):
        all_profiles(None)
    with pytest.raises(BadSetting, match="the site profiles pack:SITES"):
        _ = Settings().policy


def test_faults_of_a_package() -> None:
    """A profile in Python is held to what a file is held to."""
    layouts = (
        Layout(
            until=date(2024, 1, 1),
            fields=(("headlin", (Selector("h1"),)), ("headline", (Selector("h1["),))),
            drop=("strong",),
            dates=("%d",),
            news_id=IdRule((Selector("p::attr(x)"),), url="x"),
        ),
        Layout(),
    )
    OFFERED["pack"] = (SiteProfile("The Quay", ("www.quay.example",), "Europe/Rom", (), (("a", "x"),), layouts),)
    with pytest.raises(BadProfile) as caught:
        all_profiles(None)
    assert [line.removeprefix("pack:SITES (pack), The Quay: ").partition(": ")[0] for line in caught.value.lines] == [
        "layouts[0].news_id",
        "layouts",
        "source_id",
        "hosts",
        "time_zone",
        "dated_paths",
        "layouts[0].fields",
        "layouts[0].fields.headline",
        "layouts[0].drop",
        "layouts[0].dates",
        "layouts[0].news_id.selectors",
        "layouts[0].news_id.url",
    ]


def test_faults_of_a_folder(tmp_path: Path) -> None:
    """All of all files, each with its file; a source and a host have one file."""
    (tmp_path / "a.toml").write_text('source_id = "quay"\nhosts = "quay.example"')
    (tmp_path / "b.toml").write_text('source_id = "quay"\nhosts = "quay.example"')
    (tmp_path / "c.toml").write_text('fields.a = "b"')
    (tmp_path / "d.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "e.toml").mkdir()
    with pytest.raises(BadProfile) as caught:
        all_profiles(tmp_path)
    assert [line.removeprefix(f"{tmp_path}/") for line in caught.value.lines] == [
        "c.toml: fields.a: there is no such field; there are headline, abstract, body_text, authors, published_at, "
        "modified_at, section, tags, images, language",
        "c.toml: source_id: is missing",
        "d.toml: not UTF-8",
        "e.toml: Is a directory",
        f"b.toml: the source_id quay is in {tmp_path}/a.toml too",
        f"b.toml: the host quay.example is in {tmp_path}/a.toml too",
    ]


@pytest.mark.parametrize(("folder", "told"), [("nowhere", "there is no such folder"), ("", "a folder is needed")])
def test_the_setting(folder: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is none is told of in a line with the variable."""
    monkeypatch.setenv("COPYDESK_SITES", folder)
    with pytest.raises(BadSetting, match=f"COPYDESK_SITES='{folder}': .*{told}"):
        Settings.from_environment()


def test_the_setting_tells_the_first_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And how many there are."""
    (tmp_path / "c.toml").write_text('fields.a = "b"\nsource_id = 7')
    monkeypatch.setenv("COPYDESK_SITES", str(tmp_path))
    with pytest.raises(BadSetting, match=r"c.toml: fields.a: .*, and 1 more: `copydesk site check` tells all$"):
        Settings.from_environment()


def test_the_policy_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever reads documents by the settings reads them by these profiles."""
    (tmp_path / "quay.toml").write_text('source_id = "quay"\nhosts = "quay.example"')
    monkeypatch.setenv("COPYDESK_SITES", str(tmp_path))
    sites = Settings.from_environment().policy.sites
    assert sites is not None
    assert sites.source_at("quay.example") == "quay"


def test_the_group_has_its_name() -> None:
    """Packages that are out there rely on it."""
    assert GROUP == "copydesk.sites"
