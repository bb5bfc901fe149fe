"""May a version be shown to readers? docs/contract.md says so for each status and signal."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from copydesk.schemas.article import Article

Why = Literal["canceled", "advisory", "embargoed", "withheld", "language"]
"""Why a version is not shown. `language`: it is not in one of those that were asked for."""


def hidden(article: Article, now: datetime) -> Why | None:
    """Why this version is not to be shown at this time; None for one that may be."""
    if article.pubstatus == "canceled" or "kill" in article.signals:
        return "canceled"
    if "advisory" in article.signals:
        return "advisory"
    if article.embargoed_until is not None:
        return "embargoed" if article.embargoed_until > now else None
    return "withheld" if article.pubstatus == "withheld" else None
