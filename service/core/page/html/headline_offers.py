"""The offers for the headline of an HTML page, and what speaks for and against each: what gives it, where it is printed,
and how it stands to the others. What each weighs is learned (`weights/headline.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.service.core.addresses.slugs import telling, words_of_folded
from copydesk.service.core.markup.jsonld import is_news
from copydesk.service.core.page.choice import Offer
from copydesk.service.core.page.html.titles import (
    MOST_LINES,
    SEPARATOR,
    Mention,
    is_site,
    letters_of,
    names_of_site,
    titles_of,
)
from copydesk.service.core.page.told import LONG_LINE, Told, is_long
from copydesk.service.core.page.view import Seen
from copydesk.service.core.text.spelling import fold, key, one_line

MOST_OFFERS = 60
_HEADINGS = frozenset({"h1", "h2", "called title"})
_CUT_OFF = ("…", "...")
_GROUPS = ("json-ld headline", "og:title", "twitter:title", "title", "h1")
_ZONES_TOLD = frozenset("nav header footer aside related comment modal article caption bio".split())
_BUCKETS = (0, 1, 2, 3, 5, 10, 20)


class Titled(NamedTuple):
    """A title that a page offers as its headline."""

    text: str
    sources: tuple[str, ...]


def headline_offers(told: Told, surest: str | None) -> list[Offer[Titled]]:
    """Every title that the page gives, in the order in which it gives them. `surest` is what its surest place gives."""
    found: dict[str, list[Mention]] = {}
    offered = [Mention(surest, "surest")] if surest else []
    for mention in (*offered, *titles_of(told)):
        title = key(mention.text)
        if title and (title in found or len(found) < MOST_OFFERS):
            found.setdefault(title, []).append(mention)
    found = _without_site(found, told)
    about = _About.of(found, told, surest)
    own = about.whole.get("json-ld headline", "")
    if own and about.news and own == about.surest and _is_confirmed(own, about):
        found = {own: found[own]}
    return [Offer(_titled(given), frozenset(_features(title, given, about))) for title, given in found.items()]


def _without_site(found: dict[str, list[Mention]], told: Told) -> dict[str, list[Mention]]:
    """The titles without the site's name that leads to its front page, where a heading above the story is another."""
    sites, lines = names_of_site(told), told.view.lines

    def leads_home(title: str, given: list[Mention]) -> bool:
        at = [one.line for one in given if one.line is not None]
        return bool(at) and all(lines[line].linked for line in at) and is_site(letters_of(title), sites, told.host)

    others = {title: given for title, given in found.items() if not leads_home(title, given)}
    heads = any(one.source in _HEADINGS and one.line is not None for given in others.values() for one in given)
    return others if heads else found


def _titled(mentions: list[Mention]) -> Titled:
    sources = tuple(dict.fromkeys(mention.source for mention in mentions if mention.source != "surest"))
    texts = [one_line(mention.text) for mention in mentions]
    return Titled(next((text for text in texts if not text.isupper()), texts[0]), sources or ("surest",))


@dataclass(frozen=True, slots=True)
class _About:
    """What all titles of a page say together."""

    surest: str
    sites: frozenset[str]
    host: str
    slug: frozenset[str]
    most_of_slug: int
    """How many words of the address any title holds."""
    whole: dict[str, str]
    """What each of the surer places gives, `title`, `og:title`."""
    heads: tuple[str, ...]
    """The h1s."""
    titles: frozenset[str]
    printed: dict[str, list[int]]
    """The lines that print a title."""
    lines: Sequence[Seen]
    given: dict[str, int]
    """In how many kinds of places each title stands, or is part of one there."""
    news: bool
    """Whether JSON-LD calls the story news: newsrooms do."""
    first: int
    """The first long line."""

    @staticmethod
    def of(found: dict[str, list[Mention]], told: Told, surest: str | None) -> _About:
        whole: dict[str, str] = {}
        for title, mentions in found.items():
            for mention in mentions:
                if mention.source in _GROUPS:
                    whole.setdefault(mention.source, title)
        slug = telling(told.slug)
        lines = told.view.lines[:MOST_LINES]
        return _About(
            key(surest) if surest else "",
            names_of_site(told),
            told.host,
            slug,
            max((len(slug & words_of_folded(title)) for title in found), default=0),
            whole,
            tuple(title for title, mentions in found.items() if any(one.source == "h1" for one in mentions)),
            frozenset(found),
            _printed(found, lines),
            lines,
            {title: len({_place(one.source) for one in mentions} - {"surest"}) for title, mentions in found.items()},
            is_news(told.story),
            next((at for at, line in enumerate(lines) if is_long(line, LONG_LINE)), len(lines)),
        )


def _printed(found: dict[str, list[Mention]], lines: Sequence[Seen]) -> dict[str, list[int]]:
    lengths = {len(mention.text) + by for mentions in found.values() for mention in mentions for by in (-1, 0, 1)}
    printed: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if len(line.text) in lengths and (said := key(line.text)) in found:
            printed.setdefault(said, []).append(at)
    for title, mentions in found.items():
        if title not in printed and (begun := [one.line for one in mentions if one.line is not None]):
            printed[title] = begun
    return printed


def _features(title: str, mentions: list[Mention], about: _About) -> Iterator[str]:
    sources = {mention.source for mention in mentions if mention.source != "surest"}
    for mention in mentions:
        yield mention.source
        yield from mention.features
    whole = {source for source in sources if not source.endswith((" cut", " line"))}
    yield f"{min(len(sources), 6)} sources"
    yield f"{min(len(whole), 5)} whole sources"
    given, lacking = (
        [name for name in _GROUPS if name in whole],
        [name for name in _GROUPS if name in about.whole and name not in whole],
    )
    yield f"given by {' + '.join(given) or 'none'}"
    yield f"given by {' + '.join(given) or 'none'}, not by {' + '.join(lacking) or 'none'}"
    yield from (f"not by {name}" for name in lacking)
    if about.surest:
        yield "the surest source's" if title == about.surest else "not the surest source's"
    if about.news:
        yield f"given by {' + '.join(given) or 'none'}, news"
    yield from _by_form(title, mentions[0].text, about)
    yield from _by_place(title, about)
    yield from _beside(title, about)
    yield from _by_address(title, about)


def _is_confirmed(title: str, about: _About) -> bool:
    """Whether a newsroom's own headline is whole and is given elsewhere, too: not cut, and without the site's name or
    what else stands behind a mark that an h1 has not.
    """
    letters, given = letters_of(title), about.given[title]
    site = any(letters.startswith(name) or letters.endswith(name) for name in (*about.sites, about.host) if name)
    cut = title.endswith(_CUT_OFF) or any(other != title and other.startswith(title) for other in about.heads)
    longer = any(title.startswith(other) and SEPARATOR.match(title, len(other)) for other in about.heads if other)
    return given > 1 and not (site or cut or longer) and len(title.split()) > 2


def _place(source: str) -> str:
    return source.removesuffix(" cut").removesuffix(" line").partition(" ")[0]


def _bucket(number: int) -> int:
    return max((least for least in _BUCKETS if least <= number), default=0)


def _by_form(title: str, printed: str, about: _About) -> Iterator[str]:
    """What the title looks like."""
    yield f"{next((most for most in (10, 20, 35, 60, 110, 180) if len(title) < most), 300)} letters"
    yield f"{_bucket(len(title.split()))} words"
    if SEPARATOR.search(printed):
        yield "holds a separator"
    if printed.endswith(_CUT_OFF):
        yield "cut with an ellipsis"
    letters = letters_of(title)
    if is_site(letters, about.sites, about.host):
        yield "the site's name"
    if any(letters.startswith(site) or letters.endswith(site) for site in about.sites if letters != site):
        yield "with the site's name"


def _by_place(title: str, about: _About) -> Iterator[str]:
    """Where the page prints the title."""
    places = about.printed.get(title, ())
    if not places:
        yield "not printed"
    for at in places[:4]:
        line, apart = about.lines[at], about.first - at
        yield f"printed as {line.tag if line.tag in ('h1', 'h2', 'h3', 'h4', 'p', 'li', 'div') else 'other'}"
        yield f"printed {f'{_bucket(apart)} above' if apart >= 0 else 'below'} the first paragraph"
        yield from (f"printed in {zone}" for zone in line.zones & _ZONES_TOLD)
        yield "printed as a link" if line.linked else "printed, not as a link"


def _beside(title: str, about: _About) -> Iterator[str]:
    """How a title stands to what the surer places give."""
    for source, other in about.whole.items():
        if other != title:
            yield f"{_relation(title, other)} {source}"
    if about.heads and title not in about.heads:
        yield f"h1s: {len(about.heads) if len(about.heads) < 3 else 'many'}, not among them"
    elif about.heads:
        yield f"h1: one of {len(about.heads) if len(about.heads) < 3 else 'many'}"
    else:
        yield "no h1"
    if any(title != other and title in other for other in about.titles):
        yield "part of a longer title"
    if any(title != other and len(other) > 9 and other in title for other in about.titles):
        yield "holds a shorter title"


def _relation(title: str, other: str) -> str:
    if other.startswith(title):
        return "begins"
    if title in other:
        return "ends" if other.endswith(title) else "in"
    if other in title:
        return "holds"
    mine, others = set(title.split()), set(other.split())
    shared = len(mine & others) / len(mine | others)
    return "unlike" if shared < 0.2 else "somewhat like" if shared < 0.6 else "like"


def _by_address(title: str, about: _About) -> Iterator[str]:
    """How much of the address the title spells."""
    if not about.slug:
        return
    words = words_of_folded(fold(title))
    shared = len(about.slug & words)
    yield f"{int(4 * shared / len(about.slug))}/4 of the address"
    yield f"address holds {int(4 * shared / max(1, len(words)))}/4 of it"
    yield "as much of the address as any" if shared == about.most_of_slug else "less of the address than another"
