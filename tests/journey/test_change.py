"""Changes as definitions: what is refused, which design is chosen, and their plain form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from touchpath.journey.change import Assignment, Change, Clusters, Reach, change_from, change_to_plain
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.funnel import Funnel, Step

RETURNED = Outcome("retention", "sign_up", "visit", 30)


def _change(**parts: Any) -> Change:
    return Change(**{"name": "x", "day": "2025-05-19", "outcome": RETURNED, **parts})


@pytest.mark.parametrize(
    "parts, design",
    [
        ({}, "before_after"),
        ({"control": Reach(others=True)}, "with_control"),
        ({"clusters": Clusters("region", ("north",))}, "clusters"),
        ({"assignment": Assignment("file", "t"), "control": Reach(others=True)}, "randomised"),
        ({"control": Reach(others=True), "design": "before_after"}, "before_after"),
    ],
)
def test_the_strongest_design_is_chosen(parts: dict[str, Any], design: str) -> None:
    assert _change(**parts).chosen_design == design


@pytest.mark.parametrize(
    "make, said",
    [
        (lambda: _change(name=" "), "name"),
        (lambda: _change(day="19.5.2025"), "not a date"),
        (lambda: _change(design="guess"), "is no design"),
        (lambda: _change(design="randomised"), "which arm"),
        (lambda: _change(design="with_control"), "comparison group"),
        (lambda: _change(design="clusters"), "regions"),
        (lambda: _change(design="same_people", outcome=Outcome("nps")), "same people"),
        (lambda: _change(reached=Reach(others=True)), "everybody else"),
        (lambda: _change(outcome=Outcome("column", column="spend")), "no dates"),
        (lambda: _change(weeks_before=0), "weeks long"),
        (lambda: _change(planned_end="2025-05-19"), "ends after"),
        (lambda: Outcome("happiness"), "is no outcome"),
        (lambda: Outcome("conversion"), "two steps"),
        (lambda: Outcome("churn", "a", "b", 30, pause_days=30), "follow people for longer"),
        (lambda: Outcome("retention", days=0), "above 0"),
        (lambda: Outcome("column"), "which column"),
        (lambda: Assignment("person", ""), "which column"),
        (lambda: Assignment("touchpoint", "variant"), "at which touchpoint"),
        (lambda: Assignment("dice", "t"), "not \"dice\""),
        (lambda: Assignment("file", "t", planned=(("a", 0),)), "above 0"),
        (lambda: Clusters("region", ()), "which of them"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_a_sentence(make: Any, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        make()


def test_plain_dicts_bring_everything_back() -> None:
    funnel = Funnel((Step("a"), Step("b", where=(Condition("amount", ">", 3),))), hold=("product",))
    change = _change(
        outcome=Outcome("conversion", days=7, funnel=funnel),
        reached=Reach(("Families", None), where=(Condition("tier", "=", "gold", "person"),)),
        control=Reach(others=True),
        assignment=Assignment("touchpoint", "variant", "join", "old", (("old", 0.5), ("new", 0.5))),
        hoped_for=2.5,
        planned_end="2025-08-01",
        split_by=("tier",),
        note="why",
    )
    assert change_from(json.loads(json.dumps(change_to_plain(change)))) == change


def test_the_hoped_for_change_is_in_the_unit_of_the_effect() -> None:
    assert _change(hoped_for=5).hoped == 0.05
    assert _change(hoped_for=5, outcome=Outcome("nps")).hoped == 5
    assert _change().hoped is None
