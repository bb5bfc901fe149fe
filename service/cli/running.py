"""Commands that run the desk: worker, health, console, demo."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import click

from copydesk.service.cli.desk import LOUD, log_to_stderr, web_address
from copydesk.service.settings import Settings
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.exits import end_when_told


@click.command()
def worker() -> None:
    """Run the desk: read news.raw, write news.articles, news.duplicates and news.rejected.

    Runs until SIGTERM or Ctrl-C. Start as many as there are partitions at most, each with a COPYDESK_STATE_DIR of its
    own.
    """
    end_when_told()
    from copydesk.service.shell.worker.run import run_worker  # takes seconds

    for name in LOUD:
        logging.getLogger(name).setLevel(logging.NOTSET)
    run_worker(Settings.from_environment())


@click.command()
def health() -> None:
    """Say whether the worker is well: one line, exit 0 or 1. It is asked at COPYDESK_HEALTH_PORT; without one, the file
    in its COPYDESK_STATE_DIR is.
    """
    from copydesk.service.shell.health import check

    well, why = check(Settings.from_environment())
    if not well:
        raise CopydeskError(why)
    click.echo(f"the worker is well: {why}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to answer at; 0.0.0.0 in a container.")
@click.option("--port", type=click.IntRange(1, 65535), default=8087, show_default=True, help="Port to answer at.")
@click.option(
    "--data",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("console"),
    show_default=True,
    help="Folder of what it keeps; it may be deleted, and is made anew from the topics.",
)
@click.option(
    "--days", type=click.IntRange(1, 3650), default=30, show_default=True, help="Keep outcomes of so many days."
)
@click.option(
    "--megabytes",
    type=click.IntRange(min=50),
    default=4000,
    show_default=True,
    help="Keep so much at most, the newest.",
)
def console(host: str, port: int, folder: Path, days: int, megabytes: int) -> None:
    """Show the desk in a browser: what comes and goes, lags, workers, sources, rejections, articles with their versions.

    Reads the topics into a store of its own, off the desk's path. With COPYDESK_CONSOLE_TOKEN one can log in and send
    documents again. Runs until SIGTERM or Ctrl-C.
    """
    from copydesk.service.shell.console.run import Asked, run_console

    log_to_stderr()
    settings = Settings.from_environment()
    address = web_address(host, port)
    asked = Asked(host, port, folder, days, megabytes)
    asyncio.run(run_console(settings, asked, lambda: click.echo(f"the console is at {address}", err=True)))


@click.command()
@click.option("--keep", is_flag=True, help="Go on until Ctrl-C, with a console: a desk to publish to and read from.")
@click.option("--port", type=click.IntRange(1, 65535), default=9092, show_default=True, help="Of Kafka, with --keep.")
@click.option(
    "--console-port",
    type=click.IntRange(1, 65535),
    default=8087,
    show_default=True,
    help="Of the console, with --keep.",
)
def demo(keep: bool, port: int, console_port: int) -> None:
    """Show the whole service at work on sample articles, with a broker of its own, in well under a minute."""
    if keep:
        end_when_told()
    from copydesk.service.shell.commands.demo import Kept, run_demo

    run_demo(Kept(port, console_port) if keep else None)
