"""Which kind of input a file is: one line each, the surest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import orjson

from copydesk.service.core.intake.media import is_mail
from copydesk.service.shell.commands.inputs.feeds import is_feed, read_feed
from copydesk.service.shell.commands.inputs.json_lines import SUFFIXES, How, read_json, read_lines
from copydesk.service.shell.commands.inputs.mailboxes import read_mailbox
from copydesk.service.shell.commands.inputs.messages import RawMessage
from copydesk.service.shell.commands.inputs.opened import Opened
from copydesk.service.shell.commands.inputs.pages import read_mail_file, read_page
from copydesk.service.shell.commands.inputs.warc import read_warc
from copydesk.service.shell.commands.inputs.wire_messages import is_wire_message, read_wire_message

_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\{[ \t]*"[^"\n]{1,80}"[ \t]*:')


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of input: how it is told, and who reads it."""

    name: str
    """In words for a person."""
    knows: Callable[[Opened], bool]
    read: Callable[[Opened, How], Iterator[RawMessage]]


KINDS: tuple[Kind, ...] = (
    Kind("web archive", lambda file: file.head.startswith(b"WARC/") or file.suffix in (".warc", ".wet"), read_warc),
    Kind("JSON Lines", lambda file: file.suffix in SUFFIXES or _is_lines(file), read_lines),
    Kind("feed", lambda file: is_feed(file.head), read_feed),
    Kind("wire message", lambda file: is_wire_message(file.head), read_wire_message),
    Kind("JSON", lambda file: file.suffix == ".json", read_json),
    Kind("mailbox", lambda file: file.suffix == ".mbox" or _is_mailbox(file), read_mailbox),
    Kind("mail", lambda file: file.suffix == ".eml" or _is_mail(file), read_mail_file),
    Kind("page", lambda file: True, read_page),
)


def kind_of(file: Opened) -> Kind:
    """The first that knows the file; a page is any."""
    return next(kind for kind in KINDS if kind.knows(file))


def _is_lines(file: Opened) -> bool:
    """Whether the first line is an object, whole or longer than what is at hand of the file; JSON that is pretty-printed, or
    of a kind of its own, is none.
    """
    if file.suffix == ".json" or not _OBJECT.match(file.head) or is_feed(file.head):
        return False
    line, ends, _ = file.head.partition(b"\n")
    try:
        return not ends or isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _is_mailbox(file: Opened) -> bool:
    return file.head.startswith(b"From ") and _is_mail(file)


def _is_mail(file: Opened) -> bool:
    return file.suffix in ("", ".txt", ".mail", ".msg") and is_mail(None, _begin(file.head))


def _begin(head: bytes) -> str:
    """The lines of a file's beginning that are whole: the last may be cut."""
    lines = head.decode("latin-1").replace("\r\n", "\n")
    return lines.rpartition("\n")[0] if len(head) > 1 else lines
