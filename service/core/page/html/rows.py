"""Tables within a story: of a row that is the story's no cell is left out."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.service.core.page.view import Box, Seen, View

CELL = frozenset({"td", "th"})
LONGEST_CELL, FEWEST_CELLS, MOST_CELLS, MOST_ROWS = 80, 2, 20, 200
"""Characters of a figure or name in a table: what holds paragraphs is a layout."""


def row_of(line: Seen, boxes: Sequence[Box]) -> int | None:
    """The row of a table that a line stands in, if all of its cell is that line or its words lie right in it."""
    parent = boxes[line.box].parent
    return parent if line.tag in CELL and boxes[parent].tag == "tr" else None


def with_rows(view: View, taken: Sequence[int]) -> list[int]:
    """The lines that were taken, with the other cells of their rows, and the rows between two of a table."""
    spans: dict[int, list[int]] = {}
    for at in taken:
        if (row := row_of(view.lines[at], view.boxes)) is not None:
            spans.setdefault(_table_around(view.boxes, row), []).append(row)
    if not spans:
        return [*taken]
    rows: dict[int, list[int]] = {}
    for at in range(max(0, taken[0] - MOST_CELLS), min(len(view.lines), taken[-1] + MOST_CELLS)):
        row = row_of(view.lines[at], view.boxes)
        span = spans.get(_table_around(view.boxes, row)) if row is not None else None
        if row is not None and span and span[0] <= row <= span[-1]:
            rows.setdefault(row, []).append(at)
    cells = [cells for cells in rows.values() if _is_of_figures([view.lines[at] for at in cells])]
    return sorted({*taken, *(at for row in cells[:MOST_ROWS] for at in row)})


def _is_of_figures(cells: Sequence[Seen]) -> bool:
    return (
        len(cells) >= FEWEST_CELLS
        and len({cell.box for cell in cells}) == len(cells)
        and all(len(cell.printed) <= LONGEST_CELL for cell in cells)
        and not all(cell.linked for cell in cells)
    )


def _table_around(boxes: Sequence[Box], box: int) -> int:
    while box > 0 and boxes[box].tag != "table":
        box = boxes[box].parent
    return box
