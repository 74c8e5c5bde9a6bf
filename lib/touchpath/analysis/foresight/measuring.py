"""Measures a prediction: what the fitted model, or the rule, says of the people who are there now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.foresight.fitted import ALL_DONE, FittedPrediction, Snapshot, foretold
from touchpath.analysis.foresight.reasons import reasons_of, topic_weights
from touchpath.analysis.foresight.result import (
    BandName,
    PersonAtRisk,
    PersonReason,
    PredictionResult,
    RiskBand,
    SimpleRule,
)
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.prediction import Prediction
from touchpath.journey.watching import Watch, unwatched
from touchpath.stats.foretold import TOP_SHARE
from touchpath.stats.proportions import Floats, wilson

RAISED_SHARE = 0.3
MOST_LISTED = 200
BANDS_BY_MODEL: tuple[BandName, ...] = ("highest", "raised", "rest")
BANDS_BY_RULE: tuple[BandName, ...] = ("named", "others")
Places = NDArray[np.int64]


def measure(engine: Reader, asked: Prediction, filters: Filters, watch: Watch = unwatched) -> PredictionResult:
    """Who of the people in view it may happen to, and whether a model says it better than a rule."""
    found = foretold(engine, asked, filters, watch)
    calendar, cuts = engine.calendar, found.cuts
    if cuts is None or calendar.data_end is None or calendar.data_start is None:
        return PredictionResult(asked, found.refused)
    learned = found.learned if found.learned is not None else np.zeros(0, dtype=bool)
    last = calendar.day_of(cuts.now - timedelta(microseconds=1))
    plain = PredictionResult(
        asked, found.refused, as_of=last, tested_on=calendar.day_of(cuts.test),
        learned_on=calendar.day_of(cuts.learn), learned=len(learned), learned_happened=int(learned.sum()),
        data_days=(calendar.data_end - calendar.data_start) / timedelta(days=1),
    )  # fmt: skip
    if found.fitted is None:
        return plain
    fitted = found.fitted
    watch(85, ALL_DONE)
    weights = topic_weights(fitted) if fitted.by_model else ()
    watch(95, ALL_DONE)
    return replace(
        plain, now=len(fitted.now.known.person), drawn=fitted.learned.of > len(learned), there=fitted.learned.of,
        by_model=fitted.by_model, failed=fitted.failed, brought=fitted.model.brought is not None,
        trees=fitted.model.trees.trees, test=fitted.tested, rule=_rule(fitted), bands=_bands(fitted),
        weights=weights, listed=_listed(engine, fitted), variables=fitted.now.known.variables,
    )  # fmt: skip


def people_in_band(engine: Reader, asked: Prediction, filters: Filters, band: BandName) -> NDArray[Any]:
    """The keys of everybody in a band, riskiest first."""
    found = foretold(engine, asked, filters).fitted
    if found is None or band not in _band_names(found):
        return np.zeros(0, dtype=np.int64)
    order, of = _banded(found, found.now, latest=True)
    return np.asarray(found.now.known.person[order[of == _band_names(found).index(band)]])


def _band_names(found: FittedPrediction) -> tuple[BandName, ...]:
    return BANDS_BY_MODEL if found.by_model else BANDS_BY_RULE


def _risk(found: FittedPrediction, snapshot: Snapshot, *, latest: bool) -> Floats:
    """The order of the people, riskiest highest."""
    if not found.by_model:
        return found.rule.risk(snapshot.known.values)
    return (found.latest if latest else found.model).chances(snapshot.known.values)


def _banded(found: FittedPrediction, snapshot: Snapshot, *, latest: bool) -> tuple[Places, Places]:
    """The places of the people, riskiest first, and the band of each in that order."""
    risk = _risk(found, snapshot, latest=latest)
    order = np.lexsort((snapshot.known.person, -risk))
    if found.by_model:
        ends = [round(share * len(order)) for share in (TOP_SHARE, RAISED_SHARE)]
        return order, np.searchsorted(ends, np.arange(len(order)), side="right").astype(np.int64)
    return order, (risk[order] < found.rule.threshold).astype(np.int64)


def _bands(found: FittedPrediction) -> tuple[RiskBand, ...]:
    chance = _risk(found, found.now, latest=True) if found.by_model else np.full(len(found.now.known.person), nan)
    order, of = _banded(found, found.now, latest=True)
    then_order, then_of = _banded(found, found.test, latest=False)
    bands = []
    for place, name in enumerate(_band_names(found)):
        own, then = order[of == place], found.test.label[then_order[then_of == place]]
        happened = int(then.sum())
        low, high = (float(end) for end in wilson(happened, len(then))) if len(then) else (nan, nan)
        mean = float(chance[own].mean()) if len(own) else nan
        rate = happened / len(then) if len(then) else nan
        bands.append(RiskBand(name, len(own), mean, len(then), happened, rate, low, high))
    return tuple(bands)


def _rule(found: FittedPrediction) -> SimpleRule:
    """The rule as it is said: of a number above or below a value, of names which ones."""
    rule, known = found.rule, found.now.known
    variable = known.variables[rule.column]
    named = int(np.count_nonzero(rule.risk(known.values) >= rule.threshold))
    names = tuple(
        label for label, level in zip(variable.labels, rule.levels, strict=False) if level >= rule.threshold
    )
    return SimpleRule(
        (variable.topic.kind, variable.topic.of), variable.what, named, rule.sign > 0, rule.sign * rule.threshold,
        rule.missing >= rule.threshold, names,
    )  # fmt: skip


def _listed(engine: Reader, found: FittedPrediction) -> tuple[PersonAtRisk, ...]:
    """The riskiest by name, with what goes along with it."""
    order, of = _banded(found, found.now, latest=True)
    first = order[:MOST_LISTED] if found.by_model else order[of == 0][:MOST_LISTED]
    keys = found.now.known.person[first]
    frame = engine.frame("ask/lifetime/names", {"people": [int(key) for key in keys]})
    ids = frame.set_index("person")["person_id"]
    chance = _risk(found, found.now, latest=True)[first] if found.by_model else np.full(len(first), nan)
    reasons = reasons_of(found, first) if found.by_model else [_by_rule(found, int(place)) for place in first]
    bands = _band_names(found)
    return tuple(
        PersonAtRisk(str(ids[int(key)]), bands[int(band)], float(value), why)
        for key, band, value, why in zip(keys, of, chance, reasons, strict=False)
    )


def _by_rule(found: FittedPrediction, place: int) -> tuple[PersonReason, ...]:
    known = found.now.known
    variable = known.variables[found.rule.column]
    column = known.values[:, found.rule.column]
    usual = float(np.nanmedian(column)) if np.isfinite(column).any() and variable.what != "name" else nan
    return (PersonReason(variable, float(column[place]), usual),)
