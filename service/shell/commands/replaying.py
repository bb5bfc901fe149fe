"""What a person sees while `copydesk replay` sends: a line that counts, on a terminal, and what came of it at the end."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable

import click

from copydesk.service.settings import Settings
from copydesk.service.shell.commands.replay import Pace, Plan, Sent, send, sent_lines
from copydesk.service.shell.errors import Unfinished

BEAT_SECONDS = 0.5


def send_with_progress(settings: Settings, plan: Plan, rate: int | None) -> None:
    """Send what was planned; Unfinished when some of it could not be. What was sent is told in any case."""
    sent = Sent()
    try:
        asyncio.run(send(settings, plan, Pace(rate), _counting(len(plan.open)), sent))
    finally:
        if sys.stderr.isatty():
            click.echo(err=True)
        for line in sent_lines(sent, settings.topic("raw")):
            click.echo(line)
    if skipped := sent.skipped.total():
        raise Unfinished(f"{skipped:,} of {skipped + sent.records:,} were not sent")


def _counting(total: int) -> Callable[[Sent], None]:
    """Shows how far it is; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return lambda _: None
    shown = time.monotonic()

    def show(sent: Sent) -> None:
        nonlocal shown
        if time.monotonic() - shown > BEAT_SECONDS:
            shown = time.monotonic()
            click.echo(f"\rsent {sent.records:,} of {total:,} ", nl=False, err=True)

    return show
