"""Printed pages that a form feed parts, as `pdftotext` writes them, made one text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.service.core.text.stops import STOPS

MOST_PAGES = 500
LONGEST_HEAD = 120
"""A line that each page repeats is no longer."""
_FIGURES = re.compile(r"\d+")
# `- 3 -`, `Page 2 of 2`, `3/12`
_NUMBER = re.compile(
    r"\s*(?:[-–—]\s?\d{1,3}\s?[-–—]|\d{1,3}(?:\s?/\s?\d{1,3})?|[^\W\d_]{3,8}\s\d{1,3}\s[^\W\d_]{1,4}\s\d{1,3})\s*"
)
_ENDS = frozenset(STOPS + ':;"”»’)]')


def without_page_breaks(text: str) -> str:
    """A text whose pages a form feed parts, as one: what each page repeats above its own lines is told once, what it
    repeats below them and its number not at all, and a sentence goes on where the page breaks it.
    """
    pages = [page.strip("\n").split("\n") for page in text.split("\f", MOST_PAGES) if page.strip()]
    if len(pages) < 2:
        return text.replace("\f", "\n")
    pages = [_without(page, _repeated([page[-1] for page in pages]), last=True) for page in pages]
    heads = _repeated([page[0] for page in pages if page])
    pages = [pages[0], *(_without(page, heads, last=False) for page in pages[1:])]
    return "".join(_follows(above, page) for above, page in zip([[], *pages], pages, strict=False))


def _repeated(lines: Sequence[str]) -> frozenset[str]:
    """Lines that are alike on every page but for their figures and spaces."""
    alike = {_alike(line) for line in lines}
    return frozenset(alike) if len(alike) == 1 and len(lines) > 1 and len(lines[0]) <= LONGEST_HEAD else frozenset()


def _alike(line: str) -> str:
    return " ".join(_FIGURES.sub("0", line).split())


def _without(page: list[str], repeated: frozenset[str], *, last: bool) -> list[str]:
    """The page without its last line, or its first, where that is one of these or the page's number."""
    if not page:
        return page
    line = page[-1] if last else page[0]
    if _alike(line) not in repeated and not _NUMBER.fullmatch(line):
        return page
    inner = page[:-1] if last else page[1:]
    return "\n".join(inner).strip("\n").split("\n")


def _follows(above: list[str], page: list[str]) -> str:
    words = "\n".join(page)
    if not above:
        return words
    runs_on = above[-1].strip()[-1:] not in _ENDS and page[0][:1].islower()
    return ("\n" if runs_on else "\n\n") + words
