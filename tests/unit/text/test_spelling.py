"""Spellings that mean the same, made the same."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from copydesk.service.core.text.spelling import fold

DIGITS = "٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐０𝟎𞥐🯰"
"""Zero in many scripts, some of them beyond the first 65,536 characters."""


def test_digits_and_letters_have_one_form() -> None:
    """Digits of all scripts are ASCII, letters that keyboards interchange are one, spaces are plain."""
    assert fold("۱۴ي") == "14ی"
    assert fold(DIGITS) == "0" * len(DIGITS)
    assert fold("The mayor’s\u00a0bridge") == "The mayor's bridge"
    assert fold("Straße 🚢 мост") == "Straße 🚢 мост"


@given(st.text(max_size=200))
@example("".join(map(chr, range(0x600, 0x700))))
def test_a_text_is_folded_position_by_position(text: str) -> None:
    """Each character is folded by itself, whatever stands beside it and however many there are."""
    assert fold(text) == "".join(map(fold, text))
