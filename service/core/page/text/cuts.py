"""Where a headline ends that is run into the story in a script without capitals: every place in its line that may be the
seam is an offer, and what stands around it and comes again in the text are the offer's features. Which one is right is
learned (`weights/text_cut.py`). What capitals, the address and signs tell is in glued.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from copydesk.service.core.page.choice import Offer, chosen, judge
from copydesk.service.core.page.text.glued import REACH, Cut, is_sensible
from copydesk.service.core.page.text.weights.cut import WEIGHTS
from copydesk.service.core.text.spelling import fold

MOST_LINES, LINE_REACH, LONGEST_WORD = 40, 420, 40
"""So many lines, and so much of each, say which words a text knows."""
BELOW = 240
"""So much behind a seam may say again what the headline does."""
LONG_WORD = 4
FEWEST_OF_SLUG = 4
_AROUND = '!؟?«»()"“”…:.،؛/'
WITHIN = "within a word"
_UNCASED = re.compile("[\u0590-\u08ff\u0900-\u0dff]{3}")
_TOKEN = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"([^\W\d_]+)[»)”\"]?[.؟?!:،؛](?:\s|\Z)")
_CLOSING, _OPENING = '!؟?»)”"…:.', '«(“"'
_LENGTHS, _COUNTS = (20, 30, 40, 55, 70, 90, 120, 160, 220), (3, 4, 5, 6, 8, 10, 13, 17, 22, 30)
_SHARES = ((0.0, "none"), (0.2, "a few"), (0.4, "some"), (0.6, "half"), (1.01, "most"))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, and how often each stands in it."""

    times: Counter[str]
    last: frozenset[str]
    """Those that end a sentence or a part of one."""
    first: frozenset[str]
    """Those that begin a line."""


def words_of_text(lines: Iterable[str]) -> Words:
    """The words of these folded lines."""
    times: Counter[str] = Counter()
    last, first = set[str](), set[str]()
    for line in lines:
        words = _LETTERS.findall(line)
        times.update(words)
        first.update(words[:1])
        last.update(_LAST.findall(line))
    return Words(times, frozenset(last), frozenset(first))


def learned_cut(line: str, others: Iterable[str], slug: tuple[str, ...]) -> Cut | None:
    """Where the headline at the line's beginning ends, if a place is sure enough; `others`: the text's other lines,
    folded; `slug`: the words of its address.
    """
    offers = cut_offers(line, others, slug)
    offer = chosen(judge(offers, WEIGHTS), WEIGHTS) if offers else None
    return Cut(offer.value, "glued:learned") if offer else None


def cut_offers(line: str, others: Iterable[str], slug: tuple[str, ...]) -> list[Offer[int]]:
    """Every place where the headline may end; none in a line whose script has capitals, or that the address spells to
    its end.
    """
    head = fold(line[:REACH])
    if not _UNCASED.search(head) or (len(slug) >= FEWEST_OF_SLUG and _last_word(line) == slug[-1]):
        return []
    text = words_of_text([*others, fold(line[len(head) : len(head) + LINE_REACH])])
    own = Counter(_LETTERS.findall(head))
    seams = [seam for seam in _seams(head) if is_sensible(line[: REACH + BELOW], seam)]
    return [
        Offer(at, frozenset((*_features(line, head, at, text, own), *_of_address(head, at, slug))))
        for at in seams
        if _is_possible(head, at, text, own)
    ]


def _seams(head: str) -> Iterator[int]:
    """Every place within a word, or between a word and a sign, that no space parts."""
    for token in _TOKEN.finditer(head):
        yield from range(token.start() + 1, token.end())


def _parts(head: str, at: int) -> tuple[str, str]:
    """The letters right before a seam and right behind it."""
    words, behind = _LETTERS.findall(head[head.rfind(" ", 0, at) + 1 : at]), _LETTERS.match(head, at)
    return words[-1] if words and head[at - 1].isalpha() else "", behind[0] if behind else ""


def _is_possible(head: str, at: int, text: Words, own: Counter[str]) -> bool:
    """A seam within a word parts it into two, one of which the text knows; else a sign closes or opens there."""
    left, right = head[at - 1], head[at]
    if left.isalpha() and right.isalpha():
        before, behind = _parts(head, at)
        return len(before) > 1 and len(behind) > 1 and (text.times[before] > 0 or text.times[behind] > 0)
    if right in _OPENING and (left.isalnum() or left in _CLOSING):
        return True
    return left in _CLOSING and right.isalpha()


def _features(line: str, head: str, at: int, text: Words, own: Counter[str]) -> Iterator[str]:
    before, behind = _parts(head, at)
    kind = _kind(head[at - 1], head[at])
    yield kind
    yield from _of_word(before, behind, text, own) if kind == WITHIN else _of_sign(kind, head, at, before, behind)
    if before in text.last:
        yield from ("ends sentences", f"{kind}, ends sentences")
    if behind in text.first:
        yield f"{kind}, begins lines"
    yield f"{_bin(len(head[:at].split()), _COUNTS)} words"
    yield f"length to {_bin(at, _LENGTHS)}"
    yield from _of_sentences(line, head, at)


def _kind(left: str, right: str) -> str:
    if left.isalpha() and right.isalpha():
        return WITHIN
    return f"behind {_named(left)}" if left in _CLOSING else f"before {_named(right)}"


def _named(sign: str) -> str:
    return "a quotation mark" if sign == '"' else sign


def _of_word(before: str, behind: str, text: Words, own: Counter[str]) -> Iterator[str]:
    """The two words that a seam within a word makes of it."""
    is_word = text.times[before + behind] or own[before + behind] > 1
    yield "the whole is a word" if is_word else "the whole is no word"
    yield f"before {_known(before, text)}, behind {_known(behind, text)}"
    yield f"before {_known(before, text)} of {min(len(before), 6)} letters"
    yield f"behind {_known(behind, text)} of {min(len(behind), 6)} letters"


def _of_sign(kind: str, head: str, at: int, before: str, behind: str) -> Iterator[str]:
    """The sign at a seam; of quotation marks that open and close alike the second closes."""
    yield f"{kind}, {'a word' if before else 'no word'} before, {'a word' if behind else 'no word'} behind"
    if '"' in head[at - 1 : at + 1]:
        yield f"{kind}, {'odd' if head[:at].count(chr(34)) % 2 else 'even'} in order"


def _of_sentences(line: str, head: str, at: int) -> Iterator[str]:
    said = {word for word in _LETTERS.findall(head[:at]) if len(word) >= LONG_WORD}
    below = {word for word in _LETTERS.findall(fold(line[at : at + BELOW])) if len(word) >= LONG_WORD}
    share = len(said & below) / len(said) if said else 0.0
    yield f"{next(name for most, name in _SHARES if share <= most)} of it comes again"
    if stops := len(re.findall(r"[.؟?!]\s", head[: at - 1])):
        yield f"{min(stops, 2)} stops before it"
    if next(iter(re.findall(r"[^\W\d_]{4,}", head[at:])), "") in said:
        yield "the next word comes again"


def _of_address(head: str, at: int, slug: tuple[str, ...]) -> Iterator[str]:
    if len(slug) >= FEWEST_OF_SLUG and _last_word(head[:at]) == slug[-1]:
        yield "the address ends there"


def _last_word(text: str) -> str:
    return fold(text[-LONGEST_WORD:]).lower().rpartition(" ")[2].strip(_AROUND)


def _known(word: str, text: Words) -> str:
    times = text.times[word]
    return "unknown" if not times else "known" if times < 4 else "well known"


def _bin(number: int, bins: tuple[int, ...]) -> int | str:
    return next((most for most in bins if number <= most), "more")
