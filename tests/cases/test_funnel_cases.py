"""Funnels of other systems' tests and manuals: events in, their figures out."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cases.funnel_adapter import check, workspace_for
from tests.reference import reference_path

EXCEPTIONS = {
    "ph22-steps-unordered-funnel-step-breakdown-with-step-one-attribution-incomplete-funnel": (
        "The source lets one person count in the groups of several steps; here the event of the chosen step decides."
    ),
}


def cases() -> list[dict[str, Any]]:
    """All cases, or none where the folder is missing (the test below then says why)."""
    path = Path(os.environ.get("TOUCHPATH_REFERENCE", "")) / "cases" / "funnels.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


def test_cases_are_here() -> None:
    known = {case["id"] for case in json.loads(reference_path("cases/funnels.json").read_text(encoding="utf-8"))}
    assert len(known) >= 51
    assert set(EXCEPTIONS) <= known


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    with workspace_for(case) as workspace:
        if case["id"] in EXCEPTIONS:
            with pytest.raises(AssertionError):
                check(case, workspace)
        else:
            check(case, workspace)
