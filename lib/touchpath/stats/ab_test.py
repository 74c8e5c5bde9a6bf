"""Two groups assigned at random, a yes/no outcome: which test decides, and what interval is shown."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, nan

from touchpath.stats.differences import koopman, n_minus_1_chi_square, newcombe, smallest_expected
from touchpath.stats.exact import boschloo, fisher
from touchpath.stats.results import Estimate, unavailable

LARGEST_BOSCHLOO = 20_000  # n1 * n2 above which the unconditional exact test takes too long
MIN_EXPECTED = 5


@dataclass(frozen=True, slots=True)
class RateComparison:
    """Two rates: difference p2 - p1 (shares), ratio p2 / p1, and whether the difference is called."""

    difference: Estimate
    ratio: Estimate
    called: bool


def rate_test(x1: int, n1: int, x2: int, n2: int) -> tuple[float, str]:
    """The two-sided p-value that decides an A/B test on rates, and the name of the test that gave it.

    N-1 chi-square where every pooled expected cell is at least 5; else Boschloo's exact test, or Fisher's
    mid-p where n1 * n2 > 20,000. NaN with "no test" where a group is empty.
    """
    if min(n1, n2) < 1:
        return nan, "no test"
    if smallest_expected(x1, n1, x2, n2) >= MIN_EXPECTED:
        return float(n_minus_1_chi_square(x1, n1, x2, n2)[1]), "N-1 chi-square"
    if x1 + x2 in (0, n1 + n2):
        return 1.0, "exact: no variation"
    if n1 * n2 > LARGEST_BOSCHLOO:
        return fisher(x1, n1, x2, n2, mid_p=True), "Fisher mid-p"
    return boschloo(x1, n1, x2, n2), "Boschloo exact"


def compare_rates(x1: int, n1: int, x2: int, n2: int, level: float = 0.95) -> RateComparison:
    """Compare the success rates of two randomised groups; group 1 is the baseline.

    The difference carries Newcombe's interval and the deciding p-value; the ratio carries Koopman's.
    `called` needs p <= 1 - level and an interval of the difference that leaves out 0.
    Raises ValueError where successes exceed the size of a group or are negative.
    """
    if not (0 <= x1 <= n1 and 0 <= x2 <= n2):
        raise ValueError("Successes lie between 0 and the size of their group.")
    difference = rate_difference(x1, n1, x2, n2, level)
    if min(n1, n2) < 1:
        return RateComparison(difference, difference, called=False)
    called = difference.p_value <= 1 - level + 1e-12 and difference.excludes_zero
    return RateComparison(difference, _ratio(x1, n1, x2, n2, difference.p_value, level), called)


def rate_difference(x1: int, n1: int, x2: int, n2: int, level: float = 0.95) -> Estimate:
    """The difference of two rates alone, group 2 minus group 1, with Newcombe's interval and the deciding p-value."""
    p_value, test = rate_test(x1, n1, x2, n2)
    if min(n1, n2) < 1:
        return unavailable(test, "A group has nobody in it.", n=n1 + n2, level=level)
    low, high = (float(end) for end in newcombe(x1, n1, x2, n2, level))
    method = f"{test}; Newcombe interval"
    return Estimate(x2 / n2 - x1 / n1, low, high, p_value, n1 + n2, method, level=level)


def _ratio(x1: int, n1: int, x2: int, n2: int, p_value: float, level: float) -> Estimate:
    """The ratio p2 / p1 with Koopman's interval."""
    if x1 + x2 == 0:
        return unavailable("Koopman interval", "Nobody succeeded in either group.", n=n1 + n2, level=level)
    low, high = (float(end) for end in koopman(x1, n1, x2, n2, level))
    ratio = (x2 / n2) / (x1 / n1) if x1 else inf
    return Estimate(ratio, low, high, p_value, n1 + n2, "Koopman interval", level=level)
