"""build_app: the Faust app with its two lanes, its table and its two agents. Nothing connects before it is started."""

from __future__ import annotations

from typing import Any

import faust

from service.settings import Settings
from service.shell.agents import EditAgent, Pace, ParseAgent, run_lane
from service.shell.deliver import Deliverer
from service.shell.fence import Fence
from service.shell.health import Watch
from service.shell.in_order import InOrder
from service.shell.lane import lane_transport
from service.shell.memory import SeenTable
from service.shell.originals import Originals
from service.shell.recovery import SafeTables

MEBIBYTE = 1024 * 1024

TABLE_OPTIONS = {"block_cache_size": 16 * MEBIBYTE, "write_buffer_size": 8 * MEBIBYTE, "max_open_files": 256}
"""Per partition. RocksDB's defaults under Faust would take 2 GiB of cache for each."""


def build_app(settings: Settings) -> Any:
    """The whole worker for these settings: a Faust app with its agents, its fence and its watch."""
    app = _app(settings)
    deliverer = Deliverer(app, settings.topic)
    fence = Fence(settings.session_timeout_seconds)
    _add_agents(app, settings, deliverer, Pace(fence))
    app.task(fence.beat)
    app.task(Watch(app, settings, deliverer).run)
    return app


def _add_agents(app: Any, settings: Settings, deliverer: Deliverer, pace: Pace) -> None:
    """`concurrency=1`: a second instance of an agent would acknowledge out of order. Parallelism is partitions and workers."""
    parse = ParseAgent(pace, deliverer, settings.max_document_bytes)
    edit = EditAgent(pace, deliverer, _seen_table(app, settings), Originals(settings.brokers))

    async def parse_lane(stream: Any) -> None:
        await run_lane(stream, parse.handle, InOrder(app.consumer.batch_done))

    async def edit_lane(stream: Any) -> None:
        await run_lane(stream, edit.handle, InOrder(app.consumer.batch_done))

    app.agent(app.topic(settings.topic("raw"), value_serializer="raw"), concurrency=1, name="parse")(parse_lane)
    app.agent(app.topic(settings.topic("parsed"), value_serializer="raw"), concurrency=1, name="edit")(edit_lane)


def _seen_table(app: Any, settings: Settings) -> SeenTable:
    table_class = type("SeenTable", (SeenTable,), {"changelog_name": settings.topic("seen")})
    return app.tables.add(table_class(app, name="seen", key_type=bytes, value_type=bytes, options=TABLE_OPTIONS, partitions=settings.partitions))  # type: ignore[no-any-return]


def _app(settings: Settings) -> Any:
    state = settings.state_dir.absolute()
    app = faust.App(
        settings.group,
        broker=";".join(f"kafka://{broker}" for broker in settings.brokers.split(",")),
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
        consumer_max_fetch_size=4 * MEBIBYTE,
        producer_acks=-1,
        producer_linger=0.02,
        producer_max_batch_size=128 * 1024,
        producer_max_request_size=32 * MEBIBYTE,
        producer_compression_type="lz4",
        producer_request_timeout=120.0,
        web_enabled=False,
        web_tables_enabled=False,
    )
    app.transport = lane_transport(app, (settings.topic("raw"), settings.topic("parsed")))
    return app
