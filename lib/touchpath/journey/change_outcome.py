"""What a change should have moved: one number per person (or answer), known after a number of days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from touchpath.journey.definition import DefinitionError, build
from touchpath.journey.funnel import Funnel, Step, Touchpoints, funnel_from
from touchpath.journey.funnel_parts import listed
from touchpath.journey.funnel_words import step_words
from touchpath.journey.retention import as_step, step_from

OutcomeKind = Literal[
    "retention", "conversion", "repeat_purchase", "churn", "nps", "csat", "ces", "revenue", "engagement", "column"
]
SURVEYS = frozenset({"nps", "csat", "ces"})
RATES = frozenset({"retention", "conversion", "repeat_purchase", "csat"})
LONGEST_DAYS = 3_660


@dataclass(frozen=True)
class Outcome:
    """What is measured for each person, from their entry on.

    `kind`: "retention" (they did `returning` within `days` of `entry`) · "conversion" (they went through `funnel`,
    begun at its first step, within `days`) · "repeat_purchase" (a second `returning` within `days` of the first) ·
    "churn" (days until `pause_days` without `returning`, followed for `days`) · "revenue" (what they spent within
    `days`) · "engagement" (sessions within `days`) · "nps", "csat", "ces" (the score of an answer about
    `touchpoint`; `asked` is the touchpoint that asked for it) · "column" (the number, or yes and no, in the column
    `column` of the people or assignments file).
    In a randomised test that says when people were assigned, they enter at that moment.
    """

    kind: OutcomeKind = "retention"
    entry: Step | Touchpoints = None
    returning: Step | Touchpoints = None
    days: float = 30
    funnel: Funnel | None = None
    touchpoint: str | None = None
    asked: Step | Touchpoints = ()
    pause_days: float = 30
    column: str | None = None

    def __post_init__(self) -> None:
        """Names become steps; then the rules are checked."""
        for name in ("entry", "returning"):
            object.__setattr__(self, name, as_step(getattr(self, name)))
        if self.kind not in get_args(OutcomeKind):
            raise DefinitionError(f'"{self.kind}" is no outcome: choose one of {", ".join(get_args(OutcomeKind))}.')
        if not 0 < self.days <= LONGEST_DAYS or not 0 < self.pause_days <= LONGEST_DAYS:
            raise DefinitionError("An outcome is counted within a number of days above 0.")
        if self.kind == "conversion" and (self.funnel is None or len(self.funnel.steps) < 2):
            raise DefinitionError("A conversion needs a funnel of at least two steps.")
        if self.kind == "churn" and self.days <= self.pause_days:
            raise DefinitionError(
                f"Somebody has churned after {self.pause_days:g} days without a sign: follow people for longer."
            )
        if self.kind == "column" and not self.column:
            raise DefinitionError("Say which column holds the outcome.")

    @property
    def start(self) -> Step:
        """What people enter with."""
        if self.kind == "conversion" and self.funnel is not None:
            return self.funnel.steps[0]
        return self.back if self.kind == "repeat_purchase" else as_step(self.entry)

    @property
    def back(self) -> Step:
        """What counts as coming back, buying, or being active."""
        return as_step(self.returning)

    @property
    def asking(self) -> Step | None:
        """The touchpoint that asks for an answer, where it is known."""
        return None if self.asked == () else as_step(self.asked)

    @property
    def is_rate(self) -> bool:
        """Whether it is a share of people."""
        return self.kind in RATES

    @property
    def is_survey(self) -> bool:
        """Whether it is a score that people gave."""
        return self.kind in SURVEYS

    @property
    def horizon_days(self) -> float:
        """How long after entry the outcome is known."""
        return 0.0 if self.is_survey or self.kind == "column" else self.days

    @property
    def noun(self) -> str:
        """What it is called in a sentence."""
        if self.kind == "column":
            name = str(self.column)
            return name[:1].upper() + name[1:]
        if self.kind == "retention" and self.start.touchpoints is None:
            return f"The share of people with {step_words(self.back)} within {self.days:g} days"
        return _NOUNS[self.kind]

    def sentence(self) -> str:
        """The definition in words."""
        return _SENTENCES[self.kind].format(
            days=f"{self.days:g} days",
            pause=f"{self.pause_days:g} days",
            start=step_words(self.start),
            back=step_words(self.back),
            path=" to ".join(listed(step.touchpoints) for step in self.funnel.steps) if self.funnel else "",
            about=f" about {self.touchpoint}" if self.touchpoint else "",
            column=self.column,
        )


_SENTENCES: dict[str, str] = {
    "retention": "The share of people who did {back} within {days} after {start}.",
    "conversion": "The share of people who went from {path} within {days}.",
    "repeat_purchase": "The share of purchasers with a second {back} within {days} of the first.",
    "churn": "Days until {pause} pass without {back}, followed for {days} after {start}.",
    "revenue": "What a person spent at {back} within {days} after {start}, less refunds, zeros included.",
    "engagement": "Sessions of a person within {days} after {start}.",
    "nps": "The net promoter score of the answers{about}: the share of 9 and 10 minus that of 0 to 6.",
    "csat": "The share of the answers{about} in the top two boxes of the scale.",
    "ces": "The mean effort score of the answers{about}, on 1 to 7 (high is easy).",
    "column": "The mean of {column} over people.",
}
_NOUNS: dict[str, str] = {
    "retention": "Retention",
    "conversion": "Conversion",
    "repeat_purchase": "The repeat purchase rate",
    "churn": "Time before churn",
    "nps": "The net promoter score",
    "csat": "Satisfaction (top two boxes)",
    "ces": "The effort score",
    "revenue": "Revenue per person",
    "engagement": "Sessions per person",
}


def outcome_from(plain: Mapping[str, Any]) -> Outcome:
    """An outcome from its plain dict; raises DefinitionError for what it cannot be."""
    parts = dict(plain)
    for name in ("entry", "returning", "asked"):
        if isinstance(parts.get(name), Mapping):
            parts[name] = step_from(parts[name])
    if isinstance(parts.get("asked"), list):
        parts["asked"] = tuple(parts["asked"])
    if isinstance(parts.get("funnel"), Mapping):
        parts["funnel"] = funnel_from(parts["funnel"])
    return build(Outcome, parts)
