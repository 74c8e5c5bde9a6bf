"""The rules by which a conversion's credit is shared among its touches: weights that add up to one per journey.

Only participation adds up to more: everything met gets the whole conversion. The equal split per distinct name is the
Shapley value of co-presence: a coalition is worth the conversions whose names all lie in it (Zhao, Mahboobi and
Bagheri 2018, arXiv:1804.05327).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.attribution.journeys import JourneyTouches
from touchpath.analysis.attribution.sums import added
from touchpath.analysis.log.keys import Mask, Positions
from touchpath.journey.attribution import USUAL_WEIGHTS, Attribution, CreditRule

Weights = NDArray[np.float64]


@dataclass(frozen=True)
class SharedTouches:
    """The touches of journeys with what the rules look at; one entry is one touch of one journey.

    `age` is the time from the touch to the conversion, in days.
    """

    touches: JourneyTouches
    name: NDArray[Any]
    age: Weights
    direct: Mask

    @cached_property
    def length(self) -> Positions:
        """How many touches the journey of each entry has."""
        return self.touches.lengths[self.touches.journey]

    @property
    def first(self) -> Mask:
        """Which are the first of their journey."""
        return np.asarray(self.touches.place == 0)

    @cached_property
    def last(self) -> Mask:
        """Which are the last of their journey."""
        return np.asarray(self.touches.place == self.length - 1)

    @cached_property
    def met(self) -> Mask:
        """Which are the first with their name in their journey."""
        size = int(self.name.max(initial=0)) + 1
        pairs = self.touches.journey * size + self.name
        met = np.zeros(len(pairs), dtype=bool)
        met[np.unique(pairs, return_index=True)[1]] = True
        return met

    def per_journey(self, amounts: Weights | Mask) -> Weights:
        """The sum of an amount over the journey, for each entry."""
        sums = added(self.touches.journey, np.asarray(amounts, dtype=np.float64), len(self.touches.lengths))
        return np.asarray(sums[self.touches.journey])


def weights(rule: CreditRule, asked: Attribution, shared: SharedTouches) -> Weights:
    """What each entry gets of its journey's conversion."""
    if rule in USUAL_WEIGHTS:
        return _by_place(shared, *asked.weights_of(rule))
    if rule == "time_decay":
        return _decayed(shared, asked.half_life_days)
    return _RULES[rule](shared)


def _last_non_direct(shared: SharedTouches) -> Weights:
    """The last touch that is not direct; where all are, the last."""
    place = np.where(shared.direct, -1, shared.touches.place)
    latest = np.full(len(shared.touches.lengths), -1, dtype=np.int64)
    np.maximum.at(latest, shared.touches.journey, place)
    chosen = np.where(latest < 0, shared.touches.lengths - 1, latest)
    return np.asarray(shared.touches.place == chosen[shared.touches.journey], dtype=np.float64)


def _linear(shared: SharedTouches) -> Weights:
    return np.asarray(1.0 / shared.length)


def _equal_split(shared: SharedTouches) -> Weights:
    return np.asarray(shared.met / shared.per_journey(shared.met))


def _by_place(shared: SharedTouches, first: float, between: float, last: float) -> Weights:
    """Shares by place; places that a journey lacks share in proportion, equally where nothing else is given."""
    length = shared.length
    middles = np.maximum(length - 2, 1)
    own = np.where(shared.first, first, np.where(shared.last, last, between / middles))
    total = shared.per_journey(own)
    return np.where(total > 0, own / np.where(total > 0, total, 1), 1.0 / length)


def _decayed(shared: SharedTouches, half_life: float) -> Weights:
    """2 ** (-age / half-life), counted from the last touch, so that nothing vanishes."""
    youngest = np.full(len(shared.touches.lengths), np.inf)
    np.minimum.at(youngest, shared.touches.journey, shared.age)
    own = np.exp2(-(shared.age - youngest[shared.touches.journey]) / half_life)
    return np.asarray(own / shared.per_journey(own))


def _marked(mask: str, shared: SharedTouches) -> Weights:
    return np.asarray(getattr(shared, mask), dtype=np.float64)


_RULES: Mapping[str, Callable[[SharedTouches], Weights]] = {
    "first": partial(_marked, "first"),
    "last": partial(_marked, "last"),
    "last_non_direct": _last_non_direct,
    "linear": _linear,
    "equal_split": _equal_split,
    "participation": partial(_marked, "met"),
}
