"""The journeys behind a credit, and what a test of one name could show."""

from __future__ import annotations

from dataclasses import replace
from math import isnan, nan

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.attribution.asked import settled
from touchpath.analysis.attribution.journeys import Journeys, expanded
from touchpath.analysis.attribution.reading import CreditLog
from touchpath.analysis.attribution.result import CreditTestResult, JourneyBehind, JourneysBehindResult
from touchpath.analysis.attribution.touches import Touches
from touchpath.analysis.log.keys import Mask, microseconds
from touchpath.analysis.matching.choice import first_of_each
from touchpath.analysis.paths.units import UnitPaths
from touchpath.analysis.paths.whole import WholePaths, ranked, whole_paths
from touchpath.engine.arrays import side_by_side
from touchpath.engine.base import Reader
from touchpath.journey.attribution import CreditTest, JourneysBehind
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.stats.power import detectable_rate

_DAY = 86_400_000_000
TEST_DAYS = 28
_FEWEST = 10


def measure_behind(engine: Reader, asked: JourneysBehind, filters: Filters = NO_FILTERS) -> JourneysBehindResult:
    """The commonest journeys with a name in them; raises DefinitionError without a goal."""
    asked = settled(engine, asked)
    log = CreditLog(engine, asked, filters)
    blocks, labels = log.ready(), log.labels
    number = None if asked.name is None else _number(labels, asked.name)
    parts = side_by_side(lambda block: _ways(log, block, number), range(blocks))
    nothing = np.zeros(0)
    person, days, worth = (np.concatenate([nothing, *(part[1][i] for part in parts)]) for i in range(3))
    whole = WholePaths.together([part[0] for part in parts])
    whole = replace(whole, took=np.arange(len(whole.fingerprint)))
    order = np.argsort(np.argsort([label or "" for label in labels], kind="stable"))
    found = [
        JourneyBehind(
            tuple(labels[step] for step in way.steps), len(np.unique(person[way.took])), way.units,
            way.units / len(person), float(worth[way.took].sum()), float(np.median(days[way.took])),
        )
        for way in ranked(whole, order, asked.most, 1.0)
    ]  # fmt: skip
    left = len(person) - sum(one.conversions for one in found)
    return JourneysBehindResult(asked, len(np.unique(person)), len(person), tuple(found), left)


def measure_test(engine: Reader, asked: CreditTest, filters: Filters = NO_FILTERS) -> CreditTestResult:
    """What a test of four weeks could show, as people met it in the last four weeks that are over.

    Raises DefinitionError without a goal.
    """
    asked = settled(engine, asked)
    log = CreditLog(engine, replace(asked, lookback_days=asked.horizon_days), filters)
    blocks, number = log.ready(), _number(log.labels, asked.name)
    horizon = microseconds(asked.horizon_days * 86_400) or 0
    until = log.arrays.last_moment - horizon
    counts = [_met_and_converted(log, block, number, until, horizon) for block in range(blocks)]
    people, converted = (sum(part[i] for part in counts) for i in (0, 1))
    level = converted / people if people else nan
    smallest = nan
    if people >= 2 * _FEWEST and 0 < level < 1:
        smallest = abs(detectable_rate(level, people / 2, rise=level < 0.5) - level)
    return CreditTestResult(asked, people, converted, level, smallest if not isnan(smallest) else nan)


def _number(labels: tuple[str | None, ...], name: str) -> int:
    return labels.index(name) if name in labels else -1


def _ways(
    log: CreditLog, block: int, number: int | None
) -> tuple[WholePaths, tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]]:
    """Whole journeys, and of each the person, the days from the first touch to the conversion, the value."""
    journeys, worth = log.journeys(block)
    held = log.touches[block]
    kept = journeys.lengths > 0
    if number is not None:
        kept &= _having(journeys, held, number)
    journeys, worth = journeys.where(kept), worth[kept]
    found = expanded(journeys)
    begins = np.concatenate([[0], np.cumsum(found.lengths)])
    unfinished = np.zeros(len(worth), dtype=bool)
    moment = held.moment[found.touch]
    units = UnitPaths(held.name[found.touch], moment, begins, journeys.person, unfinished, 0)
    days = (journeys.moment - held.moment[journeys.low]) / _DAY
    first = block << log.arrays.space.people_bits
    return whole_paths(units), (journeys.person + first, days, worth)


def _having(journeys: Journeys, held: Touches, number: int) -> Mask:
    """Which journeys have a touch with this name."""
    before = np.concatenate([[0], np.cumsum(held.name == number)])
    return np.asarray(before[journeys.high] > before[journeys.low])


def _met_and_converted(log: CreditLog, block: int, number: int, until: int, horizon: int) -> tuple[int, int]:
    """How many people of a block met a name in the four weeks up to `until`, and converted within the horizon."""
    held, goals = log.touches[block], log.touches[block].goals
    chosen = np.isin(held.person + (block << log.arrays.space.people_bits), log.people)
    recent = (held.moment > until - TEST_DAYS * _DAY) & (held.moment <= until)
    at = np.flatnonzero((held.name == number) & recent & chosen)
    at = at[first_of_each(held.person[at])]
    counted = log.everybody.counted[log.part(block)][goals.place]
    span = np.int64(2) ** log.arrays.space.bits
    keys = goals.person[counted] * span + goals.moment[counted]
    met = held.person[at] * span + held.moment[at]
    low, high = np.searchsorted(keys, met), np.searchsorted(keys, met + horizon, side="right")
    return len(at), int(np.sum(high > low))
