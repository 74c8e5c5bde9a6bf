"""The touchpoint map: every touchpoint on its channel, by the people who met it, and how it went from there."""

from __future__ import annotations

from math import nan

import numpy as np

from touchpath.analysis.currencies import no_sum
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.whole import WholeLog, chosen, conditioned, whole_log
from touchpath.analysis.map.feeling import Feeling, feeling
from touchpath.analysis.map.hidden import hidden_touchpoints
from touchpath.analysis.map.result import LaneRest, MapMark, MapTouchpoint, TouchpointMapResult
from touchpath.analysis.map.visits import Visits, medians, worth_after
from touchpath.analysis.pain.meetings import first_meetings
from touchpath.analysis.retention.many import retained_after
from touchpath.analysis.surveys.asking import arriving_touchpoints, asking_touchpoints, coming_back
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters, Name
from touchpath.journey.touchpoint_map import MOST_NAMED, TouchpointMap
from touchpath.journey.touchpoints import Traits
from touchpath.journey.trends import previous
from touchpath.stats.proportions import wilson

__all__ = ["measure"]


def measure(engine: Reader, asked: TouchpointMap, filters: Filters, purchase: tuple[str, ...]) -> TouchpointMapResult:
    """The map of what passes the filters; `purchase` are the touchpoints whose value is revenue (empty: any)."""
    arrays = EventArrays(engine)
    log, in_view = whole_log(arrays), chosen(arrays, filters)
    hidden = hidden_touchpoints(engine)
    visits = Visits.of(log, in_view & ~log.of(hidden))
    felt = feeling(engine, filters, asked.metric)
    asking, arriving = asking_touchpoints(engine), arriving_touchpoints(engine)
    back = log.of(coming_back(engine)) & conditioned(arrays, filters)
    mixed = no_sum(engine, purchase, filters)
    marks = _marks(arrays, asked, filters, visits, back, felt, purchase if not mixed else None)
    one = np.zeros(len(log), dtype=np.int32)
    firsts = first_meetings(log, in_view, one, 1)
    returned, mature = retained_after(log, firsts, back, asked.horizon_days)
    return TouchpointMapResult(
        people=len(firsts),
        marks=marks,
        touchpoints=_touchpoints(engine, filters, hidden),
        rest=_rest(visits, marks[MOST_NAMED:]),
        feeling=felt.stages,
        metric=felt.metric,
        metrics=felt.metrics,
        score=felt.score,
        mature=int(mature.sum()),
        left=int((mature & ~returned).sum()),
        horizon_days=asked.horizon_days,
        named=MOST_NAMED,
        hidden=hidden,
        asking=asking.names,
        arriving=arriving.names,
        guessed=not (asking.confirmed and arriving.confirmed),
        no_worth=mixed or "",
        no_change="" if previous(engine.calendar, filters) else _NO_CHANGE,
    )


_NO_CHANGE = "There is no period before to compare with: choose dates with as long a stretch of data before them."


def _marks(
    arrays: EventArrays,
    asked: TouchpointMap,
    filters: Filters,
    visits: Visits,
    back: Mask,
    felt: Feeling,
    purchase: tuple[str, ...] | None,
) -> tuple[MapMark, ...]:
    log, at = visits.log, visits.firsts
    returned, mature = retained_after(log, at, back, asked.horizon_days)
    sizes, ready = visits.count(), visits.count(mature)
    left = visits.count(mature & ~returned)
    low, high = wilson(left, ready)
    seconds = visits.next_seconds()
    onward, typical = visits.count(~np.isnan(seconds)), medians(visits.spot, seconds, len(visits.spots))
    worth = np.full(len(visits.spots), nan)
    if purchase is not None:
        spent = worth_after(arrays, log, at[mature], asked.horizon_days, purchase)
        summed = np.bincount(visits.spot[mature], spent, len(visits.spots))
        worth = np.where(ready > 0, summed / np.maximum(ready, 1), nan)
    places, events, before = visits.places(), visits.events(), _before(arrays, filters, log)
    found = []
    for number, (touchpoint, channel) in enumerate(visits.spots):
        spot = (log.touchpoints[touchpoint], _channel(log, channel))
        score = felt.spots.get(spot)
        found.append(
            MapMark(
                *spot, int(sizes[number]), int(events[number]), float(places[touchpoint]), int(ready[number]),
                int(left[number]), left[number] / ready[number] if ready[number] else nan, float(low[number]),
                float(high[number]), float(worth[number]), int(onward[number]), float(typical[number]),
                before.get(spot, 0.0) if before is not None else nan,
                *((score.answers, score.value, *score.interval()) if score else ()),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda mark: (-mark.people, mark.touchpoint, mark.channel or "")))


def _channel(log: WholeLog, number: int) -> Name:
    return log.channels[number - 1] if number else None


def _before(arrays: EventArrays, filters: Filters, log: WholeLog) -> dict[tuple[str, Name], float] | None:
    """How many people met each spot in the stretch of equal length before; None where the data do not cover it."""
    earlier = previous(arrays.calendar, filters)
    if earlier is None:
        return None
    visits = Visits.of(log, chosen(arrays, earlier))
    return {
        (log.touchpoints[touchpoint], _channel(log, channel)): float(people)
        for (touchpoint, channel), people in zip(visits.spots, visits.count(), strict=True)
    }


def _touchpoints(engine: Reader, filters: Filters, hidden: tuple[str, ...]) -> tuple[MapTouchpoint, ...]:
    rows = engine.frame("ask/touchpoints/catalogue", {}, filters).to_dict("records")
    return tuple(
        MapTouchpoint(
            str(row["touchpoint"]), int(row["people"]),
            Traits(*(row[name] if isinstance(row[name], str) else None for name in _TRAITS)), bool(row["confirmed"]),
        )
        for row in rows
        if row["people"] and row["touchpoint"] not in hidden
    )  # fmt: skip


_TRAITS = ("stage", "phase", "directness", "setting")


def _rest(visits: Visits, marks: tuple[MapMark, ...]) -> tuple[LaneRest, ...]:
    """The marks beyond those named, together by channel."""
    log = visits.log
    names: tuple[Name, ...] = (None, *log.channels)
    spots = {(mark.touchpoint, mark.channel) for mark in marks}
    inside = np.array([(log.touchpoints[t], names[c]) in spots for t, c in visits.spots] + [False], dtype=bool)
    at = first_meetings(log, visits.mask & inside[visits.label], log.channel, len(names))
    people = np.bincount(log.channel[at], minlength=len(names))
    return tuple(
        LaneRest(name, int(people[number]), sum(mark.channel == name for mark in marks))
        for number, name in enumerate(names)
        if people[number]
    )
