"""Comparable people against an oracle in plain Python, on small random logs; and what may be said, by its edges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import nan
from pathlib import Path

import numpy as np
import pytest

from tests.analysis.comparable.meeting_oracle import MeetingOracle, Moment, Written
from tests.ui.small_workspace import engine_with
from touchpath.analysis.comparable import judged_list, measure
from touchpath.analysis.comparable.judging import differed_already, verdict_of
from touchpath.analysis.comparable.matching import MatchedPeople, MetComparison
from touchpath.analysis.comparable.reading import read_comparison
from touchpath.analysis.comparable.result import MetTouchpoint, Unmatched
from touchpath.engine.duckdb import DuckDBStore
from touchpath.journey.comparable import ComparablePeople
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.stats.results import Estimate, unavailable

START = datetime(2025, 1, 1)
DAYS = 5
NAMES = ("visit", "view", "call", "buy", "receipt", "survey_sent")
ASKED = ComparablePeople("call", goal=("buy",), days=DAYS)
Log = tuple[tuple[Written, ...], dict[int, str]]


def written(seed: int, people: int = 60) -> Log:
    """Random journeys of whole and half days, so that states, pauses and days meet; receipts follow purchases."""
    random = np.random.default_rng(seed)
    events: list[Written] = []
    for person in range(1, people + 1):
        at = START + timedelta(days=int(random.integers(0, 20)))
        for _ in range(int(random.integers(2, 14))):
            name = NAMES[random.choice(6, p=(0.4, 0.2, 0.12, 0.13, 0.0, 0.15))]
            events.append((person, at, name, ("web", "app")[int(random.integers(0, 2))]))
            if name == "buy" and random.random() < 0.9:
                events.append((person, at + timedelta(hours=1), "receipt", "web"))
            at += timedelta(hours=int(random.choice((0, 6, 12, 24, 48, 120))))
    events.sort(key=lambda event: event[0])
    return tuple(events), {person: ("calm", "keen")[person % 2] for person in range(1, people + 1) if person % 7}


@pytest.fixture(scope="module", params=[3, 4])
def log(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Log, DuckDBStore]]:
    made = written(request.param)
    engine = engine_with(tmp_path_factory.mktemp("log"), events=made[0], personas=made[1])
    yield made, engine
    engine.close()


def pairs(rows: MatchedPeople, sure: int) -> dict[int, list[tuple[int, float]]]:
    """Who was compared with whom, and what those did."""
    assert sure
    return {
        int(person): [(int(who), did) for who, did in zip(others, done, strict=True) if who >= 0]
        for person, others, done in zip(rows.person, rows.other_person, rows.others, strict=True)
    }


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("touchpoint", ["call", "view", "receipt"])
def test_the_same_people_are_comparable(log: tuple[Log, DuckDBStore], touchpoint: str, back: bool) -> None:
    (events, personas), engine = log
    oracle = MeetingOracle(events, personas, "buy", "survey_sent", DAYS)
    expected = oracle.before(touchpoint) if back else oracle.candidates(touchpoint)
    comparison = read_comparison(engine, replace(ASKED, touchpoint=touchpoint), NO_FILTERS)
    met = comparison.met(touchpoint)
    rows = comparison.before(met) if back else comparison.matched(met)
    found = pairs(rows, len(expected))
    assert set(found) == {person for (person, _), others in expected.items() if others}
    own = dict(zip(rows.person.tolist(), rows.own.tolist(), strict=True))
    for moment, others in expected.items():
        if not others:
            continue
        drawn = found[moment[0]]
        assert own[moment[0]] == oracle.reached(moment, back=back)
        assert_drawn(oracle, drawn, others, 20 if back else 5, back)


def assert_drawn(
    oracle: MeetingOracle, drawn: list[tuple[int, float]], others: set[Moment], most: int, back: bool
) -> None:
    """As many different people as there are, up to the most, each with the outcome of one of their moments."""
    people = [who for who, _ in drawn]
    known = {who for who, _ in others}
    assert len(set(people)) == len(people)
    assert set(people) <= known
    assert len(people) == min(most, len(known)) or len(others) > 32
    for who, did in drawn:
        assert did in {float(oracle.reached(moment, back=back)) for moment in others if moment[0] == who}


def test_the_draw_is_the_same_on_every_run(log: tuple[Log, DuckDBStore]) -> None:
    first, again = _matched(log[1], NO_FILTERS), _matched(log[1], NO_FILTERS)
    assert first.other_person.tolist() == again.other_person.tolist()
    assert (first.other_person >= 0).sum() > len(first.own)


def test_filters_choose_meetings_and_people(log: tuple[Log, DuckDBStore]) -> None:
    (events, personas), engine = log
    oracle = MeetingOracle(events, personas, "buy", "survey_sent", DAYS)
    day = date(2025, 1, 15)

    def met(filters: Filters) -> set[int]:
        comparison = read_comparison(engine, ASKED, filters)
        return set(comparison.log.person[comparison.met("call").place].tolist())

    found = {person: oracle.first(way, "call") for person, way in oracle.ways.items()}
    firsts = {person: oracle.ways[person][place] for person, place in found.items() if place is not None}
    firsts = {person: event for person, event in firsts.items() if event[1] + oracle.horizon <= oracle.end}
    assert met(NO_FILTERS) == set(firsts)
    assert met(Filters(date_from=day)) == {who for who, event in firsts.items() if event[1].date() >= day}
    assert met(Filters(channels=("web",))) == {who for who, event in firsts.items() if event[3] == "web"}
    assert met(Filters(personas=("calm",))) == {who for who in firsts if personas.get(who) == "calm"}
    rows = _matched(engine, Filters(personas=("calm",)))
    assert {personas[who] for who in rows.other_person[rows.other_person >= 0].tolist()} == {"calm"}


def _matched(engine: DuckDBStore, filters: Filters) -> MatchedPeople:
    comparison: MetComparison = read_comparison(engine, ASKED, filters)
    return comparison.matched(comparison.met("call"))


def test_what_is_not_judged_says_why(log: tuple[Log, DuckDBStore]) -> None:
    found = measure(log[1], replace(ASKED, touchpoint=None))
    verdicts = {row.touchpoint: row.verdict for row in found.touchpoints}
    assert verdicts["buy"] == "goal"
    assert verdicts["visit"] in ("step", "nearly_everybody")
    assert "survey_sent" not in verdicts or verdicts["survey_sent"] == "asks"
    assert {verdicts["call"], verdicts["view"]} <= {"no_difference", "no_past", "differed_already", "too_few"}


def test_an_unknown_touchpoint_is_refused(log: tuple[Log, DuckDBStore]) -> None:
    with pytest.raises(DefinitionError, match='no touchpoint called "fax"'):
        measure(log[1], replace(ASKED, touchpoint="fax"))
    with pytest.raises(DefinitionError, match="No goal touchpoint is set"):
        ComparablePeople("call")
    with pytest.raises(DefinitionError, match="days above 0"):
        ComparablePeople("call", "return", days=0)


def estimate(low: float, high: float) -> Estimate:
    return Estimate((low + high) / 2, low, high, 0.001, 100, "made up")


@pytest.mark.parametrize(
    ("effect", "past", "differs"),
    [
        ((0.2, 0.3), (-0.01, 0.05), False),  # the past covers 0
        ((0.2, 0.3), (0.01, 0.09), False),  # twice .09 does not reach .2
        ((0.2, 0.3), (0.01, 0.10), True),
        ((-0.3, -0.2), (0.01, 0.10), True),  # whichever way it lies
        ((-0.1, 0.3), (0.001, 0.002), True),  # nothing stands out that could not be this
    ],
)
def test_a_past_that_could_make_up_the_effect_greys_it(
    effect: tuple[float, float], past: tuple[float, float], differs: bool
) -> None:
    assert differed_already(estimate(*effect), estimate(*past)) is differs


@pytest.mark.parametrize(
    ("effect", "adjusted", "outcomes", "verdict"),
    [
        ((0.01, 0.2), 0.05, 10.0, "more"),
        ((-0.2, -0.01), 0.05, 10.0, "less"),
        ((0.01, 0.2), 0.051, 10.0, "no_difference"),
        ((-0.01, 0.2), 0.04, 10.0, "no_difference"),
        ((0.01, 0.2), 0.01, 9.9, "no_past"),
    ],
)
def test_edges_of_a_verdict(effect: tuple[float, float], adjusted: float, outcomes: float, verdict: str) -> None:
    past, left = estimate(-0.1, 0.1), Unmatched(0)
    row = MetTouchpoint(
        "call", 120, 100, 20, 0.2, 0.1, estimate(*effect), nan, past, outcomes, 0.1, 0.2, 0.1, "no_difference", left
    )
    assert verdict_of(row, adjusted) == verdict
    assert verdict_of(replace(row, verdict="step"), adjusted) == "step"
    assert verdict_of(replace(row, past=unavailable("", "Nothing varies.")), 0.01) == "no_past"


def test_revenue_counts_net_of_refunds(tmp_path: Path) -> None:
    at = [START + timedelta(days=n) for n in range(60)]
    events = [(1, at[0], "visit"), (1, at[1], "call"), (1, at[2], "buy", None, 50.0, "o1"),
              (1, at[3], "refund", None, -20.0, "o1"), (2, at[0], "visit"), (2, at[4], "buy", None, 10.0, "o2"),
              (2, at[59], "visit")]  # fmt: skip
    engine = engine_with(tmp_path, events=events)
    asked = ComparablePeople("call", "revenue", purchase=("buy",), days=30)
    comparison = read_comparison(engine, asked, NO_FILTERS)
    rows = comparison.matched(comparison.met("call"))
    assert (rows.own.tolist(), rows.others[0, 0]) == ([30.0], 10.0)
    assert judged_list(comparison, ("call",)).touchpoints[0].verdict == "too_few"
    engine.close()


def test_a_return_is_another_session_and_never_the_touchpoint_itself(tmp_path: Path) -> None:
    soon, late = START + timedelta(minutes=10), START + timedelta(days=2)
    events = [
        (1, START, "visit"), (1, soon, "call"), (1, soon + timedelta(minutes=5), "visit"),  # the same session
        (2, START, "visit"), (2, late, "call"),  # the touchpoint itself
        (3, START, "visit"), (3, late, "visit"),
        (4, START, "visit"), (4, START + timedelta(days=40), "visit"),
    ]  # fmt: skip
    engine = engine_with(tmp_path, events=events)
    comparison = read_comparison(engine, ComparablePeople("call", "return", days=30), NO_FILTERS)
    rows = comparison.matched(comparison.met("call"))
    did = dict(zip(rows.other_person[0].tolist(), rows.others[0].tolist(), strict=True))
    assert (rows.person.tolist()[0], rows.own.tolist()[0]) == (1, 0.0)
    assert (did[2], did[3], did[4]) == (0.0, 1.0, 0.0)
    engine.close()
