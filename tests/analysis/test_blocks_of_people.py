"""People are independent: every sequence question has the same answer, to the last digit, over 1, 7 and 64 blocks."""

from __future__ import annotations

import math
import random
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest

from tests.events import Row, workspace_of
from touchpath.analysis.log import keys
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.sets import EventSet
from touchpath.analysis.measures import registry
from touchpath.answers import ask
from touchpath.answers.register import REGISTER
from touchpath.journey.attribution import RULES, Attribution, CreditRanks, CreditTest, JourneysBehind
from touchpath.journey.change import Assignment, Change, Reach
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.churn import Churn, RepeatPurchase
from touchpath.journey.comparable import ComparablePeople
from touchpath.journey.conditions import Condition
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.funnel import Breakdown, Exclusion, Funnel, Step
from touchpath.journey.funnel_views import (
    DropOffInstead,
    DropOffReasons,
    FunnelGroups,
    FunnelOverTime,
    FunnelPeriods,
    FunnelTimes,
    PeopleAtStep,
)
from touchpath.journey.journey_gaps import JourneyGaps
from touchpath.journey.lifecycle import Lifecycle
from touchpath.journey.lifetime_value import LifetimeValue, ValueAhead, ValuedCustomers
from touchpath.journey.measures import Measure, MeasureSettings
from touchpath.journey.next_touchpoints import NextTouchpoints
from touchpath.journey.path_patterns import Pattern
from touchpath.journey.path_views import IdealJourney, PathGroups, PathMarks, PathTree, WhyDiffer
from touchpath.journey.paths import Paths, Transitions, Variants
from touchpath.journey.questions import Overview, PersonaGrid
from touchpath.journey.retention import Retention
from touchpath.journey.retention_views import RetentionOverCohorts, RetentionValues
from touchpath.journey.stickiness import Stickiness
from touchpath.journey.touchpoint_map import PainPoints, TouchpointCard, TouchpointMap
from touchpath.journey.trends import Trend

DAY, WEEK = 86_400, 7 * 86_400
IN_BLOCKS = {7: (447, 6), 64: (511, 3)}
"""For a number of blocks how many people there are (their keys start at 1) and the bits of a person in a block."""
_IN_ONE = 9
SIMPLE = Funnel((Step("view"), Step("cart"), Step("buy")), window_seconds=WEEK)
SPLIT = Funnel(SIMPLE.steps, window_seconds=WEEK, breakdown=Breakdown(("persona", "channel"), limit=3))
SHARING = tuple(rule for rule in RULES if rule != "markov")
DEAR = Condition("value", ">", 20)
QUESTIONS: dict[str, Any] = {
    "funnel": SIMPLE,
    "strict": Funnel(SIMPLE.steps, order="strict"),
    "any order": Funnel((Step("buy"), Step("view"), Step(("cart", "buy"))), order="any", window_seconds=WEEK),
    "any touchpoint": Funnel((Step(None), Step(None), Step("buy", where=(DEAR,)))),
    "attempts": Funnel(SIMPLE.steps, counting="attempts", window_seconds=DAY, step_window_seconds=DAY / 2),
    "sessions": Funnel(SIMPLE.steps[:2], counting="sessions", session_gap_seconds=6 * 3600),
    "first ever": Funnel((Step("view", occurrence="first_ever"), Step("buy"))),
    "first ever, of few": Funnel((Step("complain", occurrence="first_ever"), Step("buy"))),
    "first, then where": Funnel((Step("view"), Step("buy", where=(DEAR,), occurrence="first_ever_then_where"))),
    "alternatives": Funnel((Step.either(Step("buy", where=(DEAR,)), Step("help")), Step("view"))),
    "entry first": Funnel(SIMPLE.steps, entry="first", exclusions=(Exclusion("help", 0, 2),), hold=("device",)),
    "optional": Funnel(
        (Step("view"), Step("help", optional=True), Step("buy")), mature_only=True, window_seconds=DAY
    ),
    "split": SPLIT,
    "split by every event": Funnel(SIMPLE.steps, breakdown=Breakdown("device", at="all_events")),
    "split at a step": Funnel(SIMPLE.steps, breakdown=Breakdown("device", at=1)),
    "over time": FunnelOverTime(SPLIT, "week"),
    "times": FunnelTimes(SIMPLE, 0, 2),
    "groups": FunnelGroups(SPLIT),
    "periods": FunnelPeriods(SIMPLE),
    "reasons": DropOffReasons(SIMPLE, 1, 6.0),
    "instead": DropOffInstead(SIMPLE, 2),
    "people": PeopleAtStep(SIMPLE, 1, dropped=True),
    "retention": Retention("view", None, period="week", intervals=5),
    "retention, first ever": Retention("view", "buy", "first_ever", "week", "rolling", 5, breakdown="persona"),
    "brackets": Retention("view", None, "first_matching", "day", "rolling", mode="brackets", brackets=(3, 9)),
    "retention, values": RetentionValues(Retention("view", "buy", period="week", intervals=4)),
    "one column": RetentionOverCohorts(Retention("view", "buy", period="week", intervals=4), 2),
    "churn": Churn(days=10, breakdown=Breakdown("channel")),
    "repeat purchase": RepeatPurchase("buy", (7, 30), breakdown="persona"),
    "lifecycle": Lifecycle("view"),
    "stickiness": Stickiness("view"),
    "trend": Trend(("buy",)),
    "overview": Overview(),
    **{
        f"measure {name}": Measure(name, MeasureSettings(goal=("buy",), purchase=("buy",), returning=()))
        for name in registry()
    },
    "change, arms": Change(
        "x", "2025-01-01", Outcome("retention", "view", None, 7),
        assignment=Assignment("touchpoint", "arm", "view", control="a"),
    ),
    "change, weeks": Change(
        "y", "2025-02-12", Outcome("revenue", "view", "buy", 7), reached=Reach(channels=("web",)),
        control=Reach(others=True),
    ),
    "paths": Paths("view", "buy", counting="people", columns=4, top=3),
    "paths after a drop-off": Paths(after=DropOffInstead(SIMPLE, 2), top=None),
    "step tree": PathTree("view", steps=3, branches=2),
    "names worth their time": PathMarks(unit="person"),
    "names worth a conversion": PathMarks(by="conversion", goal="buy"),
    "transitions": Transitions(unit="person", node="device"),
    "variants": Variants(collapse="first"),
    "map": TouchpointMap(horizon_days=7),
    "card": TouchpointCard("cart", horizon_days=7),
    "pains": PainPoints(SIMPLE, 7),
    "gaps": JourneyGaps(7),
    "pattern": Pattern(unit="person", text="view -> [not help] -> buy"),
    "path groups": PathGroups("view", counting="people", by="channel", one="web", two=None),
    "ideal journey": IdealJourney(unit="person", touchpoints=("view", "cart", "buy")),
    "why differ": WhyDiffer(one="view", two="buy"),
    "credit": Attribution(("buy",), rules=SHARING, counting="value", cut=True),
    "credit of touchpoints, a chain": Attribution(("buy",), "touchpoint", rules=("markov",), order=2),
    "credit in the session": Attribution(("buy",), lookback_days=None, rules=SHARING),
    "ranks of credit": CreditRanks(("buy",)),
    "journeys behind a credit": JourneysBehind(("buy",), name="web"),
    "test of a credit": CreditTest(("buy",), "touchpoint", name="help"),
    "comparable people": ComparablePeople(goal=("buy",), days=10),
    "comparable people, return": ComparablePeople("help", "return", days=10),
    "comparable people, revenue": ComparablePeople("help", "revenue", purchase=("buy",), days=10),
    "next touchpoints": NextTouchpoints(goal=("buy",), days=10),
    "personas": PersonaGrid(),
    "customer value": LifetimeValue(("buy",)),
    "value ahead": ValueAhead(("buy",)),
    "valued customers": ValuedCustomers(("buy",)),
    "change, churn": Change("z", "2025-02-12", Outcome("churn", "view", None, 20, pause_days=5)),
}  # fmt: skip


def _rows(people: int) -> list[Row]:
    """Three months of some people, with ties, sessions of the file for some, and properties that change.

    Every eighth complains: the same place in each of the smallest blocks, and nobody between them.
    """
    chance = random.Random(11)
    rows = []
    for i in range(people):
        at = chance.randrange(60) * DAY
        for _ in range(chance.randrange(1, 12)):
            at += chance.choice([0, 60, 4000, 30_000, DAY, 5 * DAY])
            what = chance.choice(["view", "view", "cart", "cart", "buy", "help"])
            rows.append(
                Row(f"p{i}", at, what, chance.choice(["web", "app"]), session="s" if i % 5 == 0 else None,
                    value=chance.choice([5.0, 30.0, 80.5]) if what == "buy" else None,
                    properties={"device": chance.choice("abcd"), "arm": "b" if i % 2 else "a"})
            )  # fmt: skip
        if i % 8 == 0:
            rows.append(Row(f"p{i}", 30 * DAY, "complain", "web"))
    return rows


def _plain(part: Any) -> Any:
    """A result as plain values that can be compared: NaN is equal to itself, digits are all there."""
    if is_dataclass(part) and not isinstance(part, type):
        return {field.name: _plain(getattr(part, field.name)) for field in fields(part)}
    if isinstance(part, np.ndarray):
        return [_plain(value) for value in part.tolist()]
    if isinstance(part, tuple | list):
        return [_plain(value) for value in part]
    if isinstance(part, dict):
        return {name: _plain(value) for name, value in part.items()}
    if isinstance(part, float) and math.isnan(part):
        return "NaN"
    return part


def _answers(rows: list[Row], bits: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, dict[str, Any]]:
    """How many blocks of people there are, and every answer with its sentence."""
    monkeypatch.setattr(keys, "_MOST_PEOPLE_BITS", bits)
    personas = {row.by: ("Family", "Senior", "Student")[int(row.by[1:]) % 3] for row in rows}
    with workspace_of(rows, personas=personas) as workspace:
        blocks = len(EventSet.fitting(EventArrays(workspace.engine), None, (), NO_FILTERS).bounds) - 1
        asked = {name: ask(workspace, question) for name, question in QUESTIONS.items()}
        return blocks, {name: (_plain(answer.result), answer.sentence) for name, answer in asked.items()}


@pytest.mark.parametrize("blocks", list(IN_BLOCKS))
def test_the_answers_are_those_of_one_block(blocks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    people, bits = IN_BLOCKS[blocks]
    rows = _rows(people)
    one, whole = _answers(rows, _IN_ONE, monkeypatch)
    several, parts = _answers(rows, bits, monkeypatch)
    assert (one, several) == (1, blocks)
    assert [name for name in QUESTIONS if parts[name] != whole[name]] == []


def test_every_question_about_sequences_is_asked() -> None:
    """A new kind of question joins the list above, or says here why blocks of people mean nothing to it."""
    surveys = {"funnel_scores", "scores", "response_check", "score_follows", "survey_drivers", "themes"}
    without_sequences = surveys | {
        "data_quality",
        "personas",
        "pretended_changes",
        "cost_table",
        "value_for_cost",
        "suggested_personas",
        "prediction",  # the database counts what is known of each person by the cut-off
        "uplift",
        "changes_to_read",
        "alert",
        "alert_replay",
    }
    asked = {type(question) for question in QUESTIONS.values()}
    missing = {name for name, kind in REGISTER.by_name.items() if kind.definition not in asked}
    assert missing == without_sequences
