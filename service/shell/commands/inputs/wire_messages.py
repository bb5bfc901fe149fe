"""Messages of wires that carry several stories, NewsML 1 and NewsML-G2: each story is a document of its own."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from copydesk.service.core.markup.xml import root_name
from copydesk.service.core.wires.newsml_1 import stories_of_1
from copydesk.service.core.wires.newsml_g2 import stories_of_g2
from copydesk.service.shell.commands.inputs.json_lines import How
from copydesk.service.shell.commands.inputs.messages import LARGEST_FILE, Mark, RawMessage, envelope
from copydesk.service.shell.commands.inputs.opened import Opened, tree_of

_XML = "application/xml"
_READERS = {"newsmessage": stories_of_g2, "newsml": stories_of_1}


def is_wire_message(head: bytes) -> bool:
    """Whether a file begins as such a message does."""
    return root_name(head.decode("utf-8", "replace").removeprefix("\ufeff")) in _READERS


def read_wire_message(opened: Opened, how: How) -> Iterator[RawMessage]:
    """A message for each story; the file as it is where it holds one, none, or cannot be read: the desk says which."""
    content = opened.stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        how.tally.skipped["larger than a document can be"] += 1
        return
    stories = [_alone(story) for story in _stories(content)]
    for number, story in enumerate(stories if len(stories) > 1 else [content], 1):
        if number > how.start.messages:
            value = envelope(how.wrapping, story, {"content_type": _XML})
            yield RawMessage(value, (), opened.place, number, opened.path, Mark(0, number))


def _stories(content: bytes) -> list[Element]:
    tree = tree_of(content, _XML)
    return [] if tree is None else _READERS[tree.tag.lower()](tree)


def _alone(story: Element) -> bytes:
    """An item of NewsML 1 stands in a NewsML; one of NewsML-G2 stands alone."""
    if story.tag == "NewsItem":
        around = Element("NewsML")
        around.append(story)
        story = around
    written: str = tostring(story, "unicode")
    return written.encode("utf-8", "replace")
