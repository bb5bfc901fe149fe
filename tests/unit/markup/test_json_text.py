"""Texts that are JSON, those that only hold some, and those that are broken."""

from __future__ import annotations

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
        "42",
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
