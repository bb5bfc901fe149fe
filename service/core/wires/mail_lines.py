"""The lines of a mail: those of its own, without signature, list footer and quoted mails, and paragraphs made of
wrapped ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.lines.notices import is_notice
from copydesk.service.core.lines.shape import ends_sentence
from copydesk.service.core.text.scripts import HAN
from copydesk.service.core.text.spelling import fold

MOST_ABOVE = 200
"""Characters that somebody who passes a mail on may write above it; more make it an answer."""
_SLACK = 12
"""A line is wrapped where the next word would come so near to the width: people wrap unevenly."""
_NARROW, _WIDE = 40, 100
_MOST_FLOWED = 12_000
_MOST_RULES = 20
"""A list's software writes below one of the last rules."""

_RULE = re.compile(r"[_=*~#-]{8,}\s*\Z")
_LIST = re.compile(r"mailing list|listinfo|list-manage|\bgroups\b", re.I)
_BULLET = re.compile(r"(?:[-*\u2022\u00b7\u2013\u2014]|\(?\d{1,2}[.)])\s")
# In scripts without spaces a line is full to the last character or two.
_UNSPACED = re.compile(f"[\u3040-\u30ff{HAN}]")
_TO_EDITORS = re.compile(rf"(?:{any_of(words_of(lambda lexicon: lexicon.signals.to_editors))}):\s")
_QUOTE = re.compile(r"(?:>\s?){1,20}")


def _labels(words: tuple[str, ...]) -> re.Pattern[str]:
    # Clients print their own names of headers bold, between asterisks.
    return re.compile(rf"\W{{0,8}}(?:{any_of(words)})\*?\s?:\s?\*?\s?(?P<value>.*)", re.I)


_FORWARDED = re.compile(
    rf"[-_>\s]{{0,40}}(?:{any_of(words_of(lambda lexicon: lexicon.mails.forwarded))})\s?:?[-_\s]{{0,40}}\Z", re.I
)
_HEADERS = {
    "subject": _labels(words_of(lambda lexicon: lexicon.mails.subjects)),
    "date": _labels(words_of(lambda lexicon: lexicon.mails.dates)),
    "from": _labels(words_of(lambda lexicon: lexicon.mails.senders)),
    "to": _labels(words_of(lambda lexicon: lexicon.mails.receivers)),
}


@dataclass(frozen=True, slots=True)
class OwnLines:
    """What a mail says itself; `forwarded` holds the headers of the mail that it passes on, as it prints them."""

    lines: list[str]
    forwarded: dict[str, str] = field(default_factory=dict)


def own_lines(lines: Sequence[str]) -> OwnLines:
    """The lines of the mail, or of the one that it passes on."""
    lines = _unquoted(lines)
    begin, end, headers = _printed_headers(lines)
    if not headers:
        return OwnLines(_without_footer(lines))
    above = [line for line in lines[:begin] if not _FORWARDED.match(fold(line))]
    if sum(map(len, above)) > MOST_ABOVE:
        return OwnLines(_without_footer(above))
    return OwnLines(_without_footer(lines[end:]), headers)


def _unquoted(lines: Sequence[str]) -> list[str]:
    """An answer without what it quotes; a mail of nothing but a quotation without the marks."""
    quoted = [line.startswith(">") for line in lines]
    if 2 * sum(quoted) > sum(1 for line in lines if line.strip()):
        return [_QUOTE.sub("", line, count=1) if line.startswith(">") else line for line in lines]
    begins = [below and not here for here, below in zip(quoted, [*quoted[1:], False], strict=False)]
    # `On Tuesday Ada Lovelace wrote:`
    return [
        line
        for line, is_quote, above in zip(lines, quoted, begins, strict=True)
        if not is_quote and not (above and line.rstrip().endswith(":"))
    ]


def _printed_headers(lines: Sequence[str]) -> tuple[int, int, dict[str, str]]:
    """Where three printed headers in a row begin and end, a sender and a subject among them."""
    found: dict[str, str] = {}
    begin = 0
    for index, line in enumerate(lines):
        named = _header(line) if ":" in line[:60] else None
        if named:
            begin = begin if found else index
            found.setdefault(*named)
        elif len(found) >= 3 and {"subject", "from"} <= found.keys():
            return begin, index, found
        elif line.strip():
            found = {}
    return 0, 0, {}


def _header(line: str) -> tuple[str, str] | None:
    folded = fold(line[:300])
    return next(
        ((name, one["value"].strip()) for name, label in _HEADERS.items() if (one := label.match(folded))), None
    )


def _without_footer(lines: Sequence[str]) -> list[str]:
    """Above the signature, `-- ` on a line of its own (RFC 3676), and what a list's software adds below a rule."""
    spoken = next((index for index, line in enumerate(lines) if line.strip()), 0)
    signed = [index for index, line in enumerate(lines) if line.rstrip() == "--" and index > spoken][:1]
    ruled = [index for index, line in enumerate(lines) if _RULE.match(line)][-_MOST_RULES:]
    listed = (index for index in ruled if any(map(_is_of_list, lines[index + 1 : index + 5])))
    return list(lines[: min([*signed, next(listed, len(lines))])])


def _is_of_list(line: str) -> bool:
    return _LIST.search(line[:200]) is not None or is_notice(fold(line))


def flowed(text: str, *, delete_space: bool) -> str:
    """A text in `format=flowed` with those lines joined that end in a space, RFC 3676; a blank line keeps each from the
    next.
    """
    lines: list[list[str]] = []
    open_line = False
    for raw in text.split("\n", _MOST_FLOWED)[:_MOST_FLOWED]:
        line = raw[1:] if raw.startswith(" ") else raw
        flows = line.endswith(" ") and line != "-- "
        words = line[:-1] if flows and delete_space else line
        if open_line and line != "-- ":
            lines[-1].append(words)
        else:
            lines.append([words])
        open_line = flows
    return "\n\n".join("".join(parts) for parts in lines)


def paragraphs_of_mail(lines: Sequence[str]) -> list[str]:
    """One line for each paragraph: lines that were wrapped at a width are joined again; where they are longer than
    people wrap, none was.
    """
    width = _width(lines)
    # One alone is a dash or a number that came to stand first.
    listed = sum(1 for line in lines if _BULLET.match(line.strip())) > 1
    paragraphs: list[str] = []
    above = ""
    for line in lines:
        words = line.strip()
        if (
            words
            and above
            and width <= _WIDE
            and not (listed and _BULLET.match(words))
            and not _TO_EDITORS.match(words)
            and _goes_on(above, words, width)
        ):
            paragraphs[-1] = f"{paragraphs[-1]}{'' if _UNSPACED.match(above[-1]) else ' '}{words}"
        elif words:
            paragraphs.append(words)
        above = line.rstrip() if words else ""
    return paragraphs


def _width(lines: Sequence[str]) -> int:
    """Nine in ten of the lines that have another right below are no longer: an address or a long word may be."""
    inner = sorted(len(line.rstrip()) for line, below in pairwise(lines) if line.strip() and below.strip())
    return inner[len(inner) * 9 // 10] if inner else 0


def _goes_on(above: str, words: str, width: int) -> bool:
    if _UNSPACED.search(above[-2:]):
        return len(above) >= width - 2 and not ends_sentence(above)
    return len(above) + 1 + len(words.split(" ", 1)[0]) > max(width, _NARROW) - _SLACK or words[:1].islower()
