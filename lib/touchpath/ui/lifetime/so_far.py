"""The tab of what customers brought so far: by age, by group, and how unevenly it is spread."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.lifetime.history import LifetimeResult
from touchpath.answers import Answer
from touchpath.charts.pictures.lifetime import BY_AGE, GROUPS, SPREAD
from touchpath.charts.pictures.lifetime import so_far as pictures_so_far
from touchpath.charts.pictures.picture import Picture
from touchpath.journey.lifetime_value import LifetimeValue
from touchpath.ui import cached, downloads, notices, shown, theme
from touchpath.ui.filters import current
from touchpath.ui.header import Header
from touchpath.ui.lifetime.controls import CustomersAsked


def so_far(top: Header, picture: st.delta_generator.DeltaGenerator, asked: CustomersAsked) -> None:
    """The curve by age in the place above the controls; groups, spread and tables below."""
    answer = cached.ask(LifetimeValue(asked.target, asked.split), current())
    top.show(answer)
    found: LifetimeResult = answer.result
    if not found.whole.people or not found.valued:
        with picture:
            notices.empty(answer.sentence)
        return
    drawn = {part.name: part for part in pictures_so_far(answer, theme.name_colours())}
    chart = drawn[BY_AGE].drawing
    with picture:
        theme.draw(chart, alt=drawn[BY_AGE].alt, key="lifetime_by_age")
    shown.notes(answer)
    _groups(drawn.get(GROUPS))
    shown.table(answer.table("customer-value"))
    shown.footer(answer, chart, table=False)
    with st.container(horizontal=True):
        for name, label in (("customer-value", "Groups (CSV)"), ("customer-value-by-age", "By age (CSV)")):
            downloads.table(answer.table(name).rows, name, label=label)
    _spread(answer, drawn.get(SPREAD))


def _groups(drawn: Picture | None) -> None:
    """Each group's value so far, beside that of all."""
    if drawn is not None:
        st.subheader("So far, whatever the age", anchor=False)
        theme.draw(drawn.drawing, alt=drawn.alt, key="lifetime_groups")


def _spread(answer: Answer[LifetimeResult], drawn: Picture | None) -> None:
    """Who makes most of the revenue."""
    if drawn is None:
        return
    st.subheader("Who brings the revenue", anchor=False)
    theme.draw(drawn.drawing, alt=drawn.alt, key="lifetime_spread")
    notices.note("These are the customers in view, counted, not estimated: there is no interval.")
    table = answer.table("who-brings-the-revenue")
    shown.table(table)
    downloads.table(table.rows, table.name)
