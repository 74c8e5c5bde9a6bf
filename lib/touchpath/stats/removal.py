"""Removal effects in an absorbing Markov chain: what share of conversions every way through a name leads to.

A chain starts, walks over states, and ends as converted or not. Removing a name sends everybody who reaches it to the
end without a conversion; its removal effect is the share of the conversion probability that goes. Credit is shared in
proportion to the effects (Anderl, Becker, von Wangenheim and Schumann 2016, Int J Res Marketing 33:457). All
probabilities come from linear equations, not from simulated walks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu, spsolve

from touchpath.stats.proportions import Floats

Integers = NDArray[np.int64]
CONVERTED, NOT_CONVERTED, NO_NAME = -1, -2, -1
_DENSE = 400
_MOST_STEPS = 60
_CLOSE = 1e-12
_RARE = 1e-4


@dataclass(frozen=True)
class ChainShape:
    """The transitions of a chain: from state `source` to state `target` (or CONVERTED, NOT_CONVERTED).

    State 0 is the start. `name` is the name that each state has last met (NO_NAME for the start); names count from 0.
    """

    source: Integers
    target: Integers
    name: Integers

    @property
    def states(self) -> int:
        """How many states there are."""
        return len(self.name)

    @property
    def names(self) -> int:
        """How many names there are."""
        return int(self.name.max(initial=NO_NAME)) + 1


@dataclass(frozen=True)
class RemovalEffects:
    """The probability of a conversion (`base_rate`, 0-1), and the removal effect of each name (0-1)."""

    base_rate: float
    effects: Floats

    @property
    def shares(self) -> Floats:
        """The effects as shares of their sum; NaN where nothing converts."""
        total = float(np.sum(self.effects))
        return np.asarray(self.effects / total if total > 0 else np.full(len(self.effects), np.nan))


def removal_effects(shape: ChainShape, counts: Floats) -> RemovalEffects:
    """The effects from the count of each transition of the shape."""
    counts = np.asarray(counts, dtype=float)
    totals = np.bincount(shape.source, counts, minlength=shape.states)[shape.source]
    probability = np.divide(counts, totals, out=np.zeros(len(counts)), where=totals > 0)
    if shape.states <= _DENSE:
        return _dense(shape, probability)
    return _sparse(shape, probability)


def resampled_shares(shape: ChainShape, counts: Floats) -> Floats:
    """The shares of credit of each name (columns) from the counts of each resample (rows), as removal_effects gives.

    The equations of all resamples are near those of their mean. So they are factorised once, for the mean and without
    each name, and the solutions of every resample are made better step by step until no equation is off by more than
    1e-12. A resample that does not come near within 60 steps, or in which hardly anything converts or leads there, is
    solved by itself.
    """
    draws = _Draws.of(shape, counts)
    everybody = np.ones(shape.states, dtype=bool)
    base, sure = draws.from_start(everybody)
    sure &= base > _RARE
    left = np.zeros((shape.names, len(counts)))
    for name in range(shape.names):
        left[name], near = draws.from_start(shape.name != name)
        sure &= near
    with np.errstate(divide="ignore", invalid="ignore"):
        effects = np.where(base > 0, base - left, np.nan).T
        total = effects.sum(axis=1)
        shares: Floats = np.asarray(effects / total[:, None], dtype=np.float64)
    sure &= total > _RARE
    for place in np.flatnonzero(~sure):
        shares[place] = removal_effects(shape, counts[place]).shares
    return shares


@dataclass(frozen=True, eq=False)
class _Draws:
    """The transitions between states, ordered by source, with their probability in each resample and in the mean.

    `ends` are the probabilities of a conversion as the next step (states x resamples).
    """

    size: int
    source: Integers
    target: Integers
    probability: Floats
    mean: Floats
    ends: Floats

    @classmethod
    def of(cls, shape: ChainShape, counts: Floats) -> _Draws:
        drawn = np.vstack([np.asarray(counts, dtype=float), np.asarray(counts, dtype=float).mean(axis=0)]).T
        leaving = sparse.csr_array(
            (np.ones(len(shape.source)), (shape.source, np.arange(len(shape.source)))),
            shape=(shape.states, len(shape.source)),
        )
        totals = (leaving @ drawn)[shape.source]
        probability = np.divide(drawn, totals, out=np.zeros_like(drawn), where=totals > 0)
        ends = leaving @ (probability[:, :-1] * (shape.target == CONVERTED)[:, None])
        inside = np.flatnonzero(shape.target >= 0)
        inside = inside[np.argsort(shape.source[inside], kind="stable")]
        return cls(
            shape.states, shape.source[inside], shape.target[inside], probability[inside, :-1],
            probability[inside, -1], ends,
        )  # fmt: skip

    def from_start(self, kept: NDArray[np.bool_]) -> tuple[Floats, NDArray[np.bool_]]:
        """The probability of a conversion from the start where only some states can be met, and which are near."""
        some = kept[self.source] & kept[self.target]
        source, target, probability = self.source[some], self.target[some], self.probability[some]
        first = np.flatnonzero(np.diff(source, prepend=-1))
        steps = sparse.csc_array((self.mean[some], (source, target)), shape=(self.size, self.size))
        solved = _solver(sparse.eye_array(self.size, format="csc") - steps)
        ends = self.ends * kept[:, None]
        found = solved(ends)
        for _ in range(_MOST_STEPS):
            off = ends - found
            if len(first):
                off[source[first]] += np.add.reduceat(probability * found[target], first, axis=0)
            near = np.abs(off).max(axis=0) <= _CLOSE
            if near.all():
                break
            found += solved(off)
        return np.asarray(found[0], dtype=np.float64), near


def _solver(equations: sparse.csc_array) -> Callable[[Floats], Floats]:
    """Solves equations for many right sides: by the inverse where they are few, else by sparse factors."""
    if equations.shape[0] > _DENSE:
        factors: Callable[[Floats], Floats] = splu(equations.tocsc()).solve
        return factors
    inverse = np.linalg.inv(equations.toarray())
    return lambda right: np.asarray(inverse @ right, dtype=np.float64)


def effects_by_name(transitions: Sequence[tuple[str, str, float]]) -> tuple[float, dict[str, float]]:
    """The base rate and effects of a chain of order 1 from (source, target, count).

    Its ends are called "(start)", "(conversion)" and "(null)".
    """
    ends = {"(conversion)": CONVERTED, "(null)": NOT_CONVERTED}
    names = sorted({part for one in transitions for part in one[:2]} - {"(start)", *ends})
    state = {"(start)": 0, **{name: place + 1 for place, name in enumerate(names)}, **ends}
    source = np.array([state[begin] for begin, _, _ in transitions], dtype=np.int64)
    target = np.array([state[end] for _, end, _ in transitions], dtype=np.int64)
    shape = ChainShape(source, target, np.arange(-1, len(names)))
    found = removal_effects(shape, np.array([one[2] for one in transitions]))
    return found.base_rate, dict(zip(names, found.effects.tolist(), strict=True))


def _dense(shape: ChainShape, probability: Floats) -> RemovalEffects:
    """All names from one inverse: those who convert after meeting a name go through its states.

    With the expected visits N = (I - Q)^-1 and b = N r, those who convert through the states S of a name are
    N[0, S] N[S, S]^-1 b[S].
    """
    size = shape.states
    inside = shape.target >= 0
    steps = np.zeros((size, size))
    np.add.at(steps, (shape.source[inside], shape.target[inside]), probability[inside])
    ends = _ends(shape, probability)
    visits: Floats = np.asarray(np.linalg.inv(np.eye(size) - steps), dtype=np.float64)
    converting = visits @ ends
    through = [_through(visits, converting, np.flatnonzero(shape.name == name)) for name in range(shape.names)]
    return _effects(float(converting[0]), np.array(through, dtype=float))


def _ends(shape: ChainShape, probability: Floats) -> Floats:
    """The probability of a conversion as the next step of each state."""
    converted = probability * (shape.target == CONVERTED)
    return np.asarray(np.bincount(shape.source, converted, minlength=shape.states), dtype=np.float64)


def _through(visits: Floats, converting: Floats, own: Integers) -> float:
    if len(own) == 1:
        state = own[0]
        return float(visits[0, state] * converting[state] / visits[state, state])
    return float(visits[0, own] @ np.linalg.solve(visits[np.ix_(own, own)], converting[own]))


def _sparse(shape: ChainShape, probability: Floats) -> RemovalEffects:
    """The same by solving the equations once without each name."""
    size, inside = shape.states, shape.target >= 0
    steps = sparse.csr_array((probability[inside], (shape.source[inside], shape.target[inside])), shape=(size, size))
    ends = _ends(shape, probability)
    base = _from_start(steps, ends, np.arange(size))
    left = [_from_start(steps, ends, np.flatnonzero(shape.name != name)) for name in range(shape.names)]
    return _effects(base, base - np.array(left))


def _from_start(steps: sparse.csr_array, ends: Floats, kept: Integers) -> float:
    equations = sparse.eye_array(len(kept), format="csc") - steps[kept][:, kept].tocsc()
    return float(spsolve(equations, ends[kept])[0])


def _effects(base: float, through: Floats) -> RemovalEffects:
    return RemovalEffects(base, through / base if base > 0 else np.full(len(through), np.nan))
