"""What a page's head says: meta elements, `<link rel=canonical>`, `<html lang>`. One walk over the elements,
bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from turbohtml import Document, Element

from copydesk.service.core.markup.jsonld import json_of

# Ordered: the surer name first. Publishers' names, all lower case.
HEADLINES = (
    "og:title",
    "twitter:title",
    "headline",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "title",
)
PUBLISHED = tuple(
    "article:published_time article:published datepublished og:published_time og:article:published_time parsely-pub-date sailthru.date publishdate publish-date publish_date "
    "pubdate date.published dc.date.issued dcterms.created dc.date.created dcterms.issued dc.date dcterms.date cxenseparse:recs:publishtime article.published "
    "published_at originalpublicationdate created article:created date".split()
)
MODIFIED = tuple(
    "article:modified_time datemodified og:updated_time dcterms.modified dc.date.modified last-modified lastmod article.updated date.updated".split()
)
AUTHORS = tuple(
    "author article:author byl parsely-author sailthru.author dc.creator dcterms.creator dc.contributor og:article:author cxenseparse:author".split()
)
TAGS = tuple("article:tag news_keywords parsely-tags sailthru.tags og:article:tag keywords".split())
SECTIONS = tuple(
    "article:section parsely-section og:article:section section cxenseparse:recs:category category dc.subject".split()
)
ABSTRACTS = tuple("og:description description twitter:description dc.description dcterms.abstract".split())
IMAGES = tuple("og:image:secure_url og:image og:image:url twitter:image twitter:image:src".split())
LANGUAGES = tuple("content-language og:locale language dc.language dcterms.language".split())
IDS = tuple(
    "article:id article_id articleid article-id news_id newsid contentid content_id content-id story_id storyid parsely-post-id cxenseparse:articleid brightspot.contentid post_id".split()
)

_PARSELY = {
    "title": "parsely-title",
    "pub_date": "parsely-pub-date",
    "author": "parsely-author",
    "section": "parsely-section",
}

_MOST_METAS = 400
_MOST_CHARS = 5_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """Meta names in lower case -> contents, in order; and what stands beside them."""

    metas: dict[str, tuple[str, ...]] = field(default_factory=dict)
    canonical_link: str | None = None
    language: str | None = None

    def first(self, names: tuple[str, ...]) -> tuple[str, str] | None:
        """The first name that the page gives, and its content."""
        return next(((self.metas[name][0], f"meta:{name}") for name in names if name in self.metas), None)

    def every(self, names: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
        """The first name that the page gives, and all its contents."""
        return next(((self.metas[name], f"meta:{name}") for name in names if name in self.metas), None)


def _of_parsely(metas: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """One meta that holds all others as JSON. https://docs.parse.ly/metadata-jsonld/"""
    told = json_of(metas["parsely-page"][0]) if "parsely-page" in metas else None
    if isinstance(told, dict):
        for name, meta in _PARSELY.items():
            if isinstance(text := told.get(name), str) and text.strip():
                yield meta, text.strip()


def read_metadata(tree: Document) -> Metadata:
    """The head's words; a name without content is as good as absent."""
    metas: dict[str, tuple[str, ...]] = {}
    others = _items_beside_the_story(tree)
    for node in islice(tree.select("meta[content]"), _MOST_METAS):
        if others and node.attr("itemprop") and node.closest("[itemscope]") in others:
            continue
        content = (node.attr("content") or "").strip()[:_MOST_CHARS]
        for kind in ("property", "name", "itemprop", "http-equiv"):
            name = (node.attr(kind) or "").strip().lower()[:60]
            if name and content:
                metas[name] = (*metas.get(name, ())[:50], content)
                break
    for name, text in _of_parsely(metas):
        metas.setdefault(name, (text,))
    link, html = tree.select_one("link[rel=canonical][href]"), tree.select_one("html[lang]")
    canonical = (link.attr("href") if link is not None else None) or next(iter(metas.get("og:url", ())), None)
    return Metadata(metas, canonical, html.attr("lang") if html is not None else None)


def _items_beside_the_story(tree: Document) -> frozenset[Element]:
    """The items of microdata that are not the page's story, where one of them is: it holds the page's h1."""
    story = tree.select_one("[itemscope] h1")
    if story is None:
        return frozenset()
    around = frozenset(story.ancestors)
    return frozenset(item for item in islice(tree.select("[itemscope]"), _MOST_METAS) if item not in around)
