"""The tab of who is at risk: bands, people with reasons, and the test of the model beside a simple rule."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.foresight.measuring import people_in_band
from touchpath.analysis.foresight.result import BandName, PredictionResult
from touchpath.answers import Answer
from touchpath.answers.foresight.words import BANDS, did, topic_words
from touchpath.charts.drawing import Drawing, drawing
from touchpath.charts.foresight.calibration import calibration_alt, calibration_chart
from touchpath.charts.foresight.gains import gains_alt, gains_chart
from touchpath.journey.filters import Filters
from touchpath.journey.prediction import Prediction
from touchpath.journey.words import day_in_words
from touchpath.ui import cached, downloads, filters, long_question, notices, session, shown, theme
from touchpath.ui.foresight.controls import asked_prediction, offer_topics
from touchpath.ui.group_saving import keep_group, save_as_group
from touchpath.ui.header import Header
from touchpath.ui.person_timeline import show_timeline


def section(top: Header) -> None:
    """The picture above the controls; people, what it goes along with and the test below."""
    picture = st.container()
    asked = asked_prediction()
    if asked is None:
        with picture:
            notices.empty(
                "Choose what a purchase is: under More here, or for all pages.", "Settings",
                "pages/data/workspaces.py",
            )  # fmt: skip
        return
    answer: Answer[PredictionResult] | None = long_question.ask(asked, filters.current(), _doing, "foresight_risk")
    if answer is None:
        return
    top.show(answer)
    found: PredictionResult = answer.result
    if found.refused:
        with picture:
            notices.empty(answer.sentence)
        return
    with picture:
        chart = _gains(answer, asked)
    shown.notes(answer)
    st.dataframe(answer.table("risk-bands").readable, hide_index=True, width="stretch")
    shown.footer(answer, chart)
    _people(answer, asked)
    _weights(answer)
    _test(answer)
    _made_of(answer)
    offer_topics(
        {part.topic.key: topic_words((part.topic.kind, part.topic.of), asked.target) for part in found.variables}
    )


def _doing(done: int, of: int) -> str:
    return "Learning from earlier people, and testing on later ones" if done > 15 else "Reading what was known"


def _gains(answer: Answer[PredictionResult], asked: Prediction) -> Drawing | None:
    test = answer.result.test
    if test is None:
        return None
    happened = did(asked)
    chart = drawing(gains_chart, test.gains, happened, theme.palette())
    theme.draw(chart, alt=gains_alt(test.gains, happened), key="foresight_gains")
    return chart


def _people(answer: Answer[PredictionResult], asked: Prediction) -> None:
    """The riskiest by name, and saving a band as a group."""
    found: PredictionResult = answer.result
    st.subheader("Who they are", anchor=False)
    table, picked = answer.table("people-at-risk"), []
    if found.listed:
        frame = st.dataframe(
            table.readable, hide_index=True, width="stretch", height=320, on_select="rerun",
            selection_mode="single-row", key="foresight_people_rows",
        )  # fmt: skip
        picked = frame["selection"]["rows"]
    else:
        notices.note("Nobody is listed by name while this workspace hides small groups.")
    with st.container(horizontal=True, vertical_alignment="center"):
        if found.listed:
            downloads.table(table.rows, table.name)
        with st.popover("Save as a group", icon=":material/group_add:", type="tertiary"):
            bands = [band.name for band in found.bands if band.people == band.people and band.people]
            band = st.selectbox("Whom", bands, format_func=lambda name: BANDS[name], key="foresight_band")
            if band:
                save_as_group("foresight_group", _keep, (asked, filters.current(), band), BANDS[band])
    if picked and picked[0] < len(found.listed):
        show_timeline(session.engine(), found.listed[picked[0]].person_id)


def _keep(name: str, asked: Prediction, given: Filters, band: BandName) -> str:
    """Save everybody of a band, with the day up to which they are known; only of an answer that may be shown."""
    answer = cached.ask(asked, given)
    people = [int(key) for key in people_in_band(session.engine(), asked, given, band)]
    as_of = answer.result.as_of
    known = f", as known up to {day_in_words(as_of)}" if as_of else ""
    return keep_group(name, people, f"{BANDS[band]} to {asked.happens()}{known}. {given.sentence()}.")


def _weights(answer: Answer[PredictionResult]) -> None:
    """What the model's order rests on."""
    if not answer.result.weights:
        return
    st.subheader("What goes along with it", anchor=False)
    table = answer.table("goes-along-with")
    st.dataframe(table.readable.head(12), hide_index=True, width="stretch")
    downloads.table(table.rows, table.name)


def _test(answer: Answer[PredictionResult]) -> None:
    """The figures of the test, and whether chances came true."""
    test = answer.result.test
    if test is None:
        return
    with st.expander("The test: on people it had not seen", icon=":material/science:"):
        chart = drawing(calibration_chart, test.bins, theme.palette())
        theme.draw(chart, alt=calibration_alt(test.bins), key="foresight_calibration")
        for name in ("tested-beside-the-rule", "held-by-the-riskiest", "foretold-and-came"):
            table = answer.table(name)
            st.dataframe(table.readable, hide_index=True, width="stretch")
            downloads.table(table.rows, table.name)


def _made_of(answer: Answer[PredictionResult]) -> None:
    """Everything that was known of people: the variables of the prediction."""
    table = answer.table("made-of")
    if not len(table.rows):
        return
    with st.expander("What the prediction is made of", icon=":material/list:"):
        st.dataframe(table.readable, hide_index=True, width="stretch")
        downloads.table(table.rows, table.name)
