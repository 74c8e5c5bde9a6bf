"""A real test with three arms: both e-mails against none, by newcomers, spending and channel."""

from __future__ import annotations

import pytest

from tests.reference import reference_path
from touchpath.analysis.change import measure
from touchpath.analysis.change.result import Verdict
from touchpath.journey.change import Assignment, Change
from touchpath.journey.change_outcome import Outcome
from touchpath.workspace import Workspace
from touchpath.workspace.assignments import import_assignments


def test_three_arms_from_a_file_without_ids() -> None:
    path = reference_path("real/hillstrom/hillstrom.csv")
    with Workspace.in_memory() as workspace:
        report = import_assignments(workspace, path, arm="segment", name="E-mails")
        assert (report.rows_read, report.accepted) == (64_000, 64_000)
        change = Change(
            "E-mails",
            "2008-03-20",
            Outcome("column", column="visit"),
            assignment=Assignment("file", "E-mails"),
            split_by=("newbie", "history_segment", "channel"),
            hoped_for=1,
        )
        result = measure(workspace.engine, change)
    assert result.verdict is Verdict.SOLID
    assert {level.label: round(100 * level.value, 2) for level in result.levels} == {
        "Mens E-Mail": 18.28,
        "Womens E-Mail": 15.14,
        "No E-Mail": 10.62,
    }
    for arm in result.found.arms:
        assert 0 < arm.difference.low < arm.difference.estimate < arm.difference.high
    assert [(table.arm, table.by, len(table.segments)) for table in result.segments] == [
        (arm, by, n)
        for arm in ("Mens E-Mail", "Womens E-Mail")
        for by, n in (("newbie", 2), ("history_segment", 7), ("channel", 3))
    ]
    for table in result.segments:
        assert all(part.adjusted_p >= part.effect.p_value for part in table.segments)
    assert result.found.arms[0].difference.estimate == pytest.approx(0.18276 - 0.10617, abs=1e-4)
