"""The `copydesk` command: options in, one call, lines out. Every command's work is in its module of `service/shell`; a new
one is declared in the module of its family here, and named in COMMANDS.
"""

from __future__ import annotations

import click

from copydesk.service.cli.desk import Desk
from copydesk.service.cli.documents import parse, publish, view
from copydesk.service.cli.gateway import gateway
from copydesk.service.cli.keeping import sink
from copydesk.service.cli.looking import audit, copies, diff, tail
from copydesk.service.cli.mending import forget, replay, reprocess, restore
from copydesk.service.cli.reading import feed
from copydesk.service.cli.running import console, demo, health, worker
from copydesk.service.cli.sites import site
from copydesk.service.cli.topics import schemas, topics
from copydesk.service.cli.watching import watch

COMMANDS: tuple[click.Command, ...] = (
    worker,
    health,
    console,
    gateway,
    demo,
    publish,
    parse,
    view,
    site,
    tail,
    watch,
    copies,
    diff,
    feed,
    audit,
    replay,
    reprocess,
    forget,
    restore,
    sink,
    topics,
    schemas,
)


@click.group(cls=Desk, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="copydesk")
def main() -> None:
    """A news copy desk for machines: raw article documents in, clean, versioned articles out, over Kafka.

    Settings are environment variables, COPYDESK_BROKERS and so on; the README lists them.
    """


for command in COMMANDS:
    main.add_command(command)
