"""The tab of a randomised test: whether it worked differently for some, and whom one would treat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from touchpath.analysis.change.question import usual_outcome
from touchpath.analysis.uplift.result import UpliftLabel, UpliftResult
from touchpath.answers import Answer
from touchpath.answers.uplift.words import label_sentence, moved_words, order_sentence
from touchpath.answers.usual import usual_uplift
from touchpath.charts.pictures.trying import label_picture, order_picture
from touchpath.journey.change import Assignment, Change
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.definition import DefinitionError
from touchpath.journey.uplift import Uplift, uplift_from, uplift_to_plain
from touchpath.ui import cached, filters, notices, pages, session, shown, theme
from touchpath.ui.change.compare import arms_of, assignments
from touchpath.ui.change.outcome import columns
from touchpath.ui.explain import plain
from touchpath.ui.header import Header
from touchpath.ui.looked_at import LookedAt
from touchpath.ui.phone import question
from touchpath.workspace.changes import saved_changes

_LOOKED_AT = LookedAt("uplift", "question about a test", uplift_from, uplift_to_plain)


def section(top: Header) -> None:
    """First whether the effect differs, then the effect by group, then what an order would gain."""
    asked = _LOOKED_AT.current(_usual)
    if asked is None:
        notices.empty(
            "There is no test with arms drawn at random here yet: add a file that says who was in which arm, in the "
            "change lab under Assignments of a test."
        )
        pages.link("pages/evidence/change_lab.py", "Change lab")
        return
    with question():
        _controls(asked)
    if said := _LOOKED_AT.refusal():
        notices.note(said)
    with st.spinner("Comparing the arms in every group …"):
        answer: Answer[UpliftResult] = cached.ask(asked, filters.current())
    top.show(answer)
    _shown(answer)


def has_test() -> bool:
    """Whether the workspace holds a test that could be asked about; it may hold nothing else."""
    return _usual() is not None


def _shown(answer: Answer[UpliftResult]) -> None:
    result = answer.result
    if result.labels:
        _by_label(result)
    _by_order(answer)
    for said in answer.told.notes[1 if result.order else 0 :]:
        notices.note(said)
    with st.expander("Treat or do not treat", icon=":material/table:", expanded=bool(result.differing)):
        st.dataframe(answer.table("uplift-groups").readable, hide_index=True, width="stretch")
    with st.expander("Does the effect differ?", icon=":material/table:"):
        st.dataframe(answer.table("uplift-interactions").readable, hide_index=True, width="stretch")
    picture = order_picture(result, theme.name_colours())
    shown.footer(answer, picture.drawing if picture else None)


def _by_label(result: UpliftResult) -> None:
    labels = {label.by: label for label in result.labels}
    if st.session_state.get("uplift_label") not in labels:
        st.session_state["uplift_label"] = result.labels[0].by
    chosen = st.segmented_control(
        "Effect by", list(labels), required=True, key="uplift_label", label_visibility="collapsed"
    )  # fmt: skip
    label: UpliftLabel = labels.get(str(chosen), result.labels[0])
    st.markdown(plain(label_sentence(label)))
    picture = label_picture(result, label, theme.name_colours())
    if picture is not None:
        theme.draw(picture.drawing, alt=picture.alt, key="uplift_picture")
        st.caption("Lines are 95 % ranges. ▲ treat, ▼ do not treat, ● not told apart; blue line: over everybody.")


def _by_order(answer: Answer[UpliftResult]) -> None:
    result = answer.result
    picture = order_picture(result, theme.name_colours())
    if result.order is None or picture is None:
        return
    st.subheader("If only some can be treated, who first?", anchor=False)
    st.markdown(plain(order_sentence(result.order)))
    theme.draw(picture.drawing, alt=picture.alt, key="uplift_order")
    st.dataframe(answer.table("uplift-order").readable, hide_index=True, width="content")


def _usual() -> Uplift | None:
    """The test that is usual here; None where there is none."""
    try:
        return cached.known(usual_uplift, session.engine())
    except DefinitionError:
        return None


def _controls(asked: Uplift) -> None:
    """Which test, which arm, what it should have moved, which groups, and what is worth it."""
    engine, change = session.engine(), asked.change
    assert change.assignment is not None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        options = _tests(asked)
        _select("Test", "test", change.name, list(options), lambda name: _chosen(options[name]), 170)
        arms = [arm for arm in arms_of(engine, change.assignment) if arm != change.assignment.control]
        if len(arms) > 1:
            chosen = asked.arm if asked.arm in arms else arms[0]
            _select("Arm", "arm", chosen, arms, lambda arm: _edit(arm=arm), 160)
        outcomes = _outcomes(change)
        _select(
            "Outcome", "outcome", _spoken(change.outcome), list(outcomes), lambda name: _outcome(outcomes[name]), 220
        )
        names = [name for name in columns(engine, change) if name != change.outcome.column]
        st.session_state["uplift_split_by"] = [name for name in change.split_by if name in names]
        st.multiselect(
            "Groups by", names, key="uplift_split_by", placeholder="Persona and channel", width=220,
            on_change=lambda: _change(split_by=tuple(st.session_state["uplift_split_by"])),
            help="Columns of people that were known before the draw, beside persona and channel.",
        )  # fmt: skip
        st.session_state["uplift_worth"] = float(change.hoped_for or 0)
        st.number_input(
            "Worth (points)", min_value=0.0, max_value=100.0, step=0.5, key="uplift_worth", width=140,
            on_change=lambda: _change(hoped_for=float(st.session_state["uplift_worth"]) or None),
            help="The smallest effect for which somebody would be treated. 0: any effect is worth it.",
        )  # fmt: skip


def _select(label: str, key: str, value: Any, options: list[Any], chosen: Callable[[Any], None], width: int) -> None:
    kept = f"uplift_{key}"
    st.session_state[kept] = value
    st.selectbox(
        label, list(dict.fromkeys([*options, value])), key=kept, width=width,
        on_change=lambda: chosen(st.session_state[kept]),
    )  # fmt: skip


def _tests(asked: Uplift) -> dict[str, Change]:
    """Saved questions about a test first, then every place that could name arms, by name."""
    engine = session.engine()
    saved = [part.question for part in cached.known(saved_changes, engine) if part.question is not None]
    found = {part.name: part for part in (asked.change, *saved) if _can_be_asked(part)}
    for assignment in assignments(engine):
        found.setdefault(assignment.name, _of(assignment, asked.change))
    return found


def _can_be_asked(change: Change) -> bool:
    try:
        Uplift(change)
    except DefinitionError:
        return False
    return True


def _of(assignment: Assignment, like: Change) -> Change:
    """The question about another test."""
    return Change(assignment.name, like.day, like.outcome, assignment=assignment)


def _chosen(change: Change) -> None:
    _LOOKED_AT.show(Uplift(change))


def _edit(**parts: Any) -> None:
    _LOOKED_AT.edit(lambda asked: replace(asked, **parts))


def _change(**parts: Any) -> None:
    _LOOKED_AT.edit(lambda asked: replace(asked, change=replace(asked.change, **parts)))


def _outcome(outcome: Outcome) -> None:
    """Another outcome; a column that holds it is no group any more."""
    _LOOKED_AT.edit(
        lambda asked: replace(
            asked,
            change=replace(
                asked.change,
                outcome=outcome,
                split_by=tuple(name for name in asked.change.split_by if name != outcome.column),
            ),
        )
    )


def _outcomes(change: Change) -> dict[str, Outcome]:
    """What a test may have moved: the goal, coming back, buying again; and the columns that came with it."""
    engine, settings = session.engine(), session.workspace().settings
    found = [change.outcome]
    if engine.calendar.data_end is not None:
        goal = tuple(settings["goal"].value or settings["purchase"].value)
        found += [Outcome("retention", None, goal, change.outcome.days)] if goal else []
        found.append(replace(usual_outcome(engine, "retention"), entry=None))
    found += [Outcome("column", column=name) for name in columns(engine, change)]
    return {_spoken(outcome): outcome for outcome in found}


def _spoken(outcome: Outcome) -> str:
    said = moved_words(outcome)
    return said[:1].upper() + said[1:]
