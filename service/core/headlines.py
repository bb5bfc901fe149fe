"""Which line of a page is the headline: each candidate is weighed by the evidence for it, and the heaviest wins."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from service.core.glued import Known
from service.core.labels import Label
from service.core.normalise import fold
from service.core.records import Page
from service.core.sheet import Sheet, is_bullet, weight, without_bullet

SHORTEST, LONGEST = 14, 260
FURTHEST = 40
"""A headline stands at most so many lines above the story's first long paragraph, as a rule."""

_WORD = re.compile(r"\w{2,}")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "æ": "ae", "ø": "oe"})
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|ece|amp|story)\Z")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the evidence is weighed against."""

    sheet: Sheet
    labels: dict[int, Label]
    slug: frozenset[str]
    dates: frozenset[int]
    """Lines that print a date."""
    bylines: frozenset[int]
    """Lines that are bylines."""
    heavy: tuple[bool, ...]
    """For each line, whether it is a paragraph of prose."""
    start: int
    """Where the page's prose begins, notices above the story included."""
    spaced: bool
    """Whether the page prints blank lines at all."""
    count: Counter[str]
    """How often each line stands in the page."""


def slug_words(page: Page) -> tuple[str, ...]:
    """The words of the longest part of the URL's path, folded: `/news/729804/bridge-reopens` -> `("bridge", "reopens")`."""
    url = page.document.url
    if not url:
        return ()
    try:
        path = unquote(urlsplit(url[:2000]).path)
    except ValueError:
        return ()
    parts = [_EXTENSION.sub("", part) for part in path.split("/")]
    longest = max(parts, key=lambda part: len(_WORD.findall(part)), default="")
    return tuple(re.findall(r"\w+", fold(longest).lower().replace("_", "-")))


def known_of(page: Page) -> Known:
    """What the document says of its headline outside the text."""
    hint = page.document.hints.headline
    return Known(hint=hint.strip() if hint else None, slug_words=slug_words(page))


def plain_words(text: str) -> frozenset[str]:
    """The words of a text as URLs spell them: without accents, in lower case."""
    low = fold(text).lower()
    if low.isascii():
        return frozenset(_WORD.findall(low))
    plain = unicodedata.normalize("NFKD", low)
    return frozenset(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


def _in_url(index: int, setting: Setting) -> float:
    if len(setting.slug) < 3:
        return 0.0
    line = setting.sheet.lines[index].lower()
    words = plain_words(line) if line.isascii() else plain_words(line) | plain_words(line.translate(_SPELT_OUT))
    shared = len(setting.slug & words)
    return shared / len(setting.slug) if shared >= 3 and shared * 2 >= len(setting.slug) else 0.0


def _repeated(index: int, setting: Setting) -> float:
    line = without_bullet(setting.sheet.lines[index])
    return 1.0 if setting.count[line] > 1 and len(line.split()) >= 4 else 0.0


def _alone(index: int, setting: Setting) -> float:
    if not setting.spaced:
        return 0.5  # a text without blank lines cannot tell
    return 1.0 if setting.sheet.alone(index) else 0.0


def _above_date(index: int, setting: Setting) -> float:
    return 1.0 if any(below in setting.dates for below in range(index + 1, index + 9)) else 0.0


def _above_prose(index: int, setting: Setting) -> float:
    if any(setting.heavy[index + 1 : index + 5]):
        return 1.0
    return 0.5 if any(setting.heavy[index + 5 : index + 17]) else 0.0


def _above_byline(index: int, setting: Setting) -> float:
    return 1.0 if any(below in setting.bylines for below in range(index + 1, index + 7)) else 0.0


def _tops(index: int, setting: Setting) -> float:
    """The line above is a menu's or a kicker's, not a title or prose itself."""
    return 1.0 if index == 0 or weight(setting.sheet.lines[index - 1]) < 30 or is_bullet(setting.sheet.lines[index - 1]) else 0.0


def _aside(index: int, setting: Setting) -> float:
    """In brackets, a credit, an arrow: beside the story, not above it."""
    return 1.0 if setting.sheet.lines[index].startswith(("(", "©", "[", "<", ">", "#")) else 0.0


def _far_above(index: int, setting: Setting) -> float:
    return 1.0 if setting.start - index > FURTHEST else 0.0


def _below_labels(index: int, setting: Setting) -> float:
    above = setting.labels.get(index - 1)
    return 1.0 if above is not None and above.kind in ("id", "published") else 0.0


def _first(index: int, setting: Setting) -> float:
    return 1.0 if index == 0 else 0.0


def _listed(index: int, setting: Setting) -> float:
    return 1.0 if is_bullet(setting.sheet.lines[index]) else 0.0


def _sentence(index: int, setting: Setting) -> float:
    line = setting.sheet.lines[index]
    return 0.0 if not line.endswith((".", ":", ",", ";")) else 1.0 if len(line) < 100 else 3.0


def _trail(index: int, setting: Setting) -> float:
    """A trail of sections that ends with the headline itself: `Home News Bridge reopens in harbour`."""
    line = setting.sheet.lines[index]
    return 1.0 if any(line != below and len(below) >= SHORTEST and line.endswith(below) for below in setting.sheet.lines[index + 1 : index + 5]) else 0.0


def _short(index: int, setting: Setting) -> float:
    return 1.0 if weight(setting.sheet.lines[index]) < 28 else 0.0


# Name, weight, and how far the evidence is there, from 0 to 1. Negative weights speak against the line.
EVIDENCE: tuple[tuple[str, float, Callable[[int, Setting], float]], ...] = (
    ("url", 5.0, _in_url),
    ("repeated", 1.5, _repeated),
    ("alone", 1.0, _alone),
    ("above-date", 1.5, _above_date),
    ("above-byline", 1.0, _above_byline),
    ("above-prose", 2.0, _above_prose),
    ("tops", 0.5, _tops),
    ("below-labels", 3.0, _below_labels),
    ("first", 1.0, _first),
    ("listed", -3.0, _listed),
    ("aside", -2.0, _aside),
    ("far-above", -2.0, _far_above),
    ("sentence", -1.5, _sentence),
    ("trail", -5.0, _trail),
    ("short", -1.5, _short),
)
ENOUGH = 4.5
"""Below this weight a page has no headline that could be told from its other lines."""


def choose_headline(setting: Setting, candidates: range) -> tuple[int, str] | None:
    """The line that is the headline, and the evidence for it: `evidence:url+above-date`."""
    best: tuple[float, int, str] | None = None
    for index in candidates:
        if not _possible(setting, index):
            continue
        found = [(name, worth * share) for name, worth, weigh in EVIDENCE if (share := weigh(index, setting))]
        total = sum(worth for _, worth in found)
        if total >= ENOUGH and (best is None or total > best[0]):
            best = (total, index, "evidence:" + "+".join(name for name, worth in found if worth > 0))
    return (best[1], best[2]) if best else None


def _possible(setting: Setting, index: int) -> bool:
    line = setting.sheet.lines[index]
    if not SHORTEST <= weight(line) or len(line) > LONGEST or index in setting.dates:
        return False
    label = setting.labels.get(index)
    return label is None or not (label.colon or label.kind in ("related", "comments"))


def line_counts(sheet: Sheet) -> Counter[str]:
    """How often each line stands in the page, list marks aside."""
    return Counter(map(without_bullet, sheet.lines))
