"""The gate on both sides of each of its edges, and the area under the curve against counting pairs."""

from __future__ import annotations

import numpy as np
import pytest

from tests.stats.simulated_buyers import bg_nbd_buyers
from touchpath.stats.hold_out import _Order, judge, ranking, simple_rules
from touchpath.stats.repeat_buying import BgNbd, Buyers, fit_bg_nbd

MODEL = BgNbd(0.243, 4.414, 0.793, 2.426)
RANDOM = np.random.default_rng(8)


def pairs(score: np.ndarray, bought: np.ndarray) -> float:
    """The area under the curve by counting pairs."""
    won = [(a > b) + (a == b) / 2 for a in score[bought] for b in score[~bought]]
    return float(np.mean(won))


def test_the_area_under_the_curve_counts_pairs_and_weights() -> None:
    score = RANDOM.integers(0, 6, 60).astype(float)
    bought = RANDOM.random(60) < 0.4
    order = _Order.by(score, bought)
    assert order.auc(np.ones(60)) == pytest.approx(pairs(score, bought))
    weight = RANDOM.integers(0, 3, 60).astype(float)
    drawn = np.repeat(np.arange(60), weight.astype(int))
    assert order.auc(weight) == pytest.approx(pairs(score[drawn], bought[drawn]))
    assert np.isnan(order.auc(np.where(bought, 0.0, 1.0)))


def test_the_model_ranks_only_where_it_is_surely_better() -> None:
    truth = RANDOM.random(2_000)
    bought = RANDOM.random(2_000) < truth
    noise = RANDOM.random(2_000)
    assert ranking(truth, noise, bought).by_model
    assert not ranking(noise, truth, bought).by_model
    same = ranking(truth, truth, bought)
    assert (same.model, same.error) == (same.rule, 0.0)
    assert not same.by_model, "equal orders are no better"
    assert not ranking(truth, noise, np.zeros(2_000, dtype=bool)).by_model


def test_the_error_of_many_people_is_that_of_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    truth = RANDOM.random(4_000)
    bought, noise = RANDOM.random(4_000) < truth, RANDOM.random(4_000)
    whole = ranking(truth, noise, bought)
    monkeypatch.setattr("touchpath.stats.hold_out.MOST_UNITS", 1_500)
    some = ranking(truth, noise, bought)
    assert (some.model, some.rule) == (whole.model, whole.rule)
    assert some.error == pytest.approx(whole.error, rel=0.25)


def test_simple_rules_by_hand() -> None:
    buyers = Buyers.of([2, 0, 0], [5, 0, 0], [10, 10, 0])
    own, again, mean = simple_rules(buyers, 5.0).values()
    assert own.tolist() == [1.0, 0.0, 0.0]
    assert again.tolist() == [2.0, 0.0, 0.0]
    assert mean.tolist() == [0.5, 0.5, 0.5]
    assert all(not rule.any() for rule in simple_rules(Buyers.of([0], [0], [0]), 5.0).values())


def test_errors_by_hand_and_the_floor() -> None:
    actual = np.array([0.0, 2.0])
    judged = judge(np.array([0.0, 1.0]), {"other": np.array([1.0, 1.0])}, actual)
    deviances = [2 * 0.01, 2 * (2 * np.log(2) - 1)]
    assert judged.model.deviance == pytest.approx(np.mean(deviances))
    assert judged.model.rmse == pytest.approx(np.sqrt((0.01**2 + 1) / 2))
    assert judged.rules[0].deviance == pytest.approx((2 + deviances[1]) / 2)
    assert judged.off == pytest.approx(-0.5)


@pytest.mark.parametrize(("scale", "passes"), [(1.0, True), (1.19, True), (1.21, False), (0.81, True), (0.79, False)])
def test_a_total_more_than_a_fifth_off_is_refused(scale: float, passes: bool) -> None:
    truth = RANDOM.gamma(0.5, 2.0, 4_000)
    actual = RANDOM.poisson(truth).astype(float)
    predicted = truth * scale * actual.sum() / truth.sum()
    judged = judge(predicted, {"mean": np.full(4_000, actual.mean())}, actual)
    assert judged.rules[0].beaten
    assert judged.accepted is passes


def test_a_rule_as_good_is_not_beaten_and_nobody_buying_is_no_success() -> None:
    truth = RANDOM.gamma(0.5, 2.0, 1_000)
    actual = RANDOM.poisson(truth).astype(float)
    predicted = truth * actual.sum() / truth.sum()
    assert not judge(predicted, {"same": predicted}, actual).accepted
    assert not judge(predicted, {"zero": truth * 0}, np.zeros(1_000)).accepted
    slightly = predicted * RANDOM.normal(1, 0.01, 1_000)
    assert not judge(predicted, {"nearly": slightly}, actual).accepted, "better by chance is not surely better"


def test_both_errors_must_be_beaten() -> None:
    """A prediction that is right of most, and wildly off of one, has the better deviance alone."""
    actual = np.r_[np.zeros(900), np.ones(100)]
    flat = np.full(1_000, 0.1)
    sharp = np.where(actual > 0, 0.9, 0.01)
    sharp[0] = 25.0
    judged = judge(sharp, {"flat": flat}, actual)
    assert judged.model.deviance < judged.rules[0].deviance
    assert judged.model.rmse > judged.rules[0].rmse
    assert not judged.rules[0].beaten


def test_people_of_the_model_are_accepted_and_people_of_a_season_refused() -> None:
    """Heavy seasonality: nearly all purchases lie in one half of the year, which is not the half held out."""
    age = RANDOM.uniform(20, 39, 3_000)
    before, after = _halves(age, 3)
    accepted, off = _judged(before, after)
    assert accepted
    assert abs(off) < 0.2
    accepted, off = _judged(before, np.where(RANDOM.random(3_000) < 0.15, after, 0))
    assert not accepted
    assert off > 0.2


def _halves(age: np.ndarray, seed: int) -> tuple[Buyers, np.ndarray]:
    """The purchases before and after `age`: drawn from the model itself, given what came before."""
    before = bg_nbd_buyers(MODEL, age, seed)
    alive = RANDOM.random(len(age)) < MODEL.alive(before)
    pace = RANDOM.gamma(MODEL.r + before.frequency, 1 / (MODEL.alpha + age))
    leaving = RANDOM.beta(MODEL.a, MODEL.b + before.frequency)
    after, clock, there = np.zeros(len(age)), np.zeros(len(age)), alive
    while there.any():
        clock = np.where(there, clock + RANDOM.exponential(1 / np.maximum(pace, 1e-12)), clock)
        bought = there & (clock < 39)
        after[bought] += 1
        there = bought & (RANDOM.random(len(age)) > leaving)
    return before, after


def _judged(before: Buyers, after: np.ndarray) -> tuple[bool, float]:
    model, _ = fit_bg_nbd(before)
    judged = judge(model.expected(before, 39.0), simple_rules(before, 39.0), after)
    return judged.accepted, judged.off
