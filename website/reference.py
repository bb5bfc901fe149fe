"""The reference pages, made from the code: each contract's fields, the topics, the commands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from copydesk.schemas import generate
from copydesk.schemas.notices import Reason
from copydesk.schemas.topics import TOPICS, Topic
from copydesk.service.cli import main
from website.pages import ROOT

CONTRACTS = {
    "raw-document": "Raw document",
    "article": "Article",
    "duplicate": "Duplicate",
    "rejection": "Rejection",
    "copy-link": "Copy link",
}
"""Schema -> title of its page."""

LONGEST_EXAMPLE = 70
_EXAMPLES = Path(generate.__file__).parent / "examples"


def pages() -> dict[str, str]:
    """Name on the site -> Markdown."""
    contracts = {f"reference/{name}.md": contract_page(name, title) for name, title in CONTRACTS.items()}
    return contracts | {"reference/topics.md": topics_page(), "reference/commands.md": commands_page()}


def contract_page(name: str, title: str) -> str:
    """A contract's fields with their kinds, examples and promises, and those of its parts."""
    schema = generate.json_schema(name)
    examples = [json.loads(path.read_text()) for path in sorted(_EXAMPLES.glob(f"{name}.*.json"))]
    lines = [f"# {title}", "", schema.get("description", ""), ""]
    lines += [
        "A field that is not *required* may be missing; one that may be `null` is so where the document gives none.",
        "",
    ]
    lines += _table(schema, examples, promises() if name == "article" else {})
    for part, definition in sorted(schema.get("$defs", {}).items()):
        if part != "JsonValue":
            lines += ["", f"## {part}", "", definition.get("description", ""), "", *_part(definition)]
    for path in sorted(_EXAMPLES.glob(f"{name}.*.json")):
        lines += ["", f"## Example: {path.name.split('.')[1]}", "", "```json", path.read_text().rstrip(), "```"]
    lines += ["", f"The schema itself: [{name}.schema.json](../files/schemas/json/{name}.schema.json)."]
    return "\n".join(lines) + "\n"


def _part(definition: Mapping[str, Any]) -> list[str]:
    return [_kind(definition)] if "enum" in definition else _table(definition, [], {})


def promises() -> dict[str, str]:
    """Field of an article -> what docs/contract.md promises of it, with others on the same row."""
    rows = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8").partition("<!-- fields -->")[2].splitlines()
    cells = [row.split("|") for row in rows if row.startswith("| `")]
    plain = re.compile(r"\[([^\]]*)\]\([^)]*\)")
    return {
        name: plain.sub(r"\1", said.strip()) for _, names, said, *_ in cells for name in re.findall(r"`(\w+)`", names)
    }


def _table(schema: Mapping[str, Any], examples: list[Mapping[str, Any]], promised: Mapping[str, str]) -> list[str]:
    rows = ["| field | kind | for example | what it says |", "|-|-|-|-|"]
    for field, about in schema.get("properties", {}).items():
        required = ", *required*" if field in schema.get("required", ()) else ""
        said = _cell(about.get("description") or promised.get(field, ""))
        rows.append(f"| `{field}` | {_kind(about)}{required} | {_example(field, examples)} | {said} |")
    return rows


def _kind(about: Mapping[str, Any]) -> str:
    """`string or null`, `list of Author`."""
    if "$ref" in about:
        name = about["$ref"].rpartition("/")[2]
        return "any JSON" if name == "JsonValue" else f"[{name}](#{name.lower()})"
    if "anyOf" in about:
        return " or ".join(_kind(each) for each in about["anyOf"])
    if "enum" in about:
        return " or ".join(f"`{json.dumps(each)}`" for each in about["enum"])
    if "const" in about:
        return f"`{json.dumps(about['const'])}`"
    if about.get("type") == "array":
        return f"list of {_kind(about.get('items', {}))}"
    if about.get("format"):
        return str(about["format"])
    if isinstance(about.get("additionalProperties"), dict) and about["additionalProperties"]:
        return f"object of {_kind(about['additionalProperties'])}"
    return str(about.get("type", "any JSON"))


def _example(field: str, examples: list[Mapping[str, Any]]) -> str:
    """The first value of the field that says something, cut."""
    found = next((each[field] for each in examples if each.get(field) not in (None, "", [], {})), None)
    if found is None:
        return ""
    text = json.dumps(found, ensure_ascii=False)
    return f"`{_cell(text if len(text) <= LONGEST_EXAMPLE else text[:LONGEST_EXAMPLE] + '…')}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def topics_page() -> str:
    """Every topic as the AsyncAPI document has it: what flows there, how it is kept, which headers."""
    document = json.loads(generate.files()["asyncapi.yaml"])  # JSON is YAML
    lines = ["# Topics", "", "What `copydesk topics create` makes, under the prefix `news`. A client generator takes"]
    lines += ["[asyncapi.yaml](../files/schemas/asyncapi.yaml), AsyncAPI 3.0.", ""]
    for topic in TOPICS:
        lines += [f"## news.{topic.name}", "", *_topic(topic, document)]
    return "\n".join(lines) + "\n"


def _topic(topic: Topic, document: Mapping[str, Any]) -> Iterator[str]:
    yield topic.purpose
    yield ""
    yield "| | |"
    yield "|-|-|"
    yield f"| key | {topic.key} |"
    yield f"| value | {_value(topic)} |"
    yield f"| for | {'everybody' if topic.public else 'the desk alone'}{', with `COPYDESK_COPIES=on`' if topic.copies else ''} |"
    for name, value in topic.config.items():
        yield f"| `{name}` | {value} |"
    yield ""
    channel = document["channels"].get(topic.name, {})
    for name, reference in channel.get("messages", {}).items():
        message = _followed(document, reference)
        yield from _headers(name, message, document)


def _value(topic: Topic) -> str:
    if topic.name == "rejected":
        return "the original's bytes; the headers are a [Rejection](rejection.md)"
    pages_of = {title.replace(" ", "").lower(): name for name, title in CONTRACTS.items()}
    model = topic.contract.__name__ if topic.contract else None
    page = pages_of.get((model or "").lower())
    return f"[{model}]({page}.md)" if page else model or "internal"


def _followed(document: Mapping[str, Any], value: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference leads to in the document itself; the value where it is none."""
    while str(value.get("$ref", "")).startswith("#/"):
        found: Any = document
        for step in value["$ref"][2:].split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
        value = found
    return value


def _headers(name: str, message: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[str]:
    schemas = [_followed(document, message.get("headers", {}))]
    schemas += [_followed(document, each) for each in schemas[0].get("allOf", [])]
    rows = [
        f"| `{header}` | {_header_kind(about, document)} | {'yes' if header in schema.get('required', ()) else ''} | {_cell(about.get('description', ''))} |"
        for schema in schemas
        for header, about in schema.get("properties", {}).items()
    ]
    if rows:
        yield f"Headers of `{name}`. {' '.join(filter(None, (each.get('description') for each in schemas)))}"
        yield ""
        yield "| header | kind | always | what it says |"
        yield "|-|-|-|-|"
        yield from rows
        yield ""


def _header_kind(about: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    return _kind(_followed(document, about))


def commands_page() -> str:
    """Every command with its help."""
    lines = [
        "# Commands",
        "",
        "Settings are environment variables; the [README](../readme.md#settings) lists them.",
        "",
    ]
    for name, command in _commands("copydesk", main):
        context = click.Context(command, info_name=name)
        lines += [f"## {name}", "", "```text", _help(command, context), "```", ""]
    lines += ["## Reasons for which a document is turned away", "", "| reason | meaning | what to do |", "|-|-|-|"]
    lines += [f"| `{reason}` | {reason.meaning} | {reason.remedy} |" for reason in Reason]
    return "\n".join(lines) + "\n"


def _help(command: click.Command, context: click.Context) -> str:
    context.max_content_width = 100
    return re.sub(r"\n{3,}", "\n\n", command.get_help(context)).strip()


def _commands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield name, command
        return
    for word, each in sorted(command.commands.items()):
        yield from _commands(f"{name} {word}", each)
