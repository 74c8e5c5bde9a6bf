"""What the lifecycle is: new, returning, resurrected and dormant people per period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from touchpath.journey.calendar import Period
from touchpath.journey.definition import DefinitionError, build
from touchpath.journey.funnel import Step, Touchpoints
from touchpath.journey.funnel_words import step_words
from touchpath.journey.retention import as_step, step_from

NewBy = Literal["first_event", "first_matching", "attribute"]


@dataclass(frozen=True)
class Lifecycle:
    """How the people of each period came to be active in it.

    Active is who did `target` in the period. Of them, "new" began in it, "returning" were active in the period
    before too, "resurrected" were not and are not new. "Dormant" were active in the period before and are not now.
    `new_by` says when a person began: at their "first_event" of any kind, at the "first_matching" event (both look
    before the dates), or at the moment in a person's "attribute" called `attribute`.
    """

    target: Step | Touchpoints = None
    period: Period = "week"
    new_by: NewBy = "first_event"
    attribute: str | None = None

    def __post_init__(self) -> None:
        """A name becomes a step; then the rules are checked."""
        object.__setattr__(self, "target", as_step(self.target))
        if self.period not in get_args(Period):
            raise DefinitionError(f'"{self.period}" is no period: choose one of {", ".join(get_args(Period))}.')
        if self.new_by not in get_args(NewBy):
            raise DefinitionError("New people are told by their first event, first matching event or an attribute.")
        if (self.new_by == "attribute") != bool(self.attribute):
            raise DefinitionError("Name the attribute that holds when a person began, and only then.")

    @property
    def active(self) -> Step:
        """What makes a person active."""
        return as_step(self.target)

    def sentence(self) -> str:
        """The definition in words."""
        began = {
            "first_event": "their first event of any kind",
            "first_matching": "the first time they did it",
            "attribute": f"the moment in {self.attribute}",
        }[self.new_by]
        return (
            f"Active is who did {step_words(self.active)} in the {self.period}; new people began in it (by {began}), "
            f"returning people were active the {self.period} before, resurrected people were away, dormant people "
            f"were active the {self.period} before and are not now."
        )


def lifecycle_from(plain: Mapping[str, Any]) -> Lifecycle:
    """A lifecycle from its plain dict."""
    parts = dict(plain)
    if isinstance(parts.get("target"), Mapping):
        parts["target"] = step_from(parts["target"])
    return build(Lifecycle, parts)
