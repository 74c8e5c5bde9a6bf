"""Measured funnels of three steps, split, from counts written out."""

from __future__ import annotations

from collections.abc import Mapping

from touchpath.analysis.funnel.result import FunnelResult, GroupResult, StepResult
from touchpath.journey.funnel import Breakdown, Funnel, Step
from touchpath.stats.proportions import wilson

NAMES = ("first", "middle", "last")
NO_TIME = float("nan")


def steps(counts: tuple[int, ...]) -> tuple[StepResult, ...]:
    """Steps from the people that reached each."""
    return tuple(
        StepResult(
            name, people, people / counts[0], *wilson(people, counts[0]),
            people / counts[place - 1] if place else NO_TIME,
            *(wilson(people, counts[place - 1]) if place else (NO_TIME, NO_TIME)),
            counts[place - 1] - people if place else 0, 0, *[NO_TIME] * 6,
        )
        for place, (name, people) in enumerate(zip(NAMES, counts, strict=True))
    )  # fmt: skip


def funnel_result(
    groups: Mapping[str | tuple[str, str], tuple[int, int, int]], other: tuple[int, int, int] | None = None
) -> FunnelResult:
    """A funnel split by persona (or persona and channel, for pairs) with these counts."""
    parts = [(name if isinstance(name, tuple) else (name,), counts) for name, counts in groups.items()]
    found = [GroupResult(" / ".join(values), "value", values, steps(counts), 0) for values, counts in parts]
    found += [GroupResult("Other", "other", (None,), steps(other), 0)] if other else []
    everybody = tuple(sum(group.steps[place].people for group in found) for place in range(3))
    split = Breakdown(("persona", "channel")) if len(parts[0][0]) == 2 else Breakdown("persona")
    funnel = Funnel(tuple(Step(name) for name in NAMES), breakdown=split)
    return FunnelResult(funnel, steps(everybody), tuple(found))
