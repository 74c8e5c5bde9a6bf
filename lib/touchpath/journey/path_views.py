"""Further questions about paths: step by step from one start, what names are worth, two groups, the way meant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from touchpath.journey.definition import DefinitionError, as_tuple
from touchpath.journey.filters import Filters, Name
from touchpath.journey.funnel import Funnel, Step
from touchpath.journey.paths import Paths, PathUnits

ComparedBy = Literal["persona", "channel", "group", "period"]
MarkedBy = Literal["time", "conversion", "score"]
MOST_STEPS, MOST_BRANCHES = 8, 12
_BETWEEN = ".."


@dataclass(frozen=True)
class PathGroups(Paths):
    """Two groups on one picture: from each name of a column, where the people of `one` and of `two` go next.

    `by` says what the groups are: personas, channels (of the event a path is chosen by), saved groups, periods (see
    period_name). Each person counts with one path in a group; None is "missing".
    """

    by: ComparedBy = "persona"
    one: Name = None
    two: Name = None

    def __post_init__(self) -> None:
        """Two groups are two, and people are counted."""
        super().__post_init__()
        if self.by not in get_args(ComparedBy):
            told = ", ".join(get_args(ComparedBy))
            raise DefinitionError(f'Ways cannot be compared by "{self.by}": choose one of {told}.')
        if self.one == self.two:
            raise DefinitionError("Choose two different groups to compare.")
        if self.by in ("group", "period") and None in (self.one, self.two):
            raise DefinitionError("Name two saved groups, or two periods, to compare.")
        if self.by == "period":
            days_of(self.one or ""), days_of(self.two or "")
        if not self.by_person:
            object.__setattr__(self, "counting", "people")

    def side(self, name: Name, filters: Filters) -> Filters:
        """The filters of one of the groups."""
        if self.by == "group":
            return replace(filters, group=name)
        if self.by == "period":
            first, last = days_of(name or "")
            return replace(filters, date_from=first, date_to=last)
        return replace(filters, personas=(name,)) if self.by == "persona" else replace(filters, channels=(name,))


@dataclass(frozen=True)
class IdealJourney(PathUnits):
    """How many follow the way that is meant: `touchpoints` in their order, with anything else in between.

    A unit is looked at from its first event of the first touchpoint. It follows as long as the next touchpoint of the
    list that it meets (other than the one it is at) is the next on the list.
    """

    touchpoints: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """A way has two touchpoints, each once, that are not hidden."""
        object.__setattr__(self, "touchpoints", as_tuple(self.touchpoints))
        super().__post_init__()
        if len(self.touchpoints) < 2 or len(set(self.touchpoints)) < len(self.touchpoints):
            raise DefinitionError("The way that is meant has two touchpoints or more, each of them once.")
        if set(self.touchpoints) & set(self.hidden):
            raise DefinitionError("A touchpoint of the way that is meant is hidden: show it again.")
        if self.start or self.end or self.after:
            raise DefinitionError("The way that is meant says where it begins: leave start and end empty.")


@dataclass(frozen=True)
class WhyDiffer(PathUnits):
    """Why a path and a funnel from touchpoint `one` to `two` show different figures, one difference at a time."""

    one: str = ""
    two: str = ""
    window_seconds: float | None = None

    def __post_init__(self) -> None:
        """Both must be named."""
        super().__post_init__()
        if not (self.one and self.two) or self.one == self.two:
            raise DefinitionError("Name two different touchpoints to compare a path with a funnel.")
        if {self.one, self.two} & set(self.hidden):
            raise DefinitionError("One of the two touchpoints is hidden: show it again.")

    @property
    def funnel(self) -> Funnel:
        """The funnel it begins with."""
        return Funnel((Step(self.one), Step(self.two)), window_seconds=self.window_seconds)


@dataclass(frozen=True)
class PathTree(PathUnits):
    """The ways from one start, step by step: everybody who took the same steps so far stands at one branch.

    Shown are the first `steps`; of those who stand at a branch the `branches` largest next names keep their own, the
    rest is together and not followed further.
    """

    steps: int = 5
    branches: int = 3

    def __post_init__(self) -> None:
        """A tree has a step and a branch, and grows forwards."""
        super().__post_init__()
        if not 1 <= self.steps <= MOST_STEPS or not 1 <= self.branches <= MOST_BRANCHES:
            raise DefinitionError(f"A tree has 1 to {MOST_STEPS} steps and 1 to {MOST_BRANCHES} branches at each.")
        if self.backwards:
            raise DefinitionError("A tree grows from a start: choose where the ways begin.")


@dataclass(frozen=True)
class PathMarks(PathUnits):
    """What each name on the ways is worth, for the colour of its bars.

    `by` "time": the median time until the next step. "conversion": the share of the units at the name that come to
    `goal` later. "score": the score of the survey answers that are placed there (see Scores).
    """

    by: MarkedBy = "time"
    goal: str | None = None

    def __post_init__(self) -> None:
        """A conversion has a goal that is there to be reached."""
        super().__post_init__()
        if self.by not in get_args(MarkedBy):
            raise DefinitionError(f'Names are coloured by time, conversion or score, not by "{self.by}".')
        if self.by == "conversion" and not self.goal:
            raise DefinitionError("Say which touchpoint people should come to: choose a goal.")
        if self.goal in self.hidden:
            raise DefinitionError("The goal is hidden, so nobody can come to it: show it again.")


def period_name(first: date, last: date) -> str:
    """A period as the name of a group: "2026-01-01..2026-01-31", both days included."""
    return f"{first}{_BETWEEN}{last}"


def days_of(period: str) -> tuple[date, date]:
    """The first and the last day of a period by its name. Raises DefinitionError for what is none."""
    parts = period.split(_BETWEEN)
    try:
        first, last = (date.fromisoformat(part) for part in parts)
    except ValueError:
        raise DefinitionError("A period is written as its first and last day: 2026-01-01..2026-01-31.") from None
    if first > last:
        raise DefinitionError(f"The period ends ({last}) before it begins ({first}).")
    return first, last
