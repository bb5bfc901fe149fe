"""`copydesk copies`: the stories that share the words of one, by the links on the topic."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from copydesk.client.embedded import end_offsets
from copydesk.schemas.copies import CopyLink, LinkedVersion
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.lines import printable
from copydesk.service.shell.kafka import consumer
from copydesk.service.shell.reading import partitions_of, read_span
from copydesk.service.shell.topics import partition_counts


@dataclass(frozen=True, slots=True)
class Found:
    """A story that is reached from the one that was asked for."""

    steps: int
    """Over so many links; what is more than one away need not share words with the story itself."""
    by: CopyLink
    """The link that led to it."""
    story: LinkedVersion


async def read_links(settings: Settings) -> list[CopyLink]:
    """The newest link of each pair that is on the topic now."""
    topic = settings.topic("links")
    places = partitions_of(topic, (await partition_counts(settings, "links"))[topic])
    newest: dict[bytes, CopyLink] = {}
    async with consumer(settings) as client:
        starts, ends = await client.beginning_offsets(places), await end_offsets(client, places)
        async for record in read_span(client, starts, ends):
            if record.value is None:
                newest.pop(record.key, None)
            else:
                newest[record.key] = CopyLink.model_validate_json(record.value)
    return list(newest.values())


def walk(links: Iterable[CopyLink], guid: str) -> list[Found]:
    """All that is reached from a story by links, the nearest first, and of these the earliest. A series is told and leads no
    further: it is no copy.
    """
    around: dict[str, list[tuple[CopyLink, LinkedVersion]]] = {}
    for link in links:
        around.setdefault(link.earlier.guid, []).append((link, link.later))
        around.setdefault(link.later.guid, []).append((link, link.earlier))
    reached, queue, found = {guid}, deque([(guid, 0)]), []
    while queue:
        name, steps = queue.popleft()
        for link, story in sorted(around.get(name, []), key=lambda pair: (pair[0].rel == "series", pair[1].guid)):
            if story.guid in reached:
                continue
            reached.add(story.guid)
            found.append(Found(steps + 1, link, story))
            if link.rel != "series":
                queue.append((story.guid, steps + 1))
    return sorted(found, key=lambda each: (each.steps, _moment(each.story), each.story.guid))


def found_line(found: Found) -> str:
    """`1  copy  0.93  2026-05-01 12:00  daily:77 v1  after coast:5 v2`: the last is the story that it was found by."""
    link, story = found.by, found.story
    other = link.earlier if story == link.later else link.later
    first = "after" if story == link.later else "before"
    return printable(
        f"{found.steps}  {link.rel}  {link.score:.2f}  {_moment(story)}  {story.guid} v{story.version}  {first} {other.guid} v{other.version}"
    )


def _moment(story: LinkedVersion) -> str:
    return f"{story.published_at or story.ingested_at:%Y-%m-%d %H:%M}"
