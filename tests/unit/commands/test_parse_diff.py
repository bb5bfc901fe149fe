"""`copydesk parse --diff`: what comes out otherwise than before, and how a document is known again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from copydesk.service.cli import main

TEXT = "<h1>{0} returns to the harbour</h1><p>The harbour {0} sails again on Monday, the port said.</p>"


def a_document(name: str, *, body: str | None = None, **fields: Any) -> dict[str, Any]:
    """A page of a story of its own."""
    url = f"https://www.dailyplanet.example/news/{name}"
    return {"url": url, "body": TEXT.format(name) if body is None else body} | fields


FERRY, BARGE, TUG = a_document("ferry"), a_document("barge"), a_document("tug", body="")


def run(*arguments: str | Path, **environment: str) -> Result:
    """`copydesk parse ARGUMENTS`."""
    return CliRunner().invoke(main, ["parse", *map(str, arguments)], env=environment)


def written(path: Path, *documents: dict[str, Any]) -> Path:
    """A file of JSON Lines."""
    path.write_bytes(b"".join(orjson.dumps(document) + b"\n" for document in documents))
    return path


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """The outcomes of a ferry, a barge, and a tug without text."""
    found = run(written(tmp_path / "pages.jsonl", FERRY, BARGE, TUG))
    path = tmp_path / "before.jsonl"
    path.write_bytes(found.stdout_bytes)
    return path


def test_nothing_differs(before: Path) -> None:
    """Exit 0, and one line."""
    ended = run("--diff", before, before.parent / "pages.jsonl")
    assert (ended.exit_code, ended.stdout, ended.stderr) == (0, "3 documents: 3 as before\n", "")


def test_a_setting_that_changes_a_field(before: Path) -> None:
    """Per document the fields with both values, then how many documents each field differs in; exit 1."""
    ended = run("--diff", before, before.parent / "pages.jsonl", COPYDESK_ENRICHERS="reading_time")
    lines = ended.stdout.splitlines()
    assert ended.exit_code == 1
    assert '  language: "en" -> nothing' in lines
    assert "3 documents: 1 as before, 2 otherwise" in lines
    assert "  language  2" in lines


def test_a_profile_that_changes_a_field(tmp_path: Path) -> None:
    """What a site's profile of one's own finds is told against what was read without it."""
    page = TEXT.format("Ferry") + '<p class="signed">Lois Lane</p>'
    pages = written(tmp_path / "pages.jsonl", a_document("ferry", body=page), BARGE)
    outcomes = tmp_path / "before.jsonl"
    outcomes.write_bytes(run(pages).stdout_bytes)
    sites = tmp_path / "sites"
    sites.mkdir()
    profile = 'source_id = "dailyplanet-example"\nhosts = ["dailyplanet.example"]\nfields.authors = "p.signed"\n'
    (sites / "dailyplanet-example.toml").write_text(profile)
    ended = run("--diff", outcomes, pages, COPYDESK_SITES=str(sites))
    assert (ended.exit_code, ended.stderr) == (1, "")
    assert '  authors: nothing -> [{"name":"Lois Lane"' in ended.stdout
    assert '  extraction.warnings: nothing -> ["site_selector_empty:authors"]' in ended.stdout  # of the barge
    assert ended.stdout.endswith("2 documents: 2 otherwise\n  authors  1\n  extraction.warnings  1\n")


def test_as_json(before: Path) -> None:
    """A line for each document that is not as it was, with whole values; the sums last."""
    edited = a_document("ferry", body=TEXT.format("steamer"))
    ended = run("--diff", before, "--json", written(before.parent / "pages.jsonl", edited, BARGE, TUG))
    differs, total = map(orjson.loads, ended.stdout.splitlines())
    assert (differs["state"], differs["url"]) == ("differs", FERRY["url"])
    assert differs["changes"]["headline"] == {
        "before": "ferry returns to the harbour",
        "now": "steamer returns to the harbour",
    }
    assert total["summary"]["fields"].keys() == differs["changes"].keys()
    assert {name: total["summary"][name] for name in ("same", "differs", "added", "gone")} == {
        "same": 2,
        "differs": 1,
        "added": 0,
        "gone": 0,
    }


def test_lines_that_moved(before: Path) -> None:
    """A document that says no record_id is known by its address, wherever it stands by now."""
    moved = written(before.parent / "elsewhere.jsonl", a_document("raft"), BARGE, FERRY)
    lines = run("--diff", before, moved).stdout.splitlines()
    assert lines[0].endswith("/news/raft  (not parsed before)")
    assert lines[1].endswith("pages.jsonl/0/3  (not there any more)")  # a rejection has no address
    assert lines[2] == "4 documents: 2 as before, 1 not parsed before, 1 not there any more"


def test_a_place_that_another_document_has(before: Path) -> None:
    """Two documents with two addresses are not compared because they stand on the same line."""
    lines = run("--diff", before, written(before.parent / "pages.jsonl", a_document("raft"), BARGE, TUG)).stdout
    assert "3 documents" not in lines
    assert "4 documents: 2 as before, 1 not parsed before, 1 not there any more" in lines


def test_a_place_without_an_address(before: Path) -> None:
    """A rejection is known by its place: the tug has a text by now."""
    lines = run("--diff", before, written(before.parent / "pages.jsonl", FERRY, BARGE, a_document("tug"))).stdout
    assert lines.splitlines()[1].startswith("  outcome: rejected as no_text: ")
    assert lines.splitlines()[1].endswith(" -> article")


def test_record_ids(tmp_path: Path) -> None:
    """They outrank place and address; one that several documents have goes round among them, in order."""
    pages = [a_document("ferry", record_id="a"), a_document("barge", record_id="b"), a_document("tug", record_id="a")]
    outcomes = tmp_path / "before.jsonl"
    outcomes.write_bytes(run(written(tmp_path / "pages.jsonl", *pages)).stdout_bytes)
    swapped = written(tmp_path / "other.jsonl", pages[1], pages[0], pages[2])
    assert run("--diff", outcomes, swapped).stdout == "3 documents: 3 as before\n"
    renamed = written(tmp_path / "other.jsonl", {**pages[1], "url": FERRY["url"]}, pages[0], pages[2])
    assert "  url: " in run("--diff", outcomes, renamed).stdout


def test_an_address_of_many(tmp_path: Path) -> None:
    """An address that several documents had tells none of them: their places do."""
    pages = [a_document("ferry", body=TEXT.format(name)) for name in ("ferry", "barge")]
    outcomes = tmp_path / "before.jsonl"
    outcomes.write_bytes(run(written(tmp_path / "pages.jsonl", *pages)).stdout_bytes)
    assert run("--diff", outcomes, tmp_path / "pages.jsonl").stdout == "2 documents: 2 as before\n"


def test_what_tail_wrote(tmp_path: Path) -> None:
    """Articles from the topic are compared too."""
    pages = written(tmp_path / "pages.jsonl", FERRY)
    article = orjson.loads(run(pages).stdout)["article"]
    told = [article | {"version": 3}, {"topic": "news.articles", "value": article}]
    for said in told:
        assert run("--diff", written(tmp_path / "before.jsonl", said), pages).exit_code == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "holds no outcome: write it with `copydesk parse PATH..."),
        (b"\n\n", "holds no outcome"),
        (b'\n{"outcome": "maybe"}\n', ":2: is no outcome as `copydesk parse` writes it"),
        (b"\x1b[2J", ":1: is no outcome"),
        (b'{"outcome": "article", "article": 7}', ":1: is no outcome"),
        (b"\x1f\x8bx", "is packed; unpack it first"),
    ],
)
def test_what_is_no_outcome(content: bytes, says: str, tmp_path: Path) -> None:
    """One line, and exit 2, so that 1 always means a difference."""
    (tmp_path / "before.jsonl").write_bytes(content)
    ended = run("--diff", tmp_path / "before.jsonl", written(tmp_path / "pages.jsonl", FERRY))
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert says in ended.stderr


def test_what_does_not_go_together(before: Path) -> None:
    """One line, and exit 2."""
    for options, says in ((["--diff", before, "--explain"], "exclude"), (["--json"], "--json is for --diff")):
        ended = run(*options, before)
        assert (ended.exit_code, says in ended.stderr) == (2, True)
    missing = run("--diff", before, "nothing.html")
    assert (missing.exit_code, missing.stderr) == (2, "copydesk: nothing.html: there is no such file or folder\n")


def test_a_pipe(before: Path) -> None:
    """It cannot be read in any order: said in a line."""
    read, write = os.pipe()
    try:
        os.write(write, before.read_bytes())
        os.close(write)
        ended = run("--diff", f"/dev/fd/{read}", before)
    finally:
        os.close(read)
    assert (ended.exit_code, "is a pipe" in ended.stderr) == (2, True)
    folder = run("--diff", before.parent, before)
    assert (folder.exit_code, folder.stderr.count("\n")) == (2, 1)
