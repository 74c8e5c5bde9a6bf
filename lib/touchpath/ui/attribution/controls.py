"""The controls of credit: to what, by which rule, beside which; everything else folded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from touchpath.journey.attribution import RULES, USUAL_WEIGHTS, Attribution, CreditRule
from touchpath.journey.credit_words import RULE_NAMES, TO_WORDS, journey_definition, rule_meaning
from touchpath.ui import session
from touchpath.ui.attribution import state
from touchpath.ui.explain import plain
from touchpath.ui.touchpoints import shown_touchpoints

_LOOKBACKS: dict[float, str] = {
    0: "The session", 1: "1 day", 7: "7 days", 14: "14 days", 30: "30 days", 60: "60 days", 90: "90 days",
}  # fmt: skip
_COUNTING = {"conversions": "Conversions", "value": "Their value"}
_NO_RULE = ""


def controls(asked: Attribution) -> None:
    """To what, by which rule, beside which, how far back in one row; the rest folded into the definition."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _select("to", "Credit to", asked.to, [*TO_WORDS], lambda to: TO_WORDS[to][1].capitalize(), width=160)
        _rule(asked)
        _beside(asked)
        days = asked.lookback_days or 0
        _select("lookback_days", "Look back", days, sorted({*_LOOKBACKS, days}), _lookback, width=150)
    with st.expander("Change the question", icon=":material/tune:", key="credit_question"):
        st.markdown(plain(f"{journey_definition(asked)} {RULE_NAMES[asked.rule]}: {rule_meaning(asked.rule, asked)}"))
        left, middle, right = st.columns(3)
        with left:
            _conversions(asked)
            _select("counting", "Count", asked.counting, [*_COUNTING], lambda name: _COUNTING[name])
        with middle:
            st.session_state["credit_cut"] = asked.cut
            st.toggle(
                "Not before the previous conversion", key="credit_cut", on_change=_set, args=("cut",),
                help="Touches that the person's conversion before has followed already do not count again.",
            )  # fmt: skip
            _select("order", "A Markov chain remembers", asked.order, [1, 2, 3], _touches)
        with right:
            _half_life(asked)
            _weights(asked)


def _select(
    field: str, label: str, value: Any, options: list[Any], named: Callable[[Any], str], *, width: Any = "stretch"
) -> None:
    key = f"credit_{field}"
    st.session_state[key] = value
    st.selectbox(label, options, key=key, format_func=named, on_change=_set, args=(field,), width=width)


def _set(field: str) -> None:
    value: Any = st.session_state[f"credit_{field}"]
    state.change(**{field: (value or None) if field == "lookback_days" else value})


def _lookback(days: float) -> str:
    return _LOOKBACKS.get(days, f"{days:g} days")


def _touches(order: int) -> str:
    return "1 touch" if order == 1 else f"{order} touches"


def _rule(asked: Attribution) -> None:
    st.session_state["credit_rule"] = asked.rule
    st.selectbox(
        "By", list(RULES), key="credit_rule", format_func=lambda rule: RULE_NAMES[rule], on_change=_ruled, width=210,
        help="How the credit of a conversion is shared among the touches before it.",
    )  # fmt: skip


def _beside(asked: Attribution) -> None:
    chosen = asked.rules[1] if len(asked.rules) > 1 else _NO_RULE
    st.session_state["credit_beside"] = chosen
    options = [_NO_RULE, *(rule for rule in RULES if rule != asked.rule)]
    st.selectbox(
        "Beside", options, key="credit_beside", width=210, on_change=_ruled,
        format_func=lambda rule: RULE_NAMES[rule] if rule else "No other rule",
    )  # fmt: skip


def _ruled() -> None:
    rule: CreditRule = st.session_state["credit_rule"]
    beside = st.session_state["credit_beside"]
    state.change(rules=(rule, *([beside] if beside and beside != rule else [])))


def _conversions(asked: Attribution) -> None:
    names = shown_touchpoints(session.engine())
    st.session_state["credit_touchpoints"] = list(asked.touchpoints)
    st.multiselect(
        "Conversions", list(dict.fromkeys([*asked.touchpoints, *names])), key="credit_touchpoints",
        placeholder="The goal of the workspace", on_change=_converted,
    )  # fmt: skip


def _converted() -> None:
    state.change(touchpoints=tuple(st.session_state["credit_touchpoints"]))


def _half_life(asked: Attribution) -> None:
    st.session_state["credit_half_life_days"] = float(asked.half_life_days)
    st.number_input(
        "Half-life of time decay (days)", min_value=0.5, max_value=90.0, step=0.5, key="credit_half_life_days",
        on_change=_set, args=("half_life_days",),
    )  # fmt: skip


def _weights(asked: Attribution) -> None:
    """The shares of first, between and last, where the rule shares by place."""
    if asked.rule not in USUAL_WEIGHTS:
        return
    places = zip(("First %", "Between %", "Last %"), asked.weights_of(asked.rule), st.columns(3), strict=True)
    for number, (label, share, column) in enumerate(places):
        key = f"credit_weight_{number}"
        st.session_state[key] = round(100 * share, 2)
        column.number_input(label, min_value=0.0, max_value=100.0, step=5.0, key=key, on_change=_weighed)


def _weighed() -> None:
    state.change(weights=tuple(float(st.session_state[f"credit_weight_{number}"]) for number in range(3)))
