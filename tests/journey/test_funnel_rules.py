"""Every rule, broken in each way it can be: its code and a word of its sentence."""

from __future__ import annotations

import pytest

from touchpath.journey.funnel import Breakdown, Exclusion, Funnel, Step
from touchpath.journey.funnel_rules import RULES, FunnelRuleError

AB = ("a", "b")
BROKEN = [
    ("unknown_choice", {"steps": AB, "order": "loose"}, "loose"),
    ("unknown_choice", {"steps": AB, "entry": "last"}, "entry"),
    ("unknown_choice", {"steps": AB, "counting": "users"}, "people"),
    ("unknown_choice", {"steps": AB, "channel_of": "all"}, "every"),
    ("no_steps", {"steps": ()}, "at least one step"),
    ("no_touchpoint", {"steps": ("a", "")}, "touchpoint"),
    ("no_touchpoint", {"steps": (Step(()),)}, "touchpoint"),
    ("no_touchpoint", {"steps": AB, "exclusions": (Exclusion(""),)}, "touchpoint"),
    ("window_not_positive", {"steps": AB, "window_seconds": 0}, "window"),
    ("window_not_positive", {"steps": AB, "window_seconds": float("nan")}, "longer than 0"),
    ("window_not_positive", {"steps": AB, "step_window_seconds": -1}, "step window"),
    ("window_not_positive", {"steps": AB, "session_gap_seconds": 0}, "session gap"),
    ("step_window_too_long", {"steps": AB, "window_seconds": 60, "step_window_seconds": 61}, "longer"),
    ("exclusion_range", {"steps": AB, "exclusions": (Exclusion("x", 1, 1),)}, "before"),
    ("exclusion_range", {"steps": ("a", "b", "c"), "order": "any", "exclusions": (Exclusion("x", 1, 2),)}, "whole"),
    ("exclusion_range", {"steps": AB, "exclusions": (Exclusion("x", 1, 0),)}, "before"),
    ("exclusion_range", {"steps": AB, "exclusions": (Exclusion("x", 0, 2),)}, "does not exist"),
    ("exclusion_range", {"steps": AB, "exclusions": (Exclusion("x", -1, 1),)}, "0 to 1"),
    ("exclusion_at_optional", {"steps": ("a", Step("b", optional=True)), "exclusions": [Exclusion("x")]}, "optional"),
    ("optional_step", {"steps": ("a", Step("b", optional=True)), "order": "strict"}, "ordered"),
    ("optional_step", {"steps": (Step("a", optional=True), "b")}, "first step"),
    ("mature_without_window", {"steps": AB, "mature_only": True}, "window"),
    ("breakdown", {"steps": AB, "breakdown": Breakdown("")}, "name"),
    ("breakdown", {"steps": AB, "breakdown": Breakdown(("a", "b", "c"))}, "two"),
    ("breakdown", {"steps": AB, "breakdown": Breakdown("k", at=2)}, "step 2"),
    ("breakdown", {"steps": AB, "breakdown": Breakdown("k", at="middle")}, "middle"),
    ("breakdown", {"steps": AB, "breakdown": Breakdown("k", limit=0)}, "at least one"),
    ("breakdown", {"steps": AB, "breakdown": Breakdown("k", scope="planet")}, "scope"),
    ("breakdown", {"steps": AB, "breakdown": Breakdown(("k", "g"), scope=("event", "group"))}, "mixed"),
]  # fmt: skip


@pytest.mark.parametrize("code, definition, said", BROKEN)
def test_broken_rule(code: str, definition: dict, said: str) -> None:
    with pytest.raises(FunnelRuleError, match=said) as error:
        Funnel(**definition)
    assert error.value.code == code
    assert str(error.value).endswith(".")


def test_every_rule_is_broken_above() -> None:
    assert {rule.code for rule in RULES} == {code for code, _, _ in BROKEN}


def test_one_step_is_a_funnel() -> None:
    assert Funnel(steps=("a",)).steps == (Step("a"),)
