"""The memory of a story made anew from its articles, where the desk's own memory is gone with its cluster.

What articles do not tell is not made up: which documents came, and when the last crawl showed what stands.
"""

from __future__ import annotations

from copydesk.schemas.article import Article
from copydesk.service.core.desk.dedupe import Seen, Version, field_hashes, kept, ms_since_epoch
from copydesk.service.core.desk.differences import texts_of

NOWHERE = -1
"""The place of a version on a `news.parsed` that is gone: before all of the new one, so nothing that comes is a replay."""


def recalled(article: Article, before: Seen | None, now_ms: int) -> Seen:
    """The memory with one more article of its story. Articles come as the topic has them: old ones may be gone, any may
    stand there again, and the newest need not be the last.

    A story counts as seen just now: to remember it for longer than need be does no harm.
    """
    if before is not None and not _is_newer(article, before.standing):
        return before
    versions = (*_earlier(article, before), _version(article))
    return Seen(kept(versions), NOWHERE, now_ms, field_hashes(article), texts_of(article))


def _is_newer(article: Article, standing: Version) -> bool:
    """A story that had been forgotten began anew, later, with version 1."""
    return (_first_seen_ms(article), article.version) > (standing.first_seen_ms, standing.number)


def _earlier(article: Article, before: Seen | None) -> tuple[Version, ...]:
    """The versions before it: a story that was taken back must know them again. At least the one that it replaced."""
    if article.version == 1 or article.previous_content_hash is None:
        return ()
    replaced = (article.version - 1, article.previous_content_hash, _first_seen_ms(article))
    if before is not None and replaced == (
        before.standing.number,
        before.standing.content_hash,
        before.standing.first_seen_ms,
    ):
        return before.versions
    number, content_hash, first_seen_ms = replaced
    return (Version(number, content_hash, NOWHERE, None, "", None, first_seen_ms),)


def _version(article: Article) -> Version:
    return Version(
        article.version,
        article.content_hash,
        NOWHERE,
        None,
        article.record_id,
        ms_since_epoch(article.fetched_at) if article.fetched_at else None,
        _first_seen_ms(article),
        article.previous_content_hash,
    )


def _first_seen_ms(article: Article) -> int:
    return max(0, ms_since_epoch(article.first_seen_at)) if article.first_seen_at else 0
