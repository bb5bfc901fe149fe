"""Where a story's text ends and what is put into it, in texts without menus and in whole pages."""

from __future__ import annotations

import pytest

from copydesk.service.core.lines.paragraphs import trimmed
from tests.unit.page_builder import MENU, STORY, read

TITLE = "Old harbour bridge opens again"
FIRST, SECOND, THIRD = STORY.split("\n")
SHORT = "The toll stays."
SIGNED = "The museum beside the bridge has twelve seats and opens in the afternoon, the town said on its page."


def alone(*, above: str = "", within: str = "", below: str = "") -> tuple[str, ...]:
    """The paragraphs of a story's text without menus, with these lines above, within and below it."""
    return read(
        "\n\n".join(part for part in (TITLE, "4 March 2019, 14:05", above, FIRST, SECOND, within, THIRD, below) if part)
    ).paragraphs


def in_page(*, within: str = "", below: str = "") -> tuple[str, ...]:
    """The paragraphs of a page with menus, with these lines within and below its story."""
    return read(
        "\n\n".join(
            part for part in (MENU, TITLE, "4 March 2019, 14:05", FIRST, SECOND, within, THIRD, below, MENU) if part
        )
    ).paragraphs


@pytest.mark.parametrize(
    "below",
    [
        "A lire aussi\nLe ferry reste au port",
        "関連記事\n離島航路の運賃\nランキング",
        "Related coverage:\nFerry stays in the port of the town\nLatest News\nTram starts again",
        "Les også",
        "Kapcsolódó cikkek",
        "© 2019 Example News",
        "Follow harbour news on Facebook, Instagram and X.",
        "Share on Facebook Share on Twitter Print",
        "Example website contains only a portion of the news stories offered to subscribers. Please contact us for a subscription.",
        "ABOUT THE AUTHOR\nAda Lovelace\nReporter\nAda Lovelace is a reporter at the harbour, and writes of bridges and of ships.",
        "Harbour\nBridge",
        "abc/de/fgh\nada@example.com\nHarbour",
        "Share\n\nRead more\n\nFerry stops running\n\nLatest news\n\n© 2024 Harbour News",
    ],
)
def test_what_is_printed_below_a_text_is_not_of_it(below: str) -> None:
    """Boxes of links, notices, biographies, sign-offs and a run of short lines end a story that stands without
    menus.
    """
    assert alone(below=below) == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    "below",
    [
        SHORT,
        '"Done," she said.',
        "The council will meet again on Monday to count the cars",
        "Ada Lovelace 3:12\nGrace Hopper 3:14\nMary Somerville 3:20",
        "These works are next:\nThe lamps of the ramp\nThe toll house",
        "สะพานเปิดแล้ว",
    ],
)
def test_a_real_end_is_kept(below: str) -> None:
    """Short sentences, one that lost its stop, tables, lists behind a colon and scripts without stops belong to the
    story.
    """
    assert alone(below=below) == (FIRST, SECOND, THIRD, *below.split("\n"))


def test_an_inserted_box_does_not_end_a_story() -> None:
    """A paragraph behind a box of links goes on with the story."""
    assert THIRD in alone(within="Read more\nFerry stays in port\nTram starts again")
    assert SHORT in alone(below=f"Read more: Ferry stays in port\n{SHORT}")


@pytest.mark.parametrize(
    "within",
    [
        "Also read | Ferry stops for the winter",
        "Read more: Tram starts",
        "Read more",
        "Baca juga: Feri berhenti",
        "Lire aussi : Le ferry reste au port",
        "Leia também: A balsa para",
        "Lee también",
        "Lesen Sie auch: Die Fähre bleibt im Hafen",
        "* Ferry stops for the winter",
        "Cars on the bridge on Monday. (Ada Lovelace/Example News)",
        "Cars on the bridge. EFE/ Ada Lovelace",
        "Cars on the bridge. Foto: REUTERS, NTB",
        "© Example Pictures",
    ],
)
def test_links_and_captions_within_a_text_are_no_paragraphs(within: str) -> None:
    """Links out of a story and credited pictures between its paragraphs are left out, and the story goes on below
    them.
    """
    assert alone(within=within) == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    "within",
    ["* It is wet.\n* It is cold.", '– "It is wet," she said.', "Related works cost twice as much.", "Twice the price"],
)
def test_lists_speech_and_headings_within_a_text_are_kept(within: str) -> None:
    """What reads as a story's own line between two paragraphs stays."""
    assert alone(within=within) == (FIRST, SECOND, *within.split("\n"), THIRD)


@pytest.mark.parametrize(
    "above",
    [
        "By Ada Lovelace",
        "NTB",
        "Source: Xinhua\nEditor: Ada",
        "16:24 | All, Japan",
        "Ada Lovelace · Example News · 4 March",
        "@example",
        "(ATTN: ADDS details)",
    ],
)
def test_credits_above_a_text_are_no_paragraphs(above: str) -> None:
    """Who wrote and sent a story, and rows of facts, stand above its first paragraph and are none."""
    assert alone(above=above) == (FIRST, SECOND, THIRD)


def test_what_stands_above_a_sign_off_is_the_newsrooms() -> None:
    """Where words sign the story off, short lines and links above them were put there by its writers."""
    assert alone(below="Harbour News\nRead more:\n\nMessage end/\n\nShare") == (
        FIRST,
        SECOND,
        THIRD,
        "Harbour News",
        "Read more:",
    )


@pytest.mark.parametrize(
    "below", [SHORT, '"Done," the mayor said.', "橋は残る。", f"{SHORT}\n{SHORT.replace('toll', 'ferry')}"]
)
def test_a_short_last_paragraph_of_a_page_is_kept(below: str) -> None:
    """Short lines right behind a page's story that close as sentences belong to it."""
    assert in_page(below=below) == (FIRST, SECOND, THIRD, *below.split("\n"))


@pytest.mark.parametrize(
    "below",
    [
        "Seen an error?",
        "Follow all matches here!",
        "© 2019 Example. All rights reserved.",
        "Read more.",
        "* Ferry stays in port.",
    ],
)
def test_calls_and_links_behind_a_page_s_story_are_not_kept(below: str) -> None:
    """Short questions, calls, rights, labels and list entries behind the story are the page's."""
    assert in_page(below=below) == (FIRST, SECOND, THIRD)


def test_a_signed_last_paragraph_of_a_page_is_kept() -> None:
    """A last paragraph that closes with its agency's name is no caption; the name and the initials below it are left
    out.
    """
    assert in_page(below=f"{SIGNED} EFE\n\nabc/de/fgh") == (FIRST, SECOND, THIRD, SIGNED)


@pytest.mark.parametrize(
    "within",
    [
        "The mayor named these works:\n* The second arch is repaired.\n* The lamps are replaced.\n* The toll house becomes a museum.",
        "* The second arch is repaired.\n* The lamps are replaced.",
        '"No," she said.',
        '"No," she said.\nTwice the price',
        "- It was the longest repair of a bridge in the town, said Ada Lovelace.",
    ],
)
def test_lists_and_answers_within_a_page_s_story_are_kept(within: str) -> None:
    """Lists of sentences with the line that opens them, short answers and what is said behind a dash belong to the
    story.
    """
    assert in_page(within=within) == (FIRST, SECOND, *within.split("\n"), THIRD)


def test_a_list_of_links_within_a_page_s_story_is_left_out() -> None:
    """Entries that do not close as sentences are links."""
    assert in_page(within="* Ferry stays in port\n* Tram starts again\n* Council debates budget") == (
        FIRST,
        SECOND,
        THIRD,
    )


def test_a_story_goes_on_behind_a_box_that_says_where_it_ends() -> None:
    """A box closed by `end of list` parts no story, however short the paragraphs behind it."""
    box = "Recommended Stories\nlist of 2 items\n* list 1 of 2 The longest bridges of the world\n* list 2 of 2 Why ferries are back\nend of list"
    tail = ("The journey takes a quarter of an hour.", '"Before, we took the ferry," she said.')
    assert in_page(below="\n\n".join((box, *tail))) == (FIRST, SECOND, THIRD, *tail)


def test_the_last_paragraph_is_trimmed() -> None:
    """Closing lines go, the last paragraph loses what signs it, and one that only signs goes with them; none is made
    empty but the only one.
    """
    assert trimmed([FIRST, f"{SHORT} (AFP)", "(Reporting by Ada Lovelace)", "abc/de"]) == [FIRST, SHORT]
    assert trimmed([SHORT]) == [SHORT]
    assert trimmed([]) == []
