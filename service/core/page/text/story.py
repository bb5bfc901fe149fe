"""What every rule about a story's lines shares: how it closes, what is a label alone, which lines say that they are the
page's.
"""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.service.core.lines.labels import Label
from copydesk.service.core.lines.line import Lines
from copydesk.service.core.lines.signoffs import is_signoff
from copydesk.service.core.page.text.layout import Layout

BOXES = ("related", "comments", "tags")
"""Labels of boxes: links to other stories, readers' words, tags."""
THIN_BOXED = 0.5
"""Where so few lines behind the label of a box are prose, teasers begin."""
LONGEST_BOX = 40
"""No box of links, and no list, is looked through farther than this many lines."""


@dataclass(frozen=True, slots=True)
class Story:
    """Where the story's lines are, and why it ends there."""

    lines: tuple[int, ...]
    rule: str
    run: tuple[int, ...] = ()
    """Where they are learned, the lines that the rules alone take."""


def ends_story(lines: Lines, labels: dict[int, Label], index: int) -> str | None:
    """The name of the rule by which a labelled line closes the story; None if it does not."""
    label, line = labels[index], lines[index].text
    if is_signoff(line, label):
        return "signoff"
    if label.kind == "signoff" and line.isupper() and len(line) <= len(label.name) + 2:
        return "end-mark"  # `ENDS`
    if label.kind == "tags" and (label.colon or len(line) <= len(label.name) + 2):
        return "tags"
    if label.kind == "comments" and len(line) < 40 and (label.colon or len(line) <= len(label.name) + 6):
        return "comment-form"
    return None


def is_alone(layout: Layout, index: int) -> bool:
    """Whether a label is all that its line says."""
    return len(layout.lines[index].text) <= len(layout.labels[index].name) + 3


def is_own(layout: Layout, index: int) -> bool:
    """Whether nothing in the line says that it is the page's."""
    return index not in layout.labels and not layout.lines[index].notice and not layout.lines[index].closing
