"""Quotes and people in scripts without capitals: only where a given name, an office or a title makes it sure."""

from __future__ import annotations

from time import perf_counter

import pytest

from tests.unit.enrichers.test_people import people
from tests.unit.enrichers.test_quotes_elsewhere import quotes

FA = "این پل زمستان دیگری را تاب نمی‌آورد"
AR = "لن يصمد هذا الجسر شتاء آخر"


@pytest.mark.parametrize(
    ("language", "body", "speaker"),
    [
        ("fa", f"مریم بندری، عضو شورای بندر، گفت: «{FA}.»", "مریم بندری"),
        ("fa", f"به گزارش ایسنا، حسن بندری در نشست خبری اظهار کرد: «{FA}»", "حسن بندری"),
        ("fa", f"دکتر علی‌رضا بندری افزود: «{FA}»", "علی‌رضا بندری"),
        ("fa", f"سخنگوی بندر مریم بندری گفت: «{FA}»", "مریم بندری"),
        ("fa", f"حسن بندری، شهردار، آمد. بندری گفته است: «{FA}»", "حسن بندری"),
        ("fa", f"مریم بندری آمد. او گفت: «{FA}»", None),
        ("fa", f"حسن بندری، شهردار، آمد. سخنگوی شهرداری گفت: «{FA}»", None),
        ("fa", f"مشاور رئیس حسن بندری گفت: «{FA}»", None),
        ("fa", f"کارگر اسکله به حسن بندری گفت: «{FA}»", None),
        ("fa", f"کتاب حسن بندری: «{FA}»", None),
        ("ar", f"وقال خالد المرسي: «{AR}».", "خالد المرسي"),
        ("ar", f'وأكد وزير النقل خالد المرسي، أمس: "{AR}".', "خالد المرسي"),
        ("ar", f"وأضاف المتحدث باسم الميناء خالد بن المرسي: “{AR}”.", "خالد بن المرسي"),
        ("ar", f"وقال خالد المرسي لصحيفة الميناء: «{AR}».", "خالد المرسي"),
        ("ar", f"وصل خالد المرسي. وقال إنه تعب: «{AR}».", None),
        ("ar", f"وقال المتحدث باسم الرئيس خالد المرسي: «{AR}».", None),
        ("ar", f"وقالت الوزارة: «{AR}».", None),
        ("ar", f"وقال عن خالد المرسي: «{AR}».", None),
    ],
)
def test_who_says_it(language: str, body: str, speaker: str | None) -> None:
    """A full name, or its surname again, that is the subject of the verb; no pronoun, no office, nobody spoken of or to."""
    assert [quote.speaker for quote in quotes(body, language)] == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    ("language", "body", "found"),
    [
        ("fa", "مریم بندری، عضو شورای بندر، آمد. بندری رفت.", [("مریم بندری", 2)]),
        ("fa", "سردار حسن بندری در بندر سخن گفت.", [("حسن بندری", 1)]),
        ("fa", "حسن بندری رییس‌جمهور آمد.", [("حسن بندری", 1)]),
        ("fa", "علی نسبت به پل حساس بود. خیابان حسن بندری بسته است.", []),
        ("fa", "آقای حسن تهران را دید.", []),
        ("ar", "وصل الدكتور خالد المرسي إلى الميناء.", [("خالد المرسي", 1)]),
        ("ar", "وصل خالد المرسي وزير النقل.", [("خالد المرسي", 1)]),
        ("ar", "مستشفى الملك خالد الجامعي في المدينة.", []),
        ("ar", "على أرض الميناء رئيس جديد. شارع خالد المرسي في المدينة.", []),
    ],
)
def test_who_is_named(language: str, body: str, found: list[tuple[str, int]]) -> None:
    """A title before a full name or an office behind it."""
    assert people(body, language=language) == found


@pytest.mark.parametrize("language", ["fa", "ar"])
@pytest.mark.parametrize(
    "unit", ["حسن ", "محمد بن ", "گفت: «", "قال خالد: «x y z w v» ", "حسن بندری، عضو بندری ", "، "]
)
def test_a_megabyte(language: str, unit: str) -> None:
    """Time grows with the text, and no further than what is read."""
    body = unit * (1_000_000 // len(unit.encode()))
    began = perf_counter()
    quotes(body, language)
    people(body, language=language)
    assert perf_counter() - began < 1
