"""The tab of what customers will bring: the prediction where it passed its test, and the test in any case."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.lifetime.ahead import AheadResult
from touchpath.answers import Answer
from touchpath.charts.drawing import Drawing
from touchpath.charts.pictures.lifetime import EXPECTED, TESTED
from touchpath.charts.pictures.lifetime import ahead as pictures_ahead
from touchpath.charts.pictures.picture import Picture
from touchpath.journey.lifetime_value import ValueAhead
from touchpath.ui import cached, downloads, notices, shown, theme
from touchpath.ui.explain import plain
from touchpath.ui.filters import current
from touchpath.ui.header import Header
from touchpath.ui.lifetime.controls import CustomersAsked


def ahead(top: Header, picture: st.delta_generator.DeltaGenerator, asked: CustomersAsked) -> None:
    """The test in the place above the controls, what groups are expected to bring below."""
    answer = cached.ask(ValueAhead(asked.target, asked.split, asked.calibrated_until, asked.ahead_days), current())
    top.show(answer)
    found: AheadResult = answer.result
    drawn = {part.name: part for part in pictures_ahead(answer, theme.name_colours())}
    with picture:
        chart = _tested(answer, drawn.get(TESTED))
    shown.notes(answer)
    _groups(found, drawn.get(EXPECTED))
    if found.whole:
        st.dataframe(answer.table().readable, hide_index=True, width="stretch")
    shown.footer(answer, chart, table=bool(found.whole))
    _test_tables(answer)


def _tested(answer: Answer[AheadResult], drawn: Picture | None) -> Drawing | None:
    """Expected beside actual purchases, and by how much the model was off."""
    if drawn is None:
        notices.empty(answer.sentence)
        return None
    st.markdown(f"**{plain(' '.join(answer.told.findings))}**")
    theme.draw(drawn.drawing, alt=drawn.alt, key="lifetime_tested")
    return drawn.drawing


def _groups(found: AheadResult, drawn: Picture | None) -> None:
    if drawn is not None:
        st.subheader(f"Expected in the next {found.ahead_days} days", anchor=False)
        theme.draw(drawn.drawing, alt=drawn.alt, key="lifetime_expected")


def _test_tables(answer: Answer[AheadResult]) -> None:
    """The figures of the test, folded."""
    tables = [table for table in answer.tables if table.name.startswith("tested-")]
    if not tables:
        return
    with st.expander("The test in figures", icon=":material/science:"):
        for table in tables:
            st.dataframe(table.readable, hide_index=True, width="stretch")
            downloads.table(table.rows, table.name)
