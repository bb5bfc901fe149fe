"""Datelines: the grammar, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.service.core.bylines.search import read_byline
from copydesk.service.core.datelines.forms import GRAMMAR, holds_agency
from copydesk.service.core.datelines.reader import agency_source_of, canonical_agency, read_dateline
from copydesk.service.core.datelines.told import told_dateline
from copydesk.service.core.lexicon.agencies import AGENCY_SOURCES
from copydesk.service.core.lines.signoffs import without_credits

# paragraph, place, date, agency
FILED = [
    ("VANCOUVER, BC / ACCESSWIRE / March 4, 2019 / Rain fell", "VANCOUVER, BC", "March 4, 2019", "ACCESSWIRE"),
    (
        "Toronto, Ontario--(Newsfile Corp. - March 4, 2019) - Rain fell",
        "Toronto, Ontario",
        "March 4, 2019",
        "Newsfile Corp.",
    ),
    (
        "Nantes, le 4 mars 2019 – Il pleut depuis la nuit sur les quais et les marchands rangent les étals, dit la mairie",
        "Nantes",
        "4 mars 2019",
        None,
    ),
    ("SHIRAZ (examplepress)- Rain fell", "SHIRAZ", None, "examplepress"),
    ("TEHRAN, Apr. 17 (MNA) – Rain fell", "TEHRAN", "Apr. 17", "MNA"),
    ("Tehran, IRNA – Rain fell", "Tehran", None, "IRNA"),
    ("KUWAIT, Dec 2 (KUNA) -- Rain fell", "KUWAIT", "Dec 2", "KUNA"),
    ("AMMAN (Petra) –Rain fell", "AMMAN", None, "Petra"),
    ("ПЕТРОПАВЛОВСК. КАЗИНФОРМ – Прошёл дождь", "ПЕТРОПАВЛОВСК", None, "КАЗИНФОРМ"),
    ("МОСКВА, 29 июня. /ТАСС/. Прошёл дождь", "МОСКВА", "29 июня", "TASS"),
    ("москва, 1 дек — риа новости. прошёл дождь", "москва", "1 дек", "риа новости"),
    ("MOSCOW, January 21. /TASS/. Rain fell", "MOSCOW", "January 21", "TASS"),
    ("SALVADOR, Feb 26 - Rain fell", "SALVADOR", "Feb 26", None),
    ("BANGOR, Maine (AP) _ Rain fell", "BANGOR, Maine", None, "AP"),
    ("Washington (dpa) - Rain fell", "Washington", None, "dpa"),
    ("STOCKHOLM, Aug 29, 2014 (AFP) - Rain fell", "STOCKHOLM", "Aug 29, 2014", "AFP"),
    ("Tegucigalpa, Jan 2 (EFE).- Rain fell", "Tegucigalpa", "Jan 2", "EFE"),
    ("12 mai (Reuters) - Il pleut", None, "12 mai", "Reuters"),
    ("Beijing, Jan. 1(Xinhua) -- Rain fell", "Beijing", "Jan. 1", "Xinhua"),
    ("(ANSA) - ROME, JUL 11 - Rain fell", "ROME", "JUL 11", "ANSA"),
    ("MOSCOW, Monday (Reuters) - Rain fell", "MOSCOW", "Monday", "Reuters"),
    ("SAN FRANCISCO _ Rain fell", "SAN FRANCISCO", None, None),
    ("(Reuters) - Rain fell", None, None, "Reuters"),
    ("YEREVAN, November 5, /ARKA/. Rain fell", "YEREVAN", "November 5", "ARKA"),
    ("MUMBAI, India, July 25, 2018/PRNewswire-AsiaNet/ -- Rain fell", "MUMBAI, India", "July 25, 2018", "AsiaNet"),
    ("San Diego (tca/dpa) - Rain fell", "San Diego", None, "dpa"),
    ("Paris (ats afp) - Il pleut", "Paris", None, "ats afp"),
    ("ST. JOHN'S, Antigua (Reuters) - Rain fell", "ST. JOHN'S, Antigua", None, "Reuters"),
    ("NEW YORK/LONDON (Reuters) -Rain fell", "NEW YORK/LONDON", None, "Reuters"),
]

# paragraph, place, date, agency, the story's first words
FILED_ELSEWHERE = [
    # a region in brackets behind the place
    ("Puente Viejo (Asturias), 25 jun (EFE).- Llueve", "Puente Viejo (Asturias)", "25 jun", "EFE", "Llueve"),
    ("New Delhi [India], March 5 (ANI): Rain fell", "New Delhi [India]", "March 5", "ANI", "Rain"),
    # days with a stop, an ending, a year, in figures, in either order
    ("Bern, 25. Juni (SDA) - Es regnet", "Bern", "25. Juni", "SDA", "Es"),
    ("Praha 25. června (ČTK) - Prší", "Praha", "25. června", "ČTK", "Prší"),
    ("Beograd, 25. jun (Tanjug) - Pada kiša", "Beograd", "25. jun", "Tanjug", "Pada"),
    ("Hídváros, 2024. június 25., kedd (MTI) - Esik", "Hídváros", "2024. június 25., kedd", "MTI", "Esik"),
    ("25.06. Toruń (PAP) - Pada", "Toruń", "25.06", "PAP", "Pada"),
    ("Warszawa, 25.06.2024 (PAP) - Pada", "Warszawa", "25.06.2024", "PAP", "Pada"),
    ("Pont-les-Bains, 25 juin 2024 (AFP) - Il pleut", "Pont-les-Bains", "25 juin 2024", "AFP", "Il"),
    ("FUJAIRAH, 12th March, 2024 (WAM) -- Rain fell", "FUJAIRAH", "12th March, 2024", "WAM", "Rain"),
    ("Hà Nội, ngày 25/6 (TTXVN) - Mưa", "Hà Nội", "25/6", "TTXVN", "Mưa"),
    ("CHATHAM, Mass., Aug. 29 (AP) - Rain fell", "CHATHAM, Mass.", "Aug. 29", "AP", "Rain"),
    ("Riyadh, Dhu-AlQa'dah 29, 1439, Aug 11, 2018, SPA -- Rain fell", "Riyadh", "Aug 11, 2018", "SPA", "Rain"),
    # scripts whose vowels are marks, or that have no capitals
    ("जयपुर, 25 जून (भाषा) बारिश हुई", "जयपुर", "25 जून", "भाषा", "बारिश"),
    ("भोपाल, 25 जून (आईएएनएस)। बारिश हुई", "भोपाल", "25 जून", "IANS", "बारिश"),
    ("খুলনা, ২৫ জুন, ২০২৪ (বাসস) : বৃষ্টি", "খুলনা", "২৫ জুন, ২০২৪", "BSS", "বৃষ্টি"),
    ("ہنزہ۔25جون (اے پی پی):بارش", "ہنزہ", "25جون", "APP", "بارش"),
    ("تہران، ارنا - بارش", "تہران", None, "IRNA", "بارش"),
    ("تهران- ایرنا- باران", "تهران", None, "IRNA", "باران"),
    ("العين في 25 يونيو / وام / هطل المطر", "العين", "25 يونيو", "WAM", "هطل"),
    ("القاهرة في 25 يونيو/أ ش أ/ هطل المطر", "القاهرة", "25 يونيو", "MENA", "هطل"),
    ("شيراز / 25 حزيران / يونيو / ارنا - هطل المطر", "شيراز", "25 حزيران / يونيو", "IRNA", "هطل"),
    ("طهران / تسنيم // هطل المطر", "طهران", None, "تسنيم", "هطل"),
    ("الطائف 10 رمضان 1445 هـ الموافق 20 مارس 2024 م واس", "الطائف", "20 مارس 2024 م", "SPA", ""),
    ("دمشق-سانا", "دمشق", None, "SANA", ""),
    ("نابلس/ آدا لوفليس/ الأناضول", "نابلس", None, "الأناضول", ""),
    ('رام الله - "الجسر" - هطل المطر', "رام الله", None, "الجسر", "هطل"),
    # East Asia
    ("【カトマンズ時事】雨が降った", "カトマンズ", None, "時事", "雨"),
    ("【6月18日 AFP】雨が降った", None, "6月18日", "AFP", "雨"),
    ("[ワシントン 25日 ロイター] - 雨が降った", "ワシントン", "25日", "Reuters", "雨"),
    ("（中央社記者王大明花蓮縣25日電）下雨", "花蓮縣", "25日", "中央社", "下雨"),
    ("（中央社記者王小明、李大同倫敦25日專電）下雨", "倫敦", "25日", "中央社", "下雨"),
    ("（中央社台北25日電）下雨", "台北", "25日", "中央社", "下雨"),
    ("新华社北京6月25日电（记者张三）下雨", "北京", "6月25日", "新华社", "（记者"),
    ("中新网6月25日电 下雨", None, "6月25日", "中新网", "下雨"),
    ("本报北京6月25日电 下雨", "北京", "6月25日", None, "下雨"),
    ("(서울=연합뉴스) 비가 왔다", "서울", None, "연합뉴스", "비가"),
    # no separator behind, or no brackets around, a known agency
    ("(CNN) -- Rain fell", None, None, "CNN", "Rain"),
    ("(CNN)Rain fell", None, None, "CNN", "Rain"),
    ("Washington CNN  — ", "Washington", None, "CNN", ""),
    ("CNN  —", None, None, "CNN", ""),
    ("(Belga) Il pleut", None, None, "Belga", "Il"),
    ("Indore, Jun 25 (PTI) Rain fell", "Indore", "Jun 25", "PTI", "Rain"),
    ("Lagos, June 25, 2024 (NAN) Rain fell", "Lagos", "June 25, 2024", "NAN", "Rain"),
    ("Oslo (NTB): Det regner", "Oslo", None, "NTB", "Det"),
    ("Göteborg (TT) - Det regnar", "Göteborg", None, "TT", "Det"),
    ("Kiel (dpa/lno) - Es regnet", "Kiel", None, "dpa", "Es"),
    ("İSTANBUL (İHA)", "İSTANBUL", None, "İHA", ""),
    ("ANKARA-AA", "ANKARA", None, "AA", ""),
    ("TTXVN - Mưa", None, None, "TTXVN", "Mưa"),
    ("Москва. 25 июня. INTERFAX.RU - Дождь", "Москва", "25 июня", "INTERFAX.RU", "Дождь"),
    ("Київ. 25 червня. УНН. Дощ", "Київ", "25 червня", "UNN", "Дощ"),
    ("мехико, 30 ноя — риа новости, ада лавлейс. дождь", "мехико", "30 ноя", "риа новости", "дождь"),
    ("SEMARANG, KOMPAS.com - Hujan", "SEMARANG", None, "KOMPAS.com", "Hujan"),
    ("Tehran, Iran, August 23 By Ada Lovelace - Trend: Rain fell", "Tehran, Iran", "August 23", "Trend", "Rain"),
    # no agency: a date and a place that is known
    ("BAKU, Azerbaijan, June 25. Rain fell", "BAKU, Azerbaijan", "June 25", None, "Rain"),
    ("(AGI) - Roma, 25 giu. - Piove", "Roma", "25 giu", "AGI", "Piove"),
]

NOT_FILED = [
    "",
    "Rain fell on Monday.",
    "The Weather Office (WO) said on Monday that rain fell.",
    "Example Motor (EXM.N) - said rain fell",
    "Example Motor (NYSE: EXM) - said rain fell",
    "A man (32) - said that rain fell",
    "He said it rained. Nobody (AP) - heard him",
    "It rained in (the) - harbour",
    "Council members (from left to right): Ada Lovelace, Mary Somerville",
    # what a heading, a list or a legend looks like
    "Who wins — and who loses",
    "Rain — the first in May — fell on the bridge",
    "London - The bridge is open again",
    "Bridge reopens - Council thanks the builders",
    "BREAKING - The old bridge is open again",
    "BREAKING: The old bridge is open again",
    "VIDEO - The old bridge is open again",
    "VIDEO — The old bridge is open again",
    "UPDATE 1 - Council opens bridge",
    "UPDATE 1-Council opens bridge",
    "EXCLUSIVE - Council opens bridge",
    "LIVE - Council opens bridge",
    "LIVE UPDATES (Reuters) - Council opens bridge",
    "OPINION — The bridge was too dear",
    "WATCH -- Bridge opens",
    "NATO — The alliance met",
    "NASA - Rain fell on the pad",
    "FACTBOX - What we know of the bridge",
    "WORLD CUP - Rain fell",
    "WORLD CUP, June 25 2024. Rain fell",
    "FINAL SCORE - Harbour 3",
    "(F.N) - Shares fell",
    "(NYSE: EXM) - Shares fell",
    "Example Motor (EXM) - Shares fell",
    "Example Motor (EXM) Shares fell",
    "Example Motor Co. (EXM.N) – Shares fell",
    "Ada Lovelace (left): Rain fell",
    "Ada Lovelace (from left to right): Rain",
    "From left (clockwise): Ada Lovelace",
    "Council (from left to right): Ada Lovelace",
    "Der Bürgermeister (SPD) - Die Brücke ist offen",
    "Bürgermeisterin Ada Lovelace (CDU) – Die Brücke",
    "Ada Lovelace (SRB) - Mary Somerville (ESP)",
    "Real Hafen (ESP) - Brücke (GER)",
    "Die Brücke - Ein Bauwerk",
    "Brücke – Neubau: Die Stadt",
    "* Bridge - open",
    "- Bridge (open) - yes",
    "1. LONDON - Rain",
    '"Rain fell" - the mayor said',
    '"LONDON (Reuters) - Rain fell"',
    "WHO (World Health Organization) - The office said",
    "Thomson Reuters – the parent of the agency",
    "Thomson Reuters - The parent of the agency",
    "Photo: Ada Lovelace/AFP",
    "Ada Lovelace/AFP",
    "Ada Lovelace / AFP / Getty Images",
    "Getty Images/AFP",
    "Foto: Ada Lovelace/dpa",
    "Ada Lovelace - AFP",
    "By Ada Lovelace - AFP",
    "Reuters - the agency - said so",
    "AP - Rain",
    "CNN — the network — said so",
    "AFP - 25.06.2024 - 14:03",
    "In London, Reuters - said",
    "On Monday, AFP - said",
    "According to AFP - rain fell",
    "The Weather Office (WO) Rain fell",
    "Windows 10 - A system",
    "Menu (Home) - News",
    "Facebook (App) - Download",
    "Share (App) Download",
    "Sunday, June 25 - Rain fell",
    "June 25 - Rain fell",
    "June 25, 2024 — Rain fell",
    "MATCH REPORT June 25 - Rain fell",
    "ROUTE 66 - Rain fell",
    "MAY 5 - Rain fell",
    "Rain fell (AP)",
    "Rain fell on the bridge (AP) - and on the road",
    "Jordan - 34 points",
    "JORDAN — Rain fell",
    "MALE - 34 years",
    "IPHONE 15 (Apple) - The telephone",
    "Beirut - Lebanon's bridges",
    "Lisbon Treaty (EU) - The treaty",
    "Washington Post - The paper",
    "WASHINGTON POST - The paper",
    "Tickets (adults) - 5",
    "PORTLAND - Rain fell",
    "SPRINGFIELD — Rain fell",
    "Updated 5 June (Reuters) - ",
    "از دیروز - ایرنا اعلام کرد",
    "وزیر راه (ایران) - پل باز شد",
    "پل باز شد - باران بارید",
    "الجسر (القديم) - فتح",
    'جسر قديم - "النهر" - فتح',
    "大桥（旧）- 开放",
    "【速報】橋が開通",
    "【写真】橋が開通",
    "【サッカー】橋",
    "新桥6月25日开通",
    "据报道6月25日电影节",
    "記者 李先鳳",
    "（圖 中央社）橋",
    "Москва - столица",
    "Мост - открыт",
    "Мост (старый) - открыт",
]


@pytest.mark.parametrize(("paragraph", "place", "date", "agency"), FILED)
def test_a_dateline_is_taken_apart(paragraph: str, place: str | None, date: str | None, agency: str | None) -> None:
    """Place, date and agency are given as printed, and the story begins behind them."""
    filed = read_dateline(paragraph)
    assert filed is not None
    assert (filed.dateline.place, (filed.dateline.date or "").rstrip(".") or None, filed.dateline.agency) == (
        place,
        date.rstrip(".") if date else None,
        agency,
    )
    assert paragraph[filed.end :].lower().startswith(("rain", "il", "прошёл"))


@pytest.mark.parametrize(("paragraph", "place", "date", "agency", "behind"), FILED_ELSEWHERE)
def test_other_languages_datelines_are_taken_apart(
    paragraph: str, place: str | None, date: str | None, agency: str | None, behind: str
) -> None:
    """Wires print the day, the region, the brackets and the separator each in its own way, or leave them out."""
    filed = read_dateline(paragraph)
    assert filed is not None
    told = filed.dateline
    assert (told.place, told.date and told.date.rstrip("."), told.agency) == (place, date, agency)
    assert paragraph[filed.end :].startswith(behind)
    assert behind or not paragraph[filed.end :].strip()


@pytest.mark.parametrize("name", ["TTXVN", "TTO", "IQNA", "KYODO NEWS", "中新网"])
def test_an_agency_is_no_place(name: str) -> None:
    """The name of an agency where a place stands elsewhere is the agency's."""
    for paragraph in (
        f"{name} - Rain fell",
        f"{name} - Jan 5, 2024 -",
        f"{name}6月25日电 下雨",
        f"{name} (AP) - Rain fell",
    ):
        filed = read_dateline(paragraph)
        assert filed is None or filed.dateline.place is None


def test_a_place_that_metadata_tells_excuses_an_unknown_agency() -> None:
    """`Bridgeport (Harbour Wire) - Rain` may be a person of a party, unless the document says where it was filed."""
    assert read_dateline("Bridgeport (HarbourWire) - Rain fell") is None
    filed = read_dateline("Bridgeport (HarbourWire) - Rain fell", "Bridgeport")
    assert filed is not None
    assert (filed.dateline.place, filed.dateline.agency) == ("Bridgeport", "HarbourWire")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("وام", "WAM"),
        ("ТАСС", "TASS"),
        ("РИА Новости", "РИА Новости"),
        ("연합뉴스", "연합뉴스"),
        ("dpa/lno", "dpa"),
        ("awp/sda", "awp/sda"),
        ("The Harbour Post", "The Harbour Post"),
    ],
)
def test_an_agency_has_one_name(printed: str, name: str) -> None:
    """An acronym is written as the agency does in Latin letters and without its desk; a name that is words stays as
    printed.
    """
    assert canonical_agency(printed) == name


@pytest.mark.parametrize(
    ("paragraph", "code"),
    [
        ("SHIRAZ (examplepress)- Rain fell", None),
        ("TEHRAN, Apr. 17 (MNA) – Rain fell", "IR"),
        ("NEW YORK/LONDON (Reuters) - Rain fell", None),
        ("NEW YORK/WASHINGTON (Reuters) - Rain fell", "US"),
        ("BANGOR, Maine (AP) _ Rain fell", "US"),
        ("(Reuters) - Rain fell", None),
    ],
)
def test_a_dateline_tells_its_country(paragraph: str, code: str | None) -> None:
    """The country stands beside the place where the place leaves no doubt."""
    filed = read_dateline(paragraph)
    assert filed is not None
    assert filed.dateline.country_code == code


@pytest.mark.parametrize(
    ("words", "located", "expected"),
    [
        ("PORTLAND, March 4", None, ("PORTLAND", "March 4", None)),
        ("WIRE SERVICE - LISBON, March 4", "Lisbon", ("LISBON", "March 4", "PT")),
        ("25. Juni 2024", "Bern", ("Bern", "25. Juni 2024", "CH")),
        (None, "Bern", ("Bern", None, "CH")),
        ("Bridgeport (HarbourWire) -", "Bridgeport", ("Bridgeport", None, None)),
    ],
)
def test_metadata_tell_a_dateline(
    words: str | None, located: str | None, expected: tuple[str | None, str | None, str | None]
) -> None:
    """Place, date and country of a dateline that stands in an element of its own."""
    told = told_dateline(words, located, None)
    assert told is not None
    assert (told.place, told.date, told.country_code) == expected


@pytest.mark.parametrize("paragraph", NOT_FILED)
def test_what_is_no_dateline_gives_none(paragraph: str) -> None:
    """Tickers, ages, abbreviations within a sentence are no datelines."""
    assert read_dateline(paragraph) is None


def test_the_agency_stands_in_for_a_missing_source() -> None:
    """The agency in the first lines becomes a slug, in any script that the lexicon knows."""
    assert agency_source_of("Updated\nSHIRAZ (Example Press)- Rain fell") == "example-press"
    assert agency_source_of("МОСКВА, 29 июня. /ТАСС/. Прошёл дождь") == "tass"
    assert agency_source_of("Rain fell (mostly) on Monday") is None


def test_a_byline_names_people_and_leaves_offices_out() -> None:
    """`By` and names make authors; a sentence that begins with `By` does not."""
    found = read_byline("By Ada Lovelace, science correspondent and")
    assert found is None or [author.name for author in found[1]] == ["Ada Lovelace"]
    found = read_byline("By  Ada Lovelace  and  Mary Somerville")
    assert found is not None
    assert (found[0], [author.name for author in found[1]]) == (
        "By Ada Lovelace and Mary Somerville",
        ["Ada Lovelace", "Mary Somerville"],
    )
    assert read_byline("By the end of the day it rained") is None


def test_credits_are_taken_off_the_last_paragraph() -> None:
    """What stands in brackets at the end and speaks of reporting is a credit; other brackets are the story's."""
    assert without_credits("It rained. (Reporting by A. B.; Editing by C. D.)") == (
        "It rained.",
        "(Reporting by A. B.; Editing by C. D.)",
    )
    assert without_credits("It rained (a lot)") == ("It rained (a lot)", None)


@given(st.text(max_size=200))
def test_any_text_gives_a_dateline_or_none(text: str) -> None:
    """Reading a dateline never fails, and its words are the paragraph's first."""
    filed = read_dateline(text)
    assert filed is None or "".join(filed.dateline.text.split()) in "".join(text.split())
    assert agency_source_of(text) is None or filed is not None or "\n" in text or text != text.strip()


@pytest.mark.parametrize("agency", sorted(AGENCY_SOURCES))
def test_no_agency_is_overlooked(agency: str) -> None:
    """Where the form without brackets matches, an agency's name is found beforehand, however it is printed."""
    form = next(rule for rule in GRAMMAR if not rule.needs)
    for name in (agency, agency.upper(), agency.title()):
        for dateline in (f"HARBOUR TOWN, {name} - Rain fell", f"HARBOUR TOWN – {name}", f"Harbour Town {name}. Rain"):
            assert holds_agency(dateline) or not form.pattern.match(dateline)
    assert not holds_agency("The harbour bridge opened again after two years.")
