"""A page of text as the learned choices see it: its lines as those of an HTML page without tags, where what the reader of
text knows of a line stands for the elements around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import overload

from copydesk.service.core.page.publication import is_dated
from copydesk.service.core.page.text.layout import Layout
from copydesk.service.core.page.text.story import is_alone
from copydesk.service.core.page.told import LONGEST_DATED, Anchors, Told
from copydesk.service.core.page.view import Seen, View
from copydesk.service.core.times.dates import Moment

BOX_REACH = 12
"""So many lines below its label a box of links may reach."""
_ZONE_OF_BOX = {"related": "related", "comments": "comment", "tags": "footer"}
_NOTHING = frozenset[str]()


def told_of_text(
    layout: Layout,
    *,
    url_day: date | None,
    url_month: tuple[int, int | None] | None,
    site: str,
    language: str,
    not_after: datetime | None,
    moments: Callable[[str], list[Moment]],
) -> Told:
    """What a text tells, in the form in which an HTML page does."""
    view = View(SeenLines(layout), ())
    return Told(
        (),
        {},
        {},
        url_day,
        language,
        (),
        (site,) if site else (),
        view,
        not_after,
        moments,
        plain=True,
        url_month=url_month,
    )


def anchors_of_text(layout: Layout, headline: int | None, story: tuple[int, ...]) -> Anchors:
    """The lines by which a text's others are placed."""
    dated = (
        at
        for at, line in enumerate(layout.lines)
        if len(line.text) <= LONGEST_DATED and line.digits and is_dated(line.folded)
    )
    return Anchors(headline, story[0] if story else None, story[-1] if story else None, frozenset(dated), story)


class SeenLines(Sequence[Seen]):
    """Each line without its list's marks, with what it is instead of where it stands in a tree: in a list, or in a box
    of links or comments, which ends with the next prose. Only those are made that are looked at.
    """

    def __init__(self, layout: Layout) -> None:
        self._lines, self._boxes = layout.lines, dict(_boxes(layout))
        self._seen: dict[int, Seen] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Seen: ...
    @overload
    def __getitem__(self, at: slice) -> list[Seen]: ...
    def __getitem__(self, at: int | slice) -> Seen | list[Seen]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self._lines)))]
        if at not in self._seen:
            line, zones = self._lines[at], self._boxes.get(at, _NOTHING)
            self._seen[at] = Seen(line.words.rstrip(" ,;"), "li" if line.bullet else "", zones, _NOTHING, False)
        return self._seen[at]


def _boxes(layout: Layout) -> Iterator[tuple[int, frozenset[str]]]:
    """The lines of boxes, and whose each is; where two overlap the lower has the line."""
    for at, label in layout.labels.items():
        if label.kind in _ZONE_OF_BOX and is_alone(layout, at):
            within = range(at, min(at + BOX_REACH - 1, len(layout.lines)))
            end = next((below for below in within[1:] if layout.is_prose(below)), within.stop)
            yield from ((line, frozenset((_ZONE_OF_BOX[label.kind],))) for line in range(at, end))
