"""The answer: the verdict, the effect with its range, the gates, and what would change it."""

from __future__ import annotations

from math import isnan

import streamlit as st

from touchpath.analysis.change.result import ChangeResult, Gate, Verdict
from touchpath.analysis.change.verdict import level_text
from touchpath.answers import Answer
from touchpath.answers.change import ratio_sentence
from touchpath.answers.change.tables import scale_of
from touchpath.charts.change.effect import effect_alt, effect_chart, effect_rows
from touchpath.charts.drawing import drawing
from touchpath.journey.change_words import VERDICTS
from touchpath.journey.words import plural
from touchpath.ui import theme
from touchpath.ui.explain import plain

_BADGES: dict[Verdict, tuple[str, str]] = {
    Verdict.DO_NOT_USE: ("red", ":material/block:"),
    Verdict.CANNOT_TELL_YET: ("gray", ":material/hourglass_empty:"),
    Verdict.CANNOT_TELL: ("gray", ":material/help:"),
    Verdict.NO_DETECTABLE_CHANGE: ("gray", ":material/drag_handle:"),
    Verdict.MOVED_CAUSE_UNCLEAR: ("orange", ":material/alt_route:"),
    Verdict.PROBABLE: ("blue", ":material/check:"),
    Verdict.SOLID: ("green", ":material/verified:"),
}
_LIGHTS = {
    "green": ":material/check_circle:",
    "amber": ":material/warning:",
    "red": ":material/block:",
    "grey": ":material/remove:",
}
_COLOURS = {"green": "green", "amber": "orange", "red": "red", "grey": "gray"}
_MOST_TILES = 4
_EACH_ONCE = "Each counts once, however many people it has: people of one region or store are alike (a cluster)."
_SAID = {"green": "in order", "amber": "take note", "red": "stop", "grey": "not applicable"}


def verdict_line(result: ChangeResult) -> None:
    """The verdict as a badge, the p-value and the looks beside it."""
    colour, icon = _BADGES[result.verdict]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(VERDICTS[result.verdict.value], icon=icon, color=colour)  # type: ignore[arg-type]
        if not isnan(result.p_value) and result.verdict not in (Verdict.DO_NOT_USE, Verdict.CANNOT_TELL_YET):
            said = "under 0.001" if result.p_value < 0.001 else f"{result.p_value:.3f}"
            st.caption(
                f"p {said}",
                help="How often a difference at least this large would come up if the change did nothing and all "
                "assumptions held. 0.05 or less counts as moved.",
            )
        if result.looks.number > 1:
            st.caption(
                plain(f"{plural(result.looks.number, 'look')} so far: the range is wider for it"),
                help=plain(f"Each look is another chance to be fooled. Bounds: {result.looks.method or 'one look'}."),
            )


def levels(answer: Answer[ChangeResult]) -> None:
    """Both periods' (or all arms') levels and how many people each rests on."""
    result = answer.result
    shown = [level for level in result.levels if level.n]
    if not shown:
        return
    if len(shown) > _MOST_TILES:
        st.dataframe(answer.table().readable, hide_index=True, width="stretch")
        return
    unit = "regions or stores" if result.design == "clusters" else _counted(result)
    places = [place for _ in range(0, len(shown), 2) for place in st.columns(2)]
    for place, level in zip(places, shown, strict=False):
        span = ""
        if not isnan(level.low):
            span = f", {level_text(level.low, result.unit)} to {level_text(level.high, result.unit)}"
        place.metric(plain(level.label), level_text(level.value, result.unit), border=True)
        place.caption(
            plain(f"n = {level.n:,} {unit}{span}"), help=_EACH_ONCE if result.design == "clusters" else None
        )


def _counted(result: ChangeResult) -> str:
    return "answers" if result.change.outcome.is_survey else "people"


def effect(result: ChangeResult) -> None:
    """The effect with its range on an axis with zero."""
    rows = [row for row in effect_rows(result) if not isnan(row.value) and not isnan(row.low)]
    if rows and result.verdict is not Verdict.DO_NOT_USE:
        theme.draw(
            drawing(effect_chart, result, rows, theme.palette()),
            alt=effect_alt(rows, scale_of(result)),
            key="change_effect",
        )
        for said in ratio_sentence(result):
            st.caption(plain(said))


def gates(result: ChangeResult) -> None:
    """Every gate with its light and finding; those that count against the answer first."""
    order = {"red": 0, "amber": 1, "green": 2, "grey": 3}
    listed = sorted(result.gates, key=lambda gate: order[gate.light])
    worried = [gate for gate in listed if gate.light in ("red", "amber")]
    if worried:
        st.markdown("**What to know before believing it**")
    for gate in worried:
        _gate(gate)
    rest = listed[len(worried) :]
    with st.expander(f"Also checked: {plural(len(rest), 'thing')}, nothing found", icon=":material/fact_check:"):
        for gate in rest:
            _gate(gate)
        for detail in result.found.details:
            st.caption(plain(detail))


def _gate(gate: Gate) -> None:
    name, said = st.columns([2, 9], vertical_alignment="center")
    name.badge(
        gate.name.capitalize(),
        icon=_LIGHTS[gate.light],
        color=_COLOURS[gate.light],  # type: ignore[arg-type]
        help=_SAID[gate.light],
    )
    said.markdown(plain(gate.sentence))


def outlook(result: ChangeResult) -> None:
    """What would change the answer."""
    if result.what_would_change:
        st.markdown("**What would change this answer**")
        st.markdown("\n".join(f"- {plain(said)}" for said in result.what_would_change))
