"""What is watched day by day, and the days on which nothing is raised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from touchpath.journey.definition import DefinitionError, Plain, build, to_plain
from touchpath.journey.funnel import Funnel, funnel_from

AlarmState = Literal["open", "seen", "closed"]
Handled = Literal["seen", "closed"]
LEAST_BUDGET, MOST_BUDGET = 0.1, 365.0
_BETWEEN = " to "


@dataclass(frozen=True)
class Alert:
    """A figure that is watched: a measure of the registry by name, or the rate of a funnel (last step of first).

    Whom it is about is said by the filters it is asked with; their dates are not looked at.
    Raises DefinitionError unless it is exactly one of both, for a funnel without a window, whose latest days would
    always look low, and for one that is split.
    """

    measure: str = ""
    funnel: Funnel | None = None

    def __post_init__(self) -> None:
        """One figure, which is final some days after."""
        if bool(self.measure) == (self.funnel is not None):
            raise DefinitionError("An alert watches one figure: name a measure, or a funnel.")
        if self.funnel is not None and self.funnel.window_seconds is None:
            raise DefinitionError(
                "A funnel without a window cannot be watched: people may still convert, so its latest days always "
                "look low. Give it a window first."
            )
        if self.funnel is not None and self.funnel.breakdown is not None:
            raise DefinitionError("A funnel that is split has several rates: watch it without its split.")


@dataclass(frozen=True)
class AlertReplay:
    """What `alert` would have raised in the last year of the data, were it watched beside those there are now."""

    alert: Alert


@dataclass(frozen=True)
class Holiday:
    """Days (both inclusive) on which figures are expected to differ: nothing is raised."""

    first: date
    last: date


def alert_from(plain: Mapping[str, Any]) -> Alert:
    """An alert from its plain dict; raises DefinitionError for what it cannot be."""
    parts = dict(plain)
    if parts.get("funnel") is not None:
        if not isinstance(parts["funnel"], Mapping):
            raise DefinitionError("A funnel is written as its parts: a JSON object.")
        parts["funnel"] = funnel_from(parts["funnel"])
    return build(Alert, parts)


def replay_from(plain: Mapping[str, Any]) -> AlertReplay:
    """A replay from its plain dict; raises DefinitionError for what it cannot be."""
    if set(plain) != {"alert"} or not isinstance(plain["alert"], Mapping):
        raise DefinitionError('A replay is asked of an alert: write its parts under "alert".')
    return AlertReplay(alert_from(plain["alert"]))


def replay_to_plain(asked: AlertReplay) -> Plain:
    """The plain dict of a replay."""
    return {"alert": to_plain(asked.alert)}


def holidays_from(lines: Sequence[str]) -> tuple[Holiday, ...]:
    """Days and stretches as a person writes them: "2025-12-24" or "2025-12-24 to 2025-12-26"; empty lines are none.

    Raises DefinitionError for a line that is neither.
    """
    return tuple(_holiday(line.strip()) for line in lines if line.strip())


def _holiday(line: str) -> Holiday:
    first, _, last = line.partition(_BETWEEN)
    try:
        found = Holiday(date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip()))
    except ValueError as error:
        raise DefinitionError(
            f'"{line}" is no day: write 2025-12-24, or 2025-12-24 to 2025-12-26, one a line.'
        ) from error
    if found.first > found.last:
        raise DefinitionError(f'"{line}" ends before it begins.')
    return found
