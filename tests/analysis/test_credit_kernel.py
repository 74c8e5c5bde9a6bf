"""The kernel of credit agrees with plain Python on random logs, and every rule gives away exactly what there is."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from tests.analysis import credit_oracle as oracle
from tests.analysis.credit_study import coverage
from touchpath.analysis.attribution.blocks import BlockCredit
from touchpath.analysis.attribution.journeys import Journeys, expanded, journeys_of
from touchpath.analysis.attribution.markov import StepCodes, chain, walked
from touchpath.analysis.attribution.rules import SharedTouches, weights
from touchpath.analysis.attribution.sums import PeopleUnits
from touchpath.analysis.attribution.touches import LoggedEvents, Touches, touches_of
from touchpath.journey.attribution import RULES, Attribution
from touchpath.stats.removal import CONVERTED, NOT_CONVERTED, ChainShape, removal_effects, resampled_shares

LOGS = 2_000
GAP, NAMES, HALF_LIFE = 30, 4, 20.0
SHARING = [rule for rule in RULES if rule not in ("markov", "participation")]


def random_log(rng: random.Random) -> list[oracle.Event]:
    """Up to five people with up to ten events, many at equal times, a gap or a lookback apart."""
    events: list[oracle.Event] = []
    named = rng.random() < 0.3
    for person in range(rng.randint(1, 5)):
        moment = rng.randint(0, 50)
        for _ in range(rng.randint(0, 10)):
            events.append({
                "person": person, "moment": moment, "name": rng.randrange(NAMES), "goal": rng.random() < 0.25,
                "silent": rng.random() < 0.1, "direct": rng.random() < 0.3,
                "worth": rng.choice([0.0, 10.0, -2.5, 7.0]),
                "named": rng.randint(0, 2) if named else 0,
            })  # fmt: skip
            moment += rng.choice([0, 0, 1, 5, 30, 31, 60])
    return events


def logged(events: list[oracle.Event]) -> LoggedEvents:
    def column(name: str, kind: Any) -> Any:
        return np.array([event[name] for event in events], dtype=kind)

    named = column("named", np.int64)
    return LoggedEvents(
        column("person", np.int64), column("moment", np.int64), column("name", np.int64), column("goal", bool),
        column("silent", bool), column("direct", bool), named if named.any() else None,
    )  # fmt: skip


def kernel(events: list[oracle.Event], lookback: int | None, *, cut: bool) -> tuple[Touches, Journeys, Any]:
    touches = touches_of(logged(events), GAP, by_session=lookback is None)
    goals = sum(event["goal"] for event in events)
    made = journeys_of(touches, np.ones(goals, dtype=bool), lookback, cut=cut)
    return touches, made, touches.goals.place


def shared_of(touches: Touches, made: Journeys) -> SharedTouches:
    found = expanded(made)
    age = (made.moment[found.journey] - touches.moment[found.touch]).astype(float)
    return SharedTouches(found, touches.name[found.touch], age, touches.direct[found.touch])


def asked_for(rng: random.Random, rule: Any) -> Attribution:
    given = (rng.choice([0, 1, 20]), rng.choice([0, 5, 20]), rng.choice([1, 60]))
    return Attribution(rules=(rule,), weights=given, half_life_days=HALF_LIFE)


def block_of(events: list[oracle.Event], touches: Touches, made: Journeys, place: Any) -> BlockCredit:
    worth = np.array([event["worth"] for event in events if event["goal"]])[place] if len(place) else np.zeros(0)
    shared = shared_of(touches, made)
    return BlockCredit(made, worth, made.person, shared.touches, shared, shared.name, NAMES + 1)


def test_journeys_and_rules_agree_with_plain_python_and_give_away_all_there_is() -> None:
    rng = random.Random(20260106)
    for _ in range(LOGS):
        events, lookback, cut = random_log(rng), rng.choice([None, 1, 30, 60, 90]), rng.random() < 0.5
        touches, made, place = kernel(events, lookback, cut=cut)
        expected = oracle.journeys(events, GAP, lookback, cut=cut)
        found = [
            (int(person), int(moment), [
                (int(touches.name[at]), int(touches.moment[at]), bool(touches.direct[at])) for at in range(low, high)
            ])
            for person, moment, low, high in zip(made.person, made.moment, made.low, made.high, strict=True)
        ]  # fmt: skip
        assert found == expected
        block = block_of(events, touches, made, place)
        for rule in SHARING:
            asked = asked_for(rng, rule)
            given = weights(rule, asked, block.shared)
            own = asked.weights_of(rule) if rule in ("position", "j_shaped", "inverse_j") else ()
            told = np.zeros(NAMES)
            for journey in (journey for journey in expected if journey[2]):
                for name, part in oracle.shares(rule, journey, own, HALF_LIFE).items():
                    told[name] += part
            for value in (False, True):
                amounts = block.amounts(value=value)
                sums = block.sums(given, amounts, 5).sum(axis=0)
                assert abs(sums.sum() - amounts.sum()) < 1e-9
                if not value:
                    assert np.allclose(sums[:-1], told, atol=1e-9)


def test_the_equal_split_is_the_shapley_value_over_all_coalitions() -> None:
    rng = random.Random(7)
    for _ in range(200):
        events = random_log(rng)
        touches, made, place = kernel(events, 60, cut=False)
        block = block_of(events, touches, made, place)
        given = weights("equal_split", Attribution(), block.shared)
        sums = block.sums(given, block.amounts(value=False), 5).sum(axis=0)
        journeys = oracle.journeys(events, GAP, 60, cut=False)
        sets = [frozenset(name for name, _, _ in kept) for _, _, kept in journeys if kept]
        expected = oracle.shapley(sets, list(range(NAMES)))
        assert sums[:-1] == pytest.approx([expected[name] for name in range(NAMES)], abs=1e-9)


@pytest.mark.parametrize("order", [1, 2, 3])
def test_removal_effects_agree_with_following_every_walk(order: int) -> None:
    rng = random.Random(order)
    for _ in range(60):
        walks = [([rng.randrange(NAMES) for _ in range(rng.randint(1, 5))], rng.random() < 0.5) for _ in range(12)]
        walks.append(([0], True))
        codes, parts = StepCodes(NAMES, order), []
        for ends, converted in ((CONVERTED, True), (NOT_CONVERTED, False)):
            own = [names for names, done in walks if done is converted]
            stops = np.cumsum([len(names) for names in own], dtype=np.int64)
            lengths = np.diff(stops, prepend=0)
            some = Journeys(np.arange(len(own)), np.zeros(len(own), dtype=np.int64), stops - lengths, stops)
            name = np.array([part for names in own for part in names], dtype=np.int64)
            code, journey = codes.steps(some, name, ends)
            parts.append(walked(code, journey % 3, 3))
        made = chain(codes, parts, 3)
        counts = np.asarray(made.counts.sum(axis=0)).ravel()
        found = removal_effects(made.shape, counts)
        base, effects = oracle.removal(walks, order)
        assert found.base_rate == pytest.approx(base, abs=1e-10)
        assert {name: found.effects[name] for name in effects} == pytest.approx(effects, abs=1e-9)


def test_a_touch_at_the_edge_of_the_lookback_is_out_and_one_at_the_instant_of_the_conversion_is_in() -> None:
    def event(moment: int, name: int, *, goal: bool = False) -> oracle.Event:
        return {"person": 0, "moment": moment, "name": name, "goal": goal, "silent": False, "direct": False,
                "worth": 1.0, "named": 0}  # fmt: skip

    events = [event(0, 0), event(1, 1), event(60, 2, goal=True), event(60, 3)]
    touches, made, _ = kernel(events, 60, cut=False)
    assert touches.name[made.low[0] : made.high[0]].tolist() == [1, 3]


def test_units_hold_everybody_once_and_draws_are_as_many_as_units() -> None:
    people = np.array([2, 5, 7, 11])
    units = PeopleUnits.among(people)
    assert sorted(units.of[people].tolist()) == [0, 1, 2, 3]
    assert units.of[3] == -1
    assert (units.draws(5).sum(axis=1) == 4).all()


def test_intervals_hold_the_expected_credit_about_as_often_as_they_say() -> None:
    held = coverage(("equal_split", "last", "time_decay"), 800, 150)
    assert 0.92 <= sum(held.values()) / len(held) <= 0.97
    assert min(held.values()) > 0.88


@pytest.mark.parametrize(
    ("states", "names", "often"), [(5, 4, 1.0), (40, 5, 0.3), (150, 12, 20.0), (450, 3, 5.0)],
    ids=["few", "rare steps", "order 2", "sparse"],
)  # fmt: skip
def test_resamples_solved_together_are_those_solved_alone(states: int, names: int, often: float) -> None:
    """Chains with self-loops, states that a resample never meets, and resamples without a conversion."""
    rng = np.random.default_rng(states)
    source = np.repeat(np.arange(states), 6)
    target = rng.integers(1, states, len(source))
    ending = rng.random(len(source))
    target = np.where(ending < 0.15, CONVERTED, np.where(ending < 0.4, NOT_CONVERTED, target))
    pairs = [*zip(source, target, strict=True), *((state, NOT_CONVERTED) for state in range(states))]
    source, target = np.unique(pairs, axis=0).T
    shape = ChainShape(source, target, np.concatenate([[-1], np.arange(states - 1) % names]))
    counts = rng.poisson(rng.gamma(0.7, often, len(source)), (12, len(source))).astype(float)
    counts[:, target == NOT_CONVERTED] += 1  # journeys end
    counts[0, target == CONVERTED] = 0
    counts[1, (source == 3) | (target == 3)] = 0
    together = resampled_shares(shape, counts)
    alone = np.array([removal_effects(shape, count).shares for count in counts])
    assert np.isnan(together[0]).all()
    assert np.allclose(together, alone, rtol=0, atol=1e-9, equal_nan=True)
