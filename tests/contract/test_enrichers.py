"""What every enricher keeps to, whatever it enriches."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.schemas.article import Article
from copydesk.service.enrichers import ENRICHERS, Enricher
from copydesk.service.enrichers.story import Story
from copydesk.service.pipeline import first_version
from tests.builders import an_article as a_parsed_article
from tests.unit.articles import an_article

each = pytest.mark.parametrize("enricher", ENRICHERS, ids=lambda enricher: enricher.name)

BODIES = (
    "",
    " ",
    "The ministry said on Tuesday that the bridge would open in spring, Al-Jazeera reported.",
    "به گزارش خبرگزاری مهر، وزیر نیرو گفت که سد جدید تا پایان سال به بهره‌برداری می‌رسد.",
    "أفادت وكالة رويترز بأن الجسر الجديد سيفتح في الربيع المقبل أمام حركة المرور.",
    "Мост откроют весной, сообщает ТАСС со ссылкой на министерство транспорта.",
    "橋は来年の春に開通する予定だと国土交通省が火曜日に発表した。",
    "สะพานใหม่จะเปิดในฤดูใบไม้ผลิ กระทรวงคมนาคมกล่าวเมื่อวันอังคาร",
    "\x00\x07\ufffe\U0001fffe binary",
    "reported " * 2_000,
    "according to the " * 2_000,
    "12:30 | 45 % | 2019-02-27",
)


def a_story(**fields: Any) -> Story:
    """The least article with these fields, as enrichers read it."""
    return Story(an_article(**fields))


@each
@pytest.mark.parametrize("body", BODIES)
def test_it_gives_valid_article_fields(enricher: Enricher, body: str) -> None:
    """What an enricher gives are fields of Article with values that fit them, for any language and for no text at
    all.
    """
    fields = enricher.function(a_story(body_text=body))
    assert fields.keys() <= Article.model_fields.keys()
    Article.model_validate(an_article().model_dump() | fields)


@each
@pytest.mark.parametrize("body", BODIES)
def test_it_is_pure(enricher: Enricher, body: str) -> None:
    """An enricher gives the same for the same article, and leaves the article as it is."""
    article = an_article(body_text=body)
    before = article.model_dump_json()
    assert enricher.function(Story(article)) == enricher.function(Story(article))
    assert article.model_dump_json() == before


@each
@given(
    headline=st.text() | st.none(),
    body=st.text(max_size=3_000),
    language=st.sampled_from([None, "en", "de", "ru", "fa", "ar", "zh", "ja", "tlh", "x-nothing"]),
)
def test_it_is_total(enricher: Enricher, headline: str | None, body: str, language: str | None) -> None:
    """No text makes an enricher fail."""
    enricher.function(a_story(headline=headline, body_text=body, language=language))


def test_names_are_unique() -> None:
    """A note or a metric with an enricher's name means one enricher."""
    assert len({enricher.name for enricher in ENRICHERS}) == len(ENRICHERS)


def test_no_two_give_the_same_field() -> None:
    """None sees what another adds, so that their order means nothing."""
    given = [name for enricher in ENRICHERS for name in enricher.function(a_story())]
    assert len(given) == len(set(given))


def test_a_failing_enricher_leaves_a_note() -> None:
    """An article whose enricher fails has everything else, and says which one failed."""

    def fails(story: Story) -> dict[str, object]:
        raise KeyError("x")

    failing = tuple(
        Enricher(enricher.name, fails) if enricher.name == "info_sources" else enricher for enricher in ENRICHERS
    )
    article = first_version(a_parsed_article(body_text="The bridge will open in spring, Reuters reported."), failing)
    assert article.enrichment_notes == ["info_sources: KeyError"]
    assert (article.word_count, article.info_sources) == (8, [])
    assert Article.model_validate_json(article.model_dump_json()) == article
