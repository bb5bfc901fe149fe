"""What became of a source's documents: counts, reasons with an example, fields and warnings against the time before, and whether
that is well. Pure: nothing is read here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from copydesk.service.core.desk.told import WATCHED

FIELDS = (*WATCHED, "language", "abstract", "section", "images")
"""Whose share among a source's articles is compared."""

FALLEN_SHARE, FALLEN_NOW, FALLEN_BEFORE = 0.2, 20, 50
"""A field is had by so much fewer of the articles than of those before; with at least so many of each."""

RISEN_SHARE = 0.2
"""A warning has so much more of the articles than of those before; with as many of each."""

OutcomeKind = Literal["new", "revised", "duplicate", "rejected"]
OUTCOME_KINDS: tuple[OutcomeKind, ...] = ("new", "revised", "duplicate", "rejected")

State = Literal["well", "not well", "nothing came"]


def has_fallen(now: float | None, before: float | None, articles: int, articles_before: int) -> bool:
    """Whether a field went missing: of shares, and of how many articles they are; None where there are no articles."""
    enough = articles >= FALLEN_NOW and articles_before >= FALLEN_BEFORE
    return enough and now is not None and before is not None and now <= before - FALLEN_SHARE


@dataclass(frozen=True, slots=True)
class Example:
    """A document that was turned away."""

    record_id: str
    url: str | None
    message: str
    """Why, in a sentence."""
    origin: str | None
    """Where it stands on `raw`: `news.raw/3/1234`."""
    moment: datetime
    """When it was turned away."""


@dataclass(slots=True)
class Marks:
    """What a number of articles have."""

    articles: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    """How many have each of FIELDS."""
    warnings: Counter[str] = field(default_factory=Counter)
    """How many have each warning, without what stands behind its colon."""

    def add(self, article: Mapping[str, Any]) -> None:
        """An article as JSON has it."""
        self.articles += 1
        self.fields.update(name for name in FIELDS if article.get(name))
        extraction = article.get("extraction")
        given = extraction.get("warnings") if isinstance(extraction, Mapping) else None
        self.warnings.update({str(warning).partition(":")[0] for warning in given or ()})

    def share(self, count: int) -> float | None:
        """Of all; None where there are no articles."""
        return count / self.articles if self.articles else None


@dataclass(slots=True)
class Seen:
    """What became of a source's documents in a span of time, and what its articles had in the time before."""

    kinds: Counter[OutcomeKind] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Example] = field(default_factory=dict)
    """The newest of each reason."""
    repeats: Counter[str] = field(default_factory=Counter)
    """Duplicates by kind."""
    now: Marks = field(default_factory=Marks)
    before: Marks = field(default_factory=Marks)
    newest_before: datetime | None = None
    """When the last article came in the time before."""
    nameless: int = 0
    """Turned away in this time, and nobody can say of which source."""

    @property
    def documents(self) -> int:
        """All that came to an outcome."""
        return sum(self.kinds.values())

    @property
    def rejected_share(self) -> float:
        """Of them; 0 where there are none."""
        return self.kinds["rejected"] / self.documents if self.documents else 0.0

    def add_article(self, article: Mapping[str, Any]) -> None:
        """A version of this time."""
        self.kinds["new" if article.get("version") == 1 else "revised"] += 1
        self.now.add(article)

    def add_before(self, article: Mapping[str, Any], moment: datetime) -> None:
        """A version of the time before."""
        self.before.add(article)
        self.newest_before = max(filter(None, (self.newest_before, moment)))

    def add_duplicate(self, kind: str) -> None:
        """A notice."""
        self.kinds["duplicate"] += 1
        self.repeats[kind] += 1

    def add_rejection(self, reason: str, example: Example) -> None:
        """A document that was turned away."""
        self.kinds["rejected"] += 1
        self.reasons[reason] += 1
        self.examples[reason] = max(self.examples.get(reason, example), example, key=lambda one: one.moment)


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on it is not well."""

    max_rejected: float = 0.2
    """Share of the documents that may be turned away."""
    min_documents: int = 1
    """So many must come."""


@dataclass(frozen=True, slots=True)
class FieldShare:
    """How many articles have a field, or a warning: now, and in the time before."""

    name: str
    now: float | None
    """None where there are no articles."""
    before: float | None
    changed: bool
    """Whether a field went missing, or a warning became frequent; never where there is too little to compare."""


def comparable(seen: Seen) -> bool:
    """Whether there are enough articles to compare."""
    return seen.now.articles >= FALLEN_NOW and seen.before.articles >= FALLEN_BEFORE


def field_shares(seen: Seen) -> list[FieldShare]:
    """Of each of FIELDS that an article has now or had."""
    return [_field_share(seen, name) for name in FIELDS if seen.now.fields[name] or seen.before.fields[name]]


def _field_share(seen: Seen, name: str) -> FieldShare:
    now, before = seen.now.share(seen.now.fields[name]), seen.before.share(seen.before.fields[name])
    return FieldShare(name, now, before, has_fallen(now, before, seen.now.articles, seen.before.articles))


def warning_shares(seen: Seen) -> list[FieldShare]:
    """Of each warning of now, the most frequent first."""
    return [
        _warning_share(seen, name) for name, _ in sorted(seen.now.warnings.items(), key=lambda one: (-one[1], one[0]))
    ]


def _warning_share(seen: Seen, name: str) -> FieldShare:
    now, before = seen.now.share(seen.now.warnings[name]), seen.before.share(seen.before.warnings[name])
    risen = comparable(seen) and (now or 0) >= (before or 0) + RISEN_SHARE
    return FieldShare(name, now, before, risen)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether all is well, and if not, why."""

    state: State
    faults: tuple[str, ...] = ()


def verdict_of(seen: Seen, limits: Limits) -> Verdict:
    """`nothing came` where no document came to an outcome, whatever the limits are."""
    if not seen.documents:
        return Verdict("nothing came")
    faults = tuple(_faults(seen, limits))
    return Verdict("not well" if faults else "well", faults)


def _faults(seen: Seen, limits: Limits) -> Iterator[str]:
    if seen.documents < limits.min_documents:
        yield f"{seen.documents:,} document{'s' * (seen.documents != 1)} came, fewer than {limits.min_documents:,}"
    if seen.rejected_share > limits.max_rejected:
        yield (
            f"{seen.kinds['rejected']:,} of {seen.documents:,} were turned away, more than {percent(limits.max_rejected)}"
        )
    for share in field_shares(seen):
        if share.changed:
            yield f"{share.name} is missing: {percent(share.now)} of the articles have it, {percent(share.before)} had"


def percent(share: float | None) -> str:
    """`12 %`; a share is never told as none or all where it is not. `-` for None."""
    if share is None:
        return "-"
    if 0 < share < 0.01:
        return "under 1 %"
    return "over 99 %" if 0.99 < share < 1 else f"{share:.0%}".replace("%", " %")
