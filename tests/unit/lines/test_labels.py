"""Labels, and which ID is the story's."""

from __future__ import annotations

import pytest

from copydesk.service.core.lexicon import LEXICONS
from copydesk.service.core.lexicon.model import Lexicon
from copydesk.service.core.lines.labelled_ids import choose_id, labelled_ids
from copydesk.service.core.lines.labels import read_label
from copydesk.service.core.lines.line import lines_of
from copydesk.service.core.lines.tag_lists import split_tags
from copydesk.service.core.page.text.layout import labels_of
from copydesk.service.core.text.spelling import fold


def ids(text: str) -> list[str]:
    """All IDs that the labels of a text give."""
    lines = lines_of(text)
    return [found.value for found in labelled_ids(lines, labels_of(lines))]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("News ID: 41337", "41337"),
        ("News ID 41337", "41337"),
        ("News Code 83443299", "83443299"),
        ("Story Code : 388373", "388373"),
        ("کد خبر: ۷۳۴۹۹۲۶", "7349926"),
        ("کد خبر : ۷۳۴۹۹۲۶", "7349926"),
        ("كد خبر ۱۳۵۳۸۸۹", "1353889"),
        ("کد خبر: 1383520/7 زمان: 20:15", "1383520/7"),
        ("رمز الخبر: 85602231", "85602231"),
        ("Code de l'info: 3494523", "3494523"),
        ("ID :\n50144", "50144"),
        ("Iran | News ID 157693 | Politics", "157693"),
    ],
)
def test_an_id_label_gives_the_id(line: str, value: str) -> None:
    """The publisher's ID is read behind its label in every language, digits as ASCII."""
    assert ids(line) == [value]


@pytest.mark.parametrize(
    "line",
    [
        "Journalist ID: 5288",
        "رقم الصحفي: 2460",
        "کد خبرنگار: 1234",
        "کد خبر:",
        "7 + 0 =",
        "3872161",
        "MNA/4902462",
        "Idaho 12345",
        "ID 7",
    ],
)
def test_other_numbers_are_no_ids(line: str) -> None:
    """A reporter's number, an empty label, a captcha and a bare number give no ID."""
    assert ids(line) == []


def test_a_page_that_lists_stories_has_no_id_but_the_one_in_its_url() -> None:
    """Of several IDs none is the story's, unless the URL holds it."""
    lines = lines_of("News ID: 41337\nNews ID: 41338")
    found = labelled_ids(lines, labels_of(lines))
    assert choose_id(found, None) is None
    chosen = choose_id(found, "https://example.com/news/41338")
    assert chosen is not None
    assert chosen.value == "41338"


def test_a_label_may_be_glued_to_its_value() -> None:
    """`Published` ends where a capital begins, and not within a word."""
    assert (label := read_label("PublishedJul 17, 2024")) is not None
    assert (label.kind, label.end) == ("published", 9)
    assert read_label("Dated but good") is None


@pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda lexicon: lexicon.language)
def test_every_phrase_is_lower_case_and_found(lexicon: Lexicon) -> None:
    """Each label of each language is recognised at the head of a line."""
    for phrase in (*lexicon.id_labels, *lexicon.published_labels, *lexicon.updated_labels, *lexicon.tags_labels):
        assert phrase == phrase.lower()
        assert read_label(fold(f"{phrase}: 1")) is not None


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ("Bridge ، Harbour ، City council", ("Bridge", "Harbour", "City council")),
        ("a, b | c; d", ("a", "b", "c", "d")),
        ("هوای تهران ، ازن", ("هوای تهران", "ازن")),
        ("one, one", ("one",)),
        ("", ()),
        (" ، ", ()),
    ],
)
def test_tags_are_split_on_separators_only(value: str, tags: tuple[str, ...]) -> None:
    """Tags keep their spaces, their order and their spelling."""
    assert split_tags(value) == tags
