"""A language is one file: outside the lexicon no string of the core holds letters of any language but ASCII's."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk.service import core

CORE = Path(core.__path__[0])
STRINGS = ("STRING", "FSTRING_MIDDLE")
"""An f-string is several tokens from Python 3.12 on."""

EXCEPTIONS = {
    "addresses/slugs.py": "letters, not words: how addresses spell a letter with its accent",
    "addresses/source_names.py": "letters, not words: those that Unicode does not take apart",
    "text/spelling.py": "letters, not words: those that keyboards interchange",
}
"""Files that may hold such letters, and why."""


def docstrings(source: str) -> frozenset[int]:
    """The lines on which strings begin that are there to be read only."""
    return frozenset(
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def letters_in_strings(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each string that holds letters beyond ASCII, as written: an escape is ASCII."""
    read = docstrings(source)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        is_string = tokenize.tok_name[token.type] in STRINGS and token.start[0] not in read
        if is_string and any(letter.isalpha() for letter in token.string if not letter.isascii()):
            yield token.start[0], token.string


def files_with_letters() -> dict[str, list[tuple[int, str]]]:
    """The core's files outside the lexicon that hold such strings."""
    sources = {path.relative_to(CORE).as_posix(): path.read_text() for path in sorted(CORE.rglob("*.py"))}
    found = {name: list(letters_in_strings(source)) for name, source in sources.items() if "lexicon/" not in name}
    return {name: strings for name, strings in found.items() if strings}


def test_words_of_a_language_stand_in_the_lexicon() -> None:
    """No string of the core outside the lexicon holds a letter beyond ASCII, but for the exceptions."""
    assert {name: strings for name, strings in files_with_letters().items() if name not in EXCEPTIONS} == {}


def test_every_exception_is_one() -> None:
    """A file that no longer holds such letters is no exception any more."""
    assert set(EXCEPTIONS) <= set(files_with_letters())


@pytest.mark.parametrize(
    "source",
    [
        'WORD = "für"\n',
        "WORDS = (\n    r'und|für',\n)\n",
        'PATTERN = rf"{1}(?:года)"\n',
        'def f() -> str:\n    """Says."""\n    return "日"\n',
    ],
)
def test_a_letter_in_a_string_is_found(source: str) -> None:
    """A string with a letter beyond ASCII is found wherever it stands, in an f-string too."""
    assert len(list(letters_in_strings(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        '"""Für die Tür."""\n',
        'WORD = "fur"  # für\n',
        'YEAR = 1\n"""`2024年`."""\n',
        'RANGE = "\\u0600-\\u06ff"\n',
        'MARKS = "،؛–…"\n',
    ],
)
def test_what_is_there_to_be_read_is_free(source: str) -> None:
    """Docstrings and comments may quote any language; an escape is a range, and a mark no letter."""
    assert list(letters_in_strings(source)) == []
