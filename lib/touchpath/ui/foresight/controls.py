"""Whom a prediction is about, what is foretold of them, and for how long."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from touchpath.analysis.suggested_funnels import volumes
from touchpath.answers.foresight.words import TARGETS
from touchpath.answers.usual import usual_prediction
from touchpath.journey.prediction import LONGEST_AHEAD_DAYS, PREDICTION_TARGETS, Prediction, PredictionTarget
from touchpath.ui import cached, session

_TOPICS = "_foresight_topics"


def asked_prediction() -> Prediction | None:
    """A row: what is foretold, in how many days, and a popover with the rest; None while nothing is a purchase."""
    engine = session.engine()
    usual = cached.known(usual_prediction, engine)
    what, days, more = st.columns([5, 1.4, 1.2], vertical_alignment="bottom")
    target: PredictionTarget = what.segmented_control(
        "They", PREDICTION_TARGETS, default="not_return", required=True, key="foresight_target", bind="query-params",
        format_func=lambda name: TARGETS[name], wrap=True,
    )  # fmt: skip
    ahead = days.number_input(
        "Within (days)", 1, LONGEST_AHEAD_DAYS, value=usual.days, step=1, key="foresight_days", bind="query-params"
    )
    with more, st.popover("More", icon=":material/tune:"):
        touchpoints = _touchpoints(target)
        within = st.number_input(
            "Still there: seen within (days)", 1, LONGEST_AHEAD_DAYS, value=None, step=1, key="foresight_within",
            placeholder="Everybody who ever bought" if target == "not_buy" else "As many days as above",
            help="Who has been away for longer has left already, and is not counted.",
        )  # fmt: skip
        left_out = st.multiselect(
            "Leave out of the prediction", list(_topics()), key="foresight_left_out", placeholder="Nothing",
            format_func=lambda key: _topics().get(key, key),
            help="What must not be used: because it tells the answer, or should not decide.",
        )  # fmt: skip
    if target == "not_buy" and not touchpoints:
        return None
    return Prediction(target, int(ahead), touchpoints, int(within) if within else None, tuple(left_out))


def offer_topics(names: Mapping[str, str]) -> None:
    """What may be left out, by key and in words: known once there is an answer, so that the page is drawn again."""
    if set(names) - set(_topics()):
        st.session_state[_TOPICS] = {**_topics(), **names}
        st.rerun()


def _topics() -> dict[str, str]:
    return dict(st.session_state.get(_TOPICS, {}))


def _touchpoints(target: PredictionTarget) -> tuple[str, ...]:
    """What coming back or a purchase is: as the settings say, unless the reader says otherwise."""
    if target == "detractor":
        return ()
    known = [volume.name for volume in cached.answer(volumes, session.engine())]
    setting = "purchase" if target == "not_buy" else "returning"
    usual = [name for name in session.workspace().settings[setting].value if name in known]
    return tuple(
        st.multiselect(
            "A purchase is" if target == "not_buy" else "Coming back is", known, default=usual,
            key=f"foresight_{setting}", bind="query-params",
            placeholder="Choose the touchpoints that are a purchase" if target == "not_buy" else "Any event",
        )
    )  # fmt: skip
