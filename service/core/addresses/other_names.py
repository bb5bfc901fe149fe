"""What looks like the ID of a story and names something else: a date, the paper, its host, a template's gap. An ID that
many stories share makes them one, and all but one are lost; a missed ID only doubles a story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from copydesk.service.core.addresses.urls import bare_host, read_address

_GAP = re.compile(r"[{}<>\[\]$]|%[A-Za-z_]{2,40}%|__[A-Za-z]\w{0,40}__|^@")
_NOTHING = frozenset(
    "null none nil nan undefined undef unknown unset default empty false true n/a na id uid guid uuid newsid articleid "
    "todo tbd xxx test example sample".split()
)
_SEPARATED_DATE = re.compile(
    r"\d{4}([-/.])\d{1,2}(?:\1\d{1,2})?(?:[T_ ].{0,30})?|\d{1,2}([-/.])\d{1,2}\2\d{4}|\d{8}T\d{4,6}(?:\D.{0,10})?"
    r"|\d{4}-W\d\d|\d{1,2}:\d\d(?::\d\d)?"
)
_ISSN = re.compile(r"(?:e-?|p-?)?(?:urn:)?issn(?:-l)?[ :_-]{0,3}\d{4}-?\d{3}[\dx]|\d{4}-\d{3}[\dX]", re.I)
_ISBN = re.compile(
    r"(?:urn:)?isbn(?:-?1[03])?[ :_-]{0,3}[\dx-]{10,17}|97[89]-[\d-]{9,12}-\d|(?=.{13}$)\d{1,5}-\d{1,7}-\d{1,6}-[\dx]",
    re.I,
)
_PERSON = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_ANALYTICS = re.compile(
    r"UA-\d{4,12}(?:-\d{1,4})?|G-[A-Z0-9]{8,12}|GTM-[A-Z0-9]{4,10}|GT-[A-Z0-9]{5,12}|(?:AW|DC)-\d{6,12}|"
    r"(?:ca-)?(?:mb-|video-)?pub-\d{8,20}",
    re.I,
)
_HOST = re.compile(r"(?:[a-z0-9_-]{1,63}\.){1,8}(?:xn--[a-z0-9-]{2,59}|[a-z]{2,18})(?::\d{1,5})?/?", re.I)
_FILE = re.compile(r".{0,4096}\.(?:s?html?|aspx?|php|jsp|do|ece|cms|xml|json|jpe?g|png|gif|webp|pdf|mp[34])", re.I)
_VERSION = re.compile(r"v?\d{1,3}(?:\.\d{1,3}){1,4}", re.I)
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_LONGEST_WORDS = 20

Kind = Callable[[str], bool]


def is_year(digits: str) -> bool:
    """1900 to 2099, or a year of the Persian and the Islamic calendars."""
    return len(digits) == 4 and (1900 <= int(digits) <= 2099 or 1300 <= int(digits) <= 1499)


def is_month(digits: str) -> bool:
    """202010, 102020, 139905: the folder of a month, and all its stories. No address has news of before 1990."""
    if len(digits) != 6 or not digits.isdecimal():
        return False
    if _in_print(digits[2:]) and 1 <= int(digits[:2]) <= 12:
        return True
    return 1 <= int(digits[4:]) <= 12 and (_in_print(digits[:4]) or "1370" <= digits[:4] < "1430")


def _in_print(year: str) -> bool:
    return "1990" <= year < "2040"


def is_day(digits: str) -> bool:
    """20190227, 27022019, 02272019 and 13990521; 19852382 is an ID, as there is no month 23."""
    if len(digits) != 8:
        return False
    year, first, second = digits[4:], digits[:2], digits[2:4]
    turned = _in_print(year) and (_is_day(year, second, first) or _is_day(year, first, second))
    return turned or _is_day(digits[:4], digits[4:6], digits[6:])


def is_short_day(digits: str) -> bool:
    """240625 beside a slug's words is as likely the day as a number, and two stories of one day must not be one: the
    address names them apart.
    """
    return len(digits) == 6 and int(digits[:2]) < 40 and 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:]) <= 31


def _is_day(year: str, month: str, day: str) -> bool:
    if not is_year(year):
        return False
    if year < "1500":
        return 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def is_gap(text: str) -> bool:
    """A template's place that nothing was filled into: `{{id}}`, `%ID%`, `null`, `-`."""
    return not any(map(str.isalnum, text)) or bool(_GAP.search(text)) or text.casefold() in _NOTHING


def _is_zero(text: str) -> bool:
    """`0`, `-1`, the UUID of zeros, and the nines that stand for none."""
    signs = text.replace("-", "")
    return set(signs) <= {"0"} or text == "-1" or (len(signs) > 5 and set(signs) <= {"9"})


def _is_date(text: str) -> bool:
    if text.isascii() and text.isdecimal():
        # 203511 may be a month or the story after 203510, where nothing says that it is a folder.
        return is_year(text) or is_day(text)
    return bool(_SEPARATED_DATE.fullmatch(text))


def _is_issn(text: str) -> bool:
    """Without its hyphen only where its zeros and its check digit tell: any eight digits may be a story's number."""
    if _ISSN.fullmatch(text):
        return True
    if not re.fullmatch(r"0\d{6}[\dX]", text):
        return False
    digits = [10 if digit == "X" else int(digit) for digit in text]
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


def _is_isbn(text: str) -> bool:
    return bool(_ISBN.fullmatch(text)) or (len(text) == 13 and text[:3] in ("978", "979") and _sums_up(text))


def _sums_up(text: str) -> bool:
    """The check digit of an ISBN: a number of a story has it by one chance in ten."""
    digits = [int(digit) for digit in text] if text.isascii() and text.isdecimal() else [1]
    return (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


def _is_host(text: str) -> bool:
    """`harbourpost24.example`, and the address of a front page."""
    address = read_address(text) if "://" in text else None
    if address is not None:
        return address.path in ("", "/") and not address.query
    return bool(_HOST.fullmatch(text)) and text.islower() and not _FILE.fullmatch(text)


def _is_words(text: str) -> bool:
    """`NewsArticle`, `channel5`, `page-template-2`: the kind of page or its publisher in words, which many pages share."""
    pieces = _PIECE.findall(text)
    words = [piece for piece in pieces if not piece.isdecimal()]
    digits = sum(len(piece) for piece in pieces if piece.isdecimal())
    return (
        text.isascii()
        and ":" not in text
        and len(text) <= _LONGEST_WORDS
        and digits <= 2
        and bool(words)
        and all(len(word) > 1 for word in words)
    )


_NUMBERED = re.compile(r"[A-Za-z_-]{0,20}\d{3,20}[A-Za-z_-]{0,20}")


def _is_empty_urn(text: str) -> bool:
    """`urn:example:0`, `tag:example.com,2019:null`: a scheme around nothing; not where a number of its own stands before
    a version of 0, `20190304:EXW:8883:0`.
    """
    if ":" not in text:
        return False
    *parts, last = re.split(r"[:/#=]", text)
    numbered = any(_NUMBERED.fullmatch(part) and not is_day(part) for part in parts)
    return is_gap(last) or (_is_zero(last) and not numbered)


KINDS: tuple[tuple[str, Kind], ...] = (
    ("gap", is_gap),
    ("zero", _is_zero),
    ("date", _is_date),
    ("issn", _is_issn),
    ("isbn", _is_isbn),
    ("person", lambda text: bool(_PERSON.fullmatch(text))),
    ("analytics", lambda text: bool(_ANALYTICS.fullmatch(text))),
    ("version", lambda text: bool(_VERSION.fullmatch(text))),
    ("host", _is_host),
    ("urn", _is_empty_urn),
    ("words", _is_words),
)
"""Each kind of name that many stories share, by the code that the warning gives it."""


def other_name(text: str, url: str | None = None) -> str | None:
    """The kind of thing that a supposed ID names, `issn`; None for what may be a story's. `url` is the document's
    address, whose host may be it.
    """
    stripped = text.strip()
    if url and _is_publisher(stripped, url):
        return "publisher"
    return next((kind for kind, holds in KINDS if holds(stripped)), None)


def first_story_id(
    offered: Iterable[tuple[str, str]], kind_of: Callable[[str], str | None]
) -> tuple[tuple[str, str] | None, tuple[str, ...]]:
    """Of IDs with their rules the first that may be a story's, and a warning for each before it that names, by
    `kind_of`, something else.
    """
    warnings: list[str] = []
    for news_id, rule in offered:
        kind = kind_of(news_id)
        if kind is None:
            return (news_id, rule), tuple(warnings)
        warnings.append(f"unusable_id:metadata:{kind}")
    return None, tuple(warnings)


def _is_publisher(text: str, url: str) -> bool:
    """The host or a part of it, `harbourpost24`."""
    host = bare_host(url) or ""
    return _plain(text) in {_plain(name) for name in (host, host.rpartition(".")[0], *host.split(".")) if name}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())
