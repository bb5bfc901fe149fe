"""The choice among a page's candidates for a field: each is as probable as its features weigh, and so is that the page
tells none. The weights are learned (`python -m benchmarks.fit`) and stand in tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum
from typing import Generic, TypeVar

Value = TypeVar("Value")
MOST_REASONS = 5


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned for a field."""

    none: float
    """How likely it is that the page tells no value, on the scale of the sums of features."""
    threshold: float
    """A value that is less probable is not given."""
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Offer(Generic[Value]):
    """A value that a page offers, and all that speaks for or against it, by name."""

    value: Value
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judged(Generic[Value]):
    """An offer with its probability among all offers of the page and none."""

    offer: Offer[Value]
    probability: float


def judge(offers: Sequence[Offer[Value]], weights: Weights) -> list[Judged[Value]]:
    """The offers, the most probable first; of equals the first stays first."""
    sums = [weight_of(offer.features, weights) for offer in offers]
    top = max([weights.none, *sums])
    parts = [exp(one - top) for one in sums]
    whole = sum(parts) + exp(weights.none - top)
    judged = [Judged(offer, part / whole) for offer, part in zip(offers, parts, strict=True)]
    return sorted(judged, key=lambda one: -one.probability)


def weight_of(features: Iterable[str], weights: Weights) -> float:
    """What the features weigh together, exactly: the order of a set is no property of the page."""
    return fsum(weights.features[name] for name in features if name in weights.features)


def reasons(offer: Offer[Value], weights: Weights) -> tuple[str, ...]:
    """The features that weigh most in an offer, each with its weight: `+2.1 below-headline`."""
    known = [(weights.features[name], name) for name in offer.features if name in weights.features]
    strongest = sorted(known, key=lambda one: (-abs(one[0]), one[1]))[:MOST_REASONS]
    return tuple(f"{weight:+.1f} {name}" for weight, name in strongest)


def chosen(judged: Sequence[Judged[Value]], weights: Weights) -> Offer[Value] | None:
    """The most probable offer, if it is probable enough."""
    return judged[0].offer if judged and judged[0].probability >= weights.threshold else None
