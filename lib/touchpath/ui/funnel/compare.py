"""The comparison tab: every group against the rest, and this period against the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from touchpath.analysis import funnel as measuring
from touchpath.analysis.comparison import (
    Cell,
    Comparison,
    GroupCounts,
    bases_of,
    compare_groups,
    compare_periods,
    last_period,
    previous_period,
)
from touchpath.analysis.funnel.result import FunnelResult
from touchpath.analysis.small_cells import shown_groups
from touchpath.charts.drawing import drawing
from touchpath.charts.funnel.comparison import comparison_chart
from touchpath.engine.base import Engine
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Breakdown, Funnel
from touchpath.journey.words import count, interval, listed, plural, points, rate, signed
from touchpath.stats.multiplicity import Correction
from touchpath.ui import cached, downloads, explain, notices, pages, theme
from touchpath.ui.funnel import words as funnel_words
from touchpath.workspace.saved import saved_groups

PERIODS = "Two periods"
_CORRECTIONS: dict[str, Correction] = {"Which ones differ?": "holm", "Exploring": "bh"}


def compare(engine: Engine, funnel: Funnel, filters: Filters) -> None:
    """Choose what to compare; then the sentence, the picture and the table."""
    if len(funnel.steps) < 2:
        st.info("A comparison needs a funnel of at least two steps: add a step above.", icon=":material/info:")
        return
    groups = [group.name for group in cached.answer(saved_groups, engine)]
    axes = {"Personas": Breakdown("persona"), "Channels": Breakdown("channel")}
    axes |= {f"Group: {name}": Breakdown(name, scope="group") for name in groups}
    if funnel.breakdown and funnel.breakdown not in axes.values():
        axes["The split above"] = funnel.breakdown
    with st.container(horizontal=True, vertical_alignment="bottom"):
        what = st.segmented_control(
            "Compare", [*axes, PERIODS], default="Personas", required=True, key="funnel_compare", bind="query-params"
        )
        if what != PERIODS:
            how = st.selectbox(
                "Looking for", list(_CORRECTIONS), key="funnel_correction", width=190,
                help="How p-values allow for many comparisons: Holm (hardly ever a false one) or Benjamini-Hochberg "
                "(when exploring, at most one in twenty of those found is false on average).",
            )  # fmt: skip
    if what == PERIODS:
        _periods(engine, funnel, filters)
    else:
        _groups(engine, replace(funnel, breakdown=axes[str(what)]), filters, _CORRECTIONS[how])


def _groups(engine: Engine, funnel: Funnel, filters: Filters, correction: Correction) -> None:
    result = funnel_words.named(cached.answer(measuring.measure, engine, funnel, filters))
    measured = len(result.groups)
    result = replace(result, groups=shown_groups(result.groups))
    if reason := _incomparable(funnel, result):
        st.info(reason, icon=":material/info:")
        return
    labels = funnel_words.group_labels(result.groups)
    counts = [
        GroupCounts(label, tuple(step.people for step in group.steps))
        for label, group in zip(labels, result.groups, strict=True)
    ]
    found = compare_groups(counts, bases_of([step.optional for step in funnel.steps]), correction)
    headings = _headings(result)
    st.markdown(f"**{explain.plain(group_sentence(found, headings))}**")
    chart = drawing(comparison_chart, found.cells, headings, theme.palette())
    theme.draw(chart, alt=group_sentence(found, headings), key="funnel_comparison")
    _table(found.cells, headings, "Rest", "funnel-comparison")
    family = f"{count(found.tested)} comparisons were tested, adjusted for their number ({_named(correction)})."
    with st.container(horizontal=True):
        explain.explained(
            f"Share of those at the previous step who went on, each group against everybody else. {family}",
            "people who reached the previous step; a person is in one group only. Difference: Newcombe's interval, "
            "95 %; test: N-1 chi-square, exact where few are expected.",
            filters,
            result.steps[0].people,
        )  # fmt: skip
        downloads.chart(chart, "funnel-comparison")
    if left := measured - len(result.groups):
        notices.note(f"{plural(left, 'group is', 'groups are')} left out: some of their steps are hidden.")
    notices.note("Groups were not assigned at random: a difference says who, not why.")
    if funnel.breakdown and funnel.breakdown.by_group:
        notices.note("A group that was saved from a step of this funnel differs at that step by definition.")


def _incomparable(funnel: Funnel, result: FunnelResult) -> str:
    """Why groups of this funnel cannot be tested against each other; empty when they can."""
    if funnel.counting != "people":
        return "Groups are compared by people: choose to count people under More."
    if (funnel.breakdown and funnel.breakdown.at == "all_events") or (
        funnel.breakdown and len(funnel.breakdown.names) > 1 and funnel.breakdown.by_group
    ):
        return "Here a person may be in several groups: choose under More which event decides, or one saved group."
    if len(result.groups) < 2:
        return "There is only one group in this selection: clear a filter to have others to compare it with."
    return ""


def _periods(engine: Engine, funnel: Funnel, filters: Filters) -> None:
    """This period against as long a period before, among people whose time is over."""
    if funnel.window_seconds is None:
        st.info(
            "Two periods are only alike when everybody has the same time: choose a time to finish above. Without one "
            "the earlier period has simply had longer.",
            icon=":material/info:",
        )
        return
    calendar = engine.calendar
    now = filters if filters.date_from or filters.date_to else last_period(filters, calendar)
    before = previous_period(now, calendar) if now else None
    if now is None or before is None:
        st.info(
            "The data do not reach back to a period before this one: choose shorter dates in the sidebar.",
            icon=":material/info:",
        )
        return
    fair = replace(funnel, breakdown=None, mature_only=True)
    measured = [funnel_words.named(cached.answer(measuring.measure, engine, fair, part)) for part in (now, before)]
    people = [[step.people for step in result.steps] for result in measured]
    if any(step != step for steps in people for step in steps):
        st.info("The periods cannot be compared: a step is hidden in one of them.", icon=":material/info:")
        return
    cells = compare_periods(people[0], people[1], bases_of([step.optional for step in funnel.steps]))
    headings = _headings(measured[0])
    said = period_sentence(cells, headings, now, before)
    st.markdown(f"**{explain.plain(said)}**")
    named = tuple(replace(cell, group="This period") for cell in cells)
    theme.draw(drawing(comparison_chart, named, headings, theme.palette()), alt=said, key="funnel_periods")
    _table(named, headings, "Period before", "funnel-periods")
    if left := measured[0].immature:
        notices.note(
            f"{plural(left, 'person of this period is', 'people of this period are')} left out: still in time."
        )
    notices.note(
        "The range shows sampling only. Ordinary weeks differ by more than that, so no test is made here: to find "
        "out whether a change of a touchpoint made the difference, use the change lab."
    )
    pages.link("pages/evidence/change_lab.py", "Open the change lab")


def group_sentence(found: Comparison, headings: Sequence[str]) -> str:
    """What the comparison says, in words."""
    called = found.called
    if not called:
        return (
            f"No group differs from the rest beyond chance at any step ({count(found.tested)} comparisons, allowing "
            "for their number)."
        )
    cell = called[0]
    more = (
        f" {count(len(called) - 1)} more of {count(found.tested)} comparisons differ beyond chance."
        if called[1:]
        else ""
    )
    way = "less" if cell.difference.estimate < 0 else "more"
    return (
        f"{cell.group} go on {way} often than the rest from {headings[cell.step - 1]}: {rate(cell.rate)} against "
        f"{rate(cell.rest_rate)}, {points(cell.difference.estimate)} (range "
        f"{_range(cell)}, adjusted {p_words(cell.adjusted_p)}).{more}"
    )


def period_sentence(cells: Sequence[Cell], headings: Sequence[str], now: Filters, before: Filters) -> str:
    """The steps now against the period before, in words."""
    told = [
        f"{heading} {rate(cell.rate)} after {rate(cell.rest_rate)} ({points(cell.difference.estimate)}, range "
        f"{_range(cell)})"
        for cell, heading in zip(cells, headings, strict=True)
    ]
    return f"{now.without_channels().sentence()} against {before.without_channels().sentence()}: {listed(told, 6)}."


def p_words(p: float) -> str:
    """A p-value as written: "p < 0.001", "p = 0.031"."""
    return "not tested" if p != p else "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def _range(cell: Cell) -> str:
    return interval(signed(100 * cell.difference.low, 1), signed(100 * cell.difference.high, 1))


def _headings(result: FunnelResult) -> list[str]:
    return [f"{funnel_words.before(result, place)} → {step.name}" for place, step in enumerate(result.steps) if place]


def _table(cells: Sequence[Cell], headings: Sequence[str], other: str, name: str) -> None:
    rows = pd.DataFrame(
        [
            {
                "Step": headings[cell.step - 1],
                "Group": cell.group,
                "Rate": f"{rate(cell.rate)} of {count(cell.n)}",
                other: f"{rate(cell.rest_rate)} of {count(cell.rest_n)}",
                "Difference": points(cell.difference.estimate),
                "95 % range, points": _range(cell),
                "Adjusted p": p_words(cell.adjusted_p) if other == "Rest" else "",
                "Remark": cell.difference.reason or ("differs" if cell.called else ""),
            }
            for cell in cells
        ]
    )
    if other != "Rest":
        rows = rows.drop(columns=["Adjusted p", "Remark"])
    with st.expander("Table", icon=":material/table:"):
        st.dataframe(rows, hide_index=True, width="stretch")
        downloads.table(rows, name)


def _named(correction: Correction) -> str:
    return "Holm" if correction == "holm" else "Benjamini-Hochberg"
