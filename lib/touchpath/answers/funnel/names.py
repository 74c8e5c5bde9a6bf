"""What the steps of a funnel are called."""

from __future__ import annotations

from dataclasses import replace

from touchpath.analysis.funnel.result import FunnelResult, StepResult
from touchpath.journey.funnel import Funnel


def step_names(funnel: Funnel) -> list[str]:
    """The steps as they count: in any order step 2 is "any 2 of 3", whichever they are."""
    if funnel.order != "any":
        return [step.name for step in funnel.steps]
    total = len(funnel.steps)
    return [*(f"any {place} of {total}" for place in range(1, total)), f"all {total}"]


def named(result: FunnelResult) -> FunnelResult:
    """The result with its steps named as they count."""
    names = step_names(result.funnel)

    def renamed(steps: tuple[StepResult, ...]) -> tuple[StepResult, ...]:
        return tuple(replace(step, name=name) for step, name in zip(steps, names, strict=True))

    groups = tuple(replace(group, steps=renamed(group.steps)) for group in result.groups)
    return replace(result, steps=renamed(result.steps), groups=groups)


def before(funnel: Funnel, place: int) -> str:
    """The step that the rate of step `place` (counted from 0) refers to: the required one before."""
    names = step_names(funnel)
    earlier = [name for name, step in zip(names[:place], funnel.steps, strict=False) if not step.optional]
    return earlier[-1] if earlier else names[0]


def headings(funnel: Funnel) -> list[str]:
    """Each step after the first with the one its rate refers to: "view → buy"."""
    return [f"{before(funnel, place)} → {name}" for place, name in enumerate(step_names(funnel)) if place]
