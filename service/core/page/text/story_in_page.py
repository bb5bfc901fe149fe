"""The story in a page with menus and teasers: the run of lines that says the most. For texts without menus see
story_alone.py.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from copydesk.service.core.lexicon import words_of
from copydesk.service.core.lines.line import Lines
from copydesk.service.core.lines.shape import weight_of
from copydesk.service.core.page.text.layout import Layout
from copydesk.service.core.page.text.story import BOXES, LONGEST_BOX, THIN_BOXED, Story, ends_story, is_own
from copydesk.service.core.text.stops import SENTENCE_ENDS

COST_OF_LINE, COST_OF_LISTED = 28, 40
"""What a line that is no prose takes from the run that holds it: a run bridges a picture or a box of links, not a
page's foot.
"""
COST_OF_END, COST_OF_BOX = 1200, 260
"""What a line takes that closes stories (sign-off, tags), and one that opens a box of links within or behind them."""
MOST_OF_LINE = 420
"""No paragraph pays for more than this."""
LEAD_REACH, LEAD = 45, 75
"""Between the headline and the run, paragraphs of this weight are its lead, parted from it by buttons and boxes."""
THIN = 0.4
"""Where so few lines are prose, teasers begin."""
WIDE_GAP = 3
"""More lines than this between two paragraphs are no heading, picture or quotation."""
SHORTEST_HEADING, LONGEST_HEADING = 12, 85
ENDS_OF_BOX = frozenset(words_of(lambda lexicon: lexicon.page.box_ends))
LENGTHS_OF_BOX_ENDS = frozenset(map(len, ENDS_OF_BOX))
SHORTEST_OPENING, FEWEST_LISTED = 20, 2
"""What opens a story's list is longer than a label, and the list has more than one entry."""
DASHES = ("-", "–", "—")
"""These open what somebody says, not a list's entry, in many languages."""
SHORTEST_SENTENCE = 5
CALLS = "?!？！؟"
"""A short line that ends so is a button or a teaser: `Seen an error?`, `Follow all matches here!`"""


def story_in_page(layout: Layout, start: int) -> Story:
    """In a page with menus: the run of lines behind `start` that says the most, where prose counts for it and all else
    against.
    """
    lists, boxes = _lists_of_story(layout, start), _closed_boxes(layout, start)
    best, first, last = 0, start, start - 1
    worth, begun = 0, start
    for index in range(start, len(layout.lines)):
        if worth <= 0:
            worth, begun = 0, index
        worth += 0 if index in boxes or (index in lists and not layout.prose[index]) else _worth(layout, index)
        if worth > best:
            best, first, last = worth, begun, index
    last = _without_tail(layout, first, last, boxes)
    leads = tuple(
        index for index in range(start, first) if start and first - start <= LEAD_REACH and layout.prose[index] >= LEAD
    )
    return Story(leads + _of_run(layout, first, last, lists), "densest-prose")


def _without_tail(layout: Layout, first: int, last: int, boxes: frozenset[int]) -> int:
    """The last line of a run without the teasers at its end: behind a gap or a box's label, less than half of it prose,
    and much less than the story.
    """
    prose = [index for index in range(first, last + 1) if layout.prose[index]]
    total, before = sum(layout.prose[index] for index in prose), 0
    for place, (above, below) in enumerate(pairwise(prose), 1):
        before += layout.prose[above]
        boxed = any(
            index not in boxes and (label := layout.labels.get(index)) is not None and label.kind in BOXES
            for index in range(above + 1, below)
        )
        if below - above <= (1 if boxed else WIDE_GAP):
            continue
        density = (len(prose) - place) / (last + 1 - below)
        if (total - before) * 2 < before and density < (THIN_BOXED if boxed else THIN):
            return above
    return last


def _worth(layout: Layout, index: int) -> int:
    if prose := layout.prose[index]:
        return min(prose, MOST_OF_LINE)
    line = layout.lines[index]
    if (label := layout.labels.get(index)) is not None:
        rule = ends_story(layout.lines, layout.labels, index)
        if rule == "signoff" or (rule == "tags" and (label.colon or _lists(layout.lines, index + 1))):
            return -COST_OF_END
        if label.kind in BOXES and len(line.text) <= len(label.name) + 12:
            return -COST_OF_BOX
    return -COST_OF_LISTED if line.bullet else -COST_OF_LINE


def _lists(lines: Lines, index: int) -> bool:
    return index < len(lines) and lines[index].bullet


def _closed_boxes(layout: Layout, start: int) -> frozenset[int]:
    """The lines of boxes within a story that say where they end: these cost a run nothing."""
    found = set[int]()
    short = [at for at, line in enumerate(layout.lines[start:], start) if len(line.text) in LENGTHS_OF_BOX_ENDS]
    for index in (at for at in short if layout.lines[at].text.lower() in ENDS_OF_BOX):
        labels = (
            line
            for line in range(index, max(start, index - LONGEST_BOX), -1)
            if line in layout.labels and layout.labels[line].kind == "related"
        )
        found.update(range(next(labels, index), index + 1))
    return frozenset(found)


def _lists_of_story(layout: Layout, start: int) -> frozenset[int]:
    """The lines of lists that are no links but sentences, with the line that opens each: these cost a run nothing and
    belong to it.
    """
    found = set[int]()
    bullets = [at for at, line in enumerate(layout.lines[start + 1 :], start + 1) if line.bullet]
    for index in (at - 1 for at in bullets if not layout.lines[at - 1].bullet):
        if _opens_list(layout, index) and _is_of_sentences(layout, listed := _listed_below(layout, index)):
            found.update((index, *listed))
    return frozenset(found)


def _opens_list(layout: Layout, index: int) -> bool:
    """Whether a list right below the line may be the story's: `The mayor named these works:`"""
    line = layout.lines[index]
    return index not in layout.labels and (
        layout.prose[index] > 0 or (line.text[-1] in ":：" and line.weight >= SHORTEST_OPENING)
    )


def _listed_below(layout: Layout, index: int) -> range:
    lines = layout.lines
    below = range(index + 1, len(lines))
    end = next((line for line in below if not lines[line].bullet or lines[line].text[0] in DASHES), len(lines))
    return range(index + 1, end)


def _is_of_sentences(layout: Layout, listed: range) -> bool:
    sentences = sum(1 for line in listed if layout.lines[line].text[-1] in SENTENCE_ENDS and line not in layout.labels)
    return len(listed) >= FEWEST_LISTED and 2 * sentences > len(listed)


def _of_run(layout: Layout, first: int, last: int, lists: frozenset[int]) -> tuple[int, ...]:
    """The lines of a run that are the story's: prose, its lists, subheadings and short sentences, and what goes on
    right behind it.
    """
    lines = layout.lines
    count = Counter(line.text for line in lines[first : last + 1])
    kept: list[int] = []
    for index in range(first, last + 1):
        if (
            layout.prose[index]
            or index in lists
            or (
                kept[-1:] == [index - 1]
                and count[lines[index].text] == 1
                and (_is_heading(layout, index, last) or _is_short_sentence(layout, index))
            )
        ):
            kept.append(index)
    while kept and (kept[-1] + 1 in lists or _goes_on(layout, kept[-1] + 1)):
        kept.append(kept[-1] + 1)
    return tuple(kept)


def _is_heading(layout: Layout, index: int, last: int) -> bool:
    """Whether a short line right above a paragraph is a subheading and no label, caption or link."""
    line = layout.lines[index]
    if not (index < last and layout.prose[index + 1] and SHORTEST_HEADING <= line.weight <= LONGEST_HEADING):
        return False
    return index not in layout.labels and not line.caption and not line.bullet


def _is_short_sentence(layout: Layout, index: int) -> bool:
    """Whether a line too short for prose closes as a sentence does: `"Done," he said.` A short question or call is the
    page's.
    """
    line = layout.lines[index]
    return (
        line.text[-1] in SENTENCE_ENDS
        and line.text[-1] not in CALLS
        and line.weight >= SHORTEST_SENTENCE
        and _is_plain(layout, index)
    )


def _is_plain(layout: Layout, index: int) -> bool:
    line = layout.lines[index]
    return not (line.bullet or line.caption) and is_own(layout, index)


def _goes_on(layout: Layout, index: int) -> bool:
    """Whether the line right behind the run is a last short sentence, or a paragraph that its agency has signed and
    that looked like a caption.
    """
    if index >= len(layout.lines):
        return False
    line = layout.lines[index]
    if _is_short_sentence(layout, index):
        return True
    bare = line.unsigned
    return (
        bare != line.text
        and bare[-1:] in SENTENCE_ENDS
        and weight_of(bare) >= SHORTEST_SENTENCE
        and index not in layout.labels
        and not line.bullet
    )
