"""The retention this session looks at, and the edits its widgets make."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from touchpath.analysis.suggested_funnels import volumes
from touchpath.engine.base import Engine
from touchpath.journey.calendar import Period
from touchpath.journey.definition import to_plain
from touchpath.journey.retention import Retention, retention_from
from touchpath.ui import cached
from touchpath.ui.looked_at import LookedAt
from touchpath.workspace.settings import read_settings

LOOKED_AT = LookedAt("retention", "retention", retention_from, to_plain)
show, edit, refuse, refusal = LOOKED_AT.show, LOOKED_AT.edit, LOOKED_AT.refuse, LOOKED_AT.refusal
_DAYS_FOR_DAYS, _DAYS_FOR_WEEKS = 35, 500


def current(engine: Engine) -> Retention | None:
    """The retention of this session; at first the usual one. None while the workspace holds no events."""
    if engine.calendar.data_end is None:
        return None
    return LOOKED_AT.current(lambda: cached.answer(usual, engine))


def usual(engine: Engine) -> Retention:
    """A question that suits any data: who first came in a period (by what the settings call entering, else by
    anything), and came back (by what they call returning, else by anything) in the periods after it.
    """
    known = {volume.name for volume in volumes(engine)}
    settings = read_settings(engine)
    entering, returning = (
        tuple(name for name in settings[setting].value if name in known) for setting in ("entering", "returning")
    )
    calendar = engine.calendar
    days = (calendar.data_end - calendar.data_start).days if calendar.data_end and calendar.data_start else 0
    period: Period = "day" if days <= _DAYS_FOR_DAYS else "week" if days <= _DAYS_FOR_WEEKS else "month"
    return Retention(
        entering or None, returning or None, "first_ever", period, intervals=13 if period == "week" else 10
    )


def change(**parts: Any) -> None:
    """Change parts of the definition (for callbacks); what cannot be measured is refused, and nothing changes."""
    edit(lambda retention: replace(retention, **parts))
