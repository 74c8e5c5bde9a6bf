"""What the change is compared with: the time before, a group without it, arms, regions, the same people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from touchpath.analysis.change.entries import guess_control
from touchpath.analysis.people_by_value import people_by_value
from touchpath.analysis.suggested_funnels import volumes
from touchpath.engine.base import Store
from touchpath.journey import filter_text
from touchpath.journey.change import Assignment, Change, Clusters, Design, Reach
from touchpath.journey.change_draft import ChangeDraft
from touchpath.journey.definition import DefinitionError
from touchpath.journey.funnel import BreakdownScope
from touchpath.ui import cached, filters, session
from touchpath.ui.change import state as change_state
from touchpath.ui.change.outcome import columns
from touchpath.ui.change.planned_split import planned_split
from touchpath.workspace.assignments import TestAssignments, assigned_tests

DESIGNS: dict[Design, str] = {
    "before_after": "The time before",
    "with_control": "A group without it",
    "randomised": "Arms drawn at random",
    "clusters": "Regions or stores",
    "same_people": "The same people",
}
_MOST_ARMS = 20
EVERYBODY_ELSE = "Everybody else"


def compare(engine: Store, draft: ChangeDraft) -> None:
    """The choice of design and what it needs to know."""
    asked = draft.asked
    st.session_state["change_design"] = draft.design
    st.segmented_control(
        "Compared with",
        list(DESIGNS),
        key="change_design",
        format_func=lambda design: DESIGNS[design],
        on_change=_design_chosen,
        args=(engine,),
        help="The design decides what can be said: arms assigned at random say most, the time before says least.",
    )
    design = draft.design
    if draft.pending == "randomised":
        _choose_test(engine)
    elif draft.pending == "clusters":
        _choose_places(engine)
    elif design == "with_control":
        _control(engine, asked)
    elif design == "randomised":
        _arms(engine, asked)
    elif design == "clusters":
        _clusters(engine, asked)


def _design_chosen(engine: Store) -> None:
    chosen = st.session_state["change_design"]
    if chosen is not None:
        change_state.edit_draft(lambda draft: as_design(engine, draft, chosen))


def as_design(engine: Store, draft: ChangeDraft, design: Design) -> ChangeDraft:
    """The question in another design. Arms, regions and stores are left to be named: nobody said them yet.

    Raises DefinitionError where the data hold nothing the design could use.
    """
    bare = replace(draft.asked, design="auto", control=None, assignment=None, clusters=None, split_by=())
    if design == "with_control":
        return replace(draft, asked=replace(bare, control=Reach(others=True)), pending=None)
    if design == "randomised":
        if not assignments(engine):
            raise DefinitionError(
                "No column here names the arms of a test. Add a file of assignments below the question first."
            )
        return replace(draft, asked=bare, pending="randomised")
    if design == "clusters":
        if not _places(engine):
            raise DefinitionError("No attribute of people names regions, stores or teams.")
        return replace(draft, asked=bare, pending="clusters")
    return replace(draft, asked=replace(bare, design=design), pending=None)


def _choose_test(engine: Store) -> None:
    options = assignments(engine)
    st.selectbox(
        "The arms are in",
        range(len(options)),
        index=None,
        key="change_assignment",
        placeholder="Choose the test of this change",
        format_func=lambda place: _spoken(options[place]),
        on_change=lambda: _with_parts(assignment=options[st.session_state["change_assignment"]]),
    )


def _choose_places(engine: Store) -> None:
    places = _places(engine)
    left, right = st.columns([4, 8])
    with left:
        name = st.selectbox("They are named in", list(places), key="change_cluster", persist_state="session")
    with right:
        st.multiselect(
            "Those that had the change",
            places[name],
            key="change_treated",
            placeholder="Choose regions or stores",
            on_change=lambda: _with_parts(clusters=Clusters(name, tuple(st.session_state["change_treated"]))),
        )


def _with_parts(**parts: Any) -> None:
    """What the chosen design was waiting for."""
    change_state.edit_draft(lambda draft: replace(draft, asked=replace(draft.asked, **parts), pending=None))


def assignments(engine: Store) -> list[Assignment]:
    """Everything that could say who was in which arm: files first, then columns of people, then of events."""
    found = [_from_test(test) for test in cached.answer(assigned_tests, engine)]
    touchpoints = [volume.name for volume in cached.answer(volumes, engine)]
    rows = _columns_shown(engine)
    found += [
        Assignment("person", name, control=guess_control(values)) for by, name, values in rows if by == "person"
    ]
    return found + [
        Assignment("touchpoint", name, touchpoints[0], guess_control(values))
        for by, name, values in rows
        if by == "touchpoint" and touchpoints
    ]


def _from_test(test: TestAssignments) -> Assignment:
    return Assignment("file", test.name, control=guess_control(list(test.arms)))


def _columns(engine: Store) -> list[tuple[str, str, list[str]]]:
    rows = engine.frame("ask/change/columns", {"most": _MOST_ARMS})
    return [(row["owner"], row["name"], [str(v) for v in row["found"]]) for row in rows.to_dict("records")]


def _places(engine: Store) -> dict[str, list[str]]:
    return {name: values for by, name, values in _columns_shown(engine) if by == "person"}


def _columns_shown(engine: Store) -> list[tuple[str, str, list[str]]]:
    """The columns that may name arms or places, without values that few people have where those are hidden."""
    found = cached.known(_columns, engine)
    if not session.least_shown():
        return found
    return [
        (by, name, [value for value in values if value in _shown(engine, by, name)]) for by, name, values in found
    ]


def _shown(engine: Store, by: str, name: str) -> set[str | None]:
    scope: BreakdownScope = "person" if by == "person" else "event"
    return {part.name for part in cached.answer(people_by_value, engine, name, scope)}


def _control(engine: Store, asked: Change) -> None:
    assert asked.control is not None
    known = [name for name in filters.names(engine, "persona") if name not in asked.reached.personas]
    st.session_state["change_control"] = list(asked.control.personas)
    st.multiselect(
        "The group without the change",
        list(dict.fromkeys([*known, *asked.control.personas])),
        key="change_control",
        format_func=lambda name: filter_text.label("persona", name),
        placeholder=EVERYBODY_ELSE,
        on_change=_control_chosen,
        help="People whom the change did not reach, but everything else did.",
    )
    if asked.reached.everybody:
        st.info("First say whom the change reached: somebody must be left to compare with.", icon=":material/info:")


def _control_chosen() -> None:
    chosen = tuple(st.session_state["change_control"])
    change_state.change(control=Reach(personas=chosen) if chosen else Reach(others=True))


def _arms(engine: Store, asked: Change) -> None:
    assert asked.assignment is not None
    options = _with(assignments(engine), asked.assignment)
    left, right, last = st.columns([5, 3, 4])
    with left:
        st.session_state["change_assignment"] = options.index(asked.assignment)
        st.selectbox(
            "The arms are in",
            range(len(options)),
            key="change_assignment",
            format_func=lambda i: _spoken(options[i]),
            on_change=lambda: change_state.change(
                assignment=options[st.session_state["change_assignment"]], split_by=()
            ),
        )
    with right:
        _control_arm(engine, asked.assignment)
        planned_split(arms_of(engine, asked.assignment), asked.assignment)
    with last:
        _split_by(engine, asked)


def _with(options: Sequence[Assignment], chosen: Assignment) -> list[Assignment]:
    """The options, with the chosen one in place of that which differs in the control arm only."""
    same = [(part.by, part.name) for part in options]
    if (chosen.by, chosen.name) not in same:
        return [*options, chosen]
    return [chosen if (part.by, part.name) == (chosen.by, chosen.name) else part for part in options]


def _control_arm(engine: Store, chosen: Assignment) -> None:
    arms = arms_of(engine, chosen)
    st.session_state["change_control_arm"] = chosen.control if chosen.control in arms else None
    st.selectbox(
        "The arm without it",
        arms,
        key="change_control_arm",
        index=None,
        on_change=lambda: change_state.change(
            assignment=replace(chosen, control=st.session_state["change_control_arm"])
        ),
    )


def arms_of(engine: Store, chosen: Assignment) -> list[str]:
    """The arms that an assignment knows."""
    if chosen.by == "file":
        tests = {test.name: list(test.arms) for test in cached.answer(assigned_tests, engine)}
        return tests.get(chosen.name, [])
    columns = {(by, name): values for by, name, values in _columns_shown(engine)}
    return columns.get((chosen.by, chosen.name), [])


def _split_by(engine: Store, asked: Change) -> None:
    names = [name for name in columns(engine, asked) if name != asked.outcome.column]
    st.session_state["change_split_by"] = [name for name in asked.split_by if name in names]
    st.multiselect(
        "Also split by",
        names,
        key="change_split_by",
        placeholder="Persona and channel only",
        on_change=lambda: change_state.change(split_by=tuple(st.session_state["change_split_by"])),
    )


def _spoken(assignment: Assignment) -> str:
    place = {"file": "file", "person": "attribute of people", "touchpoint": "property of events"}[assignment.by]
    return f"{assignment.name} ({place})"


def _clusters(engine: Store, asked: Change) -> None:
    assert asked.clusters is not None
    places = _places(engine)
    left, right = st.columns([4, 8])
    with left:
        st.session_state["change_cluster"] = asked.clusters.name
        st.selectbox("They are named in", list(dict.fromkeys([*places, asked.clusters.name])), key="change_cluster",
                     on_change=_cluster_chosen)  # fmt: skip
    with right:
        st.session_state["change_treated"] = list(asked.clusters.treated)
        options: list[Any] = list(dict.fromkeys([*places.get(asked.clusters.name, []), *asked.clusters.treated]))
        st.multiselect("Those that had the change", options, key="change_treated", on_change=_treated_chosen)


def _cluster_chosen() -> None:
    """Another column names other places: which of them had the change must be said again."""
    change_state.edit_draft(
        lambda draft: replace(draft, asked=replace(draft.asked, clusters=None), pending="clusters")
    )


def _treated_chosen() -> None:
    chosen = tuple(st.session_state["change_treated"])
    if not chosen:
        change_state.edit_draft(
            lambda draft: replace(draft, asked=replace(draft.asked, clusters=None), pending="clusters")
        )
        return
    change_state.edit(
        lambda asked: replace(asked, clusters=Clusters(asked.clusters.name if asked.clusters else "", chosen))
    )
