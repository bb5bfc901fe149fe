"""Lines that lead to other stories."""

from __future__ import annotations

import pytest

from copydesk.service.core.lexicon import LEXICONS
from copydesk.service.core.lexicon.model import Lexicon
from copydesk.service.core.lines.pointers import Pointer, pointer
from copydesk.service.core.text.spelling import fold


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("You may also like", "alone"),
        ("Das könnte Sie auch interessieren!", "alone"),
        ("Schon gelesen?", "alone"),
        ("» À LIRE AUSSI :", "alone"),
        ("相关阅读：", "alone"),
        ("اقرأ أيضاً:", "alone"),
        ("Read more: Ferry runs aground again", "ahead"),
        ("LE PUEDE INTERESAR: El ferry encalla otra vez", "ahead"),
        ("Читайте также: Паром снова сел на мель", "ahead"),
        (">> Czytaj też – Prom znowu na mieliźnie", "ahead"),
        ("Vous aimerez aussi » Le bac s'échoue", "ahead"),
        ("延伸閱讀：渡輪再度擱淺", "ahead"),
        ("Mehr zum Thema auf dieser Seite", "begun"),
        ("Weitere Beiträge aus der Kolumne", "begun"),
        ("Reading is what the town does best", None),
        ("Relatedness is not what the judge asked about", None),
        ("Read more carefully than their fathers did, the old charts show where the channel ran before the war.", None),
        ("", None),
        ("»", None),
    ],
)
def test_lines_that_lead_elsewhere(line: str, leads: Pointer | None) -> None:
    """Words alone lead to what stands below, words and a mark to what is told behind; a sentence is a sentence."""
    assert pointer(fold(line)) == leads


@pytest.mark.parametrize("lexicon", [one for one in LEXICONS if one.pointers], ids=lambda one: one.language)
def test_each_languages_words_are_found(lexicon: Lexicon) -> None:
    """Alone, and before a title."""
    for words in lexicon.pointers:
        assert pointer(fold(words)) == "alone"
        assert pointer(fold(f"{words}: 1")) == "ahead"
