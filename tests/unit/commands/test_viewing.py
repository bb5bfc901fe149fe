"""`copydesk view`: what it takes, and what it says of what it cannot take."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from copydesk.service.cli import main
from tests.builders import an_article as a_parsed_article
from tests.unit.views.odd_articles import whole_article

PAGE = {"source_id": "gazette", "body": "A Bridge Opens\n\nThe old bridge opened on Monday, the council said."}
ARTICLE = whole_article().model_dump(mode="json")


def view(*arguments: str, lines: list[Any] | None = None) -> Result:
    """`copydesk view ARGUMENTS`, with these values as lines of stdin."""
    given = b"\n".join(line if isinstance(line, bytes) else orjson.dumps(line) for line in lines or [])
    return CliRunner().invoke(main, ["view", *arguments], input=given)


@pytest.mark.parametrize(
    "line",
    [
        ARTICLE,
        {"outcome": "article", "article": ARTICLE},
        {"topic": "news.articles", "partition": 0, "offset": 1, "headers": [], "value": ARTICLE},
    ],
    ids=["article", "parse", "tail"],
)
def test_articles_as_commands_print_them(line: dict[str, Any]) -> None:
    """An article, a line of `parse` and a line of `tail --json` give the same view."""
    ended = view("--as", "ninjs", lines=[line])
    assert ended.exit_code == 0
    assert orjson.loads(ended.stdout)["uri"] == "urn:copydesk:story:gazette:EX-41337"
    assert ended.stdout.count("\n") == 1


def test_a_tombstone_has_no_view() -> None:
    """A line on stderr tells whose it is, and the articles around it have theirs."""
    headers = [["ce_type", "copydesk.article.forgotten"]]
    lines = [ARTICLE, {"topic": "news.articles", "key": "a:1", "headers": headers, "value": None}, ARTICLE]
    ended = view("--as", "ninjs", lines=lines)
    assert (ended.exit_code, ended.stdout.count("\n")) == (1, 2)
    assert ended.stderr.splitlines() == [
        "copydesk: stdin:2: a:1 was forgotten: take all its versions back",
    ]


def test_documents_are_parsed_on_the_way(tmp_path: Path) -> None:
    """A page, a raw document, a record of `news.raw` and one of `news.parsed` are read as `parse` reads them."""
    (tmp_path / "page.txt").write_text(PAGE["body"])
    ended = view("--as", "schema-org", "--source", "gazette", str(tmp_path / "page.txt"))
    assert orjson.loads(ended.stdout)["headline"] == "A Bridge Opens"
    parsed = a_parsed_article().model_dump(mode="json")
    raw = {"topic": "news.raw", "value": PAGE}
    ended = view("--as", "schema-org", "-", lines=[PAGE, raw, parsed])
    assert [orjson.loads(line)["headline"] for line in ended.stdout.splitlines()] == ["A Bridge Opens"] * 3


def test_one_document_a_line() -> None:
    """XML too, each line a document; with --pretty on many lines."""
    ended = view("--as", "newsml-g2", lines=[ARTICLE, b"", ARTICLE])
    assert [line[:5] for line in ended.stdout.splitlines()] == ["<?xml", "<?xml"]
    pretty = view("--as", "newsml-g2", "--pretty", lines=[ARTICLE]).stdout.splitlines()
    assert pretty[:1] + pretty[-1:] == ['<?xml version="1.0" encoding="UTF-8"?>', "</newsItem>"]


def test_an_item_that_nobody_dated_comes_in_now() -> None:
    """`parse` knows no record's time, but NewsML-G2 must have one."""
    assert "<versionCreated>" in view("--as", "newsml-g2", lines=[PAGE]).stdout


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"hello", "stdin:1: rejected as bad_json"),
        ({"guid": "a:1", "content_hash": "x", "version": 1}, "stdin:1: no article: source_id"),
        (ARTICLE | {"version": 0}, "stdin:1: no article: version"),
        ({"topic": "news.articles", "value": None}, "stdin:1: rejected as"),
        (
            {"outcome": "rejected", "rejection": {"reason": "no_text", "message": "nothing"}},
            "rejected as no_text: nothing",
        ),
    ],
)
def test_what_is_no_article_has_a_line(line: Any, says: str) -> None:
    """On stderr, with its place; the other articles come all the same, and the exit code is 1."""
    ended = view("--as", "ninjs", lines=[line, ARTICLE])
    assert ended.exit_code == 1
    assert says in ended.stderr
    assert (ended.stderr.count("\n"), ended.stdout.count("\n")) == (1, 1)
    assert ended.stderr.startswith("copydesk: ")
