"""The day on which an HTML page was published: every day that the page gives is an offer, and what gives it are the
offer's features. Which one is right is learned (`weights/day.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from copydesk.service.core.bylines.words import begins_byline
from copydesk.service.core.markup import metadata
from copydesk.service.core.markup.jsonld import is_news, kind_of, text_of
from copydesk.service.core.page.choice import Offer
from copydesk.service.core.page.publication import role_of
from copydesk.service.core.page.told import BEHIND_PROSE, ZONES_TOLD, Anchors, Told, ordinal
from copydesk.service.core.page.view import Marked, Seen
from copydesk.service.core.text.spelling import fold
from copydesk.service.core.times.dates import Moment, find_moments, midnight

MOST_DATED, LINE_REACH, MOST_IN_LINE = 16, 240, 4
"""Of dated lines those nearest to the headline are read; of a line its beginning; a line with more dates is a list."""
_OF_NODES = {
    "datePublished": "published", "dateCreated": "created", "uploadDate": "created", "dateModified": "modified",
    "startDate": "begins",
}  # fmt: skip
_PUBLISHED, _MODIFIED = frozenset(metadata.PUBLISHED), frozenset(metadata.MODIFIED)
_OF_METAS = (
    ("like modified", re.compile(r"modif|updat|revis")),
    ("like published", re.compile(r"publi|creat|issue|posted")),
    ("like a date", re.compile(r"date|time")),
)
_OTHER_METAS = re.compile(r"expir|event|start|end|timezone|valid")
DECLARED = ("json-ld story published", "meta published", "microdata published")
"""Places where a page says for machines when its story was published."""
_OUTSIDE = ("nav", "footer", "aside", "related", "comment")
LONGEST_LISTED, FEWEST_ALIKE = 60, 4
BESIDES = 4
"""So few characters beside a date are marks."""
_LETTERS, _FIGURES = re.compile(r"[^\W\d_]+"), re.compile(r"\d+")
IN_FIGURES = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}")
_CHANGED = (
    "printed updated",
    "printed updated by the line above",
    "time updated",
    "rules: updated alone",
    "rules: updated in a sentence",
)
_NEAR = frozenset({"any above-headline", "any below-headline", "any soon-below-headline"})


class Mention(NamedTuple):
    """A place that gives a day."""

    moment: Moment
    source: str
    """`json-ld story published`, `meta published`, `time`, `printed`, `address`."""
    features: tuple[str, ...] = ()


class Published(NamedTuple):
    """A day that a page offers, by the moment that tells it best."""

    day: date
    moment: Moment
    sources: tuple[str, ...]


def day_offers(
    told: Told,
    anchors: Anchors,
    surest: Moment | None,
    others: Iterable[Mention] = (),
    untold: Container[date] = (),
) -> list[Offer[Published]]:
    """Every day that the page gives, in the order in which it gives them. `surest` is what its metadata would be taken
    for without its lines; `others` are mentions that whoever asks knows besides. `untold` are days that are left out,
    as if the page did not give them.
    """
    days: dict[date, list[Mention]] = {}
    for mention in (*others, *_mentions(told, anchors)):
        if mention.moment.day is not None and mention.moment.day not in untold:
            days.setdefault(mention.moment.day, []).append(mention)
    filed = told.url_month if told.url_day is None else None
    about = _About.of(days, None if surest and surest.day in untold else surest, filed)
    return [Offer(_published(day, found), frozenset(_features(day, found, about))) for day, found in days.items()]


def _mentions(told: Told, anchors: Anchors) -> Iterator[Mention]:
    yield from _of_nodes(told)
    yield from _of_metas(told)
    yield from _of_marked(told, anchors)
    yield from _of_lines(told, anchors)
    yield from _of_scripts(told)
    if told.url_day is not None:
        yield Mention(
            Moment(midnight(told.url_day), told.url_day.isoformat(), "day", "none", "address", 0, told.url_day),
            "address",
        )


def _first(told: Told, text: str | None) -> Moment | None:
    return next(iter(told.moments(text)), None) if text else None


def _of_nodes(told: Told) -> Iterator[Mention]:
    for node, via in told.nodes:
        for name, meaning in _OF_NODES.items():
            if name in node and (moment := _first(told, text_of(node[name]))):
                kind = kind_of(node)
                where = "the story" if node is told.story else "inner" if via else "outer"
                news = (f"json-ld {meaning} of news",) if is_news(node) else ()
                yield Mention(moment, f"json-ld {kind} {meaning}", (f"json-ld {meaning} {where}", *news))


def _of_metas(told: Told) -> Iterator[Mention]:
    for name, texts in told.metas.items():
        meaning = _meaning_of_meta(name)
        if meaning and (moment := _first(told, texts[0])):
            yield Mention(moment, f"meta {meaning}")


def _of_scripts(told: Told) -> Iterator[Mention]:
    """Times that a page's scripts give: what its page is built from, where nothing is declared."""
    for nth, (meaning, text) in enumerate(told.in_scripts, 1):
        if moment := _first(told, text):
            yield Mention(moment, f"script {meaning}", (f"script {meaning} {ordinal(nth)}",))


def _meaning_of_meta(name: str) -> str | None:
    if name in _PUBLISHED or name in _MODIFIED:
        return "published" if name in _PUBLISHED else "modified"
    if _OTHER_METAS.search(name):
        return None
    return next((meaning for meaning, spelt in _OF_METAS if spelt.search(name)), None)


def _of_marked(told: Told, anchors: Anchors) -> Iterator[Mention]:
    nth: Counter[str] = Counter()
    for marked in told.view.marked:
        if marked.source == "time" or marked.source.startswith(
            ("microdata published", "microdata modified", "microdata created")
        ):
            moment = _first(told, marked.value) or _first(told, marked.text)
            if moment:
                nth[marked.source] += 1
                yield Mention(moment, marked.source, tuple(_of_mark(marked, anchors, nth[marked.source])))


def _of_mark(marked: Marked, anchors: Anchors, nth: int) -> Iterator[str]:
    source, place = marked.source, anchors.place(marked.line)
    role = _role_of_mark(marked)
    yield from (f"{source} {place}", f"{source} {place} {role}", f"{source} {role}", f"{source} {ordinal(nth)}")
    yield f"any {place}"
    yield f"{source} {anchors.behind(marked.line)}"
    yield from (f"{source} in {zone}" for zone in marked.zones & ZONES_TOLD)
    yield from (f"{source} called {name}" for name in marked.names)


def _role_of_mark(marked: Marked) -> str:
    """What the words before it, its own words or its class say it is."""
    role = role_of(fold(marked.before + " "))
    if role == "bare":
        role = role_of(fold(marked.text[:60]))
    return _role_by_name(marked) if role == "bare" else role


def _role_by_name(marked: Marked) -> str:
    """What its own class says it is: `updated`; what is called both was published and never changed."""
    if "published" in marked.own:
        return "published"
    return "updated" if "updated" in marked.own else "bare"


def _of_lines(told: Told, anchors: Anchors) -> Iterator[Mention]:
    lines, head = told.view.lines, anchors.head or 0
    nearest = anchors.nearest_dated(MOST_DATED)
    beside = _beside_lines(lines, nearest, anchors) if told.plain else {}
    named = [(marked.line, marked.text, _role_by_name(marked)) for marked in told.view.marked if marked.text]
    below = 0
    for at in nearest:
        text = lines[at].text[:LINE_REACH]
        moments = told.moments(text)
        below += bool(moments) and at > head
        nth = f"printed {ordinal(below)} below" if at > head else "printed above"
        above = lines[at - 1].text if at else ""
        places = (anchors.place(at), anchors.part(at), anchors.behind(at))
        roles = [(text, role) for line, text, role in named if line == at and role != "bare"]
        mentions = [*_of_line(lines[at], moments, above, places, nth, roles)]
        if not moments and IN_FIGURES.search(text):
            mentions += _by_either_order(lines[at], above, places, nth, told)
        if told.plain:
            mentions = [_with_beside(mention, lines[at], places[0], beside[at]) for mention in mentions]
        yield from mentions


def _with_beside(mention: Mention, line: Seen, place: str, beside: tuple[str, ...]) -> Mention:
    return mention._replace(features=(*mention.features, *beside, *_in_its_line(mention.moment, line, place)))


def _beside_lines(lines: Sequence[Seen], nearest: Sequence[int], anchors: Anchors) -> dict[int, tuple[str, ...]]:
    """How each of the lines stands to the others with dates, and to its neighbours."""
    forms = _forms([lines[at].text for at in nearest])
    head = anchors.head or 0
    return {
        at: (f"printed {_side(at, head, nearest)}, in {form}", *_beside_byline(lines, at, anchors.behind(at)))
        for at, form in zip(nearest, forms, strict=True)
    }


def _side(at: int, head: int, nearest: Sequence[int]) -> str:
    """On which side of the headline a line stands; above it, whether another does between them."""
    if at >= head:
        return "below"
    return "farther above" if any(at < other < head for other in nearest) else "nearest above"


def _beside_byline(lines: Sequence[Seen], at: int, behind: str) -> Iterator[str]:
    """Whether the line above one with a date, or the line below, is a byline."""
    if any(begins_byline(lines[one].text) for one in (at - 1, at + 1) if 0 <= one < len(lines)):
        yield f"printed beside a byline, {behind}"


def _forms(texts: Sequence[str]) -> Iterator[str]:
    """How many lines print their dates as each does: those of a list are alike."""
    forms = [_FIGURES.sub("9", _LETTERS.sub("a", text)) if len(text) <= LONGEST_LISTED else text for text in texts]
    counted = Counter(forms)
    yield from (_share(counted[form]) for form in forms)


def _share(alike: int) -> str:
    return "a form of its own" if alike == 1 else "a form of few" if alike < FEWEST_ALIKE else "a form of many"


def _of_line(
    line: Seen,
    moments: list[Moment],
    above: str,
    places: tuple[str, str, str],
    nth: str,
    roles: Sequence[tuple[str, str]] = (),
) -> Iterator[Mention]:
    """The dates of a line; `roles`: texts of its elements and what those are called."""
    begin = 0
    for moment in moments[:MOST_IN_LINE]:
        end = moment.start + len(moment.raw)
        role: str = role_of(fold(line.text[begin : moment.start])) if begin <= moment.start else "bare"
        if role == "bare" and moment is moments[0] and len(above) < 40 and len(line.text) - len(moment.raw) < 25:
            told_above = role_of(fold(above + " "))
            role = "bare" if told_above == "bare" else f"{told_above} by the line above"
        if role == "bare":
            role = next((named for text, named in roles if moment.raw in text), role)
        begin = end
        size = _size(len(line.text) - len(moment.raw))
        yield Mention(moment, "printed", tuple(_of_print(line, role, size, places, nth, len(moments))))


def _in_its_line(moment: Moment, line: Seen, place: str) -> Iterator[str]:
    """Whether a date opens a line or closes it, and has a time."""
    if moment.precision == "minute":
        yield from ("printed with a time", f"printed with a time {place}")
    rest = len(line.text) - len(moment.raw)
    if rest < BESIDES:
        return
    if moment.start < BESIDES:
        yield from ("printed opening its line", f"printed opening its line {place}")
    elif moment.start > rest - BESIDES:
        yield "printed closing its line"


def _by_either_order(line: Seen, above: str, places: tuple[str, str, str], nth: str, told: Told) -> Iterator[Mention]:
    """Both days that a date in figures may be, `3/4/2025`, where nothing says which: neither of them has a time."""
    for order, zone in (("month first", "America/New_York"), ("day first", "Europe/London")):
        moments = [
            _without_time(moment)
            for moment in find_moments(line.text[:LINE_REACH], zone=zone, not_after=told.not_after)
        ]
        for mention in _of_line(line, moments, above, places, nth):
            yield mention._replace(features=(*mention.features, order, f"{order}, {told.language}"))


def _without_time(moment: Moment) -> Moment:
    assert moment.day is not None
    return Moment(midnight(moment.day), moment.raw, "day", "none", moment.rule, moment.start, moment.day)


def _size(rest: int) -> str:
    return (
        "alone" if rest < BESIDES else "with little" if rest <= 40 else "with more" if rest <= 90 else "in a sentence"
    )


def _of_print(line: Seen, role: str, size: str, places: tuple[str, str, str], nth: str, count: int) -> Iterator[str]:
    place, part, behind = places
    yield from (f"printed {place}", f"printed {part}", f"printed {role}", f"printed {size}", nth, f"any {place}")
    yield from (f"printed {behind}", f"printed {behind} {role}", f"printed {behind} {size}")
    yield from (f"printed {place} {role}", f"printed {place} {size}", f"printed {role} {size}")
    yield from (f"printed in {zone}" for zone in line.zones & ZONES_TOLD)
    yield from (f"printed called {name}" for name in line.names)
    if line.linked:
        yield "printed as a link"
    if begins_byline(line.text):
        yield "printed behind a byline"
    if count > 1:
        yield f"printed beside {'another' if count == 2 else 'others'}"
    if "©" in line.text:
        yield "printed behind a copyright"
    if line.tag in ("h1", "h2", "li", "td", "p"):
        yield f"printed in <{line.tag}>"


@dataclass(frozen=True, slots=True)
class _About:
    """What all days of a page say together."""

    declared: frozenset[date]
    modified: date | None
    sure: tuple[date, ...]
    surest: date | None
    printed: frozenset[date]
    """Those printed near the headline."""
    first: date | None
    last: date | None
    changes: frozenset[date]
    """Those that are given as the day of a change only."""
    filed: tuple[int, int | None] | None
    """The year and month of the address, if it gives no day."""
    other: bool
    """Whether the page gives a likely day that is none of these."""

    @staticmethod
    def of(
        days: dict[date, list[Mention]], surest: Moment | None, filed: tuple[int, int | None] | None = None
    ) -> _About:
        sources = {day: {mention.source for mention in found} for day, found in days.items()}
        modified = [day for day, of_day in sources.items() if any("modified" in source for source in of_day)]
        near = [day for day, found in days.items() if any(_is_sure(mention) for mention in found)]
        return _About(
            frozenset(day for day, of_day in sources.items() if not of_day.isdisjoint(DECLARED)),
            max(modified, default=None),
            tuple(sorted(near)),
            surest.day if surest else None,
            frozenset(day for day, found in days.items() if any(map(_is_near, found))),
            min(days, default=None),
            max(days, default=None),
            changes := frozenset(day for day, found in days.items() if all(map(_is_change, found))),
            filed,
            not changes.issuperset(near),
        )


def _is_near(mention: Mention) -> bool:
    return mention.source == "printed" and not _NEAR.isdisjoint(mention.features)


def _is_change(mention: Mention) -> bool:
    """Whether a place gives a day as that of a change."""
    return "modified" in mention.source or any(name in mention.features for name in _CHANGED)


def _is_outside(mention: Mention) -> bool:
    """Whether a place is among what a page shows beside its story."""
    return any(f"{mention.source} in {zone}" in mention.features for zone in _OUTSIDE)


def _is_behind_prose(mention: Mention) -> bool:
    return any(f"{mention.source} {place}" in mention.features for place in BEHIND_PROSE)


def _is_sure(mention: Mention) -> bool:
    return mention.source.startswith(("json-ld story", "meta", "microdata")) or not _NEAR.isdisjoint(mention.features)


def _features(day: date, found: list[Mention], about: _About) -> Iterator[str]:
    sources = {mention.source for mention in found}
    for mention in found:
        yield mention.source
        yield from mention.features
    kinds = sorted({source.split()[0] for source in sources})
    yield f"{min(len(kinds), 4)} kinds of sources"
    yield f"given by {' + '.join(kinds)}"
    yield "given once" if len(found) == 1 else "given twice" if len(found) == 2 else "given often"
    if all(map(_is_outside, found)):
        yield "only outside the story"
        if all(map(_is_behind_prose, found)):
            yield "only outside the story, behind prose"
    elif all(map(_is_behind_prose, found)):
        yield "only behind prose"
    if sources <= {"printed"}:
        yield "printed only"
    if day in about.changes:
        yield f"of a change only, {'another' if about.other else 'no other'} day given"
    elif about.changes:
        yield "beside a day of change"
    if about.surest is not None:
        yield "the surest source's" if day == about.surest else "not the surest source's"
    yield from _beside(day, sources, about)


def _beside(day: date, sources: set[str], about: _About) -> Iterator[str]:
    """How a day stands to the others of its page."""
    if not about.declared:
        yield "nothing declared"
        yield from (f"{source}, nothing declared" for source in sources)
    elif day in about.declared:
        yield "agrees with what is declared"
    else:
        near = any(abs(day - other) <= timedelta(days=1) for other in about.declared)
        yield "beside what is declared" if near else "against what is declared"
    if about.modified is not None:
        yield f"{'after' if day > about.modified else 'on' if day == about.modified else 'before'} the day of change"
    if about.sure:
        likely = "a likely day" if day in about.sure else "an unlikely day"
        yield f"{likely}, {_rank(day, about.sure)}"
    if about.filed:
        yield f"{_filing(day, *about.filed)} of the address"
    if day == about.first:
        yield "the earliest"
    if day == about.last:
        yield "the latest"
    if not sources.isdisjoint(DECLARED):
        yield (
            "declared and printed"
            if day in about.printed
            else f"declared, {'another' if about.printed else 'none'} printed near"
        )
    if (day.month, day.day) == (1, 1):
        yield "new year's day"


def _filing(day: date, year: int, month: int | None) -> str:
    if day.year != year:
        return "outside the year"
    return "in the year" if month is None else "in the month" if day.month == month else "in another month"


def _rank(day: date, sure: tuple[date, ...]) -> str:
    if sure == (day,):
        return "the only"
    return "first" if day <= sure[0] else "last" if day >= sure[-1] else "between"


def _published(day: date, found: list[Mention]) -> Published:
    """By the most precise mention, a declared one before a printed one; of a change only for want of others."""
    best = max(found, key=_precision)  # the first of equals
    sources = tuple(dict.fromkeys(mention.source.split()[0] for mention in found))
    return Published(day, best.moment, sources)


def _precision(mention: Mention) -> tuple[bool, bool, bool, bool]:
    moment = mention.moment
    return (
        "modified" not in mention.source and "updated" not in " ".join(mention.features),
        moment.precision == "minute",
        moment.zone_basis in ("offset", "zone_name"),
        mention.source.startswith(("json-ld story", "meta published", "microdata published")),
    )
