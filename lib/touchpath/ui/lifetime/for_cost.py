"""The tab of what customers bring against what it cost to win them."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.lifetime.against_cost import ValueForCostResult, WonGroup
from touchpath.answers import Answer
from touchpath.answers.lifetime.against_cost import judged, worth, written
from touchpath.charts.drawing import Drawing, drawing
from touchpath.charts.surveys.groups import ScoreRow, scores_alt, scores_chart
from touchpath.journey.lifetime_value import ValueForCost
from touchpath.journey.words import count, decimal, money
from touchpath.ui import cached, notices, session, shown, theme
from touchpath.ui.filters import current
from touchpath.ui.header import Header
from touchpath.ui.lifetime.controls import CustomersAsked


def for_cost(top: Header, picture: st.delta_generator.DeltaGenerator, asked: CustomersAsked) -> None:
    """Value per 1 spent by first channel in the place above the controls, the figures behind it below."""
    answer = cached.ask(ValueForCost(asked.target, asked.calibrated_until, asked.ahead_days), current())
    top.show(answer)
    with picture:
        chart = _picture(answer)
    shown.notes(answer)
    if answer.result.groups:
        st.dataframe(answer.table().readable, hide_index=True, width="stretch")
    shown.footer(answer, chart, table=bool(answer.result.groups))


def _picture(answer: Answer[ValueForCostResult]) -> Drawing | None:
    found = answer.result
    currency = session.currency()
    rows = tuple(_row(found, part, name, currency) for name, part in judged(found))
    if not rows:
        notices.empty(answer.sentence, "Add costs", "pages/data/add_data.py")
        return None
    basis = "so far" if found.not_ahead else f"so far and in the next {found.ahead_days} days"
    title = f"Value {basis} for each 1 spent, with 95 % interval; dashed: what it cost"
    chart = drawing(scores_chart, rows, 1.0, title, False, theme.palette())
    theme.draw(chart, alt=scores_alt(rows, "1 (what it cost)"), key="lifetime_for_cost")
    return chart


def _row(found: ValueForCostResult, part: WonGroup, name: str, currency: str) -> ScoreRow:
    value, low, high = worth(found, part)
    look = "worst" if high < 1 else "plain"
    ends = written((value, low, high))
    won = f"{money(part.cost[0], currency)} to win one, n = {count(part.people)}"
    return ScoreRow(
        name, value, low, high, f"{decimal(value, 2)} · {won}", look, f"{name}: {ends} for each 1 spent; {won}."
    )
