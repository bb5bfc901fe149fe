"""Documents as others than the desk write them, read whole; all of them are made up."""

from __future__ import annotations

import orjson
import pytest

from copydesk.schemas.notices import Reason
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Rejected
from copydesk.service.pipeline import parse_record
from tests.builders import a_record

FIRST = "The orchard of the abbey opened its gates to the town on Saturday, the gardener said."
SECOND = "Pickers may keep every third basket."
G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:example:9001" version="1" standard="NewsML-G2" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><versionCreated>2018-09-07T09:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><headline>Abbey orchard opens</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html></inlineXML></contentSet></newsItem>"""


def outcome(body: object, media: str = "text/plain", url: str | None = None) -> ParsedArticle | Rejected:
    """What becomes of a text, or of a document in JSON."""
    text = body if isinstance(body, str) else orjson.dumps(body).decode()
    kind = media if isinstance(body, str) else "application/json"
    return parse_record(a_record(source_id="exp", body=text, content_type=kind, url=url), 1 << 20)


def article(body: object, media: str = "text/plain", url: str | None = None) -> ParsedArticle:
    """The same where it is a story."""
    found = outcome(body, media, url)
    assert isinstance(found, ParsedArticle), found
    return found


def names(found: ParsedArticle) -> list[str]:
    """Who wrote it."""
    return [author.name for author in found.authors]


def test_a_post_of_a_forum_counts_seconds_as_a_fraction() -> None:
    """Reddit calls a text `selftext`, writes it in Markdown and tells its time as `1536310800.0`."""
    post = {"title": "Abbey opens its orchard", "selftext": f"**Saturday**: {FIRST}\n\n{SECOND}", "name": "t3_1k2x9z"}
    found = article({"kind": "t3", "data": post | {"created_utc": 1536310800.0, "author": "apple_annie"}})
    assert found.body_text == f"Saturday: {FIRST}\n\n{SECOND}"
    assert str(found.published_at) == "2018-09-07 09:00:00+00:00"


def test_relations_name_people() -> None:
    """Strapi points to an author by a relation, and numbers its entries for good."""
    author = {"data": {"id": 2, "attributes": {"name": "Ida Brook", "email": "ida@example.org"}}}
    entry = {
        "title": "Abbey opens its orchard",
        "body": f"{FIRST}\n\nSee the [map](https://example.org/map).",
        "locale": "en",
    }
    times = {
        "createdAt": "2018-09-06T09:00:00Z",
        "updatedAt": "2018-09-07T10:00:00Z",
        "publishedAt": "2018-09-07T09:00:00Z",
    }
    found = article({"data": {"id": 42, "attributes": entry | times | {"author": author}}, "meta": {}})
    assert (names(found), found.news_id) == (["Ida Brook"], "42")
    assert found.body_text == f"{FIRST}\n\nSee the map."


def test_plain_lines_of_json_stay_paragraphs() -> None:
    """Where each line is a paragraph a mark of Markdown makes none of it Markdown, which would join them."""
    found = article(
        {"headline": "Abbey orchard opens", "text": f"{FIRST}\n**{SECOND}**", "published": "2018-09-07T09:00:00Z"}
    )
    assert found.body_text.count("\n\n") == 1


def test_an_item_is_named_by_its_id_and_not_by_where_to_ask_for_it() -> None:
    """AP's `uri` is an address of its interface; each byline of its list has a title of its own."""
    item = {
        "uri": "https://api.example/content/5f1c", "altids": {"itemid": "5f1c77aa90"}, "type": "text", "headline": "Abbey orchard opens",
        "versioncreated": "2018-09-07T09:00:00Z", "bylines": [{"by": "By Ida Brook", "title": "Example Press"}], "body_nitf": f"<p>{FIRST}</p>",
    }  # fmt: skip
    found = article({"data": {"item": item}})
    assert (found.news_id, names(found), found.byline) == ("5f1c77aa90", ["Ida Brook"], "By Ida Brook")


def test_a_name_is_a_headline_where_schema_org_and_activitystreams_say_so() -> None:
    """`name` beside `attributedTo` is a title; a thing that only has a name and a description is no story."""
    note = {
        "type": "Article",
        "name": "Abbey orchard opens",
        "published": "2018-09-07T09:00:00Z",
        "attributedTo": "https://example.org/u/ida",
    }
    assert article(note | {"content": f"<p>{FIRST}</p>"}).headline == "Abbey orchard opens"
    assert isinstance(
        outcome({"name": "Apple press", "description": FIRST, "url": "https://example.org/p/1"}), Rejected
    )


def test_authors_of_one_line_may_begin_with_by() -> None:
    """The word for by is no part of the first name."""
    found = article(
        {"title": "Abbey orchard opens", "author": "By Ida Brook, Tom Weir and Li Na", "content": f"{FIRST} {SECOND}"}
    )
    assert names(found) == ["Ida Brook", "Tom Weir", "Li Na"]


def test_an_element_may_hold_a_name_as_an_attribute() -> None:
    """`<author name="Ida Brook"/>`, as agencies of their own formats write."""
    text = f'<article id="ab-77120"><title>Abbey orchard opens</title><author name="Ida Brook"/><body><p>{FIRST}</p></body></article>'
    assert names(article(text, "application/xml")) == ["Ida Brook"]


def test_what_stands_around_a_story_in_xhtml_is_none_of_it() -> None:
    """The day and the byline above the dateline, and the agency's rights below the last paragraph."""
    above = '<p>7 September 2018</p><p class="byline">By Ida Brook</p>'
    below = "<p>(c) Copyright Example Press 2018. Click for restrictions - https://example.org/terms</p>"
    found = article(
        G2.format(f"{above}<p>GALLEN, Sept 7 (Example) - {FIRST}</p><p>{SECOND}</p>{below}"), "application/xml"
    )
    assert (names(found), found.body_text) == (["Ida Brook"], f"{FIRST}\n\n{SECOND}")
    assert found.dateline is not None
    assert found.dateline.place == "GALLEN"


def test_what_a_version_adds_is_told_to_editors() -> None:
    """A note in brackets is the version's; `Eds:` says nothing of a version."""
    found = article(G2.format(f"<p>(Recasts with quote of gardener, paragraph 4)</p><p>{FIRST}</p>"), "application/xml")
    assert (found.body_text, found.signals) == (FIRST, ["update"])
    assert found.editorial_note == "Recasts with quote of gardener, paragraph 4"
    noted = article(G2.format(f"<p>Eds: Pictures by noon.</p><p>{FIRST}</p>"), "application/xml")
    assert (noted.body_text, noted.signals, noted.editorial_note) == (FIRST, [], "Eds: Pictures by noon.")


def test_a_feed_tells_where_its_entries_appeared_first() -> None:
    """WordPress writes so below each, in the language of the site."""
    body = f"<p>{FIRST}</p><p>Der Beitrag Obstgarten offen erschien zuerst auf Abteiblatt.</p>"
    found = article(
        f"<item><title>Obstgarten offen</title><link>https://abbey.example/obst</link><description><![CDATA[{body}]]></description></item>",
        "application/xml",
    )
    assert found.body_text == FIRST


RELEASE = f"""Example Presses Opens Cider Mill

News provided by
Example Presses Co.
Sep 7, 2018, 09:00 ET

GALLEN, Ohio, Sept. 7, 2018 /PRNewswire/ -- {FIRST}

"We waited for the apples," said Wanda Mill, president of Example Presses.

SOURCE Example Presses Co.

For more information, contact:
Wanda Mill
Phone 000-555-0177
"""


def test_a_release_ends_above_its_sender_and_contacts() -> None:
    """Whom to call wrote nothing, though a paragraph quotes her; that paragraph stays."""
    found = article(RELEASE)
    assert (found.headline, found.authors, found.byline) == ("Example Presses Opens Cider Mill", [], None)
    assert found.body_text == f'{FIRST}\n\n"We waited for the apples," said Wanda Mill, president of Example Presses.'


def test_a_release_may_open_with_a_place_and_a_whole_day() -> None:
    """`Place, day –` is a dateline where a paragraph follows, in any language, and tells the day."""
    story = "Die Mosterei der Abtei hat ihre Tore für die Stadt geöffnet. Gepresst wird bis in den November hinein."
    found = article(
        f"Mosterei öffnet ihre Tore\n\nSankt Gallen, 7. September 2018 – {story}\n\nPressekontakt:\nUdo Kern\nTelefon 000 5550"
    )
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.date) == ("Sankt Gallen", "7. September 2018")
    assert (found.body_text, found.authors) == (story, [])
    assert str(found.published_at)[:10] == "2018-09-07"


def test_pages_that_a_form_feed_parts_are_one_text() -> None:
    """What each page repeats and its number go; the sentence that the page breaks goes on."""
    head = "The Abbey Letter                            7 September 2018\n\n"
    told = (
        "The orchard of the abbey opened its gates to the town on\nSaturday, the gardener said. They had been shut since the frost\n"
        "of May, and half of the town stood before them at sunrise with\nbaskets, ladders and a band. Nobody had told the band to come,\n"
        "and nobody told it to go. It played until noon, when a\n"
    )
    more = (
        "branch fell on the wall. Nobody was hurt, and the wall stands\nagain. The abbot has asked a mason to look at it before the\n"
        "pears are ripe, and has moved the band to the meadow.\n\nPickers may keep every third basket, and the abbey presses the\n"
        "other two. Its cider is sold in the porch from November, and\nis gone before the first snow in most years.\n"
    )
    first = f"{head}Abbey orchard opens\n\n{told}\n                 - 1 -\n"
    second = f"\f{head}{more}\n                 - 2 -\n"
    found = article(first + second)
    assert "when a branch fell on the wall" in found.body_text
    assert "Abbey Letter" not in found.body_text
    assert "- 1 -" not in found.body_text


@pytest.mark.parametrize(
    "text",
    [
        "404\nPage not found\nThe orchard that you are looking for has been moved. Try our home page.\nHome\nContact",
        "Just a moment...\nWe are checking your browser before you enter orchard.example.\nThis may take a few seconds.",
        "We value your privacy\nWe and our partners store personal data.\nAccept all\nReject all\nManage preferences",
    ],
)
def test_a_text_may_say_that_it_is_no_story(text: str) -> None:
    """An error page, a gate for machines and a question for consent are turned away, as they are in HTML."""
    found = outcome(text)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.NOT_AN_ARTICLE


@pytest.mark.parametrize("headline", ["500 pickers march on Gallen", "Forbidden fruit sells out at Gallen fair"])
def test_a_short_story_is_no_error_page(headline: str) -> None:
    """A number or a word that error pages have may begin a headline."""
    assert article(f"{headline}\nBy Ida Brook\n7 September 2018\n{FIRST}\n{SECOND}").headline == headline


def test_an_address_tells_a_list_of_stories() -> None:
    """A page with a headline, a few lines and several days lists stories where its address says so, and only there."""
    others = "Older stories\nCider is late\n6 September 2018\nWall falls\n5 September 2018\nPears rot\n4 September 2018"
    text = f"Abbey orchard opens\n7 September 2018\n{FIRST}\n{others}"
    assert isinstance(outcome(text, url="https://abbey.example/tag/orchard"), Rejected)
    assert article(text, url="https://abbey.example/news/orchard-77121").headline == "Abbey orchard opens"


def test_counted_headings_are_the_storys() -> None:
    """`1. ...` and `2. ...` between paragraphs are no links out of it."""
    text = f"Two orchards to see\n\n{FIRST}\n\n1. The Low Orchard\n\nIt has a wall and a well.\n\n2. The High Orchard\n\n{SECOND}"
    assert "1. The Low Orchard" in article(text).body_text


def test_a_file_of_markdown_is_all_story() -> None:
    """Below front matter and without menus each paragraph counts, however short the text."""
    text = (
        f"+++\ntitle = 'Abbey orchard opens'\ndate = 2018-09-07T09:00:00Z\n+++\n\n{FIRST}\n\n- {SECOND}\n\nGo early.\n"
    )
    found = article(text, "text/markdown")
    assert found.body_text == f"{FIRST}\n\n{SECOND}\n\nGo early."


def test_an_entry_of_a_live_text_is_no_headline() -> None:
    """What heads one of several hours of a day is not what heads them all."""
    hours = f"14:10 Baskets run out\n{FIRST}\n09:05 Gates open\nThe first pickers stood at the gates before sunrise, the abbey says."
    text = f"Live: Orchard day at the abbey\nFirst published: 7 September 2018, 09:00 GMT\nKey points\n{hours}"
    assert article(text).headline == "Live: Orchard day at the abbey"


def test_marks_of_haste_are_no_part_of_a_headline() -> None:
    """Agencies set urgent headlines between signs of plus."""
    found = article(f"+++ Obstgarten der Abtei brennt +++\n\nSankt Gallen (dpa) - {FIRST}")
    assert found.headline == "Obstgarten der Abtei brennt"


def test_a_mail_may_be_named_as_a_wire_is() -> None:
    """A slug in the subject is no headline, and its note to editors no part of one."""
    head = "From: wire@example.org\nSubject: BC-EU--Orchard,2nd Ld-Writethru\nDate: Sat, 07 Sep 2018 09:00:00 +0000\n\n"
    found = article(
        f"{head}Abbey orchard opens\nEds: With pictures.\n\nGALLEN, Ohio (AP) -- {FIRST}\n", "message/rfc822"
    )
    assert (found.headline, found.body_text) == ("Abbey orchard opens", FIRST)


def test_a_wires_number_may_have_five_signs() -> None:
    """`a0712` is how ANPA numbers the takes of a day."""
    text = "\x16\x16\x01a0712 \x1f\nr w BC-EU--Orchard   09-07 0040\n^BC-EU--Orchard,40<\n^Abbey orchard opens<\n"
    found = article(f"{text}   GALLEN, Ohio (AP) _ {FIRST}\n   AP-WF-09-07-18 0912GMT<\n")
    assert (found.headline, str(found.published_at)) == ("Abbey orchard opens", "2018-09-07 09:12:00+00:00")


def test_a_reporter_of_taiwan_stands_before_the_place() -> None:
    """`記者...／...報導` names who wrote the story, and is no paragraph of it."""
    story = "修道院的果園七日重新開放，園丁說今年的蘋果比去年多一倍。居民可以免費入園，每三籃帶走一籃。"
    found = article(f"修道院果園開放\n記者王小明／花蓮報導\n2018-09-07 14:20\n{story}")
    assert (names(found), found.body_text) == (["王小明"], story)


def test_an_office_may_stand_behind_the_name_on_one_line() -> None:
    """`Ida Brook, garden correspondent` is a byline; counters and reading times above the story are none of it."""
    text = f"Abbey orchard opens\nIda Brook, garden correspondent\n7 September 2018\nViews: 120\n{FIRST}\n{SECOND}"
    found = article(text)
    assert (names(found), found.body_text) == (["Ida Brook"], f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize(
    "document",
    [
        {"id": "es-77120", "titulo": "Abre el huerto", "cuerpo": f"{FIRST} {SECOND}", "fecha": "2018-09-07T09:00:00Z", "autor": "Ida Brook"},
        {"title": "Abre el huerto", "time": 1536310800, "text": f"{FIRST} {SECOND}", "authors": {"edges": [{"node": {"name": "Ida Brook"}}]}},
        {
            "title": "Abre el huerto", "firstPublishedAt": 1536310800000, "creator": {"name": "Ida Brook"},
            "content": {"bodyModel": {"paragraphs": [{"type": "P", "text": f"{FIRST} {SECOND}"}]}},
        },
    ],
)  # fmt: skip
def test_parts_by_other_names(document: object) -> None:
    """Spanish names, pages of GraphQL, and Medium's model of a text."""
    found = article(document)
    assert (found.headline, names(found), found.body_text) == ("Abre el huerto", ["Ida Brook"], f"{FIRST} {SECOND}")
    assert str(found.published_at) == "2018-09-07 09:00:00+00:00"


def test_a_date_may_come_in_parts() -> None:
    """Year, month and day in an element each."""
    date = "<pubdate><year>2018</year><month>9</month><day>7</day></pubdate>"
    found = article(
        f"<story><headline>Abbey orchard opens</headline>{date}<text><p>{FIRST}</p></text></story>", "application/xml"
    )
    assert str(found.published_at)[:10] == "2018-09-07"


def test_names_beside_a_day_may_have_a_place() -> None:
    """`Ida Brook in Gallen` above the day; how long the text takes to read is none of it."""
    text = f"Abbey orchard opens\nIda Brook in Gallen\nFri 7 Sep 2018 06.00 GMT\n3 min read\n{FIRST}\n{SECOND}"
    found = article(text)
    assert (names(found), found.body_text) == (["Ida Brook"], f"{FIRST}\n\n{SECOND}")


def test_each_of_several_may_stand_above_an_office() -> None:
    """Two reporters, each with the office on the line below."""
    text = (
        f"Abbey orchard opens\nIda Brook\nReporter\nTom Weir\nReporter\nPublished 7 September 2018\n{FIRST}\n{SECOND}"
    )
    assert names(article(text)) == ["Ida Brook", "Tom Weir"]


def test_a_word_in_capitals_ends_a_release() -> None:
    """`ENDS`, and notes to editors below it."""
    text = f"Abbey orchard opens\n\n7 September 2018\n\n{FIRST} Its apples are of forty kinds.\n\n{SECOND}\n\nENDS\n\nNotes to editors:\n\n1. The abbey is closed on Mondays."
    assert article(text).body_text == f"{FIRST} Its apples are of forty kinds.\n\n{SECOND}"


def test_a_house_may_be_run_into_a_caption() -> None:
    """`Getty Images` and what the picture shows are no headline."""
    text = f"Abbey's oldest pear tree falls\n3 hours ago\nShare\nGetty Images The wall of the abbey\n{FIRST}\n{SECOND}\nIts wood will be carved."
    found = article(text)
    assert found.headline != "Getty Images The wall of the abbey"
    assert "Getty Images" not in found.body_text


def test_a_byline_in_filipino() -> None:
    """`Ni` is the word for by in one language only."""
    story = "Binuksan ng abadia ang halamanan nito sa mga taga-bayan noong Sabado, ayon sa hardinero. Libre ang pagpasok sa buong buwan ng Setyembre."
    found = article(
        f"Halamanan ng abadia, bukas na\nNi Liza Brook\nSetyembre 7, 2018 | 9:45 AM\n{story}\nMaraming bata ang dumating kasama ang kanilang mga magulang."
    )
    assert names(found) == ["Liza Brook"]


def test_wordpress_embeds_its_authors() -> None:
    """The number of an author is none of its name, and a shortcode none of the text."""
    post = {
        "id": 77,
        "date_gmt": "2018-09-07T09:00:00",
        "guid": {"rendered": "https://abbey.example/?p=77"},
        "author": 3,
    }
    text = {
        "title": {"rendered": "Abbey orchard opens"},
        "content": {"rendered": f"<p>{FIRST}</p>[caption id='1']The wall[/caption]<p>{SECOND}</p>"},
    }
    found = article(post | text | {"_embedded": {"author": [{"id": 3, "name": "Ida Brook"}]}})
    assert (names(found), found.body_text) == (["Ida Brook"], f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize(
    "filed", ["Gallen, IRNA - ", "Gallen (VNA) – ", "Gallen (Lower Rhine) [Germany], September 7 (ANI): "]
)
def test_a_title_right_above_a_dateline_is_the_headline(filed: str) -> None:
    """However short the text is, a wire prints nothing between the two."""
    found = article(f"Abbey orchard opens gates\n{filed}{FIRST}\nCider is free.")
    assert found.headline == "Abbey orchard opens gates"
    assert found.dateline is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("수도원 과수원 문 열어\n김하늘 기자 sky@abbey.example\n입력 2018.09.07 09:12\n수도원 과수원이 토요일 시민에게 문을 열었다고 정원사가 밝혔다. 올해는 사과가 두 배로 열렸다.\n세 바구니 가운데 하나는 가져갈 수 있다.", "김하늘"),
        ("修道院果园开放\n2018年09月07日 10:26　来源：修道院日报　作者：林晓\n修道院果园七日向市民开放，园丁说今年的苹果比去年多一倍，居民可以免费入园。\n每三篮可以带走一篮。", "林晓"),
        ("Άνοιξε ο οπωρώνας της μονής\nΤης Ελένης Ρήγα\n7 Σεπτεμβρίου 2018, 12:05\nΆνοιξε το Σάββατο για τους κατοίκους ο οπωρώνας της μονής, ανακοίνωσε ο κηπουρός, και η είσοδος είναι δωρεάν.\nΈνα καλάθι στα τρία μένει στους επισκέπτες.", "Ελένης Ρήγα"),
    ],
)  # fmt: skip
def test_bylines_among_other_fields(text: str, name: str) -> None:
    """With an address behind it, behind a source in the line of the day, and by an article in Greek."""
    assert names(article(text)) == [name]


def test_who_wrote_it_may_stand_below_a_note_to_editors() -> None:
    """The agency's name on a line of its own is none of the story, though a sentence stands above it."""
    note = "Eds: RECASTS throughout, and adds what the abbot said of the cider. With pictures."
    found = article(
        f"Abbey orchard opens\n{note}\nBy IDA BROOK\nAssociated Press\n\nGALLEN, Ohio (AP) — {FIRST}\n\n{SECOND}"
    )
    assert (found.body_text, found.editorial_note) == (f"{FIRST}\n\n{SECOND}", note)
