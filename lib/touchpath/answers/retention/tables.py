"""The cohorts of retention as tables: of numbers, and as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from touchpath.analysis.retention.result import Cohort, RetentionResult, RetentionTrendPoint
from touchpath.answers.groups import group_labels
from touchpath.journey.cells import Label
from touchpath.journey.words import count, interval, points, rate

EVERYBODY = "Everybody"


@dataclass(frozen=True)
class CohortLines:
    """One column over the cohorts: a line for everybody, or one for each group."""

    labels: Label[tuple[str, ...]]
    lines: tuple[tuple[RetentionTrendPoint, ...], ...]


def line_names(result: RetentionResult) -> list[str]:
    """The names of the curves."""
    return group_labels(result.groups) if result.groups else ["All"]


def shown_cohorts(cohorts: Sequence[Cohort], most: int) -> tuple[tuple[Cohort, ...], int]:
    """The last `most` cohorts that the data reach, without empty ones at either end, and how many were left out."""
    sizes = [cohort.size > 0 for cohort in cohorts]
    if not any(sizes):
        return (), 0
    first, last = sizes.index(True), len(sizes) - sizes[::-1].index(True)
    kept = tuple(cohorts[first:last])
    return kept[-most:], max(0, len(kept) - most)


def cohort_table(result: RetentionResult) -> pd.DataFrame:
    """One row per cohort and column, first of everybody, then of each group."""
    parts = [(EVERYBODY, result.cohorts)]
    parts += [(name, group.cohorts) for name, group in zip(line_names(result), result.groups, strict=False)]
    return pd.DataFrame(
        [
            {**({"group": name} if result.groups else {}), **row}
            for name, cohorts in parts
            for row in _cohort_rows(cohorts, result.labels)
        ]
    )


def _cohort_rows(cohorts: Sequence[Cohort], labels: Sequence[str]) -> list[dict[str, object]]:
    return [
        {
            "cohort": cohort.start,
            "column": label,
            "size": cohort.size,
            "people": cohort.people[k],
            "rate": cohort.rates[k],
            "complete": cohort.complete[k],
            "mature": cohort.mature[k],
            "mature_people": cohort.mature_people[k],
            **({"value": cohort.value[k]} if cohort.value else {}),
        }
        for cohort in cohorts
        for k, label in enumerate(labels)
    ]


def value_per_person(cohort: Cohort, k: int) -> float:
    """Value of the return events in column `k` per person of the cohort; NaN where values were not asked for."""
    return cohort.value[k] / cohort.size if cohort.size and cohort.value else float("nan")


def matrix(result: RetentionResult, written: partial[str] | None = None) -> pd.DataFrame:
    """A row per cohort of everybody, a column per period."""
    shown, _ = shown_cohorts(result.cohorts, len(result.cohorts))
    return pd.DataFrame(
        [
            {
                "Cohort": cohort.label,
                "People": count(cohort.size),
                **{label: _cell(cohort, k, written) for k, label in enumerate(result.labels) if k},
            }
            for cohort in shown
        ],
        columns=["Cohort", "People", *result.labels[1:]],
    )


def _cell(cohort: Cohort, k: int, written: partial[str] | None) -> str:
    said = written(value_per_person(cohort, k)) if written else rate(cohort.rates[k])
    return said if cohort.complete[k] else f"({said})"


def curve_rows(result: RetentionResult) -> pd.DataFrame:
    """One row per group and column, with its difference from all others."""
    return pd.DataFrame(
        [
            {
                "group": name,
                "column": point.label,
                "people": point.people,
                "size": point.size,
                "rate": point.rate,
                "rate_low": point.rate_low,
                "rate_high": point.rate_high,
                "difference": part.difference,
                "difference_low": part.difference_low,
                "difference_high": part.difference_high,
            }
            for name, group in zip(line_names(result), result.groups, strict=True)
            for point, part in zip(group.curve, group.differences, strict=True)
        ]
    )


def readable_curves(rows: pd.DataFrame) -> pd.DataFrame:
    """The same as it is read."""
    ends = zip(rows["rate_low"], rows["rate_high"], strict=True)
    return pd.DataFrame(
        {
            "Group": rows["group"],
            "Column": rows["column"],
            "Came back": rows["people"].map(count),
            "Of": rows["size"].map(count),
            "Share": rows["rate"].map(rate),
            "95 % interval": [interval(rate(low), rate(high)) for low, high in ends],
            "Against all others": rows["difference"].map(points),
        }
    )


def line_rows(found: CohortLines, label: str) -> pd.DataFrame:
    """One row per line and cohort of one column."""
    return pd.DataFrame(
        [
            {
                "group": name, "cohort": point.start, "column": label, "people": point.people, "size": point.size,
                "rate": point.rate, "rate_low": point.rate_low, "rate_high": point.rate_high,
            }
            for name, line in zip(found.labels, found.lines, strict=True)
            for point in line
        ],
        columns=["group", "cohort", "column", "people", "size", "rate", "rate_low", "rate_high"],
    )  # fmt: skip


def readable_lines(rows: pd.DataFrame) -> pd.DataFrame:
    """The same as it is read."""
    ends = zip(rows["rate_low"], rows["rate_high"], strict=True)
    return pd.DataFrame(
        {
            "Group": rows["group"],
            "Cohort": rows["cohort"],
            "Came back": rows["people"].map(count),
            "Of": rows["size"].map(count),
            "Share": rows["rate"].map(rate),
            "95 % interval": [interval(rate(low), rate(high)) for low, high in ends],
        }
    )
