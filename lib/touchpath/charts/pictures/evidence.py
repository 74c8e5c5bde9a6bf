"""Pictures of changes, trends and scores."""

from __future__ import annotations

from math import isfinite, isnan
from typing import Any

from touchpath.answers import Answer
from touchpath.answers.trends import label
from touchpath.charts.change.curves import survival_alt, survival_chart
from touchpath.charts.change.effect import effect_alt, effect_chart, effect_rows
from touchpath.charts.change.pretended import pretended_alt, pretended_chart
from touchpath.charts.change.weeks import weekly_alt, weekly_chart
from touchpath.charts.drawing import drawing
from touchpath.charts.name_colours import OWNING, NameColours
from touchpath.charts.pictures.picture import Draw, Picture
from touchpath.charts.trends import Line, trends_alt, trends_chart


def _change(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    result, palette, found = answer.result, colours.palette, []
    rows = [row for row in effect_rows(result) if isfinite(row.value) and isfinite(row.low)]
    if rows:
        factor = 100 if result.unit == "share" else 1
        found.append(
            Picture("effect", "Effect", drawing(effect_chart, result, rows, palette), effect_alt(rows, factor))
        )
    if sum(not isnan(point.value) for point in result.series) > 1:
        found.append(Picture("weeks", "Weeks", drawing(weekly_chart, result, palette), weekly_alt(result)))
    if result.found.curves:
        chart = drawing(survival_chart, result.found.curves, palette)
        found.append(Picture("staying", "Who is still there", chart, survival_alt(result.found.curves)))
    return tuple(found)


def _pretended(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    chart = drawing(pretended_chart, answer.result, colours.palette)
    return (Picture("pretended", "Pretended changes", chart, pretended_alt(answer.result)),)


def _trend(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    result = answer.result
    if result.reason:
        return ()
    lines = trend_lines(result, colours)
    return (
        Picture("lines", "Lines", drawing(trends_chart, result, lines, colours.palette), trends_alt(result, lines)),
    )


def trend_lines(result: Any, colours: NameColours) -> list[Line]:
    """Labels that tell missing and Other from names, and the colour each name has on every page."""
    palette, names = colours.palette, [group.name for group in result.groups]
    if result.trend.split in OWNING:
        shades = colours.of(result.trend.split, names)
    else:
        shades = [palette.slots[i] if i < len(palette.slots) else palette.other for i in range(len(names))]
    return [
        Line(group, label(group, result.trend), palette.other if group.kind in ("other", "missing") else shade)
        for group, shade in zip(result.groups, shades, strict=True)
    ]


DRAWN: dict[str, Draw] = {"Change": _change, "PretendedChanges": _pretended, "Trend": _trend}
