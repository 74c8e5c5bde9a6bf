"""The tab of what customers will bring: the prediction where it passed its test, and the test in any case."""

from __future__ import annotations

from math import isfinite

import streamlit as st

from touchpath.analysis.lifetime.ahead import AheadResult
from touchpath.analysis.lifetime.expected import ExpectedGroup
from touchpath.answers import Answer
from touchpath.answers.few import FEW
from touchpath.answers.lifetime.words import amount, names_of
from touchpath.charts.drawing import Drawing, drawing
from touchpath.charts.lifetime.tested import tested_alt, tested_chart
from touchpath.charts.surveys.groups import ScoreRow, scores_alt, scores_chart
from touchpath.journey.lifetime_value import ValueAhead
from touchpath.journey.words import count, decimal, money
from touchpath.ui import cached, downloads, notices, session, shown, theme
from touchpath.ui.explain import plain
from touchpath.ui.filters import current
from touchpath.ui.header import Header
from touchpath.ui.lifetime.controls import CustomersAsked


def ahead(top: Header, picture: st.delta_generator.DeltaGenerator, asked: CustomersAsked) -> None:
    """The test in the place above the controls, what groups are expected to bring below."""
    answer = cached.ask(ValueAhead(asked.target, asked.split, asked.calibrated_until, asked.ahead_days), current())
    top.show(answer)
    found: AheadResult = answer.result
    with picture:
        chart = _tested(answer)
    shown.notes(answer)
    if found.groups:
        _groups(found)
    if found.whole:
        st.dataframe(answer.table().readable, hide_index=True, width="stretch")
    shown.footer(answer, chart, table=bool(found.whole))
    _test_tables(answer)


def _tested(answer: Answer[AheadResult]) -> Drawing | None:
    """Expected beside actual purchases, and by how much the model was off."""
    test = answer.result.held_out
    if test is None or not any(isfinite(part.predicted) for part in test.tenths):
        notices.empty(answer.sentence)
        return None
    st.markdown(f"**{plain(' '.join(answer.told.findings))}**")
    chart = drawing(tested_chart, test.tenths, theme.palette())
    theme.draw(chart, alt=tested_alt(test.tenths), key="lifetime_tested")
    return chart


def _groups(found: AheadResult) -> None:
    whole, currency = found.whole, session.currency()
    if whole is None:
        return
    valued = isfinite(whole.value)
    names = names_of(found.groups, found.asked.split)
    rows = tuple(
        _row(part, name, valued, currency)
        for part, name in zip(found.groups, names, strict=True)
        if isfinite(part.purchases)
    )
    if not rows:
        return
    st.subheader(f"Expected in the next {found.ahead_days} days", anchor=False)
    unit = f"Value per customer ({currency})" if valued else "Days with purchases per customer"
    middle = whole.value if valued else whole.purchases
    chart = drawing(scores_chart, rows, middle, f"{unit}, with 95 % interval; dashed: all", False, theme.palette())
    alt = scores_alt(rows, money(middle, currency) if valued else decimal(middle, 2))
    theme.draw(chart, alt=alt, key="lifetime_expected")


def _row(part: ExpectedGroup, name: str, valued: bool, currency: str) -> ScoreRow:
    if valued:
        value, low, high = part.value, part.value_low, part.value_high
        written, ends = money(value, currency), amount((value, low, high), currency)
    else:
        value, low, high = part.purchases, part.purchases_low, part.purchases_high
        written, ends = decimal(value, 2), f"{decimal(low, 2)} to {decimal(high, 2)}"
    look = "few" if part.people < FEW else "plain"
    said = f"{name}: {ends}, n = {count(part.people)}."
    return ScoreRow(name, value, low, high, f"{written} · n = {count(part.people)}", look, said)


def _test_tables(answer: Answer[AheadResult]) -> None:
    """The figures of the test, folded."""
    tables = [table for table in answer.tables if table.name.startswith("tested-")]
    if not tables:
        return
    with st.expander("The test in figures", icon=":material/science:"):
        for table in tables:
            st.dataframe(table.readable, hide_index=True, width="stretch")
            downloads.table(table.rows, table.name)
