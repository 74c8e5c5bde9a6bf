"""What a score is called in a sentence."""

from __future__ import annotations

_CALLED = {"nps": "NPS (0 to 10)", "csat": "CSAT", "ces": "CES"}


def called(name: str) -> str:
    """A metric in words, a question as it is called."""
    return _CALLED.get(name, name)
