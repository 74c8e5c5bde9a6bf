"""Retention as other systems' public tests and documentation expect it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.events import Row, workspace_of
from tests.reference import reference_path
from touchpath.analysis.retention import measure
from touchpath.journey.conditions import Condition
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Breakdown, Step
from touchpath.journey.retention import Retention

KINDS = {"recurring": "recurring", "first-time": "first_matching", "first-ever": "first_ever"}
OPS = {"exact": "=", "is_not": "!=", "icontains": "contains", "gt": ">", "lt": "<"}
NAMES = (
    "ph22-retention-recurring-retention-action-start-point",
    "ph22-retention-recurring-retention-with-user-properties",
    "ph-24h-window-1",
    "ph-24h-window-event-filters",
    "ph-brackets-person-breakdown",
    "ph-brackets-first-matching",
    "amp-24h-without-rounding",
    "amp-week-is-7-days-in",
    "amp-week-is-7-days-out",
)


def cases(file: str) -> dict[str, dict[str, Any]]:
    listed = json.loads(reference_path(f"cases/{file}").read_text(encoding="utf-8"))
    return {case["id"]: case for case in listed}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)


def plain(value: Any) -> str | None:
    return str(value).lower() if isinstance(value, bool) else None if value is None else str(value)


def rows_of(case: Mapping[str, Any]) -> list[Row]:
    return [
        Row(
            event["user"],
            moment(event["ts"]),
            event["event"],
            properties={name: plain(value) for name, value in event.get("properties", {}).items()},
        )
        for event in case["events"]
    ]


def conditions(filters: list[dict[str, Any]] | None) -> tuple[Condition, ...]:
    return tuple(
        Condition(part["property"], OPS[part["op"]], part["value"], part.get("scope", "event"))
        for part in filters or ()
    )


def step(told: Mapping[str, Any]) -> Step:
    return Step(told["event"], where=conditions(told.get("filters")))


def opened(case: Mapping[str, Any]) -> Any:
    return workspace_of(
        rows_of(case),
        attributes={name: {k: plain(v) for k, v in known.items()} for name, known in case["persons"].items()},
        aliases=case["identities"],
        settings={"time_zone": case["timezone"], "week_start": case["week_start"]},
    )


def retention_of(case: Mapping[str, Any]) -> Retention:
    by = case.get("breakdown")
    return Retention(
        step(case["target"]),
        step(case["returning"]),
        kind=KINDS[case["kind"]],
        period=case["period"],
        bucketing=case.get("bucketing", "calendar"),
        intervals=case.get("columns", case["intervals"]),
        brackets=case.get("brackets", ()),
        breakdown=Breakdown(tuple(by["properties"]), scope=by["type"]) if by else None,
    )


def filters_of(case: Mapping[str, Any]) -> Filters:
    first = moment(case["date_from"]).date()
    length = {"day": timedelta(days=1), "week": timedelta(days=7), "hour": timedelta(hours=1)}[case["period"]]
    last = first + length * (case["intervals"] - 1)
    return Filters(date_from=first, date_to=last, where=conditions(case["global_filters"]))


def agree(found: list[list[int]], expected: list[list[int | None]]) -> None:
    for row, line in enumerate(expected):
        for column, value in enumerate(line):
            if value is not None:
                assert found[row][column] == value, f"row {row}, column {column}"


@pytest.mark.parametrize("name", NAMES)
def test_case(name):
    case = cases("retention.json")[name]
    with opened(case) as workspace:
        result = measure(workspace.engine, retention_of(case), filters_of(case))
    expected = case["expected"]
    agree(result.matrix, expected.get("matrix", []))
    for cell in expected.get("cells", []):
        assert result.matrix[cell["row"]][cell["col"]] == cell["value"]
    groups = {group.label: [list(cohort.people) for cohort in group.cohorts] for group in result.groups}
    for label, matrix in expected.get("per_breakdown", {}).items():
        agree(groups[label], matrix)
    assert any(key in expected for key in ("matrix", "cells", "per_breakdown"))


def test_every_case_is_named():
    assert sorted(cases("retention.json")) == sorted(NAMES)
