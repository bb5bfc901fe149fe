"""The pictures that a web page shows in its story, with what stands below them: `<figure>` and `<figcaption>`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, takewhile
from urllib.parse import urljoin, urlsplit

from turbohtml import Document, Element, Text

from copydesk.schemas.parsed import Image
from copydesk.service.core.markup.html_tree import around
from copydesk.service.core.page.view import zones_of
from copydesk.service.core.text.spelling import one_line

MOST_FIGURES, MOST_CAPTION, LEAST_NAME = 60, 1_000, 6
_MOST_NODES, _MOST_IN_FIGURE, _MOST_AROUND, _MOST_CHARS = 60, 200, 30, 2_000
_SOURCES = ("data-src", "data-lazy-src", "data-original", "src")
"""Where pages keep the address of a picture that is loaded late: `src` is a grey square then."""
_STORY = frozenset({"article", "main"})
_OUTSIDE = frozenset({"nav", "header", "footer", "aside", "related", "comment", "modal", "bio"})
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)\Z", re.I)
_ENDING = re.compile(r"\.[A-Za-z]{3,4}\Z")
_NONE = re.compile(r"\Adata:|placeholder|missing", re.I)
# `bridge-1024x683.jpg` and `bridge-scaled.jpg` are two sizes of `bridge.jpg`.
_SIZE = re.compile(r"(?:[-_](?:\d{2,4}x\d{2,4}(?:-\d)?|scaled|e\d{10,}))+\Z", re.I)
# What many pictures are called.
_ANY = re.compile(r"(?:image|photo|picture|default|original|large|thumb|main|master|file|img)[-_]?\d{0,2}", re.I)


def with_captions(images: tuple[Image, ...], tree: Document) -> tuple[Image, ...]:
    """The images that metadata give, each without a caption with that of the figure that shows it."""
    if all(image.caption for image in images):
        return images
    captions: dict[str, str] = {}
    for figure in islice(tree.find_all("figure", limit=MOST_FIGURES), MOST_FIGURES):
        name, caption = _name_of(address_in(figure) or ""), _caption_of(figure)
        if name and caption:
            captions.setdefault(name, caption)
    return tuple(
        image if image.caption else Image(url=image.url, caption=captions.get(_name_of(image.url) or ""))
        for image in images
    )


def own_pictures(tree: Document, url: str | None) -> tuple[Image, ...]:
    """The pictures of figures in the story, where no metadata give any."""
    figures = islice(tree.find_all("figure", limit=MOST_FIGURES), MOST_FIGURES)
    found = ((address_in(figure), figure) for figure in figures if _is_own(figure))
    images = (
        Image(url=whole_address(address, url), caption=_caption_of(figure)) for address, figure in found if address
    )
    return tuple({image.url: image for image in images if image.url.startswith("http")}.values())


def _first(figure: Element, tag: str) -> Element | None:
    """The first such element in a figure. Bounded, as figures may hold figures."""
    nodes = islice(figure.descendants, _MOST_IN_FIGURE)
    return next((node for node in nodes if type(node) is Element and node.tag == tag), None)


def address_in(figure: Element) -> str | None:
    """The address of the first picture in an element, or of the picture that it is, as printed."""
    picture = figure if figure.tag == "img" else _first(figure, "img")
    given = (picture.attr(name) or "" for name in _SOURCES) if picture is not None else ()
    addresses = (text.strip()[:_MOST_CHARS] for text in given)
    return next((text for text in addresses if text and not _NONE.search(text)), None)


def _caption_of(figure: Element) -> str | None:
    """The words below a picture; none if all of them are links: buttons, other stories."""
    caption = _first(figure, "figcaption")
    texts = list(_texts_in(caption)) if caption is not None else []
    if all(linked for _, linked in texts):
        return None
    return one_line(" ".join(text for text, _ in texts)[:MOST_CAPTION]).lstrip(" .,|") or None


def _texts_in(caption: Element) -> Iterator[tuple[str, bool]]:
    """Each text with whether it is a link's; those of buttons are left out."""
    for node in islice(caption.descendants, _MOST_NODES):
        if type(node) is Text and not node.data.isspace():
            within = takewhile(lambda one: one is not caption, islice(around(node), _MOST_AROUND))
            tags = [one.tag for one in within]
            if not {"button", "script", "style", "svg", "noscript"}.intersection(tags):
                yield node.data, "a" in tags


def _is_own(figure: Element) -> bool:
    """Whether a figure stands in the story: within what the page calls so, in no box beside it, and is no link to
    another page.
    """
    above = list(islice(around(figure), _MOST_AROUND))
    zones = frozenset(chain.from_iterable(map(zones_of, (figure, *above))))
    if not _STORY.intersection(one.tag for one in above) or not _OUTSIDE.isdisjoint(zones):
        return False
    link = next((one for one in above if one.tag == "a"), None) or _first(figure, "a")
    href = (link.attr("href") or "") if link is not None else ""
    return not href or bool(_PICTURE.search(_path_of(href)))


def _name_of(url: str) -> str | None:
    """What two sizes of a picture share: the name of its file; None for a name that any may have."""
    path = _path_of(url)
    name = _SIZE.sub("", _ENDING.sub("", path.rstrip("/").rpartition("/")[2]))
    return name if len(name) >= LEAST_NAME and not _ANY.fullmatch(name) else None


def _path_of(url: str) -> str:
    try:
        return urlsplit(url[:_MOST_CHARS]).path
    except ValueError:
        return ""


def whole_address(address: str, url: str | None) -> str:
    """An address that stands in a page at `url`, whole; empty for what is none."""
    try:
        return urljoin(url or "", address)
    except ValueError:
        return ""
