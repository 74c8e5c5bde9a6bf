"""What people did before they entered a randomised test: it explains much of what they do after (CUPED)."""

from __future__ import annotations

import numpy as np

from touchpath.analysis.change.units import ChangeUnits, UnitValues, place_of
from touchpath.analysis.log.calendar import DAY
from touchpath.analysis.sessions import read_sessions
from touchpath.engine.base import Reader
from touchpath.journey.change import Change
from touchpath.journey.filters import Filters
from touchpath.journey.sessions import Sessions


def prior_values(engine: Reader, change: Change, units: ChangeUnits, filters: Filters) -> UnitValues | None:
    """The outcome of each unit over as many days before entry; None for outcomes that have no such value."""
    if change.outcome.kind != "engagement" or not len(units):
        return None
    sessions = read_sessions(engine, Sessions(), filters.without_dates().without_channels())
    at = place_of(units.person, sessions.person)
    until = np.append(units.moment, 0)[at] - sessions.began
    inside = (at >= 0) & (until > 0) & (until <= int(change.outcome.days * DAY))
    return np.bincount(at[inside], minlength=len(units)).astype(np.float64)
