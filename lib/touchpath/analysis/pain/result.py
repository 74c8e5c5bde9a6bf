"""What looking for pain gives: a row is a place and for whom it is worse there, with every outcome that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.filters import Name
from touchpath.journey.funnel import Funnel


@dataclass(frozen=True)
class PainOutcome:
    """One thing that went worse: "step" (stopped before it), "leaving", "return", or low answers of a metric.

    It went badly for `bad` of `people`; `others` are those they are held against (of a persona on a channel: the
    other personas there), `own` the own persona on the other channels (0 where that is not compared). `difference`
    is the smaller one, in shares (0-1), standardised where a channel or a value is held against the others.
    `excess` people went badly beyond it, at least `excess_low` (lower end of the 95 % interval). `place` is the
    touchpoint, where it is not the one of the row it stands in.
    """

    outcome: Fixed[str]
    people: Size[int]
    bad: PartOf[int]
    others: Size[int]
    others_bad: PartOf[int]
    own: Size[int]
    own_bad: PartOf[int]
    difference: Derived[float]
    excess: Derived[float]
    excess_low: Derived[float]
    p_value: Derived[float]
    place: Label[str] = ""

    @property
    def rate(self) -> float:
        """The share of people for whom it went badly."""
        return self.bad / self.people if self.people else nan

    @property
    def others_rate(self) -> float:
        """That share among those they are held against."""
        return self.others_bad / self.others if self.others else nan

    @property
    def own_rate(self) -> float:
        """That share of the own persona elsewhere."""
        return self.own_bad / self.own if self.own else nan


@dataclass(frozen=True)
class Pain:
    """A place where it hurts: `kind` is "cell" (a persona on a channel), "channel", or "value" of a property.

    `outcomes` of the place stand with the surest first, then those of other places that are the same story. A
    channel that is listed names the persona on it with the most excess (`persona`), where that is one story.
    `elsewhere`: at how many other touchpoints the same value stands out, too.
    """

    kind: Fixed[str]
    place: Label[str]
    persona: Label[Name]
    channel: Label[Name]
    property_name: Fixed[str]
    value: Label[str]
    outcomes: tuple[PainOutcome, ...]
    elsewhere: Fixed[int] = 0

    @property
    def main(self) -> PainOutcome:
        """The surest outcome: it ranks the row."""
        return self.outcomes[0]

    def place_of(self, part: PainOutcome) -> str:
        """The touchpoint or step that one of the outcomes is about."""
        return part.place or self.place


@dataclass(frozen=True)
class PainResult:
    """Where it hurts, most people first; empty where nothing stands out.

    `looked_at` places were compared, of `people` in view. `per_person` is the revenue of a person in view (NaN: not
    known). `returning` are the touchpoints that count as coming back; `asking` and `arriving` do not.
    """

    people: Size[int]
    pains: tuple[Pain, ...]
    looked_at: Fixed[int]
    per_person: Derived[float]
    funnel: Fixed[Funnel | None]
    horizon_days: Fixed[float]
    asking: Fixed[tuple[str, ...]]
    arriving: Fixed[tuple[str, ...]]
    returning: Fixed[tuple[str, ...]]
    personas: Fixed[int]
    guessed: Fixed[bool] = False
