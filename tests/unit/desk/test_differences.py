"""What a version changes: told so that the version before and what is told give the new one."""

from __future__ import annotations

import re
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.schemas.article import Article, Change
from copydesk.schemas.parsed import Dateline, ParsedArticle
from copydesk.service.core.desk.dedupe import COMPARED, Place, Seen, field_hashes
from copydesk.service.core.desk.differences import (
    LONGEST_TEXT,
    MOST_PARAGRAPHS,
    Edits,
    aligned,
    changes,
    edits_of,
    texts_of,
)
from copydesk.service.pipeline import edit_article
from tests.builders import an_article

PARAGRAPHS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12)
SENTENCES = st.lists(
    st.sampled_from(["the", "a", "vote", "東", "京", "=3", "-x", "+y", "ไทย"]), min_size=1, max_size=14
).map(" ".join)


def told(before: ParsedArticle, after: ParsedArticle) -> list[Change]:
    """The changes from one document to another."""
    old, new = field_hashes(before), field_hashes(after)
    changed = [name for n, name in enumerate(COMPARED) if old[3 * n : 3 * n + 3] != new[3 * n : 3 * n + 3]]
    return changes(after, changed, edits_of(after, texts_of(before)))


def short(changed: list[Change]) -> list[tuple[str, ...]]:
    """Of each, what is told."""
    return [(each.op, each.path, *filter(None, [each.moved_from]), *each.words) for each in changed]


def bodies(before: str, after: str) -> list[tuple[str, ...]]:
    """The changes of bodies whose paragraphs are letters."""
    return short(told(an_article(body_text="\n\n".join(before)), an_article(body_text="\n\n".join(after))))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("abc", "abxc", [("add", "/body_text/2")]),
        ("abc", "ac", [("remove", "/body_text/1")]),
        ("abc", "axc", [("replace", "/body_text/1")]),
        ("abcd", "dabc", [("move", "/body_text/0", "/body_text/3")]),
        ("abc", "xyabc", [("add", "/body_text/0"), ("add", "/body_text/1")]),
        ("abcd", "axd", [("replace", "/body_text/1"), ("remove", "/body_text/2")]),
        ("aba", "aab", [("move", "/body_text/2", "/body_text/1")]),
        ("ab", "xy", [("replace", "/body_text/0"), ("replace", "/body_text/1")]),
    ],
)
def test_paragraphs(before: str, after: str, expected: list[tuple[str, ...]]) -> None:
    """Added, removed, changed, moved: by their number in this version, what is gone by that in the one before."""
    assert bodies(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Council backs bridge", "Council backs new bridge", ["=2", "+new", "=1"]),
        ("Council backs bridge", "Council delays  bridge vote", ["=1", "-backs", "+delays", "=1", "+vote"]),
        ("the minister said the vote", "minister said the vote today", ["-the", "=4", "+today"]),
        ("Storm nears", "Two die in floods", ["-Storm nears", "+Two die in floods"]),
        ("東京で地震", "東京で大きな地震", ["=3", "+大きな", "=2"]),
        ("Bridge opens", "Bridge opens, at last", ["=1", "-opens", "+opens, at last"]),
    ],
)
def test_words(before: str, after: str, words: list[str]) -> None:
    """Words of the headline; of a script without spaces, characters."""
    [change] = told(an_article(headline=before), an_article(headline=after))
    assert (change.op, change.path, change.words, change.value) == ("replace", "/headline", words, None)


def test_other_fields() -> None:
    """A field that is no text stands in the change as it is now, without what the desk adds; what is gone is removed."""
    before = an_article(section="Local", tags=["a"], urgency=4)
    after = an_article(
        section=None, tags=["a", "b"], urgency=4, dateline=Dateline(text="ROME (X) -", place="ROME", agency="X")
    )
    assert [(each.op, each.path, each.value) for each in told(before, after)] == [
        (
            "replace",
            "/dateline",
            {"text": "ROME (X) -", "place": "ROME", "agency": "X", "date": None, "country_code": None},
        ),
        ("replace", "/tags", ["a", "b"]),
        ("remove", "/section", None),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"abstract": "short"}, {"abstract": "x" * (LONGEST_TEXT + 1)}),
        ({"abstract": "x" * (LONGEST_TEXT + 1)}, {"abstract": "y" * (LONGEST_TEXT + 1)}),
        ({"tags": []}, {"tags": ["x" * 300]}),
        ({"body_text": "a"}, {"body_text": "\n\n".join(["a"] * (MOST_PARAGRAPHS + 1))}),
        (
            {"body_text": "\n\n".join(map(str, range(300)))},
            {"body_text": "\n\n".join(map(str, range(500, 800)))},
        ),
    ],
)
def test_what_is_too_long_to_tell(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Then the field changed, and no more is said."""
    [change] = told(an_article(**before), an_article(**after))
    assert (change.op, change.path, change.words, change.value) == ("replace", f"/{next(iter(after))}", [], None)


def test_versions_of_an_earlier_release() -> None:
    """Where nothing is remembered of the version before, a body changed as a whole; what told nothing tells nothing again."""
    after = an_article(headline="b", body_text="b")
    assert short(changes(after, ["headline", "body_text"], edits_of(after, None))) == [
        ("replace", "/headline"),
        ("replace", "/body_text"),
    ]
    assert changes(after, ["headline"], None) == []


def test_an_article_tells_its_changes() -> None:
    """A first version has none, a revision has its own, and a replay of it the same."""
    seen: Seen | None = None
    told_of = []
    for number, headline in enumerate(["Bridge to open", "Bridge opens", "Bridge open at last"]):
        document = an_article(headline=headline, content_hash=f"{number:032x}", fetched_at=None)
        outcome, seen = edit_article(document, seen, Place(number, f"news.raw/0/{number}"), enrichers=())
        again, _ = edit_article(document, seen, Place(number, f"news.raw/0/{number}"), enrichers=())
        assert isinstance(outcome, Article)
        assert again == outcome
        told_of.append([each.words for each in outcome.changes])
    assert told_of == [[], [["=1", "-to open", "+opens"]], [["=1", "-opens", "+open at last"]]]
    replayed, _ = edit_article(
        an_article(headline="Bridge opens", content_hash=f"{1:032x}", fetched_at=None),
        seen,
        Place(1, "news.raw/0/1"),
        enrichers=(),
    )
    assert isinstance(replayed, Article)
    assert [each.words for each in replayed.changes] == told_of[1]


@given(PARAGRAPHS, PARAGRAPHS)
@settings(max_examples=300, deadline=None)
def test_the_version_before_and_the_changes_give_the_new_body(before: list[str], after: list[str]) -> None:
    """What is gone taken out, what is new and moved put where it is told, gives the paragraphs of the new version."""
    gone, placed = set[int](), dict[int, str]()
    replaced = []
    for change in told(an_article(body_text="\n\n".join(before)), an_article(body_text="\n\n".join(after))):
        number = int(change.path.rpartition("/")[2])
        match change.op:
            case "remove":
                gone.add(number)
            case "move":
                assert change.moved_from
                old = int(change.moved_from.rpartition("/")[2])
                gone.add(old)
                placed[number] = before[old]
            case "add":
                placed[number] = after[number]
            case "replace":
                replaced.append(number)
                placed[number] = after[number]
    left = [n for n in range(len(before)) if n not in gone]
    stayed = [n for n in range(len(after)) if n not in placed]
    assert len(left) == len(stayed) + len(replaced)
    kept = iter(stayed)
    pairs = dict(zip(sorted([*stayed, *replaced]), left, strict=True))
    assert all(after[n] == before[pairs[n]] for n in kept)


@given(SENTENCES, SENTENCES)
@settings(max_examples=300, deadline=None)
def test_the_words_before_and_the_changes_give_the_new_words(before: str, after: str) -> None:
    """Read from the left, the words that stay and come are those of the new headline."""
    for change in told(an_article(headline=before), an_article(headline=after)):
        if not change.words:
            assert change.value == after
            continue
        now = ""
        split = re.compile(r"[\u0e01-\u0e5b東京]|[^\s東京\u0e01-\u0e5b]+")
        left = split.findall(before)
        for told_word in change.words:
            kind, text = told_word[0], told_word[1:]
            if kind == "=":
                now += "".join(left[: int(text)])
                left = left[int(text) :]
            elif kind == "-":
                gone = split.findall(text)
                assert left[: len(gone)] == gone
                left = left[len(gone) :]
            else:
                now += text
        assert not left
        assert re.sub(r"\s", "", now) == re.sub(r"\s", "", after)


@given(st.text("abcd", max_size=30), st.text("abcd", max_size=30))
def test_aligned(before: str, after: str) -> None:
    """Pairs of equal ones, in order in both, and what is equal at the beginning and at the end is among them."""
    pairs = aligned(before, after)
    assert all(before[old] == after[new] for old, new in pairs)
    assert pairs == sorted(pairs)
    assert len({old for old, _ in pairs}) == len({new for _, new in pairs}) == len(pairs)
    assert [new for _, new in pairs] == sorted(new for _, new in pairs)


@pytest.mark.parametrize("words", ["a " * 300, "a b " * 150, "".join(map(chr, range(0x4E00, 0x4E00 + 600)))])
def test_hostile_texts(words: str) -> None:
    """The longest texts that are compared take a hundredth of a second."""
    after, before = an_article(headline=words[:600]), texts_of(an_article(headline=words[600::-1]))
    began = process_time()
    edits: Edits = edits_of(after, before)
    assert process_time() - began < 0.02
    assert edits.body is None
