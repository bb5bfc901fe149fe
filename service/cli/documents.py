"""Commands that take documents: publish, parse, view."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import click

from copydesk.service.cli.options import MAP, PATHS, SOURCE, URL, ViewName
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
    is put into an envelope. Every delivery is confirmed. Exits with 1 and a count when some failed.
    """
    from copydesk.service.shell.commands.progress import dry_run as dry_run_of
    from copydesk.service.shell.commands.progress import publish_with_progress, resume_of, resume_unwritten

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
def parse(paths: tuple[str, ...], source: str | None, url: str | None, fields: str | None, explain: bool) -> None:
    """Show what the desk makes of documents, without a broker. Reads what publish reads.

    One line of JSON for each document, in order: {"outcome": "article", "article": {...}} or {"outcome": "rejected",
    "rejection": {...}}. Blank lines are skipped, broken ones rejected.
    """
    from copydesk.service.shell.commands.documents import read_documents
    from copydesk.service.shell.commands.progress import skipped_line

    asked, settings = asked_of(paths, source, url, fields), Settings.from_environment()
    messages = read_documents(paths, asked)
    out = sys.stdout.buffer
    for line in _explained(messages, settings) if explain else _parsed(messages, settings):
        out.write(line + b"\n")
    out.flush()
    for note in filter(None, [*asked.tally.notes, skipped_line(asked.tally)]):
        click.echo(note, err=True)


def _parsed(messages: Iterable[Any], settings: Settings) -> Iterable[bytes]:
    from copydesk.service.shell.commands.parse_files import parse_messages

    return parse_messages(messages, settings)


def _explained(messages: Iterable[Any], settings: Settings) -> Iterable[bytes]:
    from copydesk.service.shell.commands.explaining import explain_messages

    return (line.encode(errors="replace") for line in explain_messages(messages, settings))


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
