"""Pictures of what goes along with a score and what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, nan
from typing import Any

from touchpath.analysis.surveys.chosen_set import SharedItem
from touchpath.analysis.surveys.drivers import DriverItem
from touchpath.analysis.surveys.score_follows import AfterScores, BandFollow, FollowTrend
from touchpath.answers import Answer
from touchpath.answers.surveys.bands import band_label
from touchpath.answers.surveys.drivers import shown_items
from touchpath.answers.surveys.score_names import called
from touchpath.charts.drawing import drawing
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures.picture import Draw, Picture
from touchpath.charts.surveys.groups import ScoreRow, scores_alt, scores_chart
from touchpath.charts.surveys.importance import SHARE_OF_SCALE, ImportancePoint, importance_alt, importance_chart
from touchpath.journey.survey_drivers import SurveyDrivers
from touchpath.journey.words import count, decimal, interval, rate, signed

ITEMS, CHOSEN = "items", "chosen"
FOLLOW_TITLES = {"converted": "Converted afterwards", "returned": "Came back afterwards"}


def drivers(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    """Importance against score, one item at a time; the chosen set first, where there is one."""
    asked, items, shared, drawn = answer.question, shown_items(answer.result), answer.result.chosen, []
    if shared is not None and shared.items:
        points = tuple(_shared_point(item) for item in shared.items)
        title = "Share of the differences it goes along with"
        chart = drawing(importance_chart, points, "Score of the item (mean)", title, True, colours.palette)
        drawn.append(Picture(CHOSEN, "The chosen items", chart, importance_alt(points)))
    if items:
        points = tuple(_point(item, asked, one_scale=len(_scales(items)) == 1) for item in items)
        title = f"Difference of {called(asked.overall)} per box of the item"
        chart = drawing(importance_chart, points, _score_title(items), title, False, colours.palette)
        drawn.append(Picture(ITEMS, "One item at a time", chart, importance_alt(points)))
    return tuple(drawn)


def follows(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    """A picture for each outcome that enough people could be followed to."""
    found: AfterScores = answer.result
    if not found.mature:
        return ()
    drawn = []
    for trend in found.trends:
        rows, whole = _rows(found, trend), _whole(trend)
        if isfinite(whole) and any(isfinite(row.score) for row in rows):
            title = "Share, with 95 % interval; dashed: everybody"
            chart = drawing(scores_chart, rows, whole, title, True, colours.palette)
            drawn.append(Picture(trend.name, FOLLOW_TITLES[trend.name], chart, scores_alt(rows, rate(whole))))
    return tuple(drawn)


def _point(item: DriverItem, asked: SurveyDrivers, *, one_scale: bool) -> ImportancePoint:
    """Items of unequal scales stand where their mean lies on its scale."""
    place = item.mean if one_scale else (item.mean - item.scale_low) / (item.scale_high - item.scale_low)
    said = (
        f"{item.name}: scored {decimal(item.mean, 2)} by {count(item.people)} people; {signed(item.difference, 2)} "
        f"of {called(asked.overall)} per box ({interval(signed(item.low, 2), signed(item.high, 2))})."
    )
    return ImportancePoint(item.name, place, item.difference, item.low, item.high, item.called, said)


def _score_title(items: Sequence[DriverItem]) -> str:
    scales = _scales(items)
    if len(scales) == 1:
        low, high = scales.pop()
        return f"Score of the item (mean on {low:g} to {high:g})"
    return f"Score of the item {SHARE_OF_SCALE}"


def _scales(items: Sequence[DriverItem]) -> set[tuple[float, float]]:
    return {(item.scale_low, item.scale_high) for item in items}


def _shared_point(item: SharedItem) -> ImportancePoint:
    ends = interval(rate(item.low), rate(item.high))
    said = f"{item.name}: scored {decimal(item.mean, 2)}; {rate(item.share)} of the differences ({ends})."
    return ImportancePoint(item.name, item.mean, item.share, item.low, item.high, True, said)


def _whole(trend: FollowTrend) -> float:
    return trend.did / trend.of if trend.of else nan


def _rows(found: AfterScores, trend: FollowTrend) -> tuple[ScoreRow, ...]:
    """From top to low scores."""
    return tuple(_row(found, part, trend) for part in reversed(found.bands))


def _row(found: AfterScores, part: BandFollow, trend: FollowTrend) -> ScoreRow:
    name = band_label(found.metric, part.band, nan, nan)
    share, low, high = (
        (part.converted_rate, part.converted_low, part.converted_high)
        if trend.name == "converted"
        else (part.returned_rate, part.returned_low, part.returned_high)
    )
    said = f"{name}: {rate(share)} of {count(part.people)} people ({interval(rate(low), rate(high))})."
    look = "few" if part.people < 30 else "worst" if part.band == "low" else "plain"
    return ScoreRow(name, share, low, high, f"{rate(share)} · n = {count(part.people)}", look, said)


DRAWN: dict[str, Draw] = {"SurveyDrivers": drivers, "ScoreFollows": follows}
