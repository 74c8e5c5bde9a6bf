"""What watching a figure finds: its days with what was expected of them, and the alarms among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from touchpath.journey.cells import Derived, Fixed, PartOf, Size
from touchpath.journey.measures import MeasureSettings
from touchpath.stats.alarms import QUIET
from touchpath.stats.daily_series import SeriesScale

NotRaised = Literal["", "holiday", "data missing?", "no value", "too early"]
"""Why a day is not judged; "": it is."""
CrossedBy = Literal["day", "7 days"]
_USUAL = MeasureSettings()


@dataclass(frozen=True)
class WatchedDay:
    """A complete day: `value` in the figure's own unit, resting on `n`, with the band it was expected in.

    The same for the 7 days up to it. NaN where there is none, or no band yet. `crossed` is 1 where either left its
    band, else 0.
    """

    day: Fixed[date]
    people: Size[float]
    hits: PartOf[float]
    n: Derived[float]
    value: Derived[float]
    low: Derived[float]
    high: Derived[float]
    week_value: Derived[float]
    week_low: Derived[float]
    week_high: Derived[float]
    crossed: Derived[float]
    why: Fixed[NotRaised] = ""


@dataclass(frozen=True)
class Alarm:
    """Crossings with fewer than 8 days between them: first and last, and the most surprising one.

    `by` says whether that day crossed, or only the 7 days up to it. `excuse` names the annotated change whose week
    the first one lies in: then nothing is raised, it is said.
    """

    first: Fixed[date]
    last: Fixed[date]
    worst: Fixed[date]
    by: Fixed[CrossedBy]
    excuse: Fixed[str] = ""


@dataclass(frozen=True)
class WatchedFigure:
    """A watched figure day by day, under `budget` false alarms a year of its own.

    `learning`: too short to be judged, a fixed rule stands in. `usual` and `found` are what is expected of the latest
    day, and the most it may be for 3 days so that this would be found 4 times in 5 (NaN: not known).
    `missing` are days on which data seem to be missing, `waits_days` after which a day is final. `settings` are those
    of its measure.
    """

    scale: Fixed[SeriesScale]
    budget: Fixed[float]
    watched: Fixed[int]
    learning: Fixed[bool]
    waits_days: Fixed[int]
    usual: Derived[float]
    found: Derived[float]
    days: tuple[WatchedDay, ...]
    alarms: tuple[Alarm, ...] = ()
    missing: Fixed[tuple[date, ...]] = ()
    settings: Fixed[MeasureSettings] = _USUAL

    @property
    def raised(self) -> tuple[Alarm, ...]:
        """The alarms that no annotated change excuses."""
        return tuple(part for part in self.alarms if not part.excuse)

    @property
    def current(self) -> Alarm | None:
        """The alarm whose latest crossing is among the last 7 days, if there is one."""
        return self._recent(self.raised)

    @property
    def excused(self) -> Alarm | None:
        """The same of those that an annotated change excuses."""
        return self._recent(tuple(part for part in self.alarms if part.excuse))

    def _recent(self, parts: tuple[Alarm, ...]) -> Alarm | None:
        if not parts or not self.days:
            return None
        return parts[-1] if (self.days[-1].day - parts[-1].last).days < QUIET else None

    def at(self, day: date) -> WatchedDay:
        """One of its days; raises KeyError for one that is not there."""
        place = (day - self.days[0].day).days if self.days else -1
        if not 0 <= place < len(self.days):
            raise KeyError(day)
        return self.days[place]
