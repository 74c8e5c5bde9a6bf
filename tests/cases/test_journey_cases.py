"""The lifecycle and sessions as other systems' public tests expect them."""

from __future__ import annotations

import pytest

from tests.cases.test_retention_cases import cases, conditions, moment, opened, step
from touchpath.analysis.lifecycle import measure
from touchpath.journey.filters import Filters
from touchpath.journey.lifecycle import Lifecycle


@pytest.mark.parametrize("name", ["ph22-lifecycle-lifecycle-trend-prop-filtering"])
def test_lifecycle(name):
    case = cases("journeys.json")[name]
    filters = Filters(
        moment(case["date_from"]).date(), moment(case["date_to"]).date(), where=conditions(case["global_filters"])
    )
    with opened(case) as workspace:
        result = measure(workspace.engine, Lifecycle(step(case["target"]), period=case["period"]), filters)
    expected = case["expected"]["lifecycle"]
    assert [period.new for period in result.periods] == expected["new"]
    assert [period.returning for period in result.periods] == expected["returning"]
    assert [period.resurrected for period in result.periods] == expected["resurrecting"]
    # the source counts the dormant as negative people
    assert [-period.dormant for period in result.periods] == expected["dormant"]


def test_every_lifecycle_and_session_case_is_named():
    kinds = {case["id"]: case["result_kind"] for case in cases("journeys.json").values()}
    ours = [name for name, kind in kinds.items() if kind in ("lifecycle", "sessions")]
    assert ours == ["ph22-lifecycle-lifecycle-trend-prop-filtering"]
