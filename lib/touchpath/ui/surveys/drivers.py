"""The tab of what goes along with a score: importance against score, one item at a time and as a chosen set."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchpath.analysis.surveys.chosen_set import SharedItem
from touchpath.analysis.surveys.drivers import DriverItem, DriversFound
from touchpath.analysis.surveys.result import ScoresResult
from touchpath.answers import Answer
from touchpath.answers.surveys.drivers import chosen_sentence, joined_words, shown_items
from touchpath.answers.surveys.score_names import called
from touchpath.charts.drawing import drawing
from touchpath.charts.surveys.importance import SHARE_OF_SCALE, ImportancePoint, importance_alt, importance_chart
from touchpath.journey.survey_drivers import MOST_CHOSEN, SurveyDrivers
from touchpath.journey.words import count, decimal, interval, rate, signed
from touchpath.ui import cached, downloads, filters, notices, shown, theme
from touchpath.ui.explain import plain
from touchpath.ui.header import Header
from touchpath.ui.surveys.looked_score import looked_score, metrics, scored_questions

_QUESTIONS = "Questions"


def drivers_tab(top: Header, answer: Answer[ScoresResult]) -> None:
    """One item at a time; below it the set that the reader chooses."""
    picture = st.container()
    asked = _controls(answer.result)
    found = _ask(asked)
    top.show(found)
    items = shown_items(found.result)
    if not items:
        with picture:
            notices.empty(found.sentence)
        return
    points = tuple(_point(item, asked, one_scale=len(_scales(items)) == 1) for item in items)
    title = f"Difference of {called(asked.overall)} per box of the item"
    chart = drawing(importance_chart, points, _score_title(items), title, False, theme.palette())
    with picture:
        theme.draw(chart, alt=importance_alt(points), key="drivers_picture")
    table = found.table()
    st.dataframe(table.readable, hide_index=True, width="stretch")
    shown.notes(found)
    shown.footer(found, chart)
    _chosen_set(asked, found.result)


def _ask(asked: SurveyDrivers) -> Answer[DriversFound]:
    """The answer, with how many resamples are drawn shown meanwhile."""
    place = st.empty()

    def show(done: int, of: int) -> None:
        said = f"{count(done)} of {count(of)} resamples of the people" if of else "Reading the answers"
        place.progress(done / of if of else 0.0, text=said)

    found: Answer[DriversFound] = cached.ask_watched(asked, filters.current(), show)
    place.empty()
    return found


def _controls(found: ScoresResult) -> SurveyDrivers:
    """The overall score is the one the page looks at, unless the reader chooses another."""
    overall_column, items_column = st.columns(2, vertical_alignment="bottom")
    names = list(dict.fromkeys([looked_score(found), *metrics(found), *scored_questions(found)]))
    names = [name for name in names if name != "other"]
    overall = overall_column.selectbox(
        "Overall score", names, key="drivers_overall", format_func=called, bind="query-params",
        help="What the items are compared with. It is the score that the page looks at, or another one.",
    )  # fmt: skip
    others = [name for name in metrics(found) if name != overall]
    kinds = [_QUESTIONS, *others] if found.placing.with_touchpoint else [_QUESTIONS]
    items = items_column.selectbox(
        "Items", kinds, key="drivers_touchpoints_of", bind="query-params",
        format_func=lambda kind: kind if kind == _QUESTIONS else f"Touchpoints, by {called(kind)}",
        help="Questions that the same people answered, or touchpoints by the score that people gave them.",
    )  # fmt: skip
    return SurveyDrivers(overall=overall, touchpoints_of="" if items == _QUESTIONS else items)


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


def _chosen_set(asked: SurveyDrivers, found: DriversFound) -> None:
    """The second view: which of some items people mean, where they all move together."""
    st.subheader("How do chosen items share the score?", anchor=False)
    names = [item.name for item in shown_items(found)]
    chosen = st.multiselect(
        "Items that share the score", names, key="drivers_chosen", bind="query-params", max_selections=MOST_CHOSEN,
        placeholder=f"Choose 2 to {MOST_CHOSEN} items",
        help="Counted among people who scored all of them: the more items, the fewer people.",
    )  # fmt: skip
    if len(chosen) < 2:
        notices.note(
            "Items that move together each show most of what they have in common. Choose some, and what they tell of "
            "the score is shared out between them."
        )
        return
    set_of = SurveyDrivers(asked.overall, tuple(chosen), tuple(chosen), asked.touchpoints_of)
    answer = _ask(set_of)
    shared = answer.result.chosen
    if shared is None:
        return
    st.markdown(f"**{plain(chosen_sentence(set_of, shared))}**")
    if not shared.items:
        return
    points = tuple(_shared_point(item) for item in shared.items)
    title = "Share of the differences it goes along with"
    chart = drawing(importance_chart, points, "Score of the item (mean)", title, True, theme.palette())
    theme.draw(chart, alt=importance_alt(points), key="drivers_chosen_picture")
    table = answer.table("score-drivers-chosen-set")
    st.dataframe(table.readable, hide_index=True, width="stretch")
    for said in joined_words(shared):
        notices.note(said)
    downloads.table(table.rows, table.name)


def _shared_point(item: SharedItem) -> ImportancePoint:
    ends = interval(rate(item.low), rate(item.high))
    said = f"{item.name}: scored {decimal(item.mean, 2)}; {rate(item.share)} of the differences ({ends})."
    return ImportancePoint(item.name, item.mean, item.share, item.low, item.high, True, said)
