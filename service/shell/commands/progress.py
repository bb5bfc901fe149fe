"""What a person sees while `copydesk publish` works: a bar with the rate on a terminal, and a line or two at the end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import orjson
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from copydesk.service.settings import Settings
from copydesk.service.shell.commands.documents import Asked, read_documents, size_of
from copydesk.service.shell.commands.inputs.messages import STDIN, RawMessage, Tally
from copydesk.service.shell.commands.publish import Published, publish, why_rejected
from copydesk.service.shell.commands.resume import Resume
from copydesk.service.shell.errors import CopydeskError, Unfinished

BEAT_SECONDS = 0.2
"""Between two updates of the bar."""
SHOWN_CHARS = 400
"""Of a long field of the document that `--dry-run` shows."""


def publish_with_progress(settings: Settings, paths: tuple[str, ...], asked: Asked, resume: Resume | None) -> None:
    """Publish what the paths hold; Unfinished when some of it failed, and what broke it off when something did. What
    was published is told in any case.
    """
    published, tally = Published(), asked.tally
    confirm: Callable[[RawMessage], None] = resume.confirm if resume else lambda _: None
    try:
        with _bar(size_of(paths), tally) as show:

            def report(published: Published) -> None:
                show(published)
                if resume:
                    resume.beat()

            asyncio.run(publish(settings, read_documents(paths, asked), report, confirm, published))
    except CopydeskError:
        if published.records or published.failed:
            _tell(published, tally, settings)
        raise
    except (KeyboardInterrupt, SystemExit):
        again = "" if resume else "; without --resume, to run it again is to publish all again"
        click.echo(f"copydesk: ended by a signal: {published.records:,} records were confirmed{again}", err=True)
        raise
    finally:
        if resume:
            resume.save()
    _tell(published, tally, settings)
    if published.failed:
        raise Unfinished(
            f"{published.failed} of {published.failed + published.records} records were not published: make them smaller, without scripts and inline images, "
            f"or raise max.message.bytes of {settings.topic('raw')} and the desk's COPYDESK_MAX_DOCUMENT_BYTES (12 MiB at most)"
        )


@contextmanager
def _bar(size: int | None, tally: Tally) -> Iterator[Callable[[Published], None]]:
    """A bar of the bytes that are read, where it is known how many there are."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        *((BarColumn(), TextColumn("{task.percentage:>3.0f}%")) if size else ()),
        TextColumn("{task.fields[records]:,} records, {task.fields[rate]:,.0f}/s, {task.fields[speed]:,.1f} MB/s"),
        TimeElapsedColumn(),
        *((TextColumn("left"), TimeRemainingColumn()) if size else ()),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("", total=size, records=0, rate=0.0, speed=0.0)
        began = updated = time.monotonic()

        def show(published: Published) -> None:
            nonlocal updated
            now = time.monotonic()
            if now - updated > BEAT_SECONDS:
                updated, seconds, read = now, now - began, tally.bytes_read
                speed = (read or published.bytes) / 1e6 / seconds
                progress.update(
                    task,
                    completed=read,
                    records=published.records,
                    rate=published.records / seconds,
                    speed=speed,
                )

        yield show


def _tell(published: Published, tally: Tally, settings: Settings) -> None:
    for line in published.failures + published.doubts + tally.notes:
        click.echo(line, err=True)
    if published.doubtful:
        click.echo(f"{published.doubtful:,} of them the desk rejects: see {settings.topic('rejected')}", err=True)
    click.echo(summary(published, settings.topic("raw")))
    if skipped := skipped_line(tally):
        click.echo(skipped)


def summary(published: Published, topic: str) -> str:
    """`published 12,000 records (3.1 MB) to news.raw in 0.9 s: 13,333/s`."""
    rate = published.records / published.seconds if published.seconds else 0
    return f"published {published.records:,} records ({published.bytes / 1e6:,.1f} MB) to {topic} in {published.seconds:.1f} s: {rate:,.0f}/s"


def skipped_line(tally: Tally) -> str | None:
    """`passed over 31: 20 not 2xx, 11 not text`; None where nothing was."""
    if not tally.skipped.total():
        return None
    told = ", ".join(f"{count:,} {reason}" for reason, count in tally.skipped.most_common())
    return f"passed over {tally.skipped.total():,}: {told}"


def dry_run(paths: tuple[str, ...], asked: Asked) -> Iterator[str]:
    """What would be published, and the first of it, a line each."""
    first = broken = None
    rejected = 0
    limit = Settings.from_environment().max_document_bytes
    try:
        for message in read_documents(paths, asked):
            first = first or message
            if why := why_rejected(message, limit):
                rejected += 1
                yield f"{message.place}:{message.number}: the desk would reject it as {why}"
    except CopydeskError as error:
        broken = error
    for kind, count in asked.tally.documents.items():
        yield f"{kind}: {count:,} {'document' if count == 1 else 'documents'}"
    yield from filter(None, [skipped_line(asked.tally), *asked.tally.notes])
    if rejected:
        yield f"{rejected:,} that the desk would reject"
    if broken:
        raise broken
    if first is None:
        yield "nothing to publish"
    else:
        yield f"the first, {first.place}:{first.number}:"
        yield _shown(first.value)


def _shown(value: bytes) -> str:
    try:
        fields = orjson.loads(value)
    except orjson.JSONDecodeError:
        return value[:SHOWN_CHARS].decode("utf-8", "replace")
    if not isinstance(fields, dict):
        return value[:SHOWN_CHARS].decode("utf-8", "replace")
    short = {
        name: f"{content[:SHOWN_CHARS]}..." if isinstance(content, str) and len(content) > SHOWN_CHARS else content
        for name, content in fields.items()
    }
    return orjson.dumps(short, option=orjson.OPT_INDENT_2).decode()


def resume_of(paths: tuple[str, ...], state: str | None) -> Resume | None:
    """The marks that `--resume` names; ValueError with one line where there is nothing to go on with."""
    if state is None:
        return None
    if STDIN in paths:
        raise ValueError("--resume: what comes from standard input cannot be gone on with; name a file")
    return Resume(Path(state))


def resume_unwritten(paths: tuple[str, ...], state: str | None) -> Resume | None:
    """The same for a dry run, which leaves no file behind."""
    is_new = state is not None and not Path(state).exists()
    resume = resume_of(paths, state)
    if is_new and state is not None:
        Path(state).unlink(missing_ok=True)
    return resume
