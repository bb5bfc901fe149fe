"""`copydesk forget`: which stories are there, and where something of them is found."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from copydesk.service.core.desk.erasure import Which
from copydesk.service.shell.commands import forget
from copydesk.service.shell.commands.forget import Found
from copydesk.service.shell.commands.forgetting import complain, counted, found_lines
from copydesk.service.shell.commands.traces import Traces
from copydesk.service.shell.errors import Unfinished


def a_record(guid: str | None, version: int | None = 1, partition: int = 0, **more: Any) -> Any:
    """A record of `articles`, or a tombstone."""
    value = None if version is None else orjson.dumps({"guid": guid, "version": version} | more.pop("fields", {}))
    key = None if guid is None else guid.encode()
    plain = {"topic": "news.articles", "offset": 0, "timestamp": 1_772_366_400_000, "headers": ()}
    return SimpleNamespace(**plain | {"key": key, "value": value, "partition": partition} | more)


def a_link(earlier: str, later: str, *, there: bool = True) -> Any:
    """A record of `links`."""
    value = orjson.dumps({"earlier": {"guid": earlier}, "later": {"guid": later}}) if there else None
    return SimpleNamespace(key=f"{earlier}|{later}".encode(), value=value, partition=3)


def found(which: Which, *records: Any) -> Found:
    """After these records of `articles`."""
    found = Found(which, Traces(which, "news.raw", {}))
    for record in records:
        found.look(record)
    return found


def test_which_are_there() -> None:
    """What was named, with its versions; what has a tombstone behind it is not there, what came back is."""
    which = Which(frozenset({"a:1", "a:2", "a:3", "a:4"}))
    there = found(
        which,
        *(a_record("a:1", number) for number in (1, 2)),
        a_record("a:2"),
        a_record("a:2", None),
        a_record("a:3"),
        a_record("a:3", None),
        a_record("a:3", 2),
        a_record("b:1"),
        a_record(None),
    )
    assert list(found_lines(there)) == [
        "a:1  2 versions, the newest v2",
        "a:3  1 version, the newest v2",
        "found 2 stories",
    ]
    assert there.missing == ["a:2", "a:4"]
    with pytest.raises(Unfinished, match="not there: a:2, a:4"):
        complain(there)


def test_all_of_a_source() -> None:
    """By the whole name of the source: another that begins so is not meant."""
    there = found(Which(source="a"), a_record("a:1"), a_record("ab:1"), a_record("a:2:3"))
    assert list(there.stories) == ["a:1", "a:2:3"]
    assert (counted(there), there.missing) == ("2 stories", [])


def test_where_it_stands() -> None:
    """A tombstone takes a story from its own partition only: where a topic was given more, it stands on another still."""
    there = found(Which(frozenset({"a:1"})), a_record("a:1", 1, partition=2), a_record("a:1", None, partition=5))
    assert there.stories["a:1"].on == {2}


def test_links() -> None:
    """Those that name one of the stories and are links still; a story that only links name is there."""
    there = found(Which(frozenset({"a:1", "a:2"})), a_record("a:1"))
    for link in (a_link("a:1", "b:1"), a_link("b:1", "c:1"), a_link("a:1", "c:1"), a_link("a:2", "c:1")):
        there.look_at_link(link)
    there.look_at_link(a_link("a:1", "c:1", there=False))
    assert there.links == {b"a:1|b:1": 3, b"a:2|c:1": 3}
    assert (there.missing, counted(there)) == ([], "1 story and 2 links")


@pytest.mark.parametrize("value", [b"", b"no json", b"[1]", b'{"version": "x", "earlier": 3}'])
def test_what_somebody_else_put_there(value: bytes) -> None:
    """A record that is no article has its key: it is found, and goes with its story. One that is no link names nobody."""
    odd = a_record("a:1")
    odd.value = value
    there = found(Which(frozenset({"a:1"})), odd)
    assert list(found_lines(there)) == ["a:1  1 version, the newest v0", "found 1 story"]
    there.look_at_link(odd)
    assert there.links == {}
    assert there.traces.of["articles"].records == 1


def test_more_than_one_run_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many are held, whatever the topic has; that there are more is told."""
    monkeypatch.setattr(forget, "MOST_AT_ONCE", 3)
    there = found(Which(source="a"), *(a_record(f"a:{number}") for number in (1, 2, 3, 4, 2)))
    assert len(there.stories) == 3
    with pytest.raises(Unfinished, match="run it again"):
        complain(there)


def test_traces() -> None:
    """By key where the key tells; raw documents by where the others came from, each once and as far as it is there; what was
    turned away by its address.
    """
    traces = Traces(Which(frozenset({"a:1"})), "news.raw", {0: 5})
    origin: dict[str, Any] = {"headers": (("raw_origin", b"news.raw/0/7"),)}
    gone: dict[str, Any] = {"headers": (("raw_origin", b"news.raw/0/4"),)}
    address: dict[str, Any] = {"fields": {"url": "https://a.example/1"}}
    traces.look("articles", a_record("a:1", **origin, **address))
    traces.look("parsed", a_record("a:1", **origin))
    traces.look("parsed", a_record("a:1", None))
    traces.look("parsed", a_record("b:1", **origin))
    traces.look("duplicates", a_record("a:1", **gone))
    for url in ("https://a.example/1", "https://a.example/2"):
        traces.look_at_rejection(a_record(None, fields={"url": url}))
    assert {name: trace.records for name, trace in traces.of.items()} == {
        "articles": 1,
        "parsed": 1,
        "duplicates": 1,
        "raw": 1,
        "rejected": 1,
    }


def test_what_a_source_had_turned_away() -> None:
    """All of it, when all of the source is meant; never what names no source."""
    traces = Traces(Which(source="a"), "news.raw", {})
    for source in ("a", "b", None):
        traces.look_at_rejection(a_record(None, fields={"source_id": source}))
    assert traces.of["rejected"].records == 1
    nobody = Traces(Which(frozenset({"a:1"})), "news.raw", {})
    nobody.look_at_rejection(a_record(None, fields={"source_id": None}))
    assert "rejected" not in nobody.of
