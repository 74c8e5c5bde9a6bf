"""The touchpoint map: every touchpoint on its channel, by the people who met it, and how it went from there."""

from __future__ import annotations

from math import nan

import numpy as np

from touchpath.analysis.currencies import no_sum
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.whole import WholeLog, chosen, whole_log
from touchpath.analysis.map.feeling import Feeling, feeling
from touchpath.analysis.map.hidden import hidden_touchpoints
from touchpath.analysis.map.result import LaneRest, MapMark, MapTouchpoint, TouchpointMapResult
from touchpath.analysis.map.visits import Spots, VisitSums, visit_sums
from touchpath.analysis.map.worth import worth_of
from touchpath.analysis.retention.many import first_returns
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
    shown = in_view & ~log.of(hidden)
    spots = Spots.of(log, shown)
    felt = feeling(engine, filters, asked.metric)
    asking, arriving = asking_touchpoints(engine), arriving_touchpoints(engine)
    back = first_returns(arrays, coming_back(engine), filters)
    mixed = no_sum(engine, purchase, filters)
    worth = None if mixed else worth_of(arrays, log, purchase)
    sums = visit_sums(log, in_view, shown, back, asked.horizon_days, spots, worth)
    marks = _marks(log, spots, sums, felt, _before(arrays, filters, log))
    return TouchpointMapResult(
        people=int(sums.everybody[0]),
        marks=marks,
        touchpoints=_touchpoints(engine, log, spots, sums),
        rest=_rest(log, shown, spots, marks[MOST_NAMED:]),
        feeling=felt.stages,
        metric=felt.metric,
        metrics=felt.metrics,
        score=felt.score,
        mature=int(sums.over[0]),
        left=int(sums.gone[0]),
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
    log: WholeLog, spots: Spots, sums: VisitSums, felt: Feeling, before: dict[tuple[str, Name], float] | None
) -> tuple[MapMark, ...]:
    left, ready = sums.left, sums.mature
    low, high = wilson(left, ready)
    onward = sums.onward
    worth = np.where(ready > 0, sums.spent / np.maximum(ready, 1), nan)
    typical, places = sums.seconds.medians(), sums.relative.medians()
    found = []
    for number, (touchpoint, channel) in enumerate(spots.pairs):
        spot = (log.touchpoints[touchpoint], _channel(log, channel))
        score = felt.spots.get(spot)
        found.append(
            MapMark(
                *spot, int(sums.people[number]), int(spots.events[number]), float(places[touchpoint]),
                int(ready[number]), int(left[number]), left[number] / ready[number] if ready[number] else nan,
                float(low[number]), float(high[number]), float(worth[number]), int(onward[number]),
                float(typical[number]), before.get(spot, 0.0) if before is not None else nan,
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
    mask = chosen(arrays, earlier)
    spots = Spots.of(log, mask)
    return {
        (log.touchpoints[touchpoint], _channel(log, channel)): float(people)
        for (touchpoint, channel), people in zip(spots.pairs, spots.people(log, mask), strict=True)
    }


def _touchpoints(engine: Reader, log: WholeLog, spots: Spots, sums: VisitSums) -> tuple[MapTouchpoint, ...]:
    """What is known of each touchpoint in view, those with most events first."""
    names = engine.frame("ask/touchpoints/names").groupby("shown")
    traits = names[list(_TRAITS)].first()  # of merged names the first that says it
    confirmed = names["confirmed"].all()
    size = len(log.touchpoints)
    people = sums.relative.sizes
    place = np.array([touchpoint for touchpoint, _ in spots.pairs], dtype=np.int64)
    events = np.bincount(place, spots.events, size)
    there = sorted(np.flatnonzero(people).tolist(), key=lambda at: (-events[at], log.touchpoints[at]))
    found = []
    for at in there:
        name = log.touchpoints[at]
        known = Traits(*(trait if isinstance(trait, str) else None for trait in traits.loc[name]))
        found.append(MapTouchpoint(name, int(people[at]), known, bool(confirmed[name])))
    return tuple(found)


_TRAITS = ("stage", "phase", "directness", "setting")


def _rest(log: WholeLog, shown: Mask, spots: Spots, marks: tuple[MapMark, ...]) -> tuple[LaneRest, ...]:
    """The marks beyond those named, together by channel."""
    if not marks:
        return ()
    names: tuple[Name, ...] = (None, *log.channels)
    others = {(mark.touchpoint, mark.channel) for mark in marks}
    inside = np.array([(log.touchpoints[t], names[c]) in others for t, c in spots.pairs] + [False], dtype=bool)
    people = spots.people_at(log, shown, inside)
    return tuple(
        LaneRest(name, int(people[number]), sum(mark.channel == name for mark in marks))
        for number, name in enumerate(names)
        if people[number]
    )
