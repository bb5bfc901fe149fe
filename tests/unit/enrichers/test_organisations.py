"""Which organisations a text names."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping

import pytest

from copydesk.schemas.article import Organisation
from copydesk.service.enrichers.known_organisations import ENTITY, Kind, _rows, _table
from copydesk.service.enrichers.organisations import find_organisations
from copydesk.service.enrichers.story import Story
from tests.unit.articles import an_article


def organisations_of(body: str, language: str | None = "en", headline: str | None = None) -> list[Organisation]:
    """Of a story with this body."""
    found = find_organisations(Story(an_article(body_text=body, language=language, headline=headline)))["organisations"]
    assert isinstance(found, list)
    return found


def counts_of(body: str, language: str | None = "en", headline: str | None = None) -> Mapping[str, int]:
    """Names and counts alone."""
    return {one.name: one.count for one in organisations_of(body, language, headline)}


def test_names_are_told_with_their_number_in_order_of_first_mention() -> None:
    """The usual name in English, how often it is named by any of its names, and its entity in Wikidata."""
    found = organisations_of(
        "The World Health Organization and Interpol met in Lyon. The WHO said that Interpol had warned the WHO."
    )
    assert [(one.name, one.uri, one.count) for one in found] == [
        ("World Health Organization", "http://www.wikidata.org/entity/Q7817", 3),
        ("Interpol", "http://www.wikidata.org/entity/Q8475", 2),
    ]


@pytest.mark.parametrize(
    ("body", "language", "name"),
    [
        ("أعلنت منظمة الصحة العالمية أن اللقاح آمن.", "ar", "World Health Organization"),
        ("وقال المتحدث باسم للأمم المتحدة إن القافلة وصلت.", "ar", "United Nations"),
        ("وصرحت والأمم المتحدة طرف في الاتفاق.", "ar", "United Nations"),
        ("رئیس اتحادیه اروپا در سخنانی گفت که مذاکرات ادامه دارد.", "fa", "European Union"),
        ("گزارش صندوق بین المللی پول امروز منتشر شد.", "fa", "International Monetary Fund"),
        ("Die Weltgesundheitsorganisation warnt vor einer neuen Welle.", "de", "World Health Organization"),
        ("Le Fonds monétaire international a revu ses prévisions.", "fr", "International Monetary Fund"),
        ("La Unión Europea anunció nuevas medidas.", "es", "European Union"),
        ("В Совете Европы заявили, что Евросоюз примет решение.", "ru", "European Union"),
        ("世界卫生组织星期一发布报告。", "zh", "World Health Organization"),
        ("The US Federal Reserve raised rates.", "en", "Federal Reserve"),
        ("Volkswagen's chief said that the plant would close.", "en", "Volkswagen"),
        ("A Boeing spokesman said so.", "en", "Boeing"),
        ("Shares of Toyota Motor Corp fell.", "en", "Toyota"),
    ],
)
def test_names_are_known_in_several_languages(body: str, language: str, name: str) -> None:
    """As they are printed there, with the letters that Arabic writes on a word, and however Persian joins its parts."""
    assert name in counts_of(body, language)


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Who said that? WHO knows, he said, and the ICC did well at cricket.", "en"),
        ("the who, the fed and the ice", "en"),
        ("MAN WHO TOLD THE FBI OF UN PLOT IS HELD", "en"),
        ("Apple pie, a target, a shell on the beach, and the Amazon forest.", "en"),
        ("A Boeing 737 landed, and the Toyota Corolla behind it stopped at Toyota Stadium.", "en"),
        ("She drove an Audi. He was shot beside a Toyota.", "en"),
        ("The grave of William Boeing is in the town. The BMW i5 is out.", "en"),
        ("He is a Certified Internal Auditor (CIA). A CIA earns well.", "en"),
        ("The Royal Bank of Canada and the Federal Reserve Bank of Dallas said so.", "en"),
        ("They play in the UEFA Champions League.", "en"),
        ("NATOs unicefs @UN #EU interpol.example", "en"),
        ("El presidente de EU viajó a Monterrey.", "es"),
        ("Die Allianz der Parteien hält.", "de"),
        ("飞机在台北约十公里处降落。", "zh"),
    ],
)
def test_what_only_looks_like_one_is_none(body: str, language: str) -> None:
    """Words, lines in capitals, products, people, other bodies that hold the name, and short forms of something else."""
    assert counts_of(body, language) == {}


def test_a_short_form_needs_the_name_where_it_has_other_meanings() -> None:
    """`ICC` is the court's where the court is named, the cricketers' where they are, and nobody's where both are."""
    court, cricket = "International Criminal Court", "International Cricket Council"
    assert counts_of(f"The {court} met. The ICC said so.") == {court: 2}
    assert counts_of(f"The {cricket} met. The ICC said so.") == {cricket: 2}
    assert counts_of(f"The {cricket} met the {court}. The ICC said so.") == {cricket: 1, court: 1}
    assert counts_of("Apple Inc rose. Apple said on Monday that it sold more.") == {"Apple Inc": 2}


def test_a_short_form_in_capitals_counts_in_a_line_that_is_not() -> None:
    """Also where the headline is all capitals: that line alone is passed over."""
    assert counts_of("The EU and the UN agreed.", headline="EU AND UN AGREE ON IT") == {
        "European Union": 1,
        "United Nations": 1,
    }


def test_the_longest_name_is_meant() -> None:
    """The Security Council is not counted as the United Nations too."""
    assert counts_of("The UN Security Council met.") == {"United Nations Security Council": 1}


def test_each_line_of_the_table_is_whole() -> None:
    """A number is one of Wikidata, stands once, and no sure name belongs to two."""
    rows = list(_rows())
    numbers = [known.uri for known, _, _ in rows if known.uri]
    assert len(numbers) == len(set(numbers)) > 100
    assert all(re.fullmatch(ENTITY + r"Q[1-9]\d+", number) for number in numbers)
    sure = [name for known, names, _ in rows for name in names if known.kind is not Kind.OTHER]
    assert len(sure) == len(set(sure))
    assert all(len(name) > 1 and name == name.strip() for name in sure)
    assert all(known[0].name for known, is_short in _table().values() if is_short)


@pytest.mark.parametrize(
    "piece", ["UN ", "Toyota ", "(CIA) ", "a Boeing ", "WHO\n", "و", "世界银行", "International Criminal ", "x" * 99]
)
def test_a_megabyte_costs_little(piece: str) -> None:
    """Whatever is repeated in it."""
    story = Story(an_article(body_text=piece * (1_000_000 // len(piece.encode())), language="en"))
    find_organisations(Story(an_article(body_text="Ada Boeing – the UN")))
    assert story.text
    began = time.process_time()
    find_organisations(story)
    assert time.process_time() - began < 0.1
