"""What scrapers have, as raw messages: web archives, feeds, mailboxes, lines with other names, and where to go on."""

from __future__ import annotations

import gzip
import threading
import zlib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import cramjam
import orjson
import pytest

from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Origin, Record
from copydesk.service.pipeline import parse_record
from copydesk.service.shell.commands import documents
from copydesk.service.shell.commands.documents import Asked, read_documents
from copydesk.service.shell.commands.inputs import fetch, json_lines, pages
from copydesk.service.shell.commands.inputs.json_lines import field_map
from copydesk.service.shell.commands.inputs.kinds import KINDS
from copydesk.service.shell.commands.inputs.messages import Mark, RawMessage, Wrapping
from copydesk.service.shell.commands.resume import Resume
from copydesk.service.shell.errors import UnreadableFile

PAGE = "<h1>Alte Brücke offen</h1><p>Die Brücke ist seit Montag wieder offen, sagte die Stadt.</p>".encode()


def read(path: Path | str, asked: Asked | None = None) -> list[dict[str, Any]]:
    """The documents of a path."""
    return [orjson.loads(message.value) for message in read_documents([str(path)], asked)]


def a_record(
    content: bytes, *, kind: str = "response", content_type: str = "application/http", number: int = 1
) -> bytes:
    """A record of a web archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Date: 2024-03-01T10:00:00Z\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def a_response(content: bytes = PAGE, *headers: str, status: str = "200 OK", content_type: str = "text/html") -> bytes:
    """An HTTP response."""
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def archive(tmp_path: Path, *records: bytes, name: str = "a.warc.gz") -> Path:
    """A web archive, each record packed by itself as crawlers do."""
    path = tmp_path / name
    path.write_bytes(b"".join(map(gzip.compress, records)) if name.endswith(".gz") else b"".join(records))
    return path


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "renamed"])
def test_a_record_of_an_archive_is_a_document(tmp_path: Path, name: str) -> None:
    """With its address, time, status and its own name, so that a second run publishes the same record."""
    (document,) = read(archive(tmp_path, a_record(a_response()), name=name))
    assert document == {
        "record_id": "00000000-0000-0000-0000-000000000001",
        "url": "https://a.example/1",
        "content_type": "text/html",
        "fetched_at": "2024-03-01T10:00:00Z",
        "http_status": 200,
        "http_headers": {"content-type": "text/html"},
        "body": PAGE.decode(),
        "scraper": "copydesk publish",
    }


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (gzip.compress(PAGE), ["Content-Encoding: gzip"]),
        (zlib.compress(PAGE), ["Content-Encoding: deflate"]),
        (zlib.compress(PAGE)[2:-4], ["Content-Encoding: deflate"]),
        (bytes(cramjam.brotli.compress(PAGE)), ["Content-Encoding: br"]),
        (bytes(cramjam.zstd.compress(PAGE)), ["Content-Encoding: zstd"]),
        (b"%x\r\n%b\r\n5\r\n%b\r\n0\r\n\r\n" % (len(PAGE) - 5, PAGE[:-5], PAGE[-5:]), ["Transfer-Encoding: chunked"]),
        (PAGE, ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (PAGE, ["Content-Encoding: br"]),
    ],
)
def test_encodings_of_the_way_are_undone(tmp_path: Path, content: bytes, headers: list[str]) -> None:
    """What an archive keeps packed is unpacked; what it unpacked and did not say so is taken as it is."""
    assert [document["body"] for document in read(archive(tmp_path, a_record(a_response(content, *headers))))] == [
        PAGE.decode()
    ]


def test_what_is_no_document_is_counted(tmp_path: Path) -> None:
    """Errors, pictures, styles and what is no HTTP; records about records are not counted at all."""
    asked = Asked()
    records = (
        a_record(b"software: x", kind="warcinfo", content_type="application/warc-fields"),
        a_record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        a_record(a_response(status="404 Not Found")),
        a_record(a_response(status="301 Moved")),
        a_record(a_response(b"\x89PNG\r\n\x1a\n\x00\x00", content_type="text/html")),
        a_record(a_response(b"p {}", content_type="text/css")),
        a_record(a_response(b"{}", content_type="image/png")),
        a_record(b"\x00\x01"),
        a_record(a_response()),
    )
    assert len(read(archive(tmp_path, *records), asked)) == 1
    assert asked.tally.skipped == {"not 2xx": 2, "not text": 3, "no HTTP": 1}
    assert asked.tally.documents == {"web archive": 1}


def test_the_text_of_a_wet_file_is_a_document(tmp_path: Path) -> None:
    """Of a conversion record, and of a resource; neither has a status."""
    records = (
        a_record(PAGE, kind="conversion", content_type="text/plain"),
        a_record(PAGE, kind="resource", content_type="text/html"),
    )
    found = read(archive(tmp_path, *records, name="a.wet.gz"))
    assert [(one["content_type"], one.get("http_status"), one["url"]) for one in found] == [
        ("text/plain", None, "https://a.example/1"),
        ("text/html", None, "https://a.example/1"),
    ]


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_a_cut_archive_gives_what_is_whole(tmp_path: Path, name: str) -> None:
    """And then an error in one line."""
    path = archive(tmp_path, a_record(a_response()), a_record(a_response(), number=2), name=name)
    path.write_bytes(path.read_bytes()[:-40])
    messages = read_documents([str(path)])
    assert orjson.loads(next(messages).value)["url"] == "https://a.example/1"
    with pytest.raises(
        UnreadableFile, match=rf"{name}: is not a whole web archive: its last record, of \d+ bytes, is cut"
    ):
        next(messages)


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
@pytest.mark.parametrize("left", [6, 20])
def test_an_archive_that_is_cut_in_a_header_is_told(tmp_path: Path, name: str, left: int) -> None:
    """What is whole is read all the same."""
    path = archive(tmp_path, a_record(a_response()), name=name)
    more = a_record(b"x: y", kind="metadata", content_type="application/warc-fields")
    path.write_bytes(path.read_bytes() + (gzip.compress(more) if name.endswith(".gz") else more)[:left])
    messages = read_documents([str(path)])
    assert orjson.loads(next(messages).value)["url"] == "https://a.example/1"
    with pytest.raises(UnreadableFile, match=rf"{name}: is not a whole web archive"):
        next(messages)


@pytest.mark.parametrize("content", [b"hello", b"\x1f\x8bhello", b"WARC/1.0\r\nhello"])
def test_what_is_no_archive_is_one_line(tmp_path: Path, content: bytes) -> None:
    """Whatever it is called."""
    (tmp_path / "a.warc").write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"a\.warc: is not a whole web archive"):
        read(tmp_path / "a.warc")


def test_a_bomb_in_an_archive_is_passed_over(tmp_path: Path) -> None:
    """What unpacks to more than a document can have is not unpacked to its end."""
    asked = Asked()
    packed = gzip.compress(bytes(64 * 1024 * 1024))
    assert read(archive(tmp_path, a_record(a_response(packed, "Content-Encoding: gzip")))) == read(
        archive(tmp_path), asked
    )
    read(archive(tmp_path, a_record(a_response(packed, "Content-Encoding: gzip"))), asked)
    assert asked.tally.skipped == {"larger than a document can be": 1}


def marks(path: Path, start: Mark) -> tuple[list[str], list[Mark]]:
    """The documents from a mark on, and the marks behind each."""
    messages = list(read_documents([str(path)], Asked(start=lambda _: start)))
    return [orjson.loads(message.value).get("url") for message in messages], [message.mark for message in messages]


@pytest.mark.parametrize("packed", ["each", "whole", "not"])
def test_an_archive_goes_on_behind_each_mark(tmp_path: Path, packed: str) -> None:
    """Behind any document the rest is read, and nothing else; at its byte where the file can be entered there."""
    records = [a_record(a_response(), number=number) for number in range(1, 6)]
    records.insert(2, a_record(a_response(status="404 Not Found")))
    path = archive(tmp_path, *records, name="a.warc" if packed == "not" else "a.warc.gz")
    if packed == "whole":
        path.write_bytes(gzip.compress(b"".join(records)))
    urls, ends = marks(path, Mark())
    assert len(urls) == 5
    assert [marks(path, mark)[0] for mark in ends] == [urls[count:] for count in range(1, 6)]
    assert (ends[-1].offset > 0) == (packed != "whole")


RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" xmlns:content="urn:c"><channel><title>G</title>
<link>https://g.example/</link><language>de-AT</language>
<item><title>Brücke &amp;amp; Fähre</title><link>/news/1</link><guid isPermaLink="false">tag:g.example:1</guid>
<pubDate>Mon, 04 Mar 2024 09:00:00 +0100</pubDate><description>Kurz.</description>
<content:encoded><![CDATA[<p>Die Brücke ist offen.</p>]]></content:encoded></item>
<item><title>Fair</title><guid>https://g.example/?p=2</guid><pubDate>Mon, 04 Mar 2024 09:00:00</pubDate>
<description>The fair opened.</description></item><item><title>Nothing else</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><entry><title>Bridge</title><id>urn:uuid:60</id>
<link rel="self" href="https://h.example/self"/><link href="https://h.example/n/1"/><updated>2024-03-05T09:00:00Z</updated>
<published>2024-03-04T09:00:00+01:00</published><content type="xhtml"><div><p>It opened.</p></div></content></entry></feed>"""
JSON_FEED = orjson.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "en",
        "items": [
            {"id": "77", "url": "https://j.example/77", "title": "Bridge", "content_html": "<p>It opened.</p>"},
            {"id": 5, "content_text": "It opened.", "date_published": "2024-03-04T09:00:00Z"},
        ],
    }
)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_each_entry_of_a_feed_is_a_document(tmp_path: Path, encoding: str) -> None:
    """With what the feed knows as hints: a time with its zone only, and an ID that is no address, which names the page."""
    (tmp_path / "feed.xml").write_bytes(RSS.format(encoding=encoding).encode(encoding))
    first, second, third = read(tmp_path / "feed.xml")
    assert (first["url"], first["body"], first["content_type"]) == (
        "https://g.example/news/1",
        "<p>Die Brücke ist offen.</p>",
        "text/html",
    )
    assert first["hints"] == {
        "headline": "Brücke & Fähre",
        "news_id": "tag:g.example:1",
        "published_at": "2024-03-04T08:00:00+00:00",
        "language": "de-AT",
    }
    assert (second["url"], second["hints"]) == ("https://g.example/?p=2", {"headline": "Fair", "language": "de-AT"})
    assert (second["body"], second["content_type"]) == ("The fair opened.", "text/plain")
    assert third["source_id"] == "g.example"
    assert "<item><title>Nothing else</title></item>" in third["body"]


def test_atom_and_json_feeds_are_split(tmp_path: Path) -> None:
    """The alternate link is the address; when an entry was changed is no publication."""
    (tmp_path / "a").write_text(ATOM)
    (tmp_path / "b.json").write_bytes(JSON_FEED)
    (entry,) = read(tmp_path / "a")
    assert (entry["url"], entry["body"]) == ("https://h.example/n/1", "<div><p>It opened.</p></div>")
    assert entry["hints"]["published_at"] == "2024-03-04T08:00:00+00:00"
    html, text = read(tmp_path / "b.json")
    assert (html["content_type"], html["hints"]["news_id"]) == ("text/html", "77")
    assert (text["content_type"], text["hints"]["news_id"], text["body"]) == ("text/plain", "5", "It opened.")


G2 = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>"""
G2_ITEM = """<newsItem guid="urn:example:{n}" version="1"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta>
<headline>Bridge {n} opens</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>The bridge of pier {n} opened to traffic on Tuesday.</p></body></html>
</inlineXML></contentSet></newsItem>"""
N1 = """<NewsML>{items}</NewsML>"""
N1_ITEM = """<NewsItem><Identification><NewsIdentifier><NewsItemId>{n}77</NewsItemId></NewsIdentifier></Identification>
<NewsComponent><NewsLines><HeadLine>Bridge {n} opens</HeadLine></NewsLines><ContentItem><DataContent>
<p>The bridge of pier {n} opened to traffic on Tuesday.</p></DataContent></ContentItem></NewsComponent></NewsItem>"""


@pytest.mark.parametrize(("message", "item"), [(G2, G2_ITEM), (N1, N1_ITEM)], ids=["g2", "1"])
def test_each_story_of_a_wire_message_is_a_document(tmp_path: Path, message: str, item: str) -> None:
    """A message of several stories, which the desk turns away whole, is published as stories that it reads."""
    path = tmp_path / "message.xml"
    path.write_text(message.format(items="".join(item.format(n=n) for n in (1, 2))))
    asked = Asked(Wrapping("gazette"))
    found = [
        parse_record(Record(Origin("raw", 0, 0), one.value), 1 << 20) for one in read_documents([str(path)], asked)
    ]
    assert [one.headline for one in found if isinstance(one, ParsedArticle)] == ["Bridge 1 opens", "Bridge 2 opens"]
    path.write_text(message.format(items=item.format(n=1)))
    assert len(list(read_documents([str(path)], asked))) == 1


@pytest.mark.parametrize(
    "feed",
    [
        "<rss><channel><item>",
        "<rss>" + "<item>" * 1000,
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><item>&b;</item></rss>',
        '{"version": "https://jsonfeed.org/version/1", "items": 5}',
    ],
)
def test_a_broken_feed_is_one_line(tmp_path: Path, feed: str) -> None:
    """Cut, nested without end, a bomb of entities, another JSON."""
    (tmp_path / "feed").write_text(feed)
    with pytest.raises(UnreadableFile, match="feed: begins as a feed, and cannot be read as one"):
        read(tmp_path / "feed")


@pytest.fixture
def server() -> Iterator[str]:
    """A server on loopback: a feed, a page, an error, and an endless answer."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response({"/gone": 410, "/away": 302, "/round": 302}.get(self.path, 200))
            if self.path in ("/away", "/round"):
                self.send_header("Location", "file:///etc/hostname" if self.path == "/away" else "/round")
            self.end_headers()
            if self.path == "/endless":
                for _ in range(100):
                    self.wfile.write(bytes(1024))
            self.wfile.write({"/feed": RSS.format(encoding="utf-8").encode(), "/page": PAGE}.get(self.path, b""))

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Answers) as served:
        thread = threading.Thread(target=served.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


def test_a_feed_is_fetched_from_its_address(server: str) -> None:
    """Links are taken from where it was fetched."""
    assert read(f"{server}/feed")[0]["url"] == f"{server}/news/1"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/page", "is no feed"),
        ("/gone", "the server says 410"),
        ("/away", "the server says 302"),
        ("/round", "the server says 302"),
        ("/endless", "gives more than 50000 bytes"),
        (":", "cannot be fetched"),
    ],
)
def test_an_address_that_gives_no_feed_is_one_line(
    server: str, path: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page, an error, a way to a file of this machine or in a circle, too many bytes."""
    monkeypatch.setattr(fetch, "LARGEST_FEED", 50_000)
    with pytest.raises(UnreadableFile, match=says):
        read(f"{server}{path}")


MAIL = "From: a@b.example\nSubject: Bridge {number}\nDate: Mon, 4 Mar 2024 09:00:00 +0100\n\nIt opened.\n"


def test_each_mail_of_a_mailbox_is_a_document(tmp_path: Path) -> None:
    """As its bytes; a line that the mailbox had to quote is as it was."""
    mails = [
        f"From a@b.example Mon Mar  4 09:00:00 2024\n{MAIL.format(number=number)}\n>From here on\n\n"
        for number in (1, 2)
    ]
    (tmp_path / "a.mbox").write_text("".join(mails))
    (tmp_path / "unnamed").write_text("".join(mails))
    for name in ("a.mbox", "unnamed"):
        found = read(tmp_path / name, Asked(Wrapping("gazette")))
        assert [(one["content_type"], one["source_id"]) for one in found] == [("message/rfc822", "gazette")] * 2
        assert b64decode(found[1]["body_b64"]).decode().startswith(MAIL.format(number=2) + "\nFrom here on\n")


def test_a_mail_in_a_file_is_a_document(tmp_path: Path) -> None:
    """By its name, or by its first lines."""
    for name in ("a.eml", "a.txt"):
        (tmp_path / name).write_text(MAIL.format(number=1))
    assert [one["content_type"] for one in read(tmp_path)] == ["message/rfc822"] * 2


def test_binary_files_of_a_folder_are_passed_over(tmp_path: Path) -> None:
    """They are counted; named by the caller, one goes to the desk, which says why it turns it away."""
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (tmp_path / "b").write_bytes(bytes(range(256)) * 10)
    asked = Asked()
    assert read(tmp_path, asked) == []
    assert asked.tally.skipped == {"not text": 2}
    assert len(read(tmp_path / "a.png")) == 1


def test_fields_with_other_names_are_mapped(tmp_path: Path) -> None:
    """On both sides with dots; what is called as the desk calls it stays, what nobody asked for goes; a name that no
    line has is told.
    """
    line = {
        "link": "https://a.example/1",
        "page": {"html": "<p>x"},
        "date": "2024-03-04T09:00:00Z",
        "source_id": "a",
        "z": 1,
    }
    (tmp_path / "a.jsonl").write_bytes(orjson.dumps(line) + b"\nnot json\n")
    asked = Asked(fields=field_map("url=link, body=page.html,hints.published_at=date,hints.headline=titel"))
    first, second = (message.value for message in read_documents([str(tmp_path / "a.jsonl")], asked))
    assert orjson.loads(first) == {
        "source_id": "a",
        "url": "https://a.example/1",
        "body": "<p>x",
        "hints": {"published_at": "2024-03-04T09:00:00Z"},
    }
    assert second == b"not json"
    assert [note.partition(": ")[2] for note in asked.tally.notes] == ["--map: no line has 'titel'"]


@pytest.mark.parametrize(
    "pairs",
    ["", "url", "url=", "=link", "address=link", "hints=x", "url=a,url=b", "url=link body=html", "url=a b", "url==a"],
)
def test_a_map_that_is_none_is_one_line(pairs: str) -> None:
    """It names what is wrong."""
    with pytest.raises(ValueError, match="--map: "):
        field_map(pairs)


def test_an_array_is_a_document_for_each_object(tmp_path: Path) -> None:
    """As some crawlers write their items."""
    (tmp_path / "a.json").write_bytes(b'[{"body": "x"}, {"body": "y"}]')
    assert read(tmp_path / "a.json") == [{"body": "x"}, {"body": "y"}]


ARRAY = r'[{"body": "a ] \\\" \u00e9 é", "n": [1, -2.5e10, true, null, {}]}, {"body": "y"}]'.encode()


def documents_and_fault(file: Path) -> tuple[list[Any], str | None]:
    """What a file gives before its fault, and the fault."""
    given = []
    try:
        for message in read_documents([str(file)]):
            given.append(orjson.loads(message.value))
    except UnreadableFile as error:
        return given, str(error)
    return given, None


@pytest.mark.parametrize("at", range(1, len(ARRAY)))
def test_a_cut_array_gives_its_whole_objects(tmp_path: Path, at: int) -> None:
    """Wherever it is cut, within a letter too: the objects before are documents, and the fault is one line."""
    (tmp_path / "a.json").write_bytes(ARRAY[:at])
    whole = orjson.loads(ARRAY)
    first, second = ARRAY.index(b"}, {") + 1, len(ARRAY) - 1
    expected = whole if at >= second else whole[:1] if at >= first else []
    given, fault = documents_and_fault(tmp_path / "a.json")
    assert given == expected
    assert fault is not None
    assert f"a.json: is cut: its JSON ends within document {len(expected) + 1}" in fault


@pytest.mark.parametrize("content", [b'{"body": "x', b'{"body": "x"', b'\xef\xbb\xbf {"body": [{"a": 1}, '])
def test_a_cut_object_gives_nothing(tmp_path: Path, content: bytes) -> None:
    """It is no document, and its parts are none."""
    (tmp_path / "a.json").write_bytes(content)
    given, fault = documents_and_fault(tmp_path / "a.json")
    assert given == []
    assert fault is not None


@pytest.mark.parametrize(
    "content",
    [b'[{"body": "x"}, oops]', b'{"body": "5" tall"}', b'[{"body": "x"}}', b'{"body": "\xff"', b"nothing", b""],
)
def test_json_that_is_broken_otherwise_goes_to_the_desk(tmp_path: Path, content: bytes) -> None:
    """It is one document as it is, and the desk says what is wrong."""
    (tmp_path / "a.json").write_bytes(content)
    assert [message.value for message in read_documents([str(tmp_path / "a.json")])] == [content]


def test_zstandard_is_unpacked(tmp_path: Path) -> None:
    """As gzip is."""
    (tmp_path / "a.jsonl.zst").write_bytes(bytes(cramjam.zstd.compress(b'{"body": "x"}\n' * 3)))
    assert len(read(tmp_path / "a.jsonl.zst")) == 3


@pytest.mark.parametrize("name", ["crawl", "crawl.txt", "crawl.log"])
@pytest.mark.parametrize("words", [5, 5_000])
def test_json_lines_need_no_suffix(tmp_path: Path, name: str, words: int) -> None:
    """Each line is a document, however long the first is; so a crawler's pipe is read."""
    path = tmp_path / name
    lines = [{"url": f"https://a.example/{n}", "source_id": "a", "body": "Die Brücke. " * words} for n in range(3)]
    path.write_bytes(b"\n".join(map(orjson.dumps, lines)))
    assert read(path) == lines


@pytest.mark.parametrize(
    "content",
    [
        b'{\n  "body": "Alte"\n}\n',
        b'{"body": "Alte",\n "url": "https://a.example"}\n',
        b"{Alte Br\xc3\xbccke}\noffen\n",
    ],
)
def test_what_begins_like_json_lines(tmp_path: Path, content: bytes) -> None:
    """A pretty-printed object, or a text, without a suffix is one document."""
    path = tmp_path / "page"
    path.write_bytes(content)
    [document] = read(path)
    assert (document.get("body") or b64decode(document["body_b64"]).decode()) == content.decode()


def test_each_kind_is_known_by_one_line() -> None:
    """The names are those that a person reads, and the last kind takes any file."""
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)
    assert names[-1] == "page"


IMPOSSIBLE = [
    b'{"format": 1, "files": {"a": {"length": 1, "head": "", "offset": %b, "messages": 0}}}' % offset
    for offset in (b"-1", b'"x"', b"1e999")
]
"""Marks of a state file that no run writes."""


def publish_some(paths: list[Path], resume: Resume, count: int | None) -> list[str]:
    """Confirms so many documents, as the broker does; the documents."""
    asked = replace(Asked(), start=resume.start)
    found: list[str] = []
    for message in read_documents([str(path) for path in paths], asked):
        if count is not None and len(found) == count:
            break
        resume.confirm(message)
        found.append(f"{message.place.rpartition('/')[2]}:{message.number}")
    resume.save()
    return found


def test_publishing_goes_on_in_each_file(tmp_path: Path) -> None:
    """Over files of all kinds; what is added to one later is published, and nothing twice."""
    files = [
        tmp_path / "a.jsonl",
        archive(tmp_path, *(a_record(a_response(), number=n) for n in (1, 2))),
        tmp_path / "c.txt",
    ]
    files[0].write_text('{"body": "1"}\n\n{"body": "2"}\n')
    files[2].write_text("text")
    state = tmp_path / "state"
    every = publish_some(files, Resume(tmp_path / "other"), None)
    assert len(every) == 5
    parts = [publish_some(files, Resume(state), count) for count in (1, 2, None, None)]
    assert parts == [every[:1], every[1:3], every[3:], []]
    with files[0].open("a") as lines:
        lines.write('{"body": "3"}\n')
    assert publish_some(files, Resume(state), None) == ["a.jsonl:4"]


def test_another_file_of_that_name_is_not_gone_on_with(tmp_path: Path) -> None:
    """Nor is what is no state."""
    file, state = tmp_path / "a.jsonl", tmp_path / "state"
    file.write_text('{"body": "1"}\n')
    publish_some([file], Resume(state), None)
    file.write_text('{"body": "2"}\n')
    with pytest.raises(UnreadableFile, match="is not the file that"):
        publish_some([file], Resume(state), None)
    for content in (b"junk", b"[]", b'{"format": 9}', b'{"format": 1, "files": {"a": {}}}', *IMPOSSIBLE):
        state.write_bytes(content)
        with pytest.raises(UnreadableFile, match="is not a file that --resume has written"):
            Resume(state)


def test_a_message_without_a_file_is_confirmed(tmp_path: Path) -> None:
    """What came from an address leaves no mark."""
    Resume(tmp_path / "state").confirm(RawMessage(b"x"))


def test_sizes_are_known_for_files_alone(tmp_path: Path) -> None:
    """A bar needs them."""
    (tmp_path / "a").write_bytes(b"123")
    assert documents.size_of([str(tmp_path)]) == 3
    assert documents.size_of(["-"]) is None


@pytest.mark.parametrize("name", ["a.txt", "a.eml"])
def test_a_file_too_large_for_a_document_is_counted(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not read to its end; of JSON in one piece the caller is told what to write instead."""
    for module in (pages, json_lines):
        monkeypatch.setattr(module, "LARGEST_FILE", 100)
    (tmp_path / name).write_text("x" * 101)
    asked = Asked()
    assert read(tmp_path / name, asked) == []
    assert asked.tally.skipped == {"larger than a document can be": 1}
    (tmp_path / "a.json").write_text("{}" + " " * 99)
    with pytest.raises(UnreadableFile, match="write JSON Lines"):
        read(tmp_path / "a.json")
