"""build_app: the Faust app with its two lanes, its table and its two agents. Nothing connects before it is started."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import faust
from faust.types import TP

from copydesk.service.settings import Settings
from copydesk.service.shell.health import Board
from copydesk.service.shell.refusals import what_is_wrong
from copydesk.service.shell.security import client_options, faust_credentials
from copydesk.service.shell.worker.agents import EditAgent, Pace, ParseAgent, run_lane
from copydesk.service.shell.worker.careful import CarefulReader
from copydesk.service.shell.worker.deliver import Deliverer
from copydesk.service.shell.worker.doorman import Doorman
from copydesk.service.shell.worker.fence import Fence
from copydesk.service.shell.worker.in_order import InOrder
from copydesk.service.shell.worker.lane import lane_transport
from copydesk.service.shell.worker.link import CopiesTable, LinkAgent
from copydesk.service.shell.worker.logs import tell_repeats_now_and_then
from copydesk.service.shell.worker.memory import SeenTable
from copydesk.service.shell.worker.metrics import Metrics
from copydesk.service.shell.worker.originals import Originals
from copydesk.service.shell.worker.recovery import SafeTables
from copydesk.service.shell.worker.sweep import Sweep
from copydesk.service.shell.worker.watch import Watch

log = logging.getLogger("copydesk")

MEBIBYTE = 1024 * 1024


class DeskApp(faust.App):
    """A Faust app with tasks that run from its start on. Faust's own begin when the tables are recovered, minutes
    later.
    """

    background: tuple[Callable[[], Coroutine[Any, Any, None]], ...] = ()

    async def on_start(self) -> None:
        """Start Faust's parts, and the tasks."""
        await super().on_start()
        for task in self.background:
            self.add_future(kept_up(task))


async def kept_up(task: Callable[[], Coroutine[Any, Any, None]], seconds: float = 1.0) -> None:
    """A mistake of a task in the background ends nothing: it is told, once as long as it is the same, and the task
    begins again.
    """
    told = ""
    while True:
        try:
            await task()
        except Exception as error:
            line = f"{type(error).__name__}: {error}"
            if line != told:
                log.exception("a task in the background failed; it begins again")
            told = line
        await asyncio.sleep(seconds)


def build_app(
    settings: Settings, identity: str | None = None, board: Board | None = None, metrics: Metrics | None = None
) -> Any:
    """The whole worker for these settings: a Faust app with its agents, its fence and its watch, which writes on the
    board. All of them count in the metrics.

    `identity` is the worker's name in the consumer group: one that comes back under it within its session finds its
    partitions as it left them, and no other worker notices. None: a new member at each start.
    """
    app, metrics = _app(settings, identity), metrics or Metrics()
    deliverer = Deliverer(app, settings.topic, metrics)
    fence = Fence(settings.session_timeout_seconds)
    seen = _seen_table(app, settings)
    _add_agents(app, settings, deliverer, seen, Pace(fence), metrics)
    copies = _add_link_agent(app, settings, deliverer, fence) if settings.copies == "on" else None
    watch = Watch(app, settings, deliverer.counts, board or Board(), metrics, seen.estimated_stories)
    doorman = Doorman(lambda: app.consumer, lambda: what_is_wrong(settings))
    app.background = (fence.beat, watch.run, seen.flush_now_and_then, doorman.run, tell_repeats_now_and_then)
    if copies:
        app.background += (copies.flush_now_and_then,)
    if settings.remember:
        app.background += (
            Sweep(
                seen,
                lambda partition: app.consumer.committed_offset(TP(settings.topic("parsed"), partition)),
                fence.check,
                settings.remember,
            ).run,
        )
    return app


def _add_agents(
    app: Any, settings: Settings, deliverer: Deliverer, seen: SeenTable, pace: Pace, metrics: Metrics
) -> None:
    """`concurrency=1`: a second instance of an agent would acknowledge out of order. Parallelism is partitions and
    workers.
    """
    seconds = settings.rebalance_timeout_seconds / 2
    originals = Originals(client_options(settings))
    parse = ParseAgent(pace, deliverer, CarefulReader(seconds), metrics, settings)
    edit = EditAgent(pace, deliverer, CarefulReader(seconds), seen, originals, metrics, settings)

    async def parse_lane(stream: Any) -> None:
        await run_lane(stream, parse.handle, InOrder(app.consumer.batch_done))

    async def edit_lane(stream: Any) -> None:
        await run_lane(stream, edit.handle, InOrder(app.consumer.batch_done))

    app.agent(app.topic(settings.topic("raw"), value_serializer="raw"), concurrency=1, name="parse")(parse_lane)
    app.agent(app.topic(settings.topic("parsed"), value_serializer="raw"), concurrency=1, name="edit")(edit_lane)


def _add_link_agent(app: Any, settings: Settings, deliverer: Deliverer, fence: Fence) -> CopiesTable:
    table_class = type("CopiesTable", (CopiesTable,), {"changelog_name": settings.topic("copies")})
    table = table_class(app, name="copies", key_type=bytes, value_type=bytes, partitions=settings.partitions)
    link = LinkAgent(Pace(fence), fence, deliverer, app.tables.add(table))

    async def link_lane(stream: Any) -> None:
        await run_lane(stream, link.handle, InOrder(app.consumer.batch_done))

    app.agent(app.topic(settings.topic("sketches"), value_serializer="raw"), concurrency=1, name="link")(link_lane)
    return table  # type: ignore[no-any-return]


def _seen_table(app: Any, settings: Settings) -> SeenTable:
    table_class = type("SeenTable", (SeenTable,), {"changelog_name": settings.topic("seen")})
    table = table_class(app, name="seen", key_type=bytes, value_type=bytes, partitions=settings.partitions)
    return app.tables.add(table)  # type: ignore[no-any-return]


def _app(settings: Settings, identity: str | None) -> Any:
    state = settings.state_dir.absolute()
    app = DeskApp(
        settings.group,
        consumer_group_instance_id=identity,
        # Faust compares it with that of the assignment that the group kept for this name; by default it is the host's name,
        # and a container made anew has another.
        canonical_url=f"http://{identity}" if identity else None,
        broker=";".join(f"kafka://{broker}" for broker in settings.brokers.split(",")),
        broker_credentials=faust_credentials(settings),
        store="rocksdb://" if settings.store == "rocksdb" else "memory://",
        datadir=state,
        TableManager=SafeTables,
        processing_guarantee="at_least_once",  # exactly_once leaves out what the app does not itself consume
        key_serializer="raw",
        value_serializer="raw",
        topic_allow_declare=False,
        topic_disable_leader=True,
        topic_partitions=settings.partitions,
        table_standby_replicas=0,
        broker_commit_interval=1.0,
        broker_session_timeout=settings.session_timeout_seconds,
        broker_heartbeat_interval=min(3.0, settings.session_timeout_seconds / 5),
        broker_rebalance_timeout=settings.rebalance_timeout_seconds,
        broker_request_timeout=max(60.0, settings.session_timeout_seconds, settings.rebalance_timeout_seconds + 10),
        broker_max_poll_records=500,
        stream_buffer_maxsize=4,  # batches
        stream_wait_empty=True,
        consumer_auto_offset_reset="earliest",
        # A worker that joins while a broker begins may not see the topics, and has no partitions until it looks again.
        consumer_metadata_max_age_ms=20_000,
        consumer_max_fetch_size=4 * MEBIBYTE,
        producer_acks=-1,
        producer_linger=0.02,
        producer_max_batch_size=128 * 1024,
        producer_max_request_size=32 * MEBIBYTE,
        producer_compression_type="zstd",  # a quarter of the time of lz4, which aiokafka makes at its highest level
        producer_request_timeout=120.0,
        web_enabled=False,
        web_tables_enabled=False,
    )
    lanes = ("raw", "parsed", "sketches") if settings.copies == "on" else ("raw", "parsed")
    app.transport = lane_transport(app, [settings.topic(name) for name in lanes])
    return app
