"""What speaks for a line being the headline, and what against it: each piece of evidence is one function and one line
of a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from copydesk.service.core.datelines.reader import read_dateline
from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.page.text.headline_context import HEAVY, SHORTEST, HeadlineContext, terms_of_title
from copydesk.service.core.text.stops import FULL_STOPS

_FLAGGED = re.compile(r"[(\[][^()\[\]]{2,14}[)\]]\s?\w.{12}")
_OUTLET_CLOSINGS = words_of(lambda lexicon: lexicon.names.outlet_closings)
_OUTLET = re.compile(rf"(?:\S{{1,20}}\s){{0,4}}(?:{any_of(_OUTLET_CLOSINGS)})\Z")
LONGEST_OUTLET = 40
_OPEN_OR_STOPPED = (*FULL_STOPS, ":", ",", ";")
"""How a sentence ends that is told, or goes on in the next line; a headline may ask or call."""
_SEPARATED = re.compile(r"\s(?:[|•·>»/]|::)\s")
FIELDS = 3
"""So many other fields may stand between the labels and the headline."""
_CRUMB = re.compile(r"\s[/>»›→|]\s")
_BETWEEN_NAMES = re.compile(r"\s*[,،、]\s*|\s{2,}")
MENU, LONGEST_NAME = 6, 3
"""So many names, each of so many words at most, are a menu in a line."""
FEW_SHARED = {1: 0.5, 2: 0.75, 3: 0.9}
"""A word or two may be in the story by chance: a button's are."""
BEGINNING = 120
"""So much of a headline says what it is about."""
FURTHEST = 40
"""A headline stands at most so many lines above the story's first paragraph, as a rule."""
FILED = 5
"""A dateline stands within so many lines of the story's beginning."""
ABOVE = 6
"""So many lines above a line say whether it stands within a story."""


def in_url(index: int, context: HeadlineContext) -> float:
    """The URL spells the line out, wholly or in most of its slug."""
    slug, line = context.slug, context.layout.lines[index]
    text = line.text
    if not slug or text.isalnum() or (len(text) < context.shortest_spelt and text.isascii()):
        return 0.0  # a single word never spells out more than a part
    words = line.slug_words
    shared = len(slug & words)
    if shared == len(slug) and shared >= 2 and shared * 2 > len(words):
        return 1.0
    return shared / len(slug) if shared >= 3 and shared * 2 >= len(slug) else 0.0


def titled(index: int, context: HeadlineContext) -> float:
    """The page calls itself by the line elsewhere: before the site's name, or as the last of a trail."""
    return 1.0 if context.line(index).words in context.titles else 0.0


def _shared(index: int, context: HeadlineContext) -> float:
    """The story speaks of what the headline says."""
    words = terms_of_title(context.layout.lines[index].folded[:BEGINNING])
    if not words or not context.story_words:
        return 0.0
    same = len(words & context.story_words)
    share = same / len(words)
    return min(1.0, share * 1.5) * FEW_SHARED.get(same, 1.0) if share >= 0.25 else 0.0


def _repeated(index: int, context: HeadlineContext) -> float:
    line = context.line(index).words
    return 1.0 if context.count.get(line, 0) > 1 and len(line.split()) >= 4 else 0.0


def _alone(index: int, context: HeadlineContext) -> float:
    if not context.spaced:
        return 0.5  # a text without blank lines cannot tell
    return 1.0 if context.line(index).alone else 0.0


def _above_date(index: int, context: HeadlineContext) -> float:
    if not context.dates.isdisjoint(range(index + 1, index + 9)):
        return 1.0
    # Buttons to share it stand between.
    return 0.0 if context.dates.isdisjoint(range(index + 9, index + 17)) else 0.5


def _above_prose(index: int, context: HeadlineContext) -> float:
    prose = context.layout.prose
    if max(prose[index + 1 : index + 5], default=0) >= HEAVY:
        return 1.0
    return 0.5 if max(prose[index + 5 : index + 17], default=0) >= HEAVY else 0.0


def _above_byline(index: int, context: HeadlineContext) -> float:
    return 0.0 if context.bylines.isdisjoint(range(index + 1, index + 7)) else 1.0


def _tops(index: int, context: HeadlineContext) -> float:
    """The line above is a menu's or a kicker's, not a title or prose itself."""
    return 1.0 if index == 0 or (above := context.line(index - 1)).weight < 30 or above.bullet else 0.0


def _below_labels(index: int, context: HeadlineContext) -> float:
    """Right below a label block, whose other fields may stand between."""
    for above in range(index - 1, max(index - 1 - FIELDS, -1), -1):
        label = context.layout.labels.get(above)
        if label is not None and label.kind in ("id", "published") and label.colon:
            return 1.0
        if not context.line(above).valued:
            return 0.0
    return 0.0


def _field(index: int, context: HeadlineContext) -> float:
    return 1.0 if context.line(index).valued else 0.0


def is_menu(line: str) -> bool:
    """Whether a line is a menu: `Home :: City :: Sport :: Film`, or names and nothing else."""
    return len(_SEPARATED.findall(line)) >= 3 or _names_only(line)


def _row(index: int, context: HeadlineContext) -> float:
    """Where titles are not printed with capitals, any row of words that are."""
    line = context.line(index).text
    words = line.split()
    return (
        1.0
        if len(words) >= 6 and not line.isascii() and 5 * sum(word[:1].isupper() for word in words) >= 4 * len(words)
        else 0.0
    )


def _names_only(line: str) -> bool:
    """Names between commas or gaps, and nothing else: `Home, City, Sport, Film, Books`."""
    if not any(map(line.count, (",", "،", "、", "  "))):
        return False
    names = _BETWEEN_NAMES.split(line)
    return len(names) >= MENU and all(len(name.split()) <= LONGEST_NAME for name in names)


def _first(index: int, context: HeadlineContext) -> float:
    return 1.0 if index == 0 else 0.0


def listed(index: int, context: HeadlineContext) -> float:
    """An entry among others; a dash alone opens a quotation."""
    line = context.line(index)
    if not line.bullet:
        return 0.0
    beside = (context.line(other) for other in (index - 1, index + 1) if 0 <= other < len(context.layout.lines))
    mark = line.text[0]
    return 0.0 if mark in "-–—" and not any(other.text[0] == mark for other in beside) else 1.0


def aside(index: int, context: HeadlineContext) -> float:
    """In brackets, a credit, an arrow: beside the story, not above it. A word in brackets before a title is a wire's
    flag, `(LEAD) Bridge reopens`.
    """
    line = context.line(index).text
    return 1.0 if line.startswith(("(", "©", "[", "<", ">", "#")) and not _FLAGGED.match(line) else 0.0


def _caption(index: int, context: HeadlineContext) -> float:
    return 1.0 if context.line(index).caption else 0.0


def _notice(index: int, context: HeadlineContext) -> float:
    return 1.0 if context.line(index).notice else 0.0


def _inside(index: int, context: HeadlineContext) -> float:
    """Paragraphs stand right above the line: it is a subheading."""
    above = sum(map(bool, context.layout.prose[max(0, index - ABOVE) : index]))
    return (0.0, 0.25, 0.6, 1.0)[min(above, 3)]


def far_above(index: int, context: HeadlineContext) -> float:
    """Far above the story, where menus stand."""
    return 1.0 if context.story and context.story[0] - index > FURTHEST else 0.0


def _sentence(index: int, context: HeadlineContext) -> float:
    line = context.line(index).text
    return 0.0 if not line.endswith(_OPEN_OR_STOPPED) else 1.0 if len(line) < 100 else 3.0


def _trail(index: int, context: HeadlineContext) -> float:
    """A trail of sections that ends with the headline itself, or the headline with the site's name behind it."""
    line = context.line(index).text
    below = tuple(
        other.text
        for other in context.layout.lines[index + 1 : index + 5]
        if len(other.text) >= SHORTEST and other.text != line
    )
    if line.endswith(below) or (line.startswith(below) and any(_site_behind(line, other) for other in below)):
        return 1.0
    end = _CRUMB.split(line)[-1]
    is_cut = SHORTEST <= len(end) < len(line) and any(other.startswith(end) for other in below)
    return 1.0 if is_cut else 0.0  # the last of the trail is the beginning of a longer title


def _site_behind(line: str, title: str) -> bool:
    return line.startswith(title) and line[len(title) :].lstrip()[:1] in ("|", "-", "–", "—", "·", "»")


def _crumbs(index: int, context: HeadlineContext) -> float:
    """A trail of short sections: `Home / City`, `News > World > Asia`."""
    parts = _CRUMB.split(context.line(index).text)
    return 1.0 if len(parts) > 1 and all(len(part) <= 24 for part in parts) else 0.0


def filed(index: int, context: HeadlineContext) -> float:
    """The line begins with where a story was filed: it is among the story's first."""
    found = read_dateline(context.line(index).text) if index in context.story[:FILED] else None
    return 1.0 if found and found.dateline.agency else 0.0


def _outlet(index: int, context: HeadlineContext) -> float:
    """The name of who publishes: `Harbour News Agency`, or what the host spells."""
    line = context.line(index).text
    letters = "".join(filter(str.isalnum, line.lower())) if len(line) <= LONGEST_OUTLET else ""
    is_named = line.endswith(_OUTLET_CLOSINGS) and _OUTLET.match(line) is not None
    return 1.0 if is_named or (len(letters) >= 5 and letters in context.host) else 0.0


def _standfirst(index: int, context: HeadlineContext) -> float:
    """Right below a title that speaks of the story and is shorter."""
    if index == 0 or context.layout.prose[index - 1] or index - 1 in context.layout.labels:
        return 0.0
    above = context.line(index - 1).weight
    return (
        1.0
        if 30 <= above < context.line(index).weight
        and _shared(index - 1, context) >= 0.5
        and not _trail(index - 1, context)
        else 0.0
    )


def _short(index: int, context: HeadlineContext) -> float:
    return 1.0 if context.line(index).weight < 28 else 0.0


# Name, weight, and how far the evidence is there, from 0 to 1. Negative weights speak against the line.
EVIDENCE: tuple[tuple[str, float, Callable[[int, HeadlineContext], float]], ...] = (
    ("url", 5.0, in_url),
    ("titled", 3.0, titled),
    ("shared", 2.0, _shared),
    ("repeated", 1.0, _repeated),
    ("alone", 1.0, _alone),
    ("above-date", 1.5, _above_date),
    ("above-byline", 1.5, _above_byline),
    ("above-prose", 2.0, _above_prose),
    ("tops", 0.5, _tops),
    ("below-labels", 3.0, _below_labels),
    ("field", -4.0, _field),
    ("row", -4.0, _row),
    ("first", 1.0, _first),
    ("listed", -3.0, listed),
    ("aside", -2.0, aside),
    ("caption", -5.0, _caption),
    ("notice", -4.0, _notice),
    ("inside", -4.0, _inside),
    ("far-above", -2.0, far_above),
    ("sentence", -1.5, _sentence),
    ("trail", -5.0, _trail),
    ("crumbs", -3.0, _crumbs),
    ("outlet", -3.0, _outlet),
    ("short", -1.5, _short),
    ("standfirst", -1.5, _standfirst),
)
