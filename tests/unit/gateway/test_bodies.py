"""What documents are in a request, and what is said of a request that has none."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from multidict import CIMultiDict, CIMultiDictProxy, MultiDict

from copydesk.service.shell.gateway.bodies import MOST_DOCUMENTS, Bodies, Unreadable, bodies_of
from copydesk.service.shell.gateway.reading import Refused

URL = "https://www.dailyplanet.example/news/75875"
PAGE = b"<h1>Ferry returns</h1>"


def bodies(content: bytes, kind: str = "", query: Any = (), **headers: str) -> Bodies:
    """Of a request; `_` in a header's name is `-`."""
    given = CIMultiDict({name.replace("_", "-"): value for name, value in headers.items()})
    if kind:
        given["Content-Type"] = kind
    plain = kind.partition(";")[0] or "application/octet-stream"
    return bodies_of(content, plain, CIMultiDictProxy(given), MultiDict(query))


def page(content: bytes = PAGE, kind: str = "text/html", query: Any = (), **headers: str) -> Any:
    """The one document of a request that is a page."""
    found = bodies(content, kind, query, **headers)
    assert not found.batch
    (document,) = found.documents
    return document


def refused(content: bytes, kind: str, query: Any = ()) -> tuple[int, str]:
    """Status and line of a request that is none."""
    with pytest.raises(Refused) as told:
        bodies(content, kind, query)
    return told.value.status, told.value.why


def test_one_envelope() -> None:
    """Is no batch, whatever its type has beside it."""
    assert bodies(b'\xef\xbb\xbf{"url": "x"}', "application/json; charset=utf-8") == Bodies(
        ({"url": "x"},), batch=False
    )


def test_a_batch_as_an_array_and_as_lines() -> None:
    """What is no object stands in its place, so that the results are in the order of the documents."""
    array = bodies(b'[{"url": "a"}, 7, {"url": "b"}]', "application/json")
    assert array == Bodies(({"url": "a"}, Unreadable("a JSON number, not an object"), {"url": "b"}), batch=True)
    lines = bodies(b'{"url": "a"}\n\n{"url": \r\n{"url": "b"}\n', "application/x-ndjson")
    assert lines.batch
    assert lines.documents[::2] == ({"url": "a"}, {"url": "b"})
    assert isinstance(lines.documents[1], Unreadable)
    assert lines.documents[1].why.startswith("not JSON: ")


def test_broken_json_is_a_document_that_cannot_be_read() -> None:
    """With what is wrong in it."""
    (document,) = bodies(b'{"url": ', "application/json").documents
    assert isinstance(document, Unreadable)


def test_a_page_with_its_fields_in_the_query() -> None:
    """The bytes stay as they are; the type is the page's."""
    query = {"url": URL, "source_id": "daily-planet", "hints.headline": "Ferry", "hints.language": "en"}
    assert page(PAGE, "text/html; charset=windows-1252", query) == {
        "content_type": "text/html; charset=windows-1252",
        "url": URL,
        "source_id": "daily-planet",
        "hints": {"headline": "Ferry", "language": "en"},
        "body": PAGE,
    }


def test_a_type_that_says_nothing() -> None:
    """Is not told to the desk, which looks for itself."""
    assert page(kind="application/octet-stream", query={"url": URL}) == {"url": URL, "body": PAGE}
    assert page(kind="", query={"url": URL}) == {"url": URL, "body": PAGE}


def test_a_page_as_a_cloudevent() -> None:
    """In binary mode, its attributes percent-encoded as the HTTP binding says; the query comes over them."""
    event: dict[str, Any] = {
        "ce_specversion": "1.0",
        "ce_id": "r%201",
        "ce_source": "daily-planet",
        "ce_type": "page.fetched",
    }
    more: dict[str, Any] = {"ce_subject": URL, "ce_time": "2026-03-01T12:00:00Z"}
    assert page(**event, **more) == {
        "record_id": "r 1",
        "source_id": "daily-planet",
        "url": URL,
        "fetched_at": "2026-03-01T12:00:00Z",
        "content_type": "text/html",
        "body": PAGE,
    }
    assert page(query={"record_id": "mine"}, **event)["record_id"] == "mine"
    assert page(ce_id="1") == Unreadable("ce-specversion is missing or empty")


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ([("url", "a"), ("url", "b")], "url: is given twice"),
        ({"body": "x"}, "body: is no field for the query of a page"),
        ({"hints": "x"}, "hints: is no field for the query of a page"),
    ],
)
def test_a_query_that_is_not_understood(query: Any, why: str) -> None:
    """Is said in a line."""
    assert page(query=query) == Unreadable(why)


@pytest.mark.parametrize(
    ("content", "kind", "status", "why"),
    [
        (b"url=x", "application/x-www-form-urlencoded", 415, "a form is no document: set content-type"),
        (b"{}", "application/cloudevents+json", 415, "CloudEvents in structured mode are not read"),
        (b" \n", "text/html", 400, "the request is empty"),
        (b"[]", "application/json", 400, "the batch is empty"),
        (
            b"\n \n\n{}\n" * (MOST_DOCUMENTS + 1),
            "application/jsonl",
            413,
            "a request may have 1000 documents; split it",
        ),
        (orjson.dumps([{}] * (MOST_DOCUMENTS + 1)), "application/json", 413, "a request may have 1000 documents"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_request_that_is_none(content: bytes, kind: str, status: int, why: str) -> None:
    """Is refused as a whole."""
    told = refused(content, kind)
    assert told[0] == status
    assert told[1].startswith(why)


def test_an_envelope_has_its_fields_in_itself() -> None:
    """A query beside it would be overlooked."""
    assert refused(b"{}", "application/json", {"url": URL}) == (
        400,
        "url: an envelope has its fields in itself, not in the query",
    )
