"""Measures: the question for one of them, and what the workspace's settings say about all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from touchpath.journey.definition import DefinitionError, as_tuple, build
from touchpath.journey.funnel import SESSION_GAP_SECONDS

Unit = Literal["people", "events", "sessions", "purchases", "share", "money", "points", "mean"]


@dataclass(frozen=True)
class MeasureSettings:
    """What measures rest on: touchpoints by name, and days. No entering or returning touchpoint means any.

    `retained_days` and `repeat_days` are stretches of 24 hours.
    """

    goal: tuple[str, ...] = ()
    purchase: tuple[str, ...] = ()
    entering: tuple[str, ...] = ()
    returning: tuple[str, ...] = ()
    retained_days: int = 30
    repeat_days: int = 90
    session_gap_seconds: float = SESSION_GAP_SECONDS

    def __post_init__(self) -> None:
        """One touchpoint becomes a tuple; days and the gap must last."""
        for name in ("goal", "purchase", "entering", "returning"):
            object.__setattr__(self, name, as_tuple(getattr(self, name)))
        if min(self.retained_days, self.repeat_days, self.session_gap_seconds) <= 0:
            raise DefinitionError("Days and pauses of measures last longer than no time.")


@dataclass(frozen=True)
class Measure:
    """The question for one measure of the registry; empty settings are those of the workspace."""

    name: str
    settings: MeasureSettings | None = None


def measure_from(plain: Mapping[str, Any]) -> Measure:
    """A measure from its plain dict (URL, saved definition, file)."""
    parts = dict(plain)
    if isinstance(parts.get("settings"), Mapping):
        parts["settings"] = build(MeasureSettings, parts["settings"])
    return build(Measure, parts)


def measure_settings(values: Mapping[str, Any]) -> MeasureSettings:
    """The settings of measures among those of a workspace, by name; others are left aside."""
    known = {field.name for field in fields(MeasureSettings)}
    return MeasureSettings(**{name: value for name, value in values.items() if name in known})
