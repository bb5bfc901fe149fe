"""When two drafts are the same content."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from copydesk.service.core.desk.content_hash import content_hash, normalised
from tests.builders import NOON, a_draft


def test_form() -> None:
    """A hash is 32 hex digits, the same every time."""
    assert content_hash(a_draft()) == content_hash(a_draft())
    assert len(content_hash(a_draft())) == 32


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The  Bridge\n", "the bridge"),
        ("“It’s” – old", '"It\'s" - old'),
        ("می‌رود", "می رود"),
        ("ﬁn\xa0ish", "fin ish"),
        ("co\xadoperate\u200f", "cooperate"),
        ("STRASSE", "straße"),
    ],
)
def test_same_to_a_reader(one: str, other: str) -> None:
    """Case, quotes, dashes, joiners and white space make no other content."""
    assert normalised(one) == normalised(other)


def test_fields_are_apart() -> None:
    """Text that moves from one field or paragraph to another is another content."""
    hashes = {
        content_hash(a_draft(headline="a b", paragraphs=("c",))),
        content_hash(a_draft(headline="a", paragraphs=("b c",))),
        content_hash(a_draft(headline="a", paragraphs=("b", "c"))),
        content_hash(a_draft(headline=None, paragraphs=("a", "b", "c"))),
        content_hash(a_draft(headline="a\x1eb", paragraphs=("c",), published_at=NOON)),
    }
    assert len(hashes) == 5


def test_publication_time_counts() -> None:
    """Another publication time is another content; the same instant in another zone is not."""
    tehran = NOON.astimezone(timezone(timedelta(hours=3, minutes=30)))
    assert (
        content_hash(a_draft(published_at=NOON))
        == content_hash(a_draft(published_at=tehran))
        != content_hash(a_draft())
    )


def test_surrogates() -> None:
    """A lone surrogate, as a number of JSON-LD may hold one, does not raise."""
    assert content_hash(a_draft(headline="\ud800"))
