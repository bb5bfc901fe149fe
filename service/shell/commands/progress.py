"""What a person sees while `copydesk publish` works: a bar with the rate on a terminal, and one line at the end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from copydesk.service.settings import Settings
from copydesk.service.shell.commands.documents import Wrapping, read_documents
from copydesk.service.shell.commands.publish import Published, publish
from copydesk.service.shell.errors import Unfinished

BEAT_SECONDS = 0.2
"""Between two updates of the bar."""


def publish_with_progress(settings: Settings, paths: Iterable[str], wrapping: Wrapping) -> None:
    """Publish what the paths hold; Unfinished when some of it failed."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,} records, {task.fields[rate]:,.0f}/s"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("", total=None, rate=0.0)

        began = updated = time.monotonic()

        def report(published: Published) -> None:
            nonlocal updated
            now = time.monotonic()
            if now - updated > BEAT_SECONDS:
                updated = now
                progress.update(task, completed=published.records, rate=published.records / (now - began))

        published = asyncio.run(publish(settings, read_documents(paths, wrapping), report))
    for line in published.failures + published.oversized:
        click.echo(line, err=True)
    click.echo(summary(published, settings.topic("raw")))
    if published.failed:
        raise Unfinished(
            f"{published.failed} of {published.failed + published.records} records were not published: make them smaller, without scripts and inline images, "
            f"or raise max.message.bytes of {settings.topic('raw')} and the desk's COPYDESK_MAX_DOCUMENT_BYTES (12 MiB at most)"
        )


def summary(published: Published, topic: str) -> str:
    """`published 12,000 records (3.1 MB) to news.raw in 0.9 s: 13,333/s`."""
    rate = published.records / published.seconds if published.seconds else 0
    return f"published {published.records:,} records ({published.bytes / 1e6:,.1f} MB) to {topic} in {published.seconds:.1f} s: {rate:,.0f}/s"
