"""The publisher's ID of a story as its address shows it: an ordered list of places to look, the surest first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from copydesk.service.core.addresses.other_names import is_day, is_month, is_short_day, is_year, other_name
from copydesk.service.core.addresses.urls import read_address
from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.text.spelling import fold

_KEYS = tuple(
    "newsid news_id nid storyid story_id articleid article_id aid artid objectid autono idxno contentid docid postid p id cid".split()
)
_VALUE = re.compile(r"(?=[^\d]{0,20}\d)[A-Za-z0-9_.-]{1,64}")
_SHORTEST_BY_KEY = {"p": 3, "id": 3, "cid": 3}

_REUTERS = re.compile(r"(?:^|[-_/])id([A-Z]{2}[A-Z0-9]{2,20}\d{8})(?![A-Za-z0-9])")
_UUID = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])", re.I)
_STORY_WORD = re.compile(any_of(words_of(lambda lexicon: lexicon.page.in_addresses)), re.I)
_MARKED = re.compile(
    r"(?:(?:article|story|news|id|art|ld|nid|doc|post)[._-]?(\d{5,20})|[-_][ains]-?(\d{6,12})|^[ains]-(\d{6,12})|(?:^|[-_./])(ECE\d{4,20})|(?:^|[-_.])(\d\.\d{5,20})|!(\d{5,12}))"
    r"(?![A-Za-z0-9])",
    re.I,
)
_TRAILING = re.compile(r"(?:^|[^A-Za-z0-9])(\d{5,20})$")
_LEADING = re.compile(r"^(\d{5,20})(?![A-Za-z0-9])")
_HEX = re.compile(r"(?<![A-Za-z0-9])(?=[0-9]{0,40}[a-f])(?=[a-f]{0,40}[0-9])([0-9a-f]{12,64})(?![A-Za-z0-9])")
_ALPHANUMERIC = re.compile(r"(?:^|[-_.])([A-Za-z]{0,12}\d[A-Za-z0-9]{5,40})$")
_SHORT_CODE = re.compile(r"[.,](?=[^A-Z]{0,30}[A-Z])(?=[^a-z]{0,30}[a-z])([A-Za-z0-9]{6,30})$")
_CAMEL_CASE = re.compile(r"(?:[A-Z]?[a-z]{2,30}){1,10}")
_SECTION_WORD = re.compile(
    r"sections?|category|categories|cat|tags?|topics|themes|authors?|channels?|rubrics?|page", re.I
)
_DAY_FOLDER = re.compile(r"\d{4}-\d\d?-\d\d?")
_NUMBER_IN_SLUG = re.compile(r"[A-Za-z]{0,3}\d{6,20}")
_EXTENSION = re.compile(r"\.(?:s?html?|aspx?|php|jsp|do|ece|cms|amp|story|article)$", re.I)
_MAX_SEGMENTS = 20


@dataclass(frozen=True, slots=True)
class _Path:
    """What the rules look at: path segments without extension, the query, and the last segment."""

    segments: tuple[str, ...]
    query: str

    @property
    def slug(self) -> str:
        return self.segments[-1] if self.segments else ""


Rule = Callable[[_Path], str | None]


def _query_key(path: _Path) -> str | None:
    if not path.query:
        return None
    pairs = {key.lower(): value for key, _, value in (pair.partition("=") for pair in path.query.split("&")[:50])}
    # A `cid` beside an `id` is the section's.
    found = ((key, pairs.get(key, "")) for key in _KEYS if key != "cid" or "id" not in pairs)
    return next((value for key, value in found if _is_value(key, value)), None)


def _is_value(key: str, value: str) -> bool:
    long_enough = len(value) >= _SHORTEST_BY_KEY.get(key, 1)
    return long_enough and _VALUE.fullmatch(value) is not None and not _is_other(value)


def _old_reuters(path: _Path) -> str | None:
    return next((found[1] for segment in path.segments if (found := _REUTERS.search(segment))), None)


def _uuid(path: _Path) -> str | None:
    found = (uuid[0].lower() for segment in reversed(path.segments) if (uuid := _UUID.search(segment)))
    return next((uuid for uuid in found if other_name(uuid) is None), None)


def _number_segment(path: _Path) -> str | None:
    """`/news/75875/...`: a number after a story word, else the last one, unless the slug behind it has its own."""
    numbers = [i for i, segment in enumerate(path.segments) if _is_number(segment, 5) and _may_be_story(path, i)]
    after_word = [i for i in numbers if i and _STORY_WORD.fullmatch(path.segments[i - 1])]
    if after_word or not numbers:
        return path.segments[after_word[-1]] if after_word else None
    behind = path.slug if numbers[-1] < len(path.segments) - 1 else ""
    return None if _number_of_slug(behind) else path.segments[numbers[-1]]


def _may_be_story(path: _Path, index: int) -> bool:
    """Not a day, a month or a section, nor a counter that begins anew each day: `/2022-05-04/074527.html`."""
    number, before = path.segments[index], path.segments[index - 1] if index else ""
    if _is_other(number) or _SECTION_WORD.fullmatch(before):
        return False
    if is_short_day(number) and not _STORY_WORD.fullmatch(before):
        return index == len(path.segments) - 1 and not _is_number(before, 1)
    return not (number.startswith("0") and len(number) <= 6 and _is_day_folder(path.segments[:index]))


def _is_day_folder(segments: tuple[str, ...]) -> bool:
    """`/2022-05-04`, `/20220504` or `/2022/05/04` is above."""
    last = segments[-1] if segments else ""
    parts = segments[-3:]
    apart = len(parts) == 3 and all(part.isdecimal() for part in parts) and is_year(parts[0])
    return apart or bool(_DAY_FOLDER.fullmatch(last)) or (last.isdecimal() and is_day(last))


def _number_of_slug(slug: str) -> str | None:
    """The number of a slug below a folder's number: `/14677/n-4829145.html`, `/14677/t4829145.html`."""
    path = _Path((slug,), "")
    found = _marked(path) or _trailing(path) or _leading(path) or _alphanumeric(path) or ""
    return found if _NUMBER_IN_SLUG.fullmatch(found) else None


def _short_number(path: _Path) -> str | None:
    """`/story/328/slug`; of two figures only where nothing follows: it may be the number of a section."""
    pairs = zip(path.segments, path.segments[1:], strict=False)
    return next(
        (
            number
            for word, number in pairs
            if _STORY_WORD.fullmatch(word)
            and _is_number(number, 1 if number == path.slug else 3)
            and not (_is_other(number) or (number != path.slug and _is_short_month(number)))
        ),
        None,
    )


def _is_short_month(digits: str) -> bool:
    """`/news/2103/slug`."""
    return len(digits) == 4 and "00" <= digits[:2] < "40" and "01" <= digits[2:] <= "12"


def _marked(path: _Path) -> str | None:
    for segment in reversed(path.segments):
        tokens = (next(group for group in found.groups() if group) for found in _MARKED.finditer(segment))
        if (token := next((token for token in tokens if not _is_other(token)), None)) is not None:
            return token
    return None


def _trailing(path: _Path) -> str | None:
    return _digits(_TRAILING, path.slug)


def _leading(path: _Path) -> str | None:
    return _digits(_LEADING, path.slug)


def _digits(pattern: re.Pattern[str], slug: str) -> str | None:
    found = None if slug.isdecimal() else pattern.search(slug)
    return found[1] if found and not (_is_other(found[1]) or is_short_day(found[1]) or _is_round(found[1])) else None


def _is_other(token: str) -> bool:
    return other_name(token) is not None or is_month(token)


def _is_round(digits: str) -> bool:
    """`...-wins-1000000`: a sum that the headline tells."""
    return digits.endswith("000") and len(digits.rstrip("0")) <= 2


def _hex(path: _Path) -> str | None:
    return next((found[1] for segment in reversed(path.segments) if (found := _HEX.search(segment))), None)


def _alphanumeric(path: _Path) -> str | None:
    """`A2025051516330004328`, or a mixed-case code behind a stop: `...,UAf9GNd`; a word in mixed case is none."""
    if (code := _SHORT_CODE.search(path.slug)) and not _CAMEL_CASE.fullmatch(code[1]):
        return code[1]
    found = None if _TRAILING.search(path.slug) else _ALPHANUMERIC.search(path.slug)
    digits = re.sub(r"\D", "", found[1]) if found else ""
    told = found is not None and len(digits) >= 4 and not (_is_other(digits) or is_short_day(digits))
    return found[1] if found and told else None


# Ordered: on 4,965 Persian pages this order gave the very code that the page prints.
RULES: tuple[tuple[str, Rule], ...] = (
    ("query", _query_key),
    ("reuters", _old_reuters),
    ("uuid", _uuid),
    ("number", _number_segment),
    ("short-number", _short_number),
    ("marked", _marked),
    ("trailing", _trailing),
    ("leading", _leading),
    ("hex", _hex),
    ("alphanumeric", _alphanumeric),
)


def id_in_url(url: str | None) -> tuple[str, str] | None:
    """The ID and the name of the rule that found it: `("75875", "number")`; None for a URL that carries none."""
    address = read_address(url)
    if address is None:
        return None
    path = unquote(address.path) if "%" in address.path else address.path
    segments = [_EXTENSION.sub("", fold(segment)) for segment in path.split("/") if segment]
    pieces = _Path(tuple(segments[-_MAX_SEGMENTS:]), address.query)
    return next(((found, name) for name, rule in RULES if (found := rule(pieces))), None)


def _is_number(segment: str, shortest: int) -> bool:
    return shortest <= len(segment) <= 20 and segment.isascii() and segment.isdecimal()
