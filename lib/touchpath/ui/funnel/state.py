"""The funnel this session looks at, and the edits its widgets make."""

from __future__ import annotations

from dataclasses import replace

from touchpath.analysis.suggested_funnels import Suggestion, suggested_funnels
from touchpath.engine.base import Store
from touchpath.journey.definition import to_plain
from touchpath.journey.funnel import Funnel, Step, funnel_from
from touchpath.ui import cached
from touchpath.ui.looked_at import LookedAt
from touchpath.workspace.settings import read_settings

LOOKED_AT = LookedAt("funnel", "funnel", funnel_from, to_plain)
show, change, refuse, refusal = LOOKED_AT.show, LOOKED_AT.edit, LOOKED_AT.refuse, LOOKED_AT.refusal


def suggestions(engine: Store) -> tuple[Suggestion, ...]:
    """Funnels suggested for the open workspace."""
    return cached.known(_suggestions, engine)


def current(engine: Store) -> Funnel | None:
    """The funnel of this session; at first the first suggestion. None while the workspace holds no events."""
    return LOOKED_AT.current(lambda: next((found.funnel for found in suggestions(engine)), None))


def with_steps(funnel: Funnel, steps: tuple[Step, ...]) -> Funnel:
    """The funnel with other steps; exclusions and a split at a step that is gone are dropped with it."""
    last = len(steps) - 1
    exclusions = tuple(part for part in funnel.exclusions if part.before_step <= last)
    split = funnel.breakdown
    if split and isinstance(split.at, int) and split.at > last:
        split = replace(split, at="first_touch")
    return replace(funnel, steps=steps, exclusions=exclusions, breakdown=split)


def moved(funnel: Funnel, place: int, by: int) -> Funnel:
    """The funnel with one step moved up (-1) or down (1)."""
    steps = list(funnel.steps)
    steps.insert(place + by, steps.pop(place))
    return replace(funnel, steps=tuple(steps))


def _suggestions(engine: Store) -> tuple[Suggestion, ...]:
    settings = read_settings(engine)
    return suggested_funnels(engine, settings["goal"].value or settings["purchase"].value)
