"""What the views say of a story's status, its subjects and what it is tied to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from copydesk.schemas.article import Article
from copydesk.schemas.parsed import Link, Subject
from copydesk.service.core.addresses.story_uris import guid_in, own_id, story_uri
from copydesk.service.views import newsml_g2, ninjs, schema_org
from copydesk.service.views.codes import Concept, address_of, concept_of, uri_of_link
from tests.unit.articles import an_article
from tests.unit.views.odd_articles import NOON, whole_article

MEDTOP = "http://cv.iptc.org/newscodes/mediatopic/20000345"


def said(item: Element, path: str, attribute: str | None = None) -> list[str | None]:
    """What the elements at a path say."""
    return [found.get(attribute) if attribute else found.text for found in item.findall(path)]


def test_a_kill() -> None:
    """A story that is taken back is canceled everywhere, under the URI that it had, with the note for editors."""
    article = whole_article(pubstatus="canceled", signals=["kill"], body_text="", images=[], version=3)
    json, item, page = ninjs.view(article), newsml_g2.view(article), schema_org.view(article)
    assert json["uri"] == item.get("guid") == page["@id"] == ninjs.view(whole_article())["uri"]
    assert (json["pubStatus"], json["edNote"], json["version"]) == ("canceled", article.editorial_note, "3")
    assert "bodies" not in json
    assert said(item, "itemMeta/pubStatus", "qcode") == ["stat:canceled"]
    assert said(item, "itemMeta/edNote") == [article.editorial_note]
    assert said(item, "itemMeta/signal", "literal") == ["kill"]
    assert list(item.findall("contentSet/*")) == []
    assert page["creativeWorkStatus"] == "Canceled"


def test_an_embargo() -> None:
    """A story that must wait is withheld, and says until when."""
    article = whole_article(pubstatus="withheld", embargoed_until=NOON)
    json, item, page = ninjs.view(article), newsml_g2.view(article), schema_org.view(article)
    assert (json["pubStatus"], json["embargoedUntil"]) == ("withheld", "2024-05-01T12:00:00Z")
    assert said(item, "itemMeta/embargoed") == ["2024-05-01T12:00:00Z"]
    assert (page["creativeWorkStatus"], page["conditionsOfAccess"]) == (
        "Withheld",
        "Embargoed until 2024-05-01T12:00:00Z",
    )


def test_a_correction() -> None:
    """It is a signal by its NewsCode, and for readers a correction without the words for editors."""
    article = whole_article(signals=["correction"], modified_at=NOON)
    assert said(newsml_g2.view(article), "itemMeta/signal", "qcode") == ["sig:correction"]
    page = schema_org.view(article)
    assert page["correction"] == {"@type": "CorrectionComment", "dateCreated": "2024-05-01T12:00:00Z"}
    assert str(article.editorial_note) not in str(page)


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({}, "2024-05-01T12:00:00Z"),
        ({"published_precision": "day"}, "2024-05-01"),
        ({"zone_basis": "none"}, "2024-05-01T12:00:00"),
        ({"published_at": None}, None),
    ],
)
def test_no_time_is_surer_than_the_article(fields: dict[str, Any], written: str | None) -> None:
    """A day is written as a day, and a time without an offset without one, where the standard can say so."""
    article = whole_article(**fields)
    assert schema_org.view(article).get("datePublished") == written
    assert said(newsml_g2.view(article), "contentMeta/contentCreated") == ([written] if written else [])


def test_an_item_without_a_time_of_its_story() -> None:
    """NewsML-G2 says when it came in. ninjs and pages, which need no time, say nothing."""
    article = an_article(ingested_at=NOON)
    assert said(newsml_g2.view(article), "itemMeta/versionCreated") == ["2024-05-01T12:00:00Z"]
    assert not {"firstCreated", "versionCreated"} & ninjs.view(article).keys()
    assert not {"datePublished", "dateModified"} & schema_org.view(article).keys()


def test_a_later_version() -> None:
    """The first time stays where it was, and the version has its own."""
    json = ninjs.view(whole_article(published_at=NOON, modified_at=NOON + timedelta(hours=1)))
    assert (json["firstCreated"], json["versionCreated"]) == ("2024-05-01T12:00:00Z", "2024-05-01T13:00:00Z")


def test_a_part_of_a_story() -> None:
    """What was cut off by a paywall is no full representation, and not free."""
    article = whole_article(extraction={"method": "html", "warnings": ["paywalled"]})
    assert ninjs.view(article)["representationType"] == "partial"
    assert schema_org.view(article)["isAccessibleForFree"] is False
    assert "isAccessibleForFree" not in schema_org.view(whole_article())


def test_paragraphs_are_escaped() -> None:
    """Marks of markup in a story are words, not markup."""
    article = an_article(body_text="1 < 2 & </p>\n\nSo.", ingested_at=NOON)
    bodies: Any = ninjs.view(article)["bodies"]
    assert [body["value"] for body in bodies] == ["<p>1 &lt; 2 &amp; &lt;/p&gt;</p><p>So.</p>", article.body_text]
    assert said(newsml_g2.view(article), ".//p") == ["1 < 2 & </p>", "So."]


def test_who_wrote_it() -> None:
    """The line as printed; where none is, the names."""
    assert ninjs.view(whole_article())["by"] == "By Ada Lovelace and Mary Somerville"
    assert ninjs.view(whole_article(byline=None))["by"] == "Ada Lovelace, Mary Somerville"
    assert "by" not in ninjs.view(an_article())


@pytest.mark.parametrize(
    ("subject", "concept"),
    [
        (Subject(code="20000345", scheme="medtop"), Concept("medtop:20000345", MEDTOP)),
        (Subject(code="medtop:20000345"), Concept("medtop:20000345", MEDTOP)),
        (Subject(code=MEDTOP), Concept("medtop:20000345", MEDTOP)),
        (
            Subject(code="20000345", scheme="http://cv.iptc.org/newscodes/mediatopic/"),
            Concept("medtop:20000345", MEDTOP),
        ),
        (
            Subject(code="04000000", scheme="subjectcode"),
            Concept("subj:04000000", "http://cv.iptc.org/newscodes/subjectcode/04000000"),
        ),
        (Subject(code="Q1", scheme="https://id.example/"), Concept(uri="https://id.example/Q1")),
        (Subject(code="Q1", scheme="https://id.example/scheme"), Concept(literal="https://id.example/scheme:Q1")),
        (Subject(code="04000000"), Concept(literal="04000000")),
        (Subject(code="BRI", scheme="desk"), Concept(literal="desk:BRI")),
        (Subject(code="desk:BRI", scheme="desk"), Concept(literal="desk:BRI")),
        (Subject(code="a b", scheme="medtop"), Concept(literal="medtop:a b")),
        (Subject(name="roads"), Concept(name="roads")),
    ],
)
def test_subjects(subject: Subject, concept: Concept) -> None:
    """A NewsCode is known by its alias, its URI or its scheme; a code whose scheme nobody knows is a literal."""
    assert concept_of(subject) == concept


def test_subjects_that_the_desk_drew() -> None:
    """By their URI, with how sure it is; that it is the desk that says so has a place in ninjs."""
    drawn = Subject(name="road transport", uri=MEDTOP, creator="copydesk", confidence=0.85)
    article = whole_article(tags=[], subjects=[drawn])
    assert ninjs.view(article)["subjects"] == [
        {"name": "road transport", "uri": MEDTOP, "creator": "copydesk", "confidence": 85}
    ]
    item = newsml_g2.view(article)
    assert said(item, "contentMeta/subject", "qcode") == ["medtop:20000345"]
    assert said(item, "contentMeta/subject", "confidence") == ["85"]
    assert schema_org.view(article)["about"] == [{"@type": "DefinedTerm", "@id": MEDTOP, "name": "road transport"}]


def test_whom_and_what_the_text_names() -> None:
    """People, organisations and places, with where each is; who wrote the story stays apart from who is in it."""
    article = whole_article()
    json: Any = ninjs.view(article)
    page: Any = schema_org.view(article)
    assert [(one["name"], one["rel"]) for one in json["people"]] == [
        ("Ada Lovelace", "creator"),
        ("Mary Somerville", "creator"),
        ("Ida Falk", "mentioned"),
    ]
    assert json["organisations"] == [
        {"name": "Harbour Council", "rel": "mentioned", "uri": "http://www.wikidata.org/entity/Q1"}
    ]
    [place] = json["places"]
    assert place["geoJSON"] == {"type": "Point", "coordinates": [-70.26, 43.66]}
    assert [(one["@type"], one["name"]) for one in page["mentions"]] == [
        ("Person", "Ida Falk"),
        ("Organization", "Harbour Council"),
        ("Place", "Portland"),
    ]
    assert page["mentions"][2]["geo"] == {"@type": "GeoCoordinates", "latitude": 43.66, "longitude": -70.26}


def test_subjects_of_ninjs_are_tags_in_their_order() -> None:
    """A tag that a code goes by stands once, with its code; what is no tag comes last."""
    subjects = [{"code": "20000345", "scheme": "medtop", "name": "roads"}, {"code": "X"}]
    told: Any = ninjs.view(an_article(tags=["harbour", "roads", "bridge"], subjects=subjects))["subjects"]
    assert told == [{"name": "harbour"}, {"name": "roads", "uri": MEDTOP}, {"name": "bridge"}, {"literal": "X"}]


@pytest.mark.parametrize(
    ("other", "uri"),
    [
        ("https://gazette.example/1", "https://gazette.example/1"),
        ("urn:newsml:wire.example:20240501:77", "urn:newsml:wire.example:20240501:77"),
        ("EX-1", "urn:copydesk:story:gazette:EX-1"),
        ("EX 1", "urn:copydesk:story:gazette:EX%201"),
    ],
)
def test_links(other: str, uri: str) -> None:
    """Another item goes by its own URI; by the publisher's ID alone it has the URI that its article has here."""
    assert uri_of_link(Link(rel="seeAlso", id=other), "gazette") == uri


def test_relations_of_newsml_g2() -> None:
    """A relation of the IPTC's list has its code, any other a URI of ours; an address is a href, any other name none."""
    links = [{"rel": "seeAlso", "id": "https://a.example/"}, {"rel": "previous Version", "id": "EX-1"}]
    found = newsml_g2.view(whole_article(links=links)).findall("itemMeta/link")
    assert [link.attrib for link in found] == [
        {"rel": "irel:seeAlso", "href": "https://a.example/"},
        {"reluri": "urn:copydesk:rel:previous%20Version", "residref": "urn:copydesk:story:gazette:EX-1"},
    ]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("HTTPS://Gazette.example/a b", "https://Gazette.example/a%20b"),
        ("https://gazette example/", None),
        ("https://gazette.example/ä?q=[1]#a#b", "https://gazette.example/%C3%A4?q=%5B1%5D#a%23b"),
        ("https://gazette.example/100%", "https://gazette.example/100%25"),
        ("https://gazette.example:8080", "https://gazette.example:8080"),
        ("https://ü.example/", "https://%C3%BC.example/"),
        ("http://[::1]/", None),
        ("ftp://gazette.example/", None),
        ("/b.jpg", None),
        (None, None),
    ],
)
def test_addresses(url: str | None, address: str | None) -> None:
    """An address of the web is written as a URI; what is none is left out."""
    assert address_of(url) == address


@pytest.mark.parametrize("guid", ["defapress:75875", "20-minutes:1", "mehr:خبر/7?a=1#%b", "a:urn:newsml:b:20240501:c"])
def test_a_story_has_one_uri(guid: str) -> None:
    """A guid can be read out of its URI again, and with it the publisher's ID."""
    uri = story_uri(guid)
    assert uri.isascii()
    assert guid_in(uri) == guid
    assert own_id(uri) == guid.partition(":")[2]


def test_other_uris_are_nobodys_guid() -> None:
    """A name that we did not make stays as it is."""
    assert guid_in("urn:newsml:wire.example:20240501:77") is None
    assert own_id("urn:newsml:wire.example:20240501:77") == "urn:newsml:wire.example:20240501:77"
    assert own_id("urn:copydesk:story:") == "urn:copydesk:story:"


def test_pictures_without_an_address_are_left_out() -> None:
    """A picture that nobody can fetch is none."""
    article: Article = whole_article(images=[{"url": "/b.jpg"}, {"url": "https://gazette.example/c.jpg"}], links=[])
    told: Any = ninjs.view(article)["associations"]
    assert [one["uri"] for one in told] == ["https://gazette.example/c.jpg"]
    assert said(newsml_g2.view(article), ".//img", "src") == ["https://gazette.example/c.jpg"]


def test_an_agency_alone_is_no_dateline() -> None:
    """It is the credit; a dateline says where or when."""
    article = whole_article(dateline={"text": "AP", "agency": "AP"})
    item, page = newsml_g2.view(article), schema_org.view(article)
    assert (said(item, "contentMeta/dateline"), said(item, "contentMeta/creditline")) == ([], ["AP"])
    assert (page.get("dateline"), page["creditText"]) == (None, "AP")


def test_a_story_without_a_headline_gets_none() -> None:
    """The title that XHTML must have is empty."""
    assert said(newsml_g2.view(whole_article(headline=None)), ".//title") == [""]
