"""Who wrote an HTML page: every set of names that the page gives is an offer, and what gives it are the offer's
features. Which one is right is learned (`weights/authors.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from copydesk.schemas.parsed import Author
from copydesk.service.core.bylines.people import han_names, is_name, is_of_page, is_organisation
from copydesk.service.core.bylines.words import (
    authors_in,
    before_date,
    is_byline_word,
    read_byline,
    without_role,
    word_of,
)
from copydesk.service.core.lexicon import any_of, words_of
from copydesk.service.core.markup import metadata
from copydesk.service.core.markup.jsonld import Node, authors_of, is_news, kind_of, text_of
from copydesk.service.core.page.choice import Offer
from copydesk.service.core.page.told import Anchors, Told
from copydesk.service.core.page.view import Marked, Seen
from copydesk.service.core.text.spelling import key, one_line

MOST_NAMES, LONGEST_NAME, LONGEST_LINE, MOST_MARKED = 12, 80, 160, 60
_OF_NODES = ("author", "creator", "editor", "contributor")
_METAS = (
    *metadata.AUTHORS,
    "authors",
    "citation_author",
    "article:author_name",
    "creator",
    "twitter:data1",
    "twitter:creator",
)
_NO_NAME = re.compile(r"https?:|www\.|[<>{}@#]")
_TAG = re.compile(r"<[^>]{1,80}>")
_BEHIND = re.compile(r"\s*[|(\[·•●].*|\s[–—-]\s.*|,?\s*\d.*", re.S)
_MARKS = re.compile(r"\s*[|•·●∙▪⋅]\s*|\s[–—-]\s")
_ANDS = re.compile(rf"\s*(?:[,;、，&/|]|\b(?:{any_of(words_of(lambda lexicon: lexicon.bylines.ands))})\b)\s*")
_BY = re.compile(rf"(?:{any_of(words_of(lambda lexicon: lexicon.bylines.prefixes))})\s*:?\s+", re.I)
_BY_WITHIN = re.compile(rf"(?<=\s)(?:{any_of(words_of(lambda lexicon: lexicon.bylines.prefixes))})\s+(?=[^\W\d_a-z])")
# `, MD` or `, Ph.D.`: few letters, two of them capitals, behind a comma.
_DEGREE = re.compile(r"(?:,\s*(?=[A-Za-z.]*[A-Z][A-Za-z.]*[A-Z])[A-Za-z.®-]{2,7})+\s*\Z")
_HAN = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,4}\Z")
_ZONES_TOLD = frozenset({"nav", "footer", "aside", "related", "comment", "bio", "modal", "caption", "header", "quote"})
_FAR_ABOVE, _FAR_BELOW = 6, 20


class Mention(NamedTuple):
    """A place that gives names."""

    names: tuple[str, ...]
    source: str
    """`json-ld`, `meta author`, `rel author`, `byline`."""
    features: tuple[str, ...] = ()


class Written(NamedTuple):
    """Names that a page offers as its authors'."""

    authors: tuple[Author, ...]
    sources: tuple[str, ...]


def author_offers(
    told: Told, anchors: Anchors, surest: tuple[Author, ...], others: Iterable[Mention] = ()
) -> list[Offer[Written]]:
    """Every set of names that the page gives, in the order in which it gives them. `surest` are those that its metadata
    would be taken for without its lines; `others` are mentions that whoever asks knows besides.
    """
    found: dict[frozenset[str], list[Mention]] = {}
    for mention in (*others, *_mentions(told, anchors)):
        if names := frozenset(filter(None, map(key, mention.names))):
            found.setdefault(names, []).append(mention)
    about = _About.of(found, told, anchors, surest)
    urls = {key(author.name): author.url for author in surest}
    return [
        Offer(_written(mentions, urls), frozenset(_features(names, mentions, about)))
        for names, mentions in found.items()
    ]


def _mentions(told: Told, anchors: Anchors) -> Iterator[Mention]:
    yield from _of_nodes(told)
    yield from _of_metas(told)
    yield from _of_marked(told, anchors)
    yield from _of_lines(told, anchors)


def _of_nodes(told: Told) -> Iterator[Mention]:
    by_id = {text: node for node, _ in told.nodes if isinstance(text := node.get("@id"), str) and node.get("name")}
    for node, via in told.nodes:
        kind = kind_of(node)
        for role in _OF_NODES:
            if role in node and (names := _names_of(node[role], by_id)):
                where = "the story" if node is told.story else kind
                news = (f"json-ld {role} of news",) if is_news(node) else ()
                yield from _readings(names, f"json-ld {role}", (f"json-ld {role} of {where}", *news))
        if kind == "person" and (name := text_of(node.get("name"))):
            yield from _readings((one_line(name),), "json-ld person", (f"json-ld person as {via or 'a node'}"[:60],))


def _names_of(value: object, by_id: dict[str, Node]) -> tuple[str, ...]:
    """The names that a property gives; of a node elsewhere in the page by its ID."""
    values = value[:30] if isinstance(value, list) else [value]
    names: list[str] = []
    for one in values:
        identifier = one.get("@id") if isinstance(one, dict) and not one.get("name") else one
        node = by_id.get(identifier, one) if isinstance(identifier, str) else one
        inner = node.get("name") if isinstance(node, dict) else None
        several = [{"name": name} for name in inner[:MOST_NAMES]] if isinstance(inner, list) else [node]
        names += (author.name for author in authors_of(several))
    return tuple(name for text in names if (name := one_line(_TAG.sub(" ", text[:500]))))


def _of_metas(told: Told) -> Iterator[Mention]:
    for name in _METAS:
        if texts := told.metas.get(name):
            source = (
                "meta author" if name in ("author", "article:author", "authors") else f"meta {name.partition(':')[0]}"
            )
            yield from _readings(tuple(one_line(text[:500]) for text in texts), source, ())


def _of_marked(told: Told, anchors: Anchors) -> Iterator[Mention]:
    nth: Counter[str] = Counter()
    rows: dict[tuple[str, str], list[str]] = {}
    marks = [one for one in told.view.marked if "author" in one.source][:MOST_MARKED]
    for marked in marks:
        text = marked.text or marked.value
        if not text or len(text) > LONGEST_LINE:
            continue
        nth[marked.source] += 1
        features = tuple(_of_mark(marked, anchors, nth[marked.source]))
        yield from _readings((text,), marked.source, features)
        yield from _of_pieces(marked, features)
        if not marked.zones & {"comment", "related"}:
            rows.setdefault((marked.source, anchors.part(marked.line)), []).append(text)
    for (source, part), texts in rows.items():
        distinct = tuple(dict.fromkeys(_bare(text) for text in texts))
        if 1 < len(distinct) <= MOST_NAMES:
            yield from _whole(distinct, f"{source} together", (f"{source} together {part}",))
            people = tuple(name for name in distinct if is_name(name) and not is_organisation(name))
            yield from _whole(people, f"{source} together, people", (f"{source} together, people {part}",))


def _of_pieces(marked: Marked, features: tuple[str, ...]) -> Iterator[Mention]:
    """Where names and offices stand in an element each."""
    if len(marked.pieces) < 2:
        return
    pieces = [bare for piece in marked.pieces if (bare := _bare(piece)) and not is_byline_word(piece)]
    people = tuple(piece for piece in pieces if is_name(piece) and not is_organisation(piece) and not is_of_page(piece))
    yield from _whole(people, f"{marked.source}: people by element", features)
    yield from _whole(people[:1], f"{marked.source}: first by element", features)
    yield from _whole(tuple(pieces[:1]), f"{marked.source}: first element", features)


def _of_mark(marked: Marked, anchors: Anchors, nth: int) -> Iterator[str]:
    source, place = marked.source, anchors.place(marked.line)
    yield from (f"{source} {place}", f"{source} {_ordinal(nth)}", f"marked {place}")
    yield from (f"{source} in {zone}" for zone in marked.zones & _ZONES_TOLD)
    yield from (f"marked in {zone}" for zone in marked.zones & _ZONES_TOLD)
    if word_of(marked.text) or is_byline_word(marked.before.rpartition(" ")[2]):
        yield f"{source} behind a byline's word"
        yield f"marked {place} behind a byline's word"


def _ordinal(nth: int) -> str:
    return ("first", "second", "third")[nth - 1] if nth <= 3 else "later"


def _of_lines(told: Told, anchors: Anchors) -> Iterator[Mention]:
    lines, head = told.view.lines, anchors.head if anchors.head is not None else 0
    last = anchors.last if anchors.last is not None else head
    near = range(max(0, head - _FAR_ABOVE), min(len(lines), head + _FAR_BELOW + 1))
    late = range(max(near.stop, last - 3), min(len(lines), last + _FAR_BELOW))
    for at in (*near, *late):
        line = lines[at]
        if at != anchors.head and len(line.text) <= LONGEST_LINE:
            below = lines[at + 1].text if at + 1 < len(lines) else ""
            if printed := list(_printed(line.text, below)):
                places = tuple(_of_place(lines, at, anchors))
                for text, source in printed:
                    yield from _readings((text,), source, tuple(f"{source} {place}" for place in places))


def _of_place(lines: tuple[Seen, ...], at: int, anchors: Anchors) -> Iterator[str]:
    line = lines[at]
    yield anchors.place(at)
    yield anchors.part(at)
    yield from (f"in {zone}" for zone in line.zones & _ZONES_TOLD)
    yield from (f"called {name}" for name in line.names)
    if line.linked:
        yield "as a link"
    if not anchors.dated.isdisjoint((at - 1, at, at + 1)):
        yield "beside a date"


def _printed(text: str, below: str) -> Iterator[tuple[str, str]]:
    """What a line prints of names, and as what: behind a byline's word, behind one within it, below one, or nothing but
    a name.
    """
    if word := word_of(text):
        yield text[word.end() :], "byline"
    elif (read := read_byline(text)) and read[1]:
        yield ", ".join(author.name for author in read[1]), "byline"
    elif is_byline_word(text) and len(below) <= LONGEST_NAME:
        yield below, "byline above"
    elif within := _BY_WITHIN.search(text):
        yield text[within.end() :], "byline within"
    elif len(text) <= LONGEST_NAME:
        pieces = [piece for piece in _MARKS.split(text) if _may_be_name(piece)]
        yield from ((piece, "name alone" if piece == text else "name in a line") for piece in pieces[:3])


def _may_be_name(text: str) -> bool:
    names = [name for name in _ANDS.split(text) if name]
    return bool(names) and all(is_name(name) and not is_of_page(name) for name in names)


def _readings(texts: tuple[str, ...], source: str, features: tuple[str, ...]) -> Iterator[Mention]:
    """All that a text, or a list of them, may mean: as it is, without what stands around names, parted into names."""
    if len(texts) > 1:
        yield from _whole(texts, f"{source}: list", features)
        yield from _whole(tuple(map(_bare, texts)), f"{source}: list, bare", features)
        yield from _whole(texts[:1], f"{source}: first of list", features)
        named = tuple(author.name for text in texts for author in authors_in(_bare(text)))
        yield from _whole(named, f"{source}: list, people", features)
        return
    text = one_line(texts[0][:300])
    bare = _bare(text)
    yield from _whole((text,), f"{source}: whole", features)
    yield from _whole((bare,), f"{source}: bare", features)
    if people := authors_in(bare) or authors_in(text):
        yield from _whole(tuple(author.name for author in people), f"{source}: people", features)
    elif han := han_names(bare):
        yield from _whole(han, f"{source}: people", features)
    without = _DEGREE.sub("", bare)
    if without != bare:
        yield from _whole((without,), f"{source}: without degree", features)
    parts = tuple(part for part in _ANDS.split(without) if part)
    if len(parts) > 1:
        yield from _whole(parts, f"{source}: parted", features)
        yield from _whole(parts[:1], f"{source}: first part", features)


def _bare(text: str) -> str:
    """A name without the word before it, and without what stands behind it."""
    word = word_of(text) or _BY.match(text)
    names = text[word.end() :] if word else text
    behind = _BEHIND.search(names, 1)
    if behind:
        names = before_date(names[: behind.start()], behind[0].strip()) or names
    return without_role(names.strip(" ,;:|•·–—-.")) or names


def _whole(names: tuple[str, ...], source: str, features: tuple[str, ...]) -> Iterator[Mention]:
    if 0 < len(names) <= MOST_NAMES and all(map(_is_possible, names)):
        yield Mention(names, source, features)


def _is_possible(name: str) -> bool:
    return 1 < len(name) <= LONGEST_NAME and not _NO_NAME.search(name) and any(map(str.isalpha, name))


@dataclass(frozen=True, slots=True)
class _About:
    """What all names of a page say together."""

    sources: dict[str, set[str]] = field(default_factory=dict)
    """Name -> the kinds of sources that give it, alone or with others."""
    sets: tuple[frozenset[str], ...] = ()
    surest: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    near: str = ""
    """What the lines around the headline say."""
    in_json: bool = False

    @staticmethod
    def of(
        found: dict[frozenset[str], list[Mention]], told: Told, anchors: Anchors, surest: tuple[Author, ...]
    ) -> _About:
        sources: dict[str, set[str]] = {}
        for names, mentions in found.items():
            for name in names:
                sources.setdefault(name, set()).update(_source(mention) for mention in mentions)
        head = anchors.head if anchors.head is not None else 0
        near = " ".join(key(line.text[:LONGEST_LINE]) for line in told.view.lines[max(0, head - 3) : head + 12])
        return _About(
            sources,
            tuple(found),
            frozenset(key(author.name) for author in surest),
            frozenset(map(key, told.sites)),
            near,
            any("json-ld author" in of_name for of_name in sources.values()),
        )


def _source(mention: Mention) -> str:
    return mention.source.partition(":")[0]


def _features(names: frozenset[str], mentions: list[Mention], about: _About) -> Iterator[str]:
    sources = {_source(mention) for mention in mentions}
    for mention in mentions:
        yield mention.source
        yield from mention.features
    yield f"{min(len(sources), 5)} sources"
    yield f"each name in {min(5, *(len(about.sources[name]) for name in names))} sources"
    yield f"{min(len(names), 4)} names"
    yield f"given by {' + '.join(sorted({source.split()[0] for source in sources}))}"
    if about.surest:
        yield "the surest source's" if names == about.surest else "not the surest source's"
    if about.in_json:
        yield from () if "json-ld author" in sources else ("not in json-ld",)
    else:
        yield from (f"{source}, none in json-ld" for source in sources)
    yield from _by_form(mentions[0].names, names, about)
    yield from _beside(names, about)


def _by_form(printed: tuple[str, ...], names: frozenset[str], about: _About) -> Iterator[str]:
    """What the names look like."""
    counts = [2 if _HAN.match(name) else len(name.split()) for name in printed]
    yield f"at most {min(max(counts), 6)} words"
    yield f"at least {min(*counts, 4)} words"
    checks: tuple[tuple[str, Iterable[bool]], ...] = (
        ("a house or an office", map(is_organisation, printed)),
        ("words of a page", map(is_of_page, printed)),
        ("the site's own name", (name in about.sites for name in names)),
        ("a figure", (any(map(str.isdigit, name)) for name in printed)),
        ("small letters only", (name.islower() for name in printed)),
        ("capitals only", (name.isupper() and len(name) > 3 for name in printed)),
        ("a comma", ("," in name for name in printed)),
        ("a bracket or stroke", (not set(name).isdisjoint("()[]|/:") for name in printed)),
        ("a degree", (_DEGREE.search(name) is not None for name in printed)),
        ("several names in one", map(_runs_together, printed)),
        ("an office behind", (without_role(name) != name for name in printed)),
        ("a byline's word", (word_of(name) is not None for name in printed)),
    )
    held = [what for what, found in checks if any(found)]
    yield from (f"holds {what}" for what in held)
    if names == about.surest:
        yield from (f"the surest source's, but holds {what}" for what in held)
    if all(is_name(name) or _HAN.match(name) for name in printed):
        yield "like people's names"
    yield "printed near the headline" if all(name in about.near for name in names) else "not printed near the headline"


def _runs_together(name: str) -> bool:
    parts = [part for part in _ANDS.split(name) if part]
    return len(parts) > 1 and all(map(is_name, parts))


def _beside(names: frozenset[str], about: _About) -> Iterator[str]:
    """How a set of names stands to the others of its page."""
    if any(names < other for other in about.sets):
        yield "part of a longer list"
    if any(other < names for other in about.sets):
        yield "holds a shorter list"
    if len(names) == 1:
        [name] = names
        others = [other for one in about.sets if len(one) == 1 for other in one if other != name]
        if any(name in other for other in others):
            yield "within a longer name"
        if longer := [other for other in others if other in name and len(other) > 3]:
            yield f"holds a name of {min(4, max(len(about.sources[other]) for other in longer))} sources"


def _written(mentions: list[Mention], urls: dict[str, str | None]) -> Written:
    names = tuple({key(name): name for name in reversed(mentions[0].names)}.values())[::-1]
    authors = tuple(Author(name=name, url=urls.get(key(name))) for name in names)
    return Written(authors, tuple(dict.fromkeys(map(_source, mentions))))
