"""What a person sees of `copydesk forget`: which stories are meant, what came of it, and what remains."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import click

from copydesk.service.core.desk.erasure import Which
from copydesk.service.settings import Settings
from copydesk.service.shell.commands.forget import (
    MOST_AT_ONCE,
    Found,
    carried_out,
    ends_of,
    find,
    give,
    not_told,
    orders_for,
    sketches_done,
    take_links_away,
)
from copydesk.service.shell.commands.lines import printable
from copydesk.service.shell.commands.remaining import remains
from copydesk.service.shell.errors import CopydeskError, Unfinished

SHOWN = 20

ELSEWHERE = "not the desk's to reach: what readers and scrapers keep, backups, and the workers' files; see Erasure in docs/operations.md"


def look(settings: Settings, which: Which) -> Found:
    """The stories that are there; CopydeskError where none is."""
    found = asyncio.run(find(settings, which))
    if not found.stories and not found.links:
        raise CopydeskError(f"not on {settings.topic('articles')}: {printable(named(which))}")
    return found


def named(which: Which) -> str:
    """What was asked for."""
    return f"any story of {which.source}" if which.source else ", ".join(sorted(which.guids))


def found_lines(found: Found) -> Iterator[str]:
    """The first stories, how many more there are, and the links that name them."""
    for guid, story in list(found.stories.items())[:SHOWN]:
        yield printable(f"{guid}  {story.versions} version{'s' * (story.versions > 1)}, the newest v{story.newest}")
    if len(found.stories) > SHOWN:
        yield f"and {len(found.stories) - SHOWN:,} more"
    yield f"found {counted(found)}"


def counted(found: Found) -> str:
    """`3 stories and 2 links`."""
    stories, links = len(found.stories), len(found.links)
    told = f"{stories:,} {'story' if stories == 1 else 'stories'}"
    return f"{told} and {links:,} link{'s' * (links > 1)}" if links else told


def forget_all(settings: Settings, found: Found) -> None:
    """Have them forgotten, and tell what came of it and what remains."""
    moment, name = datetime.now(UTC), str(uuid4())
    try:
        asyncio.run(_forget(settings, found, name, moment))
    except Unfinished:
        show_remains(settings, found)  # once they are forgotten, nobody can tell any more
        raise
    click.echo(f"forgotten: {counted(found)}, by the order {name}")
    show_remains(settings, found)
    complain(found)


async def _forget(settings: Settings, found: Found, name: str, moment: datetime) -> None:
    orders, starts = await orders_for(settings, found, name, moment), await ends_of(settings, "articles")
    await carried_out(settings, await give(settings, orders))
    if left := await not_told(settings, orders, starts):
        raise Unfinished(
            f"{len(left):,} of {len(orders):,} were turned away, {printable(left[0])} the first: is a worker of an earlier release running?"
        )
    if settings.copies == "on":
        await sketches_done(settings)
        await take_links_away(settings, found)


def show_remains(settings: Settings, found: Found) -> None:
    """What stands on each topic, and until when."""
    for line in asyncio.run(remains(settings, found.traces, len(found.links), datetime.now(UTC))):
        click.echo(line)
    click.echo(ELSEWHERE)


def complain(found: Found) -> None:
    """Unfinished where not all that was asked for is there, or there is more than one run does."""
    if found.more:
        raise Unfinished(f"there are more than {MOST_AT_ONCE:,}: run it again for the others")
    if found.missing:
        raise Unfinished(printable(f"not there: {', '.join(found.missing)}"))
