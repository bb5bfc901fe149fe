"""The language of a story: declared, contradicted, detected, or left open."""

from __future__ import annotations

import pytest

from copydesk.schemas.parsed import Extraction, ParsedArticle
from copydesk.service.core.text.scripts import contradicts, has_letters
from copydesk.service.enrichers.language import find_language
from copydesk.service.enrichers.story import Story
from tests.unit.articles import an_article

TEXTS = {
    "en": "The ministry of transport said on Tuesday that the new bridge over the river would be opened to traffic in the spring.",
    "fa": "وزیر راه و شهرسازی روز سه‌شنبه گفت که پل جدید روی رودخانه بهار آینده به روی خودروها گشوده خواهد شد و ساخت آن پایان می‌یابد.",
    "ar": "قالت وزارة النقل يوم الثلاثاء إن الجسر الجديد على النهر سيفتح أمام حركة المرور في الربيع المقبل بعد انتهاء الأعمال.",
    "ru": "Министерство транспорта сообщило во вторник, что новый мост через реку откроют для движения весной следующего года.",
    "de": "Das Verkehrsministerium teilte am Dienstag mit, dass die neue Brücke über den Fluss im Frühjahr für den Verkehr freigegeben wird.",
    "fr": "Le ministère des Transports a déclaré mardi que le nouveau pont sur le fleuve serait ouvert à la circulation au printemps prochain.",
    "es": "El Ministerio de Transporte dijo el martes que el nuevo puente sobre el río se abrirá al tráfico en la primavera del próximo año.",
    "ja": "国土交通省は火曜日、川にかかる新しい橋が来年の春に開通する予定だと発表した。工事は順調に進んでいるという。",
    "he": "משרד התחבורה הודיע ביום שלישי כי הגשר החדש מעל הנהר ייפתח לתנועה באביב הקרוב לאחר סיום העבודות באזור.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_undeclared_is_detected(language: str) -> None:
    """A paragraph is enough to recognise a language."""
    fields = find_language(Story(an_article(body_text=TEXTS[language])))
    assert fields["language"] == language
    assert isinstance(confidence := fields["language_confidence"], float)
    assert confidence > 0.7


@pytest.mark.parametrize("language", TEXTS)
def test_declared_is_kept(language: str) -> None:
    """A declared language stays as it was declared, and is certain."""
    declared = f"{language}-XX"
    assert find_language(Story(an_article(language=declared, body_text=TEXTS[language]))) == {
        "language": declared,
        "language_confidence": 1.0,
    }


def test_the_script_outranks_the_declaration() -> None:
    """A Persian text on a page that says `lang=en` is Persian."""
    assert find_language(Story(an_article(language="en", body_text=TEXTS["fa"])))["language"] == "fa"
    assert find_language(Story(an_article(language="fa", body_text=TEXTS["en"])))["language"] == "en"


@pytest.mark.parametrize("body", ["", "Reuters", "12:30 45 % 2019", "\x00\ufffe\ud800"])
def test_too_little_text_has_no_language(body: str) -> None:
    """Where nothing is declared and there is next to no text, both fields are None: wrong is worse than missing."""
    fields = find_language(Story(an_article().model_copy(update={"body_text": body})))
    assert fields == {"language": None, "language_confidence": None}


def test_a_short_declared_text_is_believed() -> None:
    """A headline with a foreign name in it contradicts nothing."""
    assert find_language(Story(an_article(language="en", body_text="Владимир")))["language"] == "en"


@pytest.mark.parametrize("filler", ["1 _2", "é", "ж"])
def test_forty_letters_say_something(filler: str) -> None:
    """Digits and underscores are no letters; what else stands in the text does not change what its letters say."""
    letters = "bridge over "
    enough = letters * 4 + filler
    assert not has_letters("1 _2" + letters * 3)
    assert has_letters(enough)
    assert contradicts("fa", enough)
    assert not contradicts("en", enough)
    assert not contradicts("fa", letters * 3 + "1 _2")


def test_controls_do_not_hide_the_language() -> None:
    """Characters that the detector refuses are passed over."""
    assert find_language(Story(an_article(body_text="\x07\ufffe" + TEXTS["de"])))["language"] == "de"


def test_languages_of_several_scripts_are_never_contradicted() -> None:
    """Kurdish, Uzbek or Serbian may come in either script."""
    assert not contradicts("ku", TEXTS["fa"])
    assert not contradicts("sr", TEXTS["ru"])
    assert contradicts("EN-us", TEXTS["ru"])


def a_page(language: str, text: str) -> ParsedArticle:
    """An article that a web page gave."""
    return an_article(language=language, body_text=text, extraction=Extraction(method="html"))


def test_a_template_is_refuted() -> None:
    """The language that a web page declares gives way where its text is surely in another."""
    assert find_language(Story(a_page("en-US", TEXTS["es"] * 2)))["language"] == "es"


def test_what_refutes_nothing() -> None:
    """A declared language stays if the text is short or in a kindred language, or if no template declared it."""
    norwegian = (
        "Transportdepartementet sa tirsdag at den nye broen over elven skal åpnes for trafikk til våren neste år. " * 3
    )
    assert find_language(Story(a_page("en", TEXTS["es"][:100])))["language"] == "en"
    assert find_language(Story(a_page("nn-NO", norwegian)))["language"] == "nn-NO"
    assert find_language(Story(an_article(language="en", body_text=TEXTS["es"] * 2)))["language"] == "en"
