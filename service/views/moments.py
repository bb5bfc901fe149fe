"""Times as the standards write them, no surer than the article is of them."""

from __future__ import annotations

from datetime import datetime

from copydesk.schemas.article import Article


def instant(moment: datetime | None) -> str | None:
    """`2019-02-27T10:31:00Z`."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def published(article: Article) -> str | None:
    """A day alone where no time is known, a time without an offset where nothing tells one."""
    if article.published_at is None:
        return None
    if article.published_precision == "day":
        return article.published_at.date().isoformat()
    if article.zone_basis == "none":
        return article.published_at.replace(tzinfo=None).isoformat()
    return instant(article.published_at)
