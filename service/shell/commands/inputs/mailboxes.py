"""A mailbox in the mbox format: mails below lines that begin with `From `. RFC 4155.

The standard library's reads the whole file before the first mail and holds a table of it; this takes a line at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.service.shell.commands.inputs.json_lines import How
from copydesk.service.shell.commands.inputs.messages import LARGEST, Mark, RawMessage, envelope
from copydesk.service.shell.commands.inputs.opened import Opened
from copydesk.service.shell.commands.inputs.pages import MAIL

_BEGINS = re.compile(rb"From \S")
_QUOTED = re.compile(rb">+From ")
_LONGEST_LINE = 1024 * 1024


def read_mailbox(opened: Opened, how: How) -> Iterator[RawMessage]:
    """A message for each mail, as its bytes."""
    for number, mail in enumerate(_mails(opened), 1):
        if mail is None:
            how.tally.skipped["larger than a document can be"] += number > how.start.messages
        elif number > how.start.messages:
            value = envelope(how.wrapping, mail, {"content_type": MAIL}, as_bytes=True)
            yield RawMessage(value, (), opened.place, number, opened.path, Mark(0, number))


def _mails(opened: Opened) -> Iterator[bytes | None]:
    """Each mail; None for one that is too large."""
    lines: list[bytes] = []
    size, begun, blank = 0, False, True
    while line := opened.stream.readline(_LONGEST_LINE):
        if blank and _BEGINS.match(line):
            if begun:
                yield b"".join(lines) if size <= LARGEST else None
            lines, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size <= LARGEST:
                lines.append(line[1:] if _QUOTED.match(line) else line)
        blank = not line.strip()
    if begun:
        yield b"".join(lines) if size <= LARGEST else None
