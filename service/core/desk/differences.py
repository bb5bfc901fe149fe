"""What a version changes: paragraphs that came, went, changed and moved, and the words of headline and abstract.

The standing version is remembered by its paragraphs' hashes and these two texts. Of each version the memory keeps what its
document does not tell (`Edits`), so that the document, read again, gives the same changes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import orjson

from copydesk.schemas.article import Change
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.text.scripts import WORD
from copydesk.service.core.text.sequences import Box, Pair, common_ends, longest_rising

PARAGRAPH_BYTES = 6
"""Of a paragraph's hash: of two versions of a thousand paragraphs, one pair in 300 million million is equal by chance."""

MOST_PARAGRAPHS, MOST_STEPS, LONGEST_STEPS = 500, 200, 300
"""Of a body that is compared; of what is told of it; characters of that in the memory. Beyond, it changed as a whole."""
LONGEST_TEXT, MOST_REMOVED = 600, 600
"""Characters of a headline or abstract that is remembered, and of the words that it lost."""
LONGEST_VALUE = 200
"""Bytes of JSON of a value that stands in a change too."""

_BODY, _TEXTS = "body_text", ("headline", "abstract")
_STEP = re.compile(r"([-+~])(\d+)(?:\.(\d+))?|>(\d+)\.(\d+)")

Words = tuple[int | str, ...]
"""`(3, "old words", -2)`: three words stay, these went, two came. Which came is in the new text."""


class Texts(NamedTuple):
    """What the next version is compared with."""

    headline: str | None
    abstract: str | None
    """None where there is none, and where it is too long to be remembered."""
    paragraphs: bytes | None
    """PARAGRAPH_BYTES each; None of a body of too many."""


class Edits(NamedTuple):
    """What a version's document does not tell of how it differs from the one before."""

    body: str | None = None
    """`-3 +5.2 ~9 >4.1`: paragraph 3 of the version before went, of this one 5 and 6 came, 9 is another, 4 was 1. None where it is
    not known, or too much.
    """
    headline: Words | None = None
    abstract: Words | None = None


def texts_of(article: ParsedArticle) -> Texts:
    """What is remembered of a version for the next."""
    return Texts(_short(article.headline), _short(article.abstract), _hashed(article.body_text))


def edits_of(article: ParsedArticle, before: Texts | None) -> Edits:
    """How a document differs from the version that stands."""
    if before is None:
        return Edits()
    return Edits(
        _body_edits(before.paragraphs, _hashed(article.body_text)),
        _word_edits(before.headline, article.headline),
        _word_edits(before.abstract, article.abstract),
    )


def changes(article: ParsedArticle, changed: Sequence[str], edits: Edits | None) -> list[Change]:
    """At least one for each field that changed, in that order; none where the version was made by a release that told none."""
    return [] if edits is None else [change for name in changed for change in _changes_of(article, name, edits)]


def _changes_of(article: ParsedArticle, name: str, edits: Edits) -> list[Change]:
    now, path = getattr(article, name), f"/{name}"
    if name == _BODY and edits.body:
        return [_paragraph_change(*step) for step in _steps(edits.body)]
    words = getattr(edits, name) if name in _TEXTS else None
    if words:
        return [Change(op="replace", path=path, words=_told_words(words, now))]
    if not now:
        return [Change(op="remove", path=path)]
    return [Change(op="replace", path=path, value=None if name == _BODY else _short_value(now))]


def _short(text: str | None) -> str | None:
    return text if text and len(text) <= LONGEST_TEXT else None


def _short_value(value: object) -> Any:
    """As JSON; None for a long one."""
    packed = orjson.dumps(value, default=as_told, option=orjson.OPT_UTC_Z)
    return orjson.loads(packed) if len(packed) <= LONGEST_VALUE else None


def as_told(part: object) -> dict[str, object]:
    """What a document says in a part of it, for orjson: not where its place is (`geo`), which the desk adds."""
    return {name: value for name, value in vars(part).items() if name != "geo"}


# The body.


def _hashed(body: str) -> bytes | None:
    paragraphs = body.split("\n\n")
    if len(paragraphs) > MOST_PARAGRAPHS:
        return None
    return b"".join(blake2b(each.encode(), digest_size=PARAGRAPH_BYTES).digest() for each in paragraphs)


def _body_edits(before: bytes | None, after: bytes | None) -> str | None:
    if before is None or after is None or before == after:
        return None
    steps = list(_body_steps(_parts(before), _parts(after)))
    told = " ".join(_joined(steps))
    return told if len(steps) <= MOST_STEPS and len(told) <= LONGEST_STEPS else None


def _parts(hashes: bytes) -> list[bytes]:
    return [hashes[n : n + PARAGRAPH_BYTES] for n in range(0, len(hashes), PARAGRAPH_BYTES)]


_Step = tuple[str, int, int]
"""What became of a paragraph, which one, and of a moved one where it was."""


def _body_steps(before: Sequence[bytes], after: Sequence[bytes]) -> Iterator[_Step]:
    """From the first paragraph to the last; between two that stay, what went stands beside what came, in order."""
    stayed = aligned(before, after)
    moved = _moved(before, after, stayed)
    gone = set(range(len(before))) - {old for old, _ in stayed} - set(moved.values())
    for (old, new), (next_old, next_new) in pairwise([(-1, -1), *stayed, (len(before), len(after))]):
        removed = [n for n in range(old + 1, next_old) if n in gone]
        added = [n for n in range(new + 1, next_new) if n not in moved]
        both = min(len(removed), len(added))
        yield from (("~", n, 0) for n in added[:both])
        yield from (("-", n, 0) for n in removed[both:])
        yield from (("+", n, 0) for n in added[both:])
        yield from ((">", n, moved[n]) for n in range(new + 1, next_new) if n in moved)


def _moved(before: Sequence[bytes], after: Sequence[bytes], stayed: Sequence[Pair]) -> dict[int, int]:
    """Of each paragraph that is in both and did not stay in order, where it was."""
    old_stayed, new_stayed = {old for old, _ in stayed}, {new for _, new in stayed}
    left: dict[bytes, list[int]] = defaultdict(list)
    for old in reversed(range(len(before))):
        if old not in old_stayed:
            left[before[old]].append(old)
    return {new: left[after[new]].pop() for new in range(len(after)) if new not in new_stayed and left.get(after[new])}


def _joined(steps: Sequence[_Step]) -> Iterator[str]:
    """`-3.2` for two that follow each other."""
    at = 0
    while at < len(steps):
        kind, first, old = steps[at]
        end = at + 1
        while kind != ">" and end < len(steps) and steps[end] == (kind, first + end - at, 0):
            end += 1
        yield f">{first}.{old}" if kind == ">" else f"{kind}{first}" + (f".{end - at}" if end - at > 1 else "")
        at = end


def _steps(told: str) -> Iterator[_Step]:
    """The inverse of `_joined`."""
    for kind, first, count, new, old in _STEP.findall(told):
        if not kind:
            yield ">", int(new), int(old)
        yield from ((kind, int(first) + n, 0) for n in range(int(count or 1) if kind else 0))


_OPS: dict[str, Literal["add", "remove", "replace"]] = {"+": "add", "-": "remove", "~": "replace"}


def _paragraph_change(kind: str, number: int, old: int) -> Change:
    path = f"/{_BODY}/{number}"
    if kind == ">":
        return Change(op="move", path=path, moved_from=f"/{_BODY}/{old}")
    return Change(op=_OPS[kind], path=path)


# Words.


def _word_edits(before: str | None, after: str | None) -> Words | None:
    """None where one of the two is missing or too long, or nothing changed but spaces."""
    if not before or not after or len(after) > LONGEST_TEXT or before == after:
        return None
    old, new = list(WORD.finditer(before)), list(WORD.finditer(after))
    told = tuple(_word_steps(before, old, new))
    removed = sum(len(one) for one in told if isinstance(one, str))
    return told if len(told) > 1 and removed <= MOST_REMOVED else None


def _word_steps(before: str, old: Sequence[re.Match[str]], new: Sequence[re.Match[str]]) -> Iterator[int | str]:
    stayed = aligned([word[0] for word in old], [word[0] for word in new])
    run = 0
    for (left, right), (next_left, next_right) in pairwise([(-1, -1), *stayed, (len(old), len(new))]):
        gone, came = next_left - left - 1, next_right - right - 1
        if run and (gone or came):
            yield run
            run = 0
        if gone:
            yield before[old[left + 1].start() : old[next_left - 1].end()]
        if came:
            yield -came
        run += 1
    if run > 1:
        yield run - 1  # the end is no word


def _told_words(words: Words, after: str) -> list[str]:
    """`=3`, `-old words`, `+new words`."""
    new, at, told = list(WORD.finditer(after)), 0, list[str]()
    for each in words:
        if isinstance(each, str):
            told.append(f"-{each}")
        elif each > 0:
            told.append(f"={each}")
            at += each
        else:
            told.append(f"+{after[new[at].start() : new[at - each - 1].end()]}")
            at -= each
    return told


# What stays in order.


def aligned(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Places of what is in both, in order in both: of what comes several times the first with the first.

    The longest rising row of these pairs (patience sorting), then what is equal at both ends of each gap. n log n, so that no text
    takes long; not always the longest common sequence, which takes n squared.
    """
    same = _same(before, after)
    rising = [same[place] for place in longest_rising([new for _, new in same])]
    gaps = _gaps(rising, len(before), len(after))
    return sorted([*rising, *(pair for gap in gaps for pair in common_ends(before, after, gap)[0])])


def _gaps(rising: Sequence[Pair], old_end: int, new_end: int) -> Iterator[Box]:
    """Where both sides have something left."""
    for (old, new), (next_old, next_new) in pairwise([(-1, -1), *rising, (old_end, new_end)]):
        if next_old - old > 1 and next_new - new > 1:
            yield old + 1, next_old, new + 1, next_new


def _same(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """By place in `before`."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place in reversed(range(len(after))):
        places[after[place]].append(place)
    return [(old, places[each].pop()) for old, each in enumerate(before) if places.get(each)]
