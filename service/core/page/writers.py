"""Who wrote an HTML page: every set of names that the page gives is an offer, and what gives it are the offer's
features. Which one is right is learned (`weights/authors.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from copydesk.schemas.parsed import Author
from copydesk.service.core.bylines.people import han_names, is_name, is_of_page, is_organisation, is_uncased
from copydesk.service.core.bylines.reporters import reporters_of
from copydesk.service.core.bylines.words import (
    authors_in,
    before_date,
    is_byline_word,
    read_byline,
    without_offices_between,
    without_role,
    word_of,
)
from copydesk.service.core.lexicon import BYLINE_WORDS, JALALI_MONTHS, LEXICONS, MONTHS, WEEKDAYS, any_of, words_of
from copydesk.service.core.lexicon.agencies import AGENCY_SOURCES
from copydesk.service.core.lines.shape import ends_sentence
from copydesk.service.core.markup import metadata
from copydesk.service.core.markup.jsonld import Node, authors_of, by_ids, followed, is_news, kind_of, text_of
from copydesk.service.core.page.choice import Offer
from copydesk.service.core.page.publication import is_dated
from copydesk.service.core.page.told import ZONES_TOLD, Anchors, Told, ordinal
from copydesk.service.core.page.view import Marked, Seen
from copydesk.service.core.text.scripts import HAN, HANGUL, KANA
from copydesk.service.core.text.spelling import fold, key, one_line

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
_NO_NAME = re.compile(r"https?:|www\.|[<>{}@#:：]")
_TAG = re.compile(r"<[^>]{1,80}>")
_BEHIND = re.compile(r"\s*[|(\[·•●].*|\s[–—-]\s.*|,?\s*\d.*", re.S)
_OF_LISTS = frozenset({"item", "itemListElement"})
# `ada@quay.example (Ada Lovelace)`, as feeds have it.
_MAILED = re.compile(r"\S{1,60}@\S{1,60}\s\(([^()@]{3,60})\)\Z")
_FIGURES = re.compile(r"(?<=\s)\d")
_MARK = re.compile("[|•·●∙▪⋅–—-]")
_MARKS = re.compile(r"\s*[|•·●∙▪⋅]\s*|\s[–—-]\s")
_OWN_WORDS = {word.lower(): lexicon.language for lexicon in LEXICONS for word in lexicon.bylines.own}
_AND_WORDS = frozenset(words_of(lambda lexicon: lexicon.bylines.ands))
_SIGN = re.compile(r"[^\w\s\u200c]")
_ANDS = re.compile(rf"\s*(?:[,;、，&/|]|\b(?:{any_of(_AND_WORDS)})\b)\s*")
_BY = re.compile(rf"(?:{any_of(words_of(lambda lexicon: lexicon.bylines.prefixes))})\s*:?\s+", re.I)
_BY_WITHIN = re.compile(rf"(?<=\s)(?:{any_of(words_of(lambda lexicon: lexicon.bylines.prefixes))})\s+(?=[^\W\d_a-z])")
# `2021-03-08 来源：港口日报 作者：王明`: the label of a byline or of an editor within a line, and what stands behind it.
_LABEL = r"(?:(?<=[\s|(（【\[])|\A[(（【\[]?)(?:{})\s?[:：]\s{{0,2}}([^|)）】\]:：]{{2,80}})"
_LABELLED = re.compile(_LABEL.format(any_of(BYLINE_WORDS)), re.I)
_EDITED = re.compile(_LABEL.format(any_of(words_of(lambda lexicon: lexicon.bylines.editors))), re.I)
# `2021-03-08 09:30 本报记者 王明`: without a colon, in a script without capitals.
_NAMED_WITHIN = re.compile(
    rf"(?:\A|(?<=\s))(?:{any_of(words_of(lambda lexicon: (*lexicon.bylines.bare, *lexicon.bylines.offices_before)))})\s"
    rf"([{HAN}]{{2,4}}(?:\s[{HAN}]{{2,4}}){{0,2}})(?=\s*(?:\Z|[|\d]))"
    # `文・佐藤健一`, `박지우 기자`
    rf"|(?:\A|(?<=\s))(?:{any_of(word for word in BYLINE_WORDS if word.endswith('・'))})([{HAN}{KANA}]{{3,8}})(?=\s|\Z)"
    rf"|(?:\A|(?<=\s))([{HANGUL}]{{2,4}})\s?(?:{any_of(words_of(lambda lexicon: lexicon.bylines.offices_behind))})(?=[\s|,(]|\Z)"
)
# `, MD` or `, Ph.D.`: few letters, two of them capitals, behind a comma.
_DEGREE = re.compile(r"(?:,\s*(?=[A-Za-z.]*[A-Z][A-Za-z.]*[A-Z])[A-Za-z.®-]{2,7})+\s*\Z")
_AROUND = " ,;:|•·–—-./*"
_SIGNING = ("byline", "rel author", "author link", "author class", "microdata author")
HAN_NAME = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]{2,4}\Z|[\u3400-\u9fff]{1,4}[\u3040-\u30ff]{1,4}\Z")
_FAR_ABOVE, _FAR_BELOW, _AT_END = 6, 20, 5
_SMALL_WORDS = words_of(
    lambda lexicon: (*lexicon.dates.before_day, *lexicon.bylines.place_links, *lexicon.bylines.ands)
)
_NOBODYS = frozenset(map(fold, (*MONTHS, *JALALI_MONTHS, *WEEKDAYS, *_SMALL_WORDS)))
"""Words that are left over where a date or a place is cut off."""
_DOMAIN = re.compile(r"[^\W_]\.[a-z]{2,4}\Z", re.I)


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
    mentions = [*others, *_mentions(told, anchors)]
    if not any(mention.source.startswith("byline") for mention in mentions):
        mentions += _of_editors(told, anchors)
    for mention in mentions:
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
    yield from _of_story(told, anchors)


def _of_nodes(told: Told) -> Iterator[Mention]:
    by_id = by_ids(told.nodes)
    for node, via in told.nodes:
        kind = kind_of(node)
        if node is not told.story and (kind == "film" or via in _OF_LISTS):
            continue  # who filmed it, or wrote another story of a list
        for role in _OF_NODES:
            if role in node and (names := _names_of(node[role], by_id)):
                where = "the story" if node is told.story else kind
                news = (f"json-ld {role} of news",) if is_news(node) else ()
                yield from readings(names, f"json-ld {role}", (f"json-ld {role} of {where}", *news))
        if kind == "person" and (name := text_of(node.get("name"))):
            yield from readings((one_line(name),), "json-ld person", (f"json-ld person as {via or 'a node'}"[:60],))


def _names_of(value: object, by_id: dict[str, Node]) -> tuple[str, ...]:
    """The names that a property gives; of a node elsewhere in the page by its ID."""
    names = (author.name for author in authors_of(followed(value, by_id)))
    return tuple(name for text in names if (name := one_line(unescape(_TAG.sub(" ", text[:500])))))


def _of_metas(told: Told) -> Iterator[Mention]:
    for name in _METAS:
        if texts := told.metas.get(name):
            source = (
                "meta author" if name in ("author", "article:author", "authors") else f"meta {name.partition(':')[0]}"
            )
            yield from readings(tuple(one_line(text[:500]) for text in texts), source, ())


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
        yield from readings((text,), marked.source, features)
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
    yield from (f"{source} {place}", f"{source} {ordinal(nth)}", f"marked {place}")
    yield from (f"{source} in {zone}" for zone in marked.zones & ZONES_TOLD)
    yield from (f"marked in {zone}" for zone in marked.zones & ZONES_TOLD)
    if word_of(marked.text) or is_byline_word(marked.before.rpartition(" ")[2]):
        yield f"{source} behind a byline's word"
        yield f"marked {place} behind a byline's word"


def _signed_lines(told: Told, anchors: Anchors) -> Iterator[int]:
    """The lines around the headline and around the story's end."""
    count, head = len(told.view.lines), anchors.head if anchors.head is not None else 0
    last = anchors.last if anchors.last is not None else head
    near = range(max(0, head - _FAR_ABOVE), min(count, head + _FAR_BELOW + 1))
    yield from near
    yield from range(max(near.stop, last - 3), min(count, last + _FAR_BELOW))


def _of_editors(told: Told, anchors: Anchors) -> Iterator[Mention]:
    """The editors who answer for a story: in East Asia many a page names nobody else."""
    lines = told.view.lines
    for at in _signed_lines(told, anchors):
        found = _labelled_in(lines[at].text, _EDITED) if len(lines[at].text) <= LONGEST_LINE else None
        if found and (names := _behind_label(found)):
            places = tuple(f"byline within {place}" for place in _of_place(lines, at, anchors))
            yield from readings((names,), "byline within", places)


def _of_lines(told: Told, anchors: Anchors) -> Iterator[Mention]:
    lines = told.view.lines
    for at in _signed_lines(told, anchors):
        line = lines[at]
        if at == anchors.head or len(line.text) > LONGEST_LINE:
            continue
        below = lines[at + 1].text if at + 1 < len(lines) else ""
        if printed := _by_own_word(line.text, told.language) or _printed(line.text, below):
            places = tuple(_of_place(lines, at, anchors))
            for text, source in printed:
                if source != "byline within" or not _tells(lines[at], at, anchors):
                    yield from readings((text,), source, tuple(f"{source} {place}" for place in places))


def _tells(line: Seen, at: int, anchors: Anchors) -> bool:
    """Whether a line is a paragraph of the story, which tells of a house that was designed by somebody."""
    return at in anchors.prose[1:] and ends_sentence(line.printed)


def _of_story(told: Told, anchors: Anchors) -> Iterator[Mention]:
    """Reporters whom the story's first or last paragraphs name: `（记者 李华）`."""
    ends = () if anchors.last is None else range(anchors.last, min(anchors.last + _AT_END, len(told.view.lines)))
    for at in sorted({*ends} if anchors.first is None else {anchors.first, *ends}):
        found = reporters_of(told.view.lines[at].text)
        if found is not None:
            yield from _whole(tuple(author.name for author in found[1]), "byline", ("byline in the story",))


def _of_place(lines: Sequence[Seen], at: int, anchors: Anchors) -> Iterator[str]:
    line = lines[at]
    yield anchors.place(at)
    yield anchors.part(at)
    yield from (f"in {zone}" for zone in line.zones & ZONES_TOLD)
    yield from (f"called {name}" for name in line.names)
    if line.linked:
        yield "as a link"
    if not anchors.dated.isdisjoint((at - 1, at, at + 1)):
        yield "beside a date"


def _by_own_word(text: str, language: str) -> tuple[tuple[str, str], ...]:
    """What a word for `by` that is one in the page's language only stands before: `de Ioana Munteanu`, in Romanian."""
    word, _, rest = text.partition(" ")
    own = _OWN_WORDS.get(word.lower())
    return ((rest, "byline"),) if own and own == language.partition("-")[0] and rest[:1].isupper() else ()


def _printed(text: str, below: str) -> tuple[tuple[str, str], ...]:
    """What a line prints of names, and as what: behind a byline's word, behind one within it, below one, or nothing but
    a name.
    """
    if len(below) <= LONGEST_NAME and is_byline_word(text):
        return ((below, "byline above"),)
    return _printed_alone(text)


@lru_cache(maxsize=4096)
def _printed_alone(text: str) -> tuple[tuple[str, str], ...]:
    if word := word_of(text):
        return ((text[word.end() :], "byline"),)
    if (read := read_byline(text)) and read[1]:
        return ((", ".join(author.name for author in read[1]), "byline"),)
    if (labelled := _labelled_in(text, _LABELLED)) and (names := _behind_label(labelled)):
        return ((names, "byline within"),)
    if not text.isascii() and (named := _NAMED_WITHIN.search(text)):
        return ((named[1] or named[2] or named[3], "byline within"),)
    if within := _BY_WITHIN.search(text):
        return ((text[within.end() :], "byline within"),)
    parts = (_MARKS.split(text) if _MARK.search(text) else [text]) if len(text) <= LONGEST_NAME else []
    pieces = [part for part in parts if _may_be_name(part)] or [*_before_figures(text)]
    return tuple((piece, "name alone" if piece == text else "name in a line") for piece in pieces[:3])


def _before_figures(text: str) -> Iterator[str]:
    """The name before the date of a line: `Ada Lovelace, 8.3.2021 09:30`."""
    found = _FIGURES.search(text) if len(text) <= LONGEST_NAME and is_dated(fold(text)) else None
    name = before_date(text[: found.start()], text[found.start() :]).strip(_AROUND) if found else ""
    if name and _may_be_name(name):
        yield name


def _labelled_in(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """A label within a line, which has a colon; to look for that first is ten times as fast."""
    return pattern.search(text) if ":" in text or "：" in text else None


def _behind_label(found: re.Match[str]) -> str:
    """The names behind a label: in a script without capitals they end where a space does, else before the next label."""
    names = found[1].strip(_AROUND + "\u3000")
    if found.string[found.end() : found.end() + 1] in (":", "："):
        names = names.rpartition(" ")[0].strip(_AROUND) or names
    if not names:
        return ""
    return names.split()[0] if is_uncased(names[:1]) else re.split(r"\s{2,}|\u3000", names)[0]


@lru_cache(maxsize=4096)
def is_person(name: str) -> bool:
    """Whether words, no longer than names are, look like a person's name, and none of a page's or a house's."""
    return is_name(name) and not is_of_page(name) and not is_organisation(name)


def _may_be_name(text: str) -> bool:
    names = [name for name in _parted(text) if name]
    return bool(names) and all(map(is_name, names)) and not any(map(is_of_page, names))


def _parted(text: str) -> list[str]:
    """The parts between signs, or words for `and`; most texts have neither, which is told sooner than where."""
    has_and = _SIGN.search(text) is not None or not _AND_WORDS.isdisjoint(text.split())
    return _ANDS.split(text) if has_and else [text]


def readings(texts: tuple[str, ...], source: str, features: tuple[str, ...]) -> Iterator[Mention]:
    """All that a text, or a list of them, may mean: as it is, without what stands around names, parted into names."""
    people, readings = _list_read(texts) if len(texts) > 1 else _text_read(texts[0][:300])
    for names, reading in readings:
        told = (_AS_READ if names == people else _NOT_AS_READ) if people else _NOT_READ
        yield Mention(names, f"{source}: {reading}", (*features, told))


_AS_READ, _NOT_AS_READ, _NOT_READ = "as people are read", "otherwise than people are read", "no people are read"
_Readings = tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]
"""The people that a text names, if any can be told, and all that it may mean: names, and the reading."""


def _list_read(texts: tuple[str, ...]) -> _Readings:
    people = tuple(author.name for text in texts for author in authors_in(_bare(text)))
    readings = (
        (texts, "list"),
        (tuple(map(_bare, texts)), "list, bare"),
        (texts[:1], "first of list"),
        (people, "list, people"),
    )
    return people, tuple((names, reading) for names, reading in readings if _are_possible(names))


@lru_cache(maxsize=4096)  # a page gives its author's name many times, and a site the words of its menus
def _text_read(text: str) -> _Readings:
    readings = tuple((names, reading) for names, reading in _readings_of(one_line(text)) if _are_possible(names))
    return next((names for names, reading in readings if reading == "people"), ()), readings


def _readings_of(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    text = mailed[1] if "@" in text and (mailed := _MAILED.match(text)) else text
    bare = _bare(text)
    yield (text,), "whole"
    yield (bare,), "bare"
    if people := authors_in(bare) or (authors_in(text) if text != bare else ()):
        yield tuple(author.name for author in people), "people"
    elif han := han_names(bare):
        yield han, "people"
    without = _DEGREE.sub("", bare)
    if without != bare:
        yield (without,), "without degree"
    parts = tuple(part for part in _parted(without) if part)
    if len(parts) > 1:
        yield parts, "parted"
        yield parts[:1], "first part"
    pieces = _MARKS.split(text)
    if len(pieces) > 1:
        yield (
            tuple(bare for piece in pieces if is_name(bare := _bare(piece)) and not is_of_page(bare)),
            "people by mark",
        )


def _bare(text: str) -> str:
    """A name without the word before it, and without what stands behind it."""
    word = word_of(text) or _BY.match(text)
    names = without_offices_between(text[word.end() :] if word else text)
    behind = _BEHIND.search(names, 1)
    if behind:
        names = before_date(names[: behind.start()], behind[0].strip()) or names
    return _without_office(names.strip(_AROUND)) or names


def _without_office(names: str) -> str:
    """Names without an office behind them, nor a part of one: of `Ada Lovelace, City Editor` no `City` is left."""
    without = without_role(names).rstrip(_AROUND)
    head, comma, rest = without.rpartition(",")
    office = names.rpartition(",")[2].strip()
    return head if comma and without != names and rest and office.startswith(rest.strip()) else without


def _whole(names: tuple[str, ...], source: str, features: tuple[str, ...]) -> Iterator[Mention]:
    if _are_possible(names):
        yield Mention(names, source, features)


def _are_possible(names: tuple[str, ...]) -> bool:
    return 0 < len(names) <= MOST_NAMES and all(map(_is_possible, names))


@lru_cache(maxsize=4096)
def _is_possible(name: str) -> bool:
    if not 1 < len(name) <= LONGEST_NAME or _NO_NAME.search(name) or not any(map(str.isalpha, name)):
        return False
    behind = key(name.rpartition(",")[2]) if "," in name else ""
    return (
        name[0] not in ".,;)"
        and fold(name).strip(" .") not in _NOBODYS
        and behind not in AGENCY_SOURCES
        and not is_byline_word(name)
    )


@dataclass(frozen=True, slots=True)
class _About:
    """What all names of a page say together."""

    sources: dict[str, set[str]] = field(default_factory=dict)
    """Name -> the kinds of sources that give it, alone or with others."""
    sets: tuple[frozenset[str], ...] = ()
    surest: frozenset[str] = frozenset()
    surest_people: frozenset[str] = frozenset()
    """Those of them that are people, as they are read."""
    sites: frozenset[str] = frozenset()
    near: str = ""
    """What the lines around the headline say."""
    in_json: bool = False
    people: int = 0
    """How many different people are named by themselves."""
    host: str = ""
    declares_house: bool = False
    """Whether what the surest source gives is no person's name, but a house's, the site's or an office's."""
    signed: frozenset[str] = frozenset()
    """The people whom the lines near the headline give in the way of a byline."""

    @staticmethod
    def of(
        found: dict[frozenset[str], list[Mention]], told: Told, anchors: Anchors, surest: tuple[Author, ...]
    ) -> _About:
        sources: dict[str, set[str]] = {}
        for names, mentions in found.items():
            for name in names:
                sources.setdefault(name, set()).update(_source(mention) for mention in mentions)
        head = anchors.head if anchors.head is not None else 0
        near = key("\n".join(line.text[:LONGEST_LINE] for line in told.view.lines[max(0, head - 3) : head + 12]))
        return _About(
            sources,
            tuple(found),
            frozenset(key(author.name) for author in surest),
            frozenset(map(key, people_of(surest))),
            frozenset(map(key, told.sites)),
            near,
            any("json-ld author" in of_name for of_name in sources.values()),
            len(
                {name for names, mentions in found.items() if len(names) == 1 for name in names if _is_person(mentions)}
            ),
            told.host,
            bool(surest) and any(_is_house(author.name, told) for author in surest),
            frozenset(
                name
                for names, mentions in found.items()
                if any(map(_signs, mentions))
                for name in _people_among(names, mentions)
            ),
        )


def _is_house(name: str, told: Told) -> bool:
    """Whether a name is a house's, an office's or the site's own."""
    if is_organisation(name) or is_of_page(name) or _DOMAIN.search(name):
        return True
    folded = key(name)
    return folded in map(key, told.sites) or (len(folded) > 4 and "".join(folded.split()) in told.host)


def _signs(mention: Mention) -> bool:
    """Whether a place near the headline gives names as a byline does."""
    return mention.source.startswith(_SIGNING) and any(
        " below-headline" in name or " soon-below-headline" in name for name in mention.features
    )


def _people_among(names: frozenset[str], mentions: list[Mention]) -> frozenset[str]:
    return names if all(is_person(name) for name in mentions[0].names) else frozenset()


def _as_surest(names: frozenset[str], about: _About) -> Iterator[str]:
    if names in (about.surest, about.surest_people):
        yield "the surest source's"
        if about.surest_people:
            yield "the surest source's people" if names == about.surest_people else "the surest source's, not read"
    else:
        yield "not the surest source's"
    if about.declares_house:
        yield from _beside_house(names, about)


def _beside_house(names: frozenset[str], about: _About) -> Iterator[str]:
    """Where a house is declared as the author: whether a person signs as well."""
    if names == about.surest:
        yield "a house is declared, people sign" if about.signed else "a house is declared, nobody signs"
    elif names <= about.signed:
        yield "signs where a house is declared"


def people_of(authors: tuple[Author, ...]) -> tuple[str, ...]:
    """The people that names which a page declares are read as; none if no people can be told."""
    if not authors:
        return ()
    return _list_read(tuple(author.name for author in authors))[0]


def _is_person(mentions: list[Mention]) -> bool:
    printed = mentions[0].names
    held, are_people = _form_of(printed)
    return are_people and len(printed) == 1 and not any(what.startswith("holds") for what in held)


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
        yield from _as_surest(names, about)
    if about.in_json:
        yield from () if "json-ld author" in sources else ("not in json-ld",)
    else:
        yield from (f"{source}, none in json-ld" for source in sources)
    if _form_of(mentions[0].names)[1]:
        yield f"people given by {' + '.join(sorted({source.split()[0] for source in sources}))}"
    yield from _by_form(mentions[0].names, names, about)
    yield from _beside(names, about)


def _by_form(printed: tuple[str, ...], names: frozenset[str], about: _About) -> Iterator[str]:
    """What the names look like."""
    held, are_people = _form_of(printed)
    yield from held
    if not names.isdisjoint(about.sites) or any("".join(name.split()) in about.host for name in names if len(name) > 4):
        yield "holds the site's own name"
    if names == about.surest:
        yield from (f"the surest source's, but {what}" for what in held if what.startswith("holds"))
    if are_people:
        yield "like people's names"
        yield "like the only people's names" if about.people <= 1 else f"like {min(about.people, 6)} people's names"
        if any(word in about.host for name in names for word in name.split() if len(word) > 3):
            yield "people's names in the address's host"
    yield "printed near the headline" if all(name in about.near for name in names) else "not printed near the headline"


@lru_cache(maxsize=4096)
def _form_of(printed: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """What can be told of names by themselves, and whether they are people's."""
    counts = [2 if HAN_NAME.match(name) else len(name.split()) for name in printed]
    checks: tuple[tuple[str, Iterable[bool]], ...] = (
        ("a house or an office", map(is_organisation, printed)),
        ("words of a page", map(is_of_page, printed)),
        ("a figure", (any(map(str.isdigit, name)) for name in printed)),
        ("small letters only", (name.islower() for name in printed)),
        ("capitals only", (name.isupper() and len(name) > 3 for name in printed)),
        ("a comma", ("," in name for name in printed)),
        ("a bracket or stroke", (not set(name).isdisjoint("()[]|/:") for name in printed)),
        ("a degree", map(_has_degree, printed)),
        ("several names in one", map(_runs_together, printed)),
        ("an office behind", (without_role(name) != name for name in printed)),
        ("a domain", (_DOMAIN.search(name) is not None for name in printed)),
        ("a byline's word", (word_of(name) is not None for name in printed)),
    )
    held = (f"holds {what}" for what, found in checks if any(found))
    people = all(is_name(name) or HAN_NAME.match(name) is not None for name in printed)
    return (f"at most {min(max(counts), 6)} words", f"at least {min(*counts, 4)} words", *held), people


def _has_degree(name: str) -> bool:
    found = _DEGREE.search(name)
    return found is not None and not is_organisation(found[0].rpartition(",")[2].strip())


def _runs_together(name: str) -> bool:
    parts = [part for part in _parted(name) if part]
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
