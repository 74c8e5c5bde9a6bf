"""The filters every page shares: dates, personas, channels, conditions, a saved group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from touchpath.journey.calendar import Calendar
from touchpath.journey.conditions import Where, conditions_from
from touchpath.journey.definition import DefinitionError, as_tuple, build
from touchpath.journey.words import day_in_words

Name = str | None
"""A persona or channel; None is "missing", which is no string and merges with none."""


@dataclass(frozen=True)
class Filters:
    """What part of the data is looked at; an empty field does not filter.

    `date_from` and `date_to` (inclusive) are days in the workspace zone. `personas` selects people,
    `channels` selects events (on sequence pages: entry events). `where` applies to every event;
    conditions of scope "person" select people. `group` is the name of a saved group of people.
    """

    date_from: date | None = None
    date_to: date | None = None
    personas: tuple[Name, ...] = ()
    channels: tuple[Name, ...] = ()
    where: tuple[Where, ...] = ()
    group: str | None = None

    def __post_init__(self) -> None:
        """Lists become tuples so that filters stay hashable; dates may come as ISO text."""
        for name in ("personas", "channels", "where"):
            object.__setattr__(self, name, as_tuple(getattr(self, name)))
        for name in ("date_from", "date_to"):
            object.__setattr__(self, name, _day(getattr(self, name)))
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise DefinitionError(f"The dates end ({self.date_to}) before they begin ({self.date_from}).")

    def without_channels(self) -> Filters:
        """The same filters for questions where the channel selects the entry event only."""
        return replace(self, channels=())

    def without_dates(self) -> Filters:
        """The same filters over all time."""
        return replace(self, date_from=None, date_to=None)

    def of_people(self) -> Filters:
        """What of them chooses people: personas, the saved group, conditions on people."""
        where = tuple(part for part in self.where if part.scope == "person")
        return Filters(personas=self.personas, where=where, group=self.group)

    def sentence(self) -> str:
        """The filters in words, for the line under a page's title."""
        parts = [_dates_in_words(self.date_from, self.date_to)]
        parts += _names_in_words("personas", self.personas) + _names_in_words("channels", self.channels)
        parts += [condition.sentence() for condition in self.where]
        if self.group:
            parts.append(f'people in "{self.group}"')
        return ", ".join(parts)


def filters_from(plain: Mapping[str, Any]) -> Filters:
    """Filters from their plain dict."""
    where = conditions_from(plain.get("where"))
    return build(Filters, {**plain, "where": where})


def last_days(calendar: Calendar, days: int) -> tuple[date, date] | None:
    """First and last day of the last `days` days, counted back from the end of the data."""
    last = calendar.last_day
    return (last - timedelta(days=days - 1), last) if last else None


def _day(value: date | str | None) -> date | None:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise DefinitionError(f'"{value}" is not a date: write it as 2025-03-31.') from error


def _dates_in_words(first: date | None, last: date | None) -> str:
    if first and last:
        return f"{day_in_words(first)} to {day_in_words(last)}"
    if first:
        return f"since {day_in_words(first)}"
    return f"until {day_in_words(last)}" if last else "all dates"


def _names_in_words(what: str, names: tuple[Name, ...]) -> list[str]:
    return [f"{what} {', '.join('missing' if name is None else name for name in names)}"] if names else []


NO_FILTERS = Filters()
