"""Times as machines count them: the seconds, or thousandths of one, since 1970."""

from __future__ import annotations

from datetime import UTC, date, datetime

from copydesk.service.core.times.dates import Moment, is_credible

_FIRST = datetime(1995, 1, 1, tzinfo=UTC)
"""Before that nothing was published in pages."""
NOTHING = frozenset({date(1970, 1, 1), date(1969, 12, 31), date(1, 1, 1), date(1900, 1, 1)})
"""Days that stand for no date at all."""


def counted(text: str, not_after: datetime | None) -> Moment | None:
    """The moment that a count of seconds tells, `1615195800` or `1615195800000`; None for any other number."""
    plain = text.strip()
    if len(plain) not in (10, 13) or not (plain.isascii() and plain.isdigit()):
        return None
    at = datetime.fromtimestamp(int(plain[:10]), UTC)
    if at < _FIRST or not is_credible(at, not_after):
        return None
    return Moment(at, plain, "minute", "offset", "epoch", 0, at.date())
