"""What a statistical procedure returns: one frozen shape for every estimate, and a named reason for none."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate with its interval and, where there is one, the p-value that decides.

    `estimate`, `low`, `high` are in the units named by the function that made them; `n` counts the units
    the uncertainty rests on (people, weeks, clusters, discordant pairs). `standard_error`, `statistic` and
    `df` are NaN where the procedure has none. `method` names the procedure in plain words. `reason` is None,
    or says why a part could not be computed; the parts concerned are NaN then, never 0.
    """

    estimate: float
    low: float
    high: float
    p_value: float
    n: float
    method: str
    reason: str | None = None
    standard_error: float = nan
    statistic: float = nan
    df: float = nan
    level: float = 0.95

    @property
    def excludes_zero(self) -> bool:
        """Whether the interval leaves out 0 (never true for an interval that could not be computed)."""
        return self.low > 0 or self.high < 0


def unavailable(method: str, reason: str, *, estimate: float = nan, n: float = 0, level: float = 0.95) -> Estimate:
    """An estimate whose interval and test could not be computed, with the reason as a sentence."""
    return Estimate(estimate, nan, nan, nan, n, method, reason, level=level)
