"""Whatever becomes of a story, and however often workers die: the changes that a reader gets leave it with what stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from copydesk.client.reading.showing import hidden
from copydesk.client.reading.sorter import Change, Forgotten, Published, Sorter
from copydesk.client.reading.superseded import Replacements
from copydesk.schemas.article import Article
from tests.unit.client.reading.records import NOON, Kept, short, tombstone, version

GUIDS = ("example:1", "example:2", "hill-radio:1")
LATER = NOON + timedelta(hours=1)
LOOKS: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"pubstatus": "canceled"},
    {"pubstatus": "withheld"},
    {"pubstatus": "withheld", "embargoed_until": LATER},
    {"signals": ["advisory"]},
)


@st.composite
def histories(draw: st.DrawFn) -> list[Kept]:
    """What becomes of some stories, in order, then with stretches that come again as workers repeat them: in order, each beginning
    behind nothing that was not sent.
    """
    acts = draw(st.lists(st.tuples(st.sampled_from(GUIDS), st.sampled_from([*LOOKS, None])), max_size=25))
    numbers, told = dict.fromkeys(GUIDS, 0), list[tuple[Any, ...]]()
    for count, (guid, look) in enumerate(acts):
        if look is None:
            told.append((tombstone, guid, f"{count:08x}-7d1e-7b52-9c3f-52c0b7a4e611"))
        else:
            numbers[guid] += 1
            told.append((version, numbers[guid], guid, look))
    for _ in range(draw(st.integers(0, 3))):
        if told:
            end = draw(st.integers(1, len(told)))
            begin = draw(st.integers(0, end - 1))
            told[end:end] = told[begin:end]
    return [_made(offset, *act) for offset, act in enumerate(told)]


def _made(offset: int, make: Any, *said: Any) -> Kept:
    *plain, last = said
    made: Kept = make(offset, *plain, **last) if isinstance(last, dict) else make(offset, *plain, last)
    return made


def outcome(changes: Sequence[Change]) -> dict[str, int]:
    """guid -> version of what a caller shows who does what it is told."""
    shown: dict[str, int] = {}
    for change in changes:
        if isinstance(change, Published):
            shown[change.guid] = change.article.version
        else:
            shown.pop(change.guid, None)
    return shown


def expected(records: Sequence[Kept]) -> dict[str, int]:
    """The same from what was done to each story, each thing once: the highest version, if no order to forget came behind it."""
    state: dict[str, tuple[int, bool]] = {}
    known = set[bytes]()
    for record in records:
        guid, event = (record.key or b"").decode(), dict(record.headers)["ce_id"] or b""
        if event in known:
            continue
        known.add(event)
        if record.value is None:
            state[guid] = (state.get(guid, (0, False))[0], False)
        else:
            article = Article.model_validate_json(record.value)
            state[guid] = (article.version, hidden(article, LATER) is None)
    return {guid: number for guid, (number, shown) in state.items() if shown}


def read(records: Sequence[Kept], sorter: Sorter, skipped: set[int], noons: int = 1000) -> list[Change]:
    """So many of them at noon; then what was held, and the others."""
    changes = [sorter.take(record, NOON) for record in records[:noons] if record.offset not in skipped]
    for held in sorter.due(LATER):
        changes.append(sorter.release(records[held.offset], LATER))
        sorter.let_go(held.partition, held.offset)
    assert sorter.held == {}
    changes += [sorter.take(record, LATER) for record in records[noons:] if record.offset not in skipped]
    return [change for change in changes if change]


@given(histories(), st.integers(0, 30))
def test_a_reader_ends_with_what_stands(records: list[Kept], noons: int) -> None:
    """Each version is given once at most, in order, and what is shown in the end is what stands."""
    changes = read(records, Sorter(), set(), noons)
    given_out = [(change.guid, change.article.version) for change in changes if isinstance(change, Published)]
    assert len(given_out) == len(set(given_out))
    assert outcome(changes) == expected(records)


def test_an_embargo_that_was_overtaken_is_not_given_when_it_comes_again() -> None:
    """The version behind it stands, also where a worker repeats both after the embargo has ended."""
    held = version(0, 1, pubstatus="withheld", embargoed_until=LATER)
    after = [held, version(1, 2), replace(held, offset=2)]
    assert [short(change) for change in read(after, Sorter(), set(), noons=2)] == ["-1 embargoed", "2"]


def test_an_order_that_comes_again_ends_no_embargo_of_what_came_behind_it() -> None:
    """Also where another reader goes on right behind the repeat."""
    order, held = tombstone(1), version(2, 2, pubstatus="withheld", embargoed_until=LATER)
    first = Sorter()
    for record in (version(0, 1), order, held, replace(order, offset=3)):
        first.take(record, NOON)
    assert first.held_on(0) == [2]


@given(histories())
def test_all_that_was_ever_usable_is_given(records: list[Kept]) -> None:
    """No version that may be shown is left out, but for an embargo that was overtaken."""
    changes = read(records, Sorter(), set())
    given_out = {(change.guid, change.article.version) for change in changes if isinstance(change, Published)}
    articles = [Article.model_validate_json(record.value) for record in records if record.value]
    assert {(each.guid, each.version) for each in articles if hidden(each, NOON) is None} <= given_out


@given(histories(), st.integers(0, 30))
def test_latest_only_ends_the_same(records: list[Kept], noons: int) -> None:
    """Without what was replaced; of a story no more than what stands is given, but before a tombstone or a withdrawal."""
    replacements = Replacements()
    for record in records:
        replacements.take(record)
    changes = read(records, Sorter(latest_only=True), replacements.replaced, noons)
    assert outcome(changes) == expected(records)
    given_out = [(change.guid, change.article.version) for change in changes if isinstance(change, Published)]
    assert dict(given_out) == expected(records)
    assert len(given_out) == len(expected(records))


@given(histories(), st.data())
def test_a_reader_that_goes_on_ends_the_same(records: list[Kept], data: st.DataObject) -> None:
    """One that died, and another that recalls what the first had done and takes over what it held."""
    at = data.draw(st.integers(0, len(records)))
    first = Sorter()
    before = [change for record in records[:at] if (change := first.take(record, NOON))]
    second = Sorter()
    held = first.held_on(0)
    for offset in held:
        second.hold(records[offset], NOON)
    for record in records[:at]:
        if record.offset not in held:
            second.recall(record)
    after = [change for record in records[at:] if (change := second.take(record, NOON))]
    for each in second.due(LATER):
        if change := second.release(records[each.offset], LATER):
            after.append(change)
    assert outcome([*before, *after]) == expected(records)
    given_out = [(each.guid, each.article.version) for each in (*before, *after) if isinstance(each, Published)]
    assert len(given_out) == len(set(given_out))


@given(histories())
def test_forgotten_once_for_each_order(records: list[Kept]) -> None:
    """However often it is repeated."""
    orders = {dict(record.headers)["ce_id"] for record in records if record.value is None}
    assert sum(isinstance(change, Forgotten) for change in read(records, Sorter(), set())) == len(orders)
