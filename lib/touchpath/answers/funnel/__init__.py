"""Answers about funnels: the funnel itself, over time, how long, between groups and periods, why, and who."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from touchpath.analysis import funnel as measuring
from touchpath.analysis.funnel.result import FunnelResult
from touchpath.answers.funnel import comparison, felt, people, reasons, steps, time
from touchpath.answers.funnel.names import named
from touchpath.answers.kinds import Kind
from touchpath.engine.base import Reader
from touchpath.journey import funnel_views as views
from touchpath.journey.definition import to_plain
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel, funnel_from

_PAGE = "funnel"


def _measure(engine: Reader, funnel: Funnel, filters: Filters) -> FunnelResult:
    return named(measuring.measure(engine, funnel, filters))


def _parameters(tab: str, view: Any) -> list[tuple[str, str]]:
    """What stands in the link of the funnel's page: the funnel and the tab."""
    funnel = view if isinstance(view, Funnel) else view.funnel
    text = json.dumps(to_plain(funnel), separators=(",", ":"), ensure_ascii=False)
    return [("funnel", text), *([("funnel_view", tab)] if tab else [])]


def _view(name: str, definition: type[Any], measure: Any, tell: Any, tab: str, **more: Any) -> Kind[Any, Any]:
    read = partial(views.view_from, definition)
    return Kind(name, definition, read, measure, tell, _PAGE, partial(_parameters, tab), **more)


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("funnel", Funnel, funnel_from, _measure, steps.tell, _PAGE, partial(_parameters, "")),
    _view("funnel_over_time", views.FunnelOverTime, time.measure_trend, time.tell_trend, "Trend"),
    _view("funnel_times", views.FunnelTimes, time.measure_times, time.tell_times, "Time"),
    _view(
        "funnel_groups", views.FunnelGroups, comparison.measure_groups, comparison.tell_groups, "Compare",
        derive=comparison.compared_groups,
    ),
    _view(
        "funnel_periods", views.FunnelPeriods, comparison.measure_periods, comparison.tell_periods, "Compare",
        derive=comparison.compared_periods,
    ),
    _view("drop_off_reasons", views.DropOffReasons, reasons.measure, reasons.tell, "Why?"),
    _view("drop_off_instead", views.DropOffInstead, reasons.measure_instead, reasons.tell_instead, "Why?"),
    _view("funnel_scores", views.FunnelScores, felt.measure, felt.tell, ""),
    _view("people_at_step", views.PeopleAtStep, people.measure, people.tell, "Who dropped?"),
)  # fmt: skip
"""Every question about a funnel."""
