"""A process killed at random moments of its work leaves all of it or nothing."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.kills import WORK, kills


def test_a_few_kills_are_survived(tmp_path: Path) -> None:
    outcomes = list(kills(len(WORK), tmp_path, rows=3_000))
    assert [outcome.wrong for outcome in outcomes] == [()] * len(WORK)
    assert {outcome.work for outcome in outcomes} == set(WORK)
