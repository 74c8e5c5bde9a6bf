"""Small inputs on which an analysis once said something untrue; the right values are worked out by hand."""

from __future__ import annotations

from math import isnan
from pathlib import Path
from typing import Any

import pytest

from tests.reference import reference_path
from touchpath.analysis import measures, quality
from touchpath.analysis.change import measure as measure_change
from touchpath.analysis.change.result import ChangeResult, Verdict
from touchpath.analysis.funnel import measure
from touchpath.analysis.scores import scores
from touchpath.engine.answering import DuckDBReader
from touchpath.ingest.mapping import Constant
from touchpath.journey.change import Assignment, Change
from touchpath.journey.change_outcome import Outcome, OutcomeKind
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Funnel, Step
from touchpath.journey.measures import MeasureSettings
from touchpath.journey.quality import Targets
from touchpath.workspace import Workspace


def test_a_negative_weight_cancels_nobodys_answer() -> None:
    path = reference_path("found/analysis/panel_weights.csv")
    with Workspace.in_memory() as workspace:
        report = workspace.import_responses(
            path, person="panelist", answered_at="answered", score="rating", weight="w", metric=Constant("nps")
        )
        assert "unusable_weight" in {finding.code for finding in report.findings}
        figure = scores(workspace.engine, Filters(), ())["nps"].figure
        assert (figure.value, figure.n) == (pytest.approx(0), 2)
        assert -100 <= figure.low < figure.value < figure.high <= 100


def test_effort_on_five_boxes_is_brought_to_seven_and_said_so() -> None:
    path = reference_path("found/analysis/effort_five_points.csv")
    with Workspace.in_memory() as workspace:
        report = workspace.import_responses(
            path, person="customer", answered_at="answered", score="effort", metric=Constant("ces")
        )
        assert "scale_contradicts_metric" in {finding.code for finding in report.findings}
        found = scores(workspace.engine, Filters(), ())["ces"]
        assert (found.figure.value, found.good, found.rescaled) == (pytest.approx(4), pytest.approx(0.4), True)


def test_only_a_finite_number_is_over_another() -> None:
    path = reference_path("found/analysis/sensor_readings.csv")
    with Workspace.in_memory() as workspace:
        workspace.import_events(path, person="unit", occurred_at="when", touchpoint="event")
        asked = Funnel((Step("reading", where=(Condition("level", ">", 9),)),))
        assert measure(workspace.engine, asked).steps[0].people == 1


def test_what_cannot_be_compared_is_refused_before_it_is_asked() -> None:
    path = reference_path("found/analysis/search_words.csv")
    with Workspace.in_memory() as workspace:
        workspace.import_events(path, person="visitor", occurred_at="when", touchpoint="event")
        with pytest.raises(DefinitionError, match="cannot be read"):
            Condition("words", "regex", "(")
        with pytest.raises(DefinitionError, match="compares numbers"):
            Condition("value", "=", "abc")


def test_amounts_of_two_currencies_are_not_added() -> None:
    path = reference_path("found/analysis/orders_two_currencies.csv")
    with Workspace.in_memory() as workspace:
        imported = workspace.import_events(
            path, person="buyer", occurred_at="when", touchpoint="event", value="total"
        )
        assert "several_currencies" in {finding.code for finding in imported.findings}
        settings = MeasureSettings(purchase=("order",))
        revenue = measures.value(workspace.engine, "revenue", NO_FILTERS, settings)
        assert isnan(revenue.value)
        assert "EUR and JPY" in revenue.reason or "JPY and EUR" in revenue.reason
        euros = Filters(where=(Condition("currency", "=", "EUR"),))
        assert measures.value(workspace.engine, "revenue", euros, settings).value == 1000
        found = quality.report(workspace.engine, Targets(purchase=("order",)))
        assert "several_currencies" in {finding.code for finding in found.findings}


def _test_of(name: str, kind: OutcomeKind, control: str, planned: tuple[tuple[str, float], ...] = ()) -> ChangeResult:
    """The question of the two small tests: everybody is assigned at "enrolled" and may order within a week."""
    path = reference_path(f"found/analysis/{name}")
    with Workspace.in_memory() as workspace:
        workspace.import_events(path, person="member", occurred_at="when", touchpoint="event", value="spent")
        asked = Change(
            "found", "2025-03-01", Outcome(kind, entry="enrolled", returning="order", days=7),
            assignment=Assignment("touchpoint", "variant", "enrolled", control=control, planned=planned),
        )  # fmt: skip
        return measure_change(workspace.engine, asked)


def test_two_arms_that_spend_without_variation_are_told_apart_exactly() -> None:
    result = _test_of("fixed_fee_test.csv", "revenue", "flat")
    assert (result.verdict, result.effect) == (Verdict.SOLID, 10)
    assert result.p_value == pytest.approx(0.0005)
    assert "10.00 higher with tiered than with flat" in result.sentence
    assert "unknown" not in result.sentence
    assert "within ordinary variation" not in result.sentence


def test_a_planned_arm_that_nobody_is_in_breaks_the_split() -> None:
    result = _test_of("three_arms_planned.csv", "retention", "mint", (("mint", 1), ("plum", 1), ("rust", 1)))
    gate = next(gate for gate in result.gates if gate.name == "split")
    assert (result.verdict, gate.light) == (Verdict.DO_NOT_USE, "red")
    assert "30 to 30 to 0 people" in gate.sentence


def test_a_plan_of_other_arms_is_refused_with_those_found() -> None:
    with pytest.raises(DefinitionError, match="mint and plum"):
        _test_of("three_arms_planned.csv", "retention", "mint", (("Mint", 95), ("Plum", 5)))
    with pytest.raises(DefinitionError, match="mint and plum"):
        _test_of("three_arms_planned.csv", "retention", "none")


def test_any_touchpoint_is_one_read_whatever_the_number_of_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """5,000 events of 300 people, each under its own name: as many questions to the database as for five names."""
    asked: list[str] = []
    arrays = DuckDBReader.arrays

    def counting(engine: DuckDBReader, question: str, *given: Any, **named: Any) -> Any:
        asked.append(question)
        return arrays(engine, question, *given, **named)

    monkeypatch.setattr(DuckDBReader, "arrays", counting)
    reads = []
    for names in (5000, 5):
        asked.clear()
        file = tmp_path / f"{names}.csv"
        rows = [f"p{i % 300},2025-01-01T00:{i // 300:02}:00,/page/{i % names}" for i in range(5000)]
        file.write_text("\n".join(["who,at,what", *rows]))
        with Workspace.in_memory() as workspace:
            workspace.import_events(file, person="who", occurred_at="at", touchpoint="what")
            asked.clear()
            found = measure(workspace.engine, Funnel((Step(None), Step(None))))
        assert [step.people for step in found.steps] == [300, 300]
        reads.append(len(asked))
    assert reads[0] <= reads[1]
