"""Who comes back: the cohorts in sentences and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from touchpath.analysis import retention as measuring
from touchpath.analysis.retention.curve import trend_of
from touchpath.analysis.retention.result import CurvePoint, RetentionResult, RetentionTrendPoint
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.few import FEW
from touchpath.answers.kinds import Place
from touchpath.answers.retention.split import least_sentence
from touchpath.answers.retention.tables import (
    CohortLines,
    cohort_table,
    curve_rows,
    line_names,
    line_rows,
    matrix,
    readable_curves,
    readable_lines,
)
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.funnel_words import step_words
from touchpath.journey.retention import Retention
from touchpath.journey.retention_views import RetentionOverCohorts, RetentionValues
from touchpath.journey.words import day_in_words, money, plural, points, rate

_SELECTS = {
    "entry": "the event that starts a person",
    "every": "every event",
    "first_ever": "people by the channel of their first event ever",
}


def measure(engine: Reader, retention: Retention, filters: Filters) -> RetentionResult:
    """Cohorts, curve and groups."""
    return measuring.measure(engine, retention, filters)


def measure_values(engine: Reader, asked: RetentionValues, filters: Filters) -> RetentionResult:
    """The same with the values of the return events."""
    return measuring.measure(engine, asked.retention, filters, values=True)


def measure_column(engine: Reader, asked: RetentionOverCohorts, filters: Filters) -> RetentionResult:
    """The cohorts that a column is followed over."""
    return measuring.measure(engine, asked.retention, filters)


def over_cohorts(asked: RetentionOverCohorts, result: RetentionResult) -> CohortLines:
    """One column of everybody, or of each group."""
    parts = [result.cohorts] if not result.groups else [group.cohorts for group in result.groups]
    lines = tuple(trend_of(cohorts, asked.column) for cohorts in parts)
    return CohortLines(tuple(line_names(result)), lines)


def tell(retention: Retention, result: RetentionResult, place: Place) -> Told:
    """Everything that is said of measured retention."""
    rows = cohort_table(result)
    tables = [Table("retention", rows, matrix(result))]
    if result.groups:
        curves = curve_rows(result)
        tables.append(Table("retention-groups", curves, readable_curves(curves)))
    return Told(
        title="Who comes back?",
        sentence=sentence(result),
        definition=f"{retention.sentence()} Value per person: the values of the return events, per person of the "
        "cohort.",
        denominator="people of the cohort; averages take only people observed to the end of the column",
        n=result.people,
        tables=tuple(tables),
        notes=tuple(notes(result, place.filters)),
        statement=_statement(place),
    )


def tell_values(asked: RetentionValues, result: RetentionResult, place: Place) -> Told:
    """What the people of a cohort were worth."""
    rows = cohort_table(result)
    written = partial(money, currency=place.currency)
    known = [point for point in result.curve[1:] if point.size > 0 and point.value == point.value]
    said = "No cohort is complete yet: there is no value to tell."
    if known:
        first, last = known[0], _last_solid(known)
        said = f"{written(first.value)} per person in {first.label.lower()}"
        said += f", {written(last.value)} in {last.label.lower()}." if last is not first else "."
    return Told(
        title="What are they worth when they come back?",
        sentence=said,
        definition=f"{asked.retention.sentence()} Value per person: the values of the return events, per person of "
        "the cohort.",
        denominator="people of the cohort; averages take only people observed to the end of the column",
        n=result.people,
        tables=(Table("retention-value", rows, matrix(result, written)),),
        notes=tuple(notes(result, place.filters)),
        statement=_statement(place),
    )


def tell_column(asked: RetentionOverCohorts, found: CohortLines, place: Place) -> Told:
    """One column from cohort to cohort."""
    label = asked.retention.labels[asked.column]
    rows = line_rows(found, label)
    solid = [
        (name, point)
        for name, line in zip(found.labels, found.lines, strict=True)
        for point in _ends([point for point in line if point.complete and point.rate == point.rate])
    ]
    told = [f"{name} {rate(point.rate)} for {_start(point)}" for name, point in solid]
    return Told(
        title=f"How did {label.lower()} develop?",
        sentence=f"{label}: {'; '.join(told)}."
        if told
        else "No cohort is complete yet: there is nothing to follow over time.",
        definition=f"{asked.retention.sentence()} The share of {label} in each cohort.",
        denominator="people of the cohort who are observed to the end of the column",
        n=float(np.nansum([point.size for line in found.lines for point in line])),
        tables=(Table("retention-trend", rows, readable_lines(rows)),),
        notes=("Only people observed to the end of the column count; cohorts that are too young are left out.",),
        statement=_statement(place),
    )


def sentence(result: RetentionResult) -> str:
    """The answer in one sentence with its numbers."""
    retention = result.retention
    what = step_words(retention.entry)
    if not result.people:
        return f"Nobody did {what} in this selection."
    known = [point for point in result.curve[1:] if point.size > 0]
    started = f"Of {plural(result.people, 'person', 'people')} who did {what}"
    if not known:
        return f"{started}, nobody has been observed long enough to say who came back."
    first, last = known[0], _last_solid(known)
    split = least_sentence(result, result.curve.index(first)) if result.groups else ""
    started = f"{split} {started}".strip()
    back = f"{rate(first.rate)} came back{_by(result)} {_at(result, first)}"
    return f"{started}, {back}." if last is first else f"{started}, {back} and {rate(last.rate)} {_at(result, last)}."


def notes(result: RetentionResult, filters: Filters) -> list[str]:
    """What a reader should know before believing the picture."""
    said = list(result.warnings)
    if any(cohort.size and not all(cohort.complete[1:]) for cohort in result.cohorts):
        said.append(
            "Hatched: not complete yet, because the data end before everybody's time is over; left out of averages."
        )
    if result.provisional:
        said.append("In that period or later can still grow: who has not come back yet may still do so.")
    if filters.channels:
        said.append(f"The channel filter selects {_SELECTS[result.retention.channel_of]}.")
    if result.retention.kind == "recurring" and result.retention.bucketing == "calendar":
        said.append("A person counts in the cohort of every period in which they started, so cohorts do not add up.")
    known = [point for point in result.curve[1:] if point.size > 0]
    if known and known[0].size < FEW:
        said.append(f"n = {known[0].size}: too few people to rely on these shares.")
    return said


def differences_sentence(result: RetentionResult, k: int) -> str:
    """Each group against all others in column `k`, in words."""
    found = [(name, group.differences[k]) for name, group in zip(line_names(result), result.groups, strict=True)]
    told = [f"{name} {points(part.difference)}" for name, part in found if part.difference == part.difference]
    return f"Difference of each group to all others at {result.labels[k]}: {'; '.join(told)}."


def _ends(points_known: list[RetentionTrendPoint]) -> list[RetentionTrendPoint]:
    return points_known if len(points_known) < 2 else [points_known[0], points_known[-1]]


def _start(point: RetentionTrendPoint) -> str:
    return f"those of {day_in_words(point.start)}"


def _last_solid(known: Sequence[CurvePoint]) -> CurvePoint:
    """The last column that rests on at least a tenth of the people of the first: later ones say little."""
    return [point for point in known if point.size >= known[0].size / 10][-1]


def _by(result: RetentionResult) -> str:
    back = result.retention.back
    return "" if back.touchpoints is None and not back.where else f" ({step_words(back)})"


def _at(result: RetentionResult, point: CurvePoint) -> str:
    later = " or later" if result.provisional else ""
    return f"in {point.label.lower()}{later}"


def _statement(place: Place) -> Statement:
    return Statement("ask/retention/moments", place.filters.without_channels())
