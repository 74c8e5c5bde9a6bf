"""The tabs of credit: the picture, whether rules agree, the journeys behind, and a test of one name."""

from __future__ import annotations

from typing import Any

import streamlit as st

from touchpath.analysis.attribution.result import AttributionResult, CreditRanksResult
from touchpath.analysis.change.question import usual_day
from touchpath.answers import Answer
from touchpath.answers.attribution.earned import unnamed
from touchpath.charts.pictures.credit import credit as credit_pictures
from touchpath.charts.pictures.credit import slope
from touchpath.journey.attribution import Attribution, CreditRanks, CreditTest, JourneysBehind, same_journeys
from touchpath.journey.change import Change
from touchpath.journey.change_draft import ChangeDraft
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.comparable import ComparablePeople
from touchpath.journey.conditions import Condition
from touchpath.journey.credit_words import RULE_NAMES, TO_WORDS
from touchpath.journey.funnel import Step
from touchpath.ui import cached, filters, pages, session, shown, theme
from touchpath.ui.attribution import state
from touchpath.ui.change.state import LOOKED_AT as CHANGE_LAB
from touchpath.ui.explain import plain
from touchpath.ui.header import Header


def credit(answer: Answer[AttributionResult]) -> None:
    """The bars, the table, and what one might test."""
    found, chart = answer.result, None
    if unnamed(found):
        st.button(
            "Credit touchpoints", icon=":material/swap_horiz:", type="primary", key="credit_touchpoints_instead",
            on_click=state.change, kwargs={"to": "touchpoint"},
        )  # fmt: skip
    for drawn in credit_pictures(answer, theme.name_colours()):
        chart = drawn.drawing
        theme.draw(chart, alt=drawn.alt, key="credit_picture")
        st.caption(plain(_legend(found.asked)))
    shown.notes(answer)
    shown.table(answer.table())
    if found.rules:
        _test(answer)
    shown.footer(answer, chart)


def agreement(top: Header, asked: Attribution) -> None:
    """Two rules as a slope, all of them as a table."""
    question = same_journeys(CreditRanks, asked, rule=asked.rule)
    with st.spinner("Ranking by every rule and lookback …"):
        answer: Answer[CreditRanksResult] = cached.ask(question, filters.current())
    top.show(answer)
    left, right = asked.rule, asked.rules[1] if len(asked.rules) > 1 else "last"
    drawn, chart = slope(answer.result, left, right, theme.name_colours()), None
    if drawn is not None:
        chart = drawn.drawing
        theme.draw(chart, alt=drawn.alt, key="credit_slope")
        st.caption("The place by credit under the two rules chosen above; what moves most is in colour.")
    st.dataframe(answer.table().readable, hide_index=True, width="stretch")
    shown.notes(answer)
    shown.footer(answer, chart)


def journeys(top: Header, asked: Attribution, names: list[str]) -> None:
    """The journeys that a credit rests on."""
    name = st.selectbox(
        f"Journeys with this {TO_WORDS[asked.to][0]}", [None, *names], key="credit_behind", width=320,
        format_func=lambda name: "All journeys" if name is None else name,
    )  # fmt: skip
    answer = cached.ask(same_journeys(JourneysBehind, asked, name=name), filters.current())
    top.show(answer)
    st.dataframe(answer.table().readable, hide_index=True, width="stretch")
    shown.notes(answer)
    shown.footer(answer)


def names_of(found: AttributionResult) -> list[str]:
    """The names that may be chosen: those shown."""
    return [one.name for one in found.credits if one.kind == "value" and one.name and one.credit == one.credit]


def _legend(asked: Attribution) -> str:
    beside = RULE_NAMES[asked.rules[1]] if len(asked.rules) > 1 else ""
    told = f"Bars: {RULE_NAMES[asked.rule].lower()}, with its 95 % interval."
    return f"{told} ◇ {beside.lower()}." if beside else told


def _test(answer: Answer[AttributionResult]) -> None:
    """What a test of one name could show, and the way into the change lab."""
    asked, names = answer.result.asked, names_of(answer.result)
    if not names:
        return
    with st.container(border=True):
        name = st.selectbox(
            f"Would it be missed? Choose a {TO_WORDS[asked.to][0]} to test", names, key="credit_tested", width=360
        )
        told = cached.ask(same_journeys(CreditTest, asked, name=name), filters.current())
        st.markdown(plain(told.sentence))
        if asked.to == "touchpoint":
            _compared(asked, name)
        draft = _draft(asked, name, told.result.smallest)
        if st.button("Test this", icon=":material/science:", key="credit_test_this") and draft is not None:
            pages.go("pages/evidence/change_lab.py", {CHANGE_LAB.param: [CHANGE_LAB.as_text(draft)]})


def _compared(asked: Attribution, name: str) -> None:
    """What comparable people who had not met it did: nearer to an effect than any credit."""
    if st.button("Compare with comparable people", icon=":material/compare_arrows:", key="credit_compared"):
        with st.spinner("Looking for comparable people …"):
            told = cached.ask(ComparablePeople(name, goal=asked.touchpoints), filters.current())
        st.markdown(plain(told.sentence))


def _draft(asked: Attribution, name: str, smallest: float) -> ChangeDraft | None:
    """A test in which some people do not meet it: when it begins and who is in which arm is still to be said."""
    own: dict[str, Any] = {"touchpoint": name} if asked.to == "touchpoint" else {}
    entry = Step(name) if own else Step(None, where=(Condition(asked.to, "=", name),))
    days = asked.lookback_days or 30
    outcome = Outcome("retention", entry, asked.touchpoints, days)
    hoped = round(100 * smallest, 1) if smallest == smallest else None
    change = Change(f"Without {name}", usual_day(session.engine(), outcome), outcome, hoped_for=hoped, **own)
    return ChangeDraft(change, frozenset({"day"}), "randomised")
