"""Watched figures as a workspace keeps them: what is watched, of whom, and which alarms were seen or closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from touchpath.engine.base import Reader
from touchpath.journey.alerts import AlarmState, Alert, Handled, alert_from
from touchpath.journey.definition import DefinitionError, Plain, build, to_plain
from touchpath.journey.filters import NO_FILTERS, Filters, filters_from
from touchpath.workspace.saved import Saved, SavedDefinition, SavedKind, saved

_KIND: SavedKind = "alert"
TOLD_OVER = "over"
"""Stands for the worst day once it was sent on that an alarm is over."""


@dataclass(frozen=True)
class AlarmTold:
    """The alarm that was sent on last: its first day (ISO), and its worst day then, or TOLD_OVER; "" for none."""

    first: str = ""
    worst: str = ""


NOTHING_TOLD = AlarmTold()


@dataclass(frozen=True)
class SavedAlert:
    """A watched figure under a name. `handled`: alarms by their first day (ISO), and what was done with them.

    `told` is the alarm of it that was sent on last.
    """

    name: str
    alert: Alert
    filters: Filters = NO_FILTERS
    handled: tuple[tuple[str, Handled], ...] = ()
    told: AlarmTold = NOTHING_TOLD

    def state(self, first: date) -> AlarmState:
        """Whether the alarm that began on a day is open, was seen, or is closed."""
        return dict(self.handled).get(first.isoformat(), "open")

    def to_plain(self) -> Plain:
        """As it is kept."""
        told = {"told": to_plain(self.told)} if self.told != NOTHING_TOLD else {}
        kept = {"alert": to_plain(self.alert), "filters": to_plain(self.filters), "handled": dict(self.handled)}
        return {**kept, **told}


def saved_alerts(reader: Reader) -> tuple[SavedAlert, ...]:
    """The watched figures, by name."""
    return tuple(_alert_of(part) for part in saved(reader, _KIND))


def _alert_of(part: SavedDefinition) -> SavedAlert:
    plain: Mapping[str, Any] = part.definition
    handled = tuple(dict(plain.get("handled") or {}).items())
    told = build(AlarmTold, plain.get("told") or {})
    return SavedAlert(part.name, alert_from(plain["alert"]), filters_from(plain.get("filters") or {}), handled, told)


@dataclass(frozen=True)
class WatchedFigures:
    """The part of a workspace that keeps watched figures; all of it passes the door of what people save."""

    saved: Saved

    def watch(self, name: str, alert: Alert, filters: Filters = NO_FILTERS) -> str:
        """Watch a figure of the people and events the filters choose, over all dates; the name as stored.

        Raises DefinitionError when the name is empty or taken.
        """
        return self.saved.save(_KIND, name, SavedAlert(name, alert, filters.without_dates()).to_plain())

    def handle(self, name: str, first: date, state: AlarmState) -> None:
        """Say that the alarm which began on a day was seen or is closed, or open it again.

        Raises DefinitionError when nothing is watched under the name.
        """
        found = self._watched(name)
        others = tuple(part for part in found.handled if part[0] != first.isoformat())
        kept = others if state == "open" else (*others, (first.isoformat(), state))
        self._keep(replace(found, handled=kept))

    def tell(self, name: str, told: AlarmTold) -> None:
        """Keep what was sent on of an alarm. Raises DefinitionError when nothing is watched under the name."""
        self._keep(replace(self._watched(name), told=told))

    def forget(self, name: str) -> SavedAlert:
        """Watch a figure no more; what it was. Raises DefinitionError when nothing is watched under the name."""
        return _alert_of(self.saved.delete(_KIND, name))

    def _watched(self, name: str) -> SavedAlert:
        found = {part.name: part for part in saved_alerts(self.saved.core.engine)}
        if name not in found:
            raise DefinitionError(f'Nothing is watched here as "{name}".')
        return found[name]

    def _keep(self, part: SavedAlert) -> None:
        self.saved.save(_KIND, part.name, part.to_plain(), replace=True)
