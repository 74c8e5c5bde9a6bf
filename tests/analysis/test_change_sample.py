"""The planted changes of the sample company: found, not credited, named, called, refused."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.analysis.change_sample import sample, truth
from touchpath.analysis.change import measure
from touchpath.analysis.change.result import ChangeResult, Verdict
from touchpath.journey.change import Assignment, Change, Reach
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Funnel, Step

RETENTION = Outcome("retention", "sign_up", "visit", 30)
SETUP = Change(
    "Guided account setup", "2025-05-19", RETENTION, "account_setup", Reach(("Families",)), hoped_for=5
)  # fmt: skip
MAIL = replace(SETUP, name="New welcome mail", day="2025-04-07", reached=Reach(("Young professionals",)))
DEALS = replace(SETUP, name="Summer deals campaign", day="2025-06-30", reached=Reach(), weeks_before=6, weeks_after=8)
BOUGHT = Outcome("retention", None, "purchase", 14)
NEVER_SAID = re.compile(r"probability it works|no effect|trend towards|significan", re.IGNORECASE)


def _result(change: Change, filters: Filters = NO_FILTERS) -> ChangeResult:
    result = measure(sample().engine, change, filters)
    assert not NEVER_SAID.search(result.sentence)
    return result


def _gate(result: ChangeResult, name: str) -> tuple[str, str]:
    return next((gate.light, gate.sentence) for gate in result.gates if gate.name == name)


def _test(name: str, outcome: Outcome = BOUGHT) -> Change:
    return Change(name, "2025-02-03", outcome, assignment=Assignment("file", name), hoped_for=3)


def test_the_true_change_is_found_with_the_planted_effect_in_its_range() -> None:
    planted, result = truth()["true_change"], _result(SETUP)
    assert result.verdict is Verdict.PROBABLE
    assert result.effect_low < planted["planted_effect"] < result.effect_high
    assert "no comparison group" in result.sentence
    assert (result.effect, result.effect_low, result.effect_high, result.p_value) == pytest.approx(
        (planted["effect"], planted["effect_low"], planted["effect_high"], planted["p_level"]), rel=1e-6
    )
    assert result.found.drift_p == pytest.approx(planted["p_drift"], rel=1e-6)
    assert [point.n for point in result.series] == planted["weekly_people"]
    assert [round(point.value * point.n) for point in result.series] == planted["weekly_retained"]


def test_a_comparison_group_makes_it_solid() -> None:
    result = _result(replace(SETUP, control=Reach(others=True)))
    assert result.design == "with_control"
    assert result.verdict is Verdict.SOLID
    assert result.effect_low < truth()["true_change"]["planted_effect"] < result.effect_high
    assert "comparison group" in result.sentence


def test_the_change_without_effect_is_not_credited() -> None:
    planted, result = truth()["empty_change"], _result(MAIL)
    assert planted["naive_z_p"] < 1e-10
    assert result.verdict is Verdict.MOVED_CAUSE_UNCLEAR
    assert "cause is unclear" in result.sentence
    assert result.found.drift_p == pytest.approx(planted["p_drift"], rel=1e-6)
    assert _gate(result, "drift")[0] == "amber"


def test_the_shift_of_the_mix_is_named() -> None:
    planted, result = truth()["mix_shift"], _result(DEALS)
    assert result.verdict in (Verdict.NO_DETECTABLE_CHANGE, Verdict.CANNOT_TELL)
    assert result.composition is not None
    assert 100 * result.composition.composition == pytest.approx(planted["composition_points"], abs=1e-6)
    light, said = _gate(result, "persona mix")
    assert light == "amber"
    assert "Bargain hunters" in said
    assert "composition explains −4.5 points of the −3.9 points" in said


def test_the_randomised_test_is_called() -> None:
    planted, result = truth()["ab_test"], _result(_test("express_checkout"))
    assert result.verdict is Verdict.SOLID
    assert result.effect == pytest.approx(planted["difference"], abs=1e-9)
    assert [level.n for level in result.levels] == planted["people"]
    assert [level.successes for level in result.levels] == planted["converted"]
    assert result.effect_low < planted["planted_effect"] < result.effect_high


def test_the_broken_split_is_refused() -> None:
    result = _result(_test("search_ranking"))
    assert result.verdict is Verdict.DO_NOT_USE
    assert _gate(result, "split")[0] == "red"
    assert "1,757 to 1,458" in result.sentence


def test_immature_people_are_in_no_denominator() -> None:
    result = _result(replace(SETUP, reached=Reach()))
    immature = truth()["immature"]
    since = sum(point.n for point in result.series if point.after)
    assert f"{truth()['totals']['people'] - sum(p.n for p in result.series):,}" in _gate(result, "maturity")[1]
    assert since == next(level.n for level in result.levels if level.label == "After")
    assert sum(point.n for point in result.series) <= truth()["totals"]["people"] - immature["people"]


def test_a_late_change_says_from_when_it_is_readable() -> None:
    result = _result(replace(SETUP, day="2025-08-25"))
    assert result.verdict is Verdict.CANNOT_TELL_YET
    assert str(result.readable_from) == "2025-10-08"
    assert "1 Oct 2025" in result.sentence
    assert any("8 Oct 2025" in said for said in result.what_would_change)


def test_other_changes_in_the_weeks_are_listed() -> None:
    assert "New welcome mail (7 Apr 2025)" in _gate(_result(replace(SETUP, name="Another")), "other changes")[1]


def test_personas_in_the_filters_narrow_the_people() -> None:
    whole, narrowed = _result(SETUP), _result(replace(SETUP, reached=Reach()), Filters(personas=("Families",)))
    assert narrowed.effect == whole.effect


FUNNEL = Funnel((Step("view_product"), Step("add_to_cart"), Step("purchase")))


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome("conversion", days=7, funnel=FUNNEL),
        Outcome("repeat_purchase", None, "purchase", 60),
        Outcome("revenue", "sign_up", "purchase", 30),
        Outcome("engagement", "sign_up", None, 14),
        Outcome("churn", "sign_up", "visit", 90),
        Outcome("nps", asked="survey_sent"),
        Outcome("csat"),
        Outcome("ces"),
    ],
    ids=lambda outcome: outcome.kind,
)
@pytest.mark.parametrize("design", ["before_after", "with_control", "randomised"])
def test_every_outcome_in_every_design_gives_an_answer(outcome: Outcome, design: str) -> None:
    change = replace(SETUP, outcome=outcome, reached=Reach())
    if design == "with_control":
        change = replace(SETUP, outcome=outcome, control=Reach(("Young professionals", "Bargain hunters")))
    if design == "randomised":
        change = _test("express_checkout", outcome)
    result = _result(change)
    assert result.design == design
    assert result.effect_low < result.effect < result.effect_high
    assert 0 <= result.p_value <= 1
    assert result.mde > 0
    if design != "randomised":
        assert result.verdict is not Verdict.SOLID or design == "with_control"


@pytest.mark.parametrize("kind", ["retention", "revenue"])
def test_the_same_people_without_a_comparison_leave_the_cause_unclear(kind: str) -> None:
    outcome = replace(RETENTION, kind=kind, returning="purchase")
    result = _result(replace(SETUP, outcome=outcome, design="same_people"))
    assert result.verdict in (Verdict.MOVED_CAUSE_UNCLEAR, Verdict.NO_DETECTABLE_CHANGE, Verdict.CANNOT_TELL)
    assert result.levels[0].n == result.levels[1].n
