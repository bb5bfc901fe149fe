"""A page, a text or a mail in a file of its own."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.service.core.intake.media import binary_kind
from copydesk.service.shell.commands.inputs.json_lines import How
from copydesk.service.shell.commands.inputs.messages import LARGEST_FILE, Mark, RawMessage, envelope
from copydesk.service.shell.commands.inputs.opened import Opened

CONTENT_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".xml": "application/xml",
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".png": "image/png",
}
MAIL = "message/rfc822"


def read_page(opened: Opened, how: How) -> Iterator[RawMessage]:
    """The file as one message. What is no text is passed over in a folder; named by the caller, it goes to the desk,
    which says so.
    """
    content_type = CONTENT_TYPES.get(opened.suffix)
    if opened.found and binary_kind(opened.head, content_type, wide=False):
        how.tally.skipped["not text"] += 1
    elif not how.start.messages:
        yield from _whole(opened, how, content_type, as_bytes=False)


def read_mail_file(opened: Opened, how: How) -> Iterator[RawMessage]:
    """A mail as one message: its bytes, as each part has a character set of its own."""
    if not how.start.messages:
        yield from _whole(opened, how, MAIL, as_bytes=True)


def _whole(opened: Opened, how: How, content_type: str | None, *, as_bytes: bool) -> Iterator[RawMessage]:
    content = opened.stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        how.tally.skipped["larger than a document can be"] += 1
        return
    value = envelope(how.wrapping, content, {"content_type": content_type}, as_bytes=as_bytes)
    yield RawMessage(value, (), opened.place, 1, opened.path, Mark(0, 1))
