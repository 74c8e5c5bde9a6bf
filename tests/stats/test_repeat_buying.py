"""BG/NBD against what others published, against its own gradient, and against people it was simulated from."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import approx_fprime

from tests.stats.simulated_buyers import bg_nbd_buyers
from touchpath.stats.likelihood import NoFitError, maximise
from touchpath.stats.repeat_buying import MIN_REPEATERS, BgNbd, Buyers, _Likelihood, fit_bg_nbd

CDNOW = BgNbd(0.243, 4.414, 0.793, 2.426)
"""The parameters that Fader, Hardie and Lee (2005) print."""


def one(frequency: float, recency: float, age: float) -> Buyers:
    return Buyers.of([frequency], [recency], [age])


def test_the_published_example_of_one_customer() -> None:
    """Customer 1 of the paper's spreadsheet: 2 repeat purchases by week 30.43 of 38.86; 39 weeks ahead."""
    assert CDNOW.expected(one(2, 30.43, 38.86), 39.0)[0] == pytest.approx(1.226, abs=5e-4)


def test_the_likelihood_by_its_formula_in_plain_numbers() -> None:
    """The likelihood as it stands in the paper (eq. 6), not in logs."""
    r, alpha, a, b = 0.7, 3.0, 1.4, 2.1
    for x, last, age in ((0, 0.0, 5.0), (1, 2.0, 5.0), (4, 4.5, 5.0)):
        beta = lambda p, q: math.gamma(p) * math.gamma(q) / math.gamma(p + q)  # noqa: E731
        pace = math.gamma(r + x) * alpha**r / math.gamma(r)
        there = beta(a, b + x) / beta(a, b) * pace / (alpha + age) ** (r + x)
        left = beta(a + 1, b + x - 1) / beta(a, b) * pace / (alpha + last) ** (r + x) if x else 0.0
        found = BgNbd(r, alpha, a, b).log_likelihood(one(x, last, age))
        assert found == pytest.approx(math.log(there + left), rel=1e-12)
        assert BgNbd(r, alpha, a, b).alive(one(x, last, age))[0] == pytest.approx(there / (there + left))


def test_what_somebody_new_buys_is_the_integral_over_people() -> None:
    """E[X(t)] over pace and leaving: the mean of (1 - exp(-pace p t)) / p, integrated by quadrature."""
    model, ahead = BgNbd(1.5, 2.0, 2.5, 3.5), 4.0

    def at(leaving: float) -> float:
        density = leaving ** (model.a - 1) * (1 - leaving) ** (model.b - 1)
        stays = (model.alpha / (model.alpha + leaving * ahead)) ** model.r
        return density * (1 - stays) / leaving

    whole = math.gamma(model.a) * math.gamma(model.b) / math.gamma(model.a + model.b)
    assert model.expected_of_new(ahead) == pytest.approx(quad(at, 0, 1)[0] / whole, rel=1e-8)


@pytest.mark.parametrize("parameters", [(0.3, 4.0, 0.8, 2.4), (2.0, 0.5, 1.0, 30.0), (8.0, 60.0, 0.05, 0.6)])
def test_the_gradient_is_that_of_the_likelihood(parameters: tuple[float, ...]) -> None:
    buyers = bg_nbd_buyers(CDNOW, np.linspace(5, 40, 200), 3)
    likelihood, at = _Likelihood(buyers), np.array(parameters)
    by_steps = approx_fprime(at, lambda given: likelihood(given)[0], 1e-7)
    assert likelihood(at)[1] == pytest.approx(by_steps, rel=2e-4, abs=2e-3)


@pytest.mark.parametrize("model", [CDNOW, BgNbd(1.2, 9.0, 0.4, 3.0)], ids=str)
def test_people_of_a_model_give_the_model_back(model: BgNbd) -> None:
    buyers = bg_nbd_buyers(model, np.random.default_rng(2).uniform(20, 60, 20_000), 1)
    found, fit = fit_bg_nbd(buyers)
    true = np.log([model.r, model.alpha, model.a, model.b])
    errors = (np.log([found.r, found.alpha, found.a, found.b]) - true) / np.sqrt(np.diag(fit.covariance))
    assert np.all(np.abs(errors) < 3.5)
    assert fit.log_likelihood == pytest.approx(found.log_likelihood(buyers), abs=1e-6)
    assert fit.log_likelihood >= model.log_likelihood(buyers)


def test_every_start_ends_at_the_same_point() -> None:
    buyers, _ = bg_nbd_buyers(CDNOW, np.linspace(20, 40, 3_000), 7).gathered()
    ends = [
        maximise(_Likelihood(buyers), [start], buyers.total, "BG/NBD")
        for start in ((0.1, 1, 0.1, 1), (3, 30, 3, 3), (1, 1, 1, 1))
    ]
    for end in ends[1:]:
        assert end.log_likelihood == pytest.approx(ends[0].log_likelihood, abs=1e-6)
        assert end.parameters == pytest.approx(ends[0].parameters, rel=1e-3)


def test_many_people_end_where_few_steps_would(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beginning with some of the people changes nothing of where the search ends."""
    buyers = bg_nbd_buyers(CDNOW, np.random.default_rng(4).uniform(20, 60, 6_000), 5)
    whole = fit_bg_nbd(buyers)[1]
    monkeypatch.setattr("touchpath.stats.repeat_buying._MANY", 3_000)
    monkeypatch.setattr("touchpath.stats.repeat_buying._SOME", 2_000)
    coarse = fit_bg_nbd(buyers)[1]
    assert coarse.log_likelihood == pytest.approx(whole.log_likelihood, abs=1e-6)
    assert coarse.parameters == pytest.approx(whole.parameters, rel=1e-4)


def test_another_unit_of_time_is_the_same_model() -> None:
    buyers = bg_nbd_buyers(CDNOW, np.linspace(20, 40, 2_000), 7)
    weeks, fit = fit_bg_nbd(buyers)
    days, again = fit_bg_nbd(Buyers.of(buyers.frequency, buyers.recency * 7, buyers.age * 7))
    assert (days.r, days.alpha, days.a, days.b) == pytest.approx(
        (weeks.r, weeks.alpha * 7, weeks.a, weeks.b), rel=1e-3
    )
    assert again.log_likelihood == pytest.approx(fit.log_likelihood - buyers.frequency.sum() * math.log(7), abs=1e-5)


def test_nothing_overflows_and_the_pole_is_passed() -> None:
    heavy = one(5_000, 99.99, 100.0)
    assert CDNOW.expected(heavy, 10.0)[0] == pytest.approx(5_000 / 104.4 * 10, rel=0.25)
    sides = [BgNbd(0.5, 3.0, a, 2.0).expected(one(2, 4.0, 6.0), 10.0)[0] for a in (1 - 1e-3, 1.0, 1 + 1e-3)]
    assert sides[1] == pytest.approx((sides[0] + sides[2]) / 2, rel=1e-5)
    assert CDNOW.expected(one(3, 10.0, 12.0), 0.0)[0] == pytest.approx(0)
    assert CDNOW.alive(one(0, 0.0, 500.0))[0] == 1


def test_who_bought_on_one_day_only_makes_no_model() -> None:
    with pytest.raises(NoFitError, match="Fewer than 20 people have bought on a second day"):
        fit_bg_nbd(Buyers.of(np.zeros(500), np.zeros(500), np.full(500, 30.0)))
    edge = np.r_[np.ones(MIN_REPEATERS - 1), np.zeros(100)]
    with pytest.raises(NoFitError):
        fit_bg_nbd(Buyers.of(edge, edge * 3, np.full(len(edge), 30.0)))
    enough = np.r_[np.arange(1, MIN_REPEATERS + 1), np.zeros(100)]
    assert fit_bg_nbd(Buyers.of(enough, np.where(enough > 0, 10 + enough, 0), np.full(len(enough), 40.0)))


@pytest.mark.parametrize(
    ("frequency", "recency", "age"),
    [([-1], [0], [3]), ([1.5], [1], [3]), ([1], [4], [3]), ([0], [1], [3]), ([1], [-1], [3])],
)
def test_what_cannot_be_is_refused(frequency: list[float], recency: list[float], age: list[float]) -> None:
    with pytest.raises(ValueError, match=r"purchase|Purchases"):
        Buyers.of(frequency, recency, age)


def test_people_alike_are_gathered_and_found_again() -> None:
    buyers = Buyers.of([1, 0, 1, 2, 0], [3, 0, 3, 3, 0], [9, 9, 9, 9, 8])
    alike, place = buyers.gathered()
    assert len(alike.people) == 4
    assert alike.total == 5
    assert np.array_equal(alike.frequency[place], buyers.frequency)
    assert np.array_equal(alike.age[place], buyers.age)
