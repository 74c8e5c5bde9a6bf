"""How often would a change have been seen where there was none? Earlier weeks taken as pretended changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from touchpath.journey.change import Change, Reach, change_from, change_to_plain
from touchpath.journey.definition import DefinitionError, Plain

FEWEST_PRETENDED = 10
"""With fewer pretended changes their share says nothing."""


@dataclass(frozen=True)
class PretendedChanges:
    """The question of `change`, asked of every earlier week without a real change in it.

    Raises DefinitionError for a randomised test, which compares arms and not weeks.
    """

    change: Change

    def __post_init__(self) -> None:
        """Weeks must be what is compared."""
        if self.change.chosen_design == "randomised":
            raise DefinitionError(
                "A test with arms drawn at random compares arms, not weeks: earlier weeks had no arms to pretend in. "
                "Chance alone decides how often it errs (5 % of tests without an effect)."
            )

    def on(self, day: date, weeks_before: int | None, weeks_after: int | None) -> Change:
        """The question as it would have been asked about that day."""
        return replace(
            self.change, day=day, weeks_before=weeks_before, weeks_after=weeks_after, planned_end=None, note=""
        )

    def meets(self, reached: Reach) -> bool:
        """Whether a real change that reached these people may have touched those compared here."""
        control = self.change.control
        return _overlap(self.change.reached, reached) or (control is not None and _overlap(control, reached))


def pretended_from(plain: Mapping[str, Any]) -> PretendedChanges:
    """The question from its plain dict; raises DefinitionError for what it cannot be."""
    if set(plain) != {"change"} or not isinstance(plain["change"], Mapping):
        raise DefinitionError('Pretended changes are asked of a change: write its parts under "change".')
    return PretendedChanges(change_from(plain["change"]))


def pretended_to_plain(asked: PretendedChanges) -> Plain:
    """The plain dict of the question."""
    return {"change": change_to_plain(asked.change)}


def _overlap(one: Reach, other: Reach) -> bool:
    """Whether somebody may be in both; only persona and channel can tell them apart."""
    pairs = ((one.personas, other.personas), (one.channels, other.channels))
    apart = any(here and there and not set(here) & set(there) for here, there in pairs)
    return not apart or one.others or other.others
