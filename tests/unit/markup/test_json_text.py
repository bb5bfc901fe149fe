"""Texts that are JSON, those that only hold some, and those that are broken."""

from __future__ import annotations

import json
import time

import pytest

from copydesk.service.core.markup.json_text import is_json, read_json

PROSE = "The old bridge opened on Monday after two years of rep"


@pytest.mark.parametrize("before", ["", "\ufeff", " \n", ")]}',\n", "for(;;);", "while(1);"])
def test_what_servers_put_before_json_is_passed_over(before: str) -> None:
    """A byte order mark, white space or a guard against scripts makes it no other kind of text."""
    found = read_json(before + '{"a": [1]}')
    assert found is not None
    assert (found.value, found.warnings) == ({"a": [1]}, ())


def test_a_call_around_json_is_taken_off() -> None:
    """`callback({...});` is what it calls with."""
    found = read_json('news.callback({"a": 1});')
    assert found is not None
    assert found.value == {"a": 1}


@pytest.mark.parametrize(
    ("text", "value", "warning"),
    [
        ('{"a": 1,}', {"a": 1}, "json_mended"),
        ('{"a": 1, // of the template\n "b": 2}', {"a": 1, "b": 2}, "json_mended"),
        ('{"a": 1}\n{"a": 2}', [{"a": 1}, {"a": 2}], "json_mended"),
        (f'{{"b": 1, "a": "{PROSE}', {"b": 1, "a": PROSE}, "json_cut"),
        ('{"a": "b", "uri": "urn:newsml:x.example:2026:1234', {"a": "b"}, "json_cut"),
        ('{"a": "b", "published": "2026-02-1', {"a": "b"}, "json_cut"),
        ('{"a": {"b": 1, "c": "2026-02-1', {"a": {"b": 1}}, "json_cut"),
        ('{"a": "b", "the na', {"a": "b"}, "json_cut"),
        ('{"a": ["b", "c', {"a": ["b"]}, "json_cut"),
        ('{"a": {"b": 1}, "c": tr', {"a": {"b": 1}}, "json_cut"),
    ],
)
def test_broken_json_says_what_it_says_for_certain(text: str, value: object, warning: str) -> None:
    """What stands before the fault is read; of what breaks off only a text counts."""
    found = read_json(text)
    assert found is not None
    assert (found.value, found.warnings) == (value, (warning,))


@pytest.mark.parametrize(
    "text",
    [
        "[Reuters] The old bridge opened.",
        "{{ headline }}",
        '{"@context": "https://schema.org"}\nThe old bridge opened on Monday.',
        'The answer was {"a": 1}',
        "<pre>{}</pre>",
        '"The old bridge opened," she said. "It was closed."',
        '"The old bridge opened."',
        "data: the port says\n\nThe old bridge opened.",
        "E = mc\n\nThe old bridge opened.",
        "# Old bridge opens\n\nIt was closed for two years.",
        "42 ferries",
    ],
)
def test_words_are_no_json(text: str) -> None:
    """Text in brackets, a template, a page that begins with a script's object and words about JSON are read as words."""
    assert not is_json(text)
    assert read_json(text) is None


def test_what_cannot_be_mended_is_json_all_the_same() -> None:
    """Nested too deep, or broken at its first value: it is JSON, and says nothing."""
    for text in ('{"a":' * 5000, '{"a": ?}'):
        found = read_json(text)
        assert found is not None
        assert not found.value


STORY = '{"headline": "Bridge opens", "tags": ["a"]}'


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(STORY),
        json.dumps(json.dumps(STORY)),
        f"var article = {STORY};",
        f"let a={STORY}",
        f"window.__INITIAL_STATE__={STORY};\nvar other = 1;",
        f'window["state"] = {STORY};',
        f"export default {STORY};",
        f"return {STORY};",
        f'"use strict"; const a = {STORY};',
        f"var a = JSON.parse({json.dumps(STORY)});",
        f"callback({json.dumps(STORY)});",
        f"/* x */ {STORY}",
        f"// generated\n{STORY}",
        f"# generated\n{STORY}",
        f"<!-- x -->{STORY}",
        f"```json\n{STORY}\n```",
        f"data: {STORY}",
        f"event: story\nid: 4\ndata: {STORY}\n\n",
    ],
)
def test_json_in_a_wrapper_says_what_it_says(text: str) -> None:
    """A string around it, a script's words and comments before it or an event's make it no text for readers."""
    found = read_json(text)
    assert found is not None
    assert found.value == {"headline": "Bridge opens", "tags": ["a"]}


@pytest.mark.parametrize(
    "text",
    ["null", "true", " 12345\n", "-1.5e3", "{'headline': 'Bridge'}", "var a = {headline: b};", json.dumps(STORY)[:-9]],
)
def test_json_without_fields_says_nothing(text: str) -> None:
    """A single value is no story, nor is what no reader of JSON understands; neither is anybody's words."""
    found = read_json(text)
    assert found is not None
    assert not found.value


@pytest.mark.parametrize("part", ["/*", "//\n", "# a\n", "<!--", "data: {", '"{\\"', "a=", "a.", "\n", "\\", "[", "{'"])
def test_a_hostile_wrapper_costs_little(part: str) -> None:
    """A million characters of anything are told from JSON in time; the bound is generous, for slow machines."""
    started = time.perf_counter()
    read_json(part * (1_000_000 // len(part)))
    assert time.perf_counter() - started < 0.5
