"""`copydesk view`: articles as other newsrooms' software reads them. Takes what `parse` and `tail --json` print, articles, and
documents, which are parsed on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import orjson
from pydantic import ValidationError

from copydesk.schemas.article import Article
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.records import Origin, Record, Rejected
from copydesk.service.pipeline import first_version, parse_record
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.inputs.messages import RawMessage

Object = dict[str, object]


@dataclass(frozen=True, slots=True)
class NoView:
    """A message of which there is no view, as a line for a person."""

    line: str


def views_of(
    messages: Iterable[RawMessage], written: Callable[[Article], str], settings: Settings, now: datetime
) -> Iterator[str | NoView]:
    """The view of each message, or why there is none, in order."""
    for message in messages:
        found = article_in(message, settings)
        if isinstance(found, Article):
            yield written(with_time(found, now))
        else:
            yield NoView(f"{message.place}:{message.number}: {found}")


def article_in(message: RawMessage, settings: Settings) -> Article | str:
    """The article that a message is, holds or makes; else why there is none."""
    said = _object(message.value)
    if _is_forgotten(said):
        return f"{said.get('key')} was forgotten: take all its versions back"
    held = said.get("value") if "topic" in said else None  # a line of `tail --json`
    inner = held if isinstance(held, dict) else said
    match inner:
        case {"outcome": "article", "article": dict(article)}:
            return _checked(article)
        case {"outcome": "rejected", "rejection": {"reason": reason, "message": why}}:
            return f"rejected as {reason}: {why}"
        case {"guid": _, "content_hash": _}:
            return _checked(inner)
    return _parsed(message if inner is said else replace(message, value=orjson.dumps(inner)), settings)


def with_time(article: Article, now: datetime) -> Article:
    """`copydesk parse` knows no record's time, and NewsML-G2 must have one: it came in now."""
    times = (article.modified_at, article.published_at, article.ingested_at, article.fetched_at)
    return article if any(times) else article.model_copy(update={"ingested_at": now})


def _object(value: bytes) -> Object:
    try:
        said = orjson.loads(value)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}


def _is_forgotten(line: Object) -> bool:
    """Whether `tail --json` shows the tombstone of a story."""
    headers = line.get("headers")
    return isinstance(headers, list) and ["ce_type", "copydesk.article.forgotten"] in headers and not line.get("value")


def _checked(fields: Object) -> Article | str:
    """An article; one of `news.parsed` as the first version that it would be."""
    try:
        if "version" in fields:
            return Article.model_validate(fields)
        return first_version(ParsedArticle.model_validate(fields))
    except ValidationError as error:
        fault = error.errors()[0]
        return f"no article: {'.'.join(map(str, fault['loc']))}: {fault['msg']}"


def _parsed(message: RawMessage, settings: Settings) -> Article | str:
    record = Record(Origin(message.place, 0, message.number), message.value, message.headers)
    match parse_record(record, settings.max_document_bytes, settings.policy):
        case Rejected(reason, _, detail):
            return f"rejected as {reason}: {detail}"
        case parsed:
            return first_version(parsed, settings.chosen_enrichers)
