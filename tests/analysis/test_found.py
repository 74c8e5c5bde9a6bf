"""Small inputs on which an analysis once said something untrue; the right values are worked out by hand."""

from __future__ import annotations

import pytest

from tests.reference import reference_path
from touchpath.analysis.scores import scores
from touchpath.ingest.mapping import Constant
from touchpath.journey.filters import Filters
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
