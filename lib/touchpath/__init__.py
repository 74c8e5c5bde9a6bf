"""Touchpath: customer-journey touchpoint analytics on the reader's own machine.

    from touchpath import Funnel, Step, Workspace, ask

    with Workspace.open("shop.duckdb") as workspace:
        workspace.import_events("events.csv", person="customer_id", occurred_at="time", touchpoint="event")
        answer = ask(workspace, Funnel((Step("view"), Step("buy")), window_seconds=7 * 86400))
        print(answer.sentence)

Names are imported when they are first used, so that `import touchpath` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from touchpath import stats
    from touchpath.answers import Answer, Viewer, ask, question_from_plain, question_to_plain
    from touchpath.ingest.mapping import Constant
    from touchpath.ingest.refusal import ImportRefused
    from touchpath.journey.attribution import Attribution, CostTable, CreditRanks, CreditTest, JourneysBehind
    from touchpath.journey.change import Assignment, Change, Clusters, Reach
    from touchpath.journey.change_outcome import Outcome
    from touchpath.journey.churn import Churn, RepeatPurchase
    from touchpath.journey.comments import Themes
    from touchpath.journey.conditions import AnyOf, Condition
    from touchpath.journey.definition import DefinitionError
    from touchpath.journey.filters import Filters
    from touchpath.journey.funnel import Breakdown, Exclusion, Funnel, Step
    from touchpath.journey.funnel_views import (
        DropOffInstead,
        DropOffReasons,
        FunnelGroups,
        FunnelOverTime,
        FunnelPeriods,
        FunnelScores,
        FunnelTimes,
        PeopleAtStep,
    )
    from touchpath.journey.lifecycle import Lifecycle
    from touchpath.journey.lifetime_value import LifetimeValue, ValueAhead, ValuedCustomers, ValueForCost
    from touchpath.journey.measures import Measure, MeasureSettings
    from touchpath.journey.next_touchpoints import NextTouchpoints
    from touchpath.journey.path_patterns import Pattern
    from touchpath.journey.path_views import IdealJourney, PathGroups, PathMarks, PathTree, WhyDiffer
    from touchpath.journey.paths import Paths, Transitions, Variants
    from touchpath.journey.prediction import Prediction
    from touchpath.journey.questions import DataQuality, Overview, PersonaTable
    from touchpath.journey.retention import Retention
    from touchpath.journey.retention_views import RetentionOverCohorts, RetentionValues
    from touchpath.journey.score_follows import ScoreFollows
    from touchpath.journey.stickiness import Stickiness
    from touchpath.journey.suggested_personas import SuggestedPersonas
    from touchpath.journey.survey_drivers import SurveyDrivers
    from touchpath.journey.surveys import ResponseCheck, Scores
    from touchpath.journey.trends import Trend
    from touchpath.journey.uplift import Uplift
    from touchpath.workspace import Workspace

_HOMES = {
    "touchpath.answers": (
        "Answer",
        "Viewer",
        "ask",
        "question_from_plain",
        "question_to_plain",
    ),
    "touchpath.ingest.mapping": ("Constant",),
    "touchpath.ingest.refusal": ("ImportRefused",),
    "touchpath.journey.attribution": ("Attribution", "CostTable", "CreditRanks", "CreditTest", "JourneysBehind"),
    "touchpath.journey.change": (
        "Assignment",
        "Change",
        "Clusters",
        "Reach",
    ),
    "touchpath.journey.change_outcome": ("Outcome",),
    "touchpath.journey.churn": (
        "Churn",
        "RepeatPurchase",
    ),
    "touchpath.journey.comments": ("Themes",),
    "touchpath.journey.conditions": (
        "AnyOf",
        "Condition",
    ),
    "touchpath.journey.definition": ("DefinitionError",),
    "touchpath.journey.filters": ("Filters",),
    "touchpath.journey.funnel": (
        "Breakdown",
        "Exclusion",
        "Funnel",
        "Step",
    ),
    "touchpath.journey.funnel_views": (
        "DropOffInstead",
        "DropOffReasons",
        "FunnelGroups",
        "FunnelOverTime",
        "FunnelPeriods",
        "FunnelScores",
        "FunnelTimes",
        "PeopleAtStep",
    ),
    "touchpath.journey.lifecycle": ("Lifecycle",),
    "touchpath.journey.lifetime_value": ("LifetimeValue", "ValueAhead", "ValuedCustomers", "ValueForCost"),
    "touchpath.journey.measures": ("Measure", "MeasureSettings"),
    "touchpath.journey.next_touchpoints": ("NextTouchpoints",),
    "touchpath.journey.path_patterns": ("Pattern",),
    "touchpath.journey.path_views": ("IdealJourney", "PathGroups", "PathMarks", "PathTree", "WhyDiffer"),
    "touchpath.journey.paths": ("Paths", "Transitions", "Variants"),
    "touchpath.journey.prediction": ("Prediction",),
    "touchpath.journey.questions": (
        "DataQuality",
        "Overview",
        "PersonaTable",
    ),
    "touchpath.journey.retention": ("Retention",),
    "touchpath.journey.retention_views": (
        "RetentionOverCohorts",
        "RetentionValues",
    ),
    "touchpath.journey.score_follows": ("ScoreFollows",),
    "touchpath.journey.stickiness": ("Stickiness",),
    "touchpath.journey.suggested_personas": ("SuggestedPersonas",),
    "touchpath.journey.survey_drivers": ("SurveyDrivers",),
    "touchpath.journey.surveys": ("ResponseCheck", "Scores"),
    "touchpath.journey.trends": ("Trend",),
    "touchpath.journey.uplift": ("Uplift",),
    "touchpath.workspace": ("Workspace",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}
_ROOMS = ("stats",)

__all__ = [
    "Answer",
    "AnyOf",
    "Assignment",
    "Attribution",
    "Breakdown",
    "Change",
    "Churn",
    "Clusters",
    "Condition",
    "Constant",
    "CostTable",
    "CreditRanks",
    "CreditTest",
    "DataQuality",
    "DefinitionError",
    "DropOffInstead",
    "DropOffReasons",
    "Exclusion",
    "Filters",
    "Funnel",
    "FunnelGroups",
    "FunnelOverTime",
    "FunnelPeriods",
    "FunnelScores",
    "FunnelTimes",
    "IdealJourney",
    "ImportRefused",
    "JourneysBehind",
    "Lifecycle",
    "LifetimeValue",
    "Measure",
    "MeasureSettings",
    "NextTouchpoints",
    "Outcome",
    "Overview",
    "PathGroups",
    "PathMarks",
    "PathTree",
    "Paths",
    "Pattern",
    "PeopleAtStep",
    "PersonaTable",
    "Prediction",
    "Reach",
    "RepeatPurchase",
    "ResponseCheck",
    "Retention",
    "RetentionOverCohorts",
    "RetentionValues",
    "ScoreFollows",
    "Scores",
    "Step",
    "Stickiness",
    "SuggestedPersonas",
    "SurveyDrivers",
    "Themes",
    "Transitions",
    "Trend",
    "Uplift",
    "ValueAhead",
    "ValueForCost",
    "ValuedCustomers",
    "Variants",
    "Viewer",
    "WhyDiffer",
    "Workspace",
    "ask",
    "question_from_plain",
    "question_to_plain",
    "stats",
]


def __getattr__(name: str) -> Any:
    """A name of the front door, from the module it lives in."""
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    if name in _ROOMS:
        return import_module(f"touchpath.{name}")
    raise AttributeError(f"module 'touchpath' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What the front door offers."""
    return sorted({*globals(), *__all__})
