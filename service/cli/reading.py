"""Commands that hand articles on: feed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from copydesk.client.known import is_language
from copydesk.service.cli.options import Moment
from copydesk.service.settings import Settings

FEED_DAYS = 7


@click.command()
@click.option("--source", multiple=True, metavar="ID", help="Of this source.")
@click.option("--language", multiple=True, metavar="TAG", help="In this language, BCP 47: `en` takes `en-GB` too.")
@click.option("--subject", multiple=True, metavar="NAME", help="Whose section, keyword or subject this is.")
@click.option(
    "--since", type=Moment(), metavar="TIME", help=f"Whose record time is then or later; {FEED_DAYS} days ago."
)
@click.option("-n", "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="At most so many.")
@click.option("--title", help="Of the feed; else what was asked for.")
@click.option("--address", metavar="URL", help="Where the feed will be found, for its link to itself.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file, replaced as a whole.")
def feed(
    source: tuple[str, ...],
    language: tuple[str, ...],
    subject: tuple[str, ...],
    since: datetime | None,
    limit: int,
    title: str | None,
    address: str | None,
    output: Path | None,
) -> None:
    """Write an Atom feed of the newest stories, for feed readers: copydesk feed --source dailyplanet > feed.xml

    Each story as it stands, the newest first; none that is canceled, withheld, under embargo, for editors or forgotten. An
    option that is given twice takes either.
    """
    from copydesk.service.shell.commands.feed import Asked, newest, save, written

    asked = Asked(source, language, subject, since or datetime.now(UTC) - timedelta(days=FEED_DAYS), limit)
    if not all((*source, *language, *subject)):
        raise click.UsageError("--source, --language and --subject are names.")
    if unknown := next((tag for tag in language if not is_language(tag)), None):
        raise click.UsageError(f"--language: {unknown!r} is no BCP 47 tag of a language, like en, pt-BR or zh-Hant.")
    found = asyncio.run(
        newest(Settings.from_environment(), asked, lambda line: click.echo(f"copydesk: {line}", err=True))
    )
    if not found:
        of = f" of {', '.join(names)}" if (names := (*source, *language, *subject)) else ""
        click.echo(f"copydesk: no story{of} since {asked.since:%Y-%m-%d %H:%M} UTC: the feed is empty", err=True)
    document = written(asked, found, title, address)
    if output:
        save(document, output)
    else:
        click.echo(document.encode(), nl=False)
