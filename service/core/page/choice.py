"""The choice among a page's candidates for a field: each is as probable as its features weigh, and so is that the page
tells none. The weights are learned (`python -m benchmarks.fit`) and stand in tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, fsum
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

Value = TypeVar("Value")
Value_co = TypeVar("Value_co", covariant=True)
MOST_REASONS = 5
MOST_REMEMBERED = 4096
"""So many groups of features are kept with their weight: much is said of many offers."""


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


class Group(NamedTuple):
    """Features that are told together, and what they weigh together."""

    names: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Grouped(Generic[Value]):
    """An offer of which groups of features are told, no name in two of them: it is weighed without a look at the names,
    which are for fits and for a person who asks.
    """

    value: Value
    groups: Sequence[Group]

    @property
    def features(self) -> frozenset[str]:
        """All their names."""
        return frozenset(name for group in self.groups for name in group.names)

    @property
    def weight(self) -> float:
        """What all features weigh together."""
        return fsum([group.weight for group in self.groups])


class Offered(Protocol[Value_co]):
    """An offer, whichever way its features are told."""

    @property
    def value(self) -> Value_co:
        """What the page offers."""

    @property
    def features(self) -> frozenset[str]:
        """All that speaks for or against it, by name."""


@dataclass(frozen=True, slots=True)
class Judged(Generic[Value]):
    """An offer with its probability among all offers of the page and none."""

    offer: Offered[Value]
    probability: float


def grouping(weights: Weights) -> Callable[[Callable[..., tuple[str, ...]]], Callable[..., Group]]:
    """What makes a group of the names that a function says, weighed once for all offers of which it says the same."""

    def grouped(say: Callable[..., tuple[str, ...]]) -> Callable[..., Group]:
        @lru_cache(maxsize=MOST_REMEMBERED)
        def group(*known: Any) -> Group:
            return group_of(say(*known), weights)

        return group

    return grouped


def group_of(names: Iterable[str], weights: Weights) -> Group:
    """These features as a group."""
    told = tuple(names)
    return Group(told, weight_of(told, weights))


def judge(offers: Sequence[Offer[Value]], weights: Weights) -> list[Judged[Value]]:
    """The offers, the most probable first; of equals the first stays first."""
    return _judged(offers, [weight_of(offer.features, weights) for offer in offers], weights.none)


def judge_grouped(offers: Sequence[Grouped[Value]], weights: Weights) -> list[Judged[Value]]:
    """The same of offers whose groups are weighed by these weights."""
    return _judged(offers, [offer.weight for offer in offers], weights.none)


def _judged(offers: Sequence[Offered[Value]], sums: Sequence[float], none: float) -> list[Judged[Value]]:
    top = max([none, *sums])
    parts = [exp(one - top) for one in sums]
    whole = sum(parts) + exp(none - top)
    judged = [Judged(offer, part / whole) for offer, part in zip(offers, parts, strict=True)]
    return sorted(judged, key=lambda one: -one.probability)


def weight_of(features: Iterable[str], weights: Weights) -> float:
    """What the features weigh together, exactly: the order of a set is no property of the page."""
    return fsum(weights.features[name] for name in features if name in weights.features)


def reasons(offer: Offered[Value], weights: Weights) -> tuple[str, ...]:
    """The features that weigh most in an offer, each with its weight: `+2.1 below-headline`."""
    known = [(weights.features[name], name) for name in offer.features if name in weights.features]
    strongest = sorted(known, key=lambda one: (-abs(one[0]), one[1]))[:MOST_REASONS]
    return tuple(f"{weight:+.1f} {name}" for weight, name in strongest)


def chosen(judged: Sequence[Judged[Value]], weights: Weights) -> Offered[Value] | None:
    """The most probable offer, if it is probable enough."""
    return judged[0].offer if judged and judged[0].probability >= weights.threshold else None
