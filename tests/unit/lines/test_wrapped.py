"""Lines wrapped at a fixed width, joined into paragraphs."""

import textwrap

import pytest

from copydesk.service.core.lines.references import without_references
from copydesk.service.core.lines.wrapped import numbered, paragraphs_of_lines, unwrapped

STORY = (
    "The old harbour bridge opened to traffic again on Monday after two years of repairs, the city council said, and the"
    " first cars crossed it before sunrise.",
    "The bridge was closed in 2017, when inspectors found cracks in two of its pillars and, a year later, in a third that"
    " divers had called sound.",
    '"We are glad that this is over," said a shopkeeper at the quay, who lost half of her customers to the detour, and'
    " hung a lantern above her door.",
    "Ferries stop at the end of the month. The council wants to sell them, but nobody has made an offer yet, as the"
    " engines are older than most of the crew.",
)
HEADLINE = "Old harbour bridge opens again"


def wrapped(width: int = 72, between: str = "\n\n", first: str = "", rest: str = "") -> str:
    """The story as a program wraps it, below its headline."""
    paragraphs = (textwrap.fill(paragraph, width, initial_indent=first, subsequent_indent=rest) for paragraph in STORY)
    return f"{rest}{HEADLINE}\n\n" + between.join(paragraphs) + "\n"


def lines(text: str) -> tuple[str, ...]:
    """What stands in the unwrapped text."""
    return tuple(line.strip() for line in unwrapped(text).split("\n") if line.strip())


@pytest.mark.parametrize("width", [32, 40, 60, 65, 72, 76, 80])
def test_paragraphs_parted_by_blank_lines_are_joined(width: int) -> None:
    """A text wrapped at any usual width has a paragraph a line again."""
    assert lines(wrapped(width)) == (HEADLINE, *STORY)


def test_an_indent_begins_a_paragraph() -> None:
    """Without blank lines the indent of the first line parts paragraphs, as in old wires."""
    assert lines(wrapped(65, between="\n", first="    ")) == (HEADLINE, *STORY)


def test_a_margin_is_no_indent() -> None:
    """Lines that are all indented alike, as lynx prints them, are joined as others are."""
    assert lines(wrapped(75, first="   ", rest="   ")) == (HEADLINE, *STORY)


def test_a_short_last_line_ends_a_paragraph() -> None:
    """With neither blank line nor indent a line that is not full ends a paragraph."""
    assert lines(wrapped(70, between="\n")) == (HEADLINE, *STORY)


def test_a_text_with_a_paragraph_a_line_is_left_as_it_is() -> None:
    """A text that is not wrapped comes back unchanged, byte for byte."""
    text = "\n\n".join((HEADLINE, *STORY)) + "\n  * Sport \n"
    assert unwrapped(text) == text


def test_a_list_of_headlines_is_not_wrapped() -> None:
    """Titles of like length, a line each, are no paragraph: they end at chance places and no sentence goes on."""
    titles = (
        "Ferry sinks at its berth in the old harbour",
        "Council quarrels about the budget of schools for a third night",
        "Storm topples a crane, and nobody is hurt",
        "Museum of lighthouses to open its doors in the spring",
        "Fishermen ask for help after a year of empty nets",
        "New tram line will reach the quay by Christmas, mayor promises",
        "Rare seal seen at the river mouth",
        "Students win prize for a boat made of paper and glue",
    )
    assert unwrapped("\n".join(titles)) == "\n".join(titles)


def test_a_headline_over_two_lines_is_joined() -> None:
    """A headline that was wrapped as the story was is one line again."""
    headline = "Old harbour bridge opens again after two years of repairs that cost the city four million"
    text = textwrap.fill(headline, 65) + "\n" + wrapped(65).split("\n", 1)[1]
    assert lines(text) == (headline, *STORY)


def test_fields_and_lists_are_left_alone() -> None:
    """Labels, entries of a list, a signature and an address keep their lines; an entry that was wrapped is joined."""
    entry = "the northern pillar, which has been filled with new concrete down to the rock below the river bed"
    listed = textwrap.fill(entry, 72, initial_indent="* ", subsequent_indent="  ")
    text = (
        wrapped()
        + f"\nTags: bridge, harbour\n\n{listed}\n* the lamps\n\n-- \nAda Lovelace\n12 Harbour Street\nPortland\n"
    )
    kept = ("Tags: bridge, harbour", f"* {entry}", "* the lamps", "--", "Ada Lovelace", "12 Harbour Street", "Portland")
    assert lines(text) == (HEADLINE, *STORY, *kept)


def test_a_table_is_left_alone() -> None:
    """Columns parted by runs of spaces are no words of a sentence."""
    table = (
        "Jan 22             Cut 75 points     to  3.50 percent of the whole",
        "Dec 11             Cut 25 points     to  4.25 percent of the whole",
        "Oct 31             Cut 25 points     to  4.50 percent of the whole",
    )
    assert lines(wrapped(65) + "\n" + "\n".join(table))[-3:] == table


def test_justified_lines_are_joined() -> None:
    """Lines filled up with spaces to one length are wrapped, and no table."""
    filled = []
    for line in wrapped(65).split("\n"):
        words = line.split()
        missing = 65 - len(line) if len(line) > 55 else 0
        filled.append("".join(word + " " * (1 + (at < missing)) for at, word in enumerate(words)).rstrip())
    assert tuple(" ".join(line.split()) for line in lines("\n".join(filled))) == (HEADLINE, *STORY)


def test_a_divided_word_is_made_whole_where_it_stands_elsewhere() -> None:
    """The hyphen at a line's end goes if the word stands whole in the text, and stays if it may be the word's own."""
    above = "The divers looked at all of the pillars for a week, said the engi-"
    text = wrapped(65) + f"\nAn engineer wrote about it.\n\n{above}\nneer of the port, and called them safe for cars.\n"
    assert "said the engineer of the port" in unwrapped(text)
    assert "said the engi-neer of" in unwrapped(text.replace("An engineer wrote", "A diver wrote"))


def test_a_soft_hyphen_is_never_the_words_own() -> None:
    """A soft hyphen at a line's end goes, whatever the text says elsewhere."""
    above = "The divers looked at all of the pillars for a week, said the engi\xad"
    text = wrapped(65) + f"\n{above}\nneer of the port, and called them safe for cars.\n"
    assert "said the engineer of the port" in unwrapped(text)


def test_chinese_is_joined_without_a_space() -> None:
    """A language without spaces is wrapped after so many signs, and joined without a space."""
    story = "大桥在经过两年的修理之后，于星期一重新通车，市议会发言人说，第一批汽车在日出之前驶过了这座古老的桥。" * 4
    text = "港口大桥重新通车\n\n" + "\n".join(story[at : at + 36] for at in range(0, len(story), 36)) + "\n"
    assert lines(text) == ("港口大桥重新通车", story)


def test_persian_is_told_by_its_width() -> None:
    """A script without capitals shows where its lines end, and that all agree."""
    story = " ".join(
        ["پل قدیمی بندر روز دوشنبه پس از دو سال تعمیر، دوباره به روی خودروها باز شد و شهردار از مردم تشکر کرد."] * 5
    )
    text = "پل قدیمی بندر باز شد\n\n" + textwrap.fill(story, 60) + "\n"
    assert lines(text) == ("پل قدیمی بندر باز شد", story)


def test_words_go_on_over_the_end_of_a_page() -> None:
    """The number and the name of the paper that stand on each page are left out, and the paragraph goes on behind."""
    body = textwrap.wrap(" ".join(STORY * 12), 70)
    pages = [body[at : at + 20] for at in range(0, 60, 20)]
    text = "\n".join(
        "\n".join(("Example Weekly", "", *page, "", f"{' ' * 30}{number}", "")) for number, page in enumerate(pages, 1)
    )
    assert lines(text) == (" ".join(body[:60]),)


def test_quoted_lines_of_an_email_are_joined_among_themselves() -> None:
    """What was quoted once, `> `, is a paragraph of its own."""
    quoted = "\n".join("> " + line for line in textwrap.wrap(STORY[0], 70))
    assert lines(wrapped() + "\n" + quoted + "\n")[-1] == STORY[0]


def test_lines_know_where_they_stood() -> None:
    """Each line has the number of the line where its paragraph began."""
    text = wrapped()
    numbers = {line: number for number, line in numbered(text) if line}
    assert [text.split("\n")[numbers[paragraph] - 1] for paragraph in STORY] == [
        textwrap.wrap(paragraph, 72)[0] for paragraph in STORY
    ]


def test_paragraphs_of_a_wire() -> None:
    """A wire is known to be wrapped: blank line and indent part its paragraphs, whatever its width."""
    assert paragraphs_of_lines(["   One", "two", "", "three", "   Four-", "fold"]) == ["One two", "three", "Four-fold"]


def test_the_numbers_of_links_are_left_out() -> None:
    """Lynx prints a number before each link and the addresses at the end; neither is the story's."""
    text = "See the [1]harbour and [2]quay.\n\nReferences\n\n   1. https://example.org/a\n   2. /quay\n"
    assert without_references(text).strip() == "See the harbour and quay."


def test_numbers_in_brackets_without_a_list_are_left() -> None:
    """`[1]` without addresses at the end is the author's own."""
    text = "As shown [1]by others.\n\nReferences\n\n1. Lovelace, A.: Notes, 1843\n"
    assert without_references(text) == text


def test_a_title_in_the_middle_is_joined() -> None:
    """A title that is set in the middle over two lines is one; a letterhead to the right is not."""
    letterhead = "\n".join(f"{'':40}{line}" for line in ("City of Portville", "Press Office", "1 Quay Street"))
    title = f"{'':10}OLD HARBOUR BRIDGE OPENS TO TRAFFIC AFTER TWO\n{'':23}YEARS OF REPAIRS"
    found = lines(f"{letterhead}\n\n{title}\n\n{wrapped()}")
    assert found[:4] == (
        "City of Portville", "Press Office", "1 Quay Street", "OLD HARBOUR BRIDGE OPENS TO TRAFFIC AFTER TWO YEARS OF REPAIRS",
    )  # fmt: skip


def test_a_word_divided_early_shows_no_other_width() -> None:
    """A line that ends within a word may have been broken before it was full."""
    text = wrapped(72).replace("customers to the", "custom-\ners to the", 1)
    assert lines(text)[3] == STORY[2].replace("customers", "custom-ers")  # nothing says that the hyphen is the break's
