"""Comparing funnels: every group against the rest, and this period against the one before; who can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from touchpath.analysis import funnel as measuring
from touchpath.analysis.comparison import (
    Cell,
    Comparison,
    GroupCounts,
    bases_of,
    compare_groups,
    compare_periods,
    last_period,
    previous_period,
)
from touchpath.analysis.funnel.result import FunnelResult, GroupResult
from touchpath.analysis.small_cells import shown_groups
from touchpath.answers.against_rest import chance_words
from touchpath.answers.answer import Table, Told
from touchpath.answers.funnel.names import headings
from touchpath.answers.funnel.worst import shares_people, worst_sentence
from touchpath.answers.groups import group_labels
from touchpath.answers.kinds import Place
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Size
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.funnel_views import FunnelGroups, FunnelPeriods
from touchpath.journey.words import count, interval, listed, plural, points, rate, signed

_NAMED = {"holm": "Holm", "bh": "Benjamini-Hochberg"}


@dataclass(frozen=True)
class GroupsCompared:
    """Every group against the rest. `left_out` groups have a hidden step and are in no comparison.

    `worst` says which group converts worst from the first step to the last.
    """

    comparison: Comparison
    headings: Fixed[tuple[str, ...]]
    left_out: Fixed[int]
    people: Size[float]
    worst: Derived[str] = ""


@dataclass(frozen=True)
class TwoPeriods:
    """The same funnel in two periods of equal length, among people whose time is over."""

    now: FunnelResult
    before: FunnelResult
    now_filters: Fixed[Filters]
    before_filters: Fixed[Filters]


@dataclass(frozen=True)
class PeriodsCompared:
    """The steps now against the period before; `immature` people of this period are left out."""

    cells: tuple[Cell, ...]
    headings: Fixed[tuple[str, ...]]
    now: Fixed[Filters]
    before: Fixed[Filters]
    people: Size[float]
    immature: Size[float]


def measure_groups(engine: Reader, asked: FunnelGroups, filters: Filters) -> FunnelResult:
    """The funnel of each group. Raises DefinitionError for groups that cannot be compared."""
    _require_comparable(asked.funnel)
    return measuring.measure(engine, asked.funnel, filters)


def compared_groups(asked: FunnelGroups, result: FunnelResult) -> GroupsCompared:
    """Every group that is shown whole against the others. Raises DefinitionError with fewer than two."""
    groups = shown_groups(result.groups)
    if len(groups) < 2:
        raise DefinitionError(
            "There is only one group in this selection: clear a filter to have others to compare it with."
        )
    found = compare_groups(_counts(groups), bases_of([step.optional for step in result.steps]), asked.allowance)
    left = len(result.groups) - len(groups)
    return GroupsCompared(found, tuple(headings(asked.funnel)), left, result.steps[0].people, worst_sentence(result))


def _counts(groups: Sequence[GroupResult]) -> list[GroupCounts]:
    labels = group_labels(groups)
    return [
        GroupCounts(label, tuple(int(step.people) for step in group.steps))
        for label, group in zip(labels, groups, strict=True)
    ]


def _require_comparable(funnel: Funnel) -> None:
    """Raises DefinitionError, with why, where groups of this funnel cannot be tested against each other."""
    if funnel.counting != "people":
        raise DefinitionError("Groups are compared by people: choose to count people under More.")
    if funnel.breakdown and shares_people(funnel.breakdown):
        raise DefinitionError(
            "Here a person may be in several groups: choose under More which event decides, or one saved group."
        )


def tell_groups(asked: FunnelGroups, found: GroupsCompared, place: Place) -> Told:
    """Which groups differ, in words and as rows."""
    comparison, breakdown = found.comparison, asked.funnel.breakdown
    family = (
        f"{count(comparison.tested)} comparisons were tested, adjusted for their number ({_NAMED[asked.allowance]})."
    )
    step_by_step = group_sentence(comparison, found.headings)
    notes = [step_by_step] if found.worst else []
    if found.left_out:
        notes.append(f"{plural(found.left_out, 'group is', 'groups are')} left out: some of their steps are hidden.")
    notes.append("Groups were not assigned at random: a difference says who, not why.")
    if breakdown and breakdown.by_group:
        notes.append("A group that was saved from a step of this funnel differs at that step by definition.")
    return Told(
        title="Which groups differ?",
        sentence=found.worst or step_by_step,
        definition="Share of those at the previous step who went on, each group against everybody else. " + family,
        denominator="people who reached the previous step; a person is in one group only. Difference: Newcombe's "
        "interval, 95 %; test: N-1 chi-square, exact where few are expected.",
        n=found.people,
        tables=(_table("funnel-comparison", comparison.cells, found.headings, "rest"),),
        notes=tuple(notes),
    )


def measure_periods(engine: Reader, asked: FunnelPeriods, filters: Filters) -> TwoPeriods:
    """The funnel in both periods. Raises DefinitionError where the data do not reach back to the earlier one."""
    calendar = engine.calendar
    now = filters if filters.date_from or filters.date_to else last_period(filters, calendar)
    before = previous_period(now, calendar) if now else None
    if now is None or before is None:
        raise DefinitionError(
            "The data do not reach back to a period before this one: choose shorter dates in the sidebar."
        )
    fair = asked.fair
    return TwoPeriods(measuring.measure(engine, fair, now), measuring.measure(engine, fair, before), now, before)


def compared_periods(asked: FunnelPeriods, both: TwoPeriods) -> PeriodsCompared:
    """Step by step now against before. Raises DefinitionError where a step is hidden in one of them."""
    people = [[step.people for step in result.steps] for result in (both.now, both.before)]
    if any(step != step for steps in people for step in steps):
        raise DefinitionError("The periods cannot be compared: a step is hidden in one of them.")
    cells = compare_periods(people[0], people[1], bases_of([step.optional for step in asked.funnel.steps]))
    named = tuple(replace(cell, group="This period") for cell in cells)
    return PeriodsCompared(
        named,
        tuple(headings(asked.funnel)),
        both.now_filters,
        both.before_filters,
        both.now.steps[0].people,
        both.now.immature or 0,
    )


def tell_periods(asked: FunnelPeriods, found: PeriodsCompared, place: Place) -> Told:
    """The two periods in words and as rows; no test."""
    notes = []
    if left := found.immature:
        notes.append(
            f"{plural(left, 'person of this period is', 'people of this period are')} left out: still in time."
        )
    notes.append(
        "The range shows sampling only. Ordinary weeks differ by more than that, so no test is made here: to find "
        "out whether a change of a touchpoint made the difference, use the change lab."
    )
    return Told(
        title="Does this period differ from the one before?",
        sentence=period_sentence(found),
        definition=f"{asked.fair.sentence()} The share of those at the previous step who went on, in the dates "
        "looked at and in as many days just before.",
        denominator="people who reached the previous step and whose time is over. Difference: Newcombe's interval, "
        "95 %; no test.",
        n=found.people,
        tables=(_table("funnel-periods", found.cells, found.headings, "period before"),),
        notes=tuple(notes),
    )


def group_sentence(found: Comparison, names: Sequence[str]) -> str:
    """What the comparison of the single steps says, in words: who falls behind first."""
    called = found.called
    if not called:
        return (
            f"No group differs from the rest beyond chance at any step ({count(found.tested)} comparisons, allowing "
            "for their number)."
        )
    cell = called[0]
    way = "less" if cell.difference.estimate < 0 else "more"
    others = count(len(called) - 1)
    more = f" {others} more of {count(found.tested)} comparisons differ beyond chance." if called[1:] else ""
    return (
        f"Step by step, {cell.group} go on {way} often than the rest from {names[cell.step - 1]}: {rate(cell.rate)} "
        f"of {count(cell.n)} against {rate(cell.rest_rate)}: {chance_words(cell)}.{more}"
    )


def period_sentence(found: PeriodsCompared) -> str:
    """The steps now against the period before, in words."""
    told = [
        f"{heading} {rate(cell.rate)} after {rate(cell.rest_rate)} ({points(cell.difference.estimate)}, range "
        f"{_range(cell)})"
        for cell, heading in zip(found.cells, found.headings, strict=True)
    ]
    now, before = (part.without_channels().sentence() for part in (found.now, found.before))
    return f"{now} against {before}: {listed(told, 6)}."


def p_words(p: float) -> str:
    """A p-value as written: "p < 0.001", "p = 0.031"."""
    return "not tested" if p != p else "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def _range(cell: Cell) -> str:
    return interval(signed(100 * cell.difference.low, 1), signed(100 * cell.difference.high, 1))


def _table(name: str, cells: Sequence[Cell], names: Sequence[str], other: str) -> Table:
    tested = other == "rest"
    rows = pd.DataFrame([_row(cell, names, other.replace(" ", "_")) for cell in cells])
    if not tested:
        rows = rows.drop(columns=["adjusted_p", "differs"])
    readable = pd.DataFrame([_read(cell, names, other.capitalize()) for cell in cells])
    return Table(name, rows, readable if tested else readable.drop(columns=["Adjusted p", "Remark"]))


def _row(cell: Cell, names: Sequence[str], other: str) -> dict[str, object]:
    return {
        "step": names[cell.step - 1],
        "group": cell.group,
        "people": cell.n,
        "reached": cell.reached,
        "rate": cell.rate,
        f"{other}_people": cell.rest_n,
        f"{other}_reached": cell.rest_reached,
        f"{other}_rate": cell.rest_rate,
        "difference": cell.difference.estimate,
        "difference_low": cell.difference.low,
        "difference_high": cell.difference.high,
        "adjusted_p": cell.adjusted_p,
        "differs": cell.called,
    }


def _read(cell: Cell, names: Sequence[str], other: str) -> dict[str, object]:
    return {
        "Step": names[cell.step - 1],
        "Group": cell.group,
        "Rate": f"{rate(cell.rate)} of {count(cell.n)}",
        other: f"{rate(cell.rest_rate)} of {count(cell.rest_n)}",
        "Difference": points(cell.difference.estimate),
        "95 % range, points": _range(cell),
        "Adjusted p": p_words(cell.adjusted_p),
        "Remark": cell.difference.reason or ("differs" if cell.called else ""),
    }
