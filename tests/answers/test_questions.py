"""Every kind of question turns to and from a plain dict, and is hashable."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from touchpath.answers import question_from_plain, question_to_plain
from touchpath.answers.register import REGISTER
from touchpath.journey.alerts import Alert, AlertReplay
from touchpath.journey.attribution import Attribution, CostTable, CreditRanks, CreditTest, JourneysBehind
from touchpath.journey.change import Assignment, Change, Clusters, Reach
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.churn import Churn, RepeatPurchase
from touchpath.journey.comments import Themes
from touchpath.journey.comparable import ComparablePeople
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError
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
from touchpath.journey.journey_gaps import JourneyGaps
from touchpath.journey.lifecycle import Lifecycle
from touchpath.journey.lifetime_value import LifetimeValue, ValueAhead, ValuedCustomers, ValueForCost
from touchpath.journey.measures import Measure, MeasureSettings
from touchpath.journey.next_touchpoints import NextTouchpoints
from touchpath.journey.path_patterns import Pattern
from touchpath.journey.path_views import IdealJourney, PathGroups, PathMarks, PathTree, WhyDiffer
from touchpath.journey.paths import Paths, Transitions, Variants
from touchpath.journey.prediction import Prediction
from touchpath.journey.pretended import PretendedChanges
from touchpath.journey.questions import ChangesToRead, DataQuality, Overview, PersonaGrid, PersonaTable
from touchpath.journey.retention import Retention
from touchpath.journey.retention_views import RetentionOverCohorts, RetentionValues
from touchpath.journey.score_follows import ScoreFollows
from touchpath.journey.stickiness import Stickiness
from touchpath.journey.suggested_personas import SuggestedPersonas
from touchpath.journey.survey_drivers import SurveyDrivers
from touchpath.journey.surveys import ResponseCheck, Scores
from touchpath.journey.touchpoint_map import PainPoints, TouchpointCard, TouchpointMap
from touchpath.journey.trends import Trend
from touchpath.journey.uplift import Uplift

FUNNEL = Funnel(
    (Step("view", where=(Condition("channel", "=", ("web", None)),)), Step(None, optional=True), Step(("b", "pay"))),
    window_seconds=86400.0, exclusions=(Exclusion("refund", 0, 2),), hold=("product",),
    breakdown=Breakdown(("persona", "channel"), at=1, limit=None),
)  # fmt: skip
RETENTION = Retention(Step("view"), None, "first_ever", "week", mode="brackets", brackets=(2, 4), breakdown="persona")
QUESTIONS: tuple[Any, ...] = (
    FUNNEL,
    FunnelOverTime(FUNNEL, "month"),
    FunnelTimes(FUNNEL, 0, 2),
    FunnelGroups(FUNNEL, "bh"),
    FunnelPeriods(FUNNEL),
    DropOffReasons(FUNNEL, 2, 1.5),
    DropOffInstead(FUNNEL, 2),
    FunnelScores(FUNNEL),
    PeopleAtStep(FUNNEL, 2, True),
    RETENTION,
    RetentionValues(RETENTION),
    RetentionOverCohorts(RETENTION, 2),
    Churn("view", 14, Breakdown("channel"), start="sign_up"),
    RepeatPurchase(("buy", "order"), (30, 90)),
    Lifecycle("view", "month"),
    Stickiness(Step("view", occurrence="first_ever"), "month"),
    Funnel((Step.either(Step("a", where=(Condition("value", ">", 10.0),)), Step("b")), Step("c"))),
    Change("Faster delivery", date(2025, 3, 3), Outcome("retention", "sign_up", "visit", 14),
           reached=Reach(("Family",)),
           clusters=Clusters("region", ("North",)), planned_end=date(2025, 6, 2), hoped_for=3.0),
    PretendedChanges(Change("Faster delivery", date(2025, 3, 3), reached=Reach(("Family",)),
                            outcome=Outcome("nps", touchpoint="delivery"))),
    DataQuality(2),
    ChangesToRead(),
    Overview(),
    ResponseCheck("nps", within_days=7.0, ask_property="campaign", ask_values=("a",), factors=("persona",)),
    Scores("ces", split="property:wait_minutes", cut=20.0, lag_hours=2.0),
    Measure("retained", MeasureSettings(goal=("buy",), retained_days=7)),
    PersonaTable(),
    PersonaGrid(),
    SuggestedPersonas(5, 3),
    Trend(("view",), "people", "channel", "day"),
    SurveyDrivers("csat", ("speed", "price"), ("speed",), "ces"),
    ScoreFollows("ces", 14, ("buy",), ("visit",), ("buy",)),
    Themes("csat", "late", ("low", "top"), ("support",), ("slow",), "de", "week", 20),
    Paths("view", ("buy", "order"), counting="people", hidden=("ping",), columns=4, top=None),
    Transitions(Step("view", where=(Condition("value", ">", 10.0),)), unit="person", node="page"),
    PathGroups("view", counting="people", by="channel", one="web", two=None),
    PathTree("view", unit="person", steps=4, branches=2),
    PathMarks(by="conversion", goal="buy", hidden=("ping",)),
    IdealJourney(unit="person", touchpoints=("view", "cart", "buy")),
    WhyDiffer(one="view", two="buy", window_seconds=3600.0),
    Pattern(unit="person", text="view -> [not call or mail] -> buy", within_seconds=60.0),
    ComparablePeople("mail", "revenue", ("buy",), purchase=("buy", "order"), days=14),
    NextTouchpoints("return", returning=("visit",), days=14, starting=("view", "call"), within_days=7),
    Uplift(Change("Letters", date(2025, 3, 3), Outcome("column", column="bought"), split_by=("town",),
                  assignment=Assignment("person", "arm", planned=(("a", 0.5), ("b", 0.5)))), "b"),
    LifetimeValue(("buy", "order"), "cohort", 6),
    ValueAhead("buy", "persona", date(2025, 3, 31), 90),
    ValuedCustomers(("buy",), "at_risk", 20, date(2025, 3, 31)),
    ValueForCost(("buy",), date(2025, 3, 31), 90, 4),
    Variants(after=DropOffInstead(FUNNEL, 2), most=10),
    Attribution(("buy",), "campaign", "value", None, rules=("position", "markov"), weights=(0.0, 1.0, 2.0), order=2),
    CreditRanks(lookback_days=7, direct=("direct",), rule="last_non_direct"),
    CostTable(("buy",), "campaign", rule="first", period="week"),
    JourneysBehind(cut=True, name="web"),
    CreditTest(("buy",), "touchpoint", name="call"),
    TouchpointMap("score", 14.0, "csat"),
    TouchpointCard("view", "web", 7.0),
    PainPoints(Funnel((Step("view"), Step("buy")), window_seconds=60.0), 14.0),
    JourneyGaps(14.0),
    Prediction("not_buy", 60, ("buy", "order"), 365, ("persona",)),
    Alert("conversion"),
    AlertReplay(Alert(funnel=Funnel((Step("view"), Step("buy")), window_seconds=86400.0))),
)  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: type(question).__name__)
def test_a_question_comes_back_from_json(question: Any) -> None:
    plain = json.loads(json.dumps(question_to_plain(question)))
    assert question_from_plain(plain) == question
    assert hash(question_from_plain(plain)) == hash(question)


def test_every_kind_is_among_them() -> None:
    missing = {kind.definition for kind in REGISTER.by_name.values()} - {type(part) for part in QUESTIONS}
    assert not missing


def test_the_kind_need_not_be_said_where_only_one_fits() -> None:
    plain = {"steps": [{"touchpoint": "view"}], "window_seconds": 60}
    assert question_from_plain(plain) == Funnel((Step("view"),), window_seconds=60)
    with pytest.raises(DefinitionError, match=r'Say which question it is: "question" is one of .*funnel'):
        question_from_plain({})


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ({"question": "horoscope"}, 'There is no question "horoscope"'),
        ({"question": "funnel", "steps": [{"touchpoint": "a"}], "speed": 1}, "Funnel has no field called speed"),
        ({"question": "funnel_times", "funnel": "a", "since": 0, "step": 1}, "A funnel is written as its parts"),
        ({"question": "retention_values", "retention": 3}, "A retention is written as its parts"),
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused_with_a_sentence(plain: dict[str, Any], said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        question_from_plain(plain)


def test_something_else_cannot_be_asked() -> None:
    with pytest.raises(DefinitionError, match=r"str is no question: ask .*Funnel, "):
        REGISTER.of("where do people drop off?")
