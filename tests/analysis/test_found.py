"""Small inputs on which an analysis once said something untrue; the right values are worked out by hand."""

from __future__ import annotations

from math import isnan

import pytest

from tests.reference import reference_path
from touchpath.analysis import measures, quality
from touchpath.analysis.funnel import measure
from touchpath.analysis.scores import scores
from touchpath.ingest.mapping import Constant
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
