"""BG/NBD: how often people will buy, from how often and how lately they have.

While a person is a customer, purchases come at a rate of their own (gamma over people: r, alpha); after any purchase
they may leave for good with a probability of their own (beta over people: a, b). A person is known by three numbers:
`frequency` (purchases after the first), `recency` (time from the first to the last) and `age` (from the first to
now). Source: Fader, Hardie and Lee 2005, "Counting Your Customers" the Easy Way, Marketing Science 24:275. Here in
logs, with the analytic gradient, and with Euler's transformation of its hypergeometric function, so that no number
overflows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import digamma, expit, gammaln, hyp2f1

from touchpath.stats.likelihood import Fit, NoFitError, maximise, polish
from touchpath.stats.proportions import Floats

MIN_REPEATERS = 20
_STARTS = ((0.5, 0.2, 0.8, 2.5), (1.0, 1.0, 1.0, 1.0), (2.0, 0.5, 0.3, 3.0))
_MANY, _SOME = 40_000, 20_000
_POLE = 1e-5
_BESIDE = 1e-4


@dataclass(frozen=True, slots=True)
class Buyers:
    """People by `frequency`, `recency` and `age`; `people` counts how many share each of these triples."""

    frequency: Floats
    recency: Floats
    age: Floats
    people: Floats

    @classmethod
    def of(cls, frequency: ArrayLike, recency: ArrayLike, age: ArrayLike) -> Buyers:
        """One row a person. Raises ValueError for times that are negative or out of order, or half purchases."""
        x, last, now = (np.asarray(part, dtype=float) for part in (frequency, recency, age))
        if np.any(x < 0) or np.any(x != np.floor(x)):
            raise ValueError("Purchases after the first are whole numbers from 0.")
        if np.any(last < 0) or np.any(last > now) or np.any((x == 0) & (last > 0)):
            raise ValueError("The last purchase lies between the first and now; without another it is the first.")
        return cls(x, last, now, np.ones_like(x))

    def gathered(self) -> tuple[Buyers, NDArray[np.intp]]:
        """The different triples with how many people share each, and the place of each row among them."""
        order = np.lexsort((self.age, self.recency, self.frequency))
        columns = [part[order] for part in (self.frequency, self.recency, self.age)]
        new = np.zeros(len(order), dtype=bool)
        new[:1] = True
        for part in columns:
            new[1:] |= part[1:] != part[:-1]
        place = np.empty(len(order), dtype=np.intp)
        place[order] = np.cumsum(new) - 1
        people = np.bincount(place, weights=self.people).astype(float)
        x, last, age = (part[new] for part in columns)
        return Buyers(x, last, age, people), place

    @property
    def total(self) -> float:
        """How many people."""
        return float(self.people.sum())


@dataclass(frozen=True, slots=True)
class BgNbd:
    """The BG/NBD model by its four parameters; times are in the unit that it was fitted in."""

    r: float
    alpha: float
    a: float
    b: float

    def log_likelihood(self, buyers: Buyers) -> float:
        """The log-likelihood of people's purchases."""
        return _Likelihood(buyers)(np.array([self.r, self.alpha, self.a, self.b]))[0]

    def alive(self, buyers: Buyers) -> Floats:
        """The probability that each is still a customer; 1 for who bought once, as only a purchase makes leave."""
        x, last, age = buyers.frequency, buyers.recency, buyers.age
        with np.errstate(divide="ignore", invalid="ignore"):
            odds = np.log(self.a) - np.log(self.b + x - 1)
        odds = odds + (self.r + x) * (np.log(self.alpha + age) - np.log(self.alpha + last))
        return np.where(x > 0, expit(-odds), 1.0)

    def expected(self, buyers: Buyers, ahead: float | Floats) -> Floats:
        """How many purchases each will make in the time `ahead`, given what they did."""
        return self.alive(buyers) * self._while_alive(buyers.frequency, buyers.age, ahead)

    def expected_of_new(self, ahead: float | Floats) -> Floats:
        """How many purchases after the first somebody new makes in the time `ahead`."""
        nothing = np.zeros_like(np.asarray(ahead, dtype=float))
        return self._while_alive(nothing, nothing, ahead)

    def _while_alive(self, x: Floats, age: Floats, ahead: float | Floats) -> Floats:
        if abs(self.a - 1) < _POLE:  # the formula divides by a - 1, its limit does not
            sides = (BgNbd(self.r, self.alpha, 1 + side * _BESIDE, self.b) for side in (1, -1))
            return np.asarray(np.mean([model._while_alive(x, age, ahead) for model in sides], axis=0))
        z = ahead / (self.alpha + age + ahead)
        total = self.a + self.b
        rest = (1 - z) ** (self.a - 1) * hyp2f1(total - 1 - self.r, self.a - 1, total + x - 1, z)
        return np.asarray((total + x - 1) / (self.a - 1) * (1 - rest), dtype=float)


def fit_bg_nbd(buyers: Buyers) -> tuple[BgNbd, Fit]:
    """The model under which these purchases are most likely, and how sure its parameters are (in their order r,
    alpha, a, b).

    Raises NoFitError where fewer than MIN_REPEATERS people bought again, or where the search does not settle.
    """
    if buyers.people[buyers.frequency > 0].sum() < MIN_REPEATERS:
        raise NoFitError(
            f"Fewer than {MIN_REPEATERS} people have bought on a second day: that is too few for a model."
        )
    gathered, _ = buyers.gathered()
    unit = float(np.average(gathered.age, weights=gathered.people)) or 1.0
    scaled = Buyers(gathered.frequency, gathered.recency / unit, gathered.age / unit, gathered.people)
    found = _most_likely(scaled)
    r, alpha, a, b = (float(part) for part in found.parameters)
    purchases = float(gathered.frequency @ gathered.people)
    parameters = np.array([r, alpha * unit, a, b])
    likelihood = found.log_likelihood - purchases * float(np.log(unit))
    return BgNbd(r, alpha * unit, a, b), Fit(parameters, likelihood, found.covariance)


def _most_likely(scaled: Buyers) -> Fit:
    """The fit to people whose ages are 1 on average; that of very many begins with some of them."""
    rows = len(scaled.people)
    if rows > _MANY:
        some = np.sort(np.random.default_rng(0).permutation(rows)[:_SOME])
        coarse = _most_likely(
            Buyers(scaled.frequency[some], scaled.recency[some], scaled.age[some], scaled.people[some])
        )
        if polished := polish(_Likelihood(scaled), coarse, _SOME / rows, scaled.total):
            return polished
    return maximise(_Likelihood(scaled), _STARTS, scaled.total, "BG/NBD")


class _Likelihood:
    """The log-likelihood and its gradient; what depends on the count alone is computed once per count.

    Sums are numpy's own, not products of matrices: those are split among threads that wait for each other.
    """

    def __init__(self, buyers: Buyers) -> None:
        again = buyers.frequency > 0
        self.once_age, self.once = buyers.age[~again], buyers.people[~again]
        self.x, self.last, self.age, self.people = (
            part[again] for part in (buyers.frequency, buyers.recency, buyers.age, buyers.people)
        )
        self.counts, self.of = np.unique(self.x, return_inverse=True)
        self.per_count = np.bincount(self.of, weights=self.people, minlength=len(self.counts))

    def __call__(self, parameters: Floats) -> tuple[float, Floats]:
        r, alpha, a, b = parameters
        again, at = self.per_count.sum(), np.log(alpha)
        value, slopes = self._by_count(r, a, b)
        log_age, exponent = np.log(alpha + self.age), r + self.x
        longer = log_age - np.log(alpha + self.last)
        # e^odds stands for having left after the last purchase, 1 for being there
        odds = (np.log(a) - np.log(b + self.counts - 1))[self.of] + exponent * longer
        gone = expit(odds) * self.people
        value += again * r * at + (self.people * (np.logaddexp(0, odds) - exponent * log_age)).sum()
        slopes[0] += again * at - (self.people * log_age).sum() + (gone * longer).sum()
        over_age = self.people * exponent / (alpha + self.age)
        slopes[1] += again * r / alpha - over_age.sum()
        slopes[1] += (gone * exponent * (1 / (alpha + self.age) - 1 / (alpha + self.last))).sum()
        slopes[2] += gone.sum() / a
        slopes[3] -= (np.bincount(self.of, weights=gone, minlength=len(self.counts)) / (b + self.counts - 1)).sum()
        once = (self.once * (at - np.log(alpha + self.once_age))).sum()
        slopes[0] += once
        slopes[1] += r * (self.once * (1 / alpha - 1 / (alpha + self.once_age))).sum()
        return float(value + r * once), slopes

    def _by_count(self, r: float, a: float, b: float) -> tuple[float, Floats]:
        """What depends on the count alone, with its slopes by r, alpha, a and b."""
        x, n = self.counts, self.per_count
        value = gammaln(r + x) - gammaln(r) + gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        together = digamma(a + b) - digamma(a + b + x)
        slopes = (digamma(r + x) - digamma(r), 0 * x, together, together + digamma(b + x) - digamma(b))
        return float((n * value).sum()), np.array([(n * slope).sum() for slope in slopes])
