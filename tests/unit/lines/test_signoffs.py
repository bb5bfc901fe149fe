"""What closes a story: initials, agencies, editors, rights, and the sentences that must never be taken for them."""

from __future__ import annotations

import pytest

from copydesk.service.core.lexicon.agencies import MARKED_SOURCES
from copydesk.service.core.lines.signoffs import closes_story, closings_begin, is_closing, unsigned

LAST = "The bridge opened again on Monday."


@pytest.mark.parametrize(
    "line",
    [
        "abc/def/GH",
        "ab/ cde/ fgh/",
        "ABC // DEF",
        "(Schluss) abc/def",
        "(END)",
        "(end) ab.cd",
        "(完)",
        "■",
        "// انتهى //",
        "18:42 ت م",
        "2019/03/04 14:05 송고",
        "4133**",
        "4133**1424",
        "dpa/ab cd efgh n1 xyz",
        "EXA ab/cd",
        "ada@example.com",
        "◎Example News ada@example.com",
        "【责任编辑：王小明】",
        "编辑:【王小明】",
        "（編輯：王小明）1130304",
        "Editor: Ada Lovelace",
        "(c) Copyright Example News 2019. Click for restrictions - https://example.org/copyright",
        "SOURCE Example Works Inc.",
        "The post Bridge opens again appeared first on Example News.",
        "Edição: Ada Lovelace",
        "Pewarta: Ada Lovelace",
        "Tin, ảnh: Ada Lovelace (TTXVN)",
        "Reporting by Ada Lovelace in Bridgetown and Grace Hopper in London; Editing by Mary Somerville",
        "© 2019 Example News",
        "© dpa-infocom, dpa:190304-99-1/2",
        "With inputs from PTI",
        "(With inputs from ANI)",
        "*Con información de EFE",
        "Example News avec AFP",
    ],
)
def test_what_newsrooms_print_below_a_story_closes_it(line: str) -> None:
    """Initials, end marks, editors, addresses, rights and whose text was used are no part of a story."""
    assert closes_story(line)


@pytest.mark.parametrize(
    "line",
    [
        "EFE",
        "(Belga)",
        "(©NTB)",
        "/TT",
        "/ritzau/",
        "-- BERNAMA",
        "==Kyodo",
        "Lusa/Fim",
        "EFE abc/de/fgh",
        "PTI ABC DE",
        "--आईएएनएस",
        "भाषा अदा",
        "বাসস/এএল/জিএইচ",
        "وام/أحمد/زكريا",
    ],
)
def test_an_agency_signs_with_its_name(line: str) -> None:
    """An agency's name on a line of its own, in a frame or with its desk's initials, closes a story."""
    assert closes_story(line)


@pytest.mark.parametrize("name", sorted(MARKED_SOURCES))
def test_every_agency_signs_in_brackets(name: str) -> None:
    """Whatever the desk knows as an agency signs a story in brackets behind its last sentence."""
    assert unsigned(f"{LAST} ({name.upper()})") == LAST


@pytest.mark.parametrize(
    "signature",
    [
        "(ANSA).",
        "(PAP)",
        "(SDA/abc)",
        "EFE",
        "PTI ABC DE",
        "AGERPRES/(AS - autor: Ada Lovelace, editor: Grace Hopper)",
        "(完)",
        "■",
        "（編輯：王小明）1130304",
        "(ANSA). (END)",
        "(AFP) (Reporting by Ada Lovelace; Editing by Grace Hopper)",
    ],
)
def test_what_signs_behind_the_last_sentence_is_taken_off(signature: str) -> None:
    """The last paragraph ends with its last sentence, whatever number of signatures stands behind it."""
    assert unsigned(f"{LAST} {signature}") == LAST


@pytest.mark.parametrize(
    "paragraph",
    [
        "The museum shows pictures of the Associated Press (AP).",
        "The mayor said so to the AP.",
        "The mayor said so to Reuters",
        "It stands beside Highway No. 101",
        "The bridge is open again (and the ferry stays).",
        "The bridge is open again. (It was closed in 2017.)",
        '"It stays open." (She did not say how long.)',
        "The bridge is open again. (HTA)",
        '"It rained," he said. AP pictures show it.',
        'He called it the "Bridge of the Press" (AP)',
        "The trend is clear. Trend",
    ],
)
def test_text_in_brackets_stays(paragraph: str) -> None:
    """Brackets within a sentence, words behind a stop and unknown letters are the story's."""
    assert unsigned(paragraph) == paragraph


@pytest.mark.parametrize(
    "line",
    [
        "The bridge stays open.",
        "Reporting by journalists in the region shows that the bridge is old.",
        "Copyright law says so.",
        "Editor: the man who has the last word, she said.",
        "Report on the dam",
        "Map of the town",
        "Trend for the year",
        "He came with the mayor and/or the council",
        "Write to ada@example.com by Monday.",
        "20:15 Night train to the harbour",
    ],
)
def test_a_real_last_line_is_kept(line: str) -> None:
    """Sentences and headings that begin as a closing does close no story."""
    assert not closes_story(line)
    assert not is_closing(line)


def test_closings_follow_one_another() -> None:
    """Any number of closing lines is taken off the end, the initials below an agency's name among them; the first line
    never is.
    """
    lines = [LAST, "It stays open. PTI ABC", "DE", "(END)", "ada@example.com"]
    assert closings_begin(lines, 0, len(lines)) == 2
    assert closings_begin(["EFE"], 0, 1) == 1
    assert closings_begin([LAST, "DE"], 0, 2) == 2
