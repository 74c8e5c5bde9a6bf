"""Every pair of faces that shows one figure shows the same one, to the last digit, whatever the filters.

The log is small and seeded, and has what makes figures part ways: orders of several lines, refunds and cancelled
orders, events at one moment, people with two ids, people without a persona, events without a channel, answers without
a person or a time, and a clock of its own.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from touchpath.analysis import measures
from touchpath.analysis.change.outcomes import read_units
from touchpath.analysis.measures.activity import people_with
from touchpath.analysis.measures.figure import Figure
from touchpath.analysis.quality.look import Look
from touchpath.analysis.retention.at import read_retained
from touchpath.answers import Answer, Viewer, ask, question_to_plain
from touchpath.answers.measures.now import workspace_settings
from touchpath.command import asking, main
from touchpath.engine.limits import Limits
from touchpath.journey.change import Change
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.churn import Churn, RepeatPurchase
from touchpath.journey.conditions import AnyOf, Condition
from touchpath.journey.filter_text import parameters
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Breakdown, Funnel, Step
from touchpath.journey.funnel_views import FunnelTimes, PeopleAtStep
from touchpath.journey.lifecycle import Lifecycle
from touchpath.journey.measures import Measure
from touchpath.journey.quality import Targets
from touchpath.journey.questions import Overview, PersonaTable
from touchpath.journey.retention import Retention
from touchpath.journey.retention_views import RetentionOverCohorts, RetentionValues
from touchpath.journey.trends import Trend
from touchpath.workspace import Workspace

WEEK = 7 * 86_400
ALL_SEEN = Viewer("analyst", 0)
WAY = Funnel((Step("visit"), Step("cart"), Step("buy")), window_seconds=WEEK)
ANY, BOUGHT = Funnel((Step(None),)), Funnel((Step("buy"),))
PERSONAS = ("Family", "Senior", None)
JOINED = Retention(None, None, "first_matching", "week", intervals=5)
EVER = Retention("visit", "buy", "first_ever", "week", intervals=5)
REPEAT = RepeatPurchase("buy", (10, 90))

JAN, FEB = (date(2025, 1, 6), date(2025, 2, 2)), (date(2025, 2, 3), date(2025, 3, 2))
CONDITIONS: dict[str, Any] = {
    "a property": Condition("device", "=", ("phone", "desk")),
    "no property": Condition("device", "is not set"),
    "a value": Condition("value", ">", 20),
    "a trait": Condition("plan", "=", "gold", scope="person"),
    "either": AnyOf((Condition("device", "=", "phone"), (Condition("channel", "=", "store"),))),
    "either, of people": AnyOf(
        (Condition("plan", "=", "gold", scope="person"), Condition("persona", "=", "Senior", scope="person"))
    ),
    "either, mixed": AnyOf(
        (
            (Condition("device", "=", "desk"), Condition("channel", "!=", "app")),
            (Condition("plan", "is not set", scope="person"),),
        )
    ),
}
ONE_PART: dict[str, Filters] = {
    "january": Filters(*JAN),
    "february": Filters(*FEB),
    "from february": Filters(FEB[0]),
    "until january": Filters(None, JAN[1]),
    "one day": Filters(FEB[0], FEB[0]),
    "family": Filters(personas=("Family",)),
    "two personas": Filters(personas=("Family", "Senior")),
    "no persona": Filters(personas=(None,)),
    "senior or none": Filters(personas=("Senior", None)),
    "web": Filters(channels=("web",)),
    "two channels": Filters(channels=("web", "store")),
    "no channel": Filters(channels=(None,)),
    "app or none": Filters(channels=("app", None)),
    "a channel of nobody": Filters(channels=("fax",)),
    "group": Filters(group="Went to the cart"),
    **{name: Filters(where=(condition,)) for name, condition in CONDITIONS.items()},
}


def _joined(one: Filters, other: Filters) -> Filters | None:
    """Both filters together; None where they choose by the same."""
    parts = ("date_from", "date_to", "personas", "channels", "where", "group")
    dated = [side for side in (one, other) if side.date_from or side.date_to]
    if len(dated) > 1 or any(getattr(one, part) and getattr(other, part) for part in parts):
        return None
    return Filters(*(getattr(one, part) or getattr(other, part) for part in parts))  # type: ignore[arg-type]


def _filter_sets() -> dict[str, Filters]:
    """None, each by itself, some combinations of two, and three that combine many."""
    pairs = {f"{a}, {b}": _joined(ONE_PART[a], ONE_PART[b]) for a, b in combinations(ONE_PART, 2)}
    some = {name: both for name, both in list(pairs.items())[::11] if both is not None}
    several = {
        "four": Filters(*FEB, ("Family", None), ("web", "app"), (CONDITIONS["either"],), "Went to the cart"),
        "conditions": Filters(where=(CONDITIONS["a property"], CONDITIONS["either, mixed"])),
        "everything": Filters(*JAN, ("Family", "Senior"), ("web", "store"), tuple(CONDITIONS.values())[:1]),
    }
    return {"nothing": NO_FILTERS, **ONE_PART, **some, **several}


FILTERS = _filter_sets()
SOME = dict(list(FILTERS.items())[::9])
"""Enough for the views of one page, which are made of the same events."""
Pair = tuple[str, Any, Any]


@dataclass(frozen=True)
class Shop:
    """The workspace, and the answers it gave."""

    workspace: Workspace
    file: Path
    known: dict[Any, Answer[Any]] = field(default_factory=dict)
    figures: dict[Any, Figure] = field(default_factory=dict)

    def ask(self, question: Any, filters: Filters) -> Answer[Any]:
        """The answer, asked once."""
        key = (question, filters)
        if key not in self.known:
            self.known[key] = ask(self.workspace, question, filters, ALL_SEEN)
        return self.known[key]

    def result(self, question: Any, filters: Filters) -> Any:
        """Its result."""
        return self.ask(question, filters).result

    def figure(self, name: str, filters: Filters) -> Figure:
        """A measure as the overview reads it, asked for once."""
        key = (name, filters)
        if key not in self.figures:
            engine = self.workspace.engine
            self.figures[key] = measures.value(engine, name, filters, workspace_settings(engine))
        return self.figures[key]

    def people(self, funnel: Funnel, filters: Filters) -> list[int]:
        """The people of each step."""
        return [step.people for step in self.result(funnel, filters).steps]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("shop")
    files = {name: folder / f"{name}.csv" for name in ("events", "people", "ids", "answers")}
    for name, lines in _lines(random.Random(5)).items():
        files[name].write_text("\n".join(lines) + "\n", encoding="utf-8")
    with Workspace.open(folder / "shop.duckdb", Limits(threads=1)) as workspace:
        workspace.import_events(
            files["events"], person="who", occurred_at="at", touchpoint="what", channel="where", value="amount",
            order_id="order", cancelled="cancelled", timezone="UTC",
        )  # fmt: skip
        workspace.import_people(files["people"], person="who", persona="persona")
        workspace.import_identities(files["ids"], alias="old", person="new")
        workspace.import_responses(
            files["answers"], person="who", answered_at="at", metric="metric", score="score", channel="where",
            question="question", scale_low="low", scale_high="high", timezone="UTC",
        )  # fmt: skip
        workspace.settings.save(time_zone="America/New_York", goal=("buy",), purchase=("buy",))
        found = ask(workspace, PeopleAtStep(WAY, 1), NO_FILTERS, ALL_SEEN).result
        workspace.saved.save_group("Went to the cart", found.person.tolist(), "a funnel")
        yield Shop(workspace, folder / "shop.duckdb")


def _lines(chance: random.Random) -> dict[str, list[str]]:
    """The rows of the four files."""
    events, answers = (
        ["who,at,what,where,amount,order,cancelled,device"],
        ["who,at,question,metric,score,low,high,where"],
    )
    scales = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
    for i in range(110):
        at = datetime(2025, 1, 1) + timedelta(hours=chance.randrange(24 * 50))
        for turn in range(chance.randrange(1, 10)):
            at += timedelta(minutes=chance.choice([0, 0, 3, 25, 400, 1500, 4000, 20_000]))
            who = f"p{i}-old" if i % 9 == 0 and turn < 2 else f"p{i}"
            events += _event(chance, who, at, f"{i}-{turn}")
        if i % 2:
            metric = chance.choice(list(scales))
            low, high = scales[metric]
            given = at + timedelta(hours=chance.randrange(200))
            moment, by = f"{given:%Y-%m-%d %H:%M}", "" if i % 22 == 1 else f"p{i}"
            where = chance.choice(["web", "app", ""])
            answers.append(f"{by},{moment},how,{metric},{chance.randint(low, high)},{low},{high},{where}")
    return {
        "events": [*events, "end,2025-05-15 00:00,visit,web,,,,"],
        "answers": answers,
        "people": ["who,persona,plan", *(f"p{i},{('Family', 'Senior', '')[i % 3]},{('gold', 'basic', '')[i % 4 % 3]}"
                                         for i in range(100))],
        "ids": ["old,new", *(f"p{i}-old,p{i}" for i in range(0, 110, 9))],
    }  # fmt: skip


def _event(chance: random.Random, who: str, at: datetime, number: str) -> list[str]:
    """One event; a purchase may have lines, be cancelled, or be given back."""
    what = chance.choice(["visit", "visit", "visit", "cart", "cart", "buy", "help"])
    where, device = chance.choice(["web", "web", "app", "store", ""]), chance.choice(["phone", "desk", "tablet", ""])
    moment = f"{at:%Y-%m-%d %H:%M}"
    if what != "buy":
        return [f"{who},{moment},{what},{where},,,,{device}"]
    amount = chance.choice([4.1, 19.99, 20.0, 63.7])
    lines = [f"{who},{moment},buy,{where},{amount},{number},{'true' if chance.random() < 0.1 else ''},{device}"]
    if chance.random() < 0.3:
        lines.append(f"{who},{moment},buy,{where},{amount / 2},{number},,{device}")
    if chance.random() < 0.2:
        lines.append(f"{who},{at + timedelta(days=2):%Y-%m-%d %H:%M},buy,{where},{-amount},{number},,{device}")
    return lines


def _overview(shop: Shop, filters: Filters) -> Iterator[Pair]:
    """The overview, a measure asked for by itself, and one read from Python without the buckets of a chart."""
    for part in shop.result(Overview(), filters).measures:
        yield part.name, _read(part.figure), _read(shop.figure(part.name, part.instead or filters))
    (alone,) = shop.result(Measure("retained"), filters).measures
    yield "alone", _read(alone.figure), _read(shop.result(Overview(), filters).named("retained").figure)


def _read(found: Figure) -> tuple[Any, ...]:
    return (found.value, found.n, found.hits, found.low, found.high, found.immature, found.reason)


def _trends(shop: Shop, filters: Filters) -> Iterator[Pair]:
    """The trends page against the measures and what the overview draws of them."""
    whole = shop.result(Trend((), "people", period="week"), filters)
    (events, people) = (whole.groups[0].events, whole.groups[0].people) if whole.groups else ((), ())
    yield "events", sum(events), shop.figure("events", filters).value if events else 0
    for name, counts in (("events", events), ("people", people)):
        drawn = measures.series(shop.workspace.engine, name, whole.buckets, filters)
        yield f"{name} by week", {k: float(n) for k, n in enumerate(counts) if n}, {k: v for k, v, _ in drawn if v}


def _splits(shop: Shop, filters: Filters) -> Iterator[Pair]:
    """The lines of a trend and of a funnel add up to the whole."""
    whole = shop.result(Trend((), "people", period="week"), filters).groups
    for split in ("persona", "channel", "touchpoint"):
        parts = shop.result(Trend((), "people", split, "week"), filters).groups
        yield f"events by {split}", _summed([g.events for g in parts]), whole[0].events if whole else ()
        if split == "persona":
            yield "people by persona", _summed([g.people for g in parts]), whole[0].people if whole else ()
    groups = shop.result(replace(WAY, breakdown=Breakdown("persona", limit=None)), filters).groups
    by_persona = _summed([tuple(step.people for step in group.steps) for group in groups])
    yield "funnel", by_persona or (0, 0, 0), tuple(shop.people(WAY, filters))


def _summed(columns: list[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*columns, strict=True)))


def _funnels(shop: Shop, filters: Filters) -> Iterator[Pair]:
    """The funnel against the measures, and the lists of its people."""
    yield "people", shop.people(ANY, filters)[0], shop.figure("people", filters).value
    yield "goal", shop.people(BOUGHT, filters)[0], shop.figure("conversion", filters).hits
    way = shop.people(WAY, filters)
    yield "reached", shop.result(PeopleAtStep(WAY, 1), filters).total, way[1]
    dropped = shop.result(PeopleAtStep(WAY, 2, dropped=True), filters).total
    yield "dropped", dropped, way[1] - way[2]
    yield "times", int(shop.result(FunnelTimes(WAY, 0, 2), filters).counts.sum()), way[2]


def _retention(shop: Shop, filters: Filters) -> Iterator[Pair]:
    """The retention page against the measures."""
    kept = shop.figure("retained", filters)
    yield "who enters", shop.result(JOINED, filters).people, kept.n + kept.immature
    yield "who was there", kept.n + kept.immature, shop.figure("people", filters).value


def _cohorts(shop: Shop, filters: Filters) -> Iterator[Pair]:
    """The views of the retention page, and the pages beside it, of the same people."""
    found = shop.result(EVER, filters)
    recurring = shop.result(replace(JOINED, kind="recurring"), filters)
    yield "recurring", recurring.people, shop.figure("people", filters).value
    valued = shop.result(RetentionValues(EVER), filters)
    yield "with values", [(c.size, c.people) for c in valued.cohorts], [(c.size, c.people) for c in found.cohorts]
    (line,) = shop.result(RetentionOverCohorts(EVER, 2), filters).lines or ((),)
    mature = [(c.mature[2], c.mature_people[2]) for c in found.cohorts if c.mature[2]]
    yield "one column", [(point.size, point.people) for point in line if point.size], mature
    split = shop.result(replace(EVER, breakdown=Breakdown("persona", limit=None)), filters)
    yield "split", sum(group.size for group in split.groups), found.people
    churned = shop.result(Churn("buy", 20, start="visit"), filters)
    yield "churn", churned.everybody.people, found.people


def _repeat_purchase(shop: Shop, filters: Filters) -> Iterator[Pair]:
    """The page, the measure, and the outcome of the change lab."""
    kept, (at_ten, at_ninety) = shop.figure("repeat_purchase", filters), shop.result(REPEAT, filters).points
    yield "measure", (at_ninety.people, at_ninety.size, at_ninety.rate), (kept.hits, kept.n, kept.value)
    units = read_units(shop.workspace.engine, _change(Outcome("repeat_purchase", returning="buy", days=10)), filters)
    yield "outcome", (at_ten.people, at_ten.size), _rate(units)


def _outcomes(shop: Shop, filters: Filters) -> Iterator[Pair]:
    """The outcomes of the change lab, which start at the first event ever, against retention and scores."""
    engine = shop.workspace.engine
    units = read_units(engine, _change(Outcome("retention", "visit", "buy", 10)), filters)
    kept = read_retained(engine, EVER, 10, filters)
    yield "retention", _rate(units), (int((kept.retained & kept.mature).sum()), int(kept.mature.sum()))
    yield "who enters", len(units), len(kept.person)
    if not (filters.channels or filters.date_from or filters.date_to):  # these choose entries; what follows is all
        spent = read_units(engine, _change(Outcome("revenue", None, "buy", 3_000)), filters)
        sold = shop.figure("revenue", filters)
        yield "revenue", round(float(spent.value.sum()), 6), round(sold.value, 6) if sold.n else 0.0
        active = read_units(engine, _change(Outcome("engagement", days=3_000)), filters)
        yield "sessions", float(active.value.sum()), shop.figure("sessions", filters).value
    if not filters.where:  # conditions are about events: the change lab refuses them where it compares answers
        answers = read_units(engine, _change(Outcome("nps")), filters)
        yield "answers", len(answers), shop.figure("nps", filters).n


def _change(outcome: Outcome) -> Change:
    return Change("x", date(2025, 2, 10), outcome)


def _rate(units: Any) -> tuple[int, int]:
    return int(units.value[units.mature].sum()), int(np.count_nonzero(units.mature))


def _first_channels(shop: Shop, filters: Filters) -> Iterator[Pair]:
    """People by the channel of their first event ever: the kernel of funnels, the clause of retention, its events."""
    if not filters.channels:
        return
    by_first = shop.people(replace(ANY, channel_of="first_ever"), filters)[0]
    yield "retention", shop.result(replace(JOINED, channel_of="first_ever"), filters).people, by_first
    if filters == Filters(channels=filters.channels):
        entered = shop.result(replace(JOINED, kind="first_ever"), filters).people
        yield "first entry", entered, by_first


def _personas(shop: Shop, filters: Filters) -> Iterator[Pair]:
    """People per persona are those of the funnel's groups, and add up to the people."""
    if filters.personas:
        return
    groups = shop.result(replace(ANY, breakdown=Breakdown("persona", limit=None)), filters).groups
    by_group = {group.values[0]: group.steps[0].people for group in groups}
    by_filter = {name: shop.figure("people", replace(filters, personas=(name,))).value for name in PERSONAS}
    yield "groups", {name: n for name, n in by_filter.items() if n}, by_group
    yield "sum", sum(by_filter.values()), shop.figure("people", filters).value


def _lifecycle(shop: Shop, filters: Filters) -> Iterator[Pair]:
    """People active in a week: the lifecycle, the trends, and the count behind the measures."""
    active = {period.start.date(): period.active for period in shop.result(Lifecycle("visit"), filters).periods}
    trend = shop.result(Trend(("visit",), "people", period="week"), filters)
    people = trend.groups[0].people if trend.groups else (0,) * len(trend.buckets)
    drawn = {bucket.start: n for bucket, n in zip(trend.buckets, people, strict=True)}
    yield "weeks", {day: n for day, n in active.items() if n}, {day: n for day, n in drawn.items() if n}
    yield "count", people_with(shop.workspace.engine, filters, trend.buckets, ("visit",))[1], tuple(people)


PAIRS: dict[str, tuple[Callable[[Shop, Filters], Iterator[Pair]], dict[str, Filters]]] = {
    "trends": (_trends, FILTERS),
    "funnels": (_funnels, FILTERS),
    "retention": (_retention, FILTERS),
    "repeat purchase": (_repeat_purchase, FILTERS),
    "outcomes of the change lab": (_outcomes, FILTERS),
    "personas": (_personas, SOME),
    "lifecycle": (_lifecycle, SOME),
    "first channels": (_first_channels, FILTERS),
    "overview": (_overview, dict(list(SOME.items())[:3])),
    "splits": (_splits, SOME),
    "cohorts": (_cohorts, SOME),
}


def _plain(value: Any) -> Any:
    """NaN is equal to itself, and every digit counts."""
    if isinstance(value, float) and math.isnan(value):
        return "NaN"
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value


@pytest.mark.parametrize("pair", list(PAIRS))
def test_two_faces_show_one_figure(shop: Shop, pair: str) -> None:
    compared, chosen = PAIRS[pair]
    apart = [
        f"{name}: {what}: {one} and {other}"
        for name, filters in chosen.items()
        for what, one, other in compared(shop, filters)
        if _plain(one) != _plain(other)
    ]
    assert apart == []


def test_the_command_line_prints_the_digits_of_python(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each filter is written as people type it."""
    monkeypatch.setattr(asking, "existing", lambda _: nullcontext(shop.workspace))
    definition = tmp_path / "way.json"
    definition.write_text(json.dumps(question_to_plain(WAY)), encoding="utf-8")
    apart = []
    for name, filters in FILTERS.items():
        assert main(["ask", str(shop.file), str(definition), "--as", "json", *_options(filters)]) == 0
        printed = json.loads(capsys.readouterr().out)
        steps = [row["people"] for row in printed["tables"]["funnel"]]
        if steps != shop.people(WAY, filters):
            apart.append(f"{name}: {steps} and {shop.people(WAY, filters)}")
    assert apart == []


def _options(filters: Filters) -> list[str]:
    dates = [*(["--from", str(filters.date_from)] if filters.date_from else []),
             *(["--to", str(filters.date_to)] if filters.date_to else [])]  # fmt: skip
    named = [(name, value) for name, value in parameters(filters) if name not in ("period", "dates")]
    return [*dates, *(text for name, value in named for text in (f"--{name}", value))]


def test_data_quality_rests_on_the_figures_of_the_overview(shop: Shop) -> None:
    """All but events and purchases, which are rows of files there."""
    settings = workspace_settings(shop.workspace.engine)
    targets = Targets(settings.goal, settings.purchase, settings.returning, settings.entering, settings.retained_days)
    found = Look(shop.workspace.engine, shop.workspace.engine.calendar, targets).headline
    kept, reached = (shop.figure(name, NO_FILTERS) for name in ("retained", "conversion"))
    for name in ("people", "revenue"):
        assert getattr(found, name) == shop.figure(name, NO_FILTERS).value
    assert (found.goal_people, found.conversion_rate) == (reached.hits, reached.value)
    assert (found.mature_people, found.retained_rate) == (kept.n, kept.value)


def test_the_personas_page_counts_the_people_of_the_overview(shop: Shop) -> None:
    page = {part.persona: part.people for part in shop.result(PersonaTable(), NO_FILTERS).personas}
    assert page == {name: shop.figure("people", Filters(personas=(name,))).value for name in PERSONAS}


def test_a_saved_group_holds_the_people_of_its_step(shop: Shop) -> None:
    reached = shop.people(WAY, NO_FILTERS)[1]
    assert shop.figure("people", Filters(group="Went to the cart")).value == reached


def test_the_filter_sets_are_many_and_choose_differently(shop: Shop) -> None:
    assert len(FILTERS) >= 40
    assert len({shop.figure("events", filters).value for filters in FILTERS.values()}) > 25
    assert len([name for name, filters in FILTERS.items() if shop.people(WAY, filters)[2]]) > 15
