"""The findings of the data-quality page: a calm list, each with its detail, its effect and its remedies."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchpath.answers import quality as words
from touchpath.charts.quality import EffectBar
from touchpath.engine.base import Store
from touchpath.journey.definition import DefinitionError
from touchpath.journey.quality import Coverage, Finding, Remedy, Report, Sound
from touchpath.journey.words import count, moment_in_words, plural
from touchpath.ui import session
from touchpath.ui.explain import plain
from touchpath.workspace import remedies

_BADGES = {"serious": ":orange-badge[serious]", "minor": ":gray-badge[minor]", "note": ":blue-badge[note]"}
_REFUSED, _DONE = "_quality_refused", "_quality_done"


def findings(engine: Store, report: Report, currency: str, days: int) -> None:
    """Every finding, the largest effect first."""
    if report.findings and report.findings[0].severity != "note":
        st.subheader("Findings", anchor=False)
    for place, finding in enumerate(report.findings):
        key = f"{finding.code}_{[part.code for part in report.findings[:place]].count(finding.code)}"
        if finding.severity == "note" and (not place or report.findings[place - 1].severity != "note"):
            st.subheader("Worth knowing", anchor=False)
        badge, text = _BADGES[finding.severity], words.heading(finding)
        with st.expander(f"{badge} {plain(text)}", key=f"quality_finding_{key}"):
            _detail(engine, finding, key, currency, days)


def coverage(parts: tuple[Coverage, ...]) -> None:
    """How much of the data can be placed."""
    with st.expander("How much of the data can be placed", icon=":material/rule:"):
        for part in parts:
            st.markdown(
                f"- **{words.share_placed(part)}** {plain(part.name)} ({count(part.hits)} of {count(part.of)})"
            )


def sound(checks: tuple[Sound, ...]) -> None:
    """What was looked for and not found."""
    with st.expander(f"Looked for and not found: {plural(len(checks), 'check')}", icon=":material/done_all:"):
        for check in checks:
            st.markdown(f"- No {plain(check.looked_for)}" if not check.reason else _not_judged(check))


def in_force(engine: Store) -> None:
    """The remedies in force, each with a button that undoes it."""
    applied = remedies.applied(engine)
    if not applied:
        return
    st.subheader("Remedies in force", anchor=False)
    for remedy in applied:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            unit = "name" if remedy.kind == "merge" else "event"
            rows = "" if remedy.kind == "end_data" else f" · {plural(remedy.rows, unit)}"
            st.markdown(f"{plain(remedy.title)}{rows} · {moment_in_words(remedy.applied_at)} UTC")
            st.button(
                "Undo",
                key=f"quality_undo_{remedy.remedy_id}",
                icon=":material/undo:",
                on_click=_undo,
                args=(remedy.remedy_id, remedy.title),
            )


def said() -> None:
    """What became of the last click."""
    if done := st.session_state.pop(_DONE, ""):
        st.toast(plain(done), icon=":material/check:")
    if refused := st.session_state.pop(_REFUSED, ""):
        st.warning(plain(refused), icon=":material/warning:")


def _detail(engine: Store, finding: Finding, key: str, currency: str, days: int) -> None:
    st.markdown(plain(finding.sentence))
    _effect(engine, finding, currency, days)
    if finding.remedies:
        with st.container(horizontal=True):
            for number, remedy in enumerate(finding.remedies):
                st.button(
                    plain(remedy.title),
                    key=f"quality_remedy_{key}_{number}",
                    type="secondary",
                    icon=":material/healing:",
                    help="Nothing is deleted; you can undo it.",
                    on_click=_apply,
                    args=(remedy,),
                )
    _examples(finding, key)


def _effect(engine: Store, finding: Finding, currency: str, days: int) -> None:
    if finding.effect:
        table = words.effect_table(finding.effect, currency, engine.calendar, days)
        if table.empty:
            st.caption("None of the headline numbers moves.")
        else:
            st.dataframe(table, hide_index=True, width="content")
    if finding.scores:
        counted = finding.code == "scores_beyond_scale"
        st.dataframe(words.score_table(finding.scores, counted), hide_index=True, width="content")


def _examples(finding: Finding, key: str) -> None:
    if not finding.examples.rows:
        return
    shown = len(finding.examples.rows)
    st.caption("All of them:" if shown >= finding.rows else f"The first {count(shown)} of {count(finding.rows)}:")
    frame = pd.DataFrame(list(finding.examples.rows), columns=list(finding.examples.columns))
    st.dataframe(
        frame.rename(columns=lambda name: str(name).replace("_", " ").capitalize()),
        hide_index=True,
        height=min(36 * (shown + 1) + 3, 250),
        key=f"quality_examples_{key}",
    )


def _not_judged(check: Sound) -> str:
    return f"- Not judged: {plain(check.looked_for)}. {plain(check.reason)}"


def _apply(remedy: Remedy) -> None:
    try:
        done = session.workspace().remedies.apply(remedy)
    except DefinitionError as refusal:
        st.session_state[_REFUSED] = str(refusal)
        return
    st.session_state[_DONE] = f"{done.title}: done. You can undo it under Remedies in force."


def _undo(remedy_id: int, title: str) -> None:
    try:
        session.workspace().remedies.undo(remedy_id)
    except DefinitionError as refusal:
        st.session_state[_REFUSED] = str(refusal)
        return
    st.session_state[_DONE] = f"{title}: undone."


def effect_bars(report: Report, most: int = 10) -> list[EffectBar]:
    """The findings that move a number and concern what is shown, largest first, with unique names."""
    bars: dict[str, EffectBar] = {}
    for finding in report.findings:
        if finding.severity == "note" or finding.size < 0.0005 or len(bars) == most:
            continue
        name = finding.title if finding.title not in bars else f"{finding.title} ({len(bars) + 1})"
        bars[name] = EffectBar(
            name, finding.size, words.largest_move(finding), finding.severity == "serious", finding.sentence
        )
    return list(bars.values())
