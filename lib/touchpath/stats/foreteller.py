"""Learns at one time and tests at a later one: boosted trees beside the best rule of one variable, and the gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.stats.boosted_trees import BoostedTrees, best_trees, grown, held_out
from touchpath.stats.calibrated import isotonic
from touchpath.stats.foretold import ForetoldTest, GateName, YesNo, foretold_test
from touchpath.stats.one_variable import OneVariable, best_rule
from touchpath.stats.person_bootstrap import DrawsDone, untold
from touchpath.stats.proportions import Floats

DONE = 100


@dataclass(frozen=True, eq=False)
class Cases:
    """People and what came of them: `values` has a row for each and NaN where nothing is known.

    `named` says which columns hold numbers of names (from 0), `label` to whom it happened.
    """

    values: NDArray[Any]
    named: YesNo
    label: YesNo


@dataclass(frozen=True, eq=False)
class Foreteller:
    """What gives chances: trees, and where they were off what brings them to what came (`brought`)."""

    trees: BoostedTrees
    brought: Any = None

    def chances(self, values: NDArray[Any]) -> Floats:
        """The chance of each row."""
        found = self.trees.chances(values)
        return found if self.brought is None else np.asarray(self.brought.predict(found), dtype=float)


@dataclass(frozen=True, eq=False)
class Trained:
    """The rule and the model learned from earlier cases, the test on later ones, and what of the gate refused it."""

    rule: OneVariable
    model: Foreteller
    tested: ForetoldTest
    failed: tuple[GateName, ...]


def trained(learn: Cases, test: Cases, told: DrawsDone = untold, seed: int = 0) -> Trained:
    """Learn from `learn`, judge on `test`, which must be later: nothing of it is used to learn.

    Where the calibration slope is off, the model of two thirds of the cases is brought to what came of the third held
    out, and judged instead if that mends it. `told` hears of so much of a hundred, and may raise to end it.
    """
    rule = best_rule(learn.values, learn.label, learn.named)
    order = rule.risk(test.values)
    held = held_out(len(learn.label), seed)
    part = best_trees(learn.values, learn.label, learn.named, held, seed, _share(told, 0, 60))
    model = Foreteller(grown(learn.values, learn.label, learn.named, part.trees, seed, _share(told, 60, DONE)))
    tested = foretold_test(model.chances(test.values), order, test.label, seed)
    happened = int(np.count_nonzero(learn.label))
    failed = tested.failed(happened)
    if "slope" in failed:
        again = _brought(part, learn, held)
        anew = foretold_test(again.chances(test.values), order, test.label, seed)
        if "slope" not in anew.failed(happened):
            return Trained(rule, again, anew, anew.failed(happened))
    return Trained(rule, model, tested, failed)


def learned_anew(model: Foreteller, cases: Cases, told: DrawsDone = untold, seed: int = 0) -> Foreteller:
    """The same model learned from other cases: as many trees, and brought to what came if it was."""
    count = model.trees.trees
    if model.brought is None:
        return Foreteller(grown(cases.values, cases.label, cases.named, count, seed, told))
    held = held_out(len(cases.label), seed)
    part = grown(cases.values[~held], cases.label[~held], cases.named, count, seed, told)
    return _brought(part, cases, held)


def _brought(part: BoostedTrees, cases: Cases, held: YesNo) -> Foreteller:
    """A model of the others, brought to what came by those held out of it."""
    return Foreteller(part, isotonic(part.chances(cases.values[held]), cases.label[held]))


def _share(told: DrawsDone, begins: int, ends: int) -> DrawsDone:
    """Tells of a part of the work as a part of the whole."""

    def tell(done: int, of: int) -> None:
        told(begins + (ends - begins) * done // max(of, 1), DONE)

    return tell
