"""What may be asked about the touchpoint to try next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from touchpath.journey.comparable import ComparablePeople
from touchpath.journey.definition import DefinitionError, as_tuple

NextOutcome = Literal["goal", "return"]
_LONGEST_DAYS = 366


@dataclass(frozen=True)
class NextTouchpoints:
    """Which touchpoints are worth testing as the next one of people in a state?

    A state is to have been last at one of `starting` (() for any touchpoint that does not only ask), at most
    `within_days` x 24 hours ago. For every touchpoint that people met next from there, for the first time, the
    outcome within `days` x 24 hours is compared with that of comparable people who had not met it by then: the
    `goal` (() for that of the workspace) or a return (one of `returning`, () for those of the workspace, in another
    session). Raises DefinitionError for another outcome, and for days that are not above 0.
    """

    outcome: NextOutcome = "goal"
    goal: tuple[str, ...] = ()
    returning: tuple[str, ...] = ()
    days: float = 30
    starting: tuple[str, ...] = ()
    within_days: float = 30

    def __post_init__(self) -> None:
        """Lists become tuples; then the rules are checked."""
        for name in ("goal", "returning", "starting"):
            object.__setattr__(self, name, as_tuple(getattr(self, name)))
        if self.outcome not in get_args(NextOutcome):
            raise DefinitionError(f'A next touchpoint is looked for by goal or return, not by "{self.outcome}".')
        if not all(0 < days <= _LONGEST_DAYS for days in (self.days, self.within_days)):
            raise DefinitionError(f"People are followed for a number of days above 0, at most {_LONGEST_DAYS}.")

    @property
    def compared(self) -> ComparablePeople:
        """The comparison behind it. Raises DefinitionError where nothing says what the goal is."""
        return ComparablePeople(None, self.outcome, self.goal, self.returning, days=self.days)
