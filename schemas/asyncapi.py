"""The topics as an AsyncAPI 3.0 document, from the side of a user: `send` is what a scraper does, `receive` what a
reader of the feed does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from copydesk.schemas.named_parts import named_parts
from copydesk.schemas.topics import TOPICS, Topic

VERSION = "0.1.0"
"""Of the contracts; released together with the package, under the same number."""

_TEXT = {"type": "string"}
_TRACE = {"traceparent": _TEXT, "tracestate": _TEXT}
_ORIGIN = {"type": "string", "description": "Where the raw record stands: `news.raw/3/1234`."}
_NUMBER = {"type": "string", "description": "Big-endian two's complement, as Spring Kafka writes it."}


def _headers(description: str, required: Mapping[str, Any], optional: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "required": list(required),
        "properties": {**required, **optional},
    }


def _event_headers(*types: str) -> dict[str, Any]:
    required = {
        "ce_specversion": {"const": "1.0"},
        "ce_id": {
            "type": "string",
            "description": "Made from what the event says: a repeat after a crash has the id of the first.",
        },
        "ce_source": {"const": "/copydesk"},
        "ce_type": {"enum": list(types)},
        "ce_subject": {"type": "string", "description": "The guid."},
        "content-type": {"const": "application/json"},
        "raw_origin": _ORIGIN,
    }
    return _headers(
        "CloudEvents 1.0, Kafka protocol binding, binary mode.",
        required,
        {
            "ce_time": {"type": "string", "format": "date-time"},
            "restored_at": {
                "type": "string",
                "description": "Of an article that was put on its topic again after its cluster was lost: when, milliseconds since 1970. Its `raw_origin` is of the topic that is gone.",
            },
            **_TRACE,
        },
    )


_READ_BEFORE = {
    "type": "string",
    "description": "Of what is to be read anew: the raw record that the version that stands was read from, `news.raw/3/1234`.",
}
PAGE_HEADERS = _headers(
    "CloudEvents 1.0, Kafka protocol binding, binary mode: the page itself is the value.",
    {
        "ce_specversion": {"const": "1.0"},
        "ce_id": {"type": "string", "description": "As `record_id`."},
        "ce_source": {
            "type": "string",
            "description": "The scraper, a URI reference. A slug is taken as `source_id`; so is a publisher's name or host, where no address is given.",
        },
        "ce_type": _TEXT,
        "content-type": {"type": "string", "description": "Media type as the server gave it."},
    },
    {
        "ce_subject": {"type": "string", "description": "The page's URL."},
        "ce_time": {"type": "string", "format": "date-time", "description": "As `fetched_at`."},
        "replay_of": {
            "type": "string",
            "description": "Of what is sent again: where it stood first, `news.raw/3/1234`.",
        },
        "replay_time": {"type": "string", "description": "The record time that it had there, milliseconds since 1970."},
        "reprocess_of": _READ_BEFORE,
        **_TRACE,
    },
)
PARSED_HEADERS = _headers(
    "How the record relates to its raw record.",
    {"content-type": {"const": "application/json"}, "raw_origin": _ORIGIN},
    {
        "raw_time": {
            "type": "string",
            "description": "Where the raw record was sent before: its own time, milliseconds since 1970; `ingested_at` is the first.",
        },
        "reprocess_of": _READ_BEFORE,
        **_TRACE,
    },
)
ARTICLE_HEADERS = _event_headers("copydesk.article.new", "copydesk.article.revised")
FORGOTTEN_HEADERS = _headers(
    "As of an article. A tombstone that somebody else wrote has none of them, and means the same.",
    {},
    {
        "ce_specversion": {"const": "1.0"},
        "ce_id": {
            "type": "string",
            "description": "The guid and the order: a repeat after a crash has the id of the first.",
        },
        "ce_source": {"const": "/copydesk"},
        "ce_type": {"const": "copydesk.article.forgotten"},
        "ce_subject": {"type": "string", "description": "The guid."},
        "ce_time": {"type": "string", "format": "date-time", "description": "When it was ordered."},
    },
)
SKETCH_HEADERS = _headers("The value is JSON.", {"content-type": {"const": "application/json"}}, {})
LINK_HEADERS = _headers(
    "CloudEvents 1.0, Kafka protocol binding, binary mode.",
    {
        "ce_specversion": {"const": "1.0"},
        "ce_id": {
            "type": "string",
            "description": "Both stories with their versions: a repeat has the id of the first.",
        },
        "ce_source": {"const": "/copydesk"},
        "ce_type": {"const": "copydesk.stories.linked"},
        "ce_subject": {"type": "string", "description": "The guid of the earlier story."},
        "ce_time": {"type": "string", "format": "date-time"},
        "content-type": {"const": "application/json"},
    },
    {},
)
DUPLICATE_HEADERS = _event_headers("copydesk.article.duplicate")
REJECTION_HEADERS = {
    "type": "object",
    "allOf": [
        {"$ref": "#/components/schemas/Rejection"},
        _headers(
            "The original's own headers, why and where it was turned away, and the names that Spring Kafka gives dead letters.",
            {
                "raw_origin": _ORIGIN,
                "kafka_dlt-original-topic": _TEXT,
                "kafka_dlt-original-partition": _NUMBER,
                "kafka_dlt-original-offset": _NUMBER,
                "kafka_dlt-original-timestamp": _NUMBER,
                "kafka_dlt-exception-fqcn": _TEXT,
                "kafka_dlt-exception-message": _TEXT,
            },
            {
                "value_omitted": {
                    "type": "string",
                    "description": "Size and hash of an original that is too large for the topic; it stays on the raw topic until retention ends.",
                }
            },
        ),
    ],
}
"""The contract of `rejected` is its headers."""

_OPERATIONS = {
    "raw": ("send", "publishDocument", "Publish a document", "Hand a fetched document to the desk."),
    "articles": (
        "receive",
        "readArticles",
        "Read articles",
        "Read clean, versioned articles. Key on `(guid, version)`: a repeat after a crash has the same pair. A record without a value takes its story away.",
    ),
    "duplicates": ("receive", "readDuplicates", "Read duplicates", "Learn which documents brought nothing new."),
    "links": (
        "receive",
        "readLinks",
        "Read links",
        "Learn which stories of other publishers have the same words, and who was first. Links are of pairs: readers join them.",
    ),
    "rejected": ("receive", "readRejections", "Read rejections", "Learn which documents were turned away, and why."),
}


def asyncapi(schemas: Mapping[str, Mapping[str, Any]], examples: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The whole document, with nothing outside of it: `schemas` gives the JSON Schema of each contract by its name,
    `examples` messages by the names of their files, `article.new-en`.
    """
    topics = [(topic, topic.contract.__name__) for topic in TOPICS if topic.contract is not None]
    messages = {_kebab(name): _message(topic, name, examples) for topic, name in topics} | _BESIDE_MODELS
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Copydesk",
            "version": VERSION,
            "description": "A news copy desk for machines: raw article documents in, clean, versioned articles out. Written from the side of a user: "
            "`send` is what a scraper does, `receive` what a reader of the feed does. Readers ignore fields and accept codes that they do not know.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {topic.name: _channel(topic, _kebab(name)) for topic, name in topics},
        "operations": {
            _OPERATIONS[topic.name][1]: _operation(topic, _kebab(name)) for topic, name in topics if topic.public
        },
        "components": {"messages": messages, "schemas": named_parts(schemas.values()) | _HEADERS},
    }


def _kebab(name: str) -> str:
    """`RawDocument` as `raw-document`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _message_names(name: str) -> list[str]:
    return [name, *_NAMES_BESIDE.get(name, ())]


def _channel(topic: Topic, name: str) -> dict[str, Any]:
    return {
        "title": topic.name.capitalize(),
        "address": topic.full_name("{prefix}"),
        "description": topic.purpose if topic.public else f"Internal, and no promise to anybody: {topic.purpose}",
        "parameters": {
            "prefix": {
                "default": "news",
                "description": f"COPYDESK_TOPIC_PREFIX. Where COPYDESK_TOPIC_{topic.name.upper()} is set, it is the whole name of the topic.",
            }
        },
        "messages": {message: {"$ref": f"#/components/messages/{message}"} for message in _message_names(name)},
        "bindings": {"kafka": {"topicConfiguration": _topic_configuration(topic), "bindingVersion": "0.5.0"}},
    }


def _topic_configuration(topic: Topic) -> dict[str, Any]:
    """The binding wants a list of policies and numbers as numbers; Kafka takes text for both."""
    return {
        key: value.split(",") if key == "cleanup.policy" else int(value) if value.isdecimal() else value
        for key, value in topic.config.items()
    }


def _operation(topic: Topic, name: str) -> dict[str, Any]:
    action, _, title, summary = _OPERATIONS[topic.name]
    channel = f"#/channels/{topic.name}"
    return {
        "action": action,
        "channel": {"$ref": channel},
        "title": title,
        "summary": summary,
        "messages": [{"$ref": f"{channel}/messages/{message}"} for message in _message_names(name)],
    }


_HEADERS = {
    "PageHeaders": PAGE_HEADERS,
    "ParsedArticleHeaders": PARSED_HEADERS,
    "ArticleHeaders": ARTICLE_HEADERS,
    "ForgottenHeaders": FORGOTTEN_HEADERS,
    "DuplicateHeaders": DUPLICATE_HEADERS,
    "StorySketchHeaders": SKETCH_HEADERS,
    "CopyLinkHeaders": LINK_HEADERS,
    "RejectionHeaders": REJECTION_HEADERS,
}
"""By the name of the message: Article, ArticleHeaders."""


def _message(topic: Topic, name: str, examples: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        **_heading(name, topic.purpose, topic.key),
        **(_ORIGINAL if topic.name == "rejected" else _payload(name, examples)),
    }


def _heading(name: str, summary: str, key: str | None = None) -> dict[str, Any]:
    """What a message is called, by people and by generators of code, and its headers and key."""
    headers = f"{name}Headers"
    return {
        "name": _kebab(name),
        "title": name,
        "summary": summary,
        **(
            {"bindings": {"kafka": {"key": {"type": "string", "description": key}, "bindingVersion": "0.5.0"}}}
            if key
            else {}
        ),
        **({"headers": {"$ref": f"#/components/schemas/{headers}"}} if headers in _HEADERS else {}),
    }


def _payload(name: str, examples: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    shown = {
        file.partition(".")[2]: example for file, example in examples.items() if file.startswith(f"{_kebab(name)}.")
    }
    return {
        "payload": {"$ref": f"#/components/schemas/{name}"},
        "examples": [{"name": name, "payload": example} for name, example in shown.items()],
    }


_ORIGINAL: dict[str, Any] = {
    "contentType": "application/octet-stream",
    "payload": {"title": "Original", "description": "The original's value, bit for bit."},
}
_PAGE: dict[str, Any] = {
    **_heading("Page", "The page's bytes as the value, what is known about them in headers."),
    "contentType": "text/html",
    "payload": {"title": "PageBytes", "description": "The bytes, as fetched."},
}
_FORGOTTEN: dict[str, Any] = {
    **_heading(
        "Forgotten",
        "A record without a value: the story with this key is to be forgotten. Readers remove all its versions.",
        "guid",
    ),
    "payload": {"title": "NoValue", "type": "null"},
}
_BESIDE_MODELS = {"page": _PAGE, "forgotten": _FORGOTTEN}
_NAMES_BESIDE = {"raw-document": ("page",), "article": ("forgotten",)}
"""What stands on a topic beside the records that its model describes."""
