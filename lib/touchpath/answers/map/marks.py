"""The touchpoint map: what stands out of its colour in a sentence, the marks as a table."""

from __future__ import annotations

from math import isfinite

import pandas as pd

from touchpath.analysis.map import measure
from touchpath.analysis.map.result import MapMark, TouchpointMapResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.few import FEW
from touchpath.answers.kinds import Place
from touchpath.answers.map.names import days_said, spot_said
from touchpath.answers.measures.now import workspace_settings
from touchpath.answers.surveys.words import words_for
from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.touchpoint_map import TouchpointMap
from touchpath.journey.words import NOTHING, count, duration, interval, listed, money, plural, rate

_MEANINGS = {
    "leaving": "Leaving: the share of people who do not come back within {days} of their first visit there. Coming "
    "back is any event in another session; what only asks or arrives does not count.",
    "score": "Score: {metric} of the answers placed at the touchpoint and channel.",
    "time": "Time: the median from a person's first visit to their next event at another touchpoint.",
    "value": "Value: what a person buys within {days} after the first visit there, net of refunds, on average.",
    "change": "Change: people against those in the stretch of equal length just before the dates.",
}
COLUMNS = ("Touchpoint", "Channel", "Stage", "People", "Leaving", "Score", "Next after", "Value", "Change")


def measure_map(engine: Reader, asked: TouchpointMap, filters: Filters) -> TouchpointMapResult:
    """The map; revenue is what the settings call a purchase. It is measured once for all its colours and columns."""
    purchase = workspace_settings(engine).purchase
    plain = TouchpointMap(horizon_days=asked.horizon_days, metric=asked.metric)
    key = ("touchpoint map", plain, filters, purchase)
    return arrays_of(engine).get(engine.version, key, lambda: measure(engine, plain, filters, purchase))


def tell(asked: TouchpointMap, found: TouchpointMapResult, place: Place) -> Told:
    """How many touchpoints, and what its colour shows first."""
    meaning = _MEANINGS[asked.colour].format(days=days_said(asked.horizon_days), metric=found.metric.upper())
    return Told(
        title="Which touchpoints do people meet?",
        sentence=_sentence(asked, found, place),
        definition=(
            "A mark is a touchpoint on a channel; its area is the people who met it in view. Across: the stage, "
            f"inside it the median place of a person's first visit among all their events. {meaning}"
        ),
        denominator="people with at least one event in view at the touchpoint and channel",
        n=found.people,
        tables=(_table(found, place.currency),),
        notes=_notes(asked, found),
        statement=Statement("ask/touchpoints/catalogue", place.filters),
    )


def mark_value(mark: MapMark, colour: str) -> float:
    """The figure that colours a mark; NaN where there is none."""
    if colour == "score":
        return mark.score
    if colour == "time":
        return mark.seconds
    return {"leaving": mark.left_rate, "value": mark.worth, "change": mark.change}[colour]


def mark_said(mark: MapMark, found: TouchpointMapResult, currency: str) -> str:
    """A mark as a sentence: what hovering reads."""
    parts = [f"{spot_said(mark.touchpoint, mark.channel)}: {plural(mark.people, 'person', 'people')}"]
    if isfinite(mark.left_rate):
        parts.append(
            f"{rate(mark.left_rate)} of {count(mark.mature)} do not come back within {days_said(found.horizon_days)}"
        )
    if isfinite(mark.score):
        say = words_for(found.metric, ())
        parts.append(f"{say.title} {say.value(mark.score)} (n = {count(mark.answers)})")
    if isfinite(mark.seconds):
        parts.append(f"the next touchpoint follows after {duration(mark.seconds)} (median)")
    if isfinite(mark.worth):
        parts.append(f"{money(mark.worth, currency)} per person within {days_said(found.horizon_days)}")
    if isfinite(mark.change):
        parts.append(f"{_signed_rate(mark.change)} people against the period before")
    return f"{'; '.join(parts)}."


def value_said(value: float, colour: str, found: TouchpointMapResult, currency: str) -> str:
    """The figure that colours a mark in words."""
    if not isfinite(value):
        return NOTHING
    if colour == "score":
        return words_for(found.metric, ()).value(value)
    if colour == "time":
        return duration(value)
    if colour == "value":
        return money(value, currency)
    return rate(value) if colour == "leaving" else _signed_rate(value)


def unplaced(found: TouchpointMapResult) -> tuple[str, ...]:
    """The touchpoints in view that have no stage, the largest first."""
    without = [part for part in found.touchpoints if part.traits.stage is None and part.people == part.people]
    return tuple(part.touchpoint for part in sorted(without, key=lambda part: (-part.people, part.touchpoint)))


def _signed_rate(share: float) -> str:
    return f"{'+' if share > 0 else ''}{rate(share).replace('-', '−')}"


def _sentence(asked: TouchpointMap, found: TouchpointMapResult, place: Place) -> str:
    if not found.marks:
        return "Nobody is in view."
    channels = {mark.channel for mark in found.marks if mark.channel is not None}
    where = f" on {plural(len(channels), 'channel')}" if channels else ", of which no event names a channel"
    said = f"{plural(len(found.touchpoints), 'touchpoint')}{where}"
    enough = [mark for mark in found.marks if _rests_on(mark, asked.colour) >= FEW]
    known = [mark for mark in enough if isfinite(mark_value(mark, asked.colour))]
    if not known:
        return f"{said}; {_no_colour(asked, found)}"
    lowest_first = asked.colour in ("score", "value", "change")
    worst = sorted(known, key=lambda mark: mark_value(mark, asked.colour), reverse=not lowest_first)[0]
    told = value_said(mark_value(worst, asked.colour), asked.colour, found, place.currency)
    spot = spot_said(worst.touchpoint, worst.channel)
    ends = {
        "leaving": f"most people leave after {spot}: {told} of {count(worst.mature)} do not come back within "
        f"{days_said(asked.horizon_days)} ({rate(found.left_rate)} after any first event)",
        "score": f"the lowest {found.metric.upper()} is that of {spot}: {told}",
        "time": f"the longest wait follows {spot}: {told} until the next touchpoint (median)",
        "value": f"least is bought after {spot}: {told} per person within {days_said(asked.horizon_days)}",
        "change": f"{spot} changed least favourably: {told} people against the period before",
    }
    return f"{said}; {ends[asked.colour]}."


def _rests_on(mark: MapMark, colour: str) -> float:
    """How many people or answers the coloured figure of a mark is of."""
    if colour == "score":
        return mark.answers
    if colour == "time":
        return mark.onward
    return {"leaving": mark.mature, "value": mark.mature, "change": mark.before}[colour]


def _no_colour(asked: TouchpointMap, found: TouchpointMapResult) -> str:
    reasons = {
        "change": found.no_change,
        "value": found.no_worth,
        "score": f"no touchpoint on a channel has {FEW} answers to colour it by.",
        "leaving": f"nobody has had {days_said(asked.horizon_days)} since their first visit yet.",
    }
    said = reasons.get(asked.colour) or "there is nothing to colour them by."
    return said[:1].lower() + said[1:]


def _notes(asked: TouchpointMap, found: TouchpointMapResult) -> tuple[str, ...]:
    said = []
    if len(found.marks) > found.named:
        said.append(
            f"The {found.named} marks met by most people are drawn by themselves, the others together at the "
            "end of each lane."
        )
    if found.hidden:
        said.append(f"Not on the map: {listed(found.hidden)} (change that under Touchpoints).")
    left_out = [name for name in found.arriving if name not in found.hidden]
    if left_out:
        guess = " (a guess: confirm it under Workspaces, Settings)" if found.guessed else ""
        arrive = "arrives" if len(left_out) == 1 else "arrive"
        said.append(f"Nobody comes back by {listed(left_out, conjunction='or')}, which {arrive}{guess}.")
    dashed = [point.stage for point in found.feeling if point.answers < FEW]
    if dashed:
        said.append(f"Feeling, dashed: fewer than {FEW} answers at {listed(dashed)}.")
    return tuple(said)


def _table(found: TouchpointMapResult, currency: str) -> Table:
    rows = pd.DataFrame(
        [
            (
                mark.touchpoint, mark.channel, found.traits(mark.touchpoint).stage, mark.people, mark.events,
                mark.place, mark.mature, mark.left, mark.left_rate, mark.left_low, mark.left_high, mark.answers,
                mark.score, mark.score_low, mark.score_high, mark.onward, mark.seconds, mark.worth, mark.before,
            )
            for mark in found.marks
        ],
        columns=["touchpoint", "channel", "stage", "people", "events", "median_place", "mature", "left",
                 "leaving_rate", "leaving_low", "leaving_high", "answers", "score", "score_low", "score_high",
                 "went_on", "median_seconds", "worth_per_person", "people_before"],
    )  # fmt: skip
    said = [_readable(mark, found, currency) for mark in found.marks]
    return Table("touchpoint-map", rows, pd.DataFrame(said, columns=list(COLUMNS)))


def _readable(mark: MapMark, found: TouchpointMapResult, currency: str) -> tuple[str, ...]:
    left = interval(rate(mark.left_low), rate(mark.left_high))
    stage = found.traits(mark.touchpoint).stage or "no stage yet"
    figures = {name: value_said(mark_value(mark, name), name, found, currency) for name in _MEANINGS}
    leaving = f"{figures['leaving']} ({left})" if isfinite(mark.left_rate) else NOTHING
    return (
        mark.touchpoint, mark.channel or "(no channel)", stage, count(mark.people), leaving, figures["score"],
        figures["time"], figures["value"], figures["change"],
    )  # fmt: skip
