"""The ID of a story behind the words that its site prints before it: `Story no. 4711`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from copydesk.service.core.text.spelling import fold

_MOST_LINE = 400


def id_behind(label: str, lines: Iterable[str]) -> str | None:
    """The first code that stands behind the label on a line; digits of any script as ASCII. None where none does."""
    pattern = _behind(label)
    found = (pattern.search(fold(line[:_MOST_LINE])) for line in lines)
    return next((one[1] for one in found if one), None)


@lru_cache(maxsize=256)
def _behind(label: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, fold(label).split()))
    return re.compile(
        rf"(?<!\w){words}[\s:#№=-]{{0,6}}((?=[A-Za-z_.-]{{0,20}}\d)[A-Za-z0-9][\w.-]{{0,63}}(?<=\w))", re.I
    )
