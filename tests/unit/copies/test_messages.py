"""Sketches and links as records."""

from __future__ import annotations

import orjson

from copydesk.schemas.copies import CopyLink, StorySketch
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.copies.messages import link_message, sketch_in, sketch_messages
from copydesk.service.core.copies.pair import compare
from copydesk.service.core.desk.outgoing import Outgoing, outgoing_of_parse
from copydesk.service.core.records import Origin, Record
from copydesk.service.pipeline import edit_record, parse_record
from tests.builders import a_record
from tests.unit.copies.stories import a_sketch, a_story, words


def edited(copies: bool) -> Outgoing:
    """What the edit agent sends of a new story."""
    record = a_record(body=f"A Bridge Opens\n\n{words(1)}.", hints={"language": "en-GB"})
    parsed = parse_record(record, 1 << 20)
    assert isinstance(parsed, ParsedArticle)
    message = outgoing_of_parse(parsed, record)
    outcome = edit_record(
        Record(Origin("news.parsed", 0, 1), message.value, message.headers, None, message.key), None, copies=copies
    )
    assert isinstance(outcome, tuple)
    assert outcome[0] is not None
    return outcome[0]


def test_a_version_brings_its_sketch_along() -> None:
    """Under its language, where the desk looks for copies; and the article is the same without."""
    plain, with_sketch = edited(copies=False), edited(copies=True)
    assert plain.along == ()
    (sketch,) = with_sketch.along
    assert (sketch.topic, sketch.key) == ("sketches", b"en")
    assert (plain.value, plain.headers) == (with_sketch.value, with_sketch.headers)
    assert StorySketch.model_validate_json(sketch.value or b"").guid.encode() == with_sketch.key


def test_a_sketch_is_read_as_it_was_sent() -> None:
    """By the agent that links; what is none is None."""
    (sent,) = sketch_messages(a_story(1, words(1)))
    assert sketch_in(Record(Origin("news.sketches", 0, 1), sent.value)) == a_sketch(1, words(1))
    for value in (None, b"", b"[]", b'{"guid": "a:1"}', (sent.value or b"").replace(b'"hashes":"', b'"hashes":"!')):
        assert sketch_in(Record(Origin("news.sketches", 0, 1), value)) is None
    row = orjson.dumps(orjson.loads(sent.value or b"") | {"hashes": "AAA="})
    assert sketch_in(Record(Origin("news.sketches", 0, 1), row)) is None


def test_a_link_is_the_same_record_whoever_is_looked_for() -> None:
    """So a repeat has the key, the value and the event's id of the first."""
    pair = a_sketch(1, words(1)), a_sketch(2, words(1), hours=1, version=3)
    there, back = compare(*pair), compare(*reversed(pair))
    assert there is not None
    assert back is not None
    message = link_message(there)
    assert message == link_message(back)
    assert (message.topic, message.key) == ("links", b"paper1:1|paper2:2")
    assert dict(message.headers)["ce_id"] == b"paper1:1@1|paper2:2@3"
    assert CopyLink.model_validate_json(message.value or b"") == there
