"""What the statements of a web page say beside its text: its section by the trail of sections or by its address, and that it
is sold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from copydesk.service.core.addresses.slugs import letters_of
from copydesk.service.core.lexicon import words_of
from copydesk.service.core.markup.jsonld import Node, bare_address, text_of
from copydesk.service.core.page.html.source import Source, without_tags
from copydesk.service.core.text.spelling import key, one_line

LONGEST_SECTION, MOST_CRUMBS = 40, 10
MOST_FOLDERS, MOST_LINKS = 3, 600
_NO_SECTIONS = frozenset().union(*map(letters_of, words_of(lambda lexicon: lexicon.page.no_sections)))
_FALSE = frozenset({"false", "no", "0"})


def is_sold(source: Source) -> bool:
    """Whether JSON-LD says of the story, or of a part of it, that it is not free to read."""
    parts = source.story.get("hasPart")
    nodes = [source.story, *(parts[:20] if isinstance(parts, list) else [parts])]
    return any(_is_false(node.get("isAccessibleForFree")) for node in nodes if isinstance(node, dict))


def _is_false(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.strip().rpartition("/")[2].lower() in _FALSE)


def section_in_trail(source: Source, headline: str | None) -> str | None:
    """The last section of the first trail that JSON-LD gives of a story: not the page itself, and not the home page, as
    the first may be that the story's address does not spell.
    """
    trail = next((node for node, _ in source.nodes if text_of(node.get("@type")) == "BreadcrumbList"), None)
    if trail is None or not source.story:
        return None
    own, path = key(headline or ""), (source.page.document.url or "").lower()[:2000]
    crumbs = [(name, url) for name, url in _crumbs(trail) if name and not _is_own(key(name), own)]
    sections = [name for at, (name, url) in enumerate(crumbs) if at or (not _is_home(url) and f"/{key(name)}/" in path)]
    return sections[-1] if sections and len(sections[-1]) <= LONGEST_SECTION else None


def section_by_address(source: Source, writers: Iterable[str]) -> str | None:
    """The deepest folder of the page's address that a link of the page leads to and calls by the same word:
    `/town/harbour/4711` and a link to `/town/harbour/` that says Harbour. A writer's folder is no section.
    """
    host, *folders = bare_address(source.page.document.url or source.meta.canonical_link or "").split("/")[:-1] or [""]
    not_sections = _NO_SECTIONS.union(*map(letters_of, writers))
    named = {
        "/".join((host, *folders[: at + 1])): folder
        for at, folder in enumerate(folders[:MOST_FOLDERS])
        if len(folder) > 2 and letters_of(folder).isdisjoint(not_sections) and not folder.isdigit()
    }
    if not named:
        return None
    found: dict[str, str] = {}
    for link in islice(source.tree.select("a[href]"), MOST_LINKS):
        address = _address_of(link.attr("href") or "", host)
        if address in named and _spells(name := one_line(link.text[: LONGEST_SECTION * 4]), named[address]):
            found.setdefault(address, name)
    return found[max(found, key=len)] if found else None


def _address_of(href: str, host: str) -> str:
    return host + _bare_path(href) if href.startswith("/") and not href.startswith("//") else bare_address(href)


def _bare_path(href: str) -> str:
    """The path of a link within its site, without what may stand behind it."""
    return href[:2000].partition("?")[0].partition("#")[0].lower().rstrip("/")


def _spells(name: str, folder: str) -> bool:
    """Whether a name is what a folder is called, as addresses spell it."""
    return 0 < len(name) <= LONGEST_SECTION and not letters_of(folder).isdisjoint(letters_of(name))


def _crumbs(trail: Node) -> Iterator[tuple[str, str]]:
    entries = trail.get("itemListElement")
    for entry in entries[:MOST_CRUMBS] if isinstance(entries, list) else ():
        item = entry.get("item") if isinstance(entry, dict) else None
        places = [place for place in (entry, item) if isinstance(place, dict)]
        name = _first(place.get("name") for place in places)
        url = _first((item, *(place.get(key) for place in places for key in ("@id", "url"))))
        yield one_line(without_tags(name, 200) or ""), url or ""


def _first(values: Iterable[object]) -> str | None:
    return next((value for value in values if isinstance(value, str) and value.strip()), None)


def _is_home(url: str) -> bool:
    try:
        return bool(url) and urlsplit(url[:2000]).path.strip("/") in ("", "home", "index.html")
    except ValueError:
        return False


def _is_own(name: str, headline: str) -> bool:
    """Whether a crumb is the page: the headline, or what was cut of it."""
    return bool(headline) and (name in headline or headline in name) and len(name) > min(15, len(headline) - 1)
