"""Last words of a story, below which nothing of it follows: `Message end/`, `(Reporting by ...)`, `MNA/4902462`,
`jsk/po/gil`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.service.core.lines.closings import LONGEST_CLOSING, closing_rule
from copydesk.service.core.lines.labels import Label
from copydesk.service.core.lines.signatures import is_of_desk, is_signature, is_signed, shares_text, without_signature
from copydesk.service.core.text.spelling import fold, key

# A bare number, or an agency and a number, is a reporter's code. `-30-`, `###`, `***` close a text in many newsrooms.
_CODE_LINE = re.compile(
    r"(?:[A-Z]{2,8}\s?/\s?\d{3,8}|\d{3,7}(?:\*\*(?:\d{3,5})?)?|-\s?[03]0?\s?-|#{2,5}|\*{3,5}|--\s?[A-Z]{2,8}|—\s?[A-Z][a-z]+|\(SDA/[a-z]{2,3}\)|/?انتهی/?(?:\s?\*\*.{0,12})?|dpa(?:[ /][a-z0-9]{2,4}){2,6}|[A-Z]{2,8} [a-z]{2,4}(?:/[a-z]{2,4}){1,3})\Z"
)
_CREDITS = re.compile(
    r"\((?:(?:Additional |Writing and |Compiled and )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Ee]dited|[Ww]ritten)\b[^()\n]{0,400})\)\s*"
)
_END_MARK = re.compile(r"\s*\((?:end|END|ends|ENDS)\)(?:\s[a-z]{2,4}(?:\.[a-z]{2,4})?)?\s*\Z")
_STRONG = "/."
MARK_REACH = 40
"""An end mark is shorter."""
TAIL, MOST_CREDITS = 2000, 6
"""Credits stand in the last characters of a story, and are few."""


def is_signoff(line: str, label: Label | None) -> bool:
    """Whether the whole line is a sign-off by its words: `Message end/`, `انتهای پیام/ر`. May stand anywhere below the
    story.
    """
    if label is None or label.kind != "signoff" or len(line) > 40:
        return False
    rest = fold(line)[len(label.name) :].strip(" :")
    return (" " in label.name and (not rest or rest[0] in _STRONG)) or rest.startswith("/")


def is_closing(line: str) -> bool:
    """Whether a line, being the last of a story, is a code or a single word of farewell and no part of it."""
    return len(line) <= 40 and (
        _CODE_LINE.match(fold(line)) is not None or key(line) in ("end", "ends", "fin", "reuter", "enditem")
    )


def closes_story(line: str) -> bool:
    """Whether a line, being the last of a text, is what newsrooms print below a story: initials, agencies, editors,
    rights.
    """
    return len(line) <= LONGEST_CLOSING and (
        is_closing(line) or is_signature(line) or shares_text(line) or closing_rule(line) is not None
    )


def closings_begin(lines: Sequence[str], first: int, end: int) -> int:
    """Where the lines that close a story begin, any number of them; the line at `first` is a story's whatever it
    says.
    """
    while end > first + 1:
        if not (closes_story(lines[end - 1]) or (is_of_desk(lines[end - 1]) and is_signed(lines[end - 2]))):
            break
        end -= 1
    return end


def without_credits(paragraph: str) -> tuple[str, str | None]:
    """A last paragraph without the credits that close it, and these: `... it said. (Reporting by A; Editing by B)`."""
    body, tail = paragraph[:-TAIL], paragraph[-TAIL:].rstrip()
    credits: list[str] = []
    while len(credits) < MOST_CREDITS and tail.endswith(")") and (start := _last_credit(tail)) is not None:
        credits.insert(0, tail[start:])
        tail = tail[:start].rstrip()
    return body + _without_mark(tail), " ".join(credits) or None


def unsigned(paragraph: str) -> str:
    """A last paragraph without what closes the story behind its last sentence: credits, an agency, an end mark."""
    return without_signature(without_credits(paragraph)[0])


def _without_mark(tail: str) -> str:
    """Without `(END)`; looked for only where it can be, as a search for white space stops at every word."""
    mark = _END_MARK.search(tail, max(0, len(tail) - MARK_REACH))
    return tail[: mark.start()].rstrip() if mark else tail


def _last_credit(tail: str) -> int | None:
    start = tail.rfind("(", max(0, len(tail) - 500))
    return start if start >= 0 and _CREDITS.match(tail, start) else None
