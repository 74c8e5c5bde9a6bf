"""What measuring retention gives: one cohort is one row, a curve is their weighted average."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from touchpath.analysis.log.groups import GroupKind
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size, Spoken
from touchpath.journey.retention import Retention


@dataclass(frozen=True)
class Cohort:
    """The people of one entry period.

    `start` is the first moment of the period on the workspace clock (naive). Every tuple has one entry per column;
    column 0 is the cohort itself. `people[k]` came back in column k. `complete[k]`: everybody's column k lies before
    the end of the data. `mature[k]` people are observed to the end of column k, and `mature_people[k]` of them came
    back: the numbers that averages use. `value[k]` is the summed value of the return events in column k (column 0:
    in the period of entry); empty unless values were asked for.
    """

    start: Fixed[datetime]
    label: Fixed[str]
    size: Size[int]
    people: PartOf[tuple[int, ...]]
    complete: Fixed[tuple[bool, ...]]
    mature: Size[tuple[int, ...]]
    mature_people: PartOf[tuple[int, ...]]
    value: Derived[tuple[float, ...]] = ()

    @property
    def rates(self) -> tuple[float, ...]:
        """Share of the cohort in each column (0-1); NaN for an empty cohort."""
        return tuple(people / self.size if self.size else float("nan") for people in self.people)


@dataclass(frozen=True)
class CurvePoint:
    """One column averaged over the cohorts, weighted by size, mature people only.

    `people` of `size` mature people came back; `rate` (0-1) with its 95 % Wilson interval, NaN where nobody is
    mature. `value` is the value of the return events per mature person (NaN unless values were asked for).
    """

    label: Fixed[str]
    people: PartOf[int]
    size: Size[int]
    rate: Derived[float]
    rate_low: Derived[float]
    rate_high: Derived[float]
    value: Derived[float]


@dataclass(frozen=True)
class CurveDifference:
    """A group against the rest of the people in one column, in shares (-1 to 1), with Newcombe's 95 % interval."""

    label: Fixed[str]
    difference: Derived[float]
    difference_low: Derived[float]
    difference_high: Derived[float]


@dataclass(frozen=True)
class RetentionGroup:
    """The retention of one group of a breakdown; `values` are its one or two values (None: missing, or "other")."""

    label: Label[str]
    kind: Fixed[GroupKind]
    values: Label[tuple[str | None, ...]]
    cohorts: tuple[Cohort, ...]
    curve: tuple[CurvePoint, ...]
    differences: tuple[CurveDifference, ...]

    @property
    def size(self) -> int:
        """How many entries (people, once per cohort) the group has."""
        return sum(cohort.size for cohort in self.cohorts)


@dataclass(frozen=True)
class RetentionTrendPoint:
    """One column of one cohort, mature people only: `rate` (0-1) with its 95 % Wilson interval."""

    start: Fixed[datetime]
    label: Fixed[str]
    people: PartOf[int]
    size: Size[int]
    rate: Derived[float]
    rate_low: Derived[float]
    rate_high: Derived[float]
    complete: Fixed[bool]


@dataclass(frozen=True)
class RetentionResult:
    """Measured retention.

    `people` are the distinct people in any cohort. `provisional`: "on or after" can still grow, since people may
    come back after the end of the data. `warnings` are sentences.
    """

    retention: Fixed[Retention]
    labels: Fixed[tuple[str, ...]]
    cohorts: tuple[Cohort, ...]
    curve: tuple[CurvePoint, ...]
    people: Size[int]
    groups: tuple[RetentionGroup, ...] = ()
    provisional: Fixed[bool] = False
    warnings: Spoken[tuple[str, ...]] = ()

    @property
    def matrix(self) -> list[list[int]]:
        """Column 0 the cohort size, column k the people who came back in it, one row per cohort."""
        return [list(cohort.people) for cohort in self.cohorts]
