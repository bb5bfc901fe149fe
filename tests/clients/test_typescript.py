"""The types of TypeScript take what the schemas take, and refuse what a compiler can refuse; records say what they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copydesk.schemas.generate import CONTRACTS
from tests.clients.messages import PUBLIC, bare, full, shown
from tests.clients.tools import compile_typescript, run, typescript

WRONG = """
// @ts-expect-error a guid is never absent
export const nameless: Article = { ...article, guid: undefined };
// @ts-expect-error a version is a number
export const numbered: Article = { ...article, version: "1" };
// @ts-expect-error an article has no such field
export const misspelt: Article = { ...article, headlines: "Two" };
// @ts-expect-error null is for fields that may be null
export const listless: Article = { ...article, tags: null };
// @ts-expect-error exactly one body
export const two: RawDocument = { url: "https://www.dailyplanet.example/1", body: "One", body_b64: "VHdv" };
// @ts-expect-error exactly one body
export const none: RawDocument = { url: "https://www.dailyplanet.example/1" };
export const later: Article = { ...article, pubstatus: "postponed" };
"""
"""Lines on which the compiler must find something, but for the last: codes are open."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our types and programs, with messages as the literals of a program."""
    folder = typescript(tmp_path_factory.mktemp("typescript"))
    messages = [*shown(), *((name, make(name)) for name in PUBLIC for make in (full, bare))]
    literals = [
        f"export const m{number}: {CONTRACTS[name].__name__} = {json.dumps(message)};\n"
        for number, (name, message) in enumerate(messages)
    ]
    names = ", ".join(CONTRACTS[name].__name__ for name in PUBLIC)
    article = f"const article: Article = {json.dumps(bare('article'))};\n"
    text = f'import type {{ {names} }} from "./copydesk.js";\n{"".join(literals)}{article}{WRONG}'
    (folder / "messages.ts").write_text(text)
    return folder


def test_the_compiler_agrees(project: Path) -> None:
    """It takes every message that fits its schema, and none of those that are wrong."""
    compile_typescript(project)


def test_records(project: Path) -> None:
    """A tombstone is told from a version and from a broken record; a rejection is read from its headers."""
    compile_typescript(project)
    given = dict(shown())
    article, link, duplicate, rejection = (given[name] for name in ("article", "copy-link", "duplicate", "rejection"))
    printed = run(project, "node", "out/records.check.js", json.dumps([article, link, duplicate, rejection]))
    assert [json.loads(line) for line in printed.splitlines()] == [
        {"kind": "article", "article": article},
        {"kind": "forgotten", "guid": "a:1"},
        "TypeError",
        "SyntaxError",
        {"kind": "link", "link": link},
        {"kind": "unlinked", "pair": "a:1|b:2"},
        duplicate,
        "SyntaxError",
        rejection,
        "TypeError",
    ]
