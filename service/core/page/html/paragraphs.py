"""From the lines of a page that are its story's to paragraphs: breaks within one, rows of tables, what is told twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from copydesk.service.core.bylines.words import begins_byline
from copydesk.service.core.lines.pointers import pointer
from copydesk.service.core.lines.shape import ends_sentence
from copydesk.service.core.page.html.counted_lines import whole_characters
from copydesk.service.core.page.html.labelling import LEAST_LIKELY, chosen
from copydesk.service.core.page.html.measures import Measured
from copydesk.service.core.page.publication import is_dated
from copydesk.service.core.page.view import Box, Seen, View
from copydesk.service.core.text.spelling import fold, one_line

LONG, WRAPPED = 44, 40
"""Characters of a line that no story tells twice, and of one that a hand may have broken before its sentence ends."""
SENTENCE, MOST_IMPRINT = 80, 60
"""Latin letters of the first line that is surely the story's; of a line that says who wrote and when."""
LEAST_HEADING = 0.1
"""How likely a heading within a story is at least."""
MOST_RELATED = 0.4
"""How much of a page's prose a block of other stories may hold."""
LEAST_STORY = 300
"""Letters that a story has beside the remarks of readers."""
OF_READERS = frozenset({"in comment", "in comments", "in commentlist", "in disqus"})
"""What blocks with remarks of readers are called."""
CELLS = " | "
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELL = frozenset({"td", "th"})


def paragraphs_of(view: View, taken: Iterable[int]) -> tuple[str, ...]:
    """The paragraphs, headings, list entries and table rows that these lines make, in order."""
    parts: list[list[str]] = []
    before: int | None = None
    for at in _told_once(view, taken):
        text, join = view.lines[at].printed, _joint(view, before, at)
        if join is None:
            parts.append([text])
        else:
            parts[-1] += (join, text)
        before = at
    return tuple(line for part in parts if (line := one_line(whole_characters("".join(part)))))


def story_of(view: View, page: Measured, likely: Sequence[float]) -> list[int]:
    """The lines that are the story's, where each is so likely; a notice is not, however likely."""
    own = [*likely]
    for at, said in zip(page.kept, page.said, strict=True):
        own[at] = LEAST_LIKELY if "line notice" in said else own[at]
    return own_lines(view, page, with_headings(view, own, chosen(page, own)))


def with_headings(view: View, likely: Sequence[float], taken: Sequence[int]) -> list[int]:
    """The same with headings right above one of them and below another, if they are not too unlikely."""
    lines, held = view.lines, {*taken}
    headings = [
        at - 1
        for at in taken[1:]
        if at - 1 not in held
        and lines[at - 1].tag in _HEADINGS
        and not lines[at - 1].linked
        and likely[at - 1] >= LEAST_HEADING
    ]
    return sorted((*taken, *headings))


def own_lines(view: View, page: Measured, taken: Sequence[int]) -> list[int]:
    """Of the lines that were taken those that a reader sees, without notices, remarks of readers, and what stands above the first
    sentence to say who wrote and when. What is hidden is the story where there is little else: a script shows it.
    """
    lines, sizes, said = view.lines, page.sizes, dict(zip(page.kept, page.said, strict=True))
    shown = [at for at in taken if not view.boxes[lines[at].box].hidden]
    if sum([sizes[at] for at in shown]) * 2 < sum([sizes[at] for at in taken]):
        shown = [*taken]
    others = _of_other_stories(view, page, shown)
    own = [at for at in shown if at not in others and "line notice" not in said.get(at, ())]
    told = [at for at in own if OF_READERS.isdisjoint(page.blocks.inside[lines[at].box])]
    own = told if sum([sizes[at] for at in told]) >= LEAST_STORY else own
    begins = next((number for number, at in enumerate(own) if sizes[at] >= SENTENCE), 0)
    return [*(at for at in own[:begins] if not _is_imprint(lines[at])), *own[begins:]]


def _of_other_stories(view: View, page: Measured, taken: Sequence[int]) -> set[int]:
    """The lines of blocks that begin with such words as `More stories`, hold links, and are a small part of the page."""
    blocks, found = page.blocks, set[int]()
    for at in taken:
        box = blocks.parents[view.lines[at].box]
        if blocks.first[box] == at and blocks.numbers["long"][box] < MOST_RELATED and _is_related(view.lines[at]):
            held = range(at, blocks.last[box])
            found |= {*held} if any(view.lines[other].linked for other in held) else set()
    return found


def _is_related(line: Seen) -> bool:
    return len(line.printed) <= LONG and pointer(fold(whole_characters(line.printed))) == "alone"


def _is_imprint(line: Seen) -> bool:
    text = line.printed
    return (
        len(text) <= MOST_IMPRINT
        and line.tag not in _HEADINGS
        and (is_dated(text) or begins_byline(whole_characters(text)))
    )


def _told_once(view: View, taken: Iterable[int]) -> Iterator[int]:
    """Without the second of two long lines that are the same: a copy for telephones, a quote out of the text."""
    seen: set[str] = set()
    for at in taken:
        text = view.lines[at].printed
        if len(text) < LONG or text not in seen:
            yield at
        seen.add(text)


def _joint(view: View, before: int | None, at: int) -> str | None:
    """What joins a line to the one before it; None if a paragraph begins with it."""
    if before is None:
        return None
    one, other = view.lines[before], view.lines[at]
    if _row(one, view.boxes) == _row(other, view.boxes) is not None:
        return CELLS
    return " " if before + 1 == at and _runs_on(one, other) else None


def _row(line: Seen, boxes: tuple[Box, ...]) -> int | None:
    """The row of a table that a line stands in, if all of its cell is that line or its words lie right in it."""
    parent = boxes[line.box].parent
    return parent if line.tag in _CELL and boxes[parent].tag == "tr" else None


def _runs_on(one: Seen, other: Seen) -> bool:
    """Whether a line only goes on behind a single break: a sentence that a hand wrapped; no entry of a list, no verse, and
    nothing that is laid out.
    """
    if one.box != other.box or one.tag == "pre" or other.breaks != 1 or ends_sentence(one.printed):
        return False
    return one.printed[-1] == "," or other.printed[0].islower() or len(one.printed) >= WRAPPED
