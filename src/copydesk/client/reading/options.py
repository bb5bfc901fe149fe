"""What can be asked of a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypedDict

from copydesk.client.reading.borders import Stretch
from copydesk.client.reading.choice import choice_of
from copydesk.client.reading.connection import reader_options
from copydesk.client.reading.memory import STORIES, Memory
from copydesk.client.reading.moments import Moment, moment_of
from copydesk.client.reading.places import Place, places_in
from copydesk.client.reading.sorter import OnUnreadable, Sorter
from copydesk.client.reading.stream import Stream


class ReadingOptions(TypedDict, total=False):
    """All may be left out."""

    topic: str
    """`news.articles`."""
    group: str | None
    """The consumer group, which shares the partitions and remembers its place. None: all partitions, and nobody remembers."""
    since: Moment | None
    """Where to begin where no place is stored, by record time. None: with the oldest record; `now` or timedelta(0): with the next."""
    until: Moment | None
    """Where to end, by record time; `now`: with what stands there at the start. None: never."""
    checkpoint: str | None
    """From `Reading.checkpoint()`; for a reader without a group."""
    source: str | Sequence[str] | None
    """Only stories of these `source_id`s."""
    language: str | Sequence[str] | None
    """Only versions in these languages, BCP 47: `en` takes `en-GB` too. A version of unknown language is in none."""
    latest_only: bool
    """Leave out versions that a newer one had replaced when reading began."""
    editorial: bool
    """For an editor's desk: also versions that readers must not see. Look at `pubstatus`, `embargoed_until` and `signals`."""
    commit_seconds: float | None
    """At most so long between two commits of a group; 0: after each. None: only `Reading.commit()` commits."""
    on_unreadable: OnUnreadable | None
    """Called with an UnreadableRecord and the record as aiokafka has it, in place of an end; then reading goes on."""
    remember: int
    """Stories that are remembered to know repeats, those last heard of; about 400 bytes each."""
    kafka: Mapping[str, Any]
    """Options for AIOKafkaConsumer: TLS, login, sizes, timeouts."""


def stream_of(brokers: str | Sequence[str], options: ReadingOptions, memory: Memory | None = None) -> Stream:
    """A stream as asked for, connected to nothing yet; ValueError and TypeError for what means nothing."""
    if unknown := sorted(set(options) - set(ReadingOptions.__annotations__)):
        raise TypeError(f"{unknown[0]} is no option of a reader; options of aiokafka go into kafka={{...}}")
    group, checkpoint, seconds = options.get("group"), options.get("checkpoint"), options.get("commit_seconds", 1.0)
    if group is not None and checkpoint is not None:
        raise ValueError("a group remembers its place itself: give group or checkpoint")
    if checkpoint is not None and not isinstance(checkpoint, str):
        raise TypeError(f"{checkpoint!r} is no checkpoint: a line of text from Reading.checkpoint()")
    if seconds is not None and not seconds >= 0:
        raise ValueError("commit_seconds is 0 or more, or None")
    for moment in (options.get("since"), options.get("until")):
        if moment is not None:
            moment_of(moment, datetime.now(UTC))
    kafka = dict(options.get("kafka", {}))
    names = address_of(brokers)
    reader_options(names, group, kafka)
    places: Mapping[int, Place] = places_in(checkpoint) if checkpoint else {}
    stretch = Stretch(options.get("topic", "news.articles"), group, options.get("since"), options.get("until"), places)
    return Stream(names, stretch, _sorter(options, memory), kafka, seconds)


def address_of(brokers: str | Sequence[str]) -> str:
    """As Kafka's clients write several brokers."""
    names = brokers if isinstance(brokers, str) else ",".join(brokers or ())
    if not names.strip():
        raise ValueError("brokers are `host:port`, one or several")
    return names


def _sorter(options: ReadingOptions, memory: Memory | None) -> Sorter:
    return Sorter(
        choice_of(options.get("source"), options.get("language")),
        latest_only=options.get("latest_only", False),
        editorial=options.get("editorial", False),
        on_unreadable=options.get("on_unreadable"),
        memory=memory or Memory(options.get("remember", STORIES)),
    )
