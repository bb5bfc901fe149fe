"""A report as text: a table with a row for each fault, the totals, and cases to look at. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable

from tests.faults.judge import OFFENCES
from tests.faults.pauses import percentiles
from tests.faults.scenes import Report
from tests.faults.world import Event

CASES_SHOWN = 8
LEAD_MS = 3000
"""A record may be on its way when a fault begins."""

COLUMNS = ("fault", "times", *OFFENCES, "repeats", "recovered s, median / most", "hung", "person", "holes")


def as_text(report: Report) -> str:
    """All of it."""
    rows = [COLUMNS, tuple("-" for _ in COLUMNS), *_rows(report)]
    table = [f"| {' | '.join(map(str, row))} |" for row in rows]
    return "\n".join([*table, "", *_totals(report), *_cases(report)])


def _rows(report: Report) -> Iterable[tuple[object, ...]]:
    offences, repeats = _by_fault(report)
    events: dict[str, list[Event]] = defaultdict(list)
    for event in report.events:
        events[event.name].append(event)
    for name in ("before", *events):
        tried = [event for event in events[name] if not event.skipped]
        counts = (offences[name][offence] for offence in OFFENCES)
        figures = (sum(map(bool, column)) for column in zip(*((e.hung, e.person, e.holes) for e in tried), strict=True))
        yield (name, len(tried), *counts, repeats[name], _times(tried), *(figures if tried else ("-", "-", "-")))


def _by_fault(report: Report) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Offences and repeats by the fault that had begun last."""
    begins = [event.began_ms - LEAD_MS for event in report.events]

    def name_at(at_ms: int) -> str:
        number = bisect_right(begins, at_ms) - 1
        return report.events[number].name if number >= 0 else "before"

    offences: dict[str, Counter[str]] = defaultdict(Counter)
    for case in report.verdict.cases:
        offences[name_at(case.at_ms)][case.offence] += 1
    return offences, Counter(map(name_at, report.verdict.repeated_at))


def _times(events: list[Event]) -> str:
    seconds = sorted(event.recovered_seconds for event in events if event.recovered_seconds is not None)
    return f"{seconds[len(seconds) // 2]:.1f} / {seconds[-1]:.1f}" if seconds else "-"


def _totals(report: Report) -> Iterable[str]:
    yield f"{report.verdict}; drained {report.drained}"
    yield f"audit: {report.audit}"
    shares = percentiles(report.pauses)
    yield "partitions of others stood still after a death: " + (
        " ".join(f"p{share}={seconds:.1f}s" for share, seconds in shares.items()) or "no deaths"
    )
    yield f"workers that ended themselves: {len(report.exits)}"
    yield from report.unstopped
    yield from report.links
    for line, count in Counter(report.exits).most_common(CASES_SHOWN):
        yield f"  {count} x {line}"


def _cases(report: Report) -> Iterable[str]:
    for offence, meaning in OFFENCES.items():
        cases = [case for case in report.verdict.cases if case.offence == offence]
        if cases:
            yield f"{offence}: {meaning}"
        yield from (f"  {case.origin or ''} {case.what}" for case in cases[:CASES_SHOWN])
    for event in report.events:
        yield from (f"{event.name} {what}" for what in (event.skipped, event.hung, event.person, *event.holes) if what)
