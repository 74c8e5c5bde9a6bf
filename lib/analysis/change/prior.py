"""What people did before they entered a randomised test: it explains much of what they do after (CUPED)."""

from __future__ import annotations

import numpy as np

from lib.analysis.change.units import Units, Values, place_of
from lib.analysis.retention.calendar import DAY
from lib.analysis.sessions import read_sessions
from lib.engine.base import Engine
from lib.journey.change import Change
from lib.journey.filters import Filters
from lib.journey.sessions import Sessions


def prior_values(engine: Engine, change: Change, units: Units, filters: Filters) -> Values | None:
    """The outcome of each unit over as many days before entry; None for outcomes that have no such value."""
    if change.outcome.kind != "engagement" or not len(units):
        return None
    sessions = read_sessions(engine, Sessions(), filters.without_dates().without_channels())
    at = place_of(units.person, sessions.person)
    until = np.append(units.moment, 0)[at] - sessions.began
    inside = (at >= 0) & (until > 0) & (until <= int(change.outcome.days * DAY))
    return np.bincount(at[inside], minlength=len(units)).astype(np.float64)
