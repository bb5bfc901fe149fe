"""A difference as a person or a program gets it: lines, a page, changes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.schemas.article import Article, Change
from copydesk.service.difference.as_changes import changes
from copydesk.service.difference.as_lines import COLOURS, MARKS, lines
from copydesk.service.difference.as_page import page
from copydesk.service.difference.paragraphs import paragraphs_of
from copydesk.service.difference.story import differences
from tests.unit.articles import an_article

ROOT = Path(__file__).parents[3]
HOSTILE = "</p><script>alert(1)</script> & \"quoted\" 'so' \x1b[31m\u202e\x07 ]]>"
FOLDED = "       ... 1 paragraph as it was"
BODY = "\n\n".join(f"Paragraph {number} says nothing of note, {number * 37} times over." for number in range(12))


def versions(before: dict[str, Any], after: dict[str, Any]) -> tuple[Article, Article]:
    """Two versions of a story."""
    return an_article(**before), an_article(version=2, record_id="record-2", **after)


def lines_of(old: Article, new: Article, context: int = 1) -> list[str]:
    """For a file, without the three of the header."""
    return [*lines(old, new, differences(old, new), context, MARKS)][3:]


def page_of(old: Article, new: Article) -> str:
    """As one text."""
    return "\n".join(page(old, new, differences(old, new), 1))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ({}, {}, ["nothing that is compared differs"]),
        (
            {"headline": "A Bridge Opens"},
            {"headline": "A Bridge Closes"},
            ["", "headline", "  A Bridge [-Opens-] {+Closes+}"],
        ),
        ({"tags": ["a", "b"]}, {"tags": ["b", "c"]}, ["", "tags", "  - a", "  + c"]),
        ({"tags": ["a", "b"]}, {"tags": ["b", "a"]}, ["", "tags: in another order"]),
        ({"tags": ["a", "a"]}, {"tags": ["a"]}, ["", "tags", "  - a"]),
        ({"body_text": "a  b"}, {"body_text": "a b"}, ["", "body_text: nothing but white space", FOLDED]),
        ({"urgency": None}, {"urgency": 4}, ["", "urgency", "  + 4"]),
        (
            {"authors": [{"name": "A. Berg", "url": "https://a.example"}]},
            {"authors": [{"name": "A. Berg"}]},
            ["", "authors", "  - A. Berg, https://a.example", "  + A. Berg"],
        ),
        (
            {"dateline": {"text": "OSLO -", "geo": {"lat": 1, "lon": 2}}},
            {"dateline": {"text": "OSLO -"}},
            ["nothing that is compared differs"],
        ),
        (
            {"body_text": "One.\n\nTwo of it.\n\nThree."},
            {"body_text": "One.\n\nTwo of us.\n\nThree.\n\nFour."},
            [
                "",
                "body_text: 1 changed, 1 added, 2 as before",
                "     1   One.",
                "     2 ~ Two of [-it.-] {+us.+}",
                "     3   Three.",
                "     4 + Four.",
            ],
        ),
    ],
)
def test_lines(before: dict[str, Any], after: dict[str, Any], shown: list[str]) -> None:
    """Field by field: texts word by word, values with a sign, the body by paragraphs."""
    assert lines_of(*versions(before, after)) == shown


@pytest.mark.parametrize(
    ("context", "shown"),
    [
        (0, ["... 6 paragraphs as they were", "~", "... 5 paragraphs as they were"]),
        (1, ["... 5 paragraphs as they were", "6", "~", "8", "... 4 paragraphs as they were"]),
        (20, ["1", "2", "3", "4", "5", "6", "~", "8", "9", "10", "11", "12"]),
    ],
)
def test_what_is_as_it_was_is_folded(context: int, shown: list[str]) -> None:
    """All but `context` paragraphs before and after."""
    old, new = versions({"body_text": BODY}, {"body_text": BODY.replace("Paragraph 6", "Section 6")})
    found = lines_of(old, new, context)[2:]
    told = [line.strip() if "..." in line else "~" if " ~ " in line else line.split()[0] for line in found]
    assert told == shown


def test_removed_and_moved_paragraphs_say_where_they_were() -> None:
    """Numbers count from 1, those without more in the new text."""
    one, two, three, four = BODY.split("\n\n")[:4]
    gone = "Nobody knew that this would be left out of it."
    old, new = versions(
        {"body_text": "\n\n".join([one, gone, two, three, four])},
        {"body_text": "\n\n".join([two, three, four, one])},
    )
    assert lines_of(old, new)[2:] == [
        f"       - (was 2) {gone}",
        f"     1   {two}",
        "       ... 1 paragraph as it was",
        f"     3   {four}",
        f"     4 > (moved from 1) {one}",
    ]


def test_a_long_text_is_cut_where_nothing_changed() -> None:
    """A terminal shows the ends of a long stretch."""
    words = [f"w{number}" for number in range(300)]
    old, new = versions({"abstract": " ".join(words)}, {"abstract": " ".join([*words, "more"])})
    line = lines_of(old, new)[2]
    assert line.endswith("w298 w299 {+more+}")
    assert "w11 (... 276 words ...) w288" in line


def test_the_header_names_both() -> None:
    """The guid, the versions, when they came and from which records."""
    old, new = versions(
        {"published_at": "2026-05-01T12:00:00Z", "ingested_at": "2026-05-01T12:01:00Z"},
        {"modified_at": "2026-05-01T14:00:00Z", "ingested_at": "2026-05-01T14:01:00Z"},
    )
    assert [*lines(old, new, [], 1, MARKS)][:3] == [
        "example:1  v1 -> v2  (no headline)",
        "  v1  published 2026-05-01 12:00 UTC  came in 2026-05-01 12:01 UTC  record record-1",
        "  v2  modified 2026-05-01 14:00 UTC  came in 2026-05-01 14:01 UTC  record record-2",
    ]


EVERY_TEXT = ("headline", "abstract", "body_text", "byline", "section", "editorial_note", "usage_terms")


def hostile() -> tuple[Article, Article]:
    """Two versions that hold in every text what no text should."""
    return versions(
        dict.fromkeys(EVERY_TEXT, f"was {HOSTILE}") | {"tags": [HOSTILE]},
        dict.fromkeys(EVERY_TEXT, f"is {HOSTILE}")
        | {"authors": [{"name": HOSTILE}], "images": [{"url": HOSTILE}], "language": '"><i>'},
    )


def test_nothing_of_a_story_drives_the_terminal() -> None:
    """Control characters and what turns the order of text are left out; what is left are our own colours."""
    old, new = hostile()
    text = "\n".join(lines(old, new, differences(old, new), 1, COLOURS))
    assert re.sub(r"\x1b\[(0|1|2|31;9|32;4)m", "", text).replace("\n", "").isprintable()
    assert "\x1b[31;9mwas\x1b[0m \x1b[32;4mis\x1b[0m" in text


def test_joiners_stay() -> None:
    """A Persian word is not torn."""
    old, new = versions({"headline": "او می‌رود"}, {"headline": "او نمی‌رود"})
    assert lines_of(old, new)[2] == "  او [-می‌رود-] {+نمی‌رود+}"


class Tags(HTMLParser):
    """All tags of a page with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opened."""
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closed in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Between tags."""
        self.text += data


def read(text: str) -> Tags:
    """A page that was read to its end."""
    tags = Tags()
    tags.feed(text)
    tags.close()
    assert tags.open == []
    return tags


def test_the_page_needs_nothing_and_runs_nothing() -> None:
    """No script, no address, nothing of the story as markup."""
    tags = read(page_of(*hostile()))
    assert {tag for tag, _ in tags.found} <= set(
        "html head meta title style body h1 h2 bdi p span ul li div small del ins details summary".split()
    )
    assert {name for _, attributes in tags.found for name in attributes} <= set(
        "lang charset name content http-equiv class dir".split()
    )
    assert "alert(1)" in tags.text
    assert "url(" not in page_of(*hostile())


def test_the_page_marks_words_and_lets_texts_run_their_way() -> None:
    """`<del>` and `<ins>`; each text of the story finds its own direction."""
    old, new = versions(
        {"language": "fa", "body_text": "پل بندر دوشنبه باز شد"},
        {"language": "fa", "body_text": "پل بندر امروز باز شد"},
    )
    assert '<p dir="auto" lang="fa">پل بندر <del>دوشنبه</del> <ins>امروز</ins> باز شد</p>' in page_of(old, new)


@given(st.text(max_size=40), st.text(max_size=40))
def test_every_page_is_well_formed(before: str, after: str) -> None:
    """Whatever the texts."""
    tags = read(page_of(*versions({"body_text": before, "headline": before}, {"body_text": after, "headline": after})))
    assert tags.found[0][0] == "html"


def test_changes() -> None:
    """In the shape of `changes` on an article."""
    one, two, three, four = BODY.split("\n\n")[:4]
    old, new = versions(
        {"headline": "A b c", "tags": ["x"], "body_text": "\n\n".join([one, two, three, four]), "section": "S"},
        {"headline": "A d c", "urgency": 3, "body_text": "\n\n".join([two, three.replace("note", "use"), one, "New."])},
    )
    found = [change.model_dump(exclude_defaults=True) for change in changes(old, new, differences(old, new))]
    assert found == [
        {"op": "replace", "path": "/headline", "words": ["=1", "-b", "+d", "=1"]},
        {"op": "remove", "path": "/tags"},
        {"op": "remove", "path": "/section"},
        {"op": "replace", "path": "/urgency", "value": 3},
        {"op": "replace", "path": "/body_text/1", "words": ["=5", "-note,", "+use,", "=3"]},
        {"op": "remove", "path": "/body_text/3"},
        {"op": "move", "path": "/body_text/2", "moved_from": "/body_text/0"},
        {"op": "add", "path": "/body_text/3", "value": "New."},
    ]


def test_the_example_of_the_documents() -> None:
    """docs/enrichment.md shows what the command prints."""
    mayor = '"We are glad that it is over," mayor Anna Berg told reporters.'
    built, cars = "The bridge was built in 1932.", "It carries 12,000 cars a day."
    before = [
        "The old harbour bridge opened to traffic on Monday after two years of repairs, the council said.",
        "Repairs cost 4 million crowns, twice what was planned when work began.",
        *(mayor, built, cars),
        "Opponents had asked for a tunnel instead.",
    ]
    after = [
        "The old harbour bridge opened to traffic on Tuesday after two years of repairs, the council said.",
        "Repairs cost 4.6 million crowns, more than twice what was planned when work began.",
        *(built, cars, mayor),
        "A first count showed 9,000 cars by noon.",
    ]
    story = {"guid": "harbour-press:48213", "published_at": "2026-05-01T12:00:00Z"}
    old = {"headline": "Harbour bridge opens on Monday", "tags": ["bridge"], "ingested_at": "2026-05-01T12:01:00Z"}
    new = {
        "headline": "Harbour bridge opens on Tuesday",
        "tags": ["bridge", "traffic"],
        "modified_at": "2026-05-01T14:30:00Z",
        "ingested_at": "2026-05-01T14:31:00Z",
    }
    pair = (
        an_article(**story, **old, body_text="\n\n".join(before), record_id="crawl-1"),
        an_article(**story, **new, body_text="\n\n".join(after), record_id="crawl-2", version=2),
    )
    shown = "\n".join(lines(*pair, differences(*pair), 1, MARKS))
    assert f"$ copydesk diff harbour-press:48213\n{shown}\n```" in (ROOT / "docs" / "enrichment.md").read_text()


PARAGRAPHS = st.lists(
    st.one_of(st.sampled_from(BODY.split("\n\n")[:4]), st.text("ab 你ก็ ", min_size=1, max_size=20)), max_size=8
)


def applied(old: str, found: list[Change]) -> list[list[str]]:
    """What a program makes of the old text and the changes: the words of each paragraph of the new one."""
    before = [contract_words(text) for text in paragraphs_of(old)]
    place = {change.path: int(change.path.rsplit("/", 1)[1]) for change in found}
    left = {int(change.moved_from.rsplit("/", 1)[1]) for change in found if change.moved_from}
    left |= {place[change.path] for change in found if change.op == "remove"}
    stays = iter([words for number, words in enumerate(before) if number not in left])
    new = {place[change.path]: change for change in found if change.op != "remove"}
    after = []
    for number in range(
        len(before) - sum(1 for c in found if c.op == "remove") + sum(1 for c in found if c.op == "add")
    ):
        change = new.get(number)
        if change is None or change.op == "replace":
            words = next(stays)
        elif change.op == "move":
            words = before[int(str(change.moved_from).rsplit("/", 1)[1])]
        else:
            words = contract_words(str(change.value))
        after.append(edited(words, change.words) if change and change.words else words)
    return after


def edited(words: list[str], steps: list[str]) -> list[str]:
    """The words after the steps."""
    at, after = 0, list[str]()
    for step in steps:
        if step[0] == "=":
            after += words[at : at + int(step[1:])]
            at += int(step[1:])
        elif step[0] == "-":
            gone = contract_words(step[1:])
            assert words[at : at + len(gone)] == gone
            at += len(gone)
        else:
            after += contract_words(step[1:])
    assert at == len(words)
    return after


def contract_words(text: str) -> list[str]:
    """As the contract counts them: a character of a script without spaces is a word."""
    return re.findall(r"[你\u0e01-\u0e5b]|[^\s你\u0e01-\u0e5b]+", text)


@given(PARAGRAPHS, PARAGRAPHS)
def test_changes_make_the_new_text(before: list[str], after: list[str]) -> None:
    """A program that has the old text needs nothing more."""
    old, new = versions({"body_text": "\n\n".join(before)}, {"body_text": "\n\n".join(after)})
    found = [*changes(old, new, differences(old, new))]
    assert applied(old.body_text, found) == [contract_words(text) for text in paragraphs_of(new.body_text)]
