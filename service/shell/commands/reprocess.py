"""`copydesk reprocess`: reads again what the versions that stand were read from, and sends what this release reads otherwise.

`articles` is read once into a table on disk, for the newest version of each story; then `raw` once, to parse the record of
each and to see which were sent before; and once more, to send. So memory does not grow with the topics, and a run that was
broken off is started again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiokafka import TopicPartition
from pydantic import ValidationError

from copydesk.client.embedded import end_offsets
from copydesk.schemas.article import Article
from copydesk.schemas.parsed import ParsedArticle
from copydesk.service.core.desk.outgoing import raw_origin_of
from copydesk.service.core.desk.replay import Places
from copydesk.service.core.desk.reprocess import (
    Differs,
    Gone,
    OtherStory,
    Same,
    Standing,
    TurnedAway,
    Verdict,
    Wanted,
    compare,
    standing_of,
)
from copydesk.service.core.intake.replayed import first_time, reprocess_headers, reprocess_of
from copydesk.service.core.records import Origin, Record, Rejected, parse_origin
from copydesk.service.pipeline import parse_record
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.audit import READING
from copydesk.service.shell.commands.flight import PRODUCER_OPTIONS, Flight, Message, Pace, hindrance
from copydesk.service.shell.commands.replay import Sent
from copydesk.service.shell.commands.standings import Standings, State
from copydesk.service.shell.incoming import record_of
from copydesk.service.shell.kafka import consumer, producer
from copydesk.service.shell.reading import Offsets, partitions_of, read_span
from copydesk.service.shell.topics import largest_batch, partition_counts

EXAMPLES = 3

STEADILY = {**READING, "auto_offset_reset": "earliest"}
"""Where retention takes what is to be read next, reading goes on with the first that is there."""

NOWHERE = Origin("", 0, 0)
"""Of an article that does not say where it came from."""

Report = Callable[[str, int, int], None]
"""`(what is done, how many, of how many)`."""


@dataclass(frozen=True, slots=True)
class Example:
    """One of the stories that something is told of."""

    standing: Standing
    outcome: ParsedArticle | None = None
    """What it would be now, where fields are shown."""
    told: str = ""
    """What else is to be said."""


@dataclass(slots=True)
class Plan:
    """What was found. Each story is in the table, with what became of it."""

    table: Standings
    identities: bool = False
    """Whether a document that is another story now is sent."""
    again: bool = False
    """Whether what was sent before is."""
    starts: Offsets = field(default_factory=dict)
    ends: Offsets = field(default_factory=dict)
    """Of `raw`."""
    unreadable: int = 0
    """Records of `articles` that are no articles."""
    kinds: Counter[str] = field(default_factory=Counter)
    """How many stories differ in a field, would be turned away for a reason, be another story."""
    examples: dict[str, list[Example]] = field(default_factory=lambda: defaultdict(list))
    """Of each kind."""

    @property
    def states(self) -> tuple[State, ...]:
        """Those of the stories that are to be sent."""
        return ("differs", "other") if self.identities else ("differs",)

    @property
    def found(self) -> int:
        """How many stories are asked for that come out otherwise."""
        return sum(self.table.count(state) for state in self.states)

    @property
    def sent_before(self) -> int:
        """How many of them were sent before."""
        return 0 if self.again else self.table.count_sent(self.states)

    def note(self, standing: Standing, verdict: Verdict, outcome: ParsedArticle | Rejected) -> None:
        """What became of a story."""
        match verdict:
            case Same():
                self.table.note(standing.guid, "same")
            case Gone():
                self.table.note(standing.guid, "gone")
            case TurnedAway(reason):
                self.table.note(standing.guid, "turned_away")
                self._count(f"turned away, {reason}", Example(standing))
            case OtherStory(guid):
                self.table.note(standing.guid, "other")
                self._count(OTHER_STORY, Example(standing, told=guid))
            case Differs(fields) if isinstance(outcome, ParsedArticle):
                self.table.note(standing.guid, "differs" if verdict.makes_version else "beside")
                for name in fields:
                    self._count(name, Example(standing, outcome))

    def _count(self, kind: str, example: Example) -> None:
        self.kinds[kind] += 1
        if len(self.examples[kind]) < EXAMPLES:
            self.examples[kind].append(example)


OTHER_STORY = "another story"


async def find(settings: Settings, wanted: Wanted, plan: Plan, report: Report = lambda *_: None) -> None:
    """Fill the plan from what the topics hold now."""
    counts = await partition_counts(settings, "raw", "articles")
    raw, articles = (partitions_of(settings.topic(name), counts[settings.topic(name)]) for name in ("raw", "articles"))
    async with consumer(settings, **STEADILY) as client:
        await _read_articles(client, articles, wanted, plan, report)
        plan.table.sort()
        plan.starts, plan.ends = await client.beginning_offsets(raw), await end_offsets(client, raw)
        await _read_raw(client, settings, plan, report)


async def _read_articles(client: Any, places: list[TopicPartition], wanted: Wanted, plan: Plan, report: Report) -> None:
    starts, ends = await client.beginning_offsets(places), await end_offsets(client, places)
    total, number = _length(starts, ends), 0
    async for record in read_span(client, starts, ends):
        number += 1
        report("articles read:", number, total)
        guid = (record.key or b"").decode(errors="replace")
        if not wanted.takes_guid(guid):
            continue
        if record.value is None:
            plan.table.drop(guid)
        elif (standing := _standing(record, guid)) is not None:
            plan.table.add(standing)
        else:
            plan.unreadable += 1
    # Not before: of a story whose newest version is none of that time, no older one stands.
    plan.table.keep_between(wanted.since, wanted.until)


def _standing(record: Any, guid: str) -> Standing | None:
    article = article_of(record)
    if article is None or article.guid != guid:
        return None
    raw = parse_origin(raw_origin_of(tuple(record.headers)) or "")
    return standing_of(article, raw or NOWHERE, Origin(record.topic, record.partition, record.offset))


def article_of(record: Any) -> Article | None:
    """What a record of `articles` holds; None for what is no article."""
    try:
        return Article.model_validate_json(record.value)
    except (ValidationError, TypeError):
        return None


def _length(starts: Offsets, ends: Offsets) -> int:
    return sum(max(0, ends[place] - starts[place]) for place in starts)


def held_by(beginnings: Offsets, places: Iterable[Origin]) -> tuple[Places, Offsets]:
    """Those that a topic still holds, and where to begin to read them: on each partition at the first; on one that has none,
    nowhere.
    """
    held, starts = Places(), dict[TopicPartition, int]()
    for origin in places:
        place = TopicPartition(origin.topic, origin.partition)
        if place in beginnings and beginnings[place] <= origin.offset:
            held.add(origin)
            starts[place] = min(origin.offset, starts.get(place, origin.offset))
    return held, starts


async def _read_raw(client: Any, settings: Settings, plan: Plan, report: Report) -> None:
    """Parse what the versions were read from, and look which of them were sent before."""
    wanted, starts = held_by(plan.starts, plan.table.places())
    now, total, number = datetime.now(UTC), _length(starts, plan.ends), 0
    async for record in read_span(client, starts, plan.ends):
        number += 1
        report("raw documents read:", number, total)
        before = reprocess_of(tuple(record.headers))
        if before is not None and before in wanted:
            plan.table.note_sent(before)
        if Origin(record.topic, record.partition, record.offset) in wanted:
            _compare(record_of(record), settings, plan, now)


def _compare(record: Record, settings: Settings, plan: Plan, now: datetime) -> None:
    outcome = parse_record(record, settings.max_document_bytes, settings.policy)
    for standing in plan.table.of_raw(record.origin):
        if settings.remember and record.timestamp and now - record.timestamp > settings.remember:
            plan.table.note(standing.guid, "past")
        else:
            plan.note(standing, compare(standing, outcome, first_time(record)), outcome)


async def send(
    settings: Settings,
    plan: Plan,
    pace: Pace,
    report: Callable[[Sent], None] = lambda _: None,
    sent: Sent | None = None,
) -> Sent:
    """Send what the plan has, as `pace` lets it, each delivery confirmed. What is in flight lands in any case;
    `sent` tells it where this is broken off.
    """
    sent = sent or Sent()
    topic, limit = settings.topic("raw"), await largest_batch(settings, "raw")
    await partition_counts(settings, "raw", right="write")
    async with consumer(settings, **STEADILY) as reader, producer(settings, **PRODUCER_OPTIONS) as client:
        flight = Flight(client, topic)
        wanted, starts = held_by(plan.starts, plan.table.places(plan.states, again=plan.again))
        try:
            async for original in _originals(reader, wanted, starts, plan.ends):
                await pace.turn()
                message = Message(original.key, original.value, reprocess_headers(original))
                if why := hindrance(message, limit):
                    sent.skip(original.origin, why)
                else:
                    await flight.add(message, sent.landed)
                report(sent)
        finally:
            await flight.land()
    if left := len(wanted):
        sent.skipped[f"gone from {topic} since it was counted"] += left
    return sent


async def _originals(client: Any, wanted: Places, starts: Offsets, ends: Offsets) -> AsyncIterator[Record]:
    """The raw records that are to be sent again, each once; what is not there any more stays among those that are wanted."""
    async for record in read_span(client, starts, ends):
        if wanted.take(Origin(record.topic, record.partition, record.offset)):
            yield record_of(record)
        if not wanted:
            return
