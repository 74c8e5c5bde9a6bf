"""Comparable people found the long way: plain Python over written-out events, one person after the other."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

Written = tuple[int, datetime, str, str]
"""Person, time, touchpoint, channel."""
Moment = tuple[int, datetime]
"""Whose, and from when on they are followed."""

_TENURE = (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180)
_DAY = timedelta(days=1)


class MeetingOracle:
    """Whom each person who met a touchpoint may be compared with, by the words of the definition."""

    def __init__(self, events: Iterable[Written], personas: dict[int, str], goal: str, asks: str, days: int) -> None:
        self.ways: dict[int, list[Written]] = defaultdict(list)
        self.first_channel: dict[int, str] = {}
        self.personas, self.goal, self.horizon = personas, goal, timedelta(days=days)
        for event in sorted(events, key=lambda event: event[1]):  # stable: ties stay as they stand in the file
            self.first_channel.setdefault(event[0], event[3])
            self.end = event[1]
            if event[2] != asks:
                self.ways[event[0]].append(event)
        self.after_goal = self._after_goal()

    def candidates(self, touchpoint: str) -> dict[Moment, set[Moment]]:
        """For each first meeting that can be followed and has a state: who is comparable, and from when on."""
        found: dict[Moment, set[Moment]] = {}
        for person, way in self.ways.items():
            place = self.first(way, touchpoint)
            if place is None or place == 0 or way[place][1] + self.horizon > self.end:
                continue
            pause = way[place][1] - way[place - 1][1]
            state = (way[place - 1][2], *self.traits(way, place - 1))
            found[person, way[place][1]] = {
                (other, moment)
                for other, moment in self._in_state(touchpoint, state, pause)
                if other != person and moment + self.horizon <= self.end
            }
        return found

    def _in_state(self, touchpoint: str, state: tuple[object, ...], pause: timedelta) -> Iterable[Moment]:
        """Everybody who was in the state, did nothing for longer than the pause, and had not met it by then."""
        for person, way in self.ways.items():
            for place, event in enumerate(way[: self.first(way, touchpoint)]):
                longer = place + 1 == len(way) or way[place + 1][1] - event[1] > pause
                if longer and (event[2], *self.traits(way, place)) == state:
                    yield person, event[1] + pause

    def before(self, touchpoint: str) -> dict[Moment, set[Moment]]:
        """For the check of the past: from each last touchpoint before a meeting to the moments of like people."""
        found: dict[Moment, set[Moment]] = {}
        for person, way in self.ways.items():
            place = self.first(way, touchpoint)
            if place is None or place == 0 or way[place][1] + self.horizon > self.end:
                continue
            like = self._past(way, place - 1)
            found[person, way[place - 1][1]] = {
                (other, event[1])
                for other, theirs in self.ways.items()
                if other != person
                for at, event in enumerate(theirs[: self.first(theirs, touchpoint)])
                if self._past(theirs, at) == like
            }
        return found

    def reached(self, moment: Moment, *, back: bool = False) -> bool:
        """Whether a person reached the goal in the days after (or before) a moment; the later end counts."""
        person, at = moment
        low, high = (at - self.horizon, at) if back else (at, at + self.horizon)
        return any(low < event[1] <= high for event in self.ways[person] if event[2] == self.goal)

    def traits(self, way: list[Written], place: int) -> tuple[object, ...]:
        """Persona, first channel, bands of tenure and activity at an event."""
        persona, channel, days, active = self._past(way, place)
        return persona, channel, bisect_right(_TENURE, days), active

    def _past(self, way: list[Written], place: int) -> tuple[str | None, str, int, int]:
        event = way[place]
        today = event[1].date()
        active = {
            one[1].date()
            for one in way
            if 1 <= (today - one[1].date()).days <= 14 and one[2] != self.goal and one[2] not in self.after_goal
        }
        band = min(len(active), 6) if len(active) < 8 else 7
        person = event[0]
        return self.personas.get(person), self.first_channel[person], (event[1] - way[0][1]) // _DAY, band

    def _after_goal(self) -> set[str]:
        """Touchpoints that follow from the goal: 95 of 100 within 30 days after one."""
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for way in self.ways.values():
            goals = [event[1] for event in way if event[2] == self.goal]
            for event in way:
                counts[event[2]][0] += any(timedelta() <= event[1] - goal < 30 * _DAY for goal in goals)
                counts[event[2]][1] += 1
        return {name for name, (after, of) in counts.items() if after >= 0.95 * of} - {self.goal}

    @staticmethod
    def first(way: list[Written], touchpoint: str) -> int | None:
        """The place of the first meeting."""
        return next((place for place, event in enumerate(way) if event[2] == touchpoint), None)
