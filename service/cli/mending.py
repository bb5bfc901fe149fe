"""Commands that send, take back or put back what the desk has had: replay, reprocess, forget, restore."""

from __future__ import annotations

import asyncio
from typing import Any

import click

from copydesk.service.cli.options import Moment, Place, ReasonCode, ask_first
from copydesk.service.settings import Settings

NOT_SENT = "nothing was sent; --yes sends without asking"


@click.command()
@click.option(
    "--from",
    "kept",
    type=click.Choice(["rejected", "raw"]),
    default="rejected",
    show_default=True,
    help="The topic to take documents from.",
)
@click.option(
    "--reason", "reasons", multiple=True, type=ReasonCode(), metavar="REASON", help="Turned away for this reason."
)
@click.option("--source", "sources", multiple=True, metavar="SOURCE", help="Whose source_id is this.")
@click.option("--record-id", "record_ids", multiple=True, metavar="ID", help="Of this record_id.")
@click.option("--origin", "origins", multiple=True, type=Place(), metavar="ORIGIN", help="From there: news.raw/3/1234.")
@click.option("--since", type=Moment(), metavar="TIME", help="Turned away (of raw: come) then or later.")
@click.option("--until", type=Moment(), metavar="TIME", help="Turned away (of raw: come) before.")
@click.option("--all", "everything", is_flag=True, help="All that the topic holds.")
@click.option("--again", is_flag=True, help="What was replayed already too.")
@click.option("--dry-run", is_flag=True, help="Send nothing: list the first that would be sent.")
@click.option(
    "-n", "limit", type=click.IntRange(min=1), default=100, show_default=True, metavar="COUNT", help="List so many."
)
@click.option("--rate", type=click.IntRange(min=1), metavar="COUNT", help="Send so many records a second at most.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def replay(
    kept: Any, everything: bool, again: bool, dry_run: bool, limit: int, rate: int | None, yes: bool, **filters: Any
) -> None:
    """Send documents to news.raw again, bit for bit, after what turned them away was mended.

    An option that is given twice takes either; all that is given must hold. What was replayed already is passed over, so a run that
    was broken off is simply started again.
    """
    from copydesk.service.core.desk.replay import Wanted

    if not everything and not any(filters.values()):
        raise click.UsageError(
            "say which: at least one of --reason, --source, --record-id, --origin, --since, --until, or --all"
        )
    if everything and any(filters.values()):
        raise click.UsageError("--all and filters exclude each other")
    if kept == "raw" and filters["reasons"]:
        raise click.UsageError("--reason is for --from rejected: a raw record has none")
    _replay(kept, Wanted(**filters), again, limit if dry_run else None, rate, yes)


def _replay(kept: Any, wanted: Any, again: bool, shown: int | None, rate: int | None, yes: bool) -> None:
    from copydesk.service.shell.commands.flight import Pace
    from copydesk.service.shell.commands.replay import find, found_lines, send, show_some
    from copydesk.service.shell.commands.replaying import send_with_progress

    settings = Settings.from_environment()
    plan = asyncio.run(find(settings, kept, wanted, again=again))
    counts = found_lines(plan)
    if shown is not None and plan.open:
        asyncio.run(show_some(settings, plan, shown, click.echo))
    for line in counts:
        click.echo(line)
    if shown is None and plan.open:
        if not yes:
            ask_first(f"send {len(plan.open):,} again to {settings.topic('raw')}?", NOT_SENT)
        send_with_progress(
            lambda report, sent: send(settings, plan, Pace(rate), report, sent), len(plan.open), settings.topic("raw")
        )


@click.command()
@click.option("--source", "sources", multiple=True, metavar="SOURCE", help="Stories of this source_id.")
@click.option("--guid", "guids", multiple=True, metavar="GUID", help="This story.")
@click.option("--since", type=Moment(), metavar="TIME", help="What stands came first then or later.")
@click.option("--until", type=Moment(), metavar="TIME", help="What stands came first before.")
@click.option("--identities", is_flag=True, help="Send also what would be another story; the one that stands remains.")
@click.option("--again", is_flag=True, help="What was sent before too, where the same still stands.")
@click.option("--dry-run", is_flag=True, help="Send nothing: tell what would differ, with examples.")
@click.option("--rate", type=click.IntRange(min=1), metavar="COUNT", help="Send so many records a second at most.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def reprocess(identities: bool, again: bool, dry_run: bool, rate: int | None, yes: bool, **filters: Any) -> None:
    """Read again what the versions that stand were read from, and send what this release reads otherwise.

    For after an upgrade, when all workers are of the release that runs this. What comes out differently is the next version of its
    story; a story that has moved on by then is left alone. A run that was broken off is simply started again.
    """
    from copydesk.service.core.desk.reprocess import Wanted
    from copydesk.service.shell.commands.flight import Pace
    from copydesk.service.shell.commands.replaying import counting, end_count, send_with_progress
    from copydesk.service.shell.commands.reprocess import Plan, find, send
    from copydesk.service.shell.commands.reprocess_lines import plan_lines
    from copydesk.service.shell.commands.standings import standings

    settings = Settings.from_environment()
    with standings() as table:
        plan = Plan(table, identities, again)
        asyncio.run(find(settings, Wanted(**filters), plan, counting()))
        end_count()
        for line in asyncio.run(plan_lines(settings, plan)):
            click.echo(line)
        total = plan.found - plan.sent_before
        if total and not dry_run:
            if not yes:
                ask_first(f"send {total:,} to {settings.topic('raw')} to be read anew?", NOT_SENT)
            send_with_progress(
                lambda report, sent: send(settings, plan, Pace(rate), report, sent), total, settings.topic("raw")
            )


@click.command()
@click.argument("guids", nargs=-1, metavar="[GUID]...")
@click.option("--source", metavar="SOURCE", help="All stories of this publisher, `defapress`.")
@click.option(
    "--dry-run", is_flag=True, help="Forget nothing: show which stories are meant, and what would remain until when."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(guids: tuple[str, ...], source: str | None, dry_run: bool, yes: bool) -> None:
    """Forget stories: readers get a tombstone for each, and the desk's memory keeps a number and no word of them.

    Tells what remains on each topic until when. What a scraper brings again afterwards is a new version: stop it there first. Exits
    with 1 where a story is not there.
    """
    from copydesk.service.core.desk.erasure import Which
    from copydesk.service.shell.commands.forgetting import (
        complain,
        counted,
        forget_all,
        found_lines,
        look,
        show_remains,
    )

    if bool(guids) == bool(source):
        raise click.UsageError("say which: GUIDs, or --source; not both")
    settings = Settings.from_environment()
    found = look(settings, Which(frozenset(guids), source))
    for line in found_lines(found):
        click.echo(line)
    if dry_run:
        show_remains(settings, found)
        return complain(found)
    if not yes:
        ask_first(f"forget {counted(found)}, for good?", "nothing was forgotten; --yes forgets without asking")
    forget_all(settings, found)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
def restore(paths: tuple[str, ...]) -> None:
    """Put the articles of a lost cluster on the topics of a new one, and make the desk's memory of them, so that what comes
    again is a duplicate and what changed the next version. Before the first worker starts.

    Reads what `copydesk tail articles --json` wrote, in the order in which it was written; packed as .gz or .zst too.
    """
    from copydesk.service.shell.commands.restore import restore as restore_articles

    settings = Settings.from_environment()
    stories = asyncio.run(restore_articles(settings, paths))
    click.echo(f"restored {stories:,} stories to {settings.topic('articles')} and {settings.topic('seen')}")
