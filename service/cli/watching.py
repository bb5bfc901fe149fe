"""What a scraper's owner asks: watch."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime

import click

from copydesk.service.cli.options import Number, Since, trouble_is_2
from copydesk.service.settings import Settings

EXITS = {"well": 0, "not well": 1, "nothing came": 3}
"""By state; 2 is what keeps the command from answering."""


@click.command()
@click.argument("source")
@click.option(
    "--since",
    type=Since(past=True),
    default="1h",
    show_default=True,
    metavar="TIME",
    help="A time, or 90m, 2h, 7d ago.",
)
@click.option(
    "--max-rejected",
    type=Number(0, 1),
    default=0.2,
    show_default=True,
    metavar="SHARE",
    help="Not well where more of the documents are turned away.",
)
@click.option(
    "--min-documents",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="COUNT",
    help="Not well where fewer come.",
)
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def watch(source: str, since: datetime, max_rejected: float, min_documents: int, as_json: bool) -> None:
    """What became of the documents of a SOURCE: how many came out how, why some were turned away, which fields and warnings
    changed against the week before.

    Exits with 0 where it is well; 1 where more were turned away or fewer came than the limits allow, or a field went
    missing; 3 where nothing came; 2 where it cannot be told.
    """
    from copydesk.service.core.desk.watching import Limits
    from copydesk.service.shell.commands.watch import Watched, report_json, report_lines, source_named
    from copydesk.service.shell.commands.watch import watch as report_of

    with trouble_is_2():
        settings = Settings.from_environment()
        named = source_named(source, settings)
        if named is None:
            raise click.UsageError(
                f"{source!r} is no source: give its ID, as in `source_id` of its articles, or its host"
            )
        watched = Watched(named, since, Limits(max_rejected, min_documents))
        report = asyncio.run(report_of(settings, watched, datetime.now(UTC)))
        for line in [report_json(report)] if as_json else report_lines(report, settings):
            click.echo(line.encode(errors="replace"))
    sys.exit(EXITS[report.verdict.state])
