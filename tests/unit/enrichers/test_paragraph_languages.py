"""Which paragraph is in which language, where they are in several."""

from __future__ import annotations

import time

import pytest

from copydesk.service.enrichers.paragraph_languages import MOST_PARAGRAPHS, find_paragraph_languages
from copydesk.service.enrichers.story import Story
from tests.unit.articles import an_article

ENGLISH = (
    "The harbour authority said on Monday that the lighthouse would be moved before the winter storms begin.",
    "It had been warned that the cliff below the tower would not stand for another year, and that there was no time left.",
)
FRENCH = (
    "L'autorité du port a annoncé lundi que le phare serait déplacé avant le début des tempêtes de l'hiver.",
    "Elle avait été avertie que la falaise sous la tour ne tiendrait pas une année de plus.",
)
GERMAN = (
    "Die Hafenbehörde teilte am Montag mit, dass der Leuchtturm noch vor den Stürmen des Winters versetzt werden soll."
)
PERSIAN = (
    "سازمان بنادر روز دوشنبه اعلام کرد که فانوس دریایی پیش از آغاز طوفان‌های زمستانی جابه‌جا خواهد شد.",
    "این سازمان گفته است که صخره زیر برج تا یک سال دیگر دوام نخواهد آورد و فرصت زیادی باقی نمانده است.",
)
ARABIC = "أعلنت هيئة الميناء يوم الاثنين أن المنارة ستنقل من مكانها قبل بداية العواصف في فصل الشتاء على الساحل."
CHINESE = "港务局星期一表示，灯塔将在冬季风暴开始之前迁移，因为塔下的悬崖已经撑不过一年，而且所剩的时间不多了，工程将于下个月开始。"


def languages_of(*paragraphs: str, language: str | None = "en") -> object:
    """Of a story with these paragraphs."""
    story = Story(an_article(body_text="\n\n".join(paragraphs), language=language))
    return find_paragraph_languages(story)["paragraph_languages"]


def test_a_release_in_two_languages_has_each() -> None:
    """English and then French, whatever the document declares, and with no word of it."""
    for declared in ("en-GB", "fr", None):
        en, fr = ("en-GB", "fr") if declared == "en-GB" else ("en", "fr")
        assert languages_of(*ENGLISH, *FRENCH, language=declared) == [en, en, fr, fr]


@pytest.mark.parametrize(
    ("one", "other", "tags"),
    [
        (
            PERSIAN,
            "All rights reserved. You may use this text if you name the agency as its source.",
            ["fa", "fa", "en"],
        ),
        (PERSIAN, CHINESE, ["fa", "fa", "zh"]),
        (ENGLISH, ARABIC, ["en", "en", "ar"]),
        (ENGLISH, f"“{GERMAN}”", ["en", "en", "de"]),
        (FRENCH, GERMAN, ["fr", "fr", "de"]),
    ],
)
def test_a_quote_or_a_footer_in_another_language_is_told(one: tuple[str, ...], other: str, tags: list[str]) -> None:
    """One paragraph is enough, in another script or in the same."""
    assert languages_of(*one, other, language=tags[0]) == tags


@pytest.mark.parametrize(
    "short",
    [
        "Toyota, Volkswagen, Société Générale, Deutsche Bank, Banco Santander, Telefónica, Fiat, Petrobras, Gazprom, Nokia",
        "#Weltmeister @dfb_team https://www.dfb.example/die-mannschaft 2026",
        "Hafen und Küste",
        "“Vive la France!”",
        "12:30 | 45 % | 2019-02-27",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore.",
        "東京",
    ],
)
def test_names_tags_and_short_lines_are_no_other_language(short: str) -> None:
    """A story in one language stays so, whatever stands in a line of it."""
    assert languages_of(ENGLISH[0], short, ENGLISH[1]) == []


@pytest.mark.parametrize(
    ("language", "own", "near"),
    [
        ("nb", "Havnevesenet opplyste mandag at fyret skal flyttes før vinterstormene begynner langs kysten.",
         "Havnemyndigheden oplyste mandag, at fyrtårnet skal flyttes, inden vinterens storme begynder langs kysten."),
        ("es", "La autoridad del puerto anunció el lunes que el faro será trasladado antes de las tormentas del invierno.",
         "A autoridade do porto anunciou na segunda que o farol será mudado antes das tempestades do inverno."),
        ("cs", "Přístavní úřad v pondělí oznámil, že maják bude přemístěn ještě před začátkem zimních bouří.",
         "Prístavný úrad v pondelok oznámil, že maják bude premiestnený ešte pred začiatkom zimných búrok."),
    ],
)  # fmt: skip
def test_a_short_paragraph_in_a_close_language_is_not_told(language: str, own: str, near: str) -> None:
    """Norwegian and Danish, Spanish and Portuguese, Czech and Slovak take more than one sentence."""
    assert languages_of(own, near, language=language) == []


def test_a_longer_one_in_a_close_language_is() -> None:
    """Thirty words of Portuguese in a Spanish story are told."""
    spanish = (
        "La autoridad del puerto anunció el lunes que el faro será trasladado antes de las tormentas del invierno."
    )
    portuguese = (
        "A autoridade do porto anunciou na segunda que o farol será mudado antes das tempestades do inverno, porque não "
        "há mais tempo e a falésia que está por baixo da torre já não aguenta outro ano, segundo disse um engenheiro."
    )
    assert languages_of(spanish, portuguese, language="es") == ["es", "pt"]


def test_what_stands_between_has_the_language_of_its_script_or_none() -> None:
    """A short line takes the one language that its script has there, or that its everyday words are of; names take none."""
    assert languages_of(ENGLISH[0], ARABIC, "التفاصيل", "Toyota Nissan", "***") == ["en", "ar", "ar", "en", None]
    assert languages_of(*ENGLISH, *FRENCH, "C'est la vie.", "It is what it is.", "Ada Lovelace") == [
        "en", "en", "fr", "fr", "fr", "en", None,
    ]  # fmt: skip


def test_names_in_latin_letters_are_no_language_of_a_story_in_other_ones() -> None:
    """A list of companies in a Persian story is in none; a sentence of another script is."""
    names = "Société Générale, Telefónica, Deutsche Bank, Citroën, Nestlé, Petróleo Brasileiro, Électricité de France"
    assert languages_of(PERSIAN[0], names, PERSIAN[1], language="fa") == []
    assert languages_of(*ENGLISH, "نشانگر آمپر و نمایشگر تنظیمات سیستم سرگرمی روشنایی دارند.") == ["en", "en", "fa"]


def test_the_language_of_the_story_is_one_where_most_is_not_in_the_other() -> None:
    """Short paragraphs in Chinese beside a long one in English are in Chinese; a wrong declaration is not."""
    short = (
        "灯塔将在冬季迁移。",
        "悬崖已经撑不过一年。",
        "工程下月开始，居民表示欢迎，游客也表示期待。",
        "港务局星期一宣布了这一消息，时间紧迫。",
    )
    found = languages_of(*short * 4, ENGLISH[0], language="zh-CN")
    assert isinstance(found, list)
    assert (found[0], found[-1]) == ("zh-CN", "en")
    assert languages_of(*FRENCH, "Ada", language="en") == []


def test_one_language_or_one_paragraph_gives_nothing() -> None:
    """Also where it is not the one that is declared."""
    assert languages_of(*ENGLISH) == languages_of(*FRENCH, language="en") == languages_of(CHINESE, language="zh") == []


def test_each_paragraph_has_its_place() -> None:
    """Those behind the ones that are read are not known."""
    found = languages_of(*ENGLISH, *FRENCH, *ENGLISH * MOST_PARAGRAPHS)
    assert isinstance(found, list)
    assert len(found) == 4 + 2 * MOST_PARAGRAPHS
    assert found[MOST_PARAGRAPHS:] == [None] * (4 + MOST_PARAGRAPHS)


@pytest.mark.parametrize(
    "body",
    ["a\n\n" * 330_000, "x" * 1_000_000 + "\n\nab", (FRENCH[0] + "\n\n" + ARABIC + "\n\n") * 5_000, "\n\n" * 500_000],
)
def test_a_megabyte_costs_little(body: str) -> None:
    """However it is parted."""
    story = Story(an_article(body_text=body, language="en"))
    find_paragraph_languages(Story(an_article(body_text=f"{FRENCH[0]}\n\n{ARABIC}")))
    assert story.paragraphs
    began = time.process_time()
    find_paragraph_languages(story)
    assert time.process_time() - began < 0.1
