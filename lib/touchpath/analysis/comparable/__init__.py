"""People who met a touchpoint against comparable people who had not met it by then, with a check of their past.

The state of a person just before the first meeting is the last touchpoint before it and the seconds since. Compared
with up to five people who had the same last touchpoint, nothing since for the same seconds, and had not met it by
then; with the same persona, first channel, band of tenure and band of activity (risk-set matching: Li, Propert and
Rosenbaum 2001, JASA 96:870). The check compares what both did before (a negative control outcome: Lipsitch, Tchetgen
Tchetgen and Cohen 2010, Epidemiology 21:383).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan

import numpy as np

from touchpath.analysis.comparable.judging import order_of, unjudged, verdict_of
from touchpath.analysis.comparable.matching import Met, MetComparison
from touchpath.analysis.comparable.reading import read_comparison
from touchpath.analysis.comparable.result import ComparableResult, MetTouchpoint, Unmatched
from touchpath.analysis.log.arrays import EventArrays
from touchpath.engine.base import Reader
from touchpath.journey.comparable import ComparablePeople
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.watching import Watch, unwatched
from touchpath.stats.matched import matched_difference
from touchpath.stats.multiplicity import benjamini_hochberg
from touchpath.stats.results import unavailable

FEWEST = 30
"""Fewer people matched are not judged."""
_NONE = unavailable("people matched by their state", "It is not judged.")


def measure(engine: Reader, asked: ComparablePeople, filters: Filters = NO_FILTERS) -> ComparableResult:
    """One touchpoint, or all of them with their p-values adjusted as one list (Benjamini and Hochberg).

    Raises DefinitionError for a touchpoint that the data do not have.
    """
    comparison = read_comparison(engine, asked, filters)
    names = tuple(EventArrays(engine).touchpoints)
    if asked.touchpoint is not None and asked.touchpoint not in names:
        raise DefinitionError(f'There is no touchpoint called "{asked.touchpoint}" in the data.')
    return judged_list(comparison, names if asked.touchpoint is None else (asked.touchpoint,))


def judged_list(comparison: MetComparison, names: Sequence[str], watch: Watch = unwatched) -> ComparableResult:
    """The touchpoints that somebody in view met, judged as one list; `watch` is told of each that is done."""
    rows = []
    for done, name in enumerate(names):
        watch(done, len(names))
        if (met := comparison.met(name)).ever:
            rows.append(_compared(comparison, met))
    adjusted = benjamini_hochberg([row.effect.p_value for row in rows])
    told = [
        replace(row, adjusted_p=float(p), verdict=verdict_of(row, float(p)))
        for row, p in zip(rows, adjusted, strict=True)
    ]
    return ComparableResult(comparison.asked, tuple(sorted(told, key=order_of)))


def _compared(comparison: MetComparison, met: Met) -> MetTouchpoint:
    """A touchpoint with everything but its adjusted p-value and what follows from it."""
    before_goals = comparison.before_goals(met)
    row = MetTouchpoint(
        touchpoint=met.touchpoint,
        ever=met.ever,
        people=met.size,
        reached=0,
        own=nan,
        others=nan,
        effect=_NONE,
        adjusted_p=nan,
        past=_NONE,
        past_outcomes=nan,
        plain=comparison.plain(met),
        share_met=met.ever / comparison.people,
        before_goals=before_goals,
        verdict=unjudged(comparison, met, before_goals),
        unmatched=Unmatched(0),
        drawn_from=met.drawn_from,
    )
    if row.verdict != "no_difference":
        return row
    rows = comparison.matched(met)
    row = replace(row, people=len(rows.own), unmatched=Unmatched(met.size - len(rows.own)))
    if len(rows.own) < FEWEST:
        return replace(row, verdict="too_few")
    before = comparison.before(met)
    return replace(
        row,
        reached=int(np.count_nonzero(rows.own)),
        own=float(rows.own.mean()),
        others=float(rows.their_means.mean()),
        effect=matched_difference(rows.own, rows.person, rows.others, rows.other_person),
        past=matched_difference(before.own, before.person, before.others, before.other_person),
        past_outcomes=before.outcomes,
    )
