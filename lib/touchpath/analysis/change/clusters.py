"""A change in some stores, regions or teams: the change of each is one observation."""

from __future__ import annotations

from math import comb, isnan, nan

import numpy as np
import pandas as pd

from touchpath.analysis.change import gates
from touchpath.analysis.change.result import Findings, Gate, Level, OutcomeUnit
from touchpath.analysis.change.units import ChangeUnits, UnitValues, place_of
from touchpath.analysis.change.weeks import Weeks, readable_from
from touchpath.analysis.log.reading import step_clauses
from touchpath.engine.base import Reader
from touchpath.journey.change import Change
from touchpath.journey.definition import DefinitionError
from touchpath.journey.words import plural
from touchpath.stats.clusters import MIN_CLUSTERS_A_SIDE, compare_clusters
from touchpath.stats.power import detectable_change
from touchpath.stats.results import unavailable

_FEWEST = 1


def cluster_findings(engine: Reader, change: Change, units: ChangeUnits, weeks: Weeks, unit: OutcomeUnit) -> Findings:
    """Compare the before-to-after change of the clusters that had the change with that of the others."""
    assert change.clusters is not None
    place, names = cluster_places(engine, change, units)
    before, after = _means(units, place, len(names), weeks)
    known = np.isfinite(before) & np.isfinite(after)
    treated = known & np.isin(names, change.clusters.treated)
    moved = after - before
    a, b = moved[treated], moved[known & ~treated]
    if min(len(a), len(b)) < 2:
        few = unavailable(
            "pooled t over clusters", "Each side needs at least two regions or stores with people before and after."
        )
        return Findings(unit, few, nan, gates=(_few(len(a), len(b)),), readable_from=readable_from(change),
                        weeks_before=weeks.before, weeks_after=weeks.after)  # fmt: skip
    found = compare_clusters(a, b)
    levels = tuple(
        Level(f"{side}, {when}", int(mask.sum()), float(np.mean(values[mask])))
        for side, mask in (("Changed", treated), ("Others", known & ~treated))
        for when, values in (("before", before), ("after", after))
    )
    ways = f"the smallest possible is {found.smallest_p:.3f}; there are {comb(len(a) + len(b), len(a)):,} ways"
    drawn = f"Drawing the {len(a)} at random from all {len(a) + len(b)} in every way"
    chance = f"{drawn} gives p = {found.randomisation_p:.3f} ({ways})."
    return Findings(
        unit=unit,
        estimate=found.change,
        p_value=found.change.p_value,
        levels=levels,
        mde=detectable_change(found.change.standard_error, found.change.df) if not isnan(found.change.df) else nan,
        weeks_before=weeks.before,
        weeks_after=weeks.after,
        readable_from=readable_from(change),
        gates=(
            gates.maturity(engine, change, units, weeks),
            _few(len(a), len(b)),
            gates.whole_weeks(weeks),
            gates.season(weeks, True),
            gates.other_changes(engine, change, weeks),
        ),
        details=(chance,),
    )


def cluster_places(
    engine: Reader, change: Change, units: ChangeUnits
) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], list[str]]:
    """The cluster of each unit (-1: none) as a place in the list of names."""
    assert change.clusters is not None
    if change.clusters.scope == "person":
        rows = engine.frame("ask/change/attribute", {"name": change.clusters.name})
    else:
        clauses = step_clauses(engine, change.outcome.start)
        rows = engine.frame("ask/change/first_property", {"name": change.clusters.name}, extra=clauses)
    codes, names = pd.factorize(rows["label"].astype(str), sort=True)
    unknown = [name for name in change.clusters.treated if name not in set(names)]
    if unknown:
        raise DefinitionError(f'The column {change.clusters.name} has no "{unknown[0]}".')
    at = place_of(rows["person"].to_numpy(), units.person)
    return np.append(codes, -1)[at].astype(np.int64), [str(name) for name in names]


def _means(
    units: ChangeUnits, place: np.ndarray[tuple[int], np.dtype[np.int64]], clusters: int, weeks: Weeks
) -> tuple[UnitValues, UnitValues]:
    week = weeks.of(units.moment)
    usable = units.mature & (place >= 0) & (week >= 0) & (week < len(weeks))
    sides = []
    for side in (week < weeks.before, week >= weeks.before):
        kept = usable & side
        n = np.bincount(place[kept], minlength=clusters)
        total = np.bincount(place[kept], weights=units.value[kept], minlength=clusters)
        sides.append(total / np.where(n >= _FEWEST, n, nan))
    return sides[0], sides[1]


def _few(treated: int, others: int) -> Gate:
    said = f"{plural(treated, 'region or store', 'regions or stores')} had the change, {others} had not."
    if min(treated, others) < MIN_CLUSTERS_A_SIDE:
        return Gate("sample", "grey", f"{said} {MIN_CLUSTERS_A_SIDE} on each side are needed: "
                    f"{MIN_CLUSTERS_A_SIDE - min(treated, others)} more.", "too_few", about=())  # fmt: skip
    return Gate("sample", "green", said, about=())
