"""The effect of a test by group: does it differ between groups at all, and whom would one treat?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan, nan, sqrt

import numpy as np
from scipy.special import ndtr

from touchpath.analysis.uplift.labels import PeopleLabel
from touchpath.analysis.uplift.result import Treating, UpliftGroup, UpliftGroupKind, UpliftLabel
from touchpath.journey.filters import Name
from touchpath.stats.ab_test import rate_difference
from touchpath.stats.multiplicity import holm
from touchpath.stats.proportions import Floats, normal_quantile
from touchpath.stats.results import Estimate, unavailable
from touchpath.stats.strata import homogeneity, smoothed_differences

_CALLED = 0.05
_REST = "difference of two differences, with one success and one failure added to each group"
_NO_REST = unavailable(_REST, "There is no rest.")


def counted(place: np.ndarray, groups: int, treated: np.ndarray, did: np.ndarray) -> Floats:
    """People and outcomes by group and arm, in the columns of stats/qini."""
    arms = (treated == 0, treated == 1)
    parts = [(np.bincount(place[arm], minlength=groups), np.bincount(place[arm], did[arm], groups)) for arm in arms]
    return np.stack([part for pair in parts for part in pair], axis=-1).astype(np.float64)


def whole_group(counts: Floats, worth: float) -> UpliftGroup:
    """Everybody as one group."""
    group = _group(None, "everybody", counts.sum(axis=0), _NO_REST)
    p = _p_against(group, worth)
    return replace(group, adjusted_p=p, treating=_treating(group, worth, p))


def uplift_labels(labels: Sequence[PeopleLabel], counts: Sequence[Floats], worth: float) -> tuple[UpliftLabel, ...]:
    """Every label with its effects; the p-values of "does it differ?" are corrected over the labels (Holm)."""
    alike = [homogeneity(part[:, 1], part[:, 0], part[:, 3], part[:, 2]) for part in counts]
    both = [max(p, q) if not (isnan(p) or isnan(q)) else nan for p, q in
            ((test.points.p_value, test.odds.p_value) for test in alike)]  # fmt: skip
    adjusted = holm(both)
    found = [
        UpliftLabel(label.by, _groups(label, part), test.points.p_value, test.odds.p_value, float(p))
        for label, part, test, p in zip(labels, counts, alike, adjusted, strict=True)
    ]
    judged = [replace(label, groups=_judged(label, worth)) for label in found]
    return tuple(sorted(judged, key=lambda label: (isnan(label.adjusted_p), label.adjusted_p, _unadjusted(label))))


def _unadjusted(label: UpliftLabel) -> float:
    return nan if isnan(label.p_points) or isnan(label.p_odds) else max(label.p_points, label.p_odds)


def _groups(label: PeopleLabel, counts: Floats) -> tuple[UpliftGroup, ...]:
    total = counts.sum(axis=0)
    return tuple(
        _group(name, kind, counts[i], _against(counts[i], total - counts[i]))
        for i, (name, kind) in enumerate(zip(label.names, label.kinds, strict=True))
    )


def _group(name: Name, kind: UpliftGroupKind, counts: Floats, rest: Estimate) -> UpliftGroup:
    control, control_did, treated, treated_did = (int(part) for part in np.rint(counts))
    effect = rate_difference(control_did, control, treated_did, treated)
    return UpliftGroup(name, kind, control, control_did, treated, treated_did, effect, rest, nan, "alike")


def _against(here: Floats, rest: Floats) -> Estimate:
    """The effect here minus the effect among the rest."""
    if min(here[0], here[2], rest[0], rest[2]) < 1:
        return _NO_REST
    both = np.stack([here, rest])
    d, variance = smoothed_differences(both[:, 1], both[:, 0], both[:, 3], both[:, 2])
    gap, error = float(d[0] - d[1]), sqrt(float(variance.sum()))
    half = normal_quantile(0.95) * error
    p_value = float(2 * ndtr(-abs(gap) / error))
    return Estimate(gap, gap - half, gap + half, p_value, float(both[:, (0, 2)].sum()), _REST, standard_error=error)


def _judged(label: UpliftLabel, worth: float) -> tuple[UpliftGroup, ...]:
    """Whom to treat; where the effect does not differ between the groups, none is told from the others."""
    adjusted = holm([_p_against(group, worth) for group in label.groups])
    return tuple(
        replace(group, adjusted_p=float(p), treating=_treating(group, worth, float(p)) if label.differs else "alike")
        for group, p in zip(label.groups, adjusted, strict=True)
    )


def _p_against(group: UpliftGroup, worth: float) -> float:
    """The p-value of the effect against the smallest worth having; the test of the arms where any is."""
    if not worth:
        return group.effect.p_value
    if min(group.control, group.treated) < 1:
        return nan
    d, variance = smoothed_differences(group.control_did, group.control, group.treated_did, group.treated)
    return float(2 * ndtr(-abs(float(d) - worth) / sqrt(float(variance))))


def _treating(group: UpliftGroup, worth: float, adjusted_p: float) -> Treating:
    if not adjusted_p <= _CALLED:
        return "unclear"
    if group.effect.low > worth:
        return "treat"
    return "leave" if group.effect.high < worth else "unclear"
