"""The touchpoint map: every touchpoint on its channel, by the people who met it, and how it went from there."""

from __future__ import annotations

from math import nan

import numpy as np

from touchpath.analysis.currencies import no_sum
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.first_meetings import FirstMeetings, first_meetings
from touchpath.analysis.log.first_visits import VisitsInView, visits_in_view
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.medians import Floats
from touchpath.analysis.log.onward import onward
from touchpath.analysis.log.whole import Integers, WholeLog
from touchpath.analysis.map.feeling import Feeling, feeling
from touchpath.analysis.map.hidden import hidden_touchpoints
from touchpath.analysis.map.result import LaneRest, MapMark, MapTouchpoint, TouchpointMapResult
from touchpath.analysis.map.visits import (
    AfterVisits,
    SpotSums,
    everybody_after,
    people_by_channel,
    people_by_spot,
    spot_sums,
)
from touchpath.analysis.map.worth import worth_of
from touchpath.analysis.retention.many import returned_within
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
    seen, met = visits_in_view(arrays, filters), first_meetings(arrays, filters)
    log, hidden = seen.log, hidden_touchpoints(engine)
    felt = feeling(engine, filters, asked.metric)
    asking, arriving = asking_touchpoints(engine), arriving_touchpoints(engine)
    within = returned_within(arrays, coming_back(engine), filters, asked.horizon_days)
    mixed = no_sum(engine, purchase, filters)
    sums = _sums(arrays, asked.horizon_days, filters, purchase, added=not mixed)
    shown = seen.at_spots & (sums.people > 0) & ~log.called(hidden)[seen.spots.touchpoint]
    marks = _marks(seen, shown, sums, felt, met.places, _before(arrays, filters))
    mature, left = everybody_after(met, within)
    return TouchpointMapResult(
        people=len(met.begun),
        marks=marks,
        touchpoints=_touchpoints(engine, seen, shown, sums.events, met),
        rest=_rest(seen, marks[MOST_NAMED:]),
        feeling=felt.stages,
        metric=felt.metric,
        metrics=felt.metrics,
        score=felt.score,
        mature=mature,
        left=left,
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


def _sums(arrays: EventArrays, days: float, filters: Filters, purchase: tuple[str, ...], *, added: bool) -> SpotSums:
    """The sums of every spot, whatever channels the filters name; kept for all of them. `added`: payments, too."""
    everywhere, coming = filters.without_channels(), coming_back(arrays.engine)
    seen, within = visits_in_view(arrays, everywhere), returned_within(arrays, coming, filters, days)
    worth = worth_of(arrays, seen.log, purchase) if added else None
    key = ("spot sums", everywhere, coming, days, purchase, added)
    after = AfterVisits(within, onward(arrays), days, worth)
    return arrays.kept(key, lambda: spot_sums(seen, after))


def _marks(
    seen: VisitsInView, shown: Mask, sums: SpotSums, felt: Feeling, places: Floats, earlier: Integers | None
) -> tuple[MapMark, ...]:
    """The marks of the spots shown, those with most people first."""
    left, ready = sums.left, sums.mature
    low, high = wilson(left, ready)
    worth = np.where(ready > 0, sums.spent / np.maximum(ready, 1), nan)
    before = np.full(len(shown), nan) if earlier is None else earlier
    found = []
    for number in np.flatnonzero(shown).tolist():
        touchpoint, channel = seen.spots.pairs[number]
        spot = (seen.log.touchpoints[touchpoint], _channel(seen.log, channel))
        score = felt.spots.get(spot)
        found.append(
            MapMark(
                *spot, int(sums.people[number]), int(sums.events[number]), float(places[touchpoint]),
                int(ready[number]), int(left[number]), left[number] / ready[number] if ready[number] else nan,
                float(low[number]), float(high[number]), float(worth[number]), int(sums.onward[number]),
                float(sums.seconds[number]), float(before[number]),
                *((score.answers, score.value, *score.interval()) if score else ()),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda mark: (-mark.people, mark.touchpoint, mark.channel or "")))


def _channel(log: WholeLog, number: int) -> Name:
    return log.channels[number - 1] if number else None


def _before(arrays: EventArrays, filters: Filters) -> Integers | None:
    """How many people met each spot in the stretch of equal length before; None where the data do not cover it."""
    earlier = previous(arrays.calendar, filters)
    return None if earlier is None else people_by_spot(visits_in_view(arrays, earlier))


def _touchpoints(
    engine: Reader, seen: VisitsInView, shown: Mask, events: Integers, met: FirstMeetings
) -> tuple[MapTouchpoint, ...]:
    """What is known of each touchpoint in view, those with most events first."""
    names = engine.frame("ask/touchpoints/names").groupby("shown")
    traits = names[list(_TRAITS)].first()  # of merged names the first that says it
    confirmed = names["confirmed"].all()
    touchpoints = seen.log.touchpoints
    sizes = np.bincount(seen.spots.touchpoint[shown], events[shown], len(touchpoints))
    there = sorted(np.flatnonzero(sizes).tolist(), key=lambda at: (-sizes[at], touchpoints[at]))
    found = []
    for at in there:
        name = touchpoints[at]
        known = Traits(*(trait if isinstance(trait, str) else None for trait in traits.loc[name]))
        found.append(MapTouchpoint(name, int(met.people[at]), known, bool(confirmed[name])))
    return tuple(found)


_TRAITS = ("stage", "phase", "directness", "setting")


def _rest(seen: VisitsInView, marks: tuple[MapMark, ...]) -> tuple[LaneRest, ...]:
    """The marks beyond those named, together by channel."""
    if not marks:
        return ()
    log = seen.log
    names: tuple[Name, ...] = (None, *log.channels)
    others = {(mark.touchpoint, mark.channel) for mark in marks}
    inside = np.array([(log.touchpoints[t], names[c]) in others for t, c in seen.spots.pairs], dtype=bool)
    people = people_by_channel(seen, inside)
    return tuple(
        LaneRest(name, int(people[number]), sum(mark.channel == name for mark in marks))
        for number, name in enumerate(names)
        if people[number]
    )
