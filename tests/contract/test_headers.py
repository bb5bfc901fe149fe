"""The headers that the desk writes are those that schemas/asyncapi.yaml promises."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT7

from copydesk.schemas.article import Article
from copydesk.schemas.notices import Duplicate, Reason, Stage
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.outgoing import Outgoing, event_message, outgoing_of_parse
from copydesk.service.core.records import Origin, Record, Rejected

SCHEMAS = Path(__file__).parents[2] / "schemas"
RECORD = Record(
    Origin("news.raw", 3, 1234),
    b'{"record_id": "r-1"}',
    (("traceparent", b"00-1-2-01"),),
    datetime(2025, 4, 8, tzinfo=UTC),
)


def example(name: str) -> bytes:
    """One of the checked-in examples."""
    return next((SCHEMAS / "examples").glob(f"{name}.*.json")).read_bytes()


def promise(message: str) -> Draft7Validator:
    """The validator of a message's headers."""
    document = orjson.loads((SCHEMAS / "asyncapi.yaml").read_bytes())
    registry: Registry[object] = Registry().with_resource("asyncapi", DRAFT7.create_resource(document))
    headers = document["components"]["messages"][message]["headers"]["$ref"]
    return Draft7Validator({"$ref": f"asyncapi{headers}"}, registry=registry)


def sent(outgoing: Outgoing) -> dict[str, str]:
    """Headers as text, as a reader sees them."""
    return {name: (value or b"").decode("latin-1") for name, value in outgoing.headers}


def test_a_parsed_articles_headers_are_as_promised() -> None:
    """`news.parsed`: content type and origin."""
    promise("parsed-article").validate(
        sent(outgoing_of_parse(ParsedArticle.model_validate_json(example("parsed-article")), RECORD))
    )


def test_an_articles_headers_are_as_promised() -> None:
    """`news.articles`: a CloudEvent."""
    promise("article").validate(
        sent(event_message(Article.model_validate_json(example("article")), str(RECORD.origin), RECORD.headers))
    )


def test_a_duplicates_headers_are_as_promised() -> None:
    """`news.duplicates`: a CloudEvent of another type."""
    promise("duplicate").validate(
        sent(event_message(Duplicate.model_validate_json(example("duplicate")), str(RECORD.origin), RECORD.headers))
    )


@pytest.mark.parametrize("reason", Reason, ids=str)
def test_a_rejections_headers_are_as_promised(reason: Reason) -> None:
    """`news.rejected`: the contract itself, the origin, and Spring Kafka's names."""
    promise("rejection").validate(sent(outgoing_of_parse(Rejected(reason, Stage.DECODE, "Why."), RECORD)))


@pytest.mark.parametrize("missing", ["reason", "record_id", "raw_origin", "kafka_dlt-original-offset"])
def test_a_missing_header_would_be_found(missing: str) -> None:
    """The promise is kept by a check that can fail."""
    headers = sent(outgoing_of_parse(Rejected(Reason.NO_BODY, Stage.DECODE, "Why."), RECORD))
    del headers[missing]
    with pytest.raises(ValidationError):
        promise("rejection").validate(headers)
