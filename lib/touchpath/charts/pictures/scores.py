"""Pictures of the questions about scores: the groups on one scale, how answers are spread, and over time."""

from __future__ import annotations

from math import isfinite
from typing import Any

from touchpath.analysis.surveys.result import ScoreBox, ScoreGroup, ScorePoint, ScoresResult
from touchpath.answers import Answer
from touchpath.answers.surveys.scores import is_few, lowest_group
from touchpath.answers.surveys.words import ScoreWords, box_label, group_label, words_of
from touchpath.charts.drawing import drawing
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures.picture import Draw, Picture
from touchpath.charts.surveys.boxes import BoxPart, spread_alt, spread_bar, spread_columns
from touchpath.charts.surveys.groups import ScoreRow, scores_alt, scores_chart
from touchpath.charts.surveys.trend import ScoreDay, score_trend, trend_of_score_alt
from touchpath.journey.words import count, day_in_words, plural, rate

GROUPS, SPREAD, TREND = "groups", "spread", "trend"


def scores(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    """The groups, the spread, and where there are two periods or more the trend; nothing without a score."""
    found: ScoresResult = answer.result
    if not isfinite(found.whole.score):
        return ()
    say, palette = words_of(found), colours.palette
    rows, parts = _rows(found, say), score_parts(found)
    title = f"{say.axis}, with 95 % interval; dashed: all answers"
    groups = drawing(scores_chart, rows, found.whole.score, title, found.metric == "csat", palette)
    spread = drawing(spread_bar if found.metric == "nps" else spread_columns, parts, palette)
    drawn = [
        Picture(GROUPS, "Groups", groups, scores_alt(rows, say.value(found.whole.score))),
        Picture(SPREAD, "How answers are spread", spread, spread_alt(parts)),
    ]
    days = score_days(found)
    if len(days) > 1:
        trend = drawing(score_trend, days, say.axis, found.metric == "csat", palette)
        drawn.append(Picture(TREND, "Over time", trend, trend_of_score_alt(days)))
    return tuple(drawn)


def score_days(found: ScoresResult) -> tuple[ScoreDay, ...]:
    """The periods with a score."""
    say = words_of(found)
    return tuple(_day(found, point, say) for point in found.points if isfinite(point.score))


def _rows(found: ScoresResult, say: ScoreWords) -> tuple[ScoreRow, ...]:
    worst = lowest_group(found)
    groups = found.groups or (found.whole,)
    return tuple(_row(part, found, say, part is worst) for part in groups)


def _row(part: ScoreGroup, found: ScoresResult, say: ScoreWords, worst: bool) -> ScoreRow:
    name = "All answers" if part.kind == "whole" else group_label(part, found.split)
    few = is_few(part)
    certain = worst and part.p_value <= 0.05
    said = f"{name}: {say.value(part.score)} ({say.span(part.low, part.high)}), {plural(part.answers, 'answer')}."
    beside = f"{say.value(part.score)} · n = {count(part.answers)}{', few' if few else ''}"
    look = "few" if few else "worst" if certain else "plain"
    return ScoreRow(name, part.score, part.low, part.high, beside, look, said)


def score_parts(found: ScoresResult) -> tuple[BoxPart, ...]:
    """The parts that answers fall into: detractors to promoters, else the boxes of the scale."""
    whole = found.whole
    if found.metric == "nps":
        shares = (("0 to 6", whole.bad, "bad"), ("7, 8", 1 - whole.good - whole.bad, "middle"),
                  ("9, 10", whole.good, "good"))  # fmt: skip
        return tuple(BoxPart(name, share, tone, f"{name}: {rate(share)}.") for name, share, tone in shares)
    top = found.boxes[-1].high if found.boxes else 0.0
    return tuple(_box(box, found.metric, top) for box in found.boxes)


def _box(box: ScoreBox, metric: str, top: float) -> BoxPart:
    name = box_label(box)
    good = box.low >= (5 if metric == "ces" else top - 1) and metric in ("csat", "ces")
    sentence = f"{name}: {plural(box.answers, 'answer')}, {rate(box.share)}."
    return BoxPart(name, box.share, "good" if good else "middle", sentence)


def _day(found: ScoresResult, point: ScorePoint, say: ScoreWords) -> ScoreDay:
    bucket = found.buckets[point.place]
    cut = "" if bucket.complete else " (not complete)"
    span = say.span(point.low, point.high)
    when, given = day_in_words(bucket.start), plural(point.answers, "answer")
    said = f"From {when}{cut}: {say.value(point.score)} ({span}), {given}."
    return ScoreDay(bucket.start, point.score, point.low, point.high, bucket.complete, said)


DRAWN: dict[str, Draw] = {"Scores": scores}
