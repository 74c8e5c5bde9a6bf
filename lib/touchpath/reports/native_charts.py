"""Which pictures an office program can draw and edit itself, and in which colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from touchpath.answers import Answer
from touchpath.answers.few import FEW
from touchpath.answers.funnel.time import lines
from touchpath.answers.groups import HasGroup
from touchpath.charts.name_colours import OWNING, NameColours
from touchpath.charts.pictures.evidence import trend_lines
from touchpath.charts.pictures.lifetime import split_colours
from touchpath.journey.funnel import Breakdown
from touchpath.reports import native, native_figures
from touchpath.reports.native import MadeNative, NativeChart

_MADE: dict[tuple[str, str], MadeNative] = {**native.MADE, **native_figures.MADE}


def native_chart(answer: Answer[Any], picture: str, colours: NameColours) -> NativeChart | None:
    """The chart of an answer's picture as bars or lines; None for pictures that are neither."""
    asked = (type(answer.question).__name__, picture)
    make, shade = _MADE.get(asked), _SHADES.get(asked)
    found = make(answer) if make else None
    if found is None or not found.categories or not found.series:
        return None
    return replace(found, shades=tuple(shade(answer, colours))) if shade else found


def _of_groups(breakdown: Breakdown | None, groups: Sequence[HasGroup], colours: NameColours) -> Sequence[str]:
    """The colours of personas or channels; none for groups of another kind, and for the whole."""
    owned = breakdown is not None and any(name in OWNING for name in breakdown.names)
    return colours.of_groups(breakdown, groups) if owned and groups else ()


def _over_time(answer: Answer[Any], colours: NameColours) -> Sequence[str]:
    drawn, _ = lines(answer.result)
    return _of_groups(answer.question.funnel.breakdown, drawn if answer.result.groups else (), colours)


def _trend(answer: Answer[Any], colours: NameColours) -> Sequence[str]:
    owned = answer.result.trend.split in OWNING
    return [line.colour for line in trend_lines(answer.result, colours)] if owned else ()


def _by_age(answer: Answer[Any], colours: NameColours) -> Sequence[str]:
    found = answer.result
    parts = [part for part in found.groups if part.people >= FEW]
    return split_colours(parts, found.asked.split, colours) if parts else ()


_SHADES: dict[tuple[str, str], Callable[[Answer[Any], NameColours], Sequence[str]]] = {
    ("Funnel", "groups"): lambda answer, colours: _of_groups(
        answer.result.funnel.breakdown, answer.result.groups, colours
    ),
    ("FunnelOverTime", "trend"): _over_time,
    ("Retention", "curve"): lambda answer, colours: _of_groups(
        answer.result.retention.breakdown, answer.result.groups, colours
    ),
    ("RepeatPurchase", "curve"): lambda answer, colours: _of_groups(
        answer.question.breakdown, answer.result.groups, colours
    ),
    ("Trend", "lines"): _trend,
    ("LifetimeValue", "by_age"): _by_age,
}
"""By the question's class and the name of its picture: the colours of its series, where they own some."""
