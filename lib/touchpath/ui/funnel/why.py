"""The tab "Why?": what goes with dropping between two steps, and what people did instead."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from touchpath.analysis.drivers import Drivers, NextTouchpoint, find_drivers, next_touchpoints
from touchpath.analysis.drivers.factors import Factor
from touchpath.analysis.drivers.times import counted_times, default_hours, first_times
from touchpath.analysis.funnel.result import FunnelResult
from touchpath.charts.drawing import drawing
from touchpath.charts.funnel.comparison import drivers_chart
from touchpath.charts.funnel.next import next_chart
from touchpath.engine.base import Engine
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.words import count, decimal, duration, listed, plural, rate
from touchpath.ui import cached, downloads, explain, notices, theme
from touchpath.ui.funnel import words as funnel_words
from touchpath.ui.funnel.compare import p_words

_HOURS = (0.25, 1.0, 6.0, 24.0, 72.0, 168.0)
_SHOWN = 12
_WITH = {
    "touchpoint": "Of those who met {value} after {step}",
    "channel": "Of those who did {step} through {value}",
    "persona": "Of the {value}",
    "property": "Of those whose {step} had {value}",
    "attribute": "Of people with {value}",
    "score": "Of those who gave a {value} before",
}


def why(engine: Engine, funnel: Funnel, filters: Filters, result: FunnelResult, place: int) -> None:
    """What goes with not reaching step `place` (counted from 0)."""
    if funnel.order != "ordered" or funnel.counting != "people":
        st.info(
            "Reasons are looked for where the steps come in this order and people are counted: choose so under More.",
            icon=":material/info:",
        )
        return
    usual = default_hours(funnel)
    options = sorted({*_HOURS, usual})
    hours = st.select_slider(
        "Watch everyone for",
        options,
        value=usual,
        key="funnel_watch",
        format_func=lambda value: duration(value * 3600),
        help="What happened in this time after the step is compared with who went on later. The same time for "
        "everybody: otherwise those who stay longer simply meet more.",
    )
    with st.spinner("Looking at what happened after the step …"):
        found = cached.answer(_drivers, engine, funnel, filters, place, float(hours))
    step, target = funnel_words.before(result, place), result.steps[place].name
    st.markdown(f"**{explain.plain(sentence(found, step, target))}**")
    if found.factors:
        shown = found.factors[:_SHOWN]
        chart = drawing(drivers_chart, shown, theme.palette())
        theme.draw(chart, alt=sentence(found, step, target), key="funnel_drivers")
        _table(found.factors)
    _set_aside(found, step, target)
    with st.container(horizontal=True):
        explain.explained(
            f"Among people who had not gone on {duration(found.hours * 3600)} after they first reached {step}: the "
            f"odds of reaching {target} afterwards, with the factor against without it. 95 % interval; p-values "
            f"adjusted for {count(len(found.factors))} factors (Benjamini-Hochberg).",
            f"people whose time to reach {target} is over, at least 20 with and 20 without the factor",
            filters,
            found.people,
        )
    _instead(engine, funnel, filters, place)


def _drivers(engine: Engine, funnel: Funnel, filters: Filters, place: int, hours: float) -> Drivers:
    return find_drivers(engine, funnel, first_times(engine, funnel, filters, place), place, hours)


def _next(engine: Engine, funnel: Funnel, filters: Filters, place: int) -> tuple[NextTouchpoint, ...]:
    return next_touchpoints(engine, funnel, counted_times(engine, funnel, filters, place))


def sentence(found: Drivers, step: str, target: str) -> str:
    """What stands out, in words; "nothing stands out" is an answer."""
    if not found.people:
        return f"Nobody can be watched for {duration(found.hours * 3600)} after {step}: choose a shorter time."
    called = found.called
    if not called:
        tested = count(len(found.factors))
        return f"Nothing stands out: none of {tested} things looked at goes with reaching {target} beyond chance."
    losing = [factor for factor in called if factor.odds_ratio < 1]
    first = (losing or called)[0].counts
    whom = _WITH[first.kind].format(value=first.label, step=step)
    said = (
        f"{whom}, {rate(first.exposed_rate)} still reached {target}, against {rate(first.others_rate)} of the others."
    )
    others = [factor.counts.label for factor in called if factor.counts != first]
    return f"{said} Also standing out: {listed(others, 3)}." if others else said


def _table(factors: Sequence[Factor]) -> None:
    rows = pd.DataFrame(
        [
            {
                "What": factor.counts.label,
                "Kind": factor.counts.kind,
                "With it": f"{rate(factor.counts.exposed_rate)} of {count(factor.counts.exposed)}",
                "Without": f"{rate(factor.counts.others_rate)} of {count(factor.counts.others)}",
                "Odds": decimal(factor.odds_ratio, 2),
                "95 % range": f"{decimal(factor.low, 2)} to {decimal(factor.high, 2)}",
                "Adjusted p": p_words(factor.adjusted_p),
                "Stands out": "yes" if factor.called else "",
            }
            for factor in factors
        ]
    )
    with st.expander("Table", icon=":material/table:"):
        st.dataframe(rows, hide_index=True, width="stretch")
        downloads.table(rows, "funnel-drivers")


def _set_aside(found: Drivers, step: str, target: str) -> None:
    watched = duration(found.hours * 3600)
    parts = [
        f"{count(found.early)} reached {target} within {watched} and are set aside",
        f"{count(found.immature)} still have time",
        f"{count(found.no_time)} had less than {watched}",
    ]
    counts = (found.early, found.immature, found.no_time)
    told = [part for part, number in zip(parts, counts, strict=True) if number]
    rare = f" {plural(found.rare, 'thing was', 'things were')} too rare to test." if found.rare else ""
    left = f" Not looked at, being steps or standing for one: {listed(found.left_out, 6)}." if found.left_out else ""
    aside = f" {listed(told)}." if told else ""
    notices.note(
        f"{count(found.people)} people were compared {watched} after {step}.{aside}{rare}{left} What goes together "
        "need not be the cause: test a change to know."
    )


def _instead(engine: Engine, funnel: Funnel, filters: Filters, place: int) -> None:
    st.subheader("What they did instead", anchor=False)
    found = cached.answer(_next, engine, funnel, filters, place)
    if not found:
        notices.note("Nobody dropped here whose time is over.")
        return
    chart = drawing(next_chart, found, theme.palette())
    told = listed([f"{part.label} {rate(part.people_rate)}" for part in found], 10)
    total = count(sum(part.people for part in found))
    theme.draw(chart, alt=f"Next touchpoint of {total} people who dropped: {told}.", key="funnel_next")
    notices.note(
        f"The first thing that {total} people did after the step, within their time; shares add up to 100 %."
    )
