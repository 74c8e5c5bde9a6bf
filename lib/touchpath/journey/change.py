"""What a change of a touchpoint is, and the question asked about it: did it move what it should have moved?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from touchpath.journey.change_outcome import Outcome, outcome_from
from touchpath.journey.conditions import Where, conditions_from
from touchpath.journey.definition import DefinitionError, as_tuple, build, to_plain
from touchpath.journey.filters import Name
from touchpath.journey.written import shortest_number

Design = Literal["randomised", "before_after", "with_control", "clusters", "same_people"]
Asked = Literal["auto", "randomised", "before_after", "with_control", "clusters", "same_people"]
AssignedBy = Literal["touchpoint", "person", "file"]

MOST_WEEKS = 156


@dataclass(frozen=True)
class Reach:
    """Some of the people: those who pass every field that is filled in.

    `personas` are as known at entry, `channels` those of the entry event, `where` conditions on the entry event or
    the person. `others` (for a comparison group): everybody whom the change did not reach.
    """

    personas: tuple[Name, ...] = ()
    channels: tuple[Name, ...] = ()
    where: tuple[Where, ...] = ()
    others: bool = False

    def __post_init__(self) -> None:
        """Lists become tuples."""
        for name in ("personas", "channels", "where"):
            object.__setattr__(self, name, as_tuple(getattr(self, name)))

    @property
    def everybody(self) -> bool:
        """Whether nobody is left out."""
        return not (self.personas or self.channels or self.where or self.others)


@dataclass(frozen=True)
class Assignment:
    """Where it is written which arm of a randomised test each person is in.

    `by`: "touchpoint" (the property `name` of the first event of `touchpoint`), "person" (the attribute `name`) or
    "file" (the uploaded assignments of the test called `name`). `control` is the arm without the change;
    `planned` the planned split as (arm, share) pairs, equal when empty. Arms that are one number (10 and 10.0) are
    one arm, called by its shortest form.
    """

    by: AssignedBy
    name: str
    touchpoint: str | None = None
    control: str | None = None
    planned: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        """Lists become tuples; then the rules are checked."""
        planned = tuple((shortest_number(str(arm)), float(share)) for arm, share in self.planned)
        object.__setattr__(self, "planned", planned)
        if self.control is not None:
            object.__setattr__(self, "control", shortest_number(self.control))
        if self.by not in get_args(AssignedBy):
            raise DefinitionError(f'An assignment is read from a touchpoint, a person or a file, not "{self.by}".')
        if not self.name:
            raise DefinitionError("Say which column, property or test holds the arm.")
        if self.by == "touchpoint" and not self.touchpoint:
            raise DefinitionError("Say at which touchpoint people were assigned to an arm.")
        if any(share <= 0 for _, share in self.planned):
            raise DefinitionError("Every arm of the planned split needs a share above 0.")


@dataclass(frozen=True)
class Clusters:
    """Stores, regions or teams of which some had the change: the attribute of the person (or property of the entry
    event) that names them, and the names of those that had it."""

    name: str
    treated: tuple[str, ...]
    scope: Literal["person", "event"] = "person"

    def __post_init__(self) -> None:
        """Lists become tuples; then the rules are checked."""
        object.__setattr__(self, "treated", tuple(shortest_number(str(name)) for name in as_tuple(self.treated)))
        if not self.name or not self.treated:
            raise DefinitionError("Say which column names the regions or stores, and which of them had the change.")


@dataclass(frozen=True)
class Change:
    """A dated change and its pre-registered question.

    `day`: the first day with the change, in the workspace zone. `reached`: whom it reached. `hoped_for`: the smallest
    change worth having: in points for shares and net promoter scores, else in the unit of the outcome; None leaves
    it open. `weeks_before` / `weeks_after`: at most so many weeks are looked at. `planned_end`: the day the test is
    planned to end, which fixes how often one may look. `lag_days`: how late the data arrive. `split_by`: columns of
    the people (in a test from a file: of that file) by which the effect of a randomised test is shown too, beside
    persona and channel.
    """

    name: str
    day: date
    outcome: Outcome
    touchpoint: str | None = None
    reached: Reach = Reach()
    design: Asked = "auto"
    control: Reach | None = None
    assignment: Assignment | None = None
    clusters: Clusters | None = None
    hoped_for: float | None = None
    planned_end: date | None = None
    weeks_before: int | None = None
    weeks_after: int | None = None
    lag_days: float = 0
    split_by: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """ISO text becomes a date, lists tuples; then the rules are checked."""
        object.__setattr__(self, "split_by", as_tuple(self.split_by))
        for name in ("day", "planned_end"):
            value = getattr(self, name)
            if isinstance(value, str):
                object.__setattr__(self, name, day_from(value))
        _check(self)

    @property
    def chosen_design(self) -> Design:
        """The design asked for; with "auto" the strongest that the definition allows."""
        if self.design != "auto":
            return self.design
        if self.assignment:
            return "randomised"
        if self.clusters:
            return "clusters"
        return "with_control" if self.control else "before_after"

    @property
    def hoped(self) -> float | None:
        """The change hoped for in the unit of the effect (shares as 0-1)."""
        if self.hoped_for is None:
            return None
        return abs(self.hoped_for) / (100 if self.outcome.is_rate else 1)


def day_from(text: str) -> date:
    """A day from ISO text; raises DefinitionError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DefinitionError(f'"{text}" is not a date: write it as 2025-03-31.') from error


def change_from(plain: Mapping[str, Any]) -> Change:
    """A change from its plain dict (URL, saved definition, file); raises DefinitionError for what it cannot be."""
    parts = dict(plain)
    if isinstance(parts.get("outcome"), Mapping):
        parts["outcome"] = outcome_from(parts["outcome"])
    for name in ("reached", "control"):
        if isinstance(parts.get(name), Mapping):
            parts[name] = reach_from(parts[name])
    for name, kind in (("assignment", Assignment), ("clusters", Clusters)):
        if isinstance(parts.get(name), Mapping):
            parts[name] = build(kind, parts[name])
    return build(Change, parts)


def change_to_plain(change: Change) -> dict[str, Any]:
    """A change as a plain dict of JSON values."""
    plain: dict[str, Any] = to_plain(change)
    for name in ("day", "planned_end"):
        if isinstance(plain.get(name), date):
            plain[name] = plain[name].isoformat()
    return plain


def reach_from(plain: Mapping[str, Any]) -> Reach:
    """A reach from its plain dict."""
    where = conditions_from(plain.get("where"))
    return build(Reach, {**plain, "where": where})


def _check(change: Change) -> None:
    if not change.name.strip():
        raise DefinitionError("Give the change a name.")
    if change.design not in get_args(Asked):
        raise DefinitionError(f'"{change.design}" is no design: choose one of {", ".join(get_args(Asked))}.')
    needs = {"randomised": change.assignment, "with_control": change.control, "clusters": change.clusters}
    missing = {
        "randomised": "A randomised test needs to know who was in which arm.",
        "with_control": "Say who the comparison group is.",
        "clusters": "Say which regions, stores or teams had the change.",
    }
    if change.design in needs and needs[change.design] is None:
        raise DefinitionError(missing[change.design])
    if change.design == "same_people" and change.outcome.kind not in ("retention", "engagement", "revenue"):
        raise DefinitionError(
            "The same people before and after can be compared by what they did, not by this outcome."
        )
    if change.reached.others:
        raise DefinitionError("Only the comparison group can be everybody else.")
    if change.outcome.kind == "column" and change.chosen_design != "randomised":
        raise DefinitionError("A column has no dates: it can only be compared between the arms of a randomised test.")
    for weeks in (change.weeks_before, change.weeks_after):
        if weeks is not None and not 1 <= weeks <= MOST_WEEKS:
            raise DefinitionError(f"A period is 1 to {MOST_WEEKS} weeks long.")
    if change.planned_end and change.planned_end <= change.day:
        raise DefinitionError("A test ends after the day it began.")
