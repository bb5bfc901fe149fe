"""How far each partition is dealt with: the position that may be committed."""

from __future__ import annotations

from collections import defaultdict

from faust.types import TP


class Progress:
    """How far a partition is dealt with, without holes. Offsets may be done in any order; the position never passes one
    that is not.
    """

    def __init__(self) -> None:
        self._positions: dict[TP, int] = {}
        self._ahead: dict[TP, dict[int, int]] = defaultdict(dict)

    def start(self, tp: TP, offset: int) -> None:
        """Count from here, unless the partition is being counted already."""
        self._positions.setdefault(tp, offset)

    def done(self, tp: TP, first: int, last: int) -> None:
        """Offsets `first` to `last`, both included, are dealt with."""
        if tp not in self._positions:
            return
        ahead = self._ahead[tp]
        ahead[first] = max(last + 1, ahead.get(first, 0))
        for begin in sorted(ahead):
            if begin > self._positions[tp]:
                break
            self._positions[tp] = max(self._positions[tp], ahead.pop(begin))

    def position(self, tp: TP) -> int | None:
        """The next offset to be dealt with; None for a partition that is not counted."""
        return self._positions.get(tp)

    def holes(self) -> dict[TP, int]:
        """Of each partition where later offsets are done, the one that is not."""
        return {tp: self._positions[tp] for tp, ahead in self._ahead.items() if ahead and tp in self._positions}

    def forget(self, tp: TP) -> None:
        """The partition is somebody else's now."""
        self._positions.pop(tp, None)
        self._ahead.pop(tp, None)
