"""What a line of a page is by itself."""

from __future__ import annotations

import pytest

from copydesk.service.core.lines.line import MOST_LINES, Line, is_cut, lines_of, once, with_line


def test_blank_lines_are_gone_but_remembered() -> None:
    """A page's lines have no white space around them and none is empty; each says where a blank line stands."""
    lines = lines_of("  Old bridge  \n\n\n\nBy Ada Lovelace\n4 March\n \nThe old bridge opened.")
    assert [line.text for line in lines] == ["Old bridge", "By Ada Lovelace", "4 March", "The old bridge opened."]
    assert [line.after_blank for line in lines] == [True, True, False, True]
    assert [line.alone for line in lines] == [True, False, False, True]


def test_a_line_is_folded_position_by_position() -> None:
    """The folded text of a line among others is that of the line alone."""
    texts = ("كد خبر: ۱۳۵۳۸۸۹", "Old bridge", "The mayor’s\xa0ferry")
    lines = lines_of("\n".join(texts))
    assert [line.folded for line in lines] == ["کد خبر: 1353889", "Old bridge", "The mayor's ferry"]
    assert [line.folded for line in lines] == [Line(text).folded for text in texts]


def test_a_page_has_so_many_lines() -> None:
    """What is behind the last line that is read is left out, and the page is said to be cut."""
    short, long = lines_of("Old bridge\n" * 10), lines_of("Old bridge\n" * 2 * MOST_LINES)
    assert (len(short), is_cut(short)) == (10, False)
    assert (len(long), is_cut(long)) == (MOST_LINES, True)
    assert lines_of(" \n\n") == ()


def test_other_words_in_a_lines_place() -> None:
    """The new line stands between the same blank lines, and knows nothing of the old one's words."""
    lines = lines_of("News ID: 7\n\nThe bridge opened. (Photo: Ada Lovelace/AP)\n\nIt stays open.")
    assert lines[1].caption
    changed = with_line(lines, 1, "The bridge opened.")
    assert (changed[1].text, changed[1].alone, changed[1].caption) == ("The bridge opened.", True, False)
    assert (changed[0], changed[2]) == (lines[0], lines[2])


@pytest.mark.parametrize(
    ("text", "bullet", "words"),
    [
        ("* Sport", True, "Sport"),
        ("o Sport", True, "Sport"),
        ("2. Politics", True, "Politics"),
        ("Old bridge", False, "Old bridge"),
        ("of the bridge", False, "of the bridge"),
        ("2.5 metres", False, "2.5 metres"),
    ],
)
def test_an_entry_of_a_list(text: str, bullet: bool, words: str) -> None:
    """A mark, a lone `o` or a number with its stop opens an entry; a word or a figure does not."""
    line = Line(text)
    assert (line.bullet, line.words) == (bullet, words)


def test_a_line_is_weighed() -> None:
    """A character of a dense script weighs as much as two and a half."""
    assert Line("bridge").weight == 6
    assert Line("橋が開く").weight == 10


def test_an_answer_is_worked_out_once() -> None:
    """What a value keeps is asked for only the first time, and each value keeps its own."""
    asked: list[str] = []

    class Asked:
        def __init__(self, name: str) -> None:
            self.name = name

        @once
        def answer(self) -> str:
            asked.append(self.name)
            return self.name.upper()

    one, other = Asked("one"), Asked("other")
    assert [one.answer, one.answer, other.answer] == ["ONE", "ONE", "OTHER"]
    assert asked == ["one", "other"]
