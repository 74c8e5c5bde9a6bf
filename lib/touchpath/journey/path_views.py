"""Further questions about paths: two groups side by side, the way meant, and why two figures differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from touchpath.journey.definition import DefinitionError, as_tuple
from touchpath.journey.filters import Filters, Name
from touchpath.journey.funnel import Funnel, Step
from touchpath.journey.paths import Paths, PathUnits

ComparedBy = Literal["persona", "channel", "group"]


@dataclass(frozen=True)
class PathGroups(Paths):
    """Two groups on one picture: from each name of a column, where the people of `one` and of `two` go next.

    `by` says what the groups are: personas, channels (of the event a path is chosen by), saved groups. Each person
    counts with one path, so that people are independent; None is "missing".
    """

    by: ComparedBy = "persona"
    one: Name = None
    two: Name = None

    def __post_init__(self) -> None:
        """Two groups are two, and people are counted."""
        super().__post_init__()
        if self.by not in get_args(ComparedBy):
            raise DefinitionError(f'Ways are compared by persona, channel or saved group, not by "{self.by}".')
        if self.one == self.two:
            raise DefinitionError("Choose two different groups to compare.")
        if self.by == "group" and None in (self.one, self.two):
            raise DefinitionError("Name two saved groups to compare.")
        if not self.by_person:
            object.__setattr__(self, "counting", "people")

    def side(self, name: Name, filters: Filters) -> Filters:
        """The filters of one of the groups."""
        if self.by == "group":
            return replace(filters, group=name)
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
