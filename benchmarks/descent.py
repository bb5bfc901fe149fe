"""The least loss of a linear model: L-BFGS, which moves all weights at once and remembers how the last steps changed the
slope. It needs numpy, of the dependency group `fit`; the service never does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

Array = Any
"""Of numbers: the types of numpy are known only where it is installed."""
_REMEMBERED, _LEAST_FALL, _MOST_HALVED = 10, 1e-4, 12


class Rows(NamedTuple):
    """Examples: what each is by number, whether it is right, how much it counts."""

    ids: list[Sequence[int]]
    right: list[bool]
    weights: list[float]


def logistic(rows: Rows, width: int, smallness: float, steps: int) -> list[float]:
    """The weights at which the examples are told best, and the bias last. `smallness` is what the squares of all weights
    cost beside the loss of an example that counts 1.
    """
    lengths = np.fromiter(map(len, rows.ids), np.int64, len(rows.ids))
    ids = np.concatenate([np.frombuffer(one, np.uint16) for one in rows.ids]).astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    signs, counts = np.where(rows.right, 1.0, -1.0), np.array(rows.weights)

    def loss(weights: Array) -> tuple[float, Array]:
        sure = (np.add.reduceat(weights[ids], starts) + weights[-1]) * signs
        slopes = -signs * counts / (1 + np.exp(np.clip(sure, -30, 30)))
        whole = (counts * np.logaddexp(0, -sure)).sum() + smallness / 2 * (weights[:-1] ** 2).sum()
        of_weights = np.bincount(ids, np.repeat(slopes, lengths), width + 1) + smallness * weights
        of_weights[-1] = slopes.sum()
        return float(whole), of_weights

    return [float(one) for one in least(loss, np.zeros(width + 1), steps)]


def least(loss: Callable[[Array], tuple[float, Array]], start: Array, steps: int) -> Array:
    """Where the loss is least, as near as so many steps come."""
    weights, changes = start, deque[tuple[Array, Array]](maxlen=_REMEMBERED)
    value, slopes = loss(weights)
    for _ in range(steps):
        way = _way(slopes, changes)
        length = 1.0 if changes else min(1.0, 1 / (np.abs(slopes).sum() or 1.0))
        for _ in range(_MOST_HALVED):
            tried = weights + length * way
            value_there, slopes_there = loss(tried)
            if value_there <= value + _LEAST_FALL * length * (way @ slopes):
                break
            length /= 2
        else:
            return weights
        change = (tried - weights, slopes_there - slopes)
        if change[0] @ change[1] > 0:
            changes.append(change)
        weights, value, slopes = tried, value_there, slopes_there
    return weights


def _way(slopes: Array, changes: deque[tuple[Array, Array]]) -> Array:
    """Downhill, bent by what the last steps showed: the two loops of L-BFGS."""
    way, parts = -slopes, []
    for moved, turned in reversed(changes):
        parts.append((moved @ way) / (moved @ turned))
        way = way - parts[-1] * turned
    if changes:
        moved, turned = changes[-1]
        way = way * ((moved @ turned) / (turned @ turned))
    for (moved, turned), part in zip(changes, reversed(parts), strict=True):
        way = way + (part - (turned @ way) / (moved @ turned)) * moved
    return way


def softmax(
    ids: Sequence[Sequence[int]], right: Sequence[int], shape: tuple[int, int], smallness: float, steps: int
) -> list[list[float]]:
    """Of examples that are each one of several kinds: a row of weights for each number, a weight for each kind, at which the
    kinds are told best. The last row is what a kind weighs by itself.
    """
    lengths = np.fromiter(map(len, ids), np.int64, len(ids))
    numbers = np.concatenate([np.asarray(one, np.int64) for one in ids])
    starts, rows = np.concatenate([[0], np.cumsum(lengths)[:-1]]), np.repeat(np.arange(len(ids)), lengths)
    known = np.eye(shape[1])[list(right)]

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(shape[0] + 1, shape[1])
        odds = np.add.reduceat(weights[numbers], starts) + weights[-1]
        odds -= odds.max(1, keepdims=True)
        logs = odds - np.log(np.exp(odds).sum(1, keepdims=True))
        slopes = np.exp(logs) - known
        of_weights = smallness * weights
        for kind in range(shape[1]):
            of_weights[:, kind] += np.bincount(numbers, slopes[rows, kind], shape[0] + 1)
        of_weights[-1] = slopes.sum(0)
        return float(smallness / 2 * (weights[:-1] ** 2).sum() - (logs * known).sum()), of_weights.ravel()

    found = least(loss, np.zeros((shape[0] + 1) * shape[1]), steps).reshape(shape[0] + 1, shape[1])
    return [[float(one) for one in row] for row in found]
