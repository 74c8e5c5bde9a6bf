"""The order in which a verdict is decided, one case per line."""

from __future__ import annotations

from datetime import date
from math import nan

import pytest

from touchpath.analysis.change.outlook import what_would_change
from touchpath.analysis.change.result import Findings, Gate, GateEffect, Level, Verdict
from touchpath.analysis.change.verdict import Judged, decide, sentence
from touchpath.journey.change import Change, Design
from touchpath.journey.change_outcome import Outcome
from touchpath.stats.results import Estimate

V = Verdict


def _decide(
    design: Design,
    p: float,
    drift_p: float,
    effects: tuple[GateEffect, ...] = (),
    mde: float = 0.03,
    hoped: float | None = 2,
    low: float = 0.01,
) -> Verdict:
    change = Change("x", "2025-01-01", Outcome("retention", "a", "b"), hoped_for=hoped)
    found = Findings("share", Estimate(0.02, low, 0.03, p, 20, ""), p, drift_p=drift_p, mde=mde)
    gates = [Gate(str(i), "amber", "", effect) for i, effect in enumerate(effects)]
    return decide(change, design, found, gates, Judged(0.02, low, 0.03, p, 0.05))


@pytest.mark.parametrize(
    "design, p, drift_p, effects, expected",
    [
        ("randomised", 0.001, nan, ("too_few", "refuse"), V.DO_NOT_USE),
        ("randomised", 0.001, nan, ("too_few", "cap"), V.CANNOT_TELL_YET),
        ("randomised", nan, nan, (), V.CANNOT_TELL),
        ("randomised", 0.2, nan, (), V.NO_DETECTABLE_CHANGE),
        ("randomised", 0.001, nan, (), V.SOLID),
        ("randomised", 0.001, nan, ("cap",), V.PROBABLE),
        ("randomised", 0.001, nan, ("note", "none"), V.SOLID),
        ("before_after", 0.001, 0.2, (), V.MOVED_CAUSE_UNCLEAR),
        ("before_after", 0.001, nan, (), V.MOVED_CAUSE_UNCLEAR),
        ("before_after", 0.001, 0.01, (), V.PROBABLE),
        ("before_after", 0.001, 0.01, ("lower",), V.MOVED_CAUSE_UNCLEAR),
        ("with_control", 0.001, 0.2, (), V.MOVED_CAUSE_UNCLEAR),
        ("with_control", 0.001, 0.01, (), V.SOLID),
        ("with_control", 0.001, 0.01, ("cap",), V.PROBABLE),
        ("with_control", 0.001, 0.01, ("lower",), V.PROBABLE),
        ("with_control", 0.001, 0.01, ("lower", "cap"), V.MOVED_CAUSE_UNCLEAR),
        ("clusters", 0.001, nan, (), V.SOLID),
        ("same_people", 0.001, nan, (), V.MOVED_CAUSE_UNCLEAR),
        ("same_people", 0.2, nan, (), V.NO_DETECTABLE_CHANGE),
    ],
)
def test_the_order(
    design: Design, p: float, drift_p: float, effects: tuple[GateEffect, ...], expected: Verdict
) -> None:
    assert _decide(design, p, drift_p, effects) is expected


def test_too_coarse_is_more_than_twice_what_was_hoped_for() -> None:
    assert _decide("before_after", 0.2, 0.5, mde=0.041) is V.CANNOT_TELL
    assert _decide("before_after", 0.2, 0.5, mde=0.039) is V.NO_DETECTABLE_CHANGE
    assert _decide("before_after", 0.2, 0.5, mde=0.5, hoped=None) is V.NO_DETECTABLE_CHANGE
    assert _decide("before_after", 0.2, 0.5, mde=nan) is V.CANNOT_TELL


def test_a_randomised_difference_is_called_only_when_its_range_leaves_out_zero() -> None:
    assert _decide("randomised", 0.049, nan, low=-0.001) is V.NO_DETECTABLE_CHANGE


@pytest.mark.parametrize(
    ("levels", "effect", "said"),
    [
        ((0.3, 0.5, 0.3, 0.4), 0.1, "rose 10.0 points more than in the comparison group"),
        ((0.3, 0.4, 0.3, 0.5), -0.1, "rose 10.0 points less than in the comparison group"),
        ((0.5, 0.4, 0.5, 0.3), 0.1, "fell 10.0 points less than in the comparison group"),
        ((0.5, 0.3, 0.5, 0.4), -0.1, "fell 10.0 points more than in the comparison group"),
        ((0.5, 0.55, 0.5, 0.45), 0.1, "rose while it fell in the comparison group, 10.0 points apart"),
        ((0.5, 0.45, 0.5, 0.55), -0.1, "fell while it rose in the comparison group, 10.0 points apart"),
        ((0.5, 0.45, 0.5, 0.55), 0.1, "moved 10.0 points further up than in the comparison group"),
        ((0.5, 0.45, 0.5, 0.45), 0.0, "moved as in the comparison group"),
    ],
)
def test_how_both_groups_moved_is_said_truly(levels: tuple[float, ...], effect: float, said: str) -> None:
    change = Change("x", "2025-01-01", Outcome("retention", "a", "b"), hoped_for=2)
    shown = tuple(Level(str(place), 100, value) for place, value in enumerate(levels))
    found = Findings("share", Estimate(effect, effect - 0.05, effect + 0.05, 0.01, 20, ""), 0.01, levels=shown)
    judged = Judged(effect, effect - 0.05, effect + 0.05, 0.01, 0.05)
    assert said in sentence(change, "with_control", found, V.SOLID, [], judged)


@pytest.mark.parametrize(
    ("known_until", "said"),
    [
        ("2025-02-13", "can be read from 14 Feb 2025 on"),
        ("2025-02-14", "it is not time that is missing"),
        (None, "can be read from 14 Feb 2025 on"),
    ],
)
def test_waiting_is_advised_only_until_the_data_have_it(known_until: str | None, said: str) -> None:
    change = Change("x", "2025-01-01", Outcome("retention", "a", "b", 30), hoped_for=2)
    found = Findings("share", Estimate(nan, nan, nan, nan, 0, ""), nan)
    last = None if known_until is None else date.fromisoformat(known_until)
    told = what_would_change(change, "before_after", found, V.CANNOT_TELL_YET, (), last)
    assert said in told[0]
