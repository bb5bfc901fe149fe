"""The one Settings value: read once from the environment, passed down, printed at start-up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from copydesk.schemas.parsed import LET_THROUGH, PAGE_KINDS
from copydesk.schemas.topics import DAY_MS, TOPICS, Topic
from copydesk.service.core.records import Embargo, Policy
from copydesk.service.enrichers import Enricher
from copydesk.service.own_sites import known_sites
from copydesk.service.plugins import chosen
from copydesk.service.sites import KnownSites
from copydesk.service.sites.written import BadProfile
from copydesk.service.variables import BadSetting, read_secrets, require_known

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,100}$")]
"""What Kafka takes for topics and groups."""

TopicName = Annotated[str, StringConstraints(pattern=r"^(\.{0,2}[A-Za-z0-9_-]|\.{3})[A-Za-z0-9._-]*$", max_length=249)]
"""What Kafka takes for a topic: not `.` and not `..`."""

Protocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
Mechanism = Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]

PREFIX = "COPYDESK_"
TLS = ("ssl_cafile", "ssl_certfile", "ssl_keyfile", "ssl_key_password")
LOGIN = ("sasl_mechanism", "sasl_username", "sasl_password")

_KINDS = "|".join(PAGE_KINDS)

KEPT_FOR_DAYS = ("raw", "parsed", "duplicates", "rejected")
"""Topics whose retention can be chosen."""

OUTLIVE_RAW = ("duplicates", "rejected")
"""An audit looks for the outcome of each document that is on `raw`."""

SEGMENT_DAYS = 7
"""Kafka deletes whole segments, and begins a new one after a week where `segment.ms` is not set: a record can stay so much longer."""


def _no_empty_path(given: object) -> object:
    if given == "":
        raise ValueError("a folder is needed, and an empty name would mean the current one")
    return given


def _no_empty_file(given: object) -> object:
    if given == "":
        raise ValueError("a file is needed; leave the variable out where there is none")
    return given


def _known_enrichers(given: str) -> str:
    chosen(given)
    return given


def _no_empty_folder(given: object) -> object:
    if given == "":
        raise ValueError("a folder is needed; leave the variable out where there is none")
    return given


def _readable_sites(given: Path | None) -> Path | None:
    if given is not None:
        readable(given)
    return given


def readable(folder: Path | None) -> KnownSites:
    """The site profiles in force; ValueError with the first fault, and how many there are, in one line."""
    try:
        return known_sites(folder)
    except BadProfile as error:
        first, *others = error.lines
        more = f", and {len(others)} more: `copydesk site check` tells all" if others else ""
        raise ValueError(f"{first}{more}") from None


File = Annotated[Path | None, BeforeValidator(_no_empty_file)]
Folder = Annotated[Path | None, BeforeValidator(_no_empty_folder), AfterValidator(_readable_sites)]
Secret = SecretStr | None


class _Desk(BaseSettings):
    """All settings but the names of topics."""

    model_config = SettingsConfigDict(env_prefix="COPYDESK_", frozen=True, extra="ignore", hide_input_in_errors=True)

    brokers: Annotated[str, StringConstraints(pattern=r"^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$")] = Field(
        "localhost:9092", description="Kafka bootstrap servers, `host:port`, comma-separated."
    )
    topic_prefix: Name = Field("news", description="What topic names begin with: `news` gives `news.raw`.")
    group: Name = Field("copydesk", description="Consumer group of the workers.")
    partitions: int = Field(
        12,
        ge=1,
        le=1000,
        description="Partitions of each topic that `topics create` makes; the upper bound of useful workers. `copydesk topics repartition` makes it more later.",
    )
    replication_factor: int = Field(
        1, ge=1, le=10, description="Copies of each partition that `topics create` asks for; 3 in production."
    )
    store: Literal["rocksdb", "memory"] = Field(
        "rocksdb",
        description="Where a worker keeps its part of the table of known stories. `memory` is for the demo: it rereads the changelog at each start.",
    )
    state_dir: Annotated[Path, BeforeValidator(_no_empty_path)] = Field(
        Path("state"),
        description="Folder of the RocksDB files and the health file; one per worker, never shared. Of `some/where/*` each worker takes a numbered folder that no other has.",
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
    enrichers: Annotated[str, AfterValidator(_known_enrichers)] = Field(
        "all",
        description="What is added to an article, comma-separated; `all` is every enricher that comes with the desk, `none` is none. `all,mine` adds one of another package.",
    )
    sites: Folder = Field(
        None,
        description="Folder of site profiles of your own, a TOML file each ([docs/sites.md](docs/sites.md)); they outrank those that come with the desk. Not set: none, but for those of installed packages.",
    )
    remember_days: int | None = Field(
        None,
        ge=1,
        le=36500,
        description="A story of which nothing came for so many days, by the records' own times, is forgotten; what comes then is version 1 again. Not set: never.",
    )
    copies: Literal["on", "off"] = Field(
        "off",
        description="`on` looks for copies of each story among those of other publishers of seven days, and writes the pairs to `news.links`. Needs three topics more: `copydesk topics create`.",
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
        description="Where worker, sink and gateway answer `/live`, `/ready` and `/metrics`. 0: nowhere, so that several on one machine do not collide; the image sets 8086.",
    )
    health_host: str = Field(
        "127.0.0.1",
        min_length=1,
        description="Address of that port: as it is, only for this machine or container; `0.0.0.0` for probes from outside, as Kubernetes makes them.",
    )

    console_token: Secret = Field(
        None,
        description="Who knows it may replay and discard at the console. Not set: the console only shows. Or `COPYDESK_CONSOLE_TOKEN_FILE`, a file with it.",
    )
    console_hosts: Annotated[str, StringConstraints(pattern=r"^(\*|[^\s,/]+(,[^\s,/]+)*)$")] = Field(
        "localhost,127.0.0.1,::1",
        description="Names that the console answers to, comma-separated, so that no foreign page reaches it by a name of its own; `*` for any.",
    )

    sink: Secret = Field(
        None,
        description="Address of what `copydesk sink` fills, with its password, where the command is given none. Or `COPYDESK_SINK_FILE`, a file with it.",
    )

    gateway_token: Secret = Field(
        None,
        description="Who knows it may publish through `copydesk gateway`. Not set: the gateway answers on this machine only. Or `COPYDESK_GATEWAY_TOKEN_FILE`, a file with it.",
    )

    security_protocol: Protocol = Field(
        "PLAINTEXT",
        description="How to speak to the brokers: `PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL`, as Kafka names it. `SSL` is TLS, `SASL` a login.",
    )
    ssl_cafile: File = Field(
        None,
        description="PEM file with the certificates of the authorities that sign the brokers' certificates. Not set: the system's.",
    )
    ssl_certfile: File = Field(None, description="PEM file with our own certificate, where the brokers ask for one.")
    ssl_keyfile: File = Field(
        None, description="PEM file with the key of our certificate. Not set: it is in the file of the certificate."
    )
    ssl_key_password: Secret = Field(
        None, description="Password of that key, where it has one. Or `COPYDESK_SSL_KEY_PASSWORD_FILE`, a file with it."
    )
    sasl_mechanism: Mechanism | None = Field(
        None, description="`PLAIN`, `SCRAM-SHA-256` or `SCRAM-SHA-512`; needed with `SASL_PLAINTEXT` and `SASL_SSL`."
    )
    sasl_username: Annotated[str, StringConstraints(min_length=1)] | None = Field(
        None, description="User name at the brokers."
    )
    sasl_password: Secret = Field(
        None, description="Password of that user. Or `COPYDESK_SASL_PASSWORD_FILE`, a file with it."
    )

    @classmethod
    def from_environment(cls) -> Self:
        """Read the environment; BadSetting with one line for the first value that does not fit, and for a variable that
        is none of ours.
        """
        require_known(cls.variables())
        secrets: dict[str, Any] = {
            name: SecretStr(value) for name, value in read_secrets(PREFIX, cls.secret_names()).items()
        }
        try:
            return cls(**secrets)
        except ValidationError as error:
            raise BadSetting(_line(error)) from None

    @classmethod
    def variables(cls) -> list[str]:
        """Every environment variable that is read, those that name a file with a secret included."""
        fields = [f"{PREFIX}{name.upper()}" for name in cls.model_fields]
        return fields + [f"{PREFIX}{name.upper()}_FILE" for name in cls.secret_names()]

    @classmethod
    def secret_names(cls) -> list[str]:
        """The fields whose values are never shown."""
        return [name for name, field in cls.model_fields.items() if field.annotation == (SecretStr | None)]

    @model_validator(mode="after")
    def _doors_fit(self) -> Self:
        problem = door_problem(self.model_dump())
        if problem:
            raise ValueError(problem)
        return self

    @model_validator(mode="after")
    def _one_name_one_topic(self) -> Self:
        names = [(self.topic(entry.name), entry.name) for entry in TOPICS]
        for place, (full_name, name) in enumerate(names):
            for other_name, other in names[:place]:
                if full_name == other_name:
                    raise ValueError(
                        f"{topic_variable(other)} and {topic_variable(name)} both give {full_name!r}: each topic needs a name of its own"
                    )
        return self

    @model_validator(mode="after")
    def _outcomes_outlive_raw(self) -> Self:
        least = self.retention_days("raw") + SEGMENT_DAYS
        for name in OUTLIVE_RAW:
            if self.retention_days(name) < least:
                raise ValueError(
                    f"with {retention_variable('raw')}={self.retention_days('raw')}, {retention_variable(name)} must be {least} or more: an audit looks for the outcome of each document on raw, which Kafka may keep {SEGMENT_DAYS} days longer"
                )
        return self

    def as_environment(self) -> dict[str, str]:
        """The variables that `from_environment` would read these settings from, for a worker in a process of its own:
        with the secrets.
        """
        return {f"{PREFIX}{name.upper()}": _plain(value) for name, value in self if value is not None}

    def shown(self) -> dict[str, str]:
        """What may be printed: no secret, no value that is not set."""
        return {name: str(value) for name, value in self if value is not None}

    @property
    def policy(self) -> Policy:
        """What the house lets through."""
        try:
            return Policy(frozenset(self.page_kinds.split(",")), self.embargo, readable(self.sites))
        except ValueError as error:
            raise BadSetting(str(error)) from None

    @property
    def chosen_enrichers(self) -> tuple[Enricher, ...]:
        """What is added to an article."""
        return chosen(self.enrichers)

    @property
    def remember(self) -> timedelta | None:
        """How long a story is remembered; None for ever."""
        return timedelta(days=self.remember_days) if self.remember_days else None

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Those of the catalogue that this desk needs."""
        return tuple(entry for entry in TOPICS if self.copies == "on" or not entry.copies)

    def topic(self, name: str) -> str:
        """The full name of a catalogue topic: `raw` -> `news.raw`, or what its own setting says."""
        entry = next(entry for entry in TOPICS if entry.name == name)
        own: str | None = getattr(self, f"topic_{name}")
        return own or entry.full_name(self.topic_prefix)

    def retention_days(self, name: str) -> int:
        """How long one of KEPT_FOR_DAYS is kept where `topics create` makes it."""
        entry = next(entry for entry in TOPICS if entry.name == name)
        own: int | None = getattr(self, f"retention_{name}_days")
        return own or int(entry.config["retention.ms"]) // DAY_MS

    def sets_retention(self, name: str) -> bool:
        """Whether somebody chose how long one of KEPT_FOR_DAYS is kept."""
        return getattr(self, f"retention_{name}_days") is not None

    def topic_config(self, entry: Topic) -> dict[str, str]:
        """The catalogue's configuration of a topic with the retention that is set. Compaction waits as long as `raw` is kept."""
        config = dict(entry.config)
        if entry.name in KEPT_FOR_DAYS:
            config["retention.ms"] = str(self.retention_days(entry.name) * DAY_MS)
        if "min.compaction.lag.ms" in config:
            config["min.compaction.lag.ms"] = str(self.retention_days("raw") * DAY_MS)
        return config


def retention_variable(name: str) -> str:
    """The variable of a topic's retention: `raw` -> `COPYDESK_RETENTION_RAW_DAYS`."""
    return f"{PREFIX}RETENTION_{name.upper()}_DAYS"


def topic_variable(name: str) -> str:
    """The variable that names a catalogue topic: `raw` -> `COPYDESK_TOPIC_RAW`."""
    return f"{PREFIX}TOPIC_{name.upper()}"


def door_problem(settings: Mapping[str, Any]) -> str | None:
    """What contradicts itself in the settings of TLS and login, in a line; None where they fit."""
    protocol = settings["security_protocol"]
    login = [name for name in LOGIN if settings[name] is not None]
    tls = [name for name in TLS if settings[name] is not None]
    absent = [name for name in LOGIN if settings[name] is None or not _plain(settings[name])]
    if "SASL" in protocol and absent:
        return f"{PREFIX}SECURITY_PROTOCOL={protocol} needs {_variables(absent)}"
    if "SASL" not in protocol and login:
        return f"{_variables(login)} set, but with {PREFIX}SECURITY_PROTOCOL={protocol} nobody logs in: SASL_SSL does"
    if "SSL" not in protocol and tls:
        return (
            f"{_variables(tls)} set, but {PREFIX}SECURITY_PROTOCOL={protocol} is without TLS: SSL and SASL_SSL have it"
        )
    if settings["ssl_certfile"] is None and len(tls) > ("ssl_cafile" in tls):
        return f"{_variables([name for name in tls if name != 'ssl_cafile'])} needs {PREFIX}SSL_CERTFILE, the certificate of the key"
    return None


def _variables(names: list[str]) -> str:
    return " and ".join(f"{PREFIX}{name.upper()}" for name in names)


def _line(error: ValidationError) -> str:
    """`COPYDESK_PARTITIONS='many': ...`; of a contradiction between settings, what it says."""
    first = error.errors()[0]
    message = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return message
    name = "_".join(str(part) for part in first["loc"]).upper()
    return f"{PREFIX}{name}={first['input']!r}: {message}"


def _plain(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


if TYPE_CHECKING:

    class Settings(_Desk):
        """For the type checker, which cannot see fields that are made of a catalogue."""

else:
    Settings = create_model(
        "Settings",
        __base__=_Desk,
        __module__=__name__,
        __doc__="Every field is the environment variable `COPYDESK_<NAME>`; the defaults work with `docker compose up`.",
        **{
            f"topic_{entry.name}": (
                TopicName | None,
                Field(
                    None,
                    description=f"Name of the topic `{entry.name}`. Not set: after the prefix, as `news.{entry.name}`.",
                ),
            )
            for entry in TOPICS
        },
        **{
            f"retention_{entry.name}_days": (
                int | None,
                Field(
                    None,
                    ge=1,
                    le=36500,
                    description=f"Days that the topic `{entry.name}` is kept where `topics create` makes it. Not set: {int(entry.config['retention.ms']) // DAY_MS}.",
                ),
            )
            for entry in TOPICS
            if entry.name in KEPT_FOR_DAYS
        },
    )
