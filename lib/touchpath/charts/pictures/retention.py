"""Pictures of the questions about coming back."""

from __future__ import annotations

from typing import Any

from touchpath.answers import Answer
from touchpath.answers.retention import churn as churn_words
from touchpath.answers.retention.lifecycle import MOST_PERIODS
from touchpath.answers.retention.repeat import curves
from touchpath.answers.retention.tables import line_names, shown_cohorts
from touchpath.charts.drawing import drawing
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures.picture import Draw, Picture
from touchpath.charts.retention.curve import curve_alt, curve_chart, trend_alt, trend_chart
from touchpath.charts.retention.matrix import SHARE, matrix_alt, matrix_chart
from touchpath.charts.retention.stickiness import stickiness_alt, stickiness_chart
from touchpath.charts.retention.time import (
    churn_alt,
    churn_chart,
    lifecycle_alt,
    lifecycle_chart,
    repeat_alt,
    repeat_chart,
)

_MOST_ROWS = 26


def _retention(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    result = answer.result
    kept, _ = shown_cohorts(result.cohorts, _MOST_ROWS)
    matrix = drawing(matrix_chart, kept, result.labels, SHARE, colours.palette)
    found = [Picture("matrix", "Cohorts", matrix, matrix_alt(kept, result.labels, SHARE))] if kept else []
    if any(point.size for point in result.curve[1:]):
        parts = [group.curve for group in result.groups] or [result.curve]
        shades = _shades(result.retention.breakdown, result.groups, colours)
        chart = drawing(curve_chart, parts, line_names(result), shades, result.labels[1:])
        found.insert(0, Picture("curve", "Curve", chart, curve_alt(parts, line_names(result))))
    return tuple(found)


def _over_cohorts(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    lines, names = answer.result.lines, answer.result.labels
    shades = [colours.palette.slots[place % len(colours.palette.slots)] for place in range(len(lines))]
    chart = drawing(trend_chart, lines, names, shades)
    return (Picture("trend", "Over cohorts", chart, trend_alt(lines, names)),)


def _churn(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    drawn, names = churn_words.lines(answer.result)
    shades = _shades(answer.question.breakdown, answer.result.groups, colours)
    chart = drawing(churn_chart, drawn, names, shades, colours.palette)
    return (Picture("curve", "Curve", chart, churn_alt(drawn, names)),)


def _repeat(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    drawn, names = curves(answer.result)
    chart = drawing(repeat_chart, drawn, names, _shades(answer.question.breakdown, answer.result.groups, colours))
    return (Picture("curve", "Curve", chart, repeat_alt(drawn, names)),)


def _lifecycle(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    periods = answer.result.periods[-MOST_PERIODS:]
    chart = drawing(lifecycle_chart, periods, colours.palette)
    return (Picture("periods", "Periods", chart, lifecycle_alt(periods)),)


def _stickiness(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    days, period = answer.result.days, answer.question.period
    chart = drawing(stickiness_chart, days, period, colours.palette)
    return (Picture("days", "Active days", chart, stickiness_alt(days, period)),) if days else ()


def _shades(breakdown: Any, groups: Any, colours: NameColours) -> list[str]:
    return colours.of_groups(breakdown, groups) if groups else [colours.palette.accent]


DRAWN: dict[str, Draw] = {
    "Retention": _retention,
    "RetentionOverCohorts": _over_cohorts,
    "Churn": _churn,
    "RepeatPurchase": _repeat,
    "Lifecycle": _lifecycle,
    "Stickiness": _stickiness,
}
