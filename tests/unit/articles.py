"""The least article that is valid, for the tests of what comes after parsing."""

from __future__ import annotations

from typing import Any

from copydesk.schemas.article import Article


def an_article(**fields: Any) -> Article:
    """An article with these fields; the rest is as plain as it can be."""
    plain: dict[str, Any] = {
        "guid": "example:1",
        "source_id": "example",
        "news_id": "1",
        "identity_method": "label",
        "record_id": "record-1",
        "body_text": "",
        "content_hash": "0" * 32,
        "extraction": {"method": "text"},
        "version": 1,
    }
    return Article.model_validate(plain | fields)
