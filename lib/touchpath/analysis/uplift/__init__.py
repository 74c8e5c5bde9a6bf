"""For whom a randomised test worked: first whether the effect differs between groups, then its size in each.

What the change lab reads of a test is read as it reads it: who was assigned, who entered, whose outcome is known. The
groups must have been known before the draw, and must stand alike in both arms.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from touchpath.analysis.change.arm_gates import split, split_by_persona
from touchpath.analysis.change.arms import Arms, arms_of
from touchpath.analysis.change.entries import narrowed, read_assigned
from touchpath.analysis.change.groups import groups, known_personas, refuse_nobody_reached
from touchpath.analysis.change.outcomes import read_units
from touchpath.analysis.change.units import ChangeUnits
from touchpath.analysis.uplift.effects import counted, uplift_labels, whole_group
from touchpath.analysis.uplift.labels import labels_of, refuse_unlike_arms
from touchpath.analysis.uplift.order import ordered
from touchpath.analysis.uplift.result import UpliftResult
from touchpath.engine.base import Reader
from touchpath.journey.change import Change
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.uplift import Uplift
from touchpath.journey.words import listed


def measure(engine: Reader, asked: Uplift, filters: Filters = NO_FILTERS) -> UpliftResult:
    """The effect by every label, and the gain of treating in an order; mature people only.

    Raises DefinitionError where arms do not stand as a draw leaves them, where the outcome is no yes or no, and where
    an arm has nobody in it.
    """
    change = asked.change
    refuse_nobody_reached(change, filters)
    arms, late = _arms(engine, change, filters)
    number = _number(asked, arms.assigned.arms)
    units, treated = _in_two_arms(arms, number)
    if not units.is_rate:
        raise DefinitionError(f"{change.outcome.noun} holds numbers: for whom it worked is told of yes and no only.")
    found = labels_of(engine, change, units, personas=not late)
    refuse_unlike_arms(found, treated)
    several = [label for label in found if len(label.names) > 1]
    counts = [counted(label.place, len(label.names), treated, units.value) for label in several]
    everybody = counted(np.zeros_like(treated), 1, treated, units.value)
    return UpliftResult(
        asked, arms.assigned.arms[0], arms.assigned.arms[number],
        whole_group(everybody, asked.worth),
        uplift_labels(several, counts, asked.worth),
        ordered(several, units.person.astype(np.int64), treated, units.value),
        tuple(label.by for label in found if len(label.names) == 1),
    )  # fmt: skip


def _arms(engine: Reader, change: Change, filters: Filters) -> tuple[Arms, bool]:
    """Everybody assigned with their outcome and arm, and whether some personas are only known after entry."""
    assert change.assignment is not None
    everybody = read_assigned(engine, change.assignment)
    if not everybody.people:
        raise DefinitionError(f'Nobody was assigned to an arm by "{change.assignment.name}".')
    broken = (gate(*given).light == "red" for gate, given in (
        (split, (change.assignment, everybody)), (split_by_persona, (engine, change.assignment, everybody)),
    ))  # fmt: skip
    if any(broken):
        raise DefinitionError(
            "The arms do not hold the people that the planned split would give (p < 0.001): people were lost or put "
            "into the wrong arm, so these are no arms drawn at random, and for whom it worked cannot be told."
        )
    assigned = narrowed(engine, everybody, change, filters)
    units, late = known_personas(engine, read_units(engine, change, filters, assigned))
    reached, _ = groups(engine, replace(change, control=None), units)
    return arms_of(assigned, reached), late is not None


def _number(asked: Uplift, arms: tuple[str, ...]) -> int:
    if len(arms) < 2:
        raise DefinitionError("Only one arm has anybody in it: there is nothing to compare with.")
    if asked.arm is None:
        return 1
    if asked.arm not in arms[1:]:
        raise DefinitionError(
            f'There is no arm called "{asked.arm}" beside {arms[0]}: choose {listed(arms[1:], 8, "or")}.'
        )
    return arms.index(asked.arm)


def _in_two_arms(arms: Arms, number: int) -> tuple[ChangeUnits, np.ndarray]:
    """The mature people of the two arms, and who of them is in the arm with the change."""
    kept = arms.units.mature & np.isin(arms.arm, (0, number))
    units = arms.units.where(kept)
    treated = (arms.arm[kept] == number).astype(np.int64)
    if not treated.any() or treated.all():
        raise DefinitionError("Nobody of one of the arms is known long enough yet for the outcome to be known.")
    return units, treated
