"""From the lines of a page that are its story's to paragraphs: breaks within one, rows of tables, what is told twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from copydesk.service.core.bylines.words import begins_byline
from copydesk.service.core.lines.shape import ends_sentence, is_bullet
from copydesk.service.core.lines.wrapping import wrapping_of
from copydesk.service.core.page.html.besides import is_beside, is_related, of_second_story, without_lists
from copydesk.service.core.page.html.counted_lines import whole_characters
from copydesk.service.core.page.html.labelling import LEAST_LIKELY, chosen
from copydesk.service.core.page.html.measures import Measured
from copydesk.service.core.page.html.rows import row_of, with_rows
from copydesk.service.core.page.publication import is_dated
from copydesk.service.core.page.view import Seen, View
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
"""Letters that a story has beside those."""
OF_OTHERS = frozenset({"in comment", "in comments", "in commentlist", "in disqus", "in dialog"})
"""What blocks with remarks of readers are called, and those in which the page asks for something first."""
CELLS = " | "
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def paragraphs_of(view: View, taken: Iterable[int]) -> tuple[str, ...]:
    """The paragraphs, headings, list entries and table rows that these lines make, in order."""
    parts: list[list[str]] = []
    before: int | None = None
    own = [*_told_once(view, taken)]
    wrapped = _wrapped_in(view, own)
    for at in own:
        text, join = view.lines[at].printed, _joint(view, before, at, wrapped)
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
    others = _of_other_stories(view, page, shown) | of_second_story(view, shown, sizes)
    own = [at for at in shown if at not in others and "line notice" not in said.get(at, ())]
    told = [at for at in own if OF_OTHERS.isdisjoint(page.blocks.inside[lines[at].box])]
    own = told if sum([sizes[at] for at in told]) >= LEAST_STORY else own
    own = [at for at in own if not is_beside(lines[at], view.boxes)]
    own = with_rows(view, without_lists(view, own)) if own else own
    letters = [0.0 if lines[at].tag in _HEADINGS else sizes[at] for at in own]
    begins = _first_of(SENTENCE, letters) or _first_of(LONG, letters)
    return [*(at for at in own[:begins] if not _is_imprint(lines[at])), *own[begins:]]


def _first_of(least: int, sizes: Sequence[float]) -> int:
    """Where the first line that has so many letters stands among those of these sizes; 0 for want of one."""
    return next((number for number, size in enumerate(sizes) if size >= least), 0)


def _of_other_stories(view: View, page: Measured, taken: Sequence[int]) -> set[int]:
    """The lines of blocks that begin with such words as `More stories`, hold links, and are a small part of the page."""
    blocks, found = page.blocks, set[int]()
    for at in taken:
        box = blocks.parents[view.lines[at].box]
        if (
            blocks.first[box] == at
            and blocks.numbers["long"][box] < MOST_RELATED
            and is_related(view.lines[at].printed)
        ):
            held = range(at, blocks.last[box])
            found |= {*held} if any(view.lines[other].linked for other in held) else set()
    return found


def _is_imprint(line: Seen) -> bool:
    text = line.printed
    return (
        len(text) <= MOST_IMPRINT
        and line.tag not in _HEADINGS
        and (is_dated(fold(text)) or begins_byline(whole_characters(text)))
    )


def _told_once(view: View, taken: Iterable[int]) -> Iterator[int]:
    """Without the second of two long lines that are the same: a copy for telephones, a quote out of the text."""
    seen: set[str] = set()
    for at in taken:
        text = view.lines[at].printed
        if len(text) < LONG or text not in seen:
            yield at
        seen.add(text)


def _wrapped_in(view: View, taken: Iterable[int]) -> frozenset[int]:
    """The preformatted blocks whose lines were wrapped at a fixed width."""
    blocks: dict[int, list[str]] = {}
    for line in (view.lines[at] for at in taken):
        if line.tag == "pre":
            blocks.setdefault(line.box, []).extend(("",) * (line.breaks > 1) + (line.printed,))
    return frozenset(box for box, lines in blocks.items() if wrapping_of(lines) is not None)


def _joint(view: View, before: int | None, at: int, wrapped: frozenset[int]) -> str | None:
    """What joins a line to the one before it; None if a paragraph begins with it."""
    if before is None:
        return None
    one, other = view.lines[before], view.lines[at]
    if one.box != other.box and row_of(one, view.boxes) == row_of(other, view.boxes) is not None:
        return CELLS
    if one.tag == "pre" and one.box == other.box:
        return " " if one.box in wrapped and other.breaks == 1 and not is_bullet(other.printed) else None
    return " " if before + 1 == at and _runs_on(one, other) else None


def _runs_on(one: Seen, other: Seen) -> bool:
    """Whether a line only goes on behind a single break: a sentence that a hand wrapped; no entry of a list, no verse, and
    nothing that is laid out.
    """
    if one.box != other.box or other.breaks != 1 or ends_sentence(one.printed):
        return False
    return one.printed[-1] == "," or other.printed[0].islower() or len(one.printed) >= WRAPPED
