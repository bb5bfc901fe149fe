"""The command that takes documents over HTTP: gateway."""

from __future__ import annotations

import asyncio
import logging

import click

from copydesk.service.cli.desk import log_to_stderr, web_address
from copydesk.service.settings import Settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to answer at; 0.0.0.0 in a container.")
@click.option("--port", type=click.IntRange(1, 65535), default=8088, show_default=True, help="Port to answer at.")
def gateway(host: str, port: int) -> None:
    """Take documents over HTTP, for scrapers without Kafka: POST /raw, answered with 202 once all replicas have them.

    With COPYDESK_GATEWAY_TOKEN it takes those that carry it; without, it answers on this machine only. Runs until
    SIGTERM or Ctrl-C, and ends with what it has taken.
    """
    from copydesk.service.shell.gateway.run import run_gateway

    log_to_stderr()
    logging.getLogger("copydesk.client").setLevel(logging.WARNING)
    address = web_address(host, port)
    settings = Settings.from_environment()
    asyncio.run(run_gateway(settings, host, port, lambda: click.echo(f"the gateway is at {address}", err=True)))
