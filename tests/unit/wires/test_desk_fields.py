"""What NITF and NewsML tell the desk: status, embargo, version, codes, rights, links."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from copydesk.schemas.notices import Reason
from copydesk.schemas.parsed import Link, ParsedArticle, Subject
from copydesk.service.core.readers import read_text
from copydesk.service.core.records import Rejected
from copydesk.service.core.wires.status import pubstatus_called, signals_called
from copydesk.service.pipeline import parse_record
from tests.builders import a_record
from tests.unit.page_builder import a_page, a_site, read

STORY = "<p>The old bridge opened on Monday.</p><p>Ferries stop in May.</p>"


def a_nitf(docdata: str = "", *, status: str = "", body: str = STORY, head: str = "") -> str:
    """A NITF document with these elements in its docdata."""
    return (
        f"<nitf><head>{head}<docdata {status}><doc-id id-string='EXW-41337'/>{docdata}</docdata></head><body><body.head>"
        f"<hedline><hl1>A Bridge Opens</hl1></hedline></body.head><body.content>{body}</body.content></body></nitf>"
    )


def a_g2(meta: str = "", *, about: str = "", body: str = STORY, kind: str = "ninat:text", rights: str = "") -> str:
    """A newsItem with these elements in itemMeta and contentMeta."""
    return (
        f"<newsItem guid='urn:example:41337' version='3' xml:lang='de'>{rights}<itemMeta><itemClass qcode='{kind}'/>"
        f"<provider literal='EXW'/><versionCreated>2019-03-04T09:00:00Z</versionCreated>{meta}</itemMeta><contentMeta>"
        f"{about}<headline>A Bridge Opens</headline></contentMeta><contentSet><inlineXML><html><body>{body}</body></html>"
        "</inlineXML></contentSet></newsItem>"
    )


def a_newsml(managed: str = "", *, lines: str = "", described: str = "", content: str | None = None) -> str:
    """A NewsML 1 document with these elements."""
    story = content or f"<ContentItem><DataContent>{STORY}</DataContent></ContentItem>"
    return (
        "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>20190304</DateId>"
        f"<NewsItemId>EXW41337</NewsItemId><RevisionId>2</RevisionId></NewsIdentifier></Identification><NewsManagement>"
        f"<FirstCreated>20190304T090000Z</FirstCreated>{managed}</NewsManagement><NewsComponent><NewsLines>"
        f"<HeadLine>A Bridge Opens</HeadLine>{lines}</NewsLines><DescriptiveMetadata>{described}</DescriptiveMetadata>"
        f"{story}</NewsComponent></NewsItem></NewsML>"
    )


def article_of(text: str) -> ParsedArticle:
    """The article of a wire's document."""
    article = parse_record(a_record(body=text, content_type="application/xml"), 1_000_000)
    assert isinstance(article, ParsedArticle)
    return article


@pytest.mark.parametrize(
    ("name", "pubstatus"),
    [
        ("stat:usable", "usable"),
        ("http://cv.iptc.org/newscodes/pubstatusg2/withheld", "withheld"),
        ("CANCELED", "canceled"),
        ("cancelled", "canceled"),
        ("commissioned", None),
        (None, None),
    ],
)
def test_statuses(name: str | None, pubstatus: str | None) -> None:
    """A status is known by its last word, whatever names its scheme."""
    assert pubstatus_called(name) == pubstatus


def test_signals() -> None:
    """Signals that say what a version is are kept, once each; routing and products are none."""
    assert signals_called(["sig:update", "sig:Correction", "db:desk", "update:append", None, "sig:update"]) == (
        "update",
        "correction",
    )


def test_nitf_tells_the_desk() -> None:
    """Each field comes from its own element of docdata."""
    draft = read(
        a_nitf(
            "<urgency ed-urg='3'/><du-key key='HARBOUR-Bridge' version='04'/><ed-msg info='With photos'/>"
            "<doc.copyright holder='Example Wire Ltd' year='2019'/><doc.rights type='Display only.' limitations='No archive.'/>"
            "<identified-content><classifier type='deskcode' value='s'/></identified-content>",
            head="<tobject><tobject.property tobject.property.type='Analysis'/><tobject.subject"
            " tobject.subject.refnum='15054000' tobject.subject.type='Sport' tobject.subject.matter='Soccer'/></tobject>",
            status="management-doc-idref='EXW-41336'",
        )
    )
    assert (draft.urgency, draft.provider_version, draft.slugline, draft.genre) == (
        3,
        "04",
        "HARBOUR-Bridge",
        "Analysis",
    )
    assert (draft.editorial_note, draft.copyright_holder) == ("With photos", "Example Wire Ltd")
    assert draft.usage_terms == "Display only. No archive."
    assert draft.subjects == (
        Subject(code="15054000", scheme="IPTC", name="Soccer"),
        Subject(code="s", scheme="deskcode"),
    )
    assert draft.links == (Link(rel="management-doc-idref", id="EXW-41336"),)
    assert draft.provenance["urgency"] == "nitf"


def test_a_release_that_lies_ahead_is_an_embargo() -> None:
    """`date.release` is the publication only where nothing else is and it does not lie ahead of the document."""
    issue, release = "<date.issue norm='20190304T090000Z'/>", "<date.release norm='20190305T000100Z'/>"
    draft = read(a_nitf(issue + release, status="management-status='embargoed'"))
    assert draft.embargoed_until == datetime(2019, 3, 5, 0, 1, tzinfo=UTC)
    assert (draft.published_at, draft.pubstatus) == (datetime(2019, 3, 4, 9, 0, tzinfo=UTC), None)
    same = read(a_nitf(issue + "<date.release norm='20190304T090000Z'/>"))
    assert (same.embargoed_until, same.published_at) == (None, datetime(2019, 3, 4, 9, 0, tzinfo=UTC))
    alone = read(a_nitf(release), fetched_at=datetime(2019, 3, 6, tzinfo=UTC))
    assert (alone.embargoed_until, alone.published_at) == (None, datetime(2019, 3, 5, 0, 1, tzinfo=UTC))
    ahead = read(a_nitf(release), fetched_at=datetime(2019, 3, 4, 12, 0, tzinfo=UTC))
    assert (ahead.embargoed_until, ahead.published_at) == (datetime(2019, 3, 5, 0, 1, tzinfo=UTC), None)


@pytest.mark.parametrize(
    "text",
    [
        a_nitf(status="management-status='embargoed'"),
        a_g2("<embargoed/>"),
        a_newsml("<Status FormalName='Embargoed'/>"),
        a_g2("<pubStatus qcode='stat:withheld'/>"),
    ],
)
def test_an_embargo_may_have_no_end(text: str) -> None:
    """It holds until further notice."""
    draft = read(text)
    assert (draft.pubstatus, draft.embargoed_until) == ("withheld", None)


@pytest.mark.parametrize(
    "text",
    [
        a_g2("<embargoed>2030-03-05T06:00:00Z</embargoed><pubStatus qcode='stat:usable'/>"),
        a_newsml(
            "<Status FormalName='Embargoed'/><StatusWillChange><FutureStatus FormalName='Usable'/>"
            "<DateAndTime>20300305T060000Z</DateAndTime></StatusWillChange>"
        ),
    ],
)
def test_the_end_of_an_embargo(text: str) -> None:
    """The story is withheld until then, and published when it was."""
    article = article_of(text)
    assert (article.pubstatus, article.embargoed_until) == ("withheld", datetime(2030, 3, 5, 6, 0, tzinfo=UTC))
    assert article.published_at == datetime(2019, 3, 4, 9, 0, tzinfo=UTC)


def test_a_usable_story_that_will_expire_is_not_embargoed() -> None:
    """`StatusWillChange` ends an embargo only where there is one."""
    draft = read(
        a_newsml(
            "<Status FormalName='Usable'/><StatusWillChange><FutureStatus FormalName='Canceled'/>"
            "<DateAndTime>20300305T060000Z</DateAndTime></StatusWillChange>"
        )
    )
    assert (draft.pubstatus, draft.embargoed_until) == ("usable", None)


@pytest.mark.parametrize(
    "text",
    [
        a_nitf("<ed-msg info='The bridge is closed'/>", status="management-status='canceled'", body=""),
        a_g2("<pubStatus qcode='stat:canceled'/><edNote>The bridge is closed</edNote>", body=""),
        a_newsml(
            "<Status FormalName='Canceled'/>",
            lines="<NewsLine><NewsLineType FormalName='EditorialNote'/><NewsLineText>The bridge is closed</NewsLineText></NewsLine>",
        ),
    ],
)
def test_a_story_that_is_taken_back(text: str) -> None:
    """It is an article with the note, even without a text."""
    article = article_of(text)
    assert (article.pubstatus, article.editorial_note) == ("canceled", "The bridge is closed")


def test_g2_tells_the_desk() -> None:
    """Each field comes from its own element; a qcode stays whole, its alias is the scheme, and names are tags too."""
    draft = read(
        a_g2(
            "<edNote role='x:closingline'>ab cd</edNote><edNote>With photos</edNote><signal qcode='sig:correction'/>"
            "<link rel='irel:seeAlso' residref='urn:example:41330'><link rel='x:short' href='https://example.com/1'/></link>"
            "<link guidref='urn:example:41337' version='2'/>",
            about="<urgency>4</urgency><slugline>Harbour-Bridge</slugline><genre qcode='g:7'><name>Bericht</name></genre>"
            "<subject qcode='medtop:20000822'><name xml:lang='en'>road</name><name xml:lang='de'>Straße</name>"
            "<sameAs qcode='subj:1'><name>no</name></sameAs></subject>",
            rights="<rightsInfo><copyrightHolder literal='© 2019 EXW. All rights reserved'/><usageTerms xml:lang='en'>Ask</usageTerms>"
            "<usageTerms xml:lang='de'>Fragen</usageTerms></rightsInfo>",
        )
    )
    assert (draft.urgency, draft.provider_version, draft.slugline, draft.genre) == (4, "3", "Harbour-Bridge", "Bericht")
    assert (draft.editorial_note, draft.signals) == ("With photos", ("correction",))
    assert draft.subjects == (Subject(code="medtop:20000822", scheme="medtop", name="Straße"),)
    assert draft.tags == ("Straße",)
    assert (draft.copyright_holder, draft.usage_terms) == ("EXW", "Fragen")
    assert draft.links == (
        Link(rel="seeAlso", id="urn:example:41330"),
        Link(rel="previousVersion", id="urn:example:41337"),
    )


def test_newsml_1_tells_the_desk() -> None:
    """Each field comes from its own element."""
    draft = read(
        a_newsml(
            "<Urgency FormalName='4'/><Instruction FormalName='Update'/><DerivedFrom NewsItem='urn:example:1'/><AssociatedWith FormalName='Photo'/>",
            lines="<SlugLine>Harbour-Bridge</SlugLine><CopyrightLine>© 2019 EXW</CopyrightLine><RightsLine>Ask</RightsLine>",
            described="<Genre FormalName='Current'/><SubjectCode><SubjectMatter FormalName='04001000' Scheme='IptcSubjectCodes'/></SubjectCode>",
        )
    )
    assert (draft.urgency, draft.provider_version, draft.slugline, draft.genre) == (4, "2", "Harbour-Bridge", "Current")
    assert (draft.signals, draft.copyright_holder, draft.usage_terms) == (("update",), "EXW", "Ask")
    assert draft.subjects == (Subject(code="04001000", scheme="IptcSubjectCodes"),)
    assert draft.links == (Link(rel="DerivedFrom", id="urn:example:1"),)


@pytest.mark.parametrize("urgency", ["0", "9", "high"])
def test_urgencies_that_are_none(urgency: str) -> None:
    """The IPTC knows 1 to 8."""
    assert article_of(a_nitf(f"<urgency ed-urg='{urgency}'/>")).urgency is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<planningItem guid='urn:x:1'><contentMeta><headline>Coverage</headline></contentMeta></planningItem>", Reason.BAD_FORMAT),
        ("<knowledgeItem xmlns='http://iptc.org/std/nar/2006-10-01/'/>", Reason.BAD_FORMAT),
        (f"<newsMessage><itemSet>{a_g2(kind='ninat:picture')}<packageItem/></itemSet></newsMessage>", Reason.BAD_FORMAT),
        (a_newsml(content="<ContentItem Href='https://example.com/b.jpg'><MediaType FormalName='Photo'/></ContentItem>"), Reason.BAD_FORMAT),
        (f"<newsMessage><itemSet>{a_g2()}{a_g2().replace('41337', '41338')}</itemSet></newsMessage>", Reason.FEED),
    ],
)  # fmt: skip
def test_what_is_no_story(text: str, reason: Reason) -> None:
    """Items of other kinds are turned away by their name, a message of several texts as a feed: none is lost unseen."""
    outcome = read_text(a_page(text), a_site())
    assert isinstance(outcome, Rejected)
    assert outcome.reason is reason
    if reason is Reason.BAD_FORMAT:
        assert any(kind in outcome.detail for kind in ("planningItem", "knowledgeItem", "picture", "photo"))


def test_of_versions_of_one_item_the_last_is_read() -> None:
    """A message may bring a story twice."""
    old = a_g2().replace("version='3'", "version='2'").replace("A Bridge Opens", "Old")
    draft = read(f"<newsMessage><itemSet>{a_g2()}{old}</itemSet></newsMessage>")
    assert (draft.headline, draft.provider_version) == ("A Bridge Opens", "3")


def test_pictures_of_the_message_are_the_storys() -> None:
    """One of each item of pictures, with its caption."""
    picture = (
        "<newsItem guid='urn:example:p'><itemMeta><itemClass qcode='ninat:picture'/></itemMeta><contentMeta><description>The bridge"
        "</description></contentMeta><contentSet><remoteContent contenttype='image/jpeg' href='https://example.com/a.jpg'/>"
        "<remoteContent contenttype='image/jpeg' href='https://example.com/b.jpg'/></contentSet></newsItem>"
    )
    draft = read(f"<newsMessage><itemSet>{a_g2()}{picture}</itemSet></newsMessage>")
    assert [(image.url, image.caption) for image in draft.images] == [("https://example.com/a.jpg", "The bridge")]
    assert draft.headline == "A Bridge Opens"


def test_header_and_footer_are_not_the_story() -> None:
    """XHTML's header says subjects, time and headline again, its footer holds the notebook."""
    page = (
        "<header><ul><li>Verkehr</li></ul><time>04.03.2019</time><h1>A Bridge Opens</h1></header><section>"
        f"{STORY}</section><footer><section><h3>Notizblock</h3><p>Foto folgt</p></section></footer>"
    )
    assert read(a_g2(body=page)).paragraphs == ("The old bridge opened on Monday.", "Ferries stop in May.")


def test_a_component_is_the_story_by_its_role() -> None:
    """Title, abstract, style and contact are none; the longest of the others is."""
    parts = (
        ("Title", "A Bridge Opens"),
        ("Abstract", "The bridge is open."),
        ("StyleSheet", ".a { text-align: center } " * 40),
        ("Body", "It opened on Monday.\n\nFerries stop in May."),
        ("Contact", "The desk"),
    )
    content = "".join(
        f"<NewsComponent><Role FormalName='{role}'/><ContentItem><DataContent>{text}</DataContent></ContentItem></NewsComponent>"
        for role, text in parts
    )
    draft = read(a_newsml(content=content))
    assert draft.paragraphs == ("It opened on Monday.", "Ferries stop in May.")
    assert (draft.headline, draft.abstract, draft.warnings) == ("A Bridge Opens", "The bridge is open.", ())


def test_a_second_language_is_said_to_be_left_out() -> None:
    """Of two components with headlines of their own the longer is read, with its own language and lines."""
    component = (
        "<NewsComponent xml:lang='{0}'><NewsLines><HeadLine>{1}</HeadLine></NewsLines><ContentItem><DataContent>{2}"
        "</DataContent></ContentItem></NewsComponent>"
    )
    content = component.format("nl", "De brug", "Open.") + component.format("fr", "Le pont", "Le pont est ouvert.")
    draft = read(a_newsml(content=content))
    assert (draft.headline, draft.language, draft.paragraphs) == ("Le pont", "fr", ("Le pont est ouvert.",))
    assert draft.warnings == ("stories_left_out:1",)


@pytest.mark.parametrize(
    ("text", "hour", "basis"),
    [
        (a_g2().replace("09:00:00Z", "09:00:00").replace("'EXW'", "'STT'"), 7, "site"),
        (a_g2().replace("09:00:00Z", "09:00:00"), 8, "language"),
        (a_g2().replace("09:00:00Z", "09:00:00").replace("'de'", "'sv-FI'"), 9, "none"),
    ],
)
def test_times_without_an_offset(text: str, hour: int, basis: str) -> None:
    """They are in the zone of the agency that has one, else in that of the language, but not in a country abroad."""
    article = article_of(text)
    assert article.published_at == datetime(2019, 3, 4, hour, 0, tzinfo=UTC)
    assert article.zone_basis == basis


def test_names_in_elements_of_their_own_stay_apart() -> None:
    """`By<person>Ada Lovelace</person>` is printed with a space, and who is marked as a person is one."""
    byline = "<byline>By<person>Ada Lovelace and Grace Press</person><byttl>Example Wire</byttl></byline>"
    draft = read(a_nitf().replace("</hedline>", f"</hedline>{byline}"))
    assert draft.byline == "By Ada Lovelace and Grace Press"
    assert [author.name for author in draft.authors] == ["Ada Lovelace", "Grace Press"]


def test_a_users_name_is_nobodys() -> None:
    """The creator of an item is often a desk's sign."""
    assert read(a_g2(about="<creator literal='al'><name>lovelace.ada</name></creator>")).authors == ()
    assert [author.name for author in read(a_g2(about="<creator><name>Ada d'Example</name></creator>")).authors] == [
        "Ada d'Example"
    ]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<p>* Ferries stop in May</p><p>* Closed since 2017</p>", ("PORTLAND", "Reuters")),
        ("<h2>Two years of repairs</h2>", ("PORTLAND", "Reuters")),
        ("<p>(Adds details)</p>", ("PORTLAND", "Reuters")),
    ],
)
def test_a_dateline_below_the_first_paragraph(above: str, expected: tuple[str, str]) -> None:
    """What stands above it stays in the body."""
    draft = read(a_nitf(body=f"{above}<p>PORTLAND, March 4 (Reuters) - The old bridge opened.</p>"))
    assert draft.dateline is not None
    assert (draft.dateline.place, draft.dateline.agency) == expected
    assert draft.paragraphs[-1] == "The old bridge opened."
    assert len(draft.paragraphs) == above.count("</") + 1


def test_a_round_up_has_no_dateline() -> None:
    """Where several paragraphs have one, none is the whole text's."""
    items = "".join(f"<p>{place}, March 4 (Reuters) - It rained.</p>" for place in ("PORTLAND", "BOSTON"))
    assert read(a_nitf(body=f"<p>News in brief:</p>{items}")).dateline is None


def test_a_credit_may_end_in_a_dash() -> None:
    """`STT–` is printed before the story, and names STT."""
    draft = read(a_g2(about="<dateline>Helsinki</dateline><creditline>STT–</creditline>"))
    assert draft.dateline is not None
    assert draft.dateline.agency == "STT"


def test_an_instruction_to_delete() -> None:
    """A story that NewsML 1 orders to delete is canceled, whatever its status says."""
    status = "<Status FormalName='Usable'/>"
    assert article_of(a_newsml(f"{status}<Instruction FormalName='Delete'/>")).pubstatus == "canceled"
    assert article_of(a_newsml(f"{status}<Instruction FormalName='Update'/>")).pubstatus == "usable"


@pytest.mark.parametrize(("status", "pubstatus"), [("embargoed", "withheld"), ("usable", "usable")])
def test_a_release_that_nobody_can_read(status: str, pubstatus: str) -> None:
    """It leaves an embargo without an end, and makes none of its own."""
    told = a_nitf("<date.release norm='later'/>", status=f"management-status='{status}'")
    assert article_of(told).pubstatus == pubstatus
