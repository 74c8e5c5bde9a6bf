"""Folds cohorts into curves: averages over mature people, differences between groups, one column over time."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

from touchpath.analysis.retention.result import (
    Cohort,
    CurveDifference,
    CurvePoint,
    RetentionResult,
    RetentionTrendPoint,
)
from touchpath.stats.differences import newcombe
from touchpath.stats.proportions import wilson


def curve(labels: Sequence[str], cohorts: Sequence[Cohort]) -> tuple[CurvePoint, ...]:
    """Each column averaged over the cohorts, weighted by size: mature people only, Wilson's 95 % interval.

    A person in several cohorts (recurring) counts in each, so the interval is a little too narrow then.
    """
    return tuple(_point(label, k, cohorts) for k, label in enumerate(labels))


def differences(
    labels: Sequence[str], group: Sequence[Cohort], everybody: Sequence[Cohort]
) -> tuple[CurveDifference, ...]:
    """The group minus the rest, column by column, among the mature, with Newcombe's 95 % interval."""
    found = []
    for k, label in enumerate(labels):
        people, size = _mature(group, k)
        all_people, all_size = _mature(everybody, k)
        rest_people, rest_size = all_people - people, all_size - size
        if not size or not rest_size:
            found.append(CurveDifference(label, nan, nan, nan))
            continue
        low, high = newcombe(rest_people, rest_size, people, size)
        difference = people / size - rest_people / rest_size
        found.append(CurveDifference(label, difference, float(low), float(high)))
    return tuple(found)


def trend(result: RetentionResult, column: int) -> tuple[RetentionTrendPoint, ...]:
    """One column over the cohorts: how day-N retention developed. Mature people only.

    Raises IndexError for a column that the retention does not have.
    """
    if not 0 <= column < len(result.labels):
        raise IndexError(column)
    return trend_of(result.cohorts, column)


def trend_of(cohorts: Sequence[Cohort], column: int) -> tuple[RetentionTrendPoint, ...]:
    """One column over some cohorts (of a group, say); mature people only."""
    return tuple(_trend_point(cohort, column) for cohort in cohorts)


def _trend_point(cohort: Cohort, k: int) -> RetentionTrendPoint:
    people, size = cohort.mature_people[k], cohort.mature[k]
    low, high = wilson(people, size)
    rate = people / size if size else nan
    return RetentionTrendPoint(
        cohort.start, cohort.label, people, size, rate, float(low), float(high), cohort.complete[k]
    )


def _point(label: str, k: int, cohorts: Sequence[Cohort]) -> CurvePoint:
    people, size = _mature(cohorts, k)
    low, high = wilson(people, size)
    rate = people / size if size else nan
    return CurvePoint(label, people, size, rate, float(low), float(high), _value_per_person(k, cohorts))


def _mature(cohorts: Sequence[Cohort], k: int) -> tuple[int, int]:
    """People who came back and people observed to the end of the column."""
    return sum(cohort.mature_people[k] for cohort in cohorts), sum(cohort.mature[k] for cohort in cohorts)


def _value_per_person(k: int, cohorts: Sequence[Cohort]) -> float:
    """Value of the return events per person, over the cohorts whose column is complete."""
    ready = [cohort for cohort in cohorts if cohort.value and cohort.complete[k]]
    people = sum(cohort.size for cohort in ready)
    return sum(cohort.value[k] for cohort in ready) / people if people else nan
