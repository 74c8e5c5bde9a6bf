"""What data quality says of answers a workspace already holds."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.ui.small_workspace import engine_with
from touchpath.analysis.quality.answers import odd_scales, unnamed_metrics, unusable_weights
from touchpath.analysis.quality.look import CheckOutcome, Draft, Look
from touchpath.engine.duckdb import DuckDBStore
from touchpath.journey.quality import Finding, Sound, Targets

DAY = datetime(2025, 3, 3, 12)


def _look(folder: Path, answers: list[tuple[Any, ...]], question: str = "q") -> Look:
    engine_with(folder, answers=answers).close()
    with duckdb.connect(str(folder / "workspace.duckdb")) as connection:
        connection.execute("UPDATE responses SET question = ?", [question])
    engine = DuckDBStore(folder / "workspace.duckdb", folder / "spool")
    return Look(engine, engine.calendar, Targets())


def _found(outcome: CheckOutcome) -> Finding:
    assert isinstance(outcome, Draft)
    return outcome.finding


@pytest.mark.parametrize("weight", [0.0, -1.0, float("nan"), float("inf")])
def test_a_weight_that_cannot_count_is_found(tmp_path: Path, weight: float) -> None:
    found = _found(unusable_weights(_look(tmp_path, [(1, DAY, "nps", 9, 1.0), (2, DAY, "nps", 9, weight)])))
    assert (found.rows, found.share, found.severity) == (1, 0.5, "serious")


def test_weights_above_zero_and_none_are_sound(tmp_path: Path) -> None:
    look = _look(tmp_path, [(1, DAY, "nps", 9, 0.2), (2, DAY, "nps", 9, None)])
    assert isinstance(unusable_weights(look), Sound)


@pytest.mark.parametrize(
    ("question", "high", "alarms"),
    [("nps_score", 10, True), ("npsScore", 10, True), ("pain", 10, False), ("nps_score", 4, False)],
)
def test_a_question_called_nps_that_counts_as_none_is_found(
    tmp_path: Path, question: str, high: int, alarms: bool
) -> None:
    outcome = unnamed_metrics(_look(tmp_path, [(1, DAY, "other", 3, None, None, 0, high)], question))
    assert isinstance(outcome, Draft) == alarms
    assert isinstance(outcome, Sound) or outcome.finding.rows == 1


def test_nps_on_four_faces_is_found(tmp_path: Path) -> None:
    found = _found(odd_scales(_look(tmp_path, [(1, DAY, "nps", 3, None, None, 1, 4)])))
    assert (found.rows, "NPS from 1 to 4" in found.sentence) == (1, True)
