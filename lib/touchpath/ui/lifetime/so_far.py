"""The tab of what customers brought so far: by age, by group, and how unevenly it is spread."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import streamlit as st

from touchpath.analysis.lifetime.history import LifetimeResult, ValuedGroup
from touchpath.answers import Answer
from touchpath.answers.few import FEW
from touchpath.answers.groups import HasGroup
from touchpath.answers.lifetime.words import ORDERED, amount, names_of
from touchpath.charts.drawing import Drawing, drawing
from touchpath.charts.lifetime.by_age import by_age_alt, by_age_chart, shades
from touchpath.charts.lifetime.spread import spread_alt, spread_chart
from touchpath.charts.surveys.groups import ScoreRow, scores_alt, scores_chart
from touchpath.journey.lifetime_value import LifetimeValue, ValueSplit
from touchpath.journey.words import count, money
from touchpath.ui import cached, downloads, notices, session, shown, theme
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
    with picture:
        chart = _by_age(found)
    shown.notes(answer)
    if found.groups:
        _groups(found)
    shown.table(answer.table("customer-value"))
    shown.footer(answer, chart, table=False)
    with st.container(horizontal=True):
        for name, label in (("customer-value", "Groups (CSV)"), ("customer-value-by-age", "By age (CSV)")):
            downloads.table(answer.table(name).rows, name, label=label)
    _spread(answer)


def split_colours(groups: Sequence[HasGroup], split: ValueSplit) -> list[str]:
    """A persona or channel keeps its colour; cohorts go from pale to strong."""
    if split in ORDERED:
        return shades(theme.palette(), len(groups))
    kind = "persona" if split == "persona" else "channel"
    return theme.colours(kind, [part.values[0] if part.kind == "value" else None for part in groups])


def _by_age(found: LifetimeResult) -> Drawing:
    parts: Sequence[ValuedGroup] = [part for part in found.groups if part.people >= FEW] or (found.whole,)
    if found.groups and parts[0] is not found.whole:
        named = dict(zip(map(id, found.groups), names_of(found.groups, found.asked.split), strict=True))
        names = [named[id(part)] for part in parts]
        colours = split_colours(parts, found.asked.split)
    else:
        names, colours = ["All"], [theme.palette().accent]
    curves, currency = [part.points for part in parts], session.currency()
    chart = drawing(by_age_chart, curves, names, colours, currency, theme.palette())
    theme.draw(chart, alt=by_age_alt(curves, names, currency), key="lifetime_by_age")
    return chart


def _groups(found: LifetimeResult) -> None:
    """Each group's value so far, beside that of all."""
    currency = session.currency()
    rows = tuple(
        _row(part, name, currency)
        for part, name in zip(found.groups, names_of(found.groups, found.asked.split), strict=True)
        if isfinite(part.value)
    )
    if not rows:
        return
    st.subheader("So far, whatever the age", anchor=False)
    chart = drawing(
        scores_chart,
        rows,
        found.whole.value,
        f"Value per customer ({currency}), with 95 % interval; dashed: all",
        False,
        theme.palette(),
    )
    theme.draw(chart, alt=scores_alt(rows, money(found.whole.value, currency)), key="lifetime_groups")


def _row(part: ValuedGroup, name: str, currency: str) -> ScoreRow:
    look = "few" if part.people < FEW else "plain"
    worth = amount((part.value, part.low, part.high), currency)
    said = f"{name}: {worth}, n = {count(part.people)}."
    return ScoreRow(
        name, part.value, part.low, part.high, f"{money(part.value, currency)} · n = {count(part.people)}", look, said
    )


def _spread(answer: Answer[LifetimeResult]) -> None:
    """Who makes most of the revenue."""
    points = answer.result.uneven
    if not any(isfinite(point.people) for point in points):
        return
    st.subheader("Who brings the revenue", anchor=False)
    chart = drawing(spread_chart, points, theme.palette())
    theme.draw(chart, alt=spread_alt(points), key="lifetime_spread")
    notices.note("These are the customers in view, counted, not estimated: there is no interval.")
    table = answer.table("who-brings-the-revenue")
    shown.table(table)
    downloads.table(table.rows, table.name)
