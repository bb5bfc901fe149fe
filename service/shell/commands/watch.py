"""`copydesk watch`: what became of a source's documents, from the topics of outcomes alone. For those who write scrapers.

`raw` is not read: what came is what came to an outcome. How much waits there for the desk is asked of the broker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson

from copydesk.client.embedded import end_offsets
from copydesk.client.reading.connection import offsets_at
from copydesk.schemas.notices import Reason
from copydesk.service.core.addresses.source_names import host_of_name, is_slug, slug_of_name
from copydesk.service.core.desk.outgoing import address_of, is_restored, names_of, raw_origin_of, source_of
from copydesk.service.core.desk.selection import Repeats
from copydesk.service.core.desk.watching import (
    FALLEN_BEFORE,
    FALLEN_NOW,
    OUTCOME_KINDS,
    Example,
    FieldShare,
    Limits,
    Seen,
    Verdict,
    comparable,
    field_shares,
    percent,
    verdict_of,
    warning_shares,
)
from copydesk.service.core.records import Record, Sites
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import READING, committed_of
from copydesk.service.shell.commands.lines import printable
from copydesk.service.shell.errors import Denied, MissingTopic
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.kafka import consumer
from copydesk.service.shell.reading import Offsets, partitions_of, read_span
from copydesk.service.shell.topics import partition_counts
from copydesk.service.sites import BUILT_IN

OUTCOMES = ("articles", "duplicates", "rejected")

COMPARED_DAYS = 7
"""What is compared with now: the articles of so many days before."""
MOST_BEFORE = 200_000
"""Records of `articles` that are looked through for that, of all sources: the newest."""


NO_LIMITS_GIVEN = Limits()


@dataclass(frozen=True, slots=True)
class Watched:
    """Whose documents, from when on, and from when on it is not well."""

    source: str
    since: datetime
    limits: Limits = NO_LIMITS_GIVEN


@dataclass(slots=True)
class Report:
    """What was found."""

    watched: Watched
    until: datetime
    seen: Seen = field(default_factory=Seen)
    waiting: int | None = None
    """Records of all sources that the desk has not done yet; None where we may not ask."""
    oldest: datetime | None = None
    """From when on the articles before were looked through, where that is later than COMPARED_DAYS before."""

    @property
    def verdict(self) -> Verdict:
        """Whether it is well."""
        return verdict_of(self.seen, self.watched.limits)


def source_named(given: str, settings: Settings) -> str | None:
    """The source that a person means: a source ID, a host (`www.dailyplanet.example`), or a name that makes one."""
    if is_slug(given):
        return given
    host = host_of_name(given)
    return _sites(settings).source_at(host) if host else slug_of_name(given)


def _sites(settings: Settings) -> Sites:
    return settings.policy.sites or BUILT_IN


async def watch(settings: Settings, watched: Watched, now: datetime, most_before: int = MOST_BEFORE) -> Report:
    """Read what the topics of outcomes hold from then on, up to their ends at the start."""
    report = Report(watched, now)
    counts = await partition_counts(settings, *OUTCOMES)
    places = {name: partitions_of(settings.topic(name), counts[settings.topic(name)]) for name in OUTCOMES}
    async with consumer(settings, **READING) as client:
        report.waiting = await _waiting(client, settings)
        ends = {name: await end_offsets(client, places[name]) for name in OUTCOMES}
        starts: dict[str, Offsets] = {name: await offsets_at(client, places[name], watched.since) for name in OUTCOMES}
        starts["articles"] = await _earlier(client, watched, starts["articles"], most_before, report)
        repeats, sites = Repeats(name=_origin_name), _sites(settings)
        for name in OUTCOMES:
            async for record in read_span(client, starts[name], ends[name]):
                _take(name, record_of(record), report, repeats, sites)
    return report


async def _waiting(client: Any, settings: Settings) -> int | None:
    """Records of `raw` and `parsed` that are not done; None for a user who may not describe these and the group."""
    try:
        counts = await partition_counts(settings, "raw", "parsed", right="describe")
        queues = [place for name, count in counts.items() for place in partitions_of(name, count)]
        committed = await committed_of(settings, queues)
    except (Denied, MissingTopic):  # who may not describe a topic does not see that it is there
        return None
    starts, ends = await client.beginning_offsets(queues), await end_offsets(client, queues)
    done = {place: committed[place].offset if place in committed else starts[place] for place in queues}
    waiting: int = sum(max(0, ends[place] - max(done[place], starts[place])) for place in queues)
    return waiting


async def _earlier(client: Any, watched: Watched, starts: Offsets, most: int, report: Report) -> Offsets:
    """Where the time before begins: so many days, or so many records."""
    places = list(starts)
    week = await offsets_at(client, places, watched.since - timedelta(days=COMPARED_DAYS))
    share = max(1, most // len(places))
    found = {place: max(week[place], starts[place] - share) for place in places}
    if any(found[place] > week[place] for place in places):
        report.oldest = watched.since
    return found


def _origin_name(record: Record) -> bytes | None:
    """A raw record has one outcome: a second one is a repeat after a crash."""
    origin = raw_origin_of(record.headers)
    return origin.encode() if origin else None


def _take(name: str, record: Record, report: Report, repeats: Repeats, sites: Sites) -> None:
    moment, since = record.timestamp, report.watched.since
    first = since - timedelta(days=COMPARED_DAYS) if name == "articles" else since
    if moment is None or moment < first or record.value is None or is_restored(record.headers):
        return  # what is older may stand behind what is of this time
    if name == "articles" and report.oldest is not None:
        report.oldest = min(report.oldest, moment)
    if name == "rejected":
        if _may_be_of(record, report.watched.source, sites) and not repeats.has(record):
            _take_rejection(record, moment, report)
    elif (record.key or b"").startswith(f"{report.watched.source}:".encode()) and not repeats.has(record):
        said = _object(record.value)
        if name == "duplicates":
            report.seen.add_duplicate(str(said.get("kind")))
        elif moment >= since:
            report.seen.add_article(said)
        else:
            report.seen.add_before(said, moment)


def _may_be_of(record: Record, source: str, sites: Sites) -> bool:
    """Whether a document that was turned away is of a source, or of nobody: maybe before anybody asked for its site."""
    said = source_of(record)
    if said in ("", source) or slug_of_name(said) == source:
        return True
    return sites.site_for(said if is_slug(said) else None, address_of(record)).source_id == source


def _take_rejection(record: Record, moment: datetime, report: Report) -> None:
    record_id, said = names_of(record)
    if not said:
        report.seen.nameless += 1
        return
    headers = {name: (value or b"").decode(errors="replace") for name, value in record.headers}
    name, message = headers.get("record_id") or record_id, headers.get("message", "")
    example = Example(name, address_of(record), message, raw_origin_of(record.headers), moment)
    report.seen.add_rejection(headers.get("reason", ""), example)


def _object(value: object) -> Mapping[str, Any]:
    try:
        found = orjson.loads(value) if isinstance(value, bytes) else {}
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def report_lines(report: Report, settings: Settings) -> Iterator[str]:
    """For a person."""
    yield from map(printable, _lines(report, settings))


def _lines(report: Report, settings: Settings) -> Iterator[str]:
    seen, watched = report.seen, report.watched
    yield f"{watched.source}: {_minute(watched.since)} to {_minute(report.until)}"
    if seen.documents:
        yield f"  {_counts(seen)}"
        yield from _reason_lines(report)
        yield from _article_lines(report)
    yield from _aside_lines(report, settings)
    yield from _verdict_lines(report, settings)


def _counts(seen: Seen) -> str:
    parts = [f"{seen.kinds[kind]:,} {kind}" for kind in OUTCOME_KINDS if seen.kinds[kind]]
    repeats = ", ".join(f"{count:,} {kind}" for kind, count in sorted(seen.repeats.items()))
    return f"{_documents(seen.documents)}: {', '.join(parts)}" + (f" (duplicates: {repeats})" if repeats else "")


def _documents(count: int) -> str:
    return f"{count:,} document{'s' * (count != 1)}"


def _reason_lines(report: Report) -> Iterator[str]:
    seen = report.seen
    if seen.reasons:
        yield f"turned away, {percent(seen.rejected_share)}"
    for reason, count in _most_first(seen.reasons):
        example = seen.examples[reason]
        yield f"  {reason}  {count:,}  {_remedy(reason)}"
        yield "    " + "  ".join(filter(None, (f"e.g. {example.record_id}", example.url, example.message)))
        yield f"    {see_more(report.watched, reason)}"


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _remedy(reason: str) -> str:
    return next((known.remedy for known in Reason if known.value == reason), "")


def see_more(watched: Watched, reason: str) -> str:
    """The command that shows all that were turned away for it."""
    since = watched.since.strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"copydesk tail rejected --source {watched.source} --reason {reason} --since {since} --until-end --headers"


def _article_lines(report: Report) -> Iterator[str]:
    seen = report.seen
    if seen.now.articles:
        enough = "" if comparable(seen) else f"; too few to compare: it takes {FALLEN_NOW} and {FALLEN_BEFORE}"
        before = f"{seen.before.articles:,} {_before(report)}{enough}"
        yield f"fields of {seen.now.articles:,} articles (and of {before})"
        yield from (_share_line(share, "missing") for share in field_shares(seen))
    if warnings := warning_shares(seen):
        yield "warnings"
        yield from (_share_line(share, "more than before") for share in warnings)


def _before(report: Report) -> str:
    if report.oldest is None:
        return f"in the {COMPARED_DAYS} days before"
    return f"since {_minute(report.oldest)}, among the last {MOST_BEFORE:,} of all sources"


def _share_line(share: FieldShare, word: str) -> str:
    return f"  {share.name}  {percent(share.now)} ({percent(share.before)})" + (f"  {word}" if share.changed else "")


def _aside_lines(report: Report, settings: Settings) -> Iterator[str]:
    if report.waiting is None:
        yield f"the rights of this user do not let it see how much the desk, group {settings.group}, has still to do"
    elif report.waiting:
        yield f"{report.waiting:,} records of all sources are not done yet: ask again when they are"
    if report.seen.nameless:
        yield f"{report.seen.nameless:,} more were turned away that name neither a source nor an address"


def _verdict_lines(report: Report, settings: Settings) -> Iterator[str]:
    verdict, source = report.verdict, report.watched.source
    if verdict.state != "nothing came":
        yield verdict.state + "".join(f"; {fault}" for fault in verdict.faults).replace(";", ":", 1)
        return
    newest = report.seen.newest_before
    last = f"the last article came at {_minute(newest)}" if newest else f"no article in the {COMPARED_DAYS} days before"
    yield (
        f"nothing came of {source}: {last}. Does the scraper run, and publish to {settings.topic('raw')} at {settings.brokers}? "
        "Is that the source's ID: `copydesk parse` shows source_id?"
    )


def report_json(report: Report) -> str:
    """The same as one line of JSON. Shares are from 0 to 1, null where there are no articles."""
    seen, watched = report.seen, report.watched
    reasons = [
        {"reason": reason, "count": count, "example": seen.examples[reason], "see": see_more(watched, reason)}
        for reason, count in _most_first(seen.reasons)
    ]
    said: dict[str, Any] = {
        "source": watched.source,
        "since": watched.since,
        "until": report.until,
        "state": report.verdict.state,
        "faults": report.verdict.faults,
        "documents": seen.documents,
        **{kind: seen.kinds[kind] for kind in OUTCOME_KINDS},
        "duplicates": dict(seen.repeats),
        "rejected_share": round(seen.rejected_share, 4),
        "reasons": reasons,
        "articles": seen.now.articles,
        "articles_before": seen.before.articles,
        "before_since": report.oldest or watched.since - timedelta(days=COMPARED_DAYS),
        "comparable": comparable(seen),
        "fields": field_shares(seen),
        "warnings": warning_shares(seen),
        "last_before": seen.newest_before,
        "waiting": report.waiting,
        "nameless_rejections": seen.nameless,
    }
    return orjson.dumps(said, option=orjson.OPT_UTC_Z).decode()


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
