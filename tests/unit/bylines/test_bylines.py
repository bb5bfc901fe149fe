"""Bylines: who is a person, what stands around a name, and where a page prints it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.core.bylines.people import han_names, is_name, is_of_page, is_organisation
from copydesk.service.core.bylines.reporters import reporters_of
from copydesk.service.core.bylines.search import authors_in, is_byline, read_byline
from tests.unit.page.text.test_story import FIRST, LAST, SECOND, THIRD, TITLE, URL, page
from tests.unit.page_builder import MENU, read


def names_in(line: str) -> list[str] | None:
    """The people of a byline; None where the line is none."""
    found = read_byline(line)
    return None if found is None else [author.name for author in found[1]]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Analysis by Ada Lovelace, BBC Senior Bridge Analyst", ["Ada Lovelace"]),
        ("Opinion by Ada Lovelace", ["Ada Lovelace"]),
        ("by Xinhua writers Ada Lovelace, Mary Somerville", ["Ada Lovelace", "Mary Somerville"]),
        ("By AP Sports Writer Ada Lovelace", ["Ada Lovelace"]),
        ("By Ada Lovelace / Valley Courier", ["Ada Lovelace"]),
        ("Door Ada 't Hart", ["Ada 't Hart"]),
        ("Text: Ada Lovelace Foto: Mary Somerville", ["Ada Lovelace"]),
        ("নিজস্ব প্রতিবেদক, ঢাকা", []),
        ("Posted by Ada Lovelace | 3 comments", ["Ada Lovelace"]),
        ('By Ada "The Countess" Lovelace', ['Ada "The Countess" Lovelace']),
        ("By Ada Lovelace, BBC News", ["Ada Lovelace"]),
        ("By Ada Lovelace, The Harbour Post", ["Ada Lovelace"]),
        ("By Ada Lovelace June 25, 2024 2:03 pm", ["Ada Lovelace"]),
        ("By Ada May 25 June 2024", ["Ada May"]),
        ("By Ada Lovelace/Portland", ["Ada Lovelace"]),
        ("By DJ Lovelace and Matt Daily", ["DJ Lovelace", "Matt Daily"]),
        ("Przez Ada Nowak", ["Ada Nowak"]),
        ("Szerző: Kovács Ada", ["Kovács Ada"]),
        ("Haber: Ada Demir/İZMİR (DHA)", ["Ada Demir"]),
        ("Pewarta: Ada M R Putri", ["Ada M R Putri"]),
        ("Autori: Ada Bērziņa (ziņu redaktore)", ["Ada Bērziņa"]),
        ("Reporter: Ada Lovelace", ["Ada Lovelace"]),
        ("كتب: آدا سالم - منى علي", ["آدا سالم", "منى علي"]),
        ("লেখক: আদা রহমান", ["আদা রহমান"]),
        ("संवाददाता: आदा कुमार", ["आदा कुमार"]),
        ("رپورٹ: آدا حسن", ["آدا حسن"]),
        ("作者：张桥", ["张桥"]),
        ("记者：张桥、李小河", ["张桥", "李小河"]),
        ("編集委員　橋本港", ["橋本港"]),
        ("By Ada Lovelace In Harbours , Bridges , Ferries", ["Ada Lovelace"]),
        ("Von Ada Lovelace In Hafen", ["Ada Lovelace"]),
        ("By Ada LovelaceJanuary 14, 2026 20 Mins Read", ["Ada Lovelace"]),
        ("By Ada LeMay June 25, 2024", ["Ada LeMay"]),
        ("Von Ada Lovelace Vom 4. März 2024", ["Ada Lovelace"]),
        ("By Ada Lovelace, Director of Bridges, Harbour Lines", ["Ada Lovelace"]),
        ("Par Ada Lovelace, directrice du port de Lyon", ["Ada Lovelace"]),
        ("By Ada Lovelace Founder & Lead Reviewer", ["Ada Lovelace"]),
        ("By Ada Lovelace, Ph.D., RN and Mary Somerville", ["Ada Lovelace, Ph.D., RN", "Mary Somerville"]),
        ("By Ada Lovelace@adalovelace", ["Ada Lovelace"]),
    ],
)
def test_a_bylines_word_names_people(line: str, names: list[str]) -> None:
    """In every language the names stand behind the word; offices, outlets, places and dates behind them are left
    out.
    """
    assert names_in(line) == names
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Reuters",
        "By CNN Wire",
        "By Al Jazeera Staff and News Agencies",
        "Von Redaktion",
        "Por EFE",
        "By Harbour News Service",
        "By Staff Reporter",
    ],
)
def test_a_desk_is_a_byline_without_people(line: str) -> None:
    """Agencies and desks sign stories too, but are no authors."""
    assert read_byline(line) == (line, ())


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the day it rained",
        "By The Numbers",
        "Reporter Ada Lovelace",  # the office of someone whom a title speaks of
        "كتب الوزير رسالة طويلة",  # without capitals any words look like a name: a verb needs its colon
        "De Ada Popescu",
        "记者：时事通信社",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    """A byline's word alone makes none."""
    assert not names_in(line)


def test_what_is_no_person() -> None:
    """Outlets, companies, buttons and places are told from names."""
    assert all(
        map(
            is_organisation,
            ["BBC News", "Europa Press Sociedad", "Redacción Norte", "Example Robotics AS", "Team Harbour", "ویب ڈیسک"],
        )
    )
    assert not any(map(is_organisation, ["Ada Lovelace", "Tim Harbour", "KIM Min", "Le Thi Mai", "Matt Daily"]))
    assert all(
        map(is_of_page, ["Share Article", "North Korea", "Representative Image", "Haberin Devamı", "기사내용 요약"])
    )
    assert not any(map(is_of_page, ["Ada Lovelace", "Ad van der Brug", "Glenn Close"]))
    assert is_name("Anne-Marie van der Berg")
    assert not any(map(is_name, ["Die Trainer der", "Fact Checked By", "By Ada", "Ada LovelaceFollow"]))
    assert all(map(is_name, ["Ada FitzGerald", "Ada MacDonald", "Von Ada Miller"]))
    assert all(map(is_organisation, ["Lead Reviewer", "AI Writer"]))
    assert not is_organisation("Ada Staff")
    assert authors_in("The Detroit, Le Progrès") == ()
    assert (han_names("张桥、李河"), han_names("大桥通讯社")) == (("张桥", "李河"), ())


@pytest.mark.parametrize(
    "beside",
    [
        "North Korea",
        "Share Article",
        "Representative Image",
        "Society Materials",
        "BBC News",
        "Example Robotics AS",
        "Source: Ada Lovelace",
        "Frozen Harbour in the north of it. Ada Lovelace/dpa",
        "The Harbour Post",
        "استانها خراسان رضوی",
        "آدا سالم",
        "공유 댓글 인쇄",
        "Ada Lovelace (@adalovelace)",
        "On Behalf of Harbour Lines",
        "Ada Lovelace in the harbour",
        "Truckwash A31",
        "Neueste Beiträge",
        TITLE,
    ],
)
def test_not_all_that_stands_beside_a_date_is_a_name(beside: str) -> None:
    """Sections, places, buttons, captions and outlets stand there too, and what no capitals tell from them."""
    assert read(page(beside=beside), url=URL).authors == ()


def test_a_section_of_the_menu_is_no_author() -> None:
    """What the menu or the trail above the headline prints is a section, though it is spelt as a name is, unless people are
    called so: who writes a site alone is named there too.
    """
    for name, names in (("Harbour Lights", []), ("Ada Lovelace", ["Ada Lovelace"])):
        for above in (f"* {name}", f"Home > {name} > Bridges"):
            article = read(f"{MENU}\n{above}\n{page(name).removeprefix(MENU)}", url=URL)
            assert [author.name for author in article.authors] == names


@pytest.mark.parametrize(
    ("beside", "byline", "names"),
    [
        ("Ada Lovelace\nBBC News, Portland", "Ada Lovelace", ["Ada Lovelace"]),
        ("Ada Lovelace\nRedacción Norte", "Ada Lovelace", ["Ada Lovelace"]),
        ("4 March 2019 - 14:03 Por Ada Lovelace - Repórter", "Por Ada Lovelace - Repórter", ["Ada Lovelace"]),
        ("By Ada Lovelace Updated 4 March 2019 14:03", "By Ada Lovelace", ["Ada Lovelace"]),
        ("Ada Lovelace   |04.03.2019 - Update : 04.03.2019", "Ada Lovelace", ["Ada Lovelace"]),
        ("Ada Lovelace — 4 March, 14:03", "Ada Lovelace", ["Ada Lovelace"]),
        ("ĐỖ QUỐC", "ĐỖ QUỐC", ["ĐỖ QUỐC"]),
        ("By CNN Wire", "By CNN Wire", []),
        ("By CNN Wire\nBy Ada Lovelace", "By Ada Lovelace", ["Ada Lovelace"]),
        ("Ada Lovelace\nGetty Images", None, []),
    ],
)
def test_where_a_name_stands(beside: str, byline: str | None, names: list[str]) -> None:
    """Above an office or an outlet, before or behind a date; the byline ends where the date begins. A person's byline
    goes before an agency's.
    """
    draft = read(page(beside=beside), url=URL)
    assert (draft.byline, [author.name for author in draft.authors]) == (byline, names)


def test_a_name_without_capitals_signs_twice() -> None:
    """In Arabic a name before the date is one if the dateline gives it again."""
    text = page("آدا سالم   |04.03.2019").replace(FIRST, f"نابلس/ آدا سالم/ وكالة\n{FIRST}")
    assert [author.name for author in read(text, url=URL).authors] == ["آدا سالم"]


def test_a_label_below_the_story_names_its_author() -> None:
    """A byline with its colon may stand below the story, but not in the box of other stories; `By:` stands above
    comments too.
    """
    long = "\n".join([FIRST, SECOND, THIRD, LAST] * 6)
    for below, names in (
        ("Pewarta: Ada Putri", ["Ada Putri"]),
        ("Related stories\nReporter: Ada Putri", []),
        ("By: Ada Putri", []),
    ):
        text = f"{MENU}\n{TITLE}\n4 March 2019, 14:05\n{long}\n{below}\n{MENU}"
        assert [author.name for author in read(text, url=URL).authors] == names


def test_an_author_above_the_headline_is_told_of_below() -> None:
    """A name above section, date and headline is the author's if people are called so, or the page tells who that is."""
    for above, life, names in (
        ("Ada Lovelace", "Ada Lovelace is a reporter who writes on bridges and on harbours.", ["Ada Lovelace"]),
        ("Ada Lovelace", "", ["Ada Lovelace"]),
        ("Harbour Lights", "", []),
    ):
        text = f"{MENU}\n{above}\nBusiness\nNov 7, 2023 2:00 AM\n{TITLE}\n{FIRST}\n{SECOND}\n{THIRD}\n{LAST}\n{life}"
        assert [author.name for author in read(text, url=URL).authors] == names


def test_a_word_of_one_language_is_read_in_that_only() -> None:
    """`Na` is a byline's word in Swahili; elsewhere it is a preposition."""
    swahili = (
        "Daraja jipya la kamba katika mto limefunguliwa leo, na wanafunzi zaidi ya mia tatu watavuka bila hofu, amesema mkuu wa wilaya. "
        * 2
    )
    text = f"Daraja la kamba lafunguliwa Mbeya\nNa Ada Mwanga\n4 March 2019, 14:05\n{swahili}\n{swahili}"
    assert [author.name for author in read(text).authors] == ["Ada Mwanga"]
    assert read(page(beside="Na Ada Nowak\nShare\nPrint"), url=URL).authors == ()


@pytest.mark.parametrize(
    ("paragraph", "byline", "names"),
    [
        ("(다리=연합뉴스) 홍길동 기자 = 다리가 다시 열렸다.", "홍길동 기자", ["홍길동"]),
        ("[다리=뉴시스]홍길동·김철수 기자 = 다리가 다시 열렸다.", "홍길동·김철수 기자", ["홍길동", "김철수"]),
        ("新华社大桥6月25日电（记者 张桥、李小河）大桥25日重新开放。", "记者 张桥、李小河", ["张桥", "李小河"]),
        ("（中央社記者張小橋花蓮縣25日電）大橋重新開放。", "記者張小橋", ["張小橋"]),
        ("（中央社記者張橋台北25日電）大橋重新開放。", "記者張橋", ["張橋"]),
        (f"{'橋は月曜日に再び開通した。' * 8}(c)AFP/Ada LOVELACE", "(c)AFP/Ada LOVELACE", ["Ada LOVELACE"]),
    ],
)
def test_a_story_names_its_reporter(paragraph: str, byline: str, names: list[str]) -> None:
    """Agencies of East Asia name the reporter in the dateline, and Agence France-Presse at the end."""
    found = reporters_of(paragraph)
    assert found is not None
    assert (found[0], [author.name for author in found[1]]) == (byline, names)


@pytest.mark.parametrize(
    "paragraph",
    [
        "橋を渡る人々（2019年3月4日撮影）。(c)AFP/Ada LOVELACE",
        "（記者站）大桥重新开放。",
        "(다리=연합뉴스) 다리가 다시 열렸다고 기자들이 전했다.",
        "The bridge opened on Monday after two years, the council said in a statement that it sent to all. Cars/Ada Lovelace",
    ],
)
def test_not_every_paragraph_names_its_reporter(paragraph: str) -> None:
    """A picture's credit, a reporters' office and a sentence with the word name none."""
    assert reporters_of(paragraph) is None


@given(st.text(alphabet="By Von:,|/-–\"'()AaÉß記者기자ا كتب1 4年\u200c", max_size=120))
def test_any_line_is_read(line: str) -> None:
    """Every line is a byline or none, and what is said of it stands in it."""
    if found := read_byline(line):
        assert all(author.name.split()[0] in line for author in found[1])


@pytest.mark.parametrize("words", ["on " * 300_000, "Ada and " * 200_000, "آدا سالم - " * 100_000, 'Ada "x ' * 200_000])
def test_endless_bylines_name_nobody(words: str) -> None:
    """A field may hold anything; what is longer than any byline is not taken apart."""
    assert authors_in(words) == ()


@pytest.mark.parametrize(
    ("name", "repeated", "authors"),
    [
        ("Ada Lovelace", "below", ["Ada Lovelace"]),
        ("Ada Lovelace", "above", ["Ada Lovelace"]),
        ("Harbour Lights", "above", []),
    ],
)
def test_a_name_may_be_repeated_below_the_story(name: str, repeated: str, authors: list[str]) -> None:
    """Boxes below a story repeat its author's name; what is printed again and again above it is a button,
    if nobody is called so.
    """
    box = "\n".join(f"Council meets for the {n}th time\n{name}" for n in range(5))
    story = "\n".join([FIRST, SECOND, THIRD, LAST] * 16)
    text = f"{MENU}\n{box if repeated == 'above' else ''}\n{TITLE}\n{name}\n4 March 2019, 14:05\n{story}\n{box if repeated == 'below' else ''}"
    assert [author.name for author in read(text, url=URL).authors] == authors
