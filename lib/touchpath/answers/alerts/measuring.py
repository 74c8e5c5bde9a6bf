"""A watched figure under the rules of its workspace: the budget, holidays, annotated changes, and missing data."""

from __future__ import annotations

from dataclasses import replace

from touchpath.analysis.alerts.judging import AlertRules, judged, missing_days
from touchpath.analysis.alerts.result import WatchedFigure
from touchpath.analysis.alerts.series import events_a_day, watched_days
from touchpath.answers.measures.now import workspace_settings
from touchpath.engine.base import Reader
from touchpath.journey.alerts import Alert, AlertReplay, holidays_from
from touchpath.journey.filters import Filters
from touchpath.workspace.changes import saved_changes
from touchpath.workspace.saved import saved
from touchpath.workspace.settings import read_settings


def measure(engine: Reader, asked: Alert, filters: Filters) -> WatchedFigure:
    """The figure, sharing the budget with all that are watched."""
    return _measured(engine, asked, filters, max(len(saved(engine, "alert")), 1))


def measure_replay(engine: Reader, asked: AlertReplay, filters: Filters) -> WatchedFigure:
    """The figure as if it were watched beside all that are watched now."""
    return _measured(engine, asked.alert, filters, len(saved(engine, "alert")) + 1)


def _measured(engine: Reader, asked: Alert, filters: Filters, watched: int) -> WatchedFigure:
    settings = workspace_settings(engine)
    rules = _rules(engine, watched)
    missing = missing_days(events_a_day(engine, settings), rules.holidays)
    return replace(judged(watched_days(engine, asked, filters, settings), missing, rules), settings=settings)


def _rules(engine: Reader, watched: int) -> AlertRules:
    known = read_settings(engine)
    return AlertRules(
        float(known["alarm_budget"].value),
        watched,
        holidays_from(known["holidays"].value),
        tuple((part.name, part.day) for part in saved_changes(engine)),
    )
