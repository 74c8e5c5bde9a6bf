"""The engine against the oracle: at least 10,000 random logs with ties, duplicates and every option."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from tests.analysis.funnel_logs import Log, random_filters, random_funnel, random_log, selection_of
from tests.analysis.oracle import Attempt, immature, judge
from tests.analysis.oracle_groups import UNGROUPED, groups_of
from tests.events import workspace_of
from touchpath.analysis import funnel as engine
from touchpath.analysis.funnel.result import StepResult
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel

LOGS, PEOPLE, FUNNELS = 132, 80, 3


@pytest.mark.parametrize("part", range(6))
def test_engine_agrees_with_oracle(part: int) -> None:
    for seed in range(part * LOGS // 6, (part + 1) * LOGS // 6):
        random = Random(seed)
        log = random_log(random, PEOPLE)
        with workspace_of(log.rows, personas=log.personas, groups={"picked": log.group}) as workspace:
            for _ in range(FUNNELS):
                funnel, filters = random_funnel(random), random_filters(random)
                compare(log, workspace, funnel, filters, f"seed {seed}: {funnel!r} {filters!r}")


def compare(log: Log, workspace, funnel: Funnel, filters: Filters, said: str) -> None:
    selection = selection_of(log, funnel, filters)
    expected = judge(log.events, funnel, selection)
    result = engine.measure(workspace.engine, funnel, filters)
    clean = [attempt for attempt in expected if not attempt.spoiled]
    assert figures(result.steps) == expected_figures(clean, funnel), said
    assert result.excluded == len(expected) - len(clean), said
    if funnel.breakdown:
        split = groups_of(log.events, funnel, selection, log.personas, expected)
        wanted = {
            key: expected_figures([one for one in own if not one.spoiled], funnel) for key, own in split.items()
        }
        found = {(group.kind, group.values): figures(group.steps) for group in result.groups}
        assert found == {key: told for key, told in wanted.items() if key != UNGROUPED and told[0][0]}, said
        assert result.ungrouped == sum(not one.spoiled for one in split.get(UNGROUPED, [])), said
    if funnel.window_seconds is not None:
        assert result.immature == immature(log.events, funnel, selection), said


def figures(steps: tuple[StepResult, ...]) -> list[tuple[float, ...]]:
    return [
        (step.people, *rounded(step.mean_seconds_from_start, step.median_seconds_from_previous)) for step in steps
    ]


def expected_figures(clean: list[Attempt], funnel: Funnel) -> list[tuple[float, ...]]:
    reached = [moments(attempt, funnel) for attempt in clean]
    told = []
    for k in range(len(funnel.steps)):
        required = [j for j in range(k) if not funnel.steps[j].optional]
        if not required:
            told.append((len(reached), "-", "-"))
            continue
        here = [times for times in reached if times[k] is not None]
        from_start = np.mean([times[k] - times[0] for times in here]) if here else np.nan
        from_previous = np.median([times[k] - times[required[-1]] for times in here]) if here else np.nan
        told.append((len(here), *rounded(from_start, from_previous)))
    return told


def moments(attempt: Attempt, funnel: Funnel) -> list[float | None]:
    """When each step was reached; in any order the k-th moment."""
    if funnel.order != "any":
        return [event.at if event else None for event in attempt.filled]
    reached = sorted(event.at for event in attempt.filled if event)
    return [*reached, *[None] * (len(funnel.steps) - len(reached))]


def rounded(*numbers: float) -> tuple[float | str, ...]:
    return tuple("-" if np.isnan(number) else round(float(number), 6) for number in numbers)
