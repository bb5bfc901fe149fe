"""Which enrichers a list of names gives, and those of other packages."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest

from copydesk.schemas.article import Article
from copydesk.service import plugins
from copydesk.service.enrichers import ENRICHERS, Enricher
from copydesk.service.enrichers.story import Story
from copydesk.service.pipeline import first_version
from copydesk.service.plugins import GROUP, chosen
from copydesk.service.settings import Settings
from copydesk.service.variables import BadSetting
from tests.builders import an_article


def count_letters(story: Story) -> object:
    """An enricher as another package has it."""
    return {"e": story.article.body_text.count("e")}


NO_FUNCTION = 7
OFFERED = EntryPoints(
    EntryPoint(name, f"{__name__}:{target}", GROUP)
    for name, target in (("letters", "count_letters"), ("broken", "nothing"), ("seven", "NO_FUNCTION"))
)


@pytest.fixture(autouse=True)
def _offered(monkeypatch: pytest.MonkeyPatch) -> None:
    points = EntryPoints(EntryPoint(point.name, point.value, GROUP) for point in OFFERED)
    monkeypatch.setattr(plugins, "entry_points", lambda group: points)
    monkeypatch.setattr(EntryPoint, "load", lambda point: globals()[point.value.partition(":")[2]])
    chosen.cache_clear()


def test_all_and_none() -> None:
    """`all` is every enricher of the desk, once, and `none` is none."""
    assert chosen("all") == ENRICHERS
    assert chosen("all,language") == ENRICHERS
    assert chosen("none") == ()
    assert [enricher.name for enricher in chosen("language, reading_time")] == ["language", "reading_time"]


def test_what_another_package_adds() -> None:
    """It stands under its name, and nowhere else."""
    article = first_version(an_article(body_text="The bell"), chosen("letters"))
    assert (article.extensions, article.word_count) == ({"letters": {"e": 2}}, None)
    assert Article.model_validate_json(article.model_dump_json()) == article


def test_what_is_no_json_is_noted() -> None:
    """A reader could not read it."""
    article = first_version(an_article(), (Enricher("odd", lambda story: {"x": object()}, is_ours=False),))
    assert (article.extensions, article.enrichment_notes) == ({}, ["odd: TypeError"])


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("langage", "no enricher 'langage' here: there are all, none, language"),
        ("broken", "cannot be loaded"),
        ("seven", "is no function"),
    ],
)
def test_a_setting_that_does_not_fit(monkeypatch: pytest.MonkeyPatch, names: str, said: str) -> None:
    """One line with what there is."""
    monkeypatch.setenv("COPYDESK_ENRICHERS", names)
    with pytest.raises(BadSetting, match=said):
        Settings.from_environment()
