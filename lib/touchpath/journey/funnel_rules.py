"""The rules a funnel must meet: one rule, one class, one code, one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from touchpath.journey.definition import DefinitionError
from touchpath.journey.funnel_parts import FunnelParts

CHOICES: dict[str, tuple[str, ...]] = {
    "order": ("ordered", "strict", "any"),
    "entry": ("any", "first", "first_ever"),
    "counting": ("people", "attempts", "sessions"),
    "channel_of": ("entry", "every", "first_ever"),
}
_AT = ("first_touch", "last_touch", "all_events")


class FunnelRuleError(DefinitionError):
    """A broken rule: `code` for programs and tests, the message for people."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Rule:
    """One rule; `broken` yields a sentence for each way a funnel breaks it."""

    code: ClassVar[str]

    def broken(self, funnel: FunnelParts) -> Iterator[str]:
        """Sentences that say what to change; none when the funnel is fine."""
        raise NotImplementedError


class KnownChoices(Rule):
    """Order, entry, counting and channel rule are among those that exist."""

    code = "unknown_choice"

    def broken(self, funnel: FunnelParts) -> Iterator[str]:
        """See Rule."""
        for name, choices in CHOICES.items():
            if getattr(funnel, name) not in choices:
                yield f'"{getattr(funnel, name)}" is no choice for {name}: use one of {", ".join(choices)}.'


class AtLeastOneStep(Rule):
    """A funnel has a step."""

    code = "no_steps"

    def broken(self, funnel: FunnelParts) -> Iterator[str]:
        """See Rule."""
        if not funnel.steps:
            yield "A funnel needs at least one step."


class StepsNameTouchpoints(Rule):
    """A step or exclusion names touchpoints, or None for any."""

    code = "no_touchpoint"

    def broken(self, funnel: FunnelParts) -> Iterator[str]:
        """See Rule."""
        named = [part.touchpoints for part in funnel.steps] + [part.touchpoints for part in funnel.exclusions]
        for touchpoints in named:
            if touchpoints is not None and (not touchpoints or not all(touchpoints)):
                yield "A step or exclusion needs a touchpoint (or none at all, for any touchpoint)."


class WindowsArePositive(Rule):
    """Windows and the session gap are longer than nothing."""

    code = "window_not_positive"

    def broken(self, funnel: FunnelParts) -> Iterator[str]:
        """See Rule."""
        names = {
            "window_seconds": "window",
            "step_window_seconds": "step window",
            "session_gap_seconds": "session gap",
        }
        for name, said in names.items():
            seconds = getattr(funnel, name)
            if seconds is not None and not seconds > 0:
                yield f"The {said} must be longer than 0 seconds."


class StepWindowWithinWindow(Rule):
    """A step window is no longer than the window."""

    code = "step_window_too_long"

    def broken(self, funnel: FunnelParts) -> Iterator[str]:
        """See Rule."""
        step, whole = funnel.step_window_seconds, funnel.window_seconds
        if step is not None and whole is not None and step > whole:
            yield "The window of one step cannot be longer than the window of the whole funnel."


class ExclusionsLieBetweenSteps(Rule):
    """An exclusion begins at a step before the one it ends at, and both exist."""

    code = "exclusion_range"

    def broken(self, funnel: FunnelParts) -> Iterator[str]:
        """See Rule."""
        last = len(funnel.steps) - 1
        for part in funnel.exclusions:
            if not 0 <= part.after_step <= last or not 0 <= part.before_step <= last:
                yield f'The exclusion of "{part.name}" names a step that does not exist: steps run from 0 to {last}.'
            elif part.after_step >= part.before_step:
                yield f'The exclusion of "{part.name}" must begin at a step before the one it ends at.'
            elif funnel.order == "any" and (part.after_step, part.before_step) not in ((0, 1), (0, last)):
                yield (
                    f'In any order the exclusion of "{part.name}" spans the whole attempt, from its first step '
                    "to its last: it cannot lie between two others."
                )


class ExclusionsEndAtRequiredSteps(Rule):
    """An exclusion begins and ends at steps that are not optional."""

    code = "exclusion_at_optional"

    def broken(self, funnel: FunnelParts) -> Iterator[str]:
        """See Rule."""
        optional = {number for number, step in enumerate(funnel.steps) if step.optional}
        for part in funnel.exclusions:
            if {part.after_step, part.before_step} & optional:
                yield f'The exclusion of "{part.name}" must begin and end at steps that are not optional.'


class OptionalStepsFollow(Rule):
    """Optional steps need an order, and the first step is required."""

    code = "optional_step"

    def broken(self, funnel: FunnelParts) -> Iterator[str]:
        """See Rule."""
        if any(step.optional for step in funnel.steps) and funnel.order != "ordered":
            yield 'Optional steps need the order "ordered".'
        if funnel.steps and funnel.steps[0].optional:
            yield "The first step cannot be optional: it is where an attempt begins."


class MaturityNeedsWindow(Rule):
    """Mature attempts are those with a complete window, so there must be one."""

    code = "mature_without_window"

    def broken(self, funnel: FunnelParts) -> Iterator[str]:
        """See Rule."""
        if funnel.mature_only and funnel.window_seconds is None:
            yield "Only complete windows can be kept when the funnel has a window: set one, or keep everybody."


class BreakdownIsKnown(Rule):
    """A breakdown names one or two properties, at an event that exists."""

    code = "breakdown"

    def broken(self, funnel: FunnelParts) -> Iterator[str]:
        """See Rule."""
        breakdown = funnel.breakdown
        if breakdown is None:
            return
        if not breakdown.names or not all(breakdown.names):
            yield "A breakdown needs the name of a property."
        if len(breakdown.scopes) != len(breakdown.names) or not set(breakdown.scopes) <= {"event", "person", "group"}:
            yield 'The scope of a breakdown is "event", "person" or "group", one for each property.'
        if len(breakdown.names) > 2 and not breakdown.by_group:
            yield "A breakdown takes one property, or two at once."
        if breakdown.by_group and set(breakdown.scopes) != {"group"}:
            yield "Saved groups cannot be mixed with properties in one breakdown."
        yield from self._moment(funnel, breakdown.at)
        if breakdown.limit is not None and breakdown.limit < 1:
            yield "A breakdown must keep at least one value apart."

    def _moment(self, funnel: FunnelParts, at: object) -> Iterator[str]:
        if isinstance(at, int) and not isinstance(at, bool):
            if not 0 <= at < len(funnel.steps):
                yield f"The breakdown looks at step {at}, but steps run from 0 to {len(funnel.steps) - 1}."
        elif at not in _AT:
            yield f'"{at}" is no moment of a breakdown: use {", ".join(_AT)} or the number of a step.'


RULES: tuple[Rule, ...] = tuple(
    rule()
    for rule in (
        KnownChoices,
        AtLeastOneStep,
        StepsNameTouchpoints,
        WindowsArePositive,
        StepWindowWithinWindow,
        ExclusionsLieBetweenSteps,
        ExclusionsEndAtRequiredSteps,
        OptionalStepsFollow,
        MaturityNeedsWindow,
        BreakdownIsKnown,
    )
)


def check(funnel: FunnelParts) -> None:
    """Raise FunnelRuleError for the first rule that the funnel breaks."""
    for rule in RULES:
        for sentence in rule.broken(funnel):
            raise FunnelRuleError(rule.code, sentence)
