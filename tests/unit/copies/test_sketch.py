"""Sketches: what of a text they keep, and how they are stored."""

from __future__ import annotations

import time
from array import array
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.schemas.copies import StorySketch
from copydesk.service.core.copies.packing import as_contract, from_contract, pack, unpack
from copydesk.service.core.copies.sketch import MOST_NUMBERS, MOST_WORDS, Sketch, language_group, sketch_of
from copydesk.service.core.desk.memory_form import origin_offset
from copydesk.service.core.desk.outgoing import json_of
from tests.unit.copies.stories import NOON, a_sketch, a_story, words


def test_a_quarter_of_the_word_sequences_is_kept() -> None:
    """A story of 2,000 words leaves some 500 hashes, rising, of 30 bits."""
    hashes = a_sketch(1, words(1, 2_000)).hashes
    assert 420 < len(hashes) < 580
    assert list(hashes) == sorted(set(hashes))
    assert 0 <= hashes[0]
    assert hashes[-1] < 2**30


def test_of_a_part_the_same_is_kept_as_of_the_whole() -> None:
    """What stands in the middle of a text is known by the same hashes wherever it is printed."""
    middle = words(1)
    whole = f"{words(2)} {middle} {words(3)}"
    assert set(a_sketch(1, middle).hashes) <= set(a_sketch(2, whole).hashes)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mayor said: “It’s done” at noon, in Lima.", 'THE MAYOR SAID "It\'s done", at noon in Lima'),
        ("رئيس الوزراء كان في المدينة ١٢ مرة هذا العام", "رئیس الوزراء کان فی المدینة 12 مرة هذا العام"),
        ("मंत्री ने कहा कि पुल खुल गया है।", "मंत्री ने कहा, कि पुल खुल गया है"),
    ],
)
def test_case_marks_and_keyboards_make_no_difference(one: str, other: str) -> None:
    """What newsrooms print differently without changing a word."""
    assert a_sketch(1, one * 9).numbers == a_sketch(2, other * 9).numbers
    assert a_sketch(1, f"{one} " * 9).hashes == a_sketch(2, f"{other} " * 9).hashes


def test_a_script_without_spaces_is_known_by_its_characters() -> None:
    """A Chinese text put into another is found in it, though it is one word to the eye of a program."""
    inside = (
        "市长周一表示这座横跨河流的旧桥在维修三年之后重新开放通车记者从现场看到首批车辆已经驶过桥面两岸居民纷纷前来观看"
    )
    whole = f"本报讯{inside}另据报道天气预报说明天将有小雨"
    shared = set(a_sketch(1, inside).hashes) & set(a_sketch(2, whole).hashes)
    assert len(shared) >= 6


def test_a_version_that_was_taken_back_has_no_text() -> None:
    """It is the copy of nothing, and replaces the sketch that has the text."""
    sketch = a_sketch(1, words(1), version=2, pubstatus="canceled")
    assert sketch.version == 2
    assert not sketch.hashes


def test_what_came_nobody_knows_when_is_not_sketched() -> None:
    """Without a time it has no place in a window."""
    assert sketch_of(a_story(1, words(1), ingested_at=None)) is None


@pytest.mark.parametrize(
    ("fields", "group"),
    [
        ({"language": "en-GB"}, "en"),
        ({"language": "zh-Hant"}, "zh"),
        ({"body_text": "Қала әкімі айтты"}, "cyrillic"),
        ({"body_text": "123"}, "none"),
    ],
)
def test_copies_meet_by_language_else_by_script(fields: dict[str, str], group: str) -> None:
    """Two stories of one language have one key, whatever their region."""
    story = a_story(1, "Words").model_copy(update=fields)
    assert language_group(story) == group


@pytest.mark.parametrize("unit", ["a ", "1 ", "x", "ا", "的", "1.1", "<", "ﷺ ", "A\u0300 ", "\U0001f600 "])
def test_a_megabyte_of_anything_is_sketched_soon(unit: str) -> None:
    """The sketch is bounded, and so is the time."""
    story = a_story(1, (unit * 2**20)[: 2**20])
    began = time.process_time()
    sketch = sketch_of(story)
    assert time.process_time() - began < 0.2
    assert sketch
    assert len(sketch.hashes) <= MOST_WORDS
    assert len(sketch.numbers) <= MOST_NUMBERS


moments = st.integers(-(10**9), 10**9).map(
    lambda seconds: NOON + timedelta(seconds=seconds, microseconds=seconds % 997)
)
rows = st.lists(st.integers(0, 2**32 - 1), unique=True, max_size=50).map(lambda row: array("I", sorted(row)))
sketches = st.builds(
    Sketch, st.just("paper:1"), st.integers(1, 10**6), st.just("paper"), st.none() | moments, moments, rows, rows
)


@given(sketches, st.integers(0, 2**63 - 1))
def test_what_is_stored_is_what_comes_back(sketch: Sketch, offset: int) -> None:
    """In the table, where recovery also finds the offset, and on the topic."""
    packed = pack(sketch, offset)
    assert unpack(sketch.guid, packed) == sketch
    assert origin_offset(packed) == offset
    assert from_contract(StorySketch.model_validate_json(json_of(as_contract(sketch)))) == sketch


def test_a_story_takes_little_room() -> None:
    """400 words: half a kilobyte in the table."""
    assert len(pack(a_sketch(1, words(1, 400)), 10**9)) < 600
