"""What churn and repeat purchase are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from touchpath.journey.definition import DefinitionError, build
from touchpath.journey.funnel import Breakdown, ChannelOf, Step, Touchpoints
from touchpath.journey.funnel_words import step_words
from touchpath.journey.retention import Retention, as_breakdown, as_step, step_from

LONGEST_DAYS = 3_660


@dataclass(frozen=True)
class Churn:
    """When people leave for good: N days after their last event, known once those days have passed.

    `target`: the touchpoint(s) that show a person is still there (None: any). A person is followed from the first
    `start` event ever (None: the first target event), which must lie in the dates. Who was active less than `days`
    days before the end of the data may still come back and counts as observed so far (censored).
    """

    target: Step | Touchpoints = None
    days: float = 30
    breakdown: Breakdown | None = None
    channel_of: ChannelOf = "entry"
    start: Step | Touchpoints = None

    def __post_init__(self) -> None:
        """Names become steps; then the rules are checked."""
        object.__setattr__(self, "target", as_step(self.target))
        object.__setattr__(self, "start", self.target if self.start is None else as_step(self.start))
        object.__setattr__(self, "breakdown", as_breakdown(self.breakdown))
        if not 0 < self.days <= LONGEST_DAYS:
            raise DefinitionError("The pause after which somebody has churned is a number of days above 0.")

    @property
    def entries(self) -> Retention:
        """Who is followed, and from when: the first event ever of each person."""
        return Retention(self.start, self.target, "first_ever", breakdown=self.breakdown, channel_of=self.channel_of)

    def sentence(self) -> str:
        """The definition in words."""
        return (
            f"People are followed from their first {step_words(as_step(self.start))}; they have churned "
            f"{self.days:g} days after their last {step_words(as_step(self.target))}. Who was active in the last "
            f"{self.days:g} days of the data may still come back: they count for as long as they were observed."
        )


@dataclass(frozen=True)
class RepeatPurchase:
    """The share of purchasers with a second purchase within so many days of their first.

    `target`: the touchpoint(s) that are a purchase; events with one order id are one purchase. The first purchase
    ever must lie in the dates. `days`: the points of the curve, ascending; each counts mature people only, those
    whose first purchase lies at least so many days before the end of the data.
    """

    target: Step | Touchpoints
    days: tuple[int, ...] = (7, 14, 30, 60, 90, 120, 180, 270, 365)
    breakdown: Breakdown | None = None
    channel_of: ChannelOf = "entry"

    def __post_init__(self) -> None:
        """Names become steps, lists tuples; then the rules are checked."""
        object.__setattr__(self, "target", as_step(self.target))
        object.__setattr__(self, "breakdown", as_breakdown(self.breakdown))
        given = self.days if isinstance(self.days, list | tuple) else (self.days,)
        object.__setattr__(self, "days", tuple(sorted(set(given))))
        if not self.days or not 0 < self.days[0] <= self.days[-1] <= LONGEST_DAYS:
            raise DefinitionError("A repeat purchase is counted within a number of days above 0.")

    @property
    def entries(self) -> Retention:
        """Who is followed, and from when: the first purchase ever of each person."""
        return Retention(self.target, self.target, "first_ever", breakdown=self.breakdown, channel_of=self.channel_of)

    def sentence(self) -> str:
        """The definition in words."""
        return (
            f"Of the people whose first {step_words(as_step(self.target))} lies in the dates, the share with a "
            "second one within so many days. Events with the same order id are one purchase, and only "
            "people are counted whose days have all passed."
        )


def churn_from(plain: Mapping[str, Any]) -> Churn:
    """A churn definition from its plain dict."""
    return build(Churn, _parts(plain))


def repeat_purchase_from(plain: Mapping[str, Any]) -> RepeatPurchase:
    """A repeat-purchase definition from its plain dict."""
    return build(RepeatPurchase, _parts(plain))


def _parts(plain: Mapping[str, Any]) -> dict[str, Any]:
    parts = dict(plain)
    for name in ("target", "start"):
        if isinstance(parts.get(name), Mapping):
            parts[name] = step_from(parts[name])
    if isinstance(parts.get("breakdown"), Mapping):
        parts["breakdown"] = build(Breakdown, parts["breakdown"])
    return parts
