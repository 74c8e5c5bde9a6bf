"""The tab of the touchpoint to try next: hypotheses, their checks, and the way into a test of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from math import isfinite
from typing import Any

import streamlit as st

from touchpath.analysis.next_touchpoints.result import Hypothesis, NextResult
from touchpath.answers import Answer
from touchpath.answers.next_touchpoints.words import hypothesis_words, test_words
from touchpath.charts.differences import MOST_ROWS
from touchpath.charts.pictures.trying import next_picture
from touchpath.home import HOME
from touchpath.journey.change import Change, Reach
from touchpath.journey.change_draft import ChangeDraft
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.definition import build, to_plain
from touchpath.journey.filters import Filters
from touchpath.journey.next_touchpoints import NextOutcome, NextTouchpoints
from touchpath.journey.words import count
from touchpath.ui import filters, long_question, notices, pages, session, shown, theme
from touchpath.ui.change.state import LOOKED_AT as CHANGE_LAB
from touchpath.ui.explain import plain
from touchpath.ui.header import Header
from touchpath.ui.looked_at import LookedAt
from touchpath.ui.phone import question
from touchpath.ui.touchpoints import shown_touchpoints

_LOOKED_AT = LookedAt("next", "question about the next touchpoint", partial(build, NextTouchpoints), to_plain)
_OUTCOMES: dict[NextOutcome, str] = {"goal": "Reached the goal", "return": "Came back"}
_OWN = ("foresight_view", "next", "uplift")
"""What only this page reads of a link."""
_DAYS: tuple[float, ...] = (7, 14, 30, 60, 90)


def section(top: Header) -> None:
    """The picture of every touchpoint compared, its table, and a test of one that is worth it."""
    asked = _LOOKED_AT.current(NextTouchpoints)
    assert asked is not None
    with question():
        _controls(asked)
    if said := _LOOKED_AT.refusal():
        notices.note(said)
    answer: Answer[NextResult] | None = long_question.ask(asked, filters.current(), _doing, "foresight_next")
    if answer is None:
        return
    top.show(answer)
    _shown(answer)


def _doing(done: int, of: int) -> str:
    return "Comparing people who met each touchpoint with people like them" if done else "Reading every journey"


def draft(asked: NextTouchpoints, one: Hypothesis, looked_at: Filters, day: date) -> ChangeDraft:
    """A test in which chance decides who is offered it. When it begins is still to be said (`day` stands in for it),
    and who is in which arm.
    """
    entry = asked.starting or one.met_from
    back = asked.goal if asked.outcome == "goal" else asked.returning
    outcome = Outcome("retention", entry or None, back or None, asked.days)
    name = one.compared.touchpoint
    change = Change(
        f"Offer {name}", day, outcome, name, Reach(personas=looked_at.personas),
        hoped_for=round(100 * one.hoped, 1) if isfinite(one.hoped) else None, note=" ".join(test_words(asked, one)),
    )  # fmt: skip
    return ChangeDraft(change, frozenset({"day"}), "randomised")


def _shown(answer: Answer[NextResult]) -> None:
    picture = next_picture(answer.result, theme.name_colours())
    if picture is not None:
        theme.draw(picture.drawing, alt=picture.alt, key="next_picture")
        left = sum(isfinite(one.compared.effect.low) for one in answer.result.hypotheses) - MOST_ROWS
        more = f" {count(left)} more stand in the table." if left > 0 else ""
        st.caption(
            "In colour: what differs from comparable people and passes the check. Hollow: how these people differed "
            f"in as many days before; where that excludes 0 and is large enough, the row is grey.{more}"
        )
    _test(answer)
    shown.notes(answer)
    shown.table(answer.table())
    shown.footer(answer, picture.drawing if picture else None)


def _test(answer: Answer[NextResult]) -> None:
    """What may be said of one hypothesis, and the way into the change lab."""
    asked, worth = answer.result.asked, answer.result.worth_testing
    if not worth:
        return
    with st.container(border=True):
        name = st.selectbox("Worth testing", [one.compared.touchpoint for one in worth], key="next_tested", width=360)
        one = next((one for one in worth if one.compared.touchpoint == name), worth[0])
        st.markdown(plain(hypothesis_words(asked, one, session.currency())))
        day = answer.calendar.last_day
        assert day is not None  # somebody met a touchpoint
        made = draft(asked, one, answer.filters, day)
        carried = {name: value for name, value in pages.link_parameters().items() if name not in _OWN}
        given = carried | {CHANGE_LAB.param: [CHANGE_LAB.as_text(made)]}
        st.page_link(
            HOME / "pages/evidence/change_lab.py", label="Test this", icon=":material/science:", query_params=given
        )


def _controls(asked: NextTouchpoints) -> None:
    """What should follow, within how many days, and whose next touchpoint it is."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _select("outcome", "Followed by", asked.outcome, list(_OUTCOMES), _OUTCOMES.__getitem__, 170)
        _select("days", "Within", asked.days, sorted({*_DAYS, asked.days}), _days, 120)
        st.session_state["next_starting"] = list(asked.starting)
        st.multiselect(
            "Of people last at", list(dict.fromkeys([*asked.starting, *shown_touchpoints(session.engine())])),
            key="next_starting", placeholder="Any touchpoint", on_change=_started, width=300,
            help="The state people are in: the last touchpoint they met. Personas are chosen in the sidebar.",
        )  # fmt: skip
        within = asked.within_days
        _select("within_days", "At most so long ago", within, sorted({1.0, *_DAYS, within}), _days, 150)


def _select(field: str, label: str, value: Any, options: list[Any], named: Any, width: int) -> None:
    key = f"next_{field}"
    st.session_state[key] = value
    st.selectbox(label, options, key=key, format_func=named, on_change=_set, args=(field,), width=width)


def _set(field: str) -> None:
    value: Any = st.session_state[f"next_{field}"]
    _LOOKED_AT.edit(lambda asked: replace(asked, **{field: value}))


def _started() -> None:
    chosen = tuple(st.session_state["next_starting"])
    _LOOKED_AT.edit(lambda asked: replace(asked, starting=chosen))


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{days:g} days"
