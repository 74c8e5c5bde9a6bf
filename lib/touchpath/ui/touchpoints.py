"""The touchpoints that controls choose from."""

from __future__ import annotations

from touchpath.analysis.suggested_funnels import volumes
from touchpath.analysis.trends import touchpoint_names
from touchpath.engine.base import Store
from touchpath.ui import cached, session


def shown_touchpoints(engine: Store) -> list[str]:
    """Every touchpoint as shown, most frequent first; without those of few people, where they are hidden."""
    if session.least_shown():
        return [volume.name for volume in cached.answer(volumes, engine)]
    return [name for name, _ in cached.known(touchpoint_names, engine)]
