"""What may be asked about people who met a touchpoint and comparable people who did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from touchpath.journey.definition import DefinitionError, as_tuple

ComparedOutcome = Literal["goal", "return", "revenue"]
MatchVerdict = Literal[
    "more",
    "less",
    "no_difference",
    "differed_already",
    "no_past",
    "step",
    "nearly_everybody",
    "too_few",
    "goal",
    "asks",
]
"""More or less often than comparable people; no difference beyond chance; greyed: these people differed already, or
there is no past to check; not judged: a step of the way, met by nearly everybody, too few matched, the goal itself,
a touchpoint that only asks.
"""
_LONGEST_DAYS = 366


@dataclass(frozen=True)
class ComparablePeople:
    """Did people who met a touchpoint reach an outcome more often than comparable people who had not met it by then?

    `touchpoint` None judges every touchpoint, as one list. `outcome` within `days` x 24 hours of the first meeting:
    the `goal` (one of these touchpoints), a return (one of `returning`, () for all that do not only ask, in another
    session; meeting the touchpoint itself is none), or revenue (at `purchase`, () for all that carry a value). Of the
    filters dates, channels and conditions choose the first meetings, personas and groups the people on both sides.
    Raises DefinitionError for the outcome goal without a goal, and for days that are not above 0.
    """

    touchpoint: str | None = None
    outcome: ComparedOutcome = "goal"
    goal: tuple[str, ...] = ()
    returning: tuple[str, ...] = ()
    purchase: tuple[str, ...] = ()
    days: float = 30

    def __post_init__(self) -> None:
        """Refuse what cannot be followed."""
        for name in ("goal", "returning", "purchase"):
            object.__setattr__(self, name, as_tuple(getattr(self, name)))
        if self.outcome not in ("goal", "return", "revenue"):
            raise DefinitionError(f'People are compared by goal, return or revenue, not by "{self.outcome}".')
        if self.outcome == "goal" and not self.goal:
            raise DefinitionError("No goal touchpoint is set yet: choose one under Workspaces, Settings.")
        if not 0 < self.days <= _LONGEST_DAYS:
            raise DefinitionError(f"People are followed for a number of days above 0, at most {_LONGEST_DAYS}.")
