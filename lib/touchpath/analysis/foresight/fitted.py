"""A prediction from reading to chances: learned at one cut-off, tested at the next, then applied to now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.change.groups import stored_personas
from touchpath.analysis.foresight.columns import KnownNames, shape_before
from touchpath.analysis.foresight.cuts import Cuts, cuts_of
from touchpath.analysis.foresight.features import KnownBefore, known_before
from touchpath.analysis.foresight.there import happened, still_there, target_history
from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.prediction import Prediction
from touchpath.journey.watching import Watch, unwatched
from touchpath.stats.foreteller import Cases, Foreteller, learned_anew, trained
from touchpath.stats.foretold import ForetoldTest, GateName
from touchpath.stats.one_variable import OneVariable

PredictionRefusal = Literal["", "no_data", "too_short", "nobody", "none_happened", "all_happened", "few_happened"]
MOST_LEARNED_FROM = 20_000
FEWEST_HAPPENED = 20
ALL_DONE = 100
_READ = {"learn": (0, 15), "test": (15, 25), "now": (60, 70)}
YesNo = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """People as known before a cut-off, drawn from `of` who were there; what came of them, where it is over."""

    known: KnownBefore
    of: int
    label: YesNo

    @property
    def cases(self) -> Cases:
        """The people as cases to learn from, or to test on."""
        return Cases(self.known.values, self.known.named, self.label)


@dataclass(frozen=True, eq=False)
class FittedPrediction:
    """A model and a rule, both learned before the `test`, and what they say `now`.

    `tested` is what decides, `failed` what of the gate refused the model. `latest` is the model learned anew at the
    cut-off of the test, which gives the chances of now.
    """

    learned: Snapshot
    test: Snapshot
    now: Snapshot
    rule: OneVariable
    model: Foreteller
    latest: Foreteller
    tested: ForetoldTest
    failed: tuple[GateName, ...]

    @property
    def by_model(self) -> bool:
        """Whether the model is used, and not the rule."""
        return not self.failed


@dataclass(frozen=True, eq=False)
class Foretold:
    """What came of a prediction: where it is `refused` there is no fit, and perhaps nobody learned from."""

    cuts: Cuts | None
    refused: PredictionRefusal
    learned: YesNo | None = None
    fitted: FittedPrediction | None = None

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        fitted = self.fitted
        parts = (fitted.learned, fitted.test, fitted.now) if fitted else ()
        return 1_000_000 + sum(part.known.nbytes for part in parts)


def foretold(engine: Reader, asked: Prediction, filters: Filters, watch: Watch = unwatched) -> Foretold:
    """The prediction, made once per version of the data."""
    key = ("foretold", asked, filters)
    return arrays_of(engine).get(engine.version, key, lambda: _Making(engine, asked, filters, watch).made())


class _Making:
    """One prediction in the making; `watch` is told how far it is, of a hundred parts."""

    def __init__(self, engine: Reader, asked: Prediction, filters: Filters, watch: Watch) -> None:
        self.engine, self.asked, self.filters, self.watch = engine, asked, filters, watch
        self.shape: KnownNames | None = None

    def made(self) -> Foretold:
        self.watch(0, ALL_DONE)
        cuts = cuts_of(self.engine.calendar, self.asked, self.filters)
        if cuts is None or not cuts.enough:
            return Foretold(cuts, "no_data" if cuts is None else "too_short")
        learned = self._snapshot(cuts.learn, "learn")
        test = self._snapshot(cuts.test, "test") if learned else None
        if learned is None or test is None:
            return Foretold(cuts, "nobody")
        if refused := _refused(learned.label, test.label):
            return Foretold(cuts, refused, learned.label)
        return self._judged(cuts, learned, test)

    def _judged(self, cuts: Cuts, learned: Snapshot, test: Snapshot) -> Foretold:
        found = trained(learned.cases, test.cases, self._told(25, 60))
        now = self._snapshot(cuts.now, "now")
        if now is None:
            return Foretold(cuts, "nobody", learned.label)
        latest = found.model if found.failed else learned_anew(found.model, test.cases, self._told(70, 85))
        fitted = FittedPrediction(learned, test, now, found.rule, found.model, latest, found.tested, found.failed)
        return Foretold(cuts, "", learned.label, fitted)

    def _snapshot(self, cutoff: datetime, when: Literal["learn", "test", "now"]) -> Snapshot | None:
        """People at a cut-off; None where nobody is there. Of very many, those now are all looked at."""
        begins, ends = _READ[when]
        self.watch(begins, ALL_DONE)
        history = target_history(self.engine, self.asked, self.filters, cutoff)
        there = still_there(self.engine, self.asked, self.filters, cutoff, history)
        people = there if when == "now" else _drawn(there)
        if not len(people):
            return None
        if self.shape is None:
            early = not any(source.looks_after_entry for source in stored_personas(self.engine).sources)
            of_people = self.filters.of_people()
            self.shape = shape_before(self.engine, self.asked, of_people, people, cutoff, personas=early)
        known = known_before(self.engine, self.asked, people, history, self.shape, cutoff)
        over = when != "now"
        label = happened(self.engine, self.asked, people, cutoff) if over else np.zeros(0, dtype=bool)
        self.watch(ends, ALL_DONE)
        return Snapshot(known, len(there), label)

    def _told(self, begins: int, ends: int) -> Watch:
        def told(done: int, of: int) -> None:
            self.watch(begins + (ends - begins) * done // max(of, 1), ALL_DONE)

        return told


def _drawn(people: NDArray[Any]) -> NDArray[Any]:
    """All people, or of very many so many drawn by a seed."""
    if len(people) <= MOST_LEARNED_FROM:
        return people
    return np.sort(np.random.default_rng(0).permutation(people)[:MOST_LEARNED_FROM])


def _refused(learned: YesNo, test: YesNo) -> PredictionRefusal:
    """Why nothing can be learned, or tested."""
    if not learned.any() or not test.any():
        return "none_happened"
    if learned.all() or test.all():
        return "all_happened"
    least = min(part.sum() for label in (learned, test) for part in (label, ~label))
    return "few_happened" if least < FEWEST_HAPPENED else ""
