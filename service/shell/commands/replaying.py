"""What a person sees while `copydesk replay` or `copydesk reprocess` sends: a line that counts, on a terminal, and what came of it
at the end.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable

import click

from copydesk.service.shell.commands.replay import Sent, sent_lines
from copydesk.service.shell.errors import Unfinished

BEAT_SECONDS = 0.5

Report = Callable[[Sent], None]


def send_with_progress(send: Callable[[Report, Sent], Awaitable[Sent]], total: int, topic: str) -> None:
    """Send what was planned; Unfinished when some of it could not be. What was sent is told in any case."""
    sent, count = Sent(), counting()

    async def sending() -> None:
        await send(lambda sent: count("sent", sent.records, total), sent)

    try:
        asyncio.run(sending())
    finally:
        end_count()
        for line in sent_lines(sent, topic):
            click.echo(line)
    if skipped := sent.skipped.total():
        raise Unfinished(f"{skipped:,} of {skipped + sent.records:,} were not sent")


def end_count() -> None:
    """What is told next has a line of its own."""
    if sys.stderr.isatty():
        click.echo(err=True)


def counting() -> Callable[[str, int, int], None]:
    """`(what is done, how many, of how many)`: shows how far it is; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return lambda *_: None
    shown = time.monotonic()

    def show(done: str, count: int, total: int) -> None:
        nonlocal shown
        if time.monotonic() - shown > BEAT_SECONDS:
            shown = time.monotonic()
            click.echo(f"\r{done} {count:,} of {total:,} ", nl=False, err=True)

    return show
