"""Article: a clean, versioned story on `news.articles`. Key on `(guid, version)`: each is seen exactly once."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, JsonValue

from copydesk.schemas.base import ContentHash, Contract, UtcTime
from copydesk.schemas.parsed import Geo, ParsedArticle


class InfoSource(Contract):
    """Somebody whom the story cites for what it says."""

    name: str
    """The usual name: `Al Jazeera` for "Al-Jazeera reported"."""
    role: str
    """How it is cited: `reported_by`."""


class Place(Contract):
    """A place that the text names, with where it is."""

    name: str
    """Its usual name in English: `Geneva` for "Genf"."""
    rel: Literal["mentioned", "dateline"] = "mentioned"
    """`dateline`: the story was filed there."""
    uri: str
    """`https://sws.geonames.org/2660646/`."""
    country_code: str | None = None
    """ISO 3166-1 alpha-2."""
    geo: Geo
    count: int = Field(default=1, ge=1)
    """How often the text names it."""


class Person(Contract):
    """Somebody whom the text names and who is not its author."""

    name: str
    """The full name as first printed, without title: `Angela Merkel`."""
    rel: Literal["mentioned"] = "mentioned"
    uri: str | None = None
    count: int = Field(default=1, ge=1)
    """How often the text names them, by surname too."""


class Organisation(Contract):
    """An organisation that the text names and that is known."""

    name: str
    """Its usual name in English."""
    rel: Literal["mentioned"] = "mentioned"
    uri: str | None = None
    """`http://www.wikidata.org/entity/Q7817`, where it is known."""
    count: int = Field(default=1, ge=1)


class Quote(Contract):
    """Words that the text gives as said by somebody whom it names."""

    text: str
    """The words, without marks; as `body_text` has them."""
    speaker: str
    """The fullest name that the text gives the speaker."""
    start: int = Field(ge=0)
    """Where the words begin in `body_text`, in characters (Unicode code points)."""
    end: int = Field(ge=0)


class Change(Contract):
    """One difference between a version and the one before it."""

    op: Literal["add", "remove", "replace", "move"]
    path: str
    """A JSON Pointer: a field of the article, `/headline`; for a paragraph `/body_text/3`, counted from 0 in this version, or,
    where it was removed, in the one before. Paragraphs are parted by an empty line.
    """
    moved_from: str | None = None
    """Of a move: where the paragraph was, in the version before."""
    words: list[str] = Field(default=[])
    """Of a headline or abstract, word by word: `=3` keeps three words, `-old words`, `+new words`. In scripts without spaces a
    character is a word.
    """
    value: JsonValue = None
    """What stands in the field now, where it is short; None where it was removed, where `words` say it, and for paragraphs."""


class Article(ParsedArticle):
    """A parsed article that is new or revised, with what the desk adds."""

    version: int = Field(ge=1)
    """1 for a new story, one more for each revision."""
    first_seen_at: UtcTime | None = None
    """When version 1 came in: its `ingested_at`."""
    changed_fields: list[str] = Field(default=[])
    """Which fields differ from the version before; empty for version 1, and for the first after the story was forgotten."""
    previous_content_hash: ContentHash | None = None
    """`content_hash` of the version before; None for version 1, and for the first after the story was forgotten."""
    changes: list[Change] = Field(default=[])
    """What the version changed, as far as the memory of the one before tells; empty for version 1."""

    language_confidence: float | None = Field(default=None, ge=0, le=1)
    """1.0 where the language is declared, else the detector's share; None where it is unknown."""
    word_count: int | None = Field(default=None, ge=0)
    """Words of `body_text`; in scripts without spaces, characters divided by the script's mean word length."""
    reading_time_seconds: int | None = Field(default=None, ge=0)
    info_sources: list[InfoSource] = Field(default=[])
    """In order of first mention."""
    places: list[Place] = Field(default=[])
    """Cities, regions and the like, those named most often first; countries are in `countries`."""
    countries: list[str] = Field(default=[])
    """ISO 3166-1 alpha-2 codes of the countries that the story is about, the one named most often first."""
    people: list[Person] = Field(default=[])
    """In order of first mention; only where a rule is sure."""
    organisations: list[Organisation] = Field(default=[])
    """In order of first mention."""
    keywords: list[str] = Field(default=[])
    """Words and names that set the text apart, the strongest first; `tags` are the publisher's own."""
    quotes: list[Quote] = Field(default=[])
    """In order; of named speakers only."""
    paragraph_languages: list[str | None] = Field(default=[])
    """BCP 47 tag of each paragraph of `body_text`, where they are in more than one language; else empty."""
    fingerprint: str | None = None
    """Hex; near texts have near fingerprints. None for a text too short to have one."""
    extensions: dict[str, JsonValue] = Field(default={})
    """What enrichers of other packages add, by the name of each."""
    enrichment_notes: list[str] = Field(default=[])
    """One line for each enricher that failed: `language: ValueError`. The article is otherwise whole."""
