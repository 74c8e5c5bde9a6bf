"""A workspace in which one person is unique in every way, and every question that could tell of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.ui.small_workspace import write
from touchpath.answers.usual import USUAL
from touchpath.journey.change import Change, Reach
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.churn import Churn, RepeatPurchase
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
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
from touchpath.journey.lifetime_value import VALUE_SPLITS, VALUED_AS, LifetimeValue, ValueAhead, ValuedCustomers
from touchpath.journey.paths import Paths, Transitions, Variants
from touchpath.journey.pretended import PretendedChanges
from touchpath.journey.retention import Retention
from touchpath.journey.retention_views import RetentionOverCohorts, RetentionValues
from touchpath.journey.score_follows import ScoreFollows
from touchpath.journey.stickiness import Stickiness
from touchpath.journey.surveys import ResponseCheck, Scores
from touchpath.journey.touchpoint_map import TouchpointCard
from touchpath.journey.trends import Trend
from touchpath.workspace import Workspace

K = 10
START = datetime(2025, 1, 6, 12)
PERSONA, CHANNEL, TOUCHPOINT, EMAIL = "Zebedee heir", "zeppelin desk", "zircon audit", "zoe@secret.example"
SECRETS = ("zebedee", "zeppelin", "zircon", "zoe@secret")
CHANNELS = {"web": 44, "store": 21, "app": 14, CHANNEL: 1}
PERSONAS = {"Family": 40, "Senior": 24, "Student": 15, PERSONA: 1}
SPLITS = ("channel", "persona", "contact", "plan")


def events() -> list[tuple[Any, ...]]:
    """80 people view; two in three put into the cart, some of those buy, some come back; the last one is unique."""
    told: list[tuple[Any, ...]] = []
    channels = [name for name, people in CHANNELS.items() for _ in range(people)]
    for place, channel in enumerate(channels):
        at, last = START + timedelta(hours=13 * place), channel == CHANNEL
        contact = EMAIL if last else f"p{place}@shop.example"
        carried = {"contact": contact, "plan": ("gold", "basic")[place % 2] if not last else "z-plan"}
        steps = [("view", timedelta())]
        if place % 3:
            steps.append(("cart", timedelta(minutes=5 + place)))
        if place % 6 in (1, 2, 5):
            steps.append(("buy", timedelta(hours=3)))
        if place % 4 == 0 or last:
            steps.append(("view", timedelta(days=9)))
        if place % 8 == 0 or last:
            steps.append(("buy", timedelta(days=12)))
        if last:
            steps.append((TOUCHPOINT, timedelta(days=1)))
        for number, (name, after) in enumerate(steps):
            value = 20.0 + place if name == "buy" else None
            order = f"o{place}-{number}" if name == "buy" else None
            told.append((place + 1, at + after, name, channel, value, order, None, carried))
    told.append((1, START + timedelta(days=120), "view", "web", None, None, None, {"plan": "gold"}))
    return told


def planted(folder: Path) -> Workspace:
    """The workspace, open; nothing is hidden in it by its own settings."""
    personas = [name for name, people in PERSONAS.items() for _ in range(people)]
    answers = [
        (person, START + timedelta(days=person), "nps", person % 11, None, CHANNEL if person == 80 else "web")
        for person in range(30, 81)
    ]
    file = write(
        folder / "planted.duckdb", events=events(), answers=answers,
        personas=dict(enumerate(personas, start=1)), settings={"goal": ["buy"], "purchase": ["buy"]},
    )  # fmt: skip
    return Workspace.open(file)


def questions(workspace: Workspace) -> list[Any]:
    """Every kind of question, split in every way."""
    steps = (Step("view"), Step("cart"), Step("buy"))
    whole = Funnel(steps, window_seconds=7 * 86400)
    splits = [Breakdown(name, at) for name in SPLITS for at in ("first_touch", "all_events", 1)]
    splits += [Breakdown("contact", limit=None), Breakdown(("persona", "channel"))]
    funnels = [whole, Funnel((Step(None), Step(TOUCHPOINT))), Funnel((Step(TOUCHPOINT), Step("buy"))),
               Funnel((Step("veiw"), Step("zircon audits"))),
               Funnel(steps, exclusions=(Exclusion(TOUCHPOINT, 0, 2),), window_seconds=30 * 86400),
               *(Funnel(steps, window_seconds=7 * 86400, breakdown=split) for split in splits)]  # fmt: skip
    seen = [view for funnel in (whole, *funnels[-14::4]) for view in _views(funnel)]
    kept = [Retention("view", None, "first_ever", period, breakdown=split, intervals=6)
            for period in ("week", "month") for split in (None, *SPLITS)]  # fmt: skip
    later = [view for asked in kept[:3] for view in (RetentionValues(asked), RetentionOverCohorts(asked, 1))]
    trends = [Trend((), measure, split, period) for measure in ("total", "people", "per_person")
              for split in (None, "touchpoint", "channel", "persona", "stage", "property:contact", "property:plan")
              for period in ("week", "month")]  # fmt: skip
    more: list[Any] = [Churn("view", 14, Breakdown(name)) for name in SPLITS]
    more += [Stickiness("view", period) for period in ("week", "month")]
    more += [RepeatPurchase(("buy",), (7, 30), Breakdown(name)) for name in SPLITS]
    changes = [Change("New", date(2025, 1, 20), Outcome("retention", "view", "view", 7), reached=reached)
               for reached in (Reach(), Reach(channels=("web",)))]  # fmt: skip
    more += [kind(("buy",), split) for kind in (LifetimeValue, ValueAhead) for split in VALUE_SPLITS]
    more += [ValuedCustomers(("buy",), who, most) for who in VALUED_AS for most in (5, 25)]
    more += [Scores("nps", split=split, most_groups=50) for split in ("touchpoint", "stage", "persona", "channel",
             "property:contact", "property:plan")]  # fmt: skip
    more += [ScoreFollows("nps", 7, ("buy",)), ResponseCheck("nps", 7)]
    more += [TouchpointCard(name, channel, 7) for name in ("view", TOUCHPOINT) for channel in ("web", CHANNEL)]
    more += [kind(starting, node=node) for kind in (Paths, Transitions, Variants)
             for starting in (None, TOUCHPOINT) for node in ("touchpoint", "contact", "channel")]  # fmt: skip
    more += [*changes, *(PretendedChanges(replace(change, day=date(2025, 2, 24))) for change in changes)]
    return [*_usual(workspace), *funnels, *seen, *kept, *later, *trends, *more]


def _usual(workspace: Workspace) -> list[Any]:
    """What pages show first; a question that needs what is not here (a test with assignments) is not asked."""
    found = []
    for make in USUAL.values():
        with suppress(DefinitionError):
            found.append(make(workspace))
    return found


def _views(funnel: Funnel) -> list[Any]:
    views: list[Any] = [
        FunnelOverTime(funnel, "month"), FunnelTimes(funnel, 0, 2), FunnelPeriods(funnel), FunnelScores(funnel),
        DropOffReasons(funnel, 1, 0.1), DropOffInstead(funnel, 1), PeopleAtStep(funnel, 1, True),
        PeopleAtStep(funnel, 1),
    ]  # fmt: skip
    return [*views, FunnelGroups(funnel)] if funnel.breakdown else views


def some_filters() -> list[Filters]:
    """Nothing, each name alone, all but the unique ones, and conditions on what only one has."""
    rest = tuple(name for name in CHANNELS if name != CHANNEL)
    return [
        NO_FILTERS,
        Filters(channels=rest), Filters(channels=("web",)), Filters(channels=("store",)),
        Filters(channels=(CHANNEL,)),
        Filters(personas=tuple(name for name in PERSONAS if name != PERSONA)), Filters(personas=("Family",)),
        Filters(where=(Condition("contact", "!=", EMAIL),)), Filters(where=(Condition("plan", "=", "gold"),)),
        Filters(date_from=date(2025, 1, 10)), Filters(date_to=date(2025, 2, 17)),
    ]  # fmt: skip


def subsets(names: dict[str, int]) -> list[tuple[str, ...]]:
    """Every choice of some of the names."""
    return [chosen for size in range(1, len(names) + 1) for chosen in combinations(names, size)]
