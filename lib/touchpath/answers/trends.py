"""Answers about touchpoints over time."""

from __future__ import annotations

from typing import Any

import pandas as pd

from touchpath.analysis import trends as measuring
from touchpath.analysis.trends import TrendGroup, TrendResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Kind, Place
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.trends import Trend, trend_from
from touchpath.journey.words import count, day_in_words, decimal, listed, plural

TITLES = {"total": "Events", "people": "People", "per_person": "Events per person"}
MEASURE_LABELS = {"Events": "total", "People": "people", "Events per person": "per_person"}
PERIOD_LABELS = {"Days": "day", "Weeks": "week", "Months": "month"}
_KINDS = {"whole": "All", "other": "Other", "missing": "Missing"}


def measure(engine: Reader, trend: Trend, filters: Filters) -> TrendResult:
    """Events (and people, where they are asked for) per period."""
    return measuring.measure(engine, trend, filters)


def measure_people(engine: Reader, trend: Trend, filters: Filters) -> TrendResult:
    """With the people behind the events, on whom it depends what may be shown."""
    return measuring.measure(engine, trend, filters, with_people=True)


def label(group: TrendGroup, trend: Trend) -> str:
    """How a group reads: its name, or "Other" and "Missing", told from names that read the same."""
    if group.kind == "whole":
        return listed(trend.touchpoints) or "All touchpoints"
    if group.kind != "value" or group.name is None:
        return _KINDS[group.kind]
    return f'"{group.name}"' if group.name in _KINDS.values() else group.name


def tell(trend: Trend, result: TrendResult, place: Place) -> Told:
    """Everything that is said of a trend."""
    rows = _rows(trend, result)
    what = TITLES[trend.measure]
    return Told(
        title="How did touchpoints develop?",
        sentence=result.reason or _sentence(trend, result),
        definition=f"{what} of {listed(trend.touchpoints) or 'all touchpoints'} per {trend.period}, by the clock of "
        "the workspace's time zone.",
        denominator="Counted events; per person: those with at least one such event in the period and group.",
        n=result.events,
        tables=(Table("trends", rows, _readable(rows, trend)),),
        notes=tuple(_notes(result)),
        statement=Statement(measuring.question(trend), place.filters, measuring.groups_of(trend)),
    )


def _sentence(trend: Trend, result: TrendResult) -> str:
    """The first and the last complete period of each line."""
    whole = [number for number, bucket in enumerate(result.buckets) if bucket.complete]
    first, last = whole[0], whole[-1]
    written = decimal if trend.measure == "per_person" else count
    told = []
    for group in result.groups:
        values = group.values(trend)
        told.append(f"{label(group, trend)} {written(values[first])}, then {written(values[last])}")
    start, end = (day_in_words(result.buckets[place].start) for place in (first, last))
    return f"{TITLES[trend.measure]} in the {trend.period} of {start} and in that of {end}: {listed(told, 8)}."


def _notes(result: TrendResult) -> list[str]:
    period, cut = result.trend.period, len(result.buckets) - result.complete
    parts = []
    if cut:
        parts.append(f"Pale and dashed: {plural(cut, period)} that the dates or the data cut short.")
    if result.trend.measure == "people":
        parts.append("A person counts once per period and group, so the numbers do not add up.")
    if any(group.kind == "other" for group in result.groups):
        parts.append(f"Other: everything beyond the {result.trend.most_groups} most frequent.")
    return [" ".join(parts)] if parts else []


def _rows(trend: Trend, result: TrendResult) -> pd.DataFrame:
    start = f"{trend.period} from"
    return pd.DataFrame(
        [
            (bucket.start, label(group, trend), value, group.events[number], bucket.complete)
            for group in result.groups
            for number, (bucket, value) in enumerate(zip(result.buckets, group.values(trend), strict=True))
        ],
        columns=[start, "group", "value", "events", "complete"],
    )


def _readable(rows: pd.DataFrame, trend: Trend) -> pd.DataFrame:
    written = decimal if trend.measure == "per_person" else count
    start = f"{trend.period} from"
    return pd.DataFrame(
        {
            start.capitalize(): rows[start],
            "Group": rows["group"],
            TITLES[trend.measure]: rows["value"].map(written),
            "Complete": rows["complete"],
        }
    )


def _parameters(trend: Trend) -> list[tuple[str, str]]:
    given = [("trend_touchpoints", name) for name in trend.touchpoints]
    measures, periods = ({value: name for name, value in of.items()} for of in (MEASURE_LABELS, PERIOD_LABELS))
    given += [("trend_measure", measures[trend.measure]), ("trend_period", periods[trend.period])]
    return [*given, ("trend_split", trend.split)] if trend.split else given


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("trend", Trend, trend_from, measure, tell, "overview", _parameters, measure_people=measure_people),
)
"""The question of the lower part of the overview."""
