"""Commands that take documents: publish, parse, view."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from copydesk.service.cli.options import MAP, PATHS, SOURCE, URL, ViewName, trouble_is_2
from copydesk.service.settings import Settings


@click.command()
@PATHS
@SOURCE
@URL
@MAP
@click.option(
    "--resume",
    "state",
    metavar="FILE",
    help="Keep in FILE what is published, and go on from there: after a crash, or when files grew.",
)
@click.option(
    "--dry-run", is_flag=True, help="Publish nothing: show how many documents of which kind there are, and the first."
)
def publish(
    paths: tuple[str, ...], source: str | None, url: str | None, fields: str | None, state: str | None, dry_run: bool
) -> None:
    """Put documents on news.raw: web archives (WARC, WET), feeds (RSS, Atom, JSON Feed; files or addresses), mailboxes
    and mails, JSON Lines, pages, texts, folders of these, or - for JSON Lines or a page on stdin. Packed as .gz or .zst too.

    An envelope in JSON, in a line or a .json file, goes out byte for byte, blank lines are skipped; any other document
    is put into an envelope. What the desk is sure to reject, an envelope without a body say, is named. Every delivery is
    confirmed. Exits with 1 and a count when some failed.
    """
    from copydesk.service.shell.commands.progress import dry_run as dry_run_of
    from copydesk.service.shell.commands.progress import publish_with_progress, resume_of, resume_unwritten
    from copydesk.service.shell.exits import leave_by_sigterm

    asked = asked_of(paths, source, url, fields)
    try:
        resume = (resume_unwritten if dry_run else resume_of)(paths, state)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    asked = replace(asked, start=resume.start) if resume else asked
    if dry_run:
        for line in dry_run_of(paths, asked):
            click.echo(line)
    else:
        leave_by_sigterm()
        publish_with_progress(Settings.from_environment(), paths, asked, resume)


@click.command()
@PATHS
@SOURCE
@URL
@MAP
@click.option(
    "--explain",
    is_flag=True,
    help="Tell for each field what was taken, where it stands and why, and what was not; for a person.",
)
@click.option(
    "--diff",
    "before",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Tell only what differs from the outcomes in FILE, which an earlier parse wrote; exit 0, or 1 where something does.",
)
@click.option("--json", "as_json", is_flag=True, help="With --diff: a line of JSON for each document, the sums last.")
def parse(
    paths: tuple[str, ...],
    source: str | None,
    url: str | None,
    fields: str | None,
    explain: bool,
    before: Path | None,
    as_json: bool,
) -> None:
    """Show what the desk makes of documents, without a broker. Reads what publish reads.

    One line of JSON for each document, in order: {"outcome": "article", "article": {...}} or {"outcome": "rejected",
    "rejection": {...}}. Blank lines are skipped, broken ones rejected.
    """
    if before and explain:
        raise click.UsageError("--diff and --explain exclude each other")
    if as_json and not before:
        raise click.UsageError(
            "--json is for --diff: without it, parse writes JSON, and with --explain lines for a person"
        )
    from copydesk.service.shell.commands.documents import read_documents
    from copydesk.service.shell.commands.progress import skipped_line

    asked, differs = asked_of(paths, source, url, fields), False
    messages = read_documents(paths, asked)
    if before:
        with trouble_is_2():
            differs = _show_difference(messages, before, Settings.from_environment(), as_json)
    else:
        settings, out = Settings.from_environment(), sys.stdout.buffer
        for line in _explained(messages, settings) if explain else _parsed(messages, settings):
            out.write(line + b"\n")
        out.flush()
    for note in filter(None, [*asked.tally.notes, skipped_line(asked.tally)]):
        click.echo(note, err=True)
    if differs:
        sys.exit(1)


def _parsed(messages: Iterable[Any], settings: Settings) -> Iterable[bytes]:
    from copydesk.service.shell.commands.parse_files import parse_messages

    return parse_messages(messages, settings)


def _explained(messages: Iterable[Any], settings: Settings) -> Iterable[bytes]:
    from copydesk.service.shell.commands.explaining import explain_messages

    return (line.encode(errors="replace") for line in explain_messages(messages, settings))


def _show_difference(messages: Iterable[Any], path: Path, settings: Settings, as_json: bool) -> bool:
    """Whether anything differs from what was written before."""
    from copydesk.service.shell.commands.parse_diff import (
        Before,
        Sum,
        compared,
        found_json,
        found_lines,
        sum_json,
        sum_lines,
    )

    total = Sum()
    with Before(path) as before:
        for found in compared(messages, before, settings, total):
            for line in [found_json(found)] if as_json else found_lines(found):
                click.echo(line.encode(errors="replace"))
    for line in [sum_json(total)] if as_json else sum_lines(total):
        click.echo(line)
    return total.differs


def asked_of(paths: tuple[str, ...], source: str | None, url: str | None, fields: str | None) -> Any:
    """What is to be read, and how it is put into an envelope; UsageError for what does not go together."""
    from copydesk.service.shell.commands.documents import Asked, wrapping_of
    from copydesk.service.shell.commands.inputs.json_lines import field_map

    try:
        return Asked(wrapping_of(paths, source, url), {} if fields is None else field_map(fields))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--as", "view", type=ViewName(), required=True, help="The format to write.")
@click.option("--pretty", is_flag=True, help="On many lines, for a person.")
@click.option("--source", help="Source ID for pages that are not in an envelope, `defapress`.")
@click.option("--url", help="Address of the page; for a single file.")
def view(paths: tuple[str, ...], view: Any, pretty: bool, source: str | None, url: str | None) -> None:
    """Write articles in a format that other newsrooms' software reads, a line each: JSON, or a whole XML document.

    Reads what `parse` and `tail articles --json` print, articles, and whatever parse reads; stdin where no PATH is
    given: `copydesk parse page.html | copydesk view --as ninjs`. What is no article has a line on stderr, and the exit
    code is 1.
    """
    from copydesk.service.shell.commands.documents import read_documents
    from copydesk.service.shell.commands.viewing import NoView, views_of
    from copydesk.service.views.writing import for_a_person, on_one_line

    write = for_a_person if pretty else on_one_line
    places = paths or ("-",)
    messages = read_documents(places, asked_of(places, source, url, None))
    failed = False
    for found in views_of(
        messages, lambda article: write(view.function(article)), Settings.from_environment(), datetime.now(UTC)
    ):
        if isinstance(found, NoView):
            failed = True
            click.echo(f"copydesk: {' '.join(found.line.split())}", err=True)
        else:
            click.echo(found.encode())
    if failed:
        sys.exit(1)
