"""Where an answer belongs, in plain Python: one answer at a time, one event at a time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OracleEvent:
    """An event of a human (after merging) with its place in the order of the sources."""

    human: str
    second: int
    touchpoint: str
    channel: str | None
    source: tuple[int, int]


@dataclass(frozen=True)
class OracleAnswer:
    """An answer with what its file says."""

    human: str | None
    second: int | None
    touchpoint: str | None
    channel: str | None


def place_of_answer(
    answer: OracleAnswer, events: list[OracleEvent], asking: set[str], lag_seconds: float
) -> tuple[str | None, str | None, tuple[int, int] | None]:
    """Touchpoint, channel, and the source of the event."""
    best: OracleEvent | None = None
    for event in events:
        if answer.human is None or answer.second is None or event.human != answer.human:
            continue
        if event.touchpoint in asking or event.second > answer.second:
            continue
        if answer.second - event.second > lag_seconds:
            continue
        if answer.touchpoint is not None and event.touchpoint != answer.touchpoint:
            continue
        if best is None or (event.second, event.source) > (best.second, best.source):
            best = event
    touchpoint = answer.touchpoint or (best.touchpoint if best else None)
    channel = answer.channel or (best.channel if best else None)
    return touchpoint, channel, best.source if best else None
