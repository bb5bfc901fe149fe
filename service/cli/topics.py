"""`copydesk topics`, and what developers write from the models: schemas."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import click

from copydesk.service.cli.options import Number, ask_first
from copydesk.service.settings import Settings

GROWABLE = ("articles", "duplicates", "rejected", "links")
"""Topics that may have any number of partitions."""


@click.group()
def topics() -> None:
    """Create the desk's topics, check or plan them, or give them more partitions."""


@topics.command()
def create() -> None:
    """Create what is missing, with COPYDESK_PARTITIONS and COPYDESK_REPLICATION_FACTOR; existing topics stay as they
    are.
    """
    from copydesk.service.shell.topics import create_topics

    created = asyncio.run(create_topics(Settings.from_environment()))
    click.echo(f"created {', '.join(created)}" if created else "all topics are there already")


@topics.command()
def check() -> None:
    """Compare the broker's topics with what the desk needs: a line for each problem, exit 0 or 1. Advice is a line too,
    and no failure.
    """
    from copydesk.service.shell.topics import check_topics

    verdict = asyncio.run(check_topics(Settings.from_environment()))
    for line in [*verdict.problems, *(f"advice: {line}" for line in verdict.advice)]:
        click.echo(line)
    if verdict.problems:
        sys.exit(1)
    click.echo("all topics are as they must be" if verdict.advice else "all topics are as they should be")


SHARE = Number(0, 1)


@topics.command()
@click.option(
    "--documents-per-day", type=click.IntRange(1, 10**12), required=True, metavar="COUNT", help="Raw documents."
)
@click.option(
    "--bytes-per-document",
    type=click.IntRange(1, 2**31),
    default=60_000,
    show_default=True,
    metavar="BYTES",
    help="Mean size of a raw record's value, unpacked.",
)
@click.option(
    "--revised-share",
    type=SHARE,
    default=0.2,
    show_default=True,
    help="Share of documents that bring a known story's next version.",
)
@click.option("--duplicate-share", type=SHARE, default=0.2, show_default=True, help="Share that brings nothing new.")
@click.option(
    "--rejected-share",
    type=SHARE,
    default=0.02,
    show_default=True,
    help="Share that is turned away. The rest is new stories.",
)
@click.option(
    "--days", type=click.IntRange(1, 36500), default=365, show_default=True, help="Age of the desk that is planned for."
)
@click.option("--replication", type=click.IntRange(1, 10), default=3, show_default=True, help="Copies of each topic.")
@click.option("--peak", type=Number(1, 1000), default=3, show_default=True, help="The busiest hour's rate by the mean.")
@click.option("--enrichers", metavar="NAMES", help="As COPYDESK_ENRICHERS, which counts where this is left out.")
@click.option("--copies", is_flag=True, help="As with COPYDESK_COPIES=on.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def plan(enrichers: str | None, as_json: bool, **given: Any) -> None:
    """What a desk needs for so many documents a day: partitions, workers, memory, disk, network. Asks no broker.

    Retention and COPYDESK_REMEMBER_DAYS are as the settings say. docs/capacity.md has the measured figures that it reckons with.
    """
    from copydesk.service.core.desk.capacity import Load
    from copydesk.service.plugins import chosen
    from copydesk.service.shell.commands.planning import plan_json, plan_lines, plan_of

    settings = Settings.from_environment()
    try:
        names = tuple(each.name for each in chosen(settings.enrichers if enrichers is None else enrichers))
    except ValueError as error:
        raise click.UsageError(f"--enrichers: {error}") from None
    load = Load(enrichers=names, remember_days=settings.remember_days, **given)
    if load.new_share < 0:
        raise click.UsageError("--revised-share, --duplicate-share and --rejected-share are more than all documents")
    found = plan_of(load, settings)
    for line in [plan_json(load, found)] if as_json else plan_lines(load, found):
        click.echo(line)


@topics.command()
@click.argument("count", type=click.IntRange(min=2, max=1000))
@click.argument("others", nargs=-1, type=click.Choice(GROWABLE), metavar="[TOPIC]...")
@click.option(
    "--scratch",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where there is room for the memory of one partition. Left out: the system's folder for temporary files.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def repartition(count: int, others: tuple[str, ...], scratch: Path | None, yes: bool) -> None:
    """Give the desk COUNT partitions, more than it has: raw, parsed and seen, sketches and copies with COPYDESK_COPIES=on, and each
    TOPIC that is named.

    Stop publishing, let the workers finish, stop them; then run this, set COPYDESK_PARTITIONS, and start them. A run that was broken off
    is started again as it was. docs/operations.md says what readers see.
    """
    from copydesk.service.shell.commands.repartition import find_plan
    from copydesk.service.shell.commands.repartition import repartition as move

    settings = Settings.from_environment()
    plan = asyncio.run(find_plan(settings, count, others))
    if not plan.nothing:
        if not yes:
            ask_first(
                f"give {settings.topic('parsed')} and what belongs to it {count} partitions? There is no way back.",
                "nothing was changed; --yes changes without asking",
            )
        asyncio.run(move(settings, plan, scratch, lambda line: click.echo(line, err=True)))
    click.echo(
        f"the desk has {count} partitions: set COPYDESK_PARTITIONS={count} for workers and commands, then start the workers"
    )


@click.command()
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if a file differs from the models."
)
@click.option("--write", is_flag=True, help="Write the files; this is the default.")
def schemas(only_check: bool, write: bool) -> None:
    """Generate the JSON schemas, the AsyncAPI document and the types in clients/ from the models; for developers, in a checkout."""
    from copydesk.service.shell.commands.schema_files import check_files, write_files

    if only_check and write:
        raise click.UsageError("--check and --write exclude each other")
    click.echo(check_files() if only_check else write_files())
