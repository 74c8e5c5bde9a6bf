"""Who enters the comparison: first entries, or the people of a randomised test with their arms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.change.units import Entries, Mask, channel_places, place_of
from touchpath.analysis.log.calendar import microseconds
from touchpath.analysis.log.reading import in_dates, step_clauses
from touchpath.engine.base import Reader
from touchpath.journey.change import Assignment, Change
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.journey.words import listed
from touchpath.queries.clauses import Clause

NO_TIME = -1


@dataclass(frozen=True, eq=False)
class Assigned:
    """People of a randomised test: `arm` is a place in `arms`, `moment` when they were assigned (NO_TIME: not said).

    `mixed` of `people` were seen in several arms; they are left out here.
    """

    person: NDArray[Any]
    moment: NDArray[np.int64]
    arm: NDArray[np.int64]
    arms: tuple[str, ...]
    people: int
    mixed: int

    @property
    def timed(self) -> bool:
        """Whether every assignment has a time."""
        return bool(len(self.person)) and bool(np.all(self.moment != NO_TIME))

    def where(self, kept: Mask) -> Assigned:
        """The people a mask keeps."""
        return replace(self, person=self.person[kept], moment=self.moment[kept], arm=self.arm[kept])


def read_first(
    engine: Reader, step: Step, filters: Filters, extra_after: int | None = None, more: Sequence[Clause] = ()
) -> Entries:
    """The first event of each person at a step: ever and then within the dates, or the first from a moment on."""
    chosen = filters.without_dates().without_channels()
    clauses = [*step_clauses(engine, step, filters), *more]
    if extra_after is not None:
        after = engine.calendar.day_of(pd.Timestamp(extra_after, unit="us").to_pydatetime())
        chosen = replace(chosen, date_from=after)
    rows = engine.arrays("ask/log/first_events", {}, chosen, clauses)
    person, moment = np.asarray(rows["person"]), np.asarray(rows["moment"], dtype=np.int64)
    order = np.argsort(person)
    channel, _ = channel_places(engine, np.asarray(rows["channel"]))
    entries = Entries(person[order], moment[order], channel[order])
    return entries.where(in_dates(engine, entries.moment, filters))


def read_assigned(engine: Reader, assignment: Assignment) -> Assigned:
    """Everybody who was assigned to an arm, before any filter."""
    if assignment.by == "person":
        rows = engine.frame("ask/change/attribute", {"name": assignment.name})
        rows["moment"], rows["labels"] = NO_TIME, 1
    elif assignment.by == "file":
        rows = engine.frame("ask/change/assigned_in_file", {"test": assignment.name})
    else:
        clauses = step_clauses(engine, Step(assignment.touchpoint))
        rows = engine.frame("ask/change/first_property", {"name": assignment.name}, extra=clauses)
    moment: NDArray[np.int64] = rows["moment"].fillna(NO_TIME).to_numpy().astype(np.int64)
    kept = (rows["labels"] == 1).to_numpy()
    arms = _arms(assignment, rows["label"].astype(str))
    places = pd.Categorical(rows["label"].astype(str), categories=list(arms)).codes.astype(np.int64)
    everybody = Assigned(rows["person"].to_numpy(), moment, places, arms, len(rows), int((~kept).sum()))
    return everybody.where(kept & (places >= 0))


def _arms(assignment: Assignment, labels: pd.Series[str]) -> tuple[str, ...]:
    """The arms found, that without the change first.

    Raises DefinitionError for a control arm that nobody is in, and for a planned split that leaves out an arm found:
    taking another instead would turn the answer round.
    """
    found = sorted(labels.unique(), key=str.lower)
    if not found:
        return ()
    if assignment.control is not None and assignment.control not in found:
        raise DefinitionError(f'Nobody is in an arm called "{assignment.control}": the arms are {listed(found)}.')
    unplanned = [arm for arm in found if assignment.planned and arm not in dict(assignment.planned)]
    if unplanned:
        raise DefinitionError(
            f'The planned split says nothing of "{unplanned[0]}": give a share to each of the arms, {listed(found)}.'
        )
    control = assignment.control or guess_control(found) or found[0]
    return (control, *(arm for arm in found if arm != control))


def guess_control(arms: list[str]) -> str | None:
    """The arm that sounds unchanged; else the first."""
    words = ("control", "none", "no ", "no-", "old", "baseline", "holdout", "off", "false", "0", "a")
    for word in words:
        for arm in arms:
            text = arm.lower()
            if text == word.strip() or (len(word) > 2 and text.startswith(word)):
                return arm
    return arms[0] if arms else None


def narrowed(engine: Reader, assigned: Assigned, change: Change, filters: Filters) -> Assigned:
    """The assigned people who pass the filters on people and events."""
    plain = replace(filters.without_dates().without_channels(), personas=())
    if plain != Filters():
        seen = engine.arrays("ask/people_in_view", {}, plain)["person"]
        assigned = assigned.where(place_of(np.asarray(seen), assigned.person) >= 0)
    if assigned.timed and (filters.date_from or filters.date_to):
        assigned = assigned.where(in_dates(engine, assigned.moment, filters))
    return assigned


def assigned_entries(engine: Reader, assigned: Assigned, change: Change, filters: Filters) -> tuple[Entries, Mask]:
    """When each assigned person enters, and which have entered at all.

    Where the time of assignment is known they enter then; else with their first entry event from the change on. The
    channel is that of their first entry event.
    """
    outcome = change.outcome
    if outcome.kind == "column":
        nowhere = np.zeros(len(assigned.person), dtype=np.int64)
        return Entries(assigned.person, nowhere, nowhere), np.ones(len(nowhere), dtype=bool)
    start = None if assigned.timed else microseconds(engine.calendar.utc_of(change.day))
    first = read_first(engine, outcome.start, filters if start else filters.without_dates(), start)
    at = place_of(first.person, assigned.person)
    channel = np.append(first.channel, 0)[at]
    if assigned.timed:
        return Entries(assigned.person, assigned.moment, channel), np.ones(len(channel), dtype=bool)
    return Entries(assigned.person, np.append(first.moment, 0)[at], channel), at >= 0
