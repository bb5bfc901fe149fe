"""The views against the IPTC's own schemas, where they lie beside the repository."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import example, given, settings
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from copydesk.schemas.article import Article
from copydesk.service.views import newsml_g2, ninjs
from copydesk.service.views.writing import on_one_line
from tests.unit.articles import an_article
from tests.unit.views.odd_articles import NOON, any_article, whole_article

IPTC = Path(__file__).parents[4] / "shared" / "reference" / "iptc"
SCHEMA_OF_NINJS = IPTC / "ninjs" / "ninjs-schema_3.1.json"
SCHEMA_OF_G2 = IPTC / "newsml-g2" / "NewsML-G2_2.35-spec-All-Power.xsd"

# RFC 3986: a scheme, then only what may stand in a URI, each percent sign before two figures, one `#` at most.
URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?",
    re.A,
)
FORMATS = FormatChecker(())
FORMATS.checks("uri")(lambda text: URI.fullmatch(text) is not None)
FORMATS.checks("date-time", ValueError)(lambda text: datetime.fromisoformat(text).tzinfo is not None)

iptc = pytest.mark.skipif(not IPTC.exists(), reason="the IPTC's schemas are not beside the repository")


def faults_of_ninjs(value: Any) -> list[str]:
    """What the schema of ninjs 3.1 says against a value; its formats count too."""
    places = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", DRAFT202012.create_resource({}))
    schema = orjson.loads(SCHEMA_OF_NINJS.read_bytes())
    validator = Draft202012Validator(schema, registry=places, format_checker=FORMATS)
    return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)]


def faults_of_g2(document: str) -> list[str]:
    """What the schema of NewsML-G2 2.35 says against a document."""
    schema = etree.XMLSchema(etree.parse(SCHEMA_OF_G2))
    schema.validate(etree.fromstring(document.encode()))
    return [fault.message for fault in schema.error_log]


@iptc
@settings(max_examples=60, deadline=None)
@given(article=any_article())
@example(article=whole_article())
@example(article=an_article())
def test_ninjs_is_valid(article: Article) -> None:
    """Whatever an article says, its ninjs has the form of ninjs 3.1, its URIs are URIs and its times are times."""
    assert faults_of_ninjs(ninjs.view(article)) == []


@iptc
@settings(max_examples=60, deadline=None)
@given(article=any_article())
@example(article=whole_article())
@example(article=an_article(ingested_at=NOON))
def test_newsml_g2_is_valid(article: Article) -> None:
    """Whatever an article says, its newsItem has the form of NewsML-G2 2.35."""
    assert faults_of_g2(on_one_line(newsml_g2.view(article))) == []


@iptc
@pytest.mark.parametrize(
    ("fields", "fault"),
    [({"uri": "no uri"}, "$.uri"), ({"headline": "A Bridge"}, "$"), ({"embargoedUntil": "noon"}, "$.embargoedUntil")],
)
def test_the_check_of_ninjs_finds_faults(fields: dict[str, str], fault: str) -> None:
    """A name that is no URI, a field of ninjs 1 and a time that is none are found."""
    faults = faults_of_ninjs(ninjs.view(whole_article()) | fields)
    assert [found.partition(": ")[0] for found in faults] == [fault]


@iptc
def test_the_check_of_newsml_g2_finds_faults() -> None:
    """An element out of its order, a code without a scheme and an item without a time are found."""
    document = on_one_line(newsml_g2.view(whole_article()))
    swapped = re.sub(r"(<urgency>.*</urgency>)(<contentCreated>.*</contentCreated>)", r"\2\1", document)
    assert swapped != document
    assert faults_of_g2(swapped)
    assert faults_of_g2(document.replace("stat:withheld", "withheld"))
    assert faults_of_g2(on_one_line(newsml_g2.view(an_article())))


@iptc
@pytest.mark.parametrize("path", sorted(IPTC.glob("ninjs/examples-3.1/*.json")), ids=lambda path: path.stem)
def test_the_examples_of_the_iptc_are_valid(path: Path) -> None:
    """The check is no stricter than the IPTC, but for one example whose `uri` is none."""
    faults = faults_of_ninjs(orjson.loads(path.read_bytes()))
    assert [fault for fault in faults if "renditions-example" not in fault] == []


@iptc
@pytest.mark.parametrize("name", ["LISTING_1_A_NewsML-G2_News_Item.xml", "LISTING_2_NewsML-G2_Text_Document.xml"])
def test_the_listings_of_the_iptc_are_valid(name: str) -> None:
    """So is that of NewsML-G2."""
    assert faults_of_g2((IPTC / "newsml-g2" / name).read_text().partition("?>")[2]) == []
