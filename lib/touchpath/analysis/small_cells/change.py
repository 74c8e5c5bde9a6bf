"""The change lab: an answer that rests on too few people is not given; its parts are hidden one by one."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from typing import Any

from touchpath.analysis.change.result import ChangeResult, Findings, Gate, Level, Segment, SegmentTable
from touchpath.analysis.change.verdict import Judged, sentence
from touchpath.analysis.small_cells.cells import nameless, without_figures
from touchpath.analysis.small_cells.rules import Hide, hidden_words, is_hidden, is_small, tells, withheld
from touchpath.stats.results import unavailable


def _result(result: Any, k: int) -> Any:
    """Refused where a side or an arm is too small; the verdict is said again, from gates that tell of no few."""
    levels = [*result.found.levels, *(arm.level for arm in result.found.arms)]
    if any(is_hidden(level.n) for level in levels):
        raise withheld("This answer is", k)
    judged = Judged(result.effect, result.effect_low, result.effect_high, result.p_value, result.alpha)
    said = sentence(result.change, result.design, result.found, result.verdict, result.gates, judged)
    return replace(result, sentence=said)


def _findings(found: Any, k: int) -> Any:
    """Without the mix of groups, whose sizes are not known here, and without scores that few people gave."""
    scores = tuple(part for part in found.scores if not any(is_small(count, k) for _, count in part.counts))
    series = tuple(_week(point, found.unit == "share", k) for point in found.series)
    whole = all(shown == point for shown, point in zip(series, found.series, strict=True))
    return replace(
        found,
        composition=None,
        mix_names=(),
        series=series,
        study=found.study if whole else None,
        scores=scores if len(scores) == len(found.scores) else (),
    )


def _level(level: Any, k: int) -> Any:
    """One side: hidden where too few are in it, or too few of them did it or did not."""
    return without_figures(level) if is_small(level.n, k) or tells(level.successes, level.n, k) else level


def _week(point: Any, share: bool, k: int) -> Any:
    """One week: without its value where too few are in it, or too few of them did it or did not."""
    sides = ((point.value, point.n), (point.control, point.control_n))
    few = any(is_small(n, k) or is_hidden(n) or (share and tells(round(value * n, 6), n, k)) for value, n in sides)
    return without_figures(point) if few else point


def _segment(segment: Any, k: int) -> Any:
    """One persona or channel: its effect goes with the people it rests on, and its name with it."""
    if not is_small(segment.n_before, k) and not is_small(segment.n_after, k):
        return segment
    effect = unavailable(segment.effect.method, f"Hidden: fewer than {k} people.", n=nan)
    return replace(nameless(without_figures(segment)), effect=effect)


def _segments(table: Any, k: int) -> Any:
    """What is said of all segments goes with one that is hidden; one alone takes the next smallest along."""
    hide = [is_hidden(part.n_before) for part in table.segments]
    if not any(hide):
        return table
    left = [part for part in table.segments if not is_hidden(part.n_before)]
    if sum(hide) == 1 and left:
        next_one = min(left, key=lambda part: part.n_before + part.n_after)
        segments = tuple(without_figures(part) if part is next_one else part for part in table.segments)
        table = replace(table, segments=segments)
    return replace(table, overall=None, differ=None, p_points=nan, p_ratio=nan, sentence=hidden_words(k))


def _gate(gate: Any, k: int) -> Any:
    """A gate keeps its sentence if it said which counts of people the sentence tells, and none is small."""
    known = gate.about is not None and not any(is_small(count, k) for count in gate.about)
    return gate if known else replace(gate, sentence=hidden_words(k))


RULES: dict[type, Hide] = {
    Gate: _gate,
    ChangeResult: _result,
    Findings: _findings,
    Level: _level,
    Segment: _segment,
    SegmentTable: _segments,
}
