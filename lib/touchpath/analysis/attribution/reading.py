"""Reads what a question about credit needs of the log: touches by blocks of people, conversions with their value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.attribution.journeys import Journeys, journeys_of, unconverted
from touchpath.analysis.attribution.sums import PeopleUnits
from touchpath.analysis.attribution.touches import LoggedEvents, Touches, touches_of
from touchpath.analysis.log.arrays import EventArrays, packed
from touchpath.analysis.log.columns import Coded
from touchpath.analysis.log.keys import Mask, Positions, microseconds
from touchpath.analysis.log.labels import value_labels
from touchpath.analysis.log.selection import channel_numbers
from touchpath.analysis.log.sets import EventSet
from touchpath.analysis.matching.choice import first_of_each
from touchpath.analysis.paths.reading import all_events, touchpoint_table
from touchpath.analysis.surveys.asking import asking_touchpoints
from touchpath.engine.arrays import side_by_side
from touchpath.engine.base import Reader
from touchpath.journey.attribution import CreditJourneys
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.queries.pieces import AT_TOUCHPOINTS, PURCHASED, UNTIL, piece

_DAY = 86_400
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class KeptTouches:
    """The touches of each block of people."""

    blocks: tuple[Touches, ...]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return sum(block.nbytes for block in self.blocks)


@dataclass(frozen=True)
class Conversions:
    """For each event at the touchpoints of conversions, block after block: whether it counts, and its value."""

    counted: Mask
    worth: NDArray[np.float64]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.counted.nbytes + self.worth.nbytes


class CreditLog:
    """The log of one version of a workspace as a question about credit sees it."""

    def __init__(self, engine: Reader, asked: CreditJourneys, filters: Filters) -> None:
        self.arrays = EventArrays(engine)
        self.asked = asked
        self._filters = filters
        self._events = all_events(self.arrays)
        self._goals = EventSet.fitting(self.arrays, asked.touchpoints, (), NO_FILTERS)

    @property
    def by_session(self) -> bool:
        """Whether touches are looked for in the session of the conversion alone."""
        return self.asked.lookback_days is None

    @property
    def lookback(self) -> int | None:
        """How far back touches are looked for, in microseconds; None: in the session."""
        return None if self.asked.lookback_days is None else microseconds(self.asked.lookback_days * _DAY)

    @cached_property
    def labels(self) -> tuple[str | None, ...]:
        """What each number of a name stands for; 0 is missing."""
        found = value_labels(self.arrays, [tuple(sorted(self._events.codes))], self.asked.to, self._names.values)
        return (None, *found)

    @cached_property
    def touches(self) -> tuple[Touches, ...]:
        """The touches of each block of people, kept in memory."""
        asked = self.asked
        key = ("touches", asked.touchpoints, asked.to, asked.direct, asked.session_gap_seconds, self.by_session)
        return self.arrays.kept((*key, self._asking), self._read).blocks

    @cached_property
    def conversions(self) -> Conversions:
        """The conversions that the filters choose."""
        return self._converted(self._filters)

    @cached_property
    def everybody(self) -> Conversions:
        """All conversions: those that cut, whoever looks."""
        return self._converted(NO_FILTERS)

    @cached_property
    def people(self) -> NDArray[np.int64]:
        """Everybody with an event whom the filters of people choose, ascending."""
        space = self.arrays.space
        blocks = range(len(self._events.bounds) - 1)
        owners = [space.owner(self._events.keys[self._events.block(block)]) for block in blocks]
        firsts = [own[first_of_each(own)] + (block << space.people_bits) for block, own in enumerate(owners)]
        found = np.concatenate([np.zeros(0, dtype=np.int64), *firsts])
        chosen = self._filters.of_people()
        if chosen == NO_FILTERS:
            return found
        passing = np.asarray(self.arrays.engine.arrays("ask/surveys/passing_people", {}, chosen)["person"])
        return found[np.isin(found, passing)]

    def journeys(self, block: int) -> tuple[Journeys, NDArray[np.float64]]:
        """The journeys of the conversions in view of a block of people, and what each is worth."""
        made, place = self._made(block)
        return made, self.conversions.worth[self.part(block)][place]

    def first_ever(self, block: int) -> Mask:
        """Which of these conversions are the first ever of their person."""
        goals, counted = self.touches[block].goals, self.everybody.counted[self.part(block)]
        person = np.zeros(len(counted), dtype=np.int64)
        person[goals.place] = goals.person
        places = np.flatnonzero(counted)
        first = np.zeros(len(counted), dtype=bool)
        first[places[first_of_each(person[places])]] = True
        return first[self._made(block)[1]]

    def _made(self, block: int) -> tuple[Journeys, Positions]:
        """The journeys of a block, and the place of each conversion among its goal events."""
        part, touches = self.part(block), self.touches[block]
        converted, all_of_them = self.conversions, self.everybody
        made = journeys_of(touches, all_of_them.counted[part], self.lookback, cut=self.asked.cut)
        place = touches.goals.place[all_of_them.counted[part][touches.goals.place]]
        kept = converted.counted[part][place]
        return made.where(kept), place[kept]

    def without(self, block: int) -> Journeys:
        """The journeys of the people of a block without a conversion in range, those with a touch: one each."""
        touches, space = self.touches[block], self.arrays.space
        own = np.searchsorted(self.people, [block << space.people_bits, (block + 1) << space.people_bits])
        people = self.people[slice(*own)] - (block << space.people_bits)
        goals, part = touches.goals, self.part(block)
        converted = goals.person[self._in_range.counted[part][goals.place]]
        found = unconverted(touches, np.setdiff1d(people, converted), self._end, self.lookback)
        return found.where(found.lengths > 0)

    def units_of(self, block: int, person: NDArray[np.int64], units: PeopleUnits) -> NDArray[np.int64]:
        """The unit of the bootstrap of people of a block."""
        return units.of[person + (block << self.arrays.space.people_bits)]

    def ready(self) -> int:
        """Read all that blocks need, so that they can be walked side by side; how many blocks there are."""
        _ = self.conversions, self.everybody, self._in_range, self.people, self._goals.bounds
        return len(self.touches)

    def part(self, block: int) -> slice:
        """Where the goal events of a block are."""
        return self._goals.block(block)

    @cached_property
    def _in_range(self) -> Conversions:
        """The conversions that the dates and the filters of people choose, whatever their channel or properties."""
        wide = replace(self._filters.of_people(), date_from=self._filters.date_from, date_to=self._filters.date_to)
        return self.conversions if wide == self._filters else self._converted(wide)

    @property
    def _end(self) -> int:
        """The last moment in range: the end of the data, or of the dates."""
        until = self._filters.date_to
        if until is None:
            return self.arrays.last_moment
        moment = np.datetime64(self.arrays.calendar.utc_of(until + _ONE_DAY), "us").astype(np.int64)
        return min(self.arrays.last_moment, int(moment) - self.arrays.space.origin - 1)

    def _converted(self, filters: Filters) -> Conversions:
        return self.arrays.kept(("conversions", self.asked.touchpoints, filters), lambda: self._find(filters))

    def _find(self, filters: Filters) -> Conversions:
        goals, end = self._goals, self.arrays.calendar.data_end
        counted = np.zeros(len(goals.keys), dtype=bool)
        worth = np.zeros(len(goals.keys))
        names = list(self.asked.touchpoints)
        clauses = [piece(AT_TOUCHPOINTS, step_touchpoints=names), piece(UNTIL, data_end=end), piece(PURCHASED)]
        given = {"converting": names, "refunded_until": end}
        found = self.arrays.engine.arrays("ask/attribution/conversions", given, filters, clauses)
        identity = packed(found)
        order = np.argsort(goals.rows, kind="stable")
        place = order[np.searchsorted(goals.rows, identity, sorter=order)] if len(identity) else order[:0]
        counted[place] = True
        worth[place] = np.ma.filled(found["worth"], 0.0)
        return Conversions(counted, worth)

    @cached_property
    def _names(self) -> Coded:
        return self._events.column(self.asked.to)

    @cached_property
    def _asking(self) -> tuple[str, ...]:
        return asking_touchpoints(self.arrays.engine).names

    def _read(self) -> KeptTouches:
        events, arrays, asked = self._events, self.arrays, self.asked
        touchpoint, channel, names = events.column("touchpoint"), events.column("channel"), self._names
        goal = touchpoint_table(arrays, touchpoint, asked.touchpoints)
        asks = touchpoint_table(arrays, touchpoint, self._asking)
        direct = _table(channel, channel_numbers(arrays, asked.direct))
        is_named = bool(arrays.engine.frame("ask/log/sessions_named")["named"][0])
        session = events.column("session").codes if is_named else None
        gap, space = microseconds(asked.session_gap_seconds) or 0, arrays.space

        def block(number: int) -> Touches:
            part = events.block(number)
            keys, at, name = events.keys[part], touchpoint.codes[part], names.codes[part]
            silent = asks[at] | (name == 0) if asked.to == "campaign" else asks[at]
            own: Any = None if session is None else session[part]
            logged = LoggedEvents(
                space.owner(keys), space.time(keys), name, goal[at], silent, direct[channel.codes[part]], own
            )
            return touches_of(logged, gap, by_session=self.by_session)

        _ = events.keys, events.bounds
        return KeptTouches(tuple(side_by_side(block, range(len(events.bounds) - 1))))


def _table(column: Coded, numbers: Sequence[int]) -> Mask:
    """For each code of a column whether it stands for one of these numbers."""
    return np.isin(np.concatenate(([0], column.values.astype(np.int64))), [number for number in numbers if number])
