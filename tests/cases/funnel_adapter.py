"""Outside funnel cases, asked through the public API: a case becomes a workspace, a funnel and filters."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.events import Row, workspace_of
from touchpath.analysis import funnel as engine
from touchpath.analysis.funnel.result import GroupResult, StepResult, TrendSeries
from touchpath.journey.conditions import Condition
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Breakdown, Exclusion, Funnel, Step
from touchpath.workspace import Workspace

Case = Mapping[str, Any]
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400, "month": 30 * 86400}
_ORDERS = {"ordered": "ordered", "strict": "strict", "unordered": "any"}
_OPS = {
    "exact": "=",
    "is_not": "!=",
    "icontains": "contains",
    "not_icontains": "not contains",
    "regex": "regex",
    "gt": ">",
    "gte": ">=",
    "lt": "<",
    "lte": "<=",
    "is_set": "is set",
    "is_not_set": "is not set",
}


def workspace_for(case: Case) -> Workspace:
    """The events, people and saved groups of a case."""
    events = [
        Row(
            by=event["user"],
            at=moment(event["ts"]),
            touchpoint=event["event"],
            properties={name: text(value) for name, value in (event.get("properties") or {}).items()},
        )
        for event in case["events"]
    ]
    people = {row.by for row in events}
    cohorts = (case.get("breakdown") or {}).get("cohorts", ())
    groups = {
        cohort["name"]: people if cohort["users"] == "all" else people & set(cohort["users"]) for cohort in cohorts
    }
    attributes = {
        person: {name: text(value) for name, value in known.items()} for person, known in case["persons"].items()
    }
    settings = {"time_zone": case["timezone"], "week_start": (case.get("trend") or {}).get("week_start", "monday")}
    return workspace_of(events, {}, attributes, case.get("identities") or {}, groups, settings)


def funnel_of(case: Case) -> Funnel:
    """The definition of a case."""
    window = case.get("window")
    first_time = any(step.get("first_time") for step in case["steps"])
    return Funnel(
        steps=tuple(
            Step(touchpoint(step), conditions(step.get("filters")), bool(step.get("optional")))
            for step in case["steps"]
        ),
        order=_ORDERS[case["mode"]],
        window_seconds=window["value"] * _SECONDS[window["unit"]] if window else None,
        entry="first_ever" if first_time else "any",
        exclusions=tuple(
            Exclusion(part["event"], part["from_step"], part["to_step"], conditions(part.get("filters")))
            for part in case["exclusions"]
        ),
        breakdown=breakdown_of(case.get("breakdown")),
    )


def filters_of(case: Case) -> Filters:
    """Dates (days of the case's zone) and conditions of a case."""
    zone = ZoneInfo(case["timezone"])
    first, last = (
        moment(case[name]).replace(tzinfo=UTC).astimezone(zone).date() if case.get(name) else None
        for name in ("date_from", "date_to")
    )
    return Filters(date_from=first, date_to=last, where=conditions(case.get("global_filters")))


def check(case: Case, workspace: Workspace) -> None:
    """Ask what the case asks and compare every figure that its source asserted."""
    expected = case["expected"]
    funnel, filters = funnel_of(case), filters_of(case)
    if case["result_kind"] == "trend":
        check_trend(case, workspace, funnel, filters)
        return
    result = engine.measure(workspace.engine, funnel, filters)
    if "per_breakdown" in expected:
        groups = {group_name(group): group for group in result.groups}
        for name, figures in expected["per_breakdown"].items():
            assert name in groups, f"no group {name!r} among {sorted(groups)}"
            group = groups[name]
            check_steps(figures, group.steps, lambda k, key=group.key: people(workspace, funnel, filters, k, key))
        if "breakdown_values" in expected:
            assert sorted(groups) == sorted(expected["breakdown_values"])
    else:
        check_steps(expected, result.steps, lambda k: people(workspace, funnel, filters, k, None))


def check_steps(expected: Case, steps: tuple[StepResult, ...], who: Any) -> None:
    """Counts, times and people of the steps of one funnel or group."""
    same("step_counts", expected, [step.people for step in steps])
    same("avg_times", expected, [step.mean_seconds_from_previous for step in steps])
    same("median_times", expected, [step.median_seconds_from_previous for step in steps])
    rates = [step.rate_from_previous for step in steps]
    same("step_conversion", expected, [0.0 if math.isnan(rate) else rate for rate in rates], skip_first=True)
    for number, names in (expected.get("users_by_step") or {}).items():
        assert who(int(number) - 1) == sorted(names), f"people of step {number}"


def check_trend(case: Case, workspace: Workspace, funnel: Funnel, filters: Filters) -> None:
    """The cells, series or people of a trend."""
    expected, asked = case["expected"], case["trend"]
    period = asked["interval"]
    begin = asked.get("from_step") or 0
    end = asked.get("to_step") if asked.get("to_step") is not None else len(funnel.steps) - 1
    trend = engine.trend(workspace.engine, funnel, filters, period)
    for cell in expected.get("trend_cells", ()):
        point = trend.overall.points[cell["index"]]
        reached, of = point.people[end], point.people[begin]
        rate = round(100 * reached / of, 2) if of else 0
        told = {"reached_to_step_count": reached, "reached_from_step_count": of, "conversion_rate": rate}
        assert told[cell["field"]] == cell["value"], cell
    series = sorted(trend.groups, key=lambda one: one.label)
    for told in expected.get("conversion_series", ()):
        assert rates_of(series[told["index"]], begin, end) == told["values"]
    for told in expected.get("trend_users", ()):
        days = days_of(told["bucket"], period, filters)
        assert people(workspace, funnel, days, end, None, told["dropped"]) == sorted(told["users"])


def rates_of(series: TrendSeries, begin: int, end: int) -> list[float]:
    return [round(100 * p.people[end] / p.people[begin], 2) if p.people[begin] else 0.0 for p in series.points]


def days_of(bucket: str, period: str, filters: Filters) -> Filters:
    """The filters with the dates of one period."""
    first = date.fromisoformat(bucket[:10])
    last = first + timedelta(days={"day": 0, "week": 6}[period])
    begins = max(first, filters.date_from) if filters.date_from else first
    return replace(filters, date_from=begins, date_to=min(last, filters.date_to) if filters.date_to else last)


def people(
    workspace: Workspace, funnel: Funnel, filters: Filters, step: int, group: str | None, dropped: bool = False
) -> list[str]:
    return sorted(engine.people_at(workspace.engine, funnel, filters, step, dropped, group).person_id)


def same(name: str, expected: Case, found: list[float], skip_first: bool = False) -> None:
    """Compare what the source asserted: `null` and figures listed as not asserted are left out."""
    wanted = expected.get(name)
    if wanted is None:
        return
    asserted = expected.get(f"{name}_asserted")
    for k, (figure, own) in enumerate(zip(wanted, found, strict=True)):
        if figure is not None and (asserted is None or k in asserted) and not (skip_first and k == 0):
            assert math.isclose(own, figure, rel_tol=1e-6, abs_tol=1e-6), (
                f"{name} of step {k + 1}: {own}, not {figure}"
            )


def group_name(group: GroupResult) -> str:
    """The name a case gives to a group: values joined by a bar, missing as an empty text."""
    if group.kind == "other":
        return "Other"
    return "|".join(value or "" for value in group.values)


def breakdown_of(told: Case | None) -> Breakdown | None:
    if not told:
        return None
    if told["type"] == "cohort":
        return Breakdown(tuple(cohort["name"] for cohort in told["cohorts"]), scope="group")
    at = told.get("attribution", "first_touch")
    at = told["attribution_step"] if at == "step" else at
    return Breakdown(tuple(told["properties"]), at=at, limit=told.get("limit", 25), scope=told["type"])


def conditions(told: Any) -> tuple[Condition, ...]:
    return tuple(
        Condition(part["property"], _OPS[part["op"]], compared(part), part.get("scope") or "event")
        for part in told or ()
    )


def compared(part: Case) -> Any:
    value = part.get("value")
    return tuple(value) if isinstance(value, list) else value


def touchpoint(step: Case) -> Any:
    events = step.get("events") or step.get("event")
    return tuple(events) if isinstance(events, list) else events


def moment(told: str) -> datetime:
    return datetime.fromisoformat(told.replace("Z", "+00:00")).astimezone(UTC).replace(tzinfo=None)


def text(value: Any) -> Any:
    """Values as an import stores them: text, nothing for missing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None or value == "" else str(value)
