"""Subjects: the provider's codes, and the Media Topics that its section and tags name."""

from __future__ import annotations

from typing import Any, cast

import pytest

from copydesk.schemas.parsed import Subject
from copydesk.service.enrichers.section_names import SECTION_NAMES
from copydesk.service.enrichers.story import Story
from copydesk.service.enrichers.subjects import _topics, find_subjects
from tests.unit.articles import an_article

SPORT = "http://cv.iptc.org/newscodes/mediatopic/15000000"


def subjects(**fields: Any) -> list[Subject]:
    """Of an article with these fields."""
    return cast("list[Subject]", find_subjects(Story(an_article(**fields)))["subjects"])


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("Sport", ["sport"]),
        ("SPORTS", ["sport"]),
        ("ورزشی", ["sport"]),
        ("Wirtschaft", ["economy, business and finance"]),
        ("News, Politics", ["politics"]),
        ("Arts &amp; Culture", ["arts, culture, entertainment and media"]),
        ("climate-change", ["climate change"]),
        ("News", []),
        ("World", []),
        ("Trends", []),
        (None, []),
    ],
)
def test_by_section(section: str | None, names: list[str]) -> None:
    """A section is the topic that newsrooms mean by its name, and none where it says less."""
    found = subjects(section=section)
    assert [subject.name for subject in found] == names
    assert {subject.creator for subject in found} <= {"copydesk"}


def test_a_label_counts_in_its_language() -> None:
    """`Brand` is fire in German and Swedish, and a firm's name in English."""
    assert [subject.name for subject in subjects(section="Justiz, Kriminalität", language="de")] == [
        "crime, law and justice"
    ]
    assert [subject.name for subject in subjects(section="Brand", language="sv")] == ["fire"]
    assert subjects(section="Brand", language="en") == []


def test_by_tag() -> None:
    """A tag is a topic where the text speaks of it: else it may be one of the whole site."""
    body = "The cyclists were checked for doping after the tennis tournament."
    found = subjects(tags=["Tennis", "Golf", "Ada"], body_text=body)
    assert [(subject.name, subject.confidence) for subject in found] == [("tennis", 0.85)]


def test_the_providers_come_first() -> None:
    """What a wire says stays as it is, with its URI, and is not said twice."""
    given = [
        {"code": "medtop:15000000", "scheme": "medtop"},
        {"code": "15000000", "scheme": "tobject"},
        {"code": "subj:15000000", "scheme": "subj"},
        {"code": "http://cv.iptc.org/newscodes/mediatopic/15000000"},
        {"code": "http://cv.iptc.org/newscodes/subjectcode/15000000"},
        {"code": "15000000", "scheme": "house"},
        {"code": "B12", "scheme": "house"},
        {"name": "ferries"},
    ]
    found = subjects(subjects=given, section="Sport")
    assert [(subject.code, subject.name, subject.uri, subject.creator) for subject in found] == [
        ("medtop:15000000", None, SPORT, None),
        ("15000000", None, SPORT, None),
        ("subj:15000000", None, SPORT, None),
        ("http://cv.iptc.org/newscodes/mediatopic/15000000", None, SPORT, None),
        ("http://cv.iptc.org/newscodes/subjectcode/15000000", None, SPORT, None),
        ("15000000", None, None, None),
        ("B12", None, None, None),
        (None, "ferries", None, None),
    ]


def test_the_hand_made_table_names_topics() -> None:
    """Each number is one of the taxonomy's, and no name stands for two."""
    names = [name for of_topic in SECTION_NAMES.values() for name in of_topic]
    assert SECTION_NAMES.keys() <= _topics().names.keys()
    assert len(names) == len(set(names))
