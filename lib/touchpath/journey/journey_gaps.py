"""What the journey lacks, by a closed list, and whether a touchpoint is the same on two channels."""

from __future__ import annotations

from dataclasses import dataclass

from touchpath.journey.touchpoint_map import HORIZON_DAYS, require_horizon

SILENT_DAYS = 14


@dataclass(frozen=True)
class JourneyGaps:
    """Stages nobody meets, touchpoints nobody asks about, personas that miss one, channels that fell silent.

    `horizon_days` as on the map: for how alike a touchpoint is on two channels.
    """

    horizon_days: float = HORIZON_DAYS

    def __post_init__(self) -> None:
        """A horizon lasts."""
        require_horizon(self.horizon_days)
