"""Commands that keep articles somewhere else."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import click

from copydesk.service.cli.desk import log_to_stderr
from copydesk.service.settings import Settings
from copydesk.service.shell.errors import Unfinished


@click.command()
@click.argument("address", metavar="[ADDRESS]", required=False)
@click.option(
    "--group",
    help="Consumer group; sinks of one group share the work. Else COPYDESK_GROUP-sink- and a name of the place's own.",
)
@click.option(
    "--member",
    help="A name that no other sink of the group has: one that is started again under it goes on at once.",
)
@click.option("--until-end", is_flag=True, help="End with what stands on the topic now.")
@click.option(
    "--roll",
    "roll_seconds",
    type=click.FloatRange(0.1, 86400),
    default=900,
    show_default=True,
    help="Parquet: write what is collected after so many seconds, or at 32 MB of JSON.",
)
def sink(address: str | None, group: str | None, member: str | None, until_end: bool, roll_seconds: float) -> None:
    """Keep all articles in a database or a folder, each version once: read news.articles, write to ADDRESS.

    ADDRESS is postgresql://USER:PASSWORD@HOST/DATABASE, opensearch://USER:PASSWORD@HOST:9200/INDEX, s3://BUCKET/PREFIX
    or a folder; the last two hold Parquet. It may also be in COPYDESK_SINK, where no list of processes shows its password. Runs until SIGTERM
    or Ctrl-C.
    """
    from copydesk.service.shell.sinks.kinds import sink_at
    from copydesk.service.shell.sinks.run import Asked, run_sink

    settings = Settings.from_environment()
    address = address or (settings.sink.get_secret_value() if settings.sink else None)
    if not address:
        raise click.UsageError("no ADDRESS: give one, or set COPYDESK_SINK or COPYDESK_SINK_FILE")
    log_to_stderr()
    place = sink_at(address, timedelta(seconds=roll_seconds))
    asked = Asked(address, group, member, until_end)
    kept = asyncio.run(run_sink(settings, asked, place))
    click.echo(f"kept {kept.versions} records, {kept.refused} of them set aside", err=True)
    if until_end and not kept.reached_end:
        raise Unfinished("it was told to end before all that stands on the topic was kept: start it again")
