"""Why a path and a funnel show different figures: one difference at a time, each with its number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from touchpath.analysis import funnel as funnels
from touchpath.analysis.paths import measure_paths, measure_transitions
from touchpath.analysis.paths.patterns import measure_pattern
from touchpath.analysis.paths.result import DifferenceStep, DiffersResult
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.path_patterns import Pattern
from touchpath.journey.path_views import WhyDiffer
from touchpath.journey.paths import Paths, Transitions, same_units

BeganAndWent = tuple[int, int]
"""How many did the first, and how many went on as the line says."""


def measure_differ(engine: Reader, asked: WhyDiffer, filters: Filters = NO_FILTERS) -> DiffersResult:
    """From the funnel to the path in single changes of the definition."""
    ladder: list[tuple[str, Callable[[], BeganAndWent]]] = [
        ("funnel", lambda: _funnel(engine, asked.funnel, filters)),
        ("no_window", lambda: _funnel(engine, replace(asked.funnel, window_seconds=None), filters)),
        ("next_event", lambda: _funnel(engine, replace(asked.funnel, order="strict", window_seconds=None), filters)),
        ("unit", lambda: _next_in_unit(engine, replace(asked, hidden=()), filters)),
        ("hidden", lambda: _next_in_unit(engine, asked, filters)),
        ("first_start", lambda: _from_first(engine, asked, filters)),
        ("every_time", lambda: _every_time(engine, asked, filters)),
    ]
    skipped = {
        *(["no_window"] if asked.window_seconds is None else []),
        *(["hidden"] if not asked.hidden else []),
    }
    return DiffersResult(
        asked, tuple(DifferenceStep(name, *count()) for name, count in ladder if name not in skipped)
    )


def _funnel(engine: Reader, funnel: Funnel, filters: Filters) -> BeganAndWent:
    steps = funnels.measure(engine, funnel, filters).steps
    return steps[0].people, steps[1].people


def _next_in_unit(engine: Reader, asked: WhyDiffer, filters: Filters) -> BeganAndWent:
    pattern = same_units(Pattern, asked, text=f'"{asked.one}" => "{asked.two}"')
    found = measure_pattern(engine, pattern, filters)
    return found.began, found.held


def _from_first(engine: Reader, asked: WhyDiffer, filters: Filters) -> BeganAndWent:
    """The first ribbon of the paths from the first touchpoint."""
    paths = same_units(Paths, asked, starting=asked.one, node="touchpoint", columns=2, top=None)
    found = measure_paths(engine, paths, filters)
    return found.units, sum(edge.units for edge in found.edges if edge.target == asked.two)


def _every_time(engine: Reader, asked: WhyDiffer, filters: Filters) -> BeganAndWent:
    """The line of the table of transitions."""
    edges = measure_transitions(engine, same_units(Transitions, asked, node="touchpoint"), filters).edges
    leaving = [edge for edge in edges if edge.source == asked.one]
    return sum(edge.count for edge in leaving), sum(edge.count for edge in leaving if edge.target == asked.two)
