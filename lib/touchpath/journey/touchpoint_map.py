"""What may be asked of all touchpoints at once: the map, the card of one of them, and where the journey hurts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from touchpath.journey.definition import DefinitionError, build
from touchpath.journey.funnel import Funnel, funnel_from
from touchpath.journey.surveys import METRICS_OF_ANSWERS

MapColour = Literal["score", "leaving", "time", "value", "change"]
MapColumns = Literal["stage", "phase"]
MAP_COLOURS: tuple[str, ...] = get_args(MapColour)
MAP_COLUMNS: tuple[str, ...] = get_args(MapColumns)
HORIZON_DAYS = 30.0
"""How long after the first visit somebody may come back before they have left, unless somebody says otherwise."""
MOST_NAMED = 24
_MOST_DAYS = 366


@dataclass(frozen=True)
class TouchpointMap:
    """Every touchpoint on its channel: how many people met it, and how it went.

    `colour`: "score", "leaving", "time" (to the next touchpoint), "value" (revenue per person) or "change" (people
    against the period before). `horizon_days`: who has not come back by then has left, and what is bought until then
    counts as value. `metric`: of the score and of the feeling line; None takes the one that tells of
    most stages. `across`: columns by "stage", or by "phase" (before, during, after the purchase).
    """

    colour: MapColour = "leaving"
    horizon_days: float = HORIZON_DAYS
    metric: str | None = None
    across: MapColumns = "stage"

    def __post_init__(self) -> None:
        """Refuse unknown choices."""
        if self.across not in MAP_COLUMNS:
            raise DefinitionError(
                f'The map has no columns by "{self.across}": choose one of {", ".join(MAP_COLUMNS)}.'
            )
        if self.colour not in MAP_COLOURS:
            raise DefinitionError(f'The map has no colour "{self.colour}": choose one of {", ".join(MAP_COLOURS)}.')
        require_horizon(self.horizon_days)
        if self.metric is not None and self.metric not in METRICS_OF_ANSWERS:
            raise DefinitionError(f'"{self.metric}" is no score: choose one of {", ".join(METRICS_OF_ANSWERS)}.')


@dataclass(frozen=True)
class TouchpointCard:
    """One touchpoint (on one channel, or on all): who meets it, what comes before and after, how it went."""

    touchpoint: str
    channel: str | None = None
    horizon_days: float = HORIZON_DAYS

    def __post_init__(self) -> None:
        """A card is of something."""
        if not self.touchpoint:
            raise DefinitionError("Say of which touchpoint.")
        require_horizon(self.horizon_days)


@dataclass(frozen=True)
class PainPoints:
    """Where the journey hurts, by the rules of one list: steps of a funnel, leaving, not returning, low scores.

    `funnel`: the way whose steps are looked at; None takes the usual one. `horizon_days` as on the map.
    """

    funnel: Funnel | None = None
    horizon_days: float = HORIZON_DAYS

    def __post_init__(self) -> None:
        """Steps are told apart by who stops at them; a funnel that counts something else is no pain of people."""
        require_horizon(self.horizon_days)
        if self.funnel is not None and self.funnel.counting != "people":
            raise DefinitionError("The list counts people: choose a funnel that does.")


def pain_from(plain: Mapping[str, Any]) -> PainPoints:
    """The question from its plain dict; raises DefinitionError for what it cannot be."""
    parts = dict(plain)
    if isinstance(parts.get("funnel"), Mapping):
        parts["funnel"] = funnel_from(parts["funnel"])
    return build(PainPoints, parts)


def require_horizon(days: float) -> None:
    """Refuse a horizon that is no time, or longer than a year."""
    if not 0 < days <= _MOST_DAYS:
        raise DefinitionError("Coming back is looked at over a number of days above 0, at most a year.")
