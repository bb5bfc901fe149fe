"""How far a change of the number of partitions has come, by the counts alone: they are its marker. Pure.

The memory of stories (`seen`) gets its new partitions first and the documents (`parsed`) last; in between no worker starts, with
neither number. Of copies it is the other way round: `sketches` first, which are sent again, their memory (`copies`) last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stage = Literal["begin", "go on", "done"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why it cannot be done, in a line without the names of topics."""

    why: str


def stage_of(first: int, last: int, wanted: int) -> Stage | Refusal:
    """Of a pair of topics, by the partitions of the one that is changed first and of the one that is changed last."""
    if first < last:
        return Refusal("their partitions were changed by something else: begin anew with another COPYDESK_TOPIC_PREFIX")
    if wanted < first:
        begun = (
            "a change to that number was begun: finish it first" if last < first else "partitions cannot become fewer"
        )
        return Refusal(f"there are {first} already, and {begun}")
    if first == last:
        return "done" if first == wanted else "begin"
    if first != wanted:
        return Refusal(f"a change to {first} was begun: finish it first, `copydesk topics repartition {first}`")
    return "go on"
