"""What `copydesk reprocess` tells before it sends: which fields would change, of how many stories, each with examples."""

from __future__ import annotations

from collections import Counter
from typing import Any

from aiokafka import TopicPartition

from copydesk.service.core.desk.dedupe import COMPARED
from copydesk.service.core.desk.reprocess import BESIDE, as_parsed, change_line
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.lines import printable
from copydesk.service.shell.commands.reprocess import STEADILY, Example, Plan, article_of
from copydesk.service.shell.commands.standings import State
from copydesk.service.shell.kafka import consumer
from copydesk.service.shell.reading import read_one


async def plan_lines(settings: Settings, plan: Plan) -> list[str]:
    """What became of how many stories, which fields differ, each with some examples, and how many there are to send."""
    async with consumer(settings, **STEADILY) as client:
        kinds = [line for kind in _ordered(plan.kinds) for line in await _kind_lines(client, kind, plan)]
    return [*kinds, _sum_line(plan), _last_line(plan)]


def _ordered(kinds: Counter[str]) -> list[str]:
    """Fields that make a version, those that make none, and the rest; the most stories first."""
    return sorted(kinds, key=lambda kind: (kind not in COMPARED, kind not in BESIDE, -kinds[kind], kind))


async def _kind_lines(client: Any, kind: str, plan: Plan) -> list[str]:
    note = " (makes no version by itself)" if kind in BESIDE else ""
    shown = [await _example_line(client, kind, example) for example in plan.examples[kind]]
    return [f"{kind}  {plan.kinds[kind]:,}{note}", *(f"  {printable(line)}" for line in shown)]


async def _example_line(client: Any, kind: str, example: Example) -> str:
    story = f"{example.standing.guid} v{example.standing.version}"
    if example.outcome is None:
        return f"{story} -> {example.told}" if example.told else story
    place = example.standing.place
    record = await read_one(client, TopicPartition(place.topic, place.partition), place.offset)
    article = article_of(record) if record else None
    if article is None:  # compacted away since: a newer version came
        return story
    return f"{story}  {change_line(as_parsed(article, kind), as_parsed(example.outcome, kind))}"


def _sum_line(plan: Plan) -> str:
    """`1,204 stories: 1,100 as they stand, 84 otherwise, 20 not on raw any more`."""
    counts = {told: sum(plan.table.count(state) for state in states) for told, states in _TOLD.items()}
    parts = [f"{count:,} {told}" for told, count in counts.items() if count]
    unreadable = [f"{plan.unreadable:,} records are no articles"] if plan.unreadable else []
    return ", ".join([f"{plan.table.count():,} stories" + (f": {parts[0]}" if parts else ""), *parts[1:], *unreadable])


_TOLD: dict[str, tuple[State, ...]] = {
    "as they stand": ("same", "beside"),
    "otherwise": ("differs",),
    "would be another story": ("other",),
    "would be turned away": ("turned_away",),
    "came longer ago than a story is remembered": ("past",),
    "whose raw record is not there any more": ("unseen", "gone"),
}


def _last_line(plan: Plan) -> str:
    before = f"; {plan.sent_before:,} sent before" if plan.sent_before else ""
    return f"found {plan.found:,}{before}: {plan.found - plan.sent_before:,} to send"
