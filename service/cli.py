"""The `copydesk` command: options in, one call, lines out. Every command's work is in its module of `service/shell`."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from math import isnan
from pathlib import Path
from typing import Any, NoReturn

import click

from copydesk.service.settings import Settings
from copydesk.service.shell.errors import CopydeskError
from copydesk.service.shell.exits import end_when_told
from copydesk.service.variables import BadSetting

INTERRUPTED = 130

READABLE = ("articles", "duplicates", "rejected", "raw", "parsed", "links")


GROWABLE = ("articles", "duplicates", "rejected", "links")
"""Topics that may have any number of partitions."""


class ViewName(click.ParamType):
    """The name of a view. The views are loaded when one is asked for."""

    name = "view"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """All names."""
        from copydesk.service.views import VIEWS

        return f"[{'|'.join(view.name for view in VIEWS)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The view of that name."""
        from copydesk.service.views import VIEWS, view_named

        view = view_named(value)
        if view is None:
            self.fail(f"{value!r} is not one of {', '.join(view.name for view in VIEWS)}.", param, ctx)
        return view


LOUD = ("aiokafka", "asyncio")
"""Loggers of the client, and of the loop, which tells of errors that the client left to nobody."""


class Desk(click.Group):
    """Runs a command. What a person can mend is one line on stderr; a traceback means a bug."""

    def main(self, *args: Any, **options: Any) -> NoReturn:
        """As click's own, which would print usage errors on three lines and ours as tracebacks. It ends silently where
        a pipe is closed.
        """
        for name in LOUD:  # commands say in one line what these say in thirty
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        try:
            code = super().main(*args, **{**options, "prog_name": "copydesk", "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.UsageError as error:
            _leave(
                error.exit_code,
                f"{error.format_message().rstrip('.')}. See `{error.ctx.command_path if error.ctx else 'copydesk'} --help`.",
            )
        except click.ClickException as error:
            _leave(error.exit_code, error.format_message())
        except (CopydeskError, BadSetting) as error:
            _leave(1, str(error))
        except (click.Abort, KeyboardInterrupt):
            sys.exit(INTERRUPTED)
        sys.exit(code if isinstance(code, int) else 0)


def _leave(code: int, message: str) -> NoReturn:
    click.echo(f"copydesk: {' '.join(message.split())}", err=True)
    sys.exit(code)


@click.group(cls=Desk, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="copydesk")
def main() -> None:
    """A news copy desk for machines: raw article documents in, clean, versioned articles out, over Kafka.

    Settings are environment variables, COPYDESK_BROKERS and so on; the README lists them.
    """


@main.command()
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


@main.command()
def health() -> None:
    """Say whether the worker is well: one line, exit 0 or 1. It is asked at COPYDESK_HEALTH_PORT; without one, the file
    in its COPYDESK_STATE_DIR is.
    """
    from copydesk.service.shell.health import check

    well, why = check(Settings.from_environment())
    if not well:
        raise CopydeskError(why)
    click.echo(f"the worker is well: {why}")


@main.command()
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

    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    settings = Settings.from_environment()
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    asked = Asked(host, port, folder, days, megabytes)
    asyncio.run(run_console(settings, asked, lambda: click.echo(f"the console is at {address}", err=True)))


_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
_SOURCE = click.option("--source", help="Source ID for documents that are not in an envelope, `defapress`.")
_URL = click.option("--url", help="Address of the page; for a single file.")
_MAP = click.option(
    "--map",
    "fields",
    metavar="FIELD=THEIRS,...",
    help="Names of fields in JSON Lines: url=link,body=html,hints.published_at=date.",
)


@main.command()
@_PATHS
@_SOURCE
@_URL
@_MAP
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

    asked = _asked(paths, source, url, fields)
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


@main.command()
@_PATHS
@_SOURCE
@_URL
@_MAP
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

    asked, settings = _asked(paths, source, url, fields), Settings.from_environment()
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


def _asked(paths: tuple[str, ...], source: str | None, url: str | None, fields: str | None) -> Any:
    from copydesk.service.shell.commands.documents import Asked, wrapping_of
    from copydesk.service.shell.commands.inputs.json_lines import field_map

    try:
        return Asked(wrapping_of(paths, source, url), {} if fields is None else field_map(fields))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


@main.command()
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
    messages = read_documents(places, _asked(places, source, url, None))
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


class Moment(click.ParamType):
    """A date or a time in ISO 8601; UTC where it names no zone."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The moment, aware."""
        try:
            given = datetime.fromisoformat(value)
            return given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no time like 2026-11-01 or 2026-11-01T12:30:00Z.", param, ctx)


class ReasonCode(click.ParamType):
    """The code of a reason for rejections."""

    name = "reason"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The code, if there is such a reason."""
        from difflib import get_close_matches

        from copydesk.schemas.notices import Reason

        codes = [reason.value for reason in Reason]
        nearest = get_close_matches(value, codes, n=1, cutoff=0)[0]
        return value if value in codes else self.fail(f"{value!r} is no reason; the nearest is {nearest}.", param, ctx)


@main.command()
@click.argument("topic", type=click.Choice(READABLE))
@click.option("--json", "as_json", is_flag=True, help="Whole records, a line of JSON each.")
@click.option("--headers", is_flag=True, help="Headers too, a line each below the record; --json has them always.")
@click.option("--reason", multiple=True, type=ReasonCode(), metavar="CODE", help="Turned away for this.")
@click.option("--source", multiple=True, metavar="ID", help="Of this source.")
@click.option("--guid", multiple=True, metavar="GUID", help="Of this story.")
@click.option("--since", type=Moment(), metavar="TIME", help="Whose record time is then or later.")
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


@main.command()
@click.argument("guid")
@click.option("--json", "as_json", is_flag=True, help="The links that lead there, a line of JSON each.")
def copies(guid: str, as_json: bool) -> None:
    """Show the stories of other publishers that have the words of one, and theirs in turn, by the links on the topic.

    A line each: over how many links, how, how much is shared, when, which story, and before or after which.
    """
    from copydesk.service.shell.commands.copies import found_line, read_links, walk

    for found in walk(asyncio.run(read_links(Settings.from_environment())), guid):
        click.echo(found.by.model_dump_json() if as_json else found_line(found))


@main.command()
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


@main.group()
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


class Number(click.FloatRange):
    """A number in a range; `nan` lies in every range for click."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number."""
        number = super().convert(value, param, ctx)
        return self.fail(f"{value!r} is no number.", param, ctx) if isnan(number) else number


_SHARE = Number(0, 1)


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
    type=_SHARE,
    default=0.2,
    show_default=True,
    help="Share of documents that bring a known story's next version.",
)
@click.option("--duplicate-share", type=_SHARE, default=0.2, show_default=True, help="Share that brings nothing new.")
@click.option(
    "--rejected-share",
    type=_SHARE,
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
            _ask(
                f"give {settings.topic('parsed')} and what belongs to it {count} partitions? There is no way back.",
                "nothing was changed; --yes changes without asking",
            )
        asyncio.run(move(settings, plan, scratch, lambda line: click.echo(line, err=True)))
    click.echo(
        f"the desk has {count} partitions: set COPYDESK_PARTITIONS={count} for workers and commands, then start the workers"
    )


@main.command()
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if a file differs from the models."
)
@click.option("--write", is_flag=True, help="Write the files; this is the default.")
def schemas(only_check: bool, write: bool) -> None:
    """Generate the JSON schemas and AsyncAPI document from the models; for developers, in a checkout."""
    from copydesk.service.shell.commands.schema_files import check_files, write_files

    if only_check and write:
        raise click.UsageError("--check and --write exclude each other")
    click.echo(check_files() if only_check else write_files())


@main.command()
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


class Place(click.ParamType):
    """Where a record stands, `news.raw/3/1234`."""

    name = "origin"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The origin."""
        from copydesk.service.core.records import parse_origin

        return parse_origin(value) or self.fail(f"{value!r} is no origin like news.raw/3/1234.", param, ctx)


@main.command()
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
            _ask(f"send {len(plan.open):,} again to {settings.topic('raw')}?", NOT_SENT)
        send_with_progress(
            lambda report, sent: send(settings, plan, Pace(rate), report, sent), len(plan.open), settings.topic("raw")
        )


@main.command()
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
                _ask(f"send {total:,} to {settings.topic('raw')} to be read anew?", NOT_SENT)
            send_with_progress(
                lambda report, sent: send(settings, plan, Pace(rate), report, sent), total, settings.topic("raw")
            )


NOT_SENT = "nothing was sent; --yes sends without asking"


def _ask(question: str, otherwise: str) -> None:
    try:
        agreed = click.confirm(question, err=True)
    except click.Abort:
        agreed = False
    if not agreed:
        raise CopydeskError(otherwise)


@main.command()
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
        _ask(f"forget {counted(found)}, for good?", "nothing was forgotten; --yes forgets without asking")
    forget_all(settings, found)


@main.command()
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


@main.command()
def demo() -> None:
    """Show the whole service at work on sample articles, with a broker of its own, in well under a minute."""
    from copydesk.service.shell.commands.demo import run_demo

    run_demo()
