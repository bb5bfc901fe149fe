"""Words of a text: what was kept, removed and added, and that the parts make both texts."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.difference.sequences import matches
from copydesk.service.difference.words import bag_of, parts_of, similarity, words_of

LETTERS = st.text("ab 你好ก็ \u00a0\n\u200c", max_size=60)
FEW = st.lists(st.sampled_from("abc"), max_size=30) | st.lists(st.sampled_from("abcdefgh"), min_size=65, max_size=90)


def told(old: str, new: str) -> list[str]:
    """The parts as `=kept`, `-removed`, `+added`."""
    return [part.kind + part.text.strip() for part in parts_of(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("The bridge opens today", "The bridge closes today", ["=The bridge", "-opens", "+closes", "=today"]),
        ("The bridge opens", "The bridge opens", ["=The bridge opens"]),
        ("", "A bridge", ["+A bridge"]),
        ("A bridge", "", ["-A bridge"]),
        ("The  old\u00a0bridge", "The old bridge", ["=The old bridge"]),
        ("大桥今日通车", "大桥明日通车", ["=大桥", "-今", "+明", "=日通车"]),
        ("สะพานที่เปิด", "สะพานที่ปิด", ["=สะพานที่", "-เ", "=ปิด"]),
        ("می‌رود به تهران", "می‌آید به تهران", ["-می‌رود", "+می‌آید", "=به تهران"]),
        (
            "he told them on Monday that it was to the east of all",
            "she wrote us in March how much was near a west side wind",
            [
                "-he told them on Monday that it was to the east of all",
                "+she wrote us in March how much was near a west side wind",
            ],
        ),
    ],
)
def test_parts(old: str, new: str, parts: list[str]) -> None:
    """Words are runs without white space, and single characters in scripts without spaces; a lone word kept by chance is
    told as replaced.
    """
    assert told(old, new) == parts


@given(LETTERS, LETTERS)
def test_parts_make_both_texts(old: str, new: str) -> None:
    """What was kept and added is the new text letter for letter; what was kept and removed are the words of the old."""
    parts = parts_of(old, new)
    kept_and_added = "".join(part.text for part in parts if part.kind != "-")
    kept_and_removed = [word.text for part in parts if part.kind != "+" for word in part.words]
    assert kept_and_added.strip() == new.strip()
    assert kept_and_removed == [word.text for word in words_of(old)]


@given(LETTERS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    """Only kept words."""
    assert {part.kind for part in parts_of(text, text)} <= {"="}


def test_characters_that_all_repeat_are_told_apart() -> None:
    """In a long text without spaces no character stands once; what was added in two places is found all the same."""
    chance = random.Random(2)
    text = "".join(chance.choices("กขคงจฉชซญดตถ", k=400))
    first, second = ("".join(chance.choices("นบปผพฟ", k=50)) for _ in range(2))
    new = f"{text[:100]}{first}{text[100:300]}{second}{text[300:]}"
    assert told(text, new) == [f"={text[:100]}", f"+{first}", f"={text[100:300]}", f"+{second}", f"={text[300:]}"]


@given(FEW, FEW)
def test_matches_are_a_longest_common_sequence_or_less(old: list[str], new: list[str]) -> None:
    """Equal members, rising in both."""
    pairs = matches(old, new)
    assert all(old[left] == new[top] for left, top in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


def test_similarity() -> None:
    """The share of words in common, in any order."""
    assert similarity(bag_of("a b c d"), bag_of("d c x y")) == 0.5
    assert similarity(bag_of(""), bag_of("")) == 0.0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 120_000, "b a c " * 80_000),
        (" ".join(str(n) for n in range(80_000)), " ".join(str(n) for n in range(80_000, 0, -1))),
        ("x" + " " * 500_000, " " * 500_000 + "y"),
        (" ".join(str(n * n % 1009) for n in range(80_000)), " ".join(str(n * n % 997) for n in range(80_000))),
        ("大" * 300_000 + "小", "小" + "大" * 300_000),
    ],
)
def test_a_megabyte_of_anything_takes_seconds(old: str, new: str) -> None:
    """Whatever the words, a difference is told."""
    began = time.monotonic()
    assert parts_of(old, new)
    assert time.monotonic() - began < 10
