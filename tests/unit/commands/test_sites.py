"""`copydesk site`: what a person sees who writes a profile; the whole way is in tests/contract/test_sites_page.py."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

from copydesk.service.cli import main
from copydesk.service.shell.commands.sites.proposals import address_rule, formats_of, proposals
from copydesk.service.shell.errors import UnreadableFile
from copydesk.service.sites.written import profile_of

PAGE = (
    '<html><head><title>{title} - The Quay</title><link rel=canonical href="https://www.quay.example/news/{number}"></head>'
    "<body><h1>{title}</h1><p>Published: 4 March 2024, 09:30</p><article><p>{text}</p></article></body></html>"
)
TEXT = "The ferry between the two harbours ran aground last winter, and the crew was brought ashore by boat. " * 3


def run(*arguments: str) -> Result:
    """`copydesk site ARGUMENTS`."""
    return CliRunner().invoke(main, ["site", *arguments])


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COPYDESK_SITES", raising=False)
    for number, title in ((77123, "Ferry runs aground"), (77124, "Museum opens at night")):
        Path(f"{number}.html").write_text(PAGE.format(number=number, title=title, text=TEXT + title))


def test_a_site_that_needs_nothing() -> None:
    """All that is found is told with its rule, the ID too, and the profile proposes nothing for it."""
    made = run("new", "77123.html", "77124.html")
    assert made.exit_code == 0, made.stderr
    assert "headline      77123.html  Ferry runs aground  (" in made.stdout
    profile = Path("sites/quay-example.toml").read_text()
    assert "# The ID of a story is found: url:number." in profile
    assert "fields.headline =" not in profile.partition("[[earlier]]")[0]
    site = profile_of(profile)
    assert (site.source_id, site.hosts, site.layouts) == ("quay-example", ("quay.example",), ())
    told = orjson.loads(Path("sites/quay-example/expected/77124.html.json").read_bytes())
    assert (told["headline"], told["news_id"]) == ("Museum opens at night", "77124")
    assert told["url"] == "https://www.quay.example/news/77124"
    assert run("check", "sites").stdout == "2 pages read as expected\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["https://www.quay.example/news/1"], "no page is named"),
        (["nothing.html"], "nothing.html: there is no such file"),
        (["77123.pdf"], "77123.pdf: a saved page ends in .htm, .html, .txt, .xhtml"),
        (["https://a.example/1", "https://a.example/2", "77123.html"], "2 addresses, but 1 page: nothing is fetched"),
        (["77123.html", "./77123.html"], "two pages are called 77123.html"),
        (["77123.html", "--source", "The Quay"], "'The Quay' is no source ID"),
        (["bare.html"], "no address is given and none stands in the pages"),
        (["77123.html"] * 21, "21 pages are more than a profile needs"),
        (["77123.html", "--folder", "file"], "file"),
    ],
)
def test_what_cannot_be_made(arguments: list[str], says: str) -> None:
    """One line, and nothing is written."""
    Path("bare.html").write_text("<p>A story.</p>")
    Path("file").write_text("")
    failed = run("new", *arguments)
    assert failed.exit_code != 0
    assert failed.stderr.startswith("copydesk: ")
    assert says in failed.stderr
    assert failed.stderr.count("\n") == 1
    assert not Path("sites").exists()


def test_nothing_is_overwritten() -> None:
    """Neither a profile, nor that of the same host by another name."""
    assert run("new", "77123.html").exit_code == 0
    before = Path("sites/quay-example.toml").read_text()
    assert "sites/quay-example.toml is there already" in run("new", "77124.html").stderr
    assert "is the profile of quay.example already" in run("new", "77124.html", "--source", "quay").stderr
    assert Path("sites/quay-example.toml").read_text() == before


def test_a_source_without_an_address() -> None:
    """A page that tells no address is its source's all the same, and its saved copy is read so."""
    Path("bare.html").write_text(f"<h1>Ferry runs aground</h1><p>{TEXT}</p>")
    made = run("new", "bare.html", "--source", "quay")
    assert made.exit_code == 0, made.stderr
    assert "is made of the text" in made.stdout
    assert run("check", "sites").exit_code == 0


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0036)https://www.quay.example/read?n=5 -->",
        "<!--\n Page saved with SingleFile \n url: https://www.quay.example/read?n=5 \n saved date: x\n-->",
    ],
)
def test_the_address_that_a_browser_notes(note: str) -> None:
    """It stands in the first lines of a page that was saved."""
    Path("saved.html").write_text(f"<!DOCTYPE html>\n{note}\n<h1>Ferry</h1><p>{TEXT}</p>")
    assert run("new", "saved.html").exit_code == 0
    told = orjson.loads(Path("sites/quay-example/expected/saved.html.json").read_bytes())
    assert told["url"] == "https://www.quay.example/read?n=5"


def test_a_source_that_the_desk_knows() -> None:
    """It keeps its name, hosts and zone: another source ID would make other stories of all it has."""
    page = PAGE.replace("www.quay.example", "tass.com")
    Path("tass.html").write_text(page.format(number=77125, title="Ferry runs aground", text=TEXT))
    assert run("new", "tass.html").exit_code == 0
    site = profile_of(Path("sites/tass.toml").read_text())
    assert (site.source_id, site.hosts, site.time_zone) == ("tass", ("tass.com",), "Europe/Moscow")


def test_differences() -> None:
    """A page that reads otherwise is a line for each field, until that is what is expected."""
    run("new", "77123.html", "77124.html")
    with Path("sites/quay-example.toml").open("a") as file:
        file.write('fields.section = "title"\n'.replace("fields", "\n# x\nfields"))
    text = Path("sites/quay-example.toml").read_text()
    Path("sites/quay-example.toml").write_text('fields.section = "h1"\n' + text.replace('fields.section = "title"', ""))
    checked = run("check", "sites")
    assert checked.exit_code == 1
    assert "sites/quay-example/77123.html: section: expected none, read 'Ferry runs aground'" in checked.stdout
    assert "2 of these, 2 pages read" in checked.stderr
    assert run("check", "sites", "--update").stdout.endswith("2 pages read as expected, 2 recorded anew\n")
    assert run("check", "sites").exit_code == 0


def test_a_difference_far_behind() -> None:
    """It is shown from a little before, as the beginnings say nothing."""
    run("new", "77123.html")
    page = Path("sites/quay-example/77123.html")
    page.write_text(page.read_text().replace("by boat. Ferry", "by tug. Ferry"))
    (line,) = run("check", "sites").stdout.splitlines()
    assert "body_text: expected 1 of them, number 1 ...'" in line
    assert "by boat. Ferry runs aground', read" in line
    assert line.endswith("by tug. Ferry runs aground'")


def test_a_new_page_and_a_lost_one() -> None:
    """A page of which nothing is recorded is a fault until it is; so is one that is gone."""
    run("new", "77123.html")
    Path("sites/quay-example/77124.html").write_bytes(Path("77124.html").read_bytes())
    checked = run("check", "sites")
    assert (checked.exit_code, checked.stdout) == (1, "sites/quay-example/77124.html: nothing is recorded of it\n")
    assert run("check", "sites", "--update").exit_code == 0
    Path("sites/quay-example/77123.html").unlink()
    checked = run("check", "sites")
    assert checked.exit_code == 1
    assert checked.stdout == "sites/quay-example/expected/77123.html.json: its page is not there\n"


def test_a_rejected_page() -> None:
    """A page that makes no article, beside one that does, is recorded as such."""
    Path("bare.html").write_text('<link rel=canonical href="https://www.quay.example/x"><p></p>')
    made = run("new", "77123.html", "bare.html")
    assert made.exit_code == 0, made.stderr
    assert "bare.html: no article, " in made.stdout
    assert run("check", "sites").exit_code == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<p></p>", "no article, not_an_article"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "no article, "),
        (b"<p>" + b"x" * (12 * 1024 * 1024), "is larger than a document can be"),
    ],
)
def test_pages_that_cannot_be_read_leave_nothing_behind(content: bytes, says: str) -> None:
    """One line, exit 1, and no folder of pages without a profile."""
    Path("bad.html").write_bytes(content)
    failed = run("new", "https://www.quay.example/news/1", "bad.html")
    assert failed.exit_code == 1, failed.stdout
    assert failed.stderr.startswith("copydesk: bad.html: ")
    assert says in failed.stderr
    assert failed.stderr.count("\n") == 1
    assert not Path("sites").exists()


def test_a_page_beyond_a_profile_among_others() -> None:
    """It is refused, and nothing of the others is kept."""
    Path("bad.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert run("new", "77123.html", "bad.html").exit_code == 1
    assert not Path("sites").exists()


def test_what_breaks_off_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full after the pages were copied leaves what was there before, and no more."""
    Path("sites").mkdir()
    Path("sites/notes.txt").write_text("mine")

    def full(_: object) -> None:
        raise UnreadableFile("no space")

    monkeypatch.setattr("copydesk.service.shell.commands.sites.new_site.record", full)
    assert run("new", "77123.html").exit_code == 1
    assert [file.name for file in Path("sites").iterdir()] == ["notes.txt"]


def test_a_check_of_nothing_is_no_success() -> None:
    """Without a profile, without its pages, or with pages alone: exit 1, and a line says which."""
    Path("sites").mkdir()
    failed = run("check", "sites")
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert "sites: 0 pages read: no profile is there" in failed.stderr
    Path("sites/quay-example").mkdir()
    Path("sites/quay-example/77123.html").write_bytes(Path("77123.html").read_bytes())
    failed = run("check", "sites")
    assert failed.exit_code == 1
    assert failed.stdout.startswith("sites/quay-example: saved pages, but no profile quay-example.toml beside it")
    assert run("check", "sites", "--update").exit_code == 1
    Path("sites/quay-example").rename("elsewhere")
    Path("sites/quay-example.toml").write_text('source_id = "quay-example"')
    failed = run("check", "sites")
    assert (failed.exit_code, failed.stdout) == (
        1,
        "sites/quay-example.toml: no saved page in sites/quay-example\n",
    )


@pytest.mark.parametrize(
    ("told", "says"),
    [("{", "not JSON"), ("[]", "is no JSON object"), ('{"fetched_at": "noon"}', "fetched_at is no time like")],
)
def test_broken_expectations(told: str, says: str) -> None:
    """One line, with the file."""
    run("new", "77123.html")
    Path("sites/quay-example/expected/77123.html.json").write_text(told)
    checked = run("check", "sites")
    assert checked.exit_code == 1
    assert f"77123.html.json: {says}" in checked.stderr


def test_faulty_profiles() -> None:
    """All faults of all profiles, and the pages of those that are sound."""
    run("new", "77123.html")
    Path("sites/a.toml").write_text('source_id = "a"\nfields.headlin = "h1"')
    Path("sites/b.toml").write_text('source_id = "quay-example"')
    checked = run("check", "sites")
    assert checked.exit_code == 1
    assert checked.stdout.splitlines() == [
        "sites/a.toml: fields.headlin: there is no such field; the nearest is headline",
        "sites/quay-example.toml: the source_id quay-example is in sites/b.toml too",
        "sites/b.toml: no saved page in sites/b",
    ]


@pytest.mark.parametrize("command", ["check", "list"])
def test_no_folder(command: str) -> None:
    """A folder that is none is one line."""
    failed = run(command, "nowhere")
    assert (failed.exit_code, failed.stderr) == (1, "copydesk: nowhere: there is no such folder\n")


def test_check_asks_for_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, or set."""
    assert "no folder is named, and COPYDESK_SITES is not set" in run("check").stderr
    run("new", "77123.html")
    monkeypatch.setenv("COPYDESK_SITES", "sites")
    assert run("check").stdout == "1 page reads as expected\n"


def test_list() -> None:
    """Each profile with its hosts, zone, what it declares and where it is from, the own ones first."""
    Path("sites").mkdir()
    Path("sites/mehr.toml").write_text(
        'source_id = "mehr"\nhosts = "en.mehrnews.com"\ntime_zone = "Asia/Tehran"\nfields.headline = "h1"\ndrop = "aside"\n'
        'news_id.label = "no."\n[[earlier]]\nuntil = 2024-03-31'
    )
    first, *others = run("list", "sites").stdout.splitlines()
    assert first.split()[1:] == [
        "en.mehrnews.com",
        "Asia/Tehran",
        "headline,news_id,drop",
        "in",
        "2",
        "layouts",
        "sites/mehr.toml",
    ]
    (mehr,) = [line for line in others if line.startswith("mehr ")]
    assert mehr.endswith("copydesk, outranked by sites/mehr.toml")
    assert all(line.endswith("copydesk") for line in others if line != mehr)


@pytest.mark.parametrize(
    ("values", "layout"),
    [
        (["2026|02|27 14.05", "2026|03|01 09.30"], ("%Y|%m|%d %H.%M",)),
        (["27|02|26", "01|03|26"], ()),
        (["27|02|2026", "01|03|2026"], ("%d|%m|%Y",)),
        (["02|27|2026 14.05", "03|13|2026 09.30"], ("%m|%d|%Y %H.%M",)),
        (["01|02|2026", "03|04|2026"], ()),
        (["at noon", "2026"], ()),
        (["2026%02%27"], ()),
    ],
)
def test_layouts_of_times(values: list[str], layout: tuple[str, ...]) -> None:
    """A layout is proposed if it alone fits all pages: 01|02 may be either day."""
    assert formats_of(values) == layout


@pytest.mark.parametrize(
    ("urls", "rule"),
    [
        (["https://a.example/x/s-12_ferry", "https://a.example/y/s-345_museum"], r"\-(\d+)"),
        (["https://a.example/read?nr=12", "https://a.example/read?nr=15"], r"=(\d+)"),
        (["https://a.example/news/77123", "https://a.example/news/77124"], None),
        (["https://a.example/7/x-12-b", "https://a.example/7/y-15-b"], r"\-(\d+)"),
        (["https://a.example/7/n7n12", "https://a.example/7/n7n15"], r"7n(\d+)"),
        (["https://a.example/12/34", "https://a.example/15/36"], None),
        (["https://a.example/read?nr=12"], None),
        (["https://a.example/ferry", "https://a.example/museum"], None),
    ],
)
def test_rules_for_addresses(urls: list[str], rule: str | None) -> None:
    """The one number in which addresses differ, where the desk finds none by itself."""
    assert address_rule(urls) == rule


def test_odd_letters() -> None:
    """What a page holds of control characters and quotes breaks no profile."""
    for number in (1, 2):
        Path(f"odd{number}.html").write_text(
            f"<title>The Quay</title><p>{TEXT}</p><div class=kicker>Ferry \x01 \x7f \" ' runs \u2028 aground {number}</div>"
        )
    urls = [f"https://www.quay.example/it's'{number}" for number in (12, 15)]
    made = run("new", *urls, "odd1.html", "odd2.html")
    assert made.exit_code == 0, made.stderr
    text = Path("sites/quay-example.toml").read_text()
    assert 'fields.section = "div.kicker"' in text
    assert "news_id.url = '/story" in text
    assert profile_of(text.replace("# fields.section", "fields.section", 1)).layouts


def test_one_page() -> None:
    """It tells no ID by itself, as any number in it may be the site's; that is said."""
    Path("bare.html").write_text(f"<main data-id=A4711><h1>Ferry runs aground</h1><p>{TEXT}</p></main>")
    made = run("new", "https://www.quay.example/ferry", "bare.html")
    assert "one page alone cannot tell" in made.stdout
    assert "data-id]" not in Path("sites/quay-example.toml").read_text()


def test_proposals_need_all_pages() -> None:
    """What stands in one page only, or is the same in all, is no place of a headline or an ID."""
    one = "<div class=title-a>Ferry runs aground in the winter</div><p data-id=A1></p><p data-story=77></p>"
    two = "<div class=title-b>Museum opens at night in spring</div><p data-id=A1></p><p data-story=78></p>"
    assert proposals("headline", [one, two]) == []
    assert [proposal.selector for proposal in proposals("news_id", [one, two])] == ["p[data-story]::attr(data-story)"]
    assert proposals("images", [one, two]) == []
    assert proposals("headline", []) == []
