"""What a person names on the command line, as raw messages."""

from __future__ import annotations

import gzip
import io
import os
from base64 import b64decode
from pathlib import Path
from types import SimpleNamespace

import orjson
import pytest

from copydesk.service.core.records import Origin, Record
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.documents import Asked, read_documents, wrapping_of
from copydesk.service.shell.commands.inputs.messages import RawMessage, Wrapping, place_of
from copydesk.service.shell.commands.parse_files import outcome_line
from copydesk.service.shell.errors import UnreadableFile

UNWRAPPED = Wrapping()


def read(*paths: Path, wrapping: Wrapping = UNWRAPPED) -> list[RawMessage]:
    """All messages of these paths."""
    return list(read_documents([str(path) for path in paths], Asked(wrapping)))


def test_lines_are_kept_byte_for_byte(tmp_path: Path) -> None:
    """A line is a message as it stands; blank ones are left out, and the numbers are those of the file."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"body": "a"} \n\n \t\nnot json\r\n\xff')
    assert [(message.value, message.number) for message in read(file)] == [
        (b'{"body": "a"} ', 1),
        (b"not json\r", 4),
        (b"\xff", 5),
    ]


def test_folders_are_read_in_order(tmp_path: Path) -> None:
    """All files below a folder, by name; hidden ones are not documents."""
    for name in ("b.txt", "a/z.txt", "a/.git/x.txt", ".hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [orjson.loads(message.value)["body"] for message in read(tmp_path)] == ["a/z.txt", "b.txt"]


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("a.html", "text/html"), ("a.HTM", "text/html"), ("a.txt", "text/plain"), ("a.md", "text/markdown"), ("a", None)],
)
def test_pages_are_wrapped(tmp_path: Path, name: str, content_type: str | None) -> None:
    """The content type is the extension's, where it says one."""
    (tmp_path / name).write_text("text")
    envelope = orjson.loads(read(tmp_path / name, wrapping=Wrapping("slug", "https://a.example"))[0].value)
    assert (envelope.get("content_type"), envelope["source_id"], envelope["url"], envelope["body"]) == (
        content_type,
        "slug",
        "https://a.example",
        "text",
    )


@pytest.mark.parametrize("name", ["a.md", "a.markdown"])
def test_markdown_is_read_as_such_by_its_suffix(tmp_path: Path, name: str) -> None:
    """However few marks it has."""
    (tmp_path / name).write_text("# Ferry returns\n\nThe harbour ferry sails again on Monday, the port said.\n")
    (message,) = read(tmp_path / name, wrapping=Wrapping("gazette"))
    outcome = orjson.loads(outcome_line(Record(Origin("raw", 0, 0), message.value), Settings()))
    assert outcome["article"]["headline"] == "Ferry returns"


def test_bytes_that_are_not_utf_8_are_kept(tmp_path: Path) -> None:
    """They go as base64, so that the desk can find the character set."""
    (tmp_path / "a.txt").write_bytes(b"\xe9t\xe9")
    envelope = orjson.loads(read(tmp_path / "a.txt")[0].value)
    assert "body" not in envelope
    assert b64decode(envelope["body_b64"]) == b"\xe9t\xe9"


def test_a_json_file_is_one_message(tmp_path: Path) -> None:
    """An envelope over several lines goes out as it is."""
    (tmp_path / "a.json").write_bytes(b'{\n "body": "x"\n}\n')
    assert [message.value for message in read(tmp_path / "a.json")] == [b'{\n "body": "x"\n}\n']


BARE = [
    b'{"uri": "urn:x:1", "headlines": [{"value": "Ferry returns"}], "bodies": [{"value": "It sails."}]}',
    b'{"id": 7, "date": "2026-03-01T12:00:00", "title": {"rendered": "Ferry"}, "content": {"rendered": "<p>x"}}',
    b'\xef\xbb\xbf{"title": "Ferry returns", "body": {"html": "<p>x</p>"}}',
]


@pytest.mark.parametrize("content", BARE)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_newsrooms_object_is_a_document(tmp_path: Path, name: str, content: bytes) -> None:
    """It is put into an envelope, under the caller's source and address."""
    (tmp_path / name).write_bytes(content)
    (message,) = read(tmp_path / name, wrapping=Wrapping("gazette", "https://a.example/1"))
    assert orjson.loads(message.value) == {
        "source_id": "gazette",
        "url": "https://a.example/1",
        "content_type": "application/json",
        "body": content.decode("utf-8-sig"),
        "scraper": "copydesk publish",
    }


def test_an_array_of_newsrooms_objects(tmp_path: Path) -> None:
    """Each is a document, as content systems list their posts."""
    (tmp_path / "a.json").write_bytes(b'[{"title": "x"}, {"body": "y"}]')
    first, second = (orjson.loads(message.value) for message in read(tmp_path / "a.json"))
    assert (orjson.loads(first["body"]), second) == ({"title": "x"}, {"body": "y"})


@pytest.mark.parametrize(
    "content",
    [
        b'{"body": "x", "depth": 3}',
        b'{"body": null, "title": "x"}',
        b'{"body_b64": "eA==", "title": "x"}',
        b'{"url": "https://a.example/1"}',
        b'{"url": "https://a.example/1", "fetched_at": "2026-03-01T12:00:00Z", "boddy": "x"}',
        b'{"specversion": "1.0", "id": "1", "data": "x"}',
        b'{"outcome": "article", "article": {}}',
        b'{"guid": "a:1", "content_hash": "x"}',
        b'{"topic": "news.articles", "partition": 0, "value": {}}',
        b"{}",
        b'{"title": oops}',
        b'"text"',
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_what_is_no_newsrooms_object_goes_out_as_it_is(tmp_path: Path, name: str, content: bytes) -> None:
    """An envelope with whatever fault, what the desk itself has written, and what is no JSON object."""
    (tmp_path / name).write_bytes(content)
    assert [message.value for message in read(tmp_path / name)] == [content]


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    """Of lines and of pages."""
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"1\n2\n"))
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(b"<p>"))
    messages = read(tmp_path)
    assert [message.value for message in messages[:2]] == [b"1", b"2"]
    assert orjson.loads(messages[2].value)["body"] == "<p>"


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads stdin."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"1\n\n2")))
    assert [message.value for message in read_documents(["-"])] == [b"1", b"2"]
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"\n" * 999 + b"WARC/1.0\n<p>")))
    assert [(one.value, one.number) for one in read_documents(["-"])] == [(b"WARC/1.0", 1000), (b"<p>", 1001)]


@pytest.mark.parametrize("before", [b"", b"\n \n", b"\xef\xbb\xbf", b" " * 9000])
def test_a_page_on_standard_input_is_one_document(monkeypatch: pytest.MonkeyPatch, before: bytes) -> None:
    """What begins with a tag is read in one piece, under the caller's source and address."""
    page = before + b"<html>\n<p>The ferry sails.</p>\n{}\n</html>\n"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(page)))
    (message,) = read_documents(["-"], Asked(wrapping_of(("-",), "gazette", "https://a.example/1")))
    found = orjson.loads(message.value)
    assert (found["body"].encode(), found["source_id"], found["url"]) == (
        page.lstrip(),
        "gazette",
        "https://a.example/1",
    )


def test_a_feed_on_standard_input_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a file of it is."""
    entry = b"<item><link>https://a.example/%d</link><description>It sails.</description></item>"
    feed = b"<rss><channel>" + entry % 1 + entry % 2 + b"</channel></rss>"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(feed)))
    assert len(list(read_documents(["-"]))) == 2


def test_lines_on_standard_input_are_read_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow writer's line is a message before the next is written; a line may be of any length."""
    inward, outward = os.pipe()
    with os.fdopen(inward, "rb") as stdin, os.fdopen(outward, "wb", buffering=0) as writer:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=stdin))
        messages = read_documents(["-"])
        for number in (2, 4):
            writer.write(b"\n" + b"x" * 9000 + b"\n")
            message = next(messages)
            assert (message.value, message.number) == (b"x" * 9000, number)


@pytest.mark.parametrize(("name", "content"), [("a.jsonl.gz", b"no gzip"), ("a.txt.gz", gzip.compress(b"x" * 99)[:-9])])
def test_a_broken_archive_is_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    """It is an error that names the file."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile, match=name):
        read(tmp_path / name)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    """It is an error that names the file."""
    with pytest.raises(UnreadableFile, match=r"nothing\.txt: there is no such file"):
        read(tmp_path / "nothing.txt")


def test_options_must_fit(tmp_path: Path) -> None:
    """A URL names one page, and a source is a slug or a name that makes one."""
    page = tmp_path / "a.txt"
    page.write_text("x")
    assert wrapping_of((str(page),), "slug", "https://a.example") == Wrapping("slug", "https://a.example")
    assert wrapping_of((str(page),), "The Gazette", None) == Wrapping("The Gazette")
    for paths, source, url in [
        ((str(tmp_path),), None, "https://a.example"),
        (("-", "-"), None, "https://a.example"),
        ((str(page),), "???", None),
    ]:
        with pytest.raises(ValueError, match="--"):
            wrapping_of(paths, source, url)


@pytest.mark.parametrize("name", ["two\nlines.txt", "caf\udce9.txt", f"{'deep/' * 90}page.txt"])
def test_any_name_of_a_file_names_a_record(name: str) -> None:
    """A file whose name no message could carry is read all the same, under a name that one can."""
    place = place_of(name)
    assert place.isprintable()
    assert len(place) <= 201
    record = Record(Origin(place, 0, 1), b"")
    assert orjson.loads(outcome_line(record, Settings()))["rejection"]["record_id"] == f"{place}/0/1"


def test_options_that_are_no_text() -> None:
    """What the terminal sent as a source in another character set is refused in one line."""
    with pytest.raises(ValueError, match="--source"):
        wrapping_of(("page.txt",), "a\udc80", None)
