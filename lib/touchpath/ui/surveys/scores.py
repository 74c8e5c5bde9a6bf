"""The tab of scores: how answers are spread, the groups on one scale, and how it went over time."""

from __future__ import annotations

from math import isfinite

import streamlit as st

from touchpath.analysis.surveys.result import ScoreBox, ScoreGroup, ScorePoint, ScoresResult
from touchpath.answers import Answer
from touchpath.answers.surveys.scores import is_few, lowest_group
from touchpath.answers.surveys.words import ScoreWords, box_label, group_label, words_of
from touchpath.charts.drawing import Drawing, drawing
from touchpath.charts.surveys.boxes import BoxPart, spread_alt, spread_bar, spread_columns
from touchpath.charts.surveys.groups import ScoreRow, scores_alt, scores_chart
from touchpath.charts.surveys.trend import ScoreDay, score_trend, trend_of_score_alt
from touchpath.journey.words import count, day_in_words, plural, rate
from touchpath.ui import downloads, notices, session, shown, theme
from touchpath.ui.annotated import with_changes
from touchpath.ui.surveys.controls import controls


def scores_tab(answer: Answer[ScoresResult]) -> None:
    """Picture first, then the controls, then what stands behind it."""
    found, say = answer.result, words_of(answer.result)
    picture = st.container()
    controls(answer.question, found)
    if not isfinite(found.whole.score):
        return
    drawn = _groups(answer, say)
    with picture:
        _spread(found, say)
        theme.draw(drawn, alt=_groups_alt(found, say), key="scores_picture")
    shown.notes(answer)
    _over_time(answer, say)
    shown.table(answer.table("scores"))
    _more_tables(answer)
    shown.footer(answer, drawn)


def _groups(answer: Answer[ScoresResult], say: ScoreWords) -> Drawing:
    found = answer.result
    title = f"{say.axis}, with 95 % interval; dashed: all answers"
    rows = _rows(found, say)
    return drawing(scores_chart, rows, found.whole.score, title, found.metric == "csat", theme.palette())


def _groups_alt(found: ScoresResult, say: ScoreWords) -> str:
    return scores_alt(_rows(found, say), say.value(found.whole.score))


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


def _spread(found: ScoresResult, say: ScoreWords) -> None:
    parts = _parts(found)
    draw = spread_bar if found.metric == "nps" else spread_columns
    theme.draw(drawing(draw, parts, theme.palette()), alt=spread_alt(parts), key="scores_spread")


def _parts(found: ScoresResult) -> tuple[BoxPart, ...]:
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


def _over_time(answer: Answer[ScoresResult], say: ScoreWords) -> None:
    found = answer.result
    days = tuple(_day(found, point, say) for point in found.points if isfinite(point.score))
    if len(days) < 2:
        return
    st.subheader("Over time", anchor=False)
    drawn = drawing(score_trend, days, say.axis, found.metric == "csat", theme.palette())
    chart = with_changes(drawn, session.engine())
    theme.draw(chart, alt=trend_of_score_alt(days), key="scores_trend")
    if not all(day.complete for day in days):
        notices.note("Dashed: periods that are not complete yet, or cut by the dates.")


def _day(found: ScoresResult, point: ScorePoint, say: ScoreWords) -> ScoreDay:
    bucket = found.buckets[point.place]
    cut = "" if bucket.complete else " (not complete)"
    span = say.span(point.low, point.high)
    when, given = day_in_words(bucket.start), plural(point.answers, "answer")
    said = f"From {when}{cut}: {say.value(point.score)} ({span}), {given}."
    return ScoreDay(bucket.start, point.score, point.low, point.high, bucket.complete, said)


def _more_tables(answer: Answer[ScoresResult]) -> None:
    """The other tables, folded, each with its download."""
    named = {"answers-by-box": "How answers are spread", "scores-over-time": "Over time, in numbers"}
    if answer.result.surveys and answer.result.split != "survey":
        named = {"scores-by-survey": "Each survey beside all of them", **named}
    for name, title in named.items():
        table = answer.table(name)
        with st.expander(title, icon=":material/table:"):
            st.dataframe(table.readable, hide_index=True, width="stretch")
            downloads.table(table.rows, name)
