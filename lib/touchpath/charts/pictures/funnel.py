"""Pictures of the questions about funnels."""

from __future__ import annotations

from typing import Any

from touchpath.answers import Answer
from touchpath.answers.funnel.names import step_names
from touchpath.answers.funnel.time import lines
from touchpath.answers.groups import group_labels
from touchpath.charts.drawing import drawing
from touchpath.charts.funnel import funnel_alt, funnel_chart
from touchpath.charts.funnel.comparison import comparison_chart, drivers_chart
from touchpath.charts.funnel.groups import groups_alt, groups_chart
from touchpath.charts.funnel.next import next_chart
from touchpath.charts.funnel.times import times_alt, times_chart
from touchpath.charts.funnel.trend import trend_alt, trend_chart
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures.picture import Draw, Picture

_MOST_FACTORS = 12


def _steps(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    result, palette = answer.result, colours.palette
    counted = result.funnel.counting
    bars = Picture(
        "steps", "Steps", drawing(funnel_chart, result.steps, palette, counted), funnel_alt(result.steps, counted)
    )
    if not result.groups or len(result.steps) < 2:
        return (bars,)
    labels, shades = group_labels(result.groups), colours.of_groups(result.funnel.breakdown, result.groups)
    split = drawing(groups_chart, result.groups, labels, shades, palette)
    return Picture("groups", "Steps by group", split, groups_alt(result.groups, labels)), bars


def _over_time(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    result, asked = answer.result, answer.question
    series, labels = lines(result)
    if not any(part.points for part in series):
        return ()
    groups = colours.of_groups(asked.funnel.breakdown, series) if result.groups else [colours.palette.accent]
    chart = drawing(trend_chart, series, labels, groups, colours.palette, asked.period)
    return (Picture("trend", "Over time", chart, trend_alt(series, labels)),)


def _times(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    names, asked = step_names(answer.question.funnel), answer.question
    said = times_alt(answer.result, names[asked.since], names[asked.step])
    return (Picture("times", "Time taken", drawing(times_chart, answer.result, colours.palette), said),)


def _groups(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    found = answer.result
    cells = found.comparison.cells if hasattr(found, "comparison") else found.cells
    chart = drawing(comparison_chart, cells, found.headings, colours.palette)
    return (Picture("comparison", "Comparison", chart, answer.sentence),)


def _reasons(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    factors = answer.result.factors[:_MOST_FACTORS]
    chart = drawing(drivers_chart, factors, colours.palette)
    return (Picture("reasons", "What goes with dropping", chart, answer.sentence),) if factors else ()


def _instead(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    chart = drawing(next_chart, answer.result, colours.palette)
    return (Picture("instead", "What they did instead", chart, answer.sentence),) if answer.result else ()


DRAWN: dict[str, Draw] = {
    "Funnel": _steps,
    "FunnelOverTime": _over_time,
    "FunnelTimes": _times,
    "FunnelGroups": _groups,
    "FunnelPeriods": _groups,
    "DropOffReasons": _reasons,
    "DropOffInstead": _instead,
}
