"""What stickiness is: on how many days of a period people are active."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from touchpath.journey.definition import DefinitionError, build
from touchpath.journey.funnel import Step, Touchpoints
from touchpath.journey.funnel_words import step_words
from touchpath.journey.retention import as_step, step_from

StickinessPeriods = Literal["week", "month"]
MOST_DAYS: dict[str, int] = {"week": 7, "month": 31}


@dataclass(frozen=True)
class Stickiness:
    """On how many days of each `period` (calendar week or month of the workspace zone) people did `target`.

    Of a period those count who were active in it at all. Only whole periods count: those that neither the dates nor
    the data cut short.
    """

    target: Step | Touchpoints = None
    period: StickinessPeriods = "week"

    def __post_init__(self) -> None:
        """A name becomes a step; then the rules are checked."""
        object.__setattr__(self, "target", as_step(self.target))
        if self.period not in get_args(StickinessPeriods):
            raise DefinitionError("Days of activity are counted in a week or a month.")

    @property
    def active(self) -> Step:
        """What makes a day one of activity."""
        return as_step(self.target)

    @property
    def most_days(self) -> int:
        """How many days a period has at most."""
        return MOST_DAYS[self.period]

    def sentence(self) -> str:
        """The definition in words."""
        return (
            f"A day counts when a person did {step_words(self.active)} on it, in the zone of the workspace. Of each "
            f"{self.period} those people count who were active in it at all; {self.period}s that the dates or the "
            "data cut short are left out."
        )


def stickiness_from(plain: Mapping[str, Any]) -> Stickiness:
    """Stickiness from its plain dict."""
    parts = dict(plain)
    if isinstance(parts.get("target"), Mapping):
        parts["target"] = step_from(parts["target"])
    return build(Stickiness, parts)
