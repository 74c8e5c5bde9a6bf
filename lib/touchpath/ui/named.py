"""Touchpoints as lists name them: with how many people met them."""

from __future__ import annotations

from collections.abc import Mapping

from touchpath.analysis.suggested_funnels import Volume
from touchpath.journey.words import plural


def spoken(known: Mapping[str, Volume], name: str) -> str:
    """A touchpoint with its volume: "purchase (8,634 people)"."""
    volume = known.get(name)
    return f"{name} ({plural(volume.people, 'person', 'people')})" if volume else f"{name} (not in the data)"
