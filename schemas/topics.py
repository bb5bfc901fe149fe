"""The topic catalogue: every topic of the service as data. Adding a topic is one entry here."""

from __future__ import annotations

from dataclasses import dataclass, field

from copydesk.schemas.article import Article
from copydesk.schemas.base import Contract
from copydesk.schemas.copies import CopyLink, StorySketch
from copydesk.schemas.notices import Duplicate, Rejection
from copydesk.schemas.parsed import ParsedArticle
from copydesk.schemas.raw import RawDocument

DAY_MS = 24 * 60 * 60 * 1000
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: what flows there and how the broker keeps it."""

    name: str
    """The suffix after the settings' prefix: `raw` is `news.raw` by default."""
    purpose: str
    contract: type[Contract] | None
    """The model of the value; for `rejected`, of the headers. None for internal state."""
    key: str
    config: dict[str, str] = field(default_factory=dict)
    """Broker-side topic configuration (Kafka's names)."""
    public: bool = True
    """False for topics that only the desk itself reads."""
    copies: bool = False
    """True for topics that only a desk with COPYDESK_COPIES=on needs."""

    def full_name(self, prefix: str) -> str:
        """`news` + `raw` -> `news.raw`."""
        return f"{prefix}.{self.name}"


# What others read, the broker packs anew as gzip: a client in any language unpacks that with nothing installed beside
# it, and the worker, which makes zstd, spends no time on it. Figures are in docs/delivery.md.
FOR_ANY_READER = {"compression.type": "gzip"}


def _kept(days: int, **config: str) -> dict[str, str]:
    return {"cleanup.policy": "delete", "retention.ms": str(days * DAY_MS), **config}


# Record sizes: a raw value may be as large as its topic takes and still fits the rejected topic with its headers.
# Compaction waits as long as raw documents are kept, so that an audit finds each outcome of what is still there.
TOPICS: tuple[Topic, ...] = (
    Topic(
        "raw",
        "Documents as scrapers fetched them.",
        RawDocument,
        "any",
        _kept(7, **{"max.message.bytes": str(16 * MEBIBYTE)}),
    ),
    Topic(
        "parsed",
        "What each document says, keyed so that all copies of a story meet.",
        ParsedArticle,
        "guid",
        _kept(7, **{"max.message.bytes": str(32 * MEBIBYTE)}),
        public=False,
    ),
    Topic(
        "articles",
        "Clean, versioned stories; the newest version of each is kept for good.",
        Article,
        "guid",
        {
            "cleanup.policy": "compact",
            "min.compaction.lag.ms": str(7 * DAY_MS),
            "max.message.bytes": str(32 * MEBIBYTE),
            **FOR_ANY_READER,
        },
    ),
    Topic(
        "duplicates", "Notices of documents that brought nothing new.", Duplicate, "guid", _kept(30, **FOR_ANY_READER)
    ),
    Topic(
        "rejected",
        "Documents turned away, bit for bit, with the reason in headers.",
        Rejection,
        "as it came",
        _kept(30, **{"max.message.bytes": str(32 * MEBIBYTE), **FOR_ANY_READER}),
    ),
    Topic(
        "seen",
        "The memory of the desk: the changelog of its table of known stories.",
        None,
        "guid",
        {"cleanup.policy": "compact"},
        public=False,
    ),
    Topic(
        "sketches",
        "What is left of each version for finding its copies, keyed so that stories of one language meet.",
        StorySketch,
        "primary language, else script",
        _kept(8),
        public=False,
        copies=True,
    ),
    Topic(
        "links",
        "Pairs of stories of different publishers that share their words; the newest of each pair is kept for good.",
        CopyLink,
        "smaller guid|larger guid",
        {"cleanup.policy": "compact", "min.compaction.lag.ms": str(7 * DAY_MS), **FOR_ANY_READER},
        copies=True,
    ),
    Topic(
        "copies",
        "The memory of the last seven days' sketches: the changelog of the table that copies are looked for in.",
        None,
        "guid",
        {"cleanup.policy": "compact"},
        public=False,
        copies=True,
    ),
)


def topic(name: str) -> Topic:
    """The catalogue's entry for a suffix; KeyError for one that is not there."""
    return {entry.name: entry for entry in TOPICS}[name]
