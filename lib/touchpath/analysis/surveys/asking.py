"""Touchpoints that only ask for an answer, as the settings say, else as their names sound."""

from __future__ import annotations

import json
from dataclasses import dataclass

from touchpath.engine.base import Reader
from touchpath.journey.goal_words import guess_asking


@dataclass(frozen=True)
class AskingTouchpoints:
    """Touchpoints that only ask; `confirmed` where a person said so, else they are guessed."""

    names: tuple[str, ...]
    confirmed: bool


def asking_touchpoints(reader: Reader) -> AskingTouchpoints:
    """What the settings say, or where they say nothing yet, what the names of the touchpoints sound like."""
    rows = reader.frame("ask/settings")
    found = rows[rows["name"] == "asking"]
    if len(found):
        row = found.iloc[0]
        return AskingTouchpoints(tuple(json.loads(str(row["value"]))), bool(row["confirmed"]))
    names = reader.frame("ask/trends/touchpoint_names")["touchpoint"].tolist()
    return AskingTouchpoints(guess_asking(names), confirmed=False)
