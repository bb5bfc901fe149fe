"""What calls for a person now, each with what to do. Pure: judged from what the broker and the shelf say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from copydesk.service.shell.console.habits import SourceState
from copydesk.service.shell.console.sight import Lag, Sight

LAG_SECONDS = 300
"""A document waits for so long: as the alert of deploy/prometheus."""

REJECTED_SHARE, REJECTED_LEAST = 0.2, 50
"""Of an hour's outcomes."""

NAMED = 5
"""Sources that are named; of more it is told how many."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that is not well."""

    level: Literal["page", "look"]
    """`page`: now; `look`: today."""
    what: str
    do: str


def alerts(sight: Sight, hour: dict[str, int], sources: Sequence[SourceState]) -> list[Alert]:
    """The gravest first. `hour`: outcomes of the last hour, by kind."""
    found = [
        *_of_broker(sight),
        *_of_workers(sight),
        *_of_lag(sight.lags),
        *_of_rejections(hour),
        *_of_sources(sources),
    ]
    return sorted(found, key=lambda alert: alert.level != "page")


def _of_broker(sight: Sight) -> Iterator[Alert]:
    if sight.problem:
        yield Alert("page", sight.problem, "What is shown is as old as the last answer. See that the brokers are up.")
    if sight.short:
        count = len(sight.short)
        yield Alert(
            "page",
            f"{count} partition{'s' * (count > 1)} with fewer replicas in sync than there are: {_few(sight.short)}",
            "A broker is lost or behind: bring it back.",
        )


def _of_workers(sight: Sight) -> Iterator[Alert]:
    if sight.asked_at is None or sight.problem:
        return
    waiting = sum(lag.records for lag in sight.lags)
    if not sight.workers:
        yield Alert(
            "page",
            f"no worker is there; {waiting:,} {'record waits' if waiting == 1 else 'records wait'}",
            "Start workers, and see in their logs why they ended.",
        )
    elif sight.group_state == "Stable" and (
        lone := [f"{lag.topic}/{lag.partition}" for lag in sight.lags if not lag.owner]
    ):
        yield Alert("page", f"nobody owns {_few(lone)}", "Restart a worker: the group then shares them out anew.")


def _of_lag(lags: Iterable[Lag]) -> Iterator[Alert]:
    late = sorted((lag for lag in lags if (lag.seconds or 0) > LAG_SECONDS), key=lambda lag: -(lag.seconds or 0))
    if late:
        first = late[0]
        yield Alert(
            "page",
            f"{first.topic}/{first.partition} is {_minutes(first.seconds or 0)} behind, {first.records:,} records"
            + (f"; and {len(late) - 1} more" if len(late) > 1 else ""),
            "One partition: a document stands in the way, or its worker. All: add workers.",
        )


def _of_rejections(hour: dict[str, int]) -> Iterator[Alert]:
    total = sum(hour.get(kind, 0) for kind in ("new", "revised", "duplicate", "rejected"))
    turned = hour.get("rejected", 0)
    if total >= REJECTED_LEAST and turned / total >= REJECTED_SHARE:
        yield Alert(
            "look",
            f"{turned:,} of {total:,} turned away in the last hour",
            "See the rejections: which reason, which source?",
        )


def _of_sources(sources: Sequence[SourceState]) -> Iterator[Alert]:
    for state, told, do in (
        ("failing", "turned away more than usual", "See its rejections and what they hold."),
        ("quiet", "quiet against their habit", "See that their scrapers run."),
    ):
        names = [source.name or "(no source)" for source in sources if source.state == state]
        if names:
            yield Alert("look", f"{told}: {_few(names)}", do)
    fallen = [
        f"{source.name}: {part.field} {part.now:.0%}, {part.before:.0%} in the week before"
        for source in sources
        for part in source.coverage
        if part.fallen and source.state != "paused"
    ]
    if fallen:
        yield Alert(
            "look",
            f"fields that went missing: {_few(fallen)}",
            "Has the site changed its pages? A profile may mend it.",
        )


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"
