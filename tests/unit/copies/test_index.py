"""The index: it finds what comparing all with all finds, in any order, and forgets in time."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.schemas.copies import CopyLink
from copydesk.service.core.copies.index import COMMON, Index
from copydesk.service.core.copies.packing import pack, unpack
from copydesk.service.core.copies.pair import compare, pair_key
from copydesk.service.core.copies.sketch import Sketch
from tests.unit.copies.stories import a_sketch, words


def links_of(sketches: list[Sketch], index: Index | None = None) -> dict[bytes, CopyLink]:
    """What an agent would write: the last link of each pair."""
    index = Index() if index is None else index
    found: dict[bytes, CopyLink] = {}
    for sketch in sketches:
        index.add(sketch)
        index.forget()
        found |= {pair_key(link): link for link in index.search(sketch)}
    return found


def all_pairs(sketches: list[Sketch]) -> dict[bytes, CopyLink]:
    """Every pair compared."""
    links = (compare(*pair) for pair in combinations(sketches, 2))
    return {pair_key(link): link for link in links if link}


def some_stories(seed: int, count: int = 30, days: int = 6) -> list[Sketch]:
    """Stories of ten publishers, made of few passages, so that many share some."""
    chance = random.Random(seed)
    passages = [words(number, 60) for number in range(8)]
    return [
        a_sketch(
            number,
            " ".join(chance.sample(passages, k=chance.randint(1, 3))),
            source_id=f"paper{chance.randrange(10)}",
            hours=chance.randrange(24 * days),
        )
        for number in range(count)
    ]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(seed: int, chance: random.Random) -> None:
    """Within a window, whatever comes when: the pairs are those that comparing all finds."""
    sketches = some_stories(seed, count=18)
    expected = all_pairs(sketches)
    chance.shuffle(sketches)
    assert links_of(sketches) == expected


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 40), st.integers(0, 40))
def test_a_replay_gives_the_same_links(seed: int, died_at: int, back: int) -> None:
    """A worker dies, another builds the index from the table and begins some records before."""
    sketches = sorted(some_stories(seed, count=40, days=12), key=lambda sketch: sketch.ingested_at)
    once = links_of(sketches)
    before = Index()
    first = links_of(sketches[:died_at], before)
    table = {sketch.guid: pack(sketch, offset) for offset, sketch in enumerate(sketches[:died_at])}
    rebuilt = Index()
    for guid in random.Random(seed).sample(sorted(table), k=len(table)):
        rebuilt.add(unpack(guid, table[guid]))
    rebuilt.forget()
    assert first | links_of(sketches[max(0, died_at - back) :], rebuilt) == once


def test_a_version_replaces_the_one_before() -> None:
    """The words of the version that stands are compared, and an older version that comes again changes nothing."""
    index = Index()
    old, new = a_sketch(1, words(1)), a_sketch(1, words(2), version=2)
    assert index.add(old)
    assert index.add(new)
    assert not index.add(old)
    assert index.search(old) == []
    assert index.search(a_sketch(2, words(1))) == []
    assert [link.earlier.version for link in index.search(a_sketch(2, words(2), hours=1))] == [2]
    assert len(index) == 1


def test_what_is_past_is_forgotten() -> None:
    """A week behind the newest record a story is gone, with all its hashes; the clock has no say."""
    index = Index()
    index.add(a_sketch(1, words(1)))
    index.add(a_sketch(2, words(2), hours=100))
    index.add(a_sketch(3, words(3), hours=200))
    assert index.forget() == ["paper1:1"]
    assert index.search(a_sketch(4, words(1), hours=150)) == []
    assert len(index) == 2
    held = sum(map(len, index._postings._rows.values()))
    assert held == len(a_sketch(2, words(2)).hashes) + len(a_sketch(3, words(3)).hashes)


def test_what_comes_too_late_is_not_held() -> None:
    """It would be forgotten at once, and links nothing."""
    index = Index()
    index.add(a_sketch(1, words(1), hours=200))
    assert not index.add(a_sketch(2, words(1)))
    assert index.search(a_sketch(2, words(1))) == []


def test_a_standing_line_links_nothing() -> None:
    """Short notes of many publishers that end alike, for four words in ten."""
    line = words(1, 45)
    notes = [a_sketch(number, f"{words(100 + number, 60)} {line}") for number in range(3 * COMMON)]
    index = Index()
    for note in notes:
        index.add(note)
    assert not index.search(notes[-1])


def test_a_story_that_everybody_prints_is_linked_with_the_first_of_them() -> None:
    """Its hashes are common, but nearly all of it is the same; to compare it with twenty is enough to tell."""
    index = Index()
    story = words(1, 200)
    for number in range(100):
        index.add(a_sketch(number, f"{story} {words(1000 + number, 20)}", hours=number / 10))
    links = index.search(a_sketch(999, story, hours=20))
    assert len(links) == COMMON
    assert {link.earlier.guid for link in links} == {f"paper{number}:{number}" for number in range(COMMON)}
