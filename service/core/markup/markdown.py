"""Markdown made HTML, so that one reader reads both: marks become elements, and what front matter says of the story
becomes JSON-LD.

pulldown-cmark does it, a parser of CommonMark in Rust, bound as pyromark: half a megabyte of any marks takes it 120 ms at
most. markdown-it-py, which `rich` brings along, takes 1.2 s for 50 KB of `![`; cmarkgfm, in C, 570 ms for half a megabyte of rows.
"""

from __future__ import annotations

import html
import re
from typing import Any

import orjson
import pyromark

from copydesk.service.core.markup.fragment import lines_of_html
from copydesk.service.core.markup.front_matter import MOST_CHARS as FRONT_CHARS
from copydesk.service.core.markup.front_matter import Told, front_matter

MOST_CHARS = 75_000
"""No story with its page is longer; what is behind is left out."""
DECLARED = ("text/markdown", "text/x-markdown")
FEWEST_MARKS, MOST_PLAIN = 3, 12
"""So many marks are no chance, and one in so many paragraphs at least."""
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_FOOTNOTES
_LINK = re.compile(r"(?<!!)\[[^\[\]\n]{1,300}\]\((?:https?://|/|#)[^()\s]{0,600}[^()\n]{0,200}\)")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{3,600}")
_HEADING = re.compile(r"^#{1,6} [^\s#][^\n]{2,300}$", re.M)
_TITLE = re.compile(r"\s{0,8}# \S[^\n]{8,300}\n\s*\n")
_STRONG = re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,200}[^\s*]\*\*(?![\w*])")
_ROW = re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$", re.M)
_FENCE = re.compile(r"^```[\w-]{0,20}$", re.M)
_DEFINED = re.compile(r"^\[[^\[\]\n]{1,60}\]:[ \t]+<?https?://", re.M)
WRAPPED_AT = 78
"""The width at which html2text wraps all that it writes, headings and addresses too, which ends them for any parser."""
MOST_BREAKS = 8
_LONG_HEADING = re.compile(r"^(#{1,6} [^\n]{50,78})\n(\w[^\n]{0,78})\n(?=\n|\Z)", re.M)
_BROKEN = re.compile(r"(\]\([^()\s]{1,800}-)\n(?=[^()\s]{1,800}[)\n])")
_PLAIN_ENTRY = re.compile(r"^[ \t]{0,12}[*+o] [^\n\[\]*]{1,40}$", re.M)
"""A menu's entry as text has it; in a page that was made Markdown it is a link."""
_MARKS = {
    "](": _LINK,
    "![": _IMAGE,
    "# ": _HEADING,
    "**": _STRONG,
    "-|": _ROW,
    "- |": _ROW,
    "```": _FENCE,
    "]: ": _DEFINED,
}
"""What must stand somewhere for it -> each mark."""
_INLINE = ("](", "![", "**")
"""Those that stand within a line."""

_FENCES = ("---", "+++")
_MENU_ENTRY = re.compile(r"^[ \t]{0,12}(?:[*+-][ \t]+)?!?\[[^\[\]\n]{0,300}\]\([^()\n]{1,600}\)[ \t]*$", re.M)
FEWEST_ENTRIES = 3
"""So many lines of nothing but a link are a menu."""

_NAMES = {
    "headline": "title headline",
    "datePublished": "date published datepublished publishdate pubdate publishedat publishedtime publisheddate created",
    "dateModified": "lastmod modified updated datemodified lastmodified updatedat modifiedtime",
    "author": "author authors writer by byline",
    "keywords": "tags keywords tag",
    "articleSection": "section category categories",
    "description": "description summary excerpt abstract",
    "image": "image images cover thumbnail featuredimage coverimage heroimage ogimage",
    "inLanguage": "lang language locale",
    "url": "canonical canonicalurl url urlsource permalink link",
}
_TERMS = {name: term for term, names in _NAMES.items() for name in names.split()}
_MANY = ("author", "keywords", "image")


def is_markdown(content_type: str, text: str) -> bool:
    """Whether a text is Markdown: declared, or below front matter that tells of a story, or by several marks of several
    kinds that mean nothing in a plain text.
    """
    return content_type in DECLARED or (
        not content_type.endswith(("html", "xml", "json")) and _shows(text[:MOST_CHARS])
    )


def story_of_file(text: str) -> list[str]:
    """The paragraphs of a file that holds a story as its author keeps it; none of a page with menus, nor of one that a
    reader for machines printed with its fields.
    """
    above = front_matter(text)
    if above and text.lstrip()[:3] not in _FENCES:
        return []
    body = above[1] if above else text
    if len(_MENU_ENTRY.findall(body[:MOST_CHARS])) >= FEWEST_ENTRIES:
        return []
    return lines_of_html(_body(body))


def is_marked(text: str) -> bool:
    """Whether a text that a system calls a story's has marks of Markdown: links, pictures, or words in bold between
    paragraphs that blank lines part. Where each line is a paragraph it is none, as Markdown would join them.
    """
    begun = text[:MOST_CHARS].strip()
    if "\n" in begun and "\n\n" not in begun:
        return False
    return any(mark.search(begun) for signs, mark in _MARKS.items() if signs in _INLINE and signs in begun)


def html_of_markdown(text: str) -> str:
    """The Markdown as a page of HTML."""
    above = front_matter(text)
    told, body = above if above else ({}, text)
    return f"<html{_language(told)}><head>{_head(told)}</head><body><article>\n{_body(body)}</article></body></html>"


def fragment_of_markdown(text: str) -> str:
    """The Markdown of a story alone, without front matter, as a piece of HTML."""
    return _body(text)


def is_cut(text: str) -> bool:
    """Whether the text goes on behind what is read of it."""
    return len(text) > MOST_CHARS + FRONT_CHARS


def _body(text: str) -> str:
    text = _LONG_HEADING.sub(_one_heading, text[:MOST_CHARS])
    for _ in range(MOST_BREAKS):
        text, count = _BROKEN.subn(r"\1", text)
        if not count:
            break
    return pyromark.html(text, options=_OPTIONS)


def _one_heading(found: re.Match[str]) -> str:
    first, rest = found[1], found[2]
    return f"{first} {rest}\n" if len(first) + 1 + len(rest.split(None, 1)[0]) > WRAPPED_AT else found[0]


def _shows(text: str) -> bool:
    above = front_matter(text) if text[:9].lstrip()[:1] in ("-", "+", "{", "T") else None
    if above is not None and _TERMS.keys() & above[0].keys():
        return True
    # To ask for the signs one by one is faster: most texts lack one.
    marked = (mark for mark in _MARKS if all(map(text.__contains__, mark)) and mark in text)
    found = {mark: len(_MARKS[mark].findall(text)) for mark in marked}
    marks, kinds = sum(found.values()), sum(1 for count in found.values() if count)
    if marks < FEWEST_MARKS or marks * MOST_PLAIN < text.count("\n\n"):
        return False
    if len(_PLAIN_ENTRY.findall(text)) > marks:
        return False
    return kinds > 1 or found.get("](", 0) > 0 or _TITLE.match(text) is not None


def _head(told: Told) -> str:
    """JSON-LD and the address, as a publisher's page has them."""
    said = {term: values for name, values in told.items() if (term := _TERMS.get(name))}
    link = next((value for value in said.pop("url", ()) if value.startswith("http")), None)
    node: dict[str, Any] = {term: list(values) if term in _MANY else values[0] for term, values in said.items()}
    if "author" in node:
        node["author"] = [{"@type": "Person", "name": name} for name in node["author"]]
    words = (
        orjson.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **node}).decode().replace("</", "<\\/")
    )
    script = f'<script type="application/ld+json">{words}</script>' if node else ""
    title = f"<title>{html.escape(said['headline'][0])}</title>" if "headline" in said else ""
    return title + (f'<link rel="canonical" href="{html.escape(link)}">' if link else "") + script


def _language(told: Told) -> str:
    values = next((told[name] for name in ("lang", "language", "locale") if name in told), None)
    return f' lang="{html.escape(values[0])}"' if values else ""
