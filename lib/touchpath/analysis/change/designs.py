"""From people to findings: each design reads whom it compares once, and compares them over the weeks asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from touchpath.analysis.change.clusters import cluster_findings
from touchpath.analysis.change.cohorts import before_after_findings, with_control_findings
from touchpath.analysis.change.groups import groups, known_personas
from touchpath.analysis.change.outcomes import read_units
from touchpath.analysis.change.result import Findings, Gate, OutcomeUnit
from touchpath.analysis.change.units import ChangeUnits, Mask
from touchpath.analysis.change.weeks import weeks_of
from touchpath.engine.base import Reader
from touchpath.journey.change import Change
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters


@dataclass(frozen=True, eq=False)
class ComparedGroups:
    """Those reached and (where there is one) the comparison group, with their outcome; they do not depend on the day.

    `late`: why personas are not known when people enter, so that their mix cannot be held still.
    """

    reached: ChangeUnits
    control: ChangeUnits | None
    late: str | None
    unit: OutcomeUnit

    def entered(self, first: int, last: int) -> ComparedGroups:
        """Those who entered from one moment to another (UTC microseconds, the last left out)."""
        return replace(
            self,
            reached=_between(self.reached, first, last),
            control=None if self.control is None else _between(self.control, first, last),
        )


def _between(units: ChangeUnits, first: int, last: int) -> ChangeUnits:
    inside: Mask = np.asarray((units.moment >= first) & (units.moment < last))
    return units.where(inside)


def read_groups(engine: Reader, change: Change, filters: Filters) -> ComparedGroups:
    """Whom a comparison over weeks is between, and what became of them."""
    units, late = known_personas(engine, read_units(engine, change, filters))
    reached, control = groups(engine, change, units)
    if change.chosen_design == "with_control" and control is None:
        raise DefinitionError("Say who the comparison group is.")
    return ComparedGroups(reached, control, late, unit_of(change, units))


def find_over_weeks(engine: Reader, change: Change, compared: ComparedGroups, filters: Filters) -> Findings:
    """What the weeks before and after the day of the change say of these groups."""
    reached, unit = compared.reached, compared.unit
    weeks = weeks_of(engine, change, reached, filters)
    if change.chosen_design == "clusters":
        found = cluster_findings(engine, change, reached, weeks, unit)
    elif compared.control is not None and change.chosen_design == "with_control":
        found = with_control_findings(engine, change, reached, compared.control, weeks, unit)
    else:
        found = before_after_findings(engine, change, reached, weeks, unit)
    return _with_note(found, compared.late)


def _with_note(found: Findings, late: str | None) -> Findings:
    """Say when personas could not be held still."""
    if late is None:
        return found
    note = Gate(
        "persona mix",
        "amber",
        f"Personas are not known when people enter, so their mix is not held still. {late}",
        "cap",
    )
    return replace(found, gates=(*(gate for gate in found.gates if gate.name != "persona mix"), note))


def unit_of(change: Change, units: ChangeUnits | None) -> OutcomeUnit:
    """What effects are in."""
    kind = change.outcome.kind
    if kind in ("retention", "conversion", "repeat_purchase", "csat") or (units is not None and units.is_rate):
        return "share"
    named: dict[str, OutcomeUnit] = {"nps": "points", "churn": "days", "revenue": "money"}
    return named.get(kind, "number")
