"""Questions that suit any workspace, for those who have not said more: what pages show first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from touchpath.analysis.change.entries import guess_control
from touchpath.analysis.measures import registry
from touchpath.analysis.suggested_funnels import suggested_funnels, volumes
from touchpath.engine.base import Reader
from touchpath.journey.attribution import Attribution
from touchpath.journey.calendar import Period
from touchpath.journey.change import Assignment, Change
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.churn import Churn, RepeatPurchase
from touchpath.journey.comments import Themes
from touchpath.journey.comparable import ComparablePeople
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.funnel import Funnel
from touchpath.journey.journey_gaps import JourneyGaps
from touchpath.journey.lifecycle import Lifecycle
from touchpath.journey.lifetime_value import LifetimeValue, ValueAhead, ValuedCustomers, ValueForCost
from touchpath.journey.measures import Measure
from touchpath.journey.next_touchpoints import NextTouchpoints
from touchpath.journey.paths import Paths, Transitions, Variants
from touchpath.journey.prediction import Prediction
from touchpath.journey.questions import ChangesToRead, DataQuality, Overview, PersonaGrid, PersonaTable
from touchpath.journey.retention import Retention
from touchpath.journey.score_follows import ScoreFollows
from touchpath.journey.stickiness import Stickiness
from touchpath.journey.suggested_personas import SuggestedPersonas
from touchpath.journey.survey_drivers import SurveyDrivers
from touchpath.journey.surveys import ResponseCheck, Scores
from touchpath.journey.touchpoint_map import PainPoints, TouchpointMap
from touchpath.journey.trends import Trend, fitting_period
from touchpath.journey.uplift import Uplift
from touchpath.workspace import Workspace
from touchpath.workspace.assignments import assigned_tests
from touchpath.workspace.settings import read_settings

_DAYS_FOR_DAYS, _DAYS_FOR_WEEKS = 35, 500
_TEST_DAYS = 14
_OUTCOME_WORDS = ("outcome", "visit", "conver", "bought", "purchase", "success", "respon")
_NO_DAY = date(2025, 1, 6)
"""Where no assignment has a day; a test whose outcome is a column does not look at days."""
NOTHING_YET = "There are no events in this workspace yet: import a file first."


def usual_retention(engine: Reader) -> Retention:
    """A question that suits any data: who first came in a period (by what the settings call entering, else by
    anything), and came back (by what they call returning, else by anything) in the periods after it.
    """
    known = {volume.name for volume in volumes(engine)}
    settings = read_settings(engine)
    entering, returning = (
        tuple(name for name in settings[setting].value if name in known) for setting in ("entering", "returning")
    )
    calendar = engine.calendar
    days = (calendar.data_end - calendar.data_start).days if calendar.data_end and calendar.data_start else 0
    period: Period = "day" if days <= _DAYS_FOR_DAYS else "week" if days <= _DAYS_FOR_WEEKS else "month"
    return Retention(
        entering or None, returning or None, "first_ever", period, intervals=13 if period == "week" else 10
    )


def usual_funnel(engine: Reader) -> Funnel:
    """The funnel suggested first. Raises DefinitionError where there is nothing to suggest."""
    settings = read_settings(engine)
    found = suggested_funnels(engine, settings["goal"].value or settings["purchase"].value)
    if not found:
        raise DefinitionError(NOTHING_YET)
    return found[0].funnel


def usual_repeat_purchase(engine: Reader) -> RepeatPurchase:
    """Of what the settings call a purchase. Raises DefinitionError where they name none."""
    return RepeatPurchase(_purchases(engine))


def _purchases(engine: Reader) -> tuple[str, ...]:
    """What the settings call a purchase. Raises DefinitionError where they name none."""
    purchase = read_settings(engine)["purchase"].value
    if not purchase:
        raise DefinitionError("No purchase touchpoint is set yet: choose one under Workspaces, Settings.")
    return tuple(purchase)


def usual_attribution(engine: Reader) -> Attribution:
    """Credit to channels or, where no event names one, to touchpoints."""
    named = bool(engine.frame("ask/attribution/channel_named")["named"].iloc[0])
    return Attribution(to="channel" if named else "touchpoint")


def _churn(engine: Reader) -> Churn:
    asked = usual_retention(engine)
    return Churn(asked.back, start=asked.entry)


def _lifecycle(engine: Reader) -> Lifecycle:
    asked = usual_retention(engine)
    return Lifecycle(asked.back, asked.period)


def _stickiness(engine: Reader) -> Stickiness:
    asked = usual_retention(engine)
    return Stickiness(asked.back, "month" if asked.period == "month" else "week")


def _trend(engine: Reader) -> Trend:
    goal = tuple(read_settings(engine)["goal"].value)
    return Trend(goal, period=fitting_period(engine.calendar, NO_FILTERS))


def _score_follows(engine: Reader) -> ScoreFollows:
    settings = read_settings(engine)
    goal, returning, purchase = (tuple(settings[name].value) for name in ("goal", "returning", "purchase"))
    return ScoreFollows(goal=goal, returning=returning, purchase=purchase)


def _comparable(engine: Reader) -> ComparablePeople:
    settings = read_settings(engine)
    goal, returning, purchase = (tuple(settings[name].value) for name in ("goal", "returning", "purchase"))
    return ComparablePeople(goal=goal or purchase, returning=returning, purchase=purchase)


def usual_prediction(engine: Reader) -> Prediction:
    """Who will not come back (by what the settings call returning) in a month, or as many days as the data allow."""
    known = {volume.name for volume in volumes(engine)}
    returning = read_settings(engine)["returning"].value
    return Prediction(days=_days_ahead(engine), touchpoints=tuple(name for name in returning if name in known))


def _days_ahead(engine: Reader) -> int:
    """30 days, or a quarter of the data where these are short."""
    calendar = engine.calendar
    days = (calendar.data_end - calendar.data_start).days if calendar.data_end and calendar.data_start else 0
    return min(30, max(days // 4, 1))


def usual_uplift(engine: Reader) -> Uplift:
    """Of the first test with a file of assignments: whether those assigned reached the goal, else its first column.

    Raises DefinitionError where there is no such test, and where nothing says what it should have moved.
    """
    tests = assigned_tests(engine)
    if not tests:
        raise DefinitionError("There is no test with a file of assignments here yet: add one in the change lab.")
    test, settings = tests[0], read_settings(engine)
    goal = tuple(settings["goal"].value or settings["purchase"].value)
    if test.known and goal:
        outcome = Outcome("retention", None, goal, _TEST_DAYS)
    elif test.columns:
        likely = [name for word in _OUTCOME_WORDS for name in test.columns if word in name.lower()]
        outcome = Outcome("column", column=(likely or list(test.columns))[0])
    else:
        raise DefinitionError("No goal touchpoint is set yet: choose one under Workspaces, Settings.")
    day = test.first_assigned.date() if test.first_assigned else _NO_DAY
    assignment = Assignment("file", test.name, control=guess_control(list(test.arms)))
    return Uplift(Change(test.name, day, outcome, assignment=assignment))


def _measure(name: str, _: Workspace) -> Measure:
    return Measure(name)


def _with_events(make: Callable[[Reader], Any]) -> Callable[[Workspace], Any]:
    def made(workspace: Workspace) -> Any:
        if workspace.engine.calendar.data_end is None:
            raise DefinitionError(NOTHING_YET)
        return make(workspace.engine)

    return made


USUAL: Mapping[str, Callable[[Workspace], Any]] = {
    "overview": lambda workspace: Overview(),
    "changes_to_read": lambda workspace: ChangesToRead(),
    "scores": lambda workspace: Scores(),
    "response_check": lambda workspace: ResponseCheck(),
    "score_follows": _with_events(_score_follows),
    "survey_drivers": lambda workspace: SurveyDrivers(),
    "themes": lambda workspace: Themes(),
    **{name: partial(_measure, name) for name in registry() if name != "repeat_purchase"},
    "funnel": _with_events(usual_funnel),
    "retention": _with_events(usual_retention),
    "churn": _with_events(_churn),
    "repeat_purchase": _with_events(usual_repeat_purchase),
    "lifecycle": _with_events(_lifecycle),
    "stickiness": _with_events(_stickiness),
    "trend": _with_events(_trend),
    "paths": _with_events(lambda engine: Paths()),
    "transitions": _with_events(lambda engine: Transitions()),
    "variants": _with_events(lambda engine: Variants()),
    "comparable_people": _with_events(_comparable),
    "next_touchpoints": _with_events(lambda engine: NextTouchpoints()),
    "touchpoint_map": _with_events(lambda engine: TouchpointMap()),
    "pain_points": _with_events(lambda engine: PainPoints()),
    "journey_gaps": _with_events(lambda engine: JourneyGaps()),
    "attribution": _with_events(usual_attribution),
    "lifetime_value": _with_events(lambda engine: LifetimeValue(_purchases(engine))),
    "value_ahead": _with_events(lambda engine: ValueAhead(_purchases(engine))),
    "valued_customers": _with_events(lambda engine: ValuedCustomers(_purchases(engine))),
    "value_for_cost": _with_events(lambda engine: ValueForCost(_purchases(engine))),
    "prediction": _with_events(usual_prediction),
    "uplift": lambda workspace: usual_uplift(workspace.engine),
    "data_quality": lambda workspace: DataQuality(),
    "persona_grid": lambda workspace: PersonaGrid(),
    "suggested_personas": _with_events(lambda engine: SuggestedPersonas()),
    "personas": lambda workspace: PersonaTable(),
}
"""Words that stand for a whole question."""
