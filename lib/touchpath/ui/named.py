"""Touchpoints as lists name them: with how many people in view met them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import nan

from touchpath.analysis.suggested_funnels import Volume, volumes, volumes_in_view
from touchpath.engine.base import Store
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.words import plural
from touchpath.ui import cached, filters


def counted(engine: Store) -> dict[str, Volume]:
    """Every touchpoint by name, counted under the filters; without a count where few people in view met it."""
    everything = {volume.name: volume for volume in cached.answer(volumes, engine)}
    if filters.current() == NO_FILTERS:
        return everything
    seen = {volume.name: volume for volume in cached.answer(volumes_in_view, engine, filters.current())}
    uncounted = {name: replace(volume, people=nan) for name, volume in everything.items()}  # type: ignore[arg-type]
    return uncounted | {name: volume for name, volume in seen.items() if name in uncounted}


def spoken(known: Mapping[str, Volume], name: str) -> str:
    """A touchpoint with its volume: "purchase (8,634 people)"."""
    volume = known.get(name)
    if volume is None:
        return f"{name} (not in the data)"
    return name if volume.people != volume.people else f"{name} ({plural(volume.people, 'person', 'people')})"
