"""What groups of customers are expected to bring, with what is not known of models and people in the interval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.lifetime.customers import BuyingDays, Places
from touchpath.analysis.log.groups import Group, GroupKind
from touchpath.journey.cells import Derived, Fixed, Label, Size
from touchpath.stats.likelihood import Fit
from touchpath.stats.proportions import normal_quantile
from touchpath.stats.repeat_buying import BgNbd, Buyers
from touchpath.stats.repeat_spending import GammaGamma

_STEP = 1e-3
_SOME = 2_000
Floats = NDArray[np.float64]
LogParameters = tuple[float, ...]


@dataclass(frozen=True)
class ExpectedGroup:
    """What one person of a group is expected to do in the time ahead: `purchases` (days), and `value` they bring.

    Each with its 95 % interval: of the mean over such people, given that the models hold. `value` is NaN where there
    is no model of spending. `values`: the group's value (None: missing, or "other").
    """

    label: Label[str]
    kind: Fixed[GroupKind]
    values: Label[tuple[str | None, ...]]
    people: Size[int]
    purchases: Derived[float]
    purchases_low: Derived[float]
    purchases_high: Derived[float]
    value: Derived[float]
    value_low: Derived[float]
    value_high: Derived[float]


@dataclass(frozen=True, eq=False)
class Models:
    """The fitted models of buying and (None: refused) of spending, and the weeks they look ahead."""

    buying: BgNbd
    buying_fit: Fit
    spending: GammaGamma | None
    spending_fit: Fit | None
    weeks: float

    def purchases(self, days: BuyingDays, logs: LogParameters = ()) -> Floats:
        """Expected purchases per person; with other logs of the parameters where they are given."""
        model = BgNbd(*np.exp(logs[:4])) if logs else self.buying
        alike, place = days.buyers.gathered()
        found: Floats = model.expected(alike, self.weeks)[place]
        return found

    def value(self, days: BuyingDays, logs: LogParameters = ()) -> Floats:
        """Expected value per person; NaN without a model of spending."""
        if self.spending is None:
            return np.full(len(days.worth), nan)
        spending = GammaGamma(*np.exp(logs[4:])) if logs else self.spending
        return self.purchases(days, logs) * spending.average(days.buyers.frequency, days.worth)

    @property
    def logs(self) -> LogParameters:
        """The logs of all parameters, in order."""
        fits = [self.buying_fit, *([self.spending_fit] if self.spending_fit else [])]
        return tuple(float(part) for fit in fits for part in np.log(fit.parameters))

    @property
    def covariance(self) -> Floats:
        """Of the logs; the two models were fitted apart."""
        spending = self.spending_fit.covariance if self.spending_fit else np.zeros((0, 0))
        size = len(self.buying_fit.covariance)
        whole = np.zeros((size + len(spending), size + len(spending)))
        whole[:size, :size] = self.buying_fit.covariance
        whole[size:, size:] = spending
        return whole


def expected_groups(
    models: Models, days: BuyingDays, of: Places, groups: tuple[Group, ...]
) -> tuple[ExpectedGroup, ...]:
    """Each group's means with their intervals (delta method for the parameters, sampling for the people)."""
    some = _some_of_each(of, len(groups))
    means = [
        _means(of, len(groups), per_person(days), _unsure(models, per_person, days, of, some))
        for per_person in (models.purchases, models.value)
    ]
    people = np.bincount(of, minlength=len(groups))
    return tuple(
        ExpectedGroup(part.label, part.kind, part.values, int(people[place]), *means[0][place], *means[1][place])
        for place, part in enumerate(groups)
    )


def _means(of: Places, count: int, per_person: Floats, unsure: Floats) -> list[tuple[float, float, float]]:
    """The mean of each group with its interval; `unsure` is the variance that comes from the parameters."""
    people = np.bincount(of, minlength=count)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.bincount(of, weights=per_person, minlength=count) / people
        spread = np.bincount(of, weights=(per_person - mean[of]) ** 2, minlength=count) / (people - 1)
        half = normal_quantile(0.95) * np.sqrt(unsure + spread / people)
    ends = (np.where(people > 1, end, nan) for end in (np.maximum(mean - half, 0), mean + half))
    return [(float(m), float(low), float(high)) for m, low, high in zip(mean, *ends, strict=True)]


def _unsure(
    models: Models,
    per_person: Callable[[BuyingDays, LogParameters], Floats],
    days: BuyingDays,
    of: Places,
    some: Places,
) -> Floats:
    """The variance of each group's mean for what is not known of the parameters."""
    logs, inside, count = models.logs, of[some], int(of.max(initial=-1)) + 1
    buyers = Buyers(*(getattr(days.buyers, name)[some] for name in ("frequency", "recency", "age", "people")))
    part, people = BuyingDays(buyers, days.worth[some], days.last_day[some]), np.bincount(inside, minlength=count)
    slopes = np.zeros((count, len(logs)))
    for place in range(len(logs)):
        up, down = (
            per_person(part, tuple(log + side * _STEP * (i == place) for i, log in enumerate(logs)))
            for side in (1, -1)
        )
        slopes[:, place] = np.bincount(inside, weights=up - down, minlength=count) / (2 * _STEP * people)
    return np.asarray(np.einsum("gi,ij,gj->g", slopes, models.covariance, slopes))


def _some_of_each(of: Places, count: int) -> Places:
    """Enough people of each group to see how its mean moves with the parameters."""
    mixed = np.random.default_rng(0).permutation(len(of))
    return np.concatenate([np.sort(mixed[of[mixed] == place][:_SOME]) for place in range(count)])
