"""The best rule of one variable: what anybody could say without a model ("last seen more than 20 days ago")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.stats.proportions import Floats

YesNo = NDArray[np.bool_]
_LEVELS = 255


@dataclass(frozen=True)
class OneVariable:
    """A rule on the variable in `column`: risk rises with it (`sign` 1), falls (-1), or goes by name (`levels`).

    Missing values are as risky as `missing`, a value of the order. People beyond `threshold` of the order (or at
    it) are those the rule names; `auc` is where it was found.
    """

    column: int
    sign: int
    missing: float
    threshold: float
    auc: float
    levels: tuple[float, ...] = ()

    def risk(self, values: NDArray[Any]) -> Floats:
        """The order of people, riskiest highest, from all their variables."""
        column = np.asarray(values[:, self.column], dtype=float)
        known = np.isfinite(column)
        if self.levels:
            table = np.array(self.levels)
            place = np.where(known, column, 0).astype(np.int64)
            found = np.where(place < len(table), table[np.minimum(place, len(table) - 1)], self.missing)
            return np.where(known, found, self.missing)
        return np.where(known, self.sign * column, self.missing)


def best_rule(values: NDArray[Any], label: YesNo, named: YesNo) -> OneVariable:
    """The rule whose order of the people is the best (AUC); of equals the first variable."""
    found = [_rule(values, label, column, bool(named[column])) for column in range(values.shape[1])]
    return max(found, key=lambda rule: rule.auc)


def _rule(values: NDArray[Any], label: YesNo, column: int, named: bool) -> OneVariable:
    own = np.asarray(values[:, column], dtype=float)
    known = np.isfinite(own)
    if named:
        return _with_threshold(_by_level(own, known, label, column), values, label)
    tried = []
    for sign in (1, -1):
        ends = (sign * own[known]).min(initial=0) - 1, (sign * own[known]).max(initial=0) + 1
        tried += [OneVariable(column, sign, end, 0.0, 0.0) for end in (ends if not known.all() else ends[:1])]
    return max((_with_threshold(rule, values, label) for rule in tried), key=lambda rule: rule.auc)


def _by_level(own: Floats, known: YesNo, label: YesNo, column: int) -> OneVariable:
    """Names as risky as the people under them were, drawn a little to the mean."""
    level = np.where(known, own, 0).astype(np.int64)
    size = min(int(level.max(initial=0)) + 1, _LEVELS)
    mean = float(label.mean())
    happened = np.bincount(level[known], weights=label[known], minlength=size)[:size]
    people = np.bincount(level[known], minlength=size)[:size]
    rates = (happened + 10 * mean) / (people + 10)
    missing = (float(label[~known].sum()) + 10 * mean) / (np.count_nonzero(~known) + 10)
    return OneVariable(column, 1, missing, 0.0, 0.0, tuple(float(rate) for rate in rates))


def _with_threshold(rule: OneVariable, values: NDArray[Any], label: YesNo) -> OneVariable:
    """The rule with how well it orders, and where it parts people best (Youden's index)."""
    risk = rule.risk(values)
    order = np.argsort(-risk, kind="stable")
    ranked, came = risk[order], label[order]
    ends = np.append(np.flatnonzero(ranked[1:] != ranked[:-1]), len(ranked) - 1)
    hits, falls = np.cumsum(came)[ends], np.cumsum(~came)[ends]
    if not hits[-1] or not falls[-1]:
        return rule
    true, false = hits / hits[-1], falls / falls[-1]
    area = float(np.trapezoid(np.concatenate([[0.0], true]), np.concatenate([[0.0], false])))
    best = int(np.argmax(true - false))
    return OneVariable(rule.column, rule.sign, rule.missing, float(ranked[ends[best]]), area, rule.levels)
