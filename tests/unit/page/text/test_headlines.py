"""The headline among menus, teasers and notices, by the evidence that the text gives."""

from __future__ import annotations

import pytest

from copydesk.service.core.page.text.evidence import EVIDENCE
from copydesk.service.core.page.text.glued import Known, cut_headline
from copydesk.service.core.text.mojibake import mended
from tests.unit.page_builder import MENU, STORY, read

ARABIC = """\
الرئيسية
أخبار محلية
سياسة
اقتصاد
رياضة
ثقافة وفنون
منوعات
صحة
تكنولوجيا
فيديو
إعادة فتح الجسر القديم في الميناء بعد عامين من الإصلاحات
السبت ٢٦ سبتمبر ٢٠١٥ - ٠٧:١٠ بتوقيت غرينتش
أعيد فتح الجسر القديم في الميناء أمام حركة المرور يوم الاثنين بعد عامين من أعمال الإصلاح، حسبما أعلن مجلس المدينة في بيان للسكان.
وكان الجسر قد أغلق بعد أن وجد المفتشون شقوقا في اثنين من أعمدته، واضطر السائقون إلى سلوك طريق طويل على امتداد الساحل.
كلمات دليلية :
الجسر
الميناء
أخبار ذات صلة
المجلس يناقش الميزانية
"""


def page(above: str, below: str = "4 March 2019, 14:05") -> str:
    """A page with a menu, these lines, and a story below them."""
    return f"{MENU}\n{above}\n{below}\n{STORY}\n{MENU}"


def test_menu_lines_above_an_arabic_headline_do_not_hide_it() -> None:
    """A menu without list marks leaves the headline to be found; tags may stand one below the other."""
    draft = read(ARABIC, zone=None)
    assert draft.headline == "إعادة فتح الجسر القديم في الميناء بعد عامين من الإصلاحات"
    assert draft.tags == ("الجسر", "الميناء")
    assert len(draft.paragraphs) == 2


@pytest.mark.parametrize(
    "above",
    [
        "Old harbour bridge opens again | Example News\nOld harbour bridge opens again",
        "Home » City » Old harbour bridge opens again\nOld harbour bridge opens again",
        "City\nOld harbour bridge opens again\nDrivers no longer have to take the long detour along the coast",
        "* Most read\n* Council debates the budget of the schools\nOld harbour bridge opens again",
    ],
)
def test_the_headline_is_found_beside_what_resembles_it(above: str) -> None:
    """Page titles, trails, standfirsts and teasers are told from the headline."""
    assert read(page(above)).headline == "Old harbour bridge opens again"


def test_the_last_of_a_trail_is_the_title() -> None:
    """Where a numbered trail of sections ends with the story's own title, that is how the publisher calls it."""
    draft = read(page("1. Home\n2. City\n3. Harbour: bridge opens after repairs\nBack on the old bridge, drivers say"))
    assert draft.headline == "Harbour: bridge opens after repairs"
    assert draft.provenance["headline"] == "learned"


def test_the_url_tells_the_headline_from_another_title() -> None:
    """A line that the URL spells out is the headline, though another stands nearer to the story."""
    text = page("Old harbour bridge opens again\nCouncil debates the budget of the schools")
    assert (
        read(text, url="https://example.com/city/old-harbour-bridge-opens-again-41337").headline
        == "Old harbour bridge opens again"
    )


@pytest.mark.parametrize(
    "notice",
    [
        "Sign up to our daily newsletter now",
        "Cars on the old bridge. (Photo: Ada Lovelace/AP)",
        "Editions Europe Asia Africa",
    ],
)
def test_an_unclear_headline_is_none_with_a_warning(notice: str) -> None:
    """A notice, a caption, a row of editions is not given as headline for want of a better one."""
    draft = read(page(notice, below=""), zone=None)
    assert draft.headline is None
    assert "headline_unclear" in draft.warnings


def test_a_space_before_a_colon_is_the_seam_of_a_kicker() -> None:
    """`Harbour : Bridge opens` loses the space that a page's layout left, but not in French, which prints it."""
    assert read(page("City harbour : Old bridge opens again")).headline == "City harbour: Old bridge opens again"
    assert (
        read(page("City harbour : Old bridge opens again").replace("cracks in", "cracks : in")).headline
        == "City harbour : Old bridge opens again"
    )


def test_evidence_has_a_name_and_a_weight_each() -> None:
    """Names are unique, for provenance quotes them."""
    names = [name for name, _, _ in EVIDENCE]
    assert len(names) == len(set(names))
    assert all(worth for _, worth, _ in EVIDENCE)


def test_a_scrapers_joined_fields_are_read() -> None:
    """Fields that a scraper joined in one line give the headline and the tags."""
    line = "example_data###Old harbour bridge opens again###https://example.com/news/41337/old-harbour-bridge-opens-again###['city']###2019-03-04 14:05:00###['Bridge', 'City council']"
    draft = read(f"{line}\n{STORY}", url="https://example.com/news/41337/old-harbour-bridge-opens-again")
    assert (draft.headline, draft.tags) == ("Old harbour bridge opens again", ("Bridge", "City council"))
    assert len(draft.paragraphs) == 3


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("fÃ¼r schÃ¶ne BrÃ¼cken", "für schöne Brücken"),
        ("fÃ¼r schÃ¶ne BrÃ¼cken\nplain", "für schöne Brücken\nplain"),
        ("São Paulo, Ângela", "São Paulo, Ângela"),
        ("one fÃ¼r only", "one fÃ¼r only"),
    ],
)
def test_text_read_with_the_wrong_charset_is_mended(broken: str, whole: str) -> None:
    """UTF-8 that was read as Latin-1 is mended where it is no chance; all other text stays."""
    assert mended(broken) == whole


BODY = "The old harbour bridge opened to traffic again on Sunday after two years of repairs, the city council said.\n\nFerries stop in May."


@pytest.mark.parametrize(
    "text",
    [
        f"Old bridge opens again\nPublished: 25 June 2024 14:03\nBy Ada Lovelace\n{BODY}",
        f"Old bridge opens again\n\nNews ID: 75875\nPublish Date: 25 June 2024 - 14:03\nT T\n\n{BODY}",
        f"News ID: 75875\nPublish Date: 25 June 2024 - 14:03\nT T\nViews: 1823\nSection: City\n\nOld bridge opens again\n\n{BODY}",
        f"News ID: 75875\nPublish Date: 25 June 2024 - 14:03\nBy Ada Lovelace\nOld bridge opens again\n{BODY}",
        f"News ID: 75875\nPublish Date: 25 June 2024 - 14:03\nOld bridge opens again\n\n{BODY}",
        f"Section: City\nTitle: Old bridge opens again\nDate: 25/06/2024\nStory ID: 75875\n\n{BODY}",
        f"Harbour News Agency\n\nOld bridge opens again\n\n25 June 2024 14:03\n\n{BODY}",
        f"(LEAD) Old bridge opens again\n\n25 June 2024 14:03\n\n{BODY}",
    ],
)
def test_beside_a_label_block_the_headline_is_told_from_what_stands_between(text: str) -> None:
    """Above the labels or below them, behind buttons, counts and bylines, or under a label of its own: the title is the
    title.
    """
    headline = read(text, zone=None).headline
    assert headline is not None
    assert headline.removeprefix("(LEAD) ") == "Old bridge opens again"


def test_a_dateline_below_the_labels_is_no_headline() -> None:
    """A paragraph that begins with where it was filed has no headline above it here."""
    assert (
        read(
            f"News ID: 75875\nPublish Date: 25 June 2024 - 14:03\nHARBOUR CITY (AP) - The old bridge opened\n{BODY}",
            zone=None,
        ).headline
        is None
    )


def test_words_of_indic_scripts_are_whole() -> None:
    """A headline in Hindi is known by the words that its story says again."""
    menu = "\n".join(["होम", "देश", "दुनिया", "खेल", "मनोरंजन", "व्यापार", "राजनीति", "शिक्षा", "मौसम", "वीडियो", "लाइव"])
    story = "जयपुर के पुराने बंदरगाह पुल को मरम्मत के बाद सोमवार को यातायात के लिए खोल दिया गया, नगर परिषद ने यह जानकारी दी।"
    assert (
        read(f"{menu}\nमरम्मत के बाद खुला पुराना बंदरगाह पुल\n25 जून 2024, 14:03\n{story}\n{story}", zone=None).headline
        == "मरम्मत के बाद खुला पुराना बंदरगाह पुल"
    )


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        (
            "Council Opens the Old Harbour BridgeThe bridge was closed in 2017 when inspectors found cracks.",
            "Council Opens the Old Harbour Bridge",
        ),
        (
            "Council Opens the Bridge to TaxiThe bridge was closed in 2017 when inspectors found cracks.",
            "Council Opens the Bridge to Taxi",
        ),
        (
            "Council Praises McCain for the iPhone ServiceThe bridge was closed in 2017 when inspectors found cracks.",
            "Council Praises McCain for the iPhone Service",
        ),
    ],
)
def test_a_glued_headline_is_cut_at_the_new_sentence(line: str, headline: str) -> None:
    """A small letter and the capital of a sentence part headline and story; within names such as McCain and iPhone they
    part nothing.
    """
    draft = read(
        f"News ID: 41337\nPublish Date: 7 March 2019 - 09:30\n\n{line}\n\nFerries stop in May, the council said in a report."
    )
    assert (draft.headline, draft.provenance["headline"]) == (headline, "glued:case")


@pytest.mark.parametrize("between", [", ", "  "])
def test_names_between_commas_or_gaps_are_no_headline(between: str) -> None:
    """They are a menu in a line, though the story speaks of some of them."""
    row = between.join(("Harbour", "Bridge", "Council", "Drivers", "Residents", "Repairs", "Customers"))
    assert read(f"{MENU}\n\n{row}\n\n{STORY}\n").headline is None


def test_a_trail_may_end_in_the_beginning_of_the_headline() -> None:
    """It is cut to fit its line, and stays a trail."""
    title = "Old harbour bridge reopens after two years of repairs"
    assert (
        read(f"{MENU}\nHome » City » Old harbour bridge reopens\n{title}\n4 March 2019, 14:05\n{STORY}\n").headline
        == title
    )


def test_a_headline_glued_to_the_story_is_cut_behind_a_menu() -> None:
    """Where no line of a page is the headline, it may stand run into the story's first paragraph."""
    title = "Old Harbour Bridge Reopens after Two Years"
    draft = read(f"{MENU}\nNews ID: 80412\nPublish Date: 4 March 2019 - 14:05\nHome » Society\n{title}{STORY}\n")
    assert (draft.headline, draft.paragraphs[0][:14]) == (title, "The old bridge")


@pytest.mark.parametrize(
    ("title", "story"),
    [
        ("پل قدیمی بندر دوباره باز شد (+عکس)", "شهردار بندر گفت که پل پس از دو سال تعمیر به روی خودروها باز شده است."),
        ('شهردار بندر از بازگشایی "پل قدیمی"', "شورای شهر پس از دو سال تعمیر پل را به روی خودروها باز کرده است."),
    ],
)
def test_a_mark_that_closes_without_a_space_ends_a_glued_headline(title: str, story: str) -> None:
    """Where a script has no capitals, a word right behind a closing bracket or quotation begins the story."""
    cut = cut_headline(f"{title}{story}", Known())
    assert cut is not None
    assert (title, "glued:mark") == (f"{title}{story}"[: cut.at], cut.rule)
    assert cut_headline(f"{title} {story}", Known()) is None


FRONT = """Harbour Gazette
News
Sport
Old bridge opens to traffic
The bridge is open again after two years.
2 hours ago
Ferry stops in May
The last ferry runs on 4 May.
3 hours ago
Council quarrels over school budget
Members argued until midnight.
Yesterday, 14:05
Privacy"""


def test_a_list_of_stories_is_none() -> None:
    """A page without a headline and with hardly a story, but with many dates, lists other stories; a hint says otherwise."""
    assert read(FRONT).page_kind == "listing"
    assert read(FRONT, headline_hint="Old bridge opens to traffic").page_kind is None
    assert read(FRONT.replace("hours ago", "spans")).page_kind is None
