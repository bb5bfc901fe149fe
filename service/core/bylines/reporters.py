"""Reporters whom a story's own words name: `(연합뉴스) 홍길동 기자 = ...`, `新华社北京6月25日电（记者马芙蓉）`. Lines that are bylines only are
read elsewhere.
"""

from __future__ import annotations

import re

from copydesk.schemas.parsed import Author
from copydesk.service.core.bylines.people import han_names, is_house, is_name
from copydesk.service.core.bylines.words import author

Signed = tuple[str, tuple[Author, ...], str]

HEAD, TAIL, PARAGRAPH = 90, 60, 90
"""A reporter stands in the first or the last characters of a paragraph."""

_KOREAN = "선임기자|인턴기자|기자|특파원|통신원|논설위원"
_HANGUL = "[\uac00-\ud7af]{2,4}"
# name, paragraph's beginning, why
_AT_HEAD: tuple[tuple[str, re.Pattern[str]], ...] = (
    # Korean agencies: place and agency in brackets, the names, the word for reporter, an equals sign.
    (
        "korean-dateline",
        re.compile(
            rf"[\[(（【][^\])）】]{{2,30}}[\])）】]\s{{0,2}}(({_HANGUL}(?:[\s·,]{{1,2}}{_HANGUL}){{0,3}})\s?(?:{_KOREAN}))\s?="
        ),
    ),
    # Chinese agencies: in brackets behind place and date. What stands between name and bracket would be the place: then
    # none is read.
    (
        "chinese-dateline",
        re.compile(
            r".{0,40}[（(]([^（()）]{0,8}[记記]者[\s:：\u3000]{0,2}([\u3400-\u9fff]{2,4}(?:[、，\s\u3000][\u3400-\u9fff]{2,4}){0,5}))[）)]"
        ),
    ),
)
_BEFORE_PLACE = re.compile(
    r"[（(]中央社(記者)((?:[\u3400-\u9fff]{2,3}、){0,4})([\u3400-\u9fff]{4,6})\d{1,2}日專?[電电]"
)
_LONG_PLACES = ("縣", "市", "華盛頓", "洛杉磯", "舊金山", "莫斯科", "新德里", "日內瓦", "斯德哥爾摩")
_SAYS = re.compile("[者자원]")
_PICTURE = re.compile(r"撮影|提供|写真|[Pp]hoto|[Pp]icture")
# `(c)AFP/Ada LOVELACE` behind a full stop: Agence France-Presse signs so.
_AT_TAIL = re.compile(r"[.。！？!?」”\"]\s?((?:\(c\)|©)\s?([A-Z]{2,8})/\s?([^/()\d。]{4,40}))\Z")


def reporters_of(line: str) -> Signed | None:
    """What a paragraph prints of its reporters, their names, and the rule that found them."""
    return _at_head(line[:HEAD]) or _before_place(line[:HEAD]) or _at_tail(line)


def _at_head(head: str) -> Signed | None:
    if head.isascii() or not _SAYS.search(head):
        return None
    for rule, pattern in _AT_HEAD:
        if (found := pattern.match(head)) and (names := han_names(found[2].replace("·", " "))):
            return found[1].strip(), tuple(map(author, names)), rule
    return None


def _before_place(head: str) -> Signed | None:
    """Taiwan's agency prints no space between its reporter and the place: names have three characters, except where
    that leaves too few for a place.
    """
    found = _BEFORE_PLACE.match(head) if head[:1] in "(（" else None
    if found is None:
        return None
    last = found[3]
    cut = 2 if len(last) == 4 or (len(last) == 5 and last.endswith(_LONG_PLACES)) else 3
    names = han_names(found[2] + last[:cut])
    return (found[1] + found[2] + last[:cut], tuple(map(author, names)), "taiwanese-dateline") if names else None


def _at_tail(line: str) -> Signed | None:
    """Pictures are signed so too, but their captions are short, and say that they are pictures."""
    if len(line) < PARAGRAPH or "/" not in line[-TAIL:] or _PICTURE.search(line, len(line) - PARAGRAPH):
        return None
    found = _AT_TAIL.search(line, max(0, len(line) - TAIL))
    if found is None or not is_house(found[2], "a") or not is_name(found[3].strip()):
        return None
    return found[1], (author(found[3].strip()),), "signed"
