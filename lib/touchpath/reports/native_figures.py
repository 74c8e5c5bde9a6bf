"""Scores, credit, value and watched figures as bars and lines that an office program draws itself."""

from __future__ import annotations

from math import isfinite
from typing import Any

from touchpath.analysis.lifetime.history import ValuedGroup
from touchpath.answers import Answer
from touchpath.answers.attribution.names import credited_name
from touchpath.answers.few import FEW
from touchpath.answers.lifetime.words import names_of
from touchpath.charts.pictures.scores import score_days, score_parts
from touchpath.charts.pictures.watched import watched_days
from touchpath.journey.credit_words import RULE_NAMES
from touchpath.journey.words import day_in_words
from touchpath.reports.native import MadeNative, NativeChart, known


def _spread(answer: Answer[Any]) -> NativeChart:
    parts = score_parts(answer.result)
    shares = tuple(known(part.share) for part in parts)
    return NativeChart("bars", tuple(part.name for part in parts), (("Share of answers", shares),), True)


def _score_trend(answer: Answer[Any]) -> NativeChart:
    found, days = answer.result, score_days(answer.result)
    scores = tuple(known(day.score) for day in days)
    name = str(found.metric).upper()
    return NativeChart(
        "lines", tuple(day_in_words(day.day) for day in days), ((name, scores),), found.metric == "csat"
    )


def _credit(answer: Answer[Any]) -> NativeChart:
    found = answer.result
    names = tuple(credited_name(found.asked.to, one.name, one.kind) for one in found.credits)
    credited = tuple(known(one.credit) for one in found.credits)
    return NativeChart("bars", names, ((RULE_NAMES[found.asked.rule], credited),), False)


def _costs(answer: Answer[Any]) -> NativeChart:
    found = answer.result
    rows = [row for row in found.rows if row.start is None and isfinite(row.cost)]
    names = tuple(credited_name(found.asked.to, row.name, row.kind) for row in rows)
    return NativeChart("bars", names, (("Spend per new purchaser", tuple(known(row.cost) for row in rows)),), False)


def _by_age(answer: Answer[Any]) -> NativeChart:
    found = answer.result
    named = zip(found.groups, names_of(found.groups, found.asked.split), strict=True)
    parts: list[tuple[ValuedGroup, str]] = [(part, name) for part, name in named if part.people >= FEW]
    parts = parts or [(found.whole, "All")]
    days = sorted({point.days for part, _ in parts for point in part.points})
    series = []
    for part, name in parts:
        values = {point.days: known(point.value) for point in part.points}
        series.append((name, tuple(values.get(day) for day in days)))
    return NativeChart("lines", tuple(str(day) for day in days), tuple(series), False)


def _tested(answer: Answer[Any]) -> NativeChart:
    parts = answer.result.held_out.tenths
    series = tuple(
        (name.capitalize(), tuple(known(getattr(part, name)) for part in parts)) for name in ("predicted", "actual")
    )
    return NativeChart("bars", tuple(part.name for part in parts), series, False)


def _watched(answer: Answer[Any]) -> NativeChart:
    days = watched_days(answer)
    named = (("value", "Came"), ("low", "Expected from"), ("high", "Expected to"))
    series = tuple((said, tuple(known(getattr(day, name)) for day in days)) for name, said in named)
    return NativeChart("lines", tuple(day_in_words(day.day) for day in days), series, answer.result.scale == "rate")


MADE: dict[tuple[str, str], MadeNative] = {
    ("Scores", "spread"): _spread,
    ("Scores", "trend"): _score_trend,
    ("Attribution", "bars"): _credit,
    ("CostTable", "costs"): _costs,
    ("LifetimeValue", "by_age"): _by_age,
    ("ValueAhead", "tested"): _tested,
    ("Alert", "days"): _watched,
    ("AlertReplay", "days"): _watched,
}
