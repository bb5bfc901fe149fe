"""Where in a site's pages a field may stand that the general reader does not find: selectors that give something of the kind
in every page. They are for a person to judge, so none is used by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, permutations

from turbohtml import Document, Element

from copydesk.service.core.addresses.ids import id_in_url
from copydesk.service.core.addresses.other_names import other_name
from copydesk.service.core.bylines.words import authors_in
from copydesk.service.core.markup.html_tree import around, problem_of, tree_of
from copydesk.service.core.page.html.selected import text_at
from copydesk.service.core.text.spelling import key
from copydesk.service.core.times.dates import find_moments
from copydesk.service.core.times.printed_layouts import Layouts, moment_in
from copydesk.service.core.times.zones import Home

MOST_PLACES, MOST_ELEMENTS, MOST_PROPOSED = 1_500, 6_000, 3
_NAME = re.compile(r"[A-Za-z_][A-Za-z_-]*\d{0,2}")
_NOT_READ = frozenset(
    {"class", "id", "href", "src", "srcset", "style", "alt", "rel", "type", "lang", "dir", "width", "height"}
)
_UNSEEN = frozenset({"script", "style", "noscript", "head", "link", "svg", "html", "body", "template", "path"})
_ASIDE = frozenset({"nav", "aside"})
_ID = re.compile(r"(?=[^\d]*\d)[\w.:-]{2,40}", re.A)
_CALLED = {
    "headline": re.compile(r"head|tit(?:le|el|re|olo)|titul|kop|rubrik|\bh[1-4]\b", re.I),
    "published_at": re.compile(r"date|time|stamp|publi|posted|created|fecha|datum|\bday", re.I),
    "authors": re.compile(r"author|byline|writer|reporter|sign|contrib|autor|auteur|by\b", re.I),
    "news_id": re.compile(r"id\b|story|article|news|post|nr\b|num", re.I),
    "body_text": re.compile(r"body|text|content|article|story|entry", re.I),
    "section": re.compile(r"section|categor|kicker|rubri|channel|desk", re.I),
    "tags": re.compile(r"\btags?\b|keyword|topic", re.I),
    "abstract": re.compile(r"abstract|lead|lede|summary|standfirst|intro|deck|dek\b", re.I),
}
_CHANGES = re.compile(r"updat|modif|chang", re.I)
_LEAST_BODY, _MOST_LEAD = 200, 16
_NUMBER = re.compile(r"\d{1,20}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A selector as a profile has it, and what it gives in each page."""

    selector: str
    values: tuple[str, ...]
    formats: tuple[str, ...] = ()
    """For a time that nobody reads without: the layout, if one alone fits all pages."""


@dataclass(frozen=True, slots=True)
class _Place:
    css: str
    attribute: str | None
    tag: str

    @property
    def selector(self) -> str:
        return f"{self.css}::attr({self.attribute})" if self.attribute else self.css


def proposals(field: str, pages: Sequence[str], zone: str | None = None) -> list[Proposal]:
    """Places that may hold the field in all of these pages, the likeliest first; at most three. `pages` are HTML, `zone` the
    site's home zone.
    """
    judge = _JUDGES.get(field)
    if judge is None or not pages:
        return []
    trees = [tree_of(page)[0] for page in pages]
    found: dict[tuple[str, ...], tuple[int, Proposal]] = {}
    for place in islice(_places(trees[0]), MOST_PLACES):
        values = tuple(_value(tree, place) for tree in trees)
        if not all(values) or (proposed := judge(place, values, trees, zone)) is None:
            continue
        score = proposed[0] + 2 * bool(_CALLED[field].search(place.selector))
        if values not in found or score > found[values][0]:
            found[values] = (score, proposed[1])
    ranked = sorted(found.values(), key=lambda one: -one[0])
    return [proposal for score, proposal in ranked if score >= 2][:MOST_PROPOSED]


def _places(tree: Document) -> Iterator[_Place]:
    """All that can be named by an ID, a class or an attribute, once."""
    met: set[_Place] = set()
    for element in islice(tree.select("body *, meta"), MOST_ELEMENTS):
        if element.tag in _UNSEEN or any(one.tag in _ASIDE for one in islice(around(element), 30)):
            continue
        for place in _names(element):
            if place not in met and problem_of(place.css) is None:
                met.add(place)
                yield place


def _names(element: Element) -> Iterator[_Place]:
    tag = element.tag
    named = [f"{tag}.{name}" for name in (element.attr("class") or "").split() if _NAME.fullmatch(name)]
    if _NAME.fullmatch(own := element.attr("id") or ""):
        named.append(f"{tag}#{own}")
    yield from (_Place(css, None, tag) for css in named)
    for name in element.attrs:
        if name not in _NOT_READ and re.fullmatch(r"[a-z][\w-]{1,40}", name) and tag != "meta":
            yield _Place(f"{tag}[{name}]", name, tag)
    if not named and tag not in ("div", "span", "p", "a", "li", "meta") and (parent := element.parent) is not None:
        yield from (_Place(f"{one.css} > {tag}", None, tag) for one in _of_parent(parent))


def _of_parent(parent: object) -> Iterator[_Place]:
    if isinstance(parent, Element) and parent.tag not in _UNSEEN:
        for name in (parent.attr("class") or "").split():
            if _NAME.fullmatch(name):
                yield _Place(f"{parent.tag}.{name}", None, parent.tag)


def _value(tree: Document, place: _Place) -> str:
    found = tree.select_one(place.css)
    return text_at(found, place.attribute) if found is not None else ""


Judged = tuple[int, Proposal] | None
_Judge = Callable[[_Place, tuple[str, ...], Sequence[Document], str | None], Judged]


def _distinct(values: Sequence[str]) -> bool:
    return len(set(values)) == len(values)


def _headline(place: _Place, values: tuple[str, ...], trees: Sequence[Document], zone: str | None) -> Judged:
    if (
        place.attribute
        or not _distinct(values)
        or not all(12 <= len(value) <= 200 and " " in value for value in values)
    ):
        return None
    if any(_in_footer(tree.select_one(place.css)) for tree in trees):
        return None
    alone = all(len(tree.select(place.css)[:2]) == 1 for tree in trees)
    words = all(value.count(" ") >= 3 for value in values)
    titles = [key(found.text) if (found := tree.find("title")) is not None else "" for tree in trees]
    in_titles = all(key(value) in title for value, title in zip(values, titles, strict=True))
    return 2 * in_titles + alone + words + (place.tag in ("h1", "h2", "h3")), Proposal(place.selector, values)


def _in_footer(element: Element | None) -> bool:
    return element is not None and any(one.tag == "footer" for one in islice(around(element), 30))


def _published(place: _Place, values: tuple[str, ...], trees: Sequence[Document], zone: str | None) -> Judged:
    if not all(6 <= len(value) <= 80 and any(map(str.isdigit, value)) for value in values):
        return None
    score = bool(place.attribute) - 3 * bool(_CHANGES.search(place.selector))
    if all(find_moments(value, zone=zone, not_after=None) for value in values):
        return score + 1, Proposal(place.selector, values)
    fitting = formats_of(values)
    return (score + 1, Proposal(place.selector, values, fitting)) if fitting else None


def _authors(place: _Place, values: tuple[str, ...], trees: Sequence[Document], zone: str | None) -> Judged:
    named = all(len(value) <= 120 and (authors_in(value) or authors_in(value.rpartition(":")[2])) for value in values)
    return (0, Proposal(place.selector, values)) if named else None


def _news_id(place: _Place, values: tuple[str, ...], trees: Sequence[Document], zone: str | None) -> Judged:
    if not place.attribute or not _distinct(values) or len(values) < 2:
        return None
    fits = all(_ID.fullmatch(value) and other_name(value) is None for value in values)
    return (0, Proposal(place.selector, values)) if fits else None


def _body(place: _Place, values: tuple[str, ...], trees: Sequence[Document], zone: str | None) -> Judged:
    if place.attribute or not _distinct(values) or not all(len(value) >= _LEAST_BODY for value in values):
        return None
    least = min(len(tree.select_one(place.css).select("p")) for tree in trees)  # type: ignore[union-attr]  # it was found
    return (1 if least else 0), Proposal(place.selector, values)


def _words(place: _Place, values: tuple[str, ...], trees: Sequence[Document], zone: str | None) -> Judged:
    return (0, Proposal(place.selector, values)) if all(2 <= len(value) <= 300 for value in values) else None


_JUDGES: dict[str, _Judge] = {
    "headline": _headline,
    "published_at": _published,
    "authors": _authors,
    "news_id": _news_id,
    "body_text": _body,
    "section": _words,
    "tags": _words,
    "abstract": _words,
}


def formats_of(values: Sequence[str]) -> tuple[str, ...]:
    """The one layout in which all these times are printed; none where two fit, as nobody can tell which is meant."""
    fitting = [layout for layout in _layouts_like(values[0]) if all(_reads(layout, value) for value in values)]
    return tuple(fitting) if len(fitting) == 1 else ()


def _layouts_like(value: str) -> Iterator[str]:
    """Layouts of figures with the signs that stand between the figures of a value."""
    marks = re.split(r"\d+", value)
    figures = re.findall(r"\d+", value)
    if len(figures) not in (3, 5, 6) or len(figures[0]) > 4 or any("%" in mark for mark in marks):
        return
    clock = ("%H", "%M", "%S")[: len(figures) - 3]
    for day in permutations(("%d", "%m", "%Y" if any(len(one) == 4 for one in figures[:3]) else "%y")):
        if day[1] in ("%Y", "%y") or day == ("%Y", "%d", "%m"):  # nobody writes so
            continue
        pieces = [piece for pair in zip((*day, *clock), [*marks[1:-1], ""], strict=True) for piece in pair]
        yield "".join(pieces)


def _reads(layout: str, value: str) -> bool:
    moment = moment_in(value, Layouts((layout,)), Home(None), None)
    return moment is not None and moment.raw == value.strip()


def address_rule(urls: Sequence[str]) -> str | None:
    """An expression for the number in which these addresses differ, where no rule of the desk finds one; None where there
    is none, or more than one.
    """
    if len(urls) < 2 or all(id_in_url(url) for url in urls):
        return None
    rows = [list(_NUMBER.finditer(url)) for url in urls]
    if len({len(row) for row in rows}) != 1:
        return None
    differing = [column for column in zip(*rows, strict=True) if _distinct([found[0] for found in column])]
    return _rule_behind(differing[0], urls) if len(differing) == 1 else None


def _rule_behind(numbers: Sequence[re.Match[str]], urls: Sequence[str]) -> str | None:
    """The rule by what stands right before the number, as little of it as tells it from the address's other numbers."""
    before = numbers[0].string[: numbers[0].start()]
    for size in range(1, min(_MOST_LEAD, len(before) + 1)):
        if before[-size] == "'":  # which ends an expression in a profile
            return None
        rule = rf"{re.escape(before[-size:])}(\d+)"
        found = [re.search(rule, url) for url in urls]
        if all(one and one[1] == number[0] for one, number in zip(found, numbers, strict=True)):
            return rule
    return None
