"""The tab of what goes along with a score: importance against score, one item at a time and as a chosen set."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.surveys.drivers import DriversFound
from touchpath.analysis.surveys.result import ScoresResult
from touchpath.answers import Answer
from touchpath.answers.surveys.drivers import chosen_sentence, joined_words, shown_items
from touchpath.answers.surveys.score_names import called
from touchpath.charts.pictures import picture_named
from touchpath.charts.pictures.along import CHOSEN, ITEMS, drivers
from touchpath.journey.survey_drivers import MOST_CHOSEN, SurveyDrivers
from touchpath.journey.words import count
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
    drawn = picture_named(drivers(found, theme.name_colours()), ITEMS)
    assert drawn is not None
    with picture:
        theme.draw(drawn.drawing, alt=drawn.alt, key="drivers_picture")
    table = found.table()
    st.dataframe(table.readable, hide_index=True, width="stretch")
    shown.notes(found)
    shown.footer(found, drawn.drawing)
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
    drawn = picture_named(drivers(answer, theme.name_colours()), CHOSEN)
    if drawn is not None:
        theme.draw(drawn.drawing, alt=drawn.alt, key="drivers_chosen_picture")
    table = answer.table("score-drivers-chosen-set")
    st.dataframe(table.readable, hide_index=True, width="stretch")
    for said in joined_words(shared):
        notices.note(said)
    downloads.table(table.rows, table.name)
