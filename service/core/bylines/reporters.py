"""Reporters whom a story's own words name: `(연합뉴스) 홍길동 기자 = ...`, `新华社北京6月25日电（记者马芙蓉）`. Lines that are bylines only are
read elsewhere.
"""

from __future__ import annotations

import re

from copydesk.schemas.parsed import Author
from copydesk.service.core.bylines.people import han_names, is_house, is_name, is_outlet
from copydesk.service.core.bylines.words import author
from copydesk.service.core.datelines.places import name_before_place
from copydesk.service.core.lexicon import LEXICONS, any_of, words_of
from copydesk.service.core.text.scripts import HAN, KANA

Signed = tuple[str, tuple[Author, ...], str]

HEAD, TAIL, PARAGRAPH = 90, 60, 90
"""A reporter stands in the first or the last characters of a paragraph."""

# name, paragraph's beginning
_AT_HEAD = tuple(
    (rule, re.compile(pattern)) for lexicon in LEXICONS for rule, pattern in lexicon.bylines.in_datelines.items()
)
_JOINED = tuple(re.compile(lexicon.bylines.joined) for lexicon in LEXICONS if lexicon.bylines.joined)
_REPORTERS = words_of(lambda lexicon: lexicon.bylines.reporters)
_SAYS = re.compile(f"[{''.join(sorted({word[-1] for word in _REPORTERS}))}]")
_PICTURE = re.compile(any_of(words_of(lambda lexicon: lexicon.bylines.pictures)))
# `(c)AFP/Ada LOVELACE` behind a full stop: Agence France-Presse signs so.
_AT_TAIL = re.compile(r"[.。！？!?」”\"]\s?((?:\(c\)|©)\s?([A-Z]{2,8})/\s?([^/()\d。]{4,40}))\Z")

# `（记者 王立平 通讯员 陈晓燕）` behind the last sentence, or below it.
_OFFICES = any_of(words_of(lambda lexicon: (*lexicon.bylines.reporters, *lexicon.bylines.offices_before)))
_OFFICE = re.compile(rf"[\s\u3000]?(?:{_OFFICES})[\s:：\u3000]{{0,2}}")
_HAN_NAMES = rf"[{HAN}]{{2,4}}(?:(?:[、，,\s\u3000]|(?:{_OFFICES})){{1,3}}[{HAN}]{{2,4}}){{0,5}}"
_AT_END = re.compile(
    rf"(?:\A|[。！？”」』])\s?([（(][^（()）]{{0,8}}?(?:{_OFFICES})[\s:：\u3000]{{0,2}}({_HAN_NAMES})[）)])\Z"
)
_BRACKETED = re.compile(
    rf"[。」』]\s?(【([{HAN}{KANA}\u3005]{{3,8}}(?:[、，・][{HAN}{KANA}\u3005]{{3,8}}){{0,3}})】)\Z"
)


def reporters_of(line: str) -> Signed | None:
    """What a paragraph prints of its reporters, their names, and the rule that found them."""
    return _at_end(line) or _at_head(line[:HEAD]) or _before_place(line[:HEAD]) or _at_tail(line) or _in_brackets(line)


def _at_head(head: str) -> Signed | None:
    if head.isascii() or not _SAYS.search(head):
        return None
    for rule, pattern in _AT_HEAD:
        if (found := pattern.match(head)) and (names := han_names(_OFFICE.sub(" ", found[2]).replace("·", " "))):
            return found[1].strip(), tuple(map(author, names)), rule
    return None


def _before_place(head: str) -> Signed | None:
    """Taiwan's agency prints no space between its reporter and the place."""
    found = next(filter(None, (form.match(head) for form in _JOINED)), None) if head[:1] in "(（" else None
    if found is None:
        return None
    words = found[2] + found[3][: name_before_place(found[3])]
    names = han_names(words)
    return (found[1] + words, tuple(map(author, names)), "taiwanese-dateline") if names else None


def _at_end(line: str) -> Signed | None:
    """A Chinese newsroom signs so, each office before its names."""
    found = _AT_END.search(line, max(0, len(line) - TAIL)) if line[-1:] in ")）" else None
    names = han_names(_OFFICE.sub(" ", found[2])) if found and not _PICTURE.search(found[1]) else ()
    return (found[1], tuple(map(author, names)), "chinese-signature") if found and names else None


def _in_brackets(line: str) -> Signed | None:
    """A Japanese newsroom signs behind the last sentence: `開通した。【山田花子、鈴木一郎】`."""
    found = _BRACKETED.search(line, max(0, len(line) - TAIL)) if line.endswith("】") else None
    if found is None or _PICTURE.search(found[1]):
        return None
    names = [name for name in re.split("[、，・]", found[2]) if name]
    if any(is_outlet(name) for name in names):
        return None
    return found[1], tuple(map(author, names)), "japanese-signature"


def _at_tail(line: str) -> Signed | None:
    """Pictures are signed so too, but their captions are short, and say that they are pictures."""
    if len(line) < PARAGRAPH or "/" not in line[-TAIL:] or _PICTURE.search(line, len(line) - PARAGRAPH):
        return None
    found = _AT_TAIL.search(line, max(0, len(line) - TAIL))
    if found is None or not is_house(found[2], "a") or not is_name(found[3].strip()):
        return None
    return found[1], (author(found[3].strip()),), "signed"
