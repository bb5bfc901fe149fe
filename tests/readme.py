"""The README's examples, taken out of it as a newcomer copies them."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import orjson

README = (Path(__file__).parents[1] / "README.md").read_text()


def blocks(language: str) -> list[str]:
    """What stands in the code blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def packages() -> list[str]:
    """What the README says to install: the words after `pip install`."""
    (names,) = re.findall(r"^# pip install (.+)$", README, re.MULTILINE)
    return names.split()  # type: ignore[no-any-return]  # findall of one group gives texts


def echoes() -> list[str]:
    """The `echo '...'` commands that feed a client."""
    return re.findall(r"^(echo '.*') \| kcat .*$", "\n".join(blocks("sh")), re.MULTILINE)


def documents() -> list[dict[str, Any]]:
    """Every raw document of the README: JSON objects, what is echoed, and the `document` of a program."""
    echoed = [orjson.loads(echo.removeprefix("echo '").removesuffix("'")) for echo in echoes()]
    return (
        [orjson.loads(block) for block in blocks("json")]
        + echoed
        + [_document_of(block) for block in blocks("python") if "document = " in block]
    )


def _document_of(program: str) -> dict[str, Any]:
    """The value of `document`; the program is not run."""
    found = [
        node.value
        for node in ast.walk(ast.parse(program))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "document"
    ]
    document: dict[str, Any] = ast.literal_eval(found[0])
    return document
