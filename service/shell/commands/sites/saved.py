"""A saved page, read as the desk would read it with a set of site profiles: what the commands about sites compare and show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from copydesk.schemas.article import Article
from copydesk.service.core.markup.html_tree import tree_of
from copydesk.service.core.markup.metadata import read_metadata
from copydesk.service.core.records import Origin, Policy, Record, Rejected, Sites
from copydesk.service.pipeline import first_version, parse_record
from copydesk.service.shell.commands.inputs.messages import LARGEST, Wrapping, envelope
from copydesk.service.shell.commands.inputs.opened import readable
from copydesk.service.shell.commands.inputs.pages import CONTENT_TYPES
from copydesk.service.shell.errors import UnreadableFile

FIELDS = (
    "headline",
    "published_at",
    "modified_at",
    "authors",
    "news_id",
    "section",
    "abstract",
    "tags",
    "images",
    "language",
    "body_text",
)
"""What is told and compared of an article, in this order."""
SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt"})
# Browsers, and SingleFile in them, write it into the pages that they save.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s+)(https?://[^\s>]{1,2000})\s"
)
_HEAD = 400_000
_WEAK = frozenset({"canonical_url", "content_hash"})


@dataclass(frozen=True, slots=True)
class Saved:
    """A page on disk, the address that it is from, and when it was fetched (aware UTC)."""

    file: Path
    url: str | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read from a saved page."""

    saved: Saved
    values: dict[str, Any]
    """By the names of FIELDS: texts, lists of texts, None; of the body its paragraphs. Empty where it is rejected."""
    rules: dict[str, str]
    """Which rule gave a field; none for a field that nothing gave."""
    warnings: tuple[str, ...] = ()
    rejected: str | None = None
    """The reason and the sentence for a person, where it is no article."""

    @property
    def names_itself(self) -> bool:
        """Whether the publisher's own ID was found: else the address or the text stands in."""
        return self.rules.get("news_id") not in _WEAK


def saved_page(file: Path, url: str | None = None) -> Saved:
    """A page with what its file tells: fetched when it was last written, from the address that it gives as its own."""
    with readable(file):
        fetched_at = datetime.fromtimestamp(int(file.stat().st_mtime), UTC)
    return Saved(file, url or own_address(text_of(file)), fetched_at)


def own_address(html: str) -> str | None:
    """The address that a page gives as its own: a browser's note, its canonical link, og:url."""
    if noted := _SAVED_FROM.search(html[:2000]):
        return noted[1]
    meta = read_metadata(tree_of(html[:_HEAD])[0])
    given = (meta.canonical_link, *meta.metas.get("og:url", ()))
    return next((url for url in given if url and url.startswith(("http://", "https://"))), None)


def text_of(file: Path) -> str:
    """The page as text, for a look at its marks; the desk reads its bytes."""
    return bytes_of(file).decode(errors="replace")


def bytes_of(file: Path) -> bytes:
    """The bytes of a page; UnreadableFile where there are none, or too many."""
    with readable(file):
        content = file.read_bytes()
    if len(content) > LARGEST:
        raise UnreadableFile(f"{file}: is larger than a document can be")
    return content


def read_saved(saved: Saved, sites: Sites, source_id: str | None = None) -> Reading:
    """What the desk reads from a page with these profiles. `source_id`: whose page it is where it gives no address."""
    fields = {
        "content_type": CONTENT_TYPES.get(saved.file.suffix.lower(), "text/html"),
        "fetched_at": saved.fetched_at.isoformat(),
    }
    source = None if saved.url else source_id
    value = envelope(Wrapping(source, saved.url), bytes_of(saved.file), fields)
    parsed = parse_record(Record(Origin(saved.file.name, 0, 0), value), 2 * LARGEST, Policy(sites=sites))
    if isinstance(parsed, Rejected):
        return Reading(saved, {}, {}, rejected=f"{parsed.reason.value}: {parsed.detail}")
    article = first_version(parsed, ())
    rules = dict(article.extraction.provenance)
    return Reading(saved, _values(article), rules, tuple(article.extraction.warnings))


def _values(article: Article) -> dict[str, Any]:
    given = article.model_dump(mode="json")
    shown = {
        "authors": [author.name for author in article.authors],
        "images": [image.url for image in article.images],
        "body_text": article.body_text.split("\n\n") if article.body_text else [],
    }
    return {name: shown.get(name, given[name]) for name in FIELDS}
