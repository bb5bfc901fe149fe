"""Commands that read the topics: tail, copies, diff, audit."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import click

from copydesk.service.cli.options import Moment, ReasonCode, Since
from copydesk.service.settings import Settings

READABLE = ("articles", "duplicates", "rejected", "raw", "parsed", "links")


@click.command()
@click.argument("topic", type=click.Choice(READABLE))
@click.option("--json", "as_json", is_flag=True, help="Whole records, a line of JSON each.")
@click.option("--headers", is_flag=True, help="Headers too, a line each below the record; --json has them always.")
@click.option("--reason", multiple=True, type=ReasonCode(), metavar="CODE", help="Turned away for this.")
@click.option("--source", multiple=True, metavar="ID", help="Of this source.")
@click.option("--guid", multiple=True, metavar="GUID", help="Of this story.")
@click.option(
    "--since", type=Since(), metavar="TIME", help="Whose record time is then or later: a time, or 90m, 2h, 7d ago."
)
@click.option("--until", type=Moment(), metavar="TIME", help="Whose record time is before; end when that has come.")
@click.option("--until-end", is_flag=True, help="End with what the topic has at the start of the command.")
@click.option("--from-start", is_flag=True, help="Begin with the oldest record instead of the next one.")
@click.option("-n", "--limit", type=click.IntRange(min=1), metavar="COUNT", help="End after COUNT records.")
@click.option("--count", is_flag=True, help="Only say how many there are; ends as --until-end does, or --until.")
@click.option("--repeats", is_flag=True, help="Versions of articles that come again too.")
def tail(topic: str, as_json: bool, headers: bool, repeats: bool, count: bool, **asked: Any) -> None:
    """Show the records of a TOPIC as they come, a line each, until Ctrl-C.

    --until-end, --until and --count begin with the oldest record, --since with the first of then. A filter that is given
    twice takes either; all that is given must hold. A version of an article that a worker sent twice is shown once.
    """
    from copydesk.service.core.desk.selection import Repeats, Selection, beside_the_point
    from copydesk.service.shell.commands.lines import lines_for
    from copydesk.service.shell.commands.tail import Tail, listening, stretch_of

    wanted: dict[Any, Any] = {question: asked.pop(question) for question in ("reason", "source", "guid")}
    selection = Selection(topic, wanted, asked["since"], asked["until"])
    if why := beside_the_point(selection):
        raise click.UsageError(why)
    if repeats and topic != "articles":
        raise click.UsageError("--repeats is for articles: of other topics every record is shown.")
    hides = Repeats().has if topic == "articles" and not repeats else None
    work = Tail(selection, stretch_of(count=count, **asked), hides, listening(sys.stdout))
    lines = lines_for(topic, "nothing" if count else "json" if as_json else "headers" if headers else "line")
    shown = asyncio.run(work.run(Settings.from_environment(), lambda record: _echo_all(lines(record))))
    if count:
        click.echo(shown)


def _echo_all(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line.encode(errors="replace"))


@click.command()
@click.argument("guid")
@click.option("--json", "as_json", is_flag=True, help="The links that lead there, a line of JSON each.")
def copies(guid: str, as_json: bool) -> None:
    """Show the stories of other publishers that have the words of one, and theirs in turn, by the links on the topic.

    A line each: over how many links, how, how much is shared, when, which story, and before or after which.
    """
    from copydesk.service.shell.commands.copies import found_line, read_links, walk

    for found in walk(asyncio.run(read_links(Settings.from_environment())), guid):
        click.echo(found.by.model_dump_json() if as_json else found_line(found))


@click.command()
@click.argument("guid")
@click.argument("versions", nargs=-1, type=click.IntRange(min=1), metavar="[V1 [V2]]")
@click.option("--html", "as_html", is_flag=True, help="As a page that needs nothing beside it.")
@click.option("--json", "as_json", is_flag=True, help="As `changes` has it, a line of JSON for each.")
@click.option(
    "--context",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="COUNT",
    help="Paragraphs to show before and after each that differs.",
)
def diff(guid: str, versions: tuple[int, ...], as_html: bool, as_json: bool, context: int) -> None:
    """Show what a revision of a story changed: the last two versions on the topic, V1 and the one before it, or V1 and V2.

    Removed words are red, added ones green; without a terminal, or with NO_COLOR, they stand in [-these-] and {+these+}.
    """
    if len(versions) > 2:
        raise click.UsageError("two versions at most")
    if as_html and as_json:
        raise click.UsageError("--html and --json exclude each other")
    from copydesk.service.shell.commands.diff import inks_for, read_pair, shown

    old, new = asyncio.run(read_pair(Settings.from_environment(), guid, versions))
    way: Any = "page" if as_html else "changes" if as_json else "lines"
    for line in shown(old, new, way, context, inks_for(sys.stdout, os.environ)):
        click.echo(line, color=True)  # whether there are any is decided


@click.command()
def audit() -> None:
    """Check the conservation law from the topics alone: every raw record is exactly one article, duplicate or
    rejection.

    Exits with 1 when a record is lost, an outcome invented, or two outcomes contradict each other.
    """
    from copydesk.service.shell.commands.audit import audit as balance_of
    from copydesk.service.shell.commands.audit import summary, waiting_line

    balance = asyncio.run(balance_of(Settings.from_environment()))
    click.echo(summary(balance))
    for waiting in balance.waiting:
        click.echo(waiting_line(waiting, datetime.now(UTC)))
    for fault, examples in balance.examples.items():
        for example in examples:
            click.echo(f"{fault}: {example}")
    if balance.broken:
        sys.exit(1)
