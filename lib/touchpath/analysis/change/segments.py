"""Which personas and channels changed: effects with correction, homogeneity on both scales, shrunken estimates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

from touchpath.analysis.change.result import Segment, SegmentTable
from touchpath.analysis.change.units import ChangeUnits, Codes, UnitValues, place_of
from touchpath.analysis.change.weeks import Weeks
from touchpath.journey.filters import Name
from touchpath.journey.words import listed
from touchpath.stats.multiplicity import holm
from touchpath.stats.results import Estimate, unavailable
from touchpath.stats.segments import compare_segments, shrink, shrink_rates
from touchpath.stats.strata import homogeneity, stratified
from touchpath.stats.weekly import MIN_PEOPLE_A_WEEK, before_after

MOST_SEGMENTS = 12
SegmentLabels = Mapping[str, tuple[NDArray[Any], Codes, tuple[Name, ...]]]
"""By name of a label: people, the place of each one's label among the names, and the names (None first: missing)."""
_CELL = "in some week fewer than five people are left"


def cohort_segments(units: ChangeUnits, weeks: Weeks, control: ChangeUnits | None = None) -> tuple[SegmentTable, ...]:
    """Effects by persona and by channel of entry, each by rule F on its own weeks; nothing with one segment only."""
    axes: tuple[tuple[str, Callable[[ChangeUnits], Codes], tuple[Name, ...]], ...] = (
        ("persona", lambda part: part.persona, units.personas),
        ("channel", lambda part: part.channel, units.channels),
    )
    tables = []
    for by, places, names in axes:
        sums, n = by_week(units, weeks, places(units), len(names))
        shared = None if control is None else by_week(control, weeks, places(control), len(names))
        there = np.flatnonzero(n.sum(axis=1) > 0)[:MOST_SEGMENTS]
        if len(there) > 1 and weeks.before and weeks.after:
            people = by_week(replace(units, weight=None), weeks, places(units), len(names))[1][there]
            named = [names[i] for i in there]
            tables.append(_table(by, named, sums[there], n[there], people, shared, units.is_rate, weeks))
    return tuple(tables)


def by_week(units: ChangeUnits, weeks: Weeks, place: Codes, places: int) -> tuple[UnitValues, UnitValues]:
    """Sums and numbers of mature units, weighted where they are, of shape (places, weeks)."""
    week = weeks.of(units.moment)
    kept = units.mature & (week >= 0) & (week < len(weeks))
    cell = place[kept] * len(weeks) + week[kept]
    sums, n = units.sums_and_sizes(kept, cell, places * len(weeks))
    shape = (places, len(weeks))
    return sums.reshape(shape), n.reshape(shape)


def _table(
    by: str,
    names: list[Name],
    sums: UnitValues,
    n: UnitValues,
    people: UnitValues,
    shared: tuple[UnitValues, UnitValues] | None,
    is_rate: bool,
    weeks: Weeks,
) -> SegmentTable:
    base = _control_series(shared)
    effects = [_effect(sums[i], n[i], base[0], weeks) for i in range(len(names))]
    odds = [_effect(sums[i], n[i], base[1], weeks, logit=True) for i in range(len(names))] if is_rate else effects
    k = weeks.before
    sizes = [(int(people[i, :k].sum()), int(people[i, k:].sum())) for i in range(len(names))]
    return _assembled(by, names, sizes, effects, _q(effects), _q(odds))


def _control_series(shared: tuple[UnitValues, UnitValues] | None) -> tuple[UnitValues | float, UnitValues | float]:
    """The comparison group's weeks, in points and on the logit scale; 0 where there is none."""
    if shared is None:
        return 0.0, 0.0
    sums, n = (part.sum(axis=0) for part in shared)
    rate = (sums + 0.5) / (n + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return sums / np.where(n > 0, n, nan), np.log(rate) - np.log1p(-rate)


def _effect(
    sums: UnitValues, n: UnitValues, base: UnitValues | float, weeks: Weeks, *, logit: bool = False
) -> Estimate:
    if n.min() < MIN_PEOPLE_A_WEEK:
        return unavailable("rule F over weeks", f"Too few: {_CELL}.", n=float(n.sum()))
    rate = (sums + 0.5) / (n + 1) if logit else sums / n
    series = (np.log(rate) - np.log1p(-rate) if logit else rate) - base
    if not np.all(np.isfinite(series)):
        return unavailable("rule F over weeks", "A week has nobody to compare with.", n=float(n.sum()))
    return before_after(series, weeks.before).level_shift


def _q(effects: list[Estimate]) -> float:
    """Cochran's Q of the effects: the p-value that they are all the same; NaN with fewer than two."""
    known = [(e.estimate, e.standard_error) for e in effects if e.standard_error > 0]
    if len(known) < 2:
        return nan
    d, error = (np.array(part) for part in zip(*known, strict=True))
    weight = 1 / error**2
    mean = float((weight * d).sum() / weight.sum())
    return float(chdtrc(len(d) - 1, float((weight * (d - mean) ** 2).sum())))


def _assembled(
    by: str,
    names: list[Name],
    sizes: list[tuple[int, int]],
    effects: list[Estimate],
    p_points: float,
    p_ratio: float,
    overall: Estimate | None = None,
) -> SegmentTable:
    adjusted = holm([effect.p_value for effect in effects])
    pulled = shrink([e.estimate for e in effects], [e.standard_error for e in effects])
    differ = None if np.isnan([p_points, p_ratio]).any() else max(p_points, p_ratio) <= 0.05
    segments = tuple(
        Segment(name, size[0], size[1], effect, float(p), float(value), float(low), float(high))
        for name, size, effect, p, value, low, high in zip(
            names, sizes, effects, adjusted, pulled.estimate, pulled.low, pulled.high, strict=True
        )
    )
    return SegmentTable(by, segments, differ, p_points, p_ratio, overall, _sentence(by, segments, differ))


def arm_segments(
    control: ChangeUnits, treated: ChangeUnits, labels: SegmentLabels, arm: str = ""
) -> tuple[SegmentTable, ...]:
    """Effects of one arm of a randomised test by persona, channel and any labels of people; shares only."""
    if not control.is_rate:
        return ()
    axes = [
        ("persona", control.persona, treated.persona, control.personas),
        ("channel", control.channel, treated.channel, control.channels),
    ]
    for by, (people, places, names) in labels.items():
        first, second = (np.append(places, 0)[place_of(people, part.person)] for part in (control, treated))
        axes.append((by, first, second, names))
    found = [arm_table(by, control, treated, a, b, names) for by, a, b, names in axes]
    return tuple(replace(table, arm=arm) for table in found if table is not None)


def corrected_together(tables: list[SegmentTable]) -> tuple[SegmentTable, ...]:
    """Correct for every cell shown: tables by the same label, one for each arm, are one family."""
    found = []
    for table in tables:
        family = [part for other in tables if other.by == table.by for part in other.segments]
        adjusted = dict(zip(map(id, family), holm([part.effect.p_value for part in family]), strict=True))
        segments = tuple(replace(part, adjusted_p=float(adjusted[id(part)])) for part in table.segments)
        said = _sentence(table.by, segments, table.differ, len(family))
        found.append(replace(table, segments=segments, sentence=said))
    return tuple(found)


def arm_table(
    by: str, control: ChangeUnits, treated: ChangeUnits, place1: Codes, place2: Codes, names: tuple[Name, ...]
) -> SegmentTable | None:
    """Effects by any label of the units; None with fewer than two segments."""
    (x1, n1), (x2, n2) = _counts(control, place1, len(names)), _counts(treated, place2, len(names))
    there = np.flatnonzero((n1 > 0) & (n2 > 0))[:MOST_SEGMENTS]
    if len(there) < 2:
        return None
    x1, n1, x2, n2 = x1[there], n1[there], x2[there], n2[there]
    effects = compare_segments(x1, n1, x2, n2, "holm")
    alike = homogeneity(x1, n1, x2, n2)
    pulled = shrink_rates(x1, n1, x2, n2)
    chosen = [names[i] for i in there]
    differ = None if np.isnan([alike.odds.p_value, alike.points.p_value]).any() else alike.differ()
    segments = tuple(
        Segment(
            chosen[i],
            int(n1[i]),
            int(n2[i]),
            effects[i].difference,
            effects[i].adjusted_p,
            float(pulled.estimate[i]),
            float(pulled.low[i]),
            float(pulled.high[i]),
        )
        for i in range(len(there))
    )
    table = SegmentTable(
        by, segments, differ, alike.points.p_value, alike.odds.p_value, stratified(x1, n1, x2, n2), ""
    )
    return replace(table, sentence=_sentence(by, segments, differ))


def _counts(units: ChangeUnits, place: Codes, places: int) -> tuple[UnitValues, UnitValues]:
    kept = units.mature
    x = np.bincount(place[kept], weights=units.value[kept], minlength=places)
    return np.rint(x), np.bincount(place[kept], minlength=places).astype(float)


def _sentence(by: str, segments: tuple[Segment, ...], differ: bool | None, cells: int = 0) -> str:
    moved = [str(part.name or "missing") for part in segments if part.adjusted_p <= 0.05]
    changed = (
        f"After correcting for {cells or len(segments)} comparisons, {listed(moved)} moved."
        if moved
        else (f"After correcting for {cells or len(segments)} comparisons, no {by} moved on its own.")
    )
    if all(np.isnan(part.adjusted_p) for part in segments):
        return f"There are too few people in each {by} to say which of them moved."
    if differ is None:
        return f"{changed} Whether the effect differs between them could not be tested."
    alike = "The effect differs between them." if differ else "That the effect differs between them was not detected."
    return f"{changed} {alike}"
