"""The one Settings value: read once from the environment, passed down, printed at start-up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from copydesk.schemas.parsed import LET_THROUGH, PAGE_KINDS
from copydesk.schemas.topics import TOPICS
from copydesk.service.core.records import Embargo, Policy

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,100}$")]
"""What Kafka takes for topics and groups."""


_KINDS = "|".join(PAGE_KINDS)


def _no_empty_path(given: object) -> object:
    if given == "":
        raise ValueError("a folder is needed, and an empty name would mean the current one")
    return given


class BadSetting(Exception):
    """A setting that cannot be used; the message names the variable and what it takes."""


class Settings(BaseSettings):
    """Every field is the environment variable `COPYDESK_<NAME>`; the defaults work with `docker compose up`."""

    model_config = SettingsConfigDict(env_prefix="COPYDESK_", frozen=True, extra="ignore")

    brokers: Annotated[str, StringConstraints(pattern=r"^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$")] = Field(
        "localhost:9092", description="Kafka bootstrap servers, `host:port`, comma-separated."
    )
    topic_prefix: Name = Field("news", description="What topic names begin with: `news` gives `news.raw`.")
    group: Name = Field("copydesk", description="Consumer group of the workers.")
    partitions: int = Field(
        12,
        ge=1,
        le=1000,
        description="Partitions of each topic that `topics create` makes; the upper bound of useful workers. It cannot be changed later without moving stories between partitions.",
    )
    replication_factor: int = Field(
        1, ge=1, le=10, description="Copies of each partition that `topics create` asks for; 3 in production."
    )
    store: Literal["rocksdb", "memory"] = Field(
        "rocksdb",
        description="Where a worker keeps its part of the table of known stories. `memory` is for the demo: it rereads the changelog at each start.",
    )
    state_dir: Annotated[Path, BeforeValidator(_no_empty_path)] = Field(
        Path("state"), description="Folder of the RocksDB files and the health file; one per worker, never shared."
    )
    max_document_bytes: int = Field(
        4 * 1024 * 1024, ge=1024, le=12 * 1024 * 1024, description="A larger raw record is rejected as `oversized`."
    )
    page_kinds: Annotated[str, StringConstraints(pattern=rf"^({_KINDS})(,({_KINDS}))*$")] = Field(
        ",".join(LET_THROUGH),
        description="Kinds of web pages that become articles, comma-separated; others are rejected as `not_an_article`. Besides these there are `listing`, `collection` and `product`.",
    )
    embargo: Embargo = Field(
        "mark",
        description="What becomes of a story whose embargo has not ended when it comes in: `mark` publishes it as `withheld`, with the time; `reject` rejects it as `embargoed`, to be published again when the time has come.",
    )
    remember_days: int | None = Field(
        None,
        ge=1,
        le=36500,
        description="A story of which nothing came for so many days, by the records' own times, is forgotten; what comes then is version 1 again. Not set: never.",
    )
    session_timeout_seconds: float = Field(
        15,
        ge=6,
        le=300,
        description="After this long without a heartbeat the broker gives a worker's partitions to others; a worker that stood still for half of it ends itself.",
    )
    rebalance_timeout_seconds: float = Field(
        60, ge=6, le=600, description="How long the broker waits for workers to rejoin in a rebalance."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Level of the worker's log.")
    log_format: Literal["text", "json"] = Field(
        "text", description="How the worker writes its log: lines for people, or one JSON object a line."
    )
    health_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="Where the worker answers `/live` and `/ready`. 0: nowhere, so that workers on one machine do not collide; the image sets 8086.",
    )
    health_host: str = Field(
        "127.0.0.1",
        min_length=1,
        description="Address of that port: as it is, only for this machine or container; `0.0.0.0` for probes from outside, as Kubernetes makes them.",
    )

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the environment; BadSetting with one line for the first value that does not fit."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            name = "_".join(str(part) for part in first["loc"]).upper()
            raise BadSetting(
                f"COPYDESK_{name}={first['input']!r}: {first['msg'].removeprefix('Value error, ')}"
            ) from None

    def as_environment(self) -> dict[str, str]:
        """The variables that `from_environment` would read these settings from, for a worker in a process of its
        own.
        """
        return {
            f"COPYDESK_{name.upper()}": str(value) for name, value in self.model_dump().items() if value is not None
        }

    @property
    def policy(self) -> Policy:
        """What the house lets through."""
        return Policy(frozenset(self.page_kinds.split(",")), self.embargo)

    @property
    def remember(self) -> timedelta | None:
        """How long a story is remembered; None for ever."""
        return timedelta(days=self.remember_days) if self.remember_days else None

    def topic(self, name: str) -> str:
        """The full name of a catalogue topic: `raw` -> `news.raw`."""
        return next(entry for entry in TOPICS if entry.name == name).full_name(self.topic_prefix)
