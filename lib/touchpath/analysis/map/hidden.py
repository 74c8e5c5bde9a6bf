"""Touchpoints that are not on the map."""

from __future__ import annotations

import json

from touchpath.analysis.surveys.asking import asking_touchpoints
from touchpath.engine.base import Reader


def hidden_touchpoints(engine: Reader) -> tuple[str, ...]:
    """The touchpoints that are not the customer's: as the settings say, else those that only ask."""
    rows = engine.frame("ask/settings")
    found = rows[rows["name"] == "off_map"]
    if not len(found):
        return asking_touchpoints(engine).names
    return tuple(json.loads(str(found.iloc[0]["value"])))
