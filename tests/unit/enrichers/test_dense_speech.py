"""Quotes and people in Chinese and Japanese: only a frequent surname or a dotted name beside an office."""

from __future__ import annotations

from time import perf_counter

import pytest

from tests.unit.enrichers.test_people import people
from tests.unit.enrichers.test_quotes_elsewhere import quotes

ZH, JA = "这座桥撑不过下一个冬天", "この橋は次の冬を越せません"


@pytest.mark.parametrize(
    ("language", "body", "speaker"),
    [
        ("zh", f"港务局局长陈海波表示：“{ZH}。”", "陈海波"),
        ("zh", f"港口发言人陈海在记者会上还指出：“{ZH}。”", "陈海"),
        ("zh", f"“{ZH}。”港务局局长陈海波说。", "陈海波"),
        ("zh", f"港务局局长陈海波，来到桥上。陈海波说：“{ZH}。”", "陈海波"),
        ("zh", f"科學家安娜·林德伯格說：「{ZH}。」", "安娜·林德伯格"),
        ("zh", f"港务局局长表示：“{ZH}。”", None),
        ("zh", f"局长陈海波，来了。他表示：“{ZH}。”", None),
        ("zh", f"总统周三表示：“{ZH}。”", None),
        ("zh", f"专家许多认为：“{ZH}。”", None),
        ("zh", f"《{ZH}》是局长陈海波，写的“{ZH}”一书。", None),
        ("zh", "局长陈海波表示：“不行。”", None),
        ("ja", f"港湾局の山田海斗局長は「{JA}」と述べた。", None),
        ("ja", f"港町の山田海斗市長は会見で「{JA}」と述べた。", "山田海斗"),
        ("ja", f"アンナ・リンドベルイ教授（５１）は「{JA}」などと指摘した。", "アンナ・リンドベルイ"),
        ("ja", f"市長は「{JA}」と述べた。", None),
        ("ja", f"石川県知事は「{JA}」と述べた。", None),
        ("ja", f"彼は「{JA}」と話した。山田海斗市長は去った。", None),
        ("ja", f"山田海斗氏は「{JA}」という本を出した。", None),
    ],
)
def test_who_says_it(language: str, body: str, speaker: str | None) -> None:
    """A full name with its office, or without it where it stood there before; no pronoun, no office alone, no weekday."""
    assert [quote.speaker for quote in quotes(body, language)] == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    ("language", "body", "found"),
    [
        ("zh", "港务局局长陈海波，来到桥上。陈海波说不行。", [("陈海波", 2)]),
        ("zh", "局长高度重视，主任周末在家，部长何时对外公布。", []),
        ("ja", "港町の山田海斗市長と山田海斗氏。", [("山田海斗", 2)]),
        ("ja", "石川県知事と福島市長と三浦半島代表と本田技研社長。", []),
    ],
)
def test_who_is_named(language: str, body: str, found: list[tuple[str, int]]) -> None:
    """A full name beside an office."""
    assert people(body, language=language) == found


@pytest.mark.parametrize("language", ["zh", "ja"])
@pytest.mark.parametrize(
    "unit",
    [
        "总统",
        "“一",
        "王·",
        "”，",
        "局长陈海波在",
        "山田",
        "山田海",
        "ア・",
        "山田海斗氏は「",
        "陈海波说：“这座桥撑不过下一个冬天”",
        "（",
    ],
)
def test_a_megabyte(language: str, unit: str) -> None:
    """Time grows with the text, and no further than what is read."""
    body = unit * (1_000_000 // len(unit.encode()))
    began = perf_counter()
    quotes(body, language)
    people(body, language=language)
    assert perf_counter() - began < 1
