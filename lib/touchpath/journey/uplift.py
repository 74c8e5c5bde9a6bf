"""For whom did a randomised test work?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from touchpath.journey.change import Change, change_from, change_to_plain
from touchpath.journey.change_outcome import RATES
from touchpath.journey.definition import DefinitionError, Plain, build

MOST_GROUPS = 12
"""A column with more values is taken in thirds where they are numbers, else its rarest are put together."""


@dataclass(frozen=True)
class Uplift:
    """Is the effect of a randomised test different between groups of people, and whom would one treat?

    `change` is the test as the change lab asks about it. Groups are told by persona, channel of entry and
    `change.split_by`; `change.hoped_for` is the smallest effect worth treating somebody for (None: any). `arm` is
    compared with the arm without the change; None: the first other one.
    Raises DefinitionError for a change whose arms were not drawn at random, and for an outcome that is no share.
    """

    change: Change
    arm: str | None = None

    def __post_init__(self) -> None:
        """An effect on groups needs arms, and counts of people."""
        if self.change.chosen_design != "randomised":
            raise DefinitionError(
                "For whom something worked can only be told of a test whose arms were drawn at random: "
                "elsewhere those "
                "who had it differ from those who had not, in every group. Ask the change lab instead."
            )
        if self.change.outcome.kind not in (*RATES, "column"):
            raise DefinitionError(
                f"{self.change.outcome.noun} is no share of people: for whom it worked is told of shares "
                f"only, such as "
                "coming back, buying again, or a column of yes and no."
            )

    @property
    def worth(self) -> float:
        """The smallest effect worth treating somebody for, as a share (0-1)."""
        return abs(self.change.hoped_for or 0.0) / 100


def uplift_from(plain: Mapping[str, Any]) -> Uplift:
    """The question from its plain dict; raises DefinitionError for what it cannot be."""
    if not isinstance(plain.get("change"), Mapping):
        raise DefinitionError('For whom it worked is asked of a change: write its parts under "change".')
    return build(Uplift, {**plain, "change": change_from(plain["change"])})


def uplift_to_plain(asked: Uplift) -> Plain:
    """The plain dict of the question."""
    return {"change": change_to_plain(asked.change), **({} if asked.arm is None else {"arm": asked.arm})}
