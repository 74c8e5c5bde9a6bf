"""How places, personas, channels and values are called in sentences about the map."""

from __future__ import annotations

from touchpath.journey.filters import Name
from touchpath.journey.words import decimal, plural

COLOURS = {
    "leaving": "Leaving",
    "score": "Score",
    "time": "Time to the next touchpoint",
    "value": "Revenue per person",
    "change": "Change of people",
}
"""What the colours of the map are called."""
ONE_WAY = {"nps": "detractors (0 to 6)", "csat": "answers below the top two boxes", "ces": "effort answers below 5"}
"""What counts as a low answer of each metric."""


def days_said(days: float) -> str:
    """30.0 -> "30 days"."""
    return plural(int(days), "day") if float(days).is_integer() else f"{decimal(days)} days"


def persona_said(name: Name) -> str:
    """A persona as the subject of a sentence."""
    return name if name is not None else "people without a persona"


def channel_said(name: Name) -> str:
    """A channel behind "on"."""
    return f"on {name}" if name is not None else "without a channel"


def spot_said(touchpoint: str, channel: Name) -> str:
    """A touchpoint on its channel."""
    return f"{touchpoint} {channel_said(channel)}"


def capital(text: str) -> str:
    """A sentence begins with a capital, names inside stay as they are."""
    return text[:1].upper() + text[1:]
