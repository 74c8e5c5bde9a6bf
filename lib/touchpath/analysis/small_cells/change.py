"""The change lab: an answer that rests on too few people is not given; its parts are hidden one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from touchpath.analysis.change.result import ChangeResult, Findings, Level, Segment
from touchpath.analysis.small_cells.rules import Hide, is_hidden, is_small, withheld
from touchpath.stats.results import unavailable


def _result(result: Any, k: int) -> Any:
    levels = [*result.found.levels, *(arm.level for arm in result.found.arms)]
    if any(is_hidden(level.n) for level in levels):
        raise withheld("This answer is", k)
    return result


def _findings(found: Any, k: int) -> Any:
    """Without the mix of groups where one is hidden, and without scores that few people gave."""
    small = any(is_hidden(part.n_before) or is_hidden(part.n_after) for t in found.segments for part in t.segments)
    scores = tuple(part for part in found.scores if not any(is_small(count, k) for _, count in part.counts))
    return replace(
        found,
        composition=None if small else found.composition,
        mix_names=() if small else found.mix_names,
        scores=scores if len(scores) == len(found.scores) else (),
    )


def _level(level: Any, k: int) -> Any:
    """One side: hidden where too few are in it, or too few of them did it or did not."""
    few = not is_hidden(level.successes) and (is_small(level.successes, k) or is_small(level.n - level.successes, k))
    if not is_small(level.n, k) and not few:
        return level
    nothing = float("nan")
    return replace(level, n=nothing, value=nothing, low=nothing, high=nothing, successes=nothing)


def _segment(segment: Any, k: int) -> Any:
    """One persona or channel: its effect goes with the people it rests on."""
    if not is_small(segment.n_before, k) and not is_small(segment.n_after, k):
        return segment
    nothing = float("nan")
    effect = unavailable(segment.effect.method, f"Hidden: fewer than {k} people.", n=nothing)
    return replace(
        segment, n_before=nothing, n_after=nothing, effect=effect, adjusted_p=nothing,
        shrunken=nothing, shrunken_low=nothing, shrunken_high=nothing,
    )  # fmt: skip


RULES: dict[type, Hide] = {ChangeResult: _result, Findings: _findings, Level: _level, Segment: _segment}
