"""The rules of a funnel in plain Python, written to be read: slow, obvious, and never shared with the engine.

`judge` takes the events of everybody and says, for every person (or session, or attempt), which events filled the
steps. Nothing here looks at how the engine does it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from touchpath.journey.conditions import Condition
from touchpath.journey.funnel import Exclusion, Funnel, Step

FOREVER = float("inf")


@dataclass(frozen=True)
class Event:
    """One event row; `row` is its place in the source and orders ties."""

    person: str
    at: float
    row: int
    touchpoint: str
    channel: str | None = None
    session: str | None = None
    properties: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str | None:
        if name == "channel":
            return self.channel
        return dict(self.properties).get(name) or None


@dataclass(frozen=True)
class Attempt:
    """What became of one entry event: the event that filled each step (None: not filled), and when it ended."""

    person: str
    entry: Event
    filled: tuple[Event | None, ...]
    depth: int
    last: Event
    ends: float
    spoiled_at: float | None = None

    @property
    def opened(self) -> int:
        """The step that the entry filled."""
        return self.filled.index(self.entry)

    @property
    def spoiled(self) -> bool:
        return self.spoiled_at is not None


@dataclass(frozen=True)
class Selection:
    """What the filters leave: moments of entry, events, entry events, people; and the end of the data."""

    begins: float = -FOREVER
    ends: float = FOREVER
    data_end: float = FOREVER
    event: Callable[[Event], bool] = field(default=lambda event: True)
    entry: Callable[[Event], bool] = field(default=lambda event: True)
    person: Callable[[str], bool] = field(default=lambda person: True)


def judge(events: list[Event], funnel: Funnel, selection: Selection) -> list[Attempt]:
    """The attempt that counts for every person, session or attempt; spoiled ones only where there is no clean one.

    Sessions are a matter of all events; the steps are looked for in those that the filters leave.
    """
    counted: list[Attempt] = []
    for everything in by_person([event for event in events if event.at <= selection.data_end]).values():
        own = [event for event in in_sessions(everything, funnel) if selection.event(event)]
        if selection.person(everything[0].person):
            attempts = [one for unit in units(own, funnel) for one in attempts_of(own, unit, funnel, selection)]
            if funnel.mature_only:
                attempts = [one for one in attempts if is_mature(one, funnel, selection)]
            counted += [deepest(few) for few in together(attempts, funnel)]
    return counted


def by_person(events: list[Event]) -> dict[str, list[Event]]:
    """Everybody's events in order: time, then source."""
    owned = defaultdict(list)
    for event in sorted(events, key=lambda event: (event.at, event.row)):
        owned[event.person].append(event)
    return owned


def in_sessions(own: list[Event], funnel: Funnel) -> list[Event]:
    """The events with their session: the one the file names, else a new one after a pause longer than the gap.

    Without counting sessions, all events of a person are one.
    """
    if funnel.counting != "sessions":
        return [replace(event, session=None) for event in own]
    number, last, told = 0, -FOREVER, []
    for event in own:
        number += event.at - last > funnel.session_gap_seconds
        told.append(event if event.session else replace(event, session=f"pause {number}"))
        last = event.at
    return told


def units(own: list[Event], funnel: Funnel) -> Iterator[list[Event]]:
    """The sequences steps are looked for in: events of one session that share the held properties."""
    kinds = defaultdict(list)
    for event in own:
        kinds[(event.session, tuple(event.get(name) for name in funnel.hold))].append(event)
    yield from kinds.values()


def together(attempts: list[Attempt], funnel: Funnel) -> list[list[Attempt]]:
    """What counts as one: all attempts of a person (or session), or each attempt by itself."""
    if funnel.counting == "attempts":
        return [[one] for one in attempts]
    shared = defaultdict(list)
    for one in attempts:
        shared[one.entry.session].append(one)
    return list(shared.values())


def deepest(attempts: list[Attempt]) -> Attempt:
    """Clean before spoiled, then the deepest, then the earliest; ties by the step that opened, then by source."""
    return min(attempts, key=lambda one: (one.spoiled, -one.depth, one.entry.at, one.opened, one.entry.row))


def is_mature(attempt: Attempt, funnel: Funnel, selection: Selection) -> bool:
    assert funnel.window_seconds is not None
    return attempt.entry.at + funnel.window_seconds <= selection.data_end


def attempts_of(own: list[Event], unit: list[Event], funnel: Funnel, selection: Selection) -> Iterator[Attempt]:
    """Every attempt opened in a sequence. Counted as attempts, one must have ended before the next may open."""
    free_from = -FOREVER
    for entry in entries_of(own, funnel, selection):
        if entry not in unit or (funnel.counting == "attempts" and entry.at <= free_from):
            continue
        attempt = spoil(follow(own, unit, entry, funnel), own, funnel)
        free_from = attempt.ends
        yield attempt


def entries_of(own: list[Event], funnel: Funnel, selection: Selection) -> list[Event]:
    """The events that open an attempt."""
    opening = funnel.steps if funnel.order == "any" else funnel.steps[:1]
    ranked = [
        (event.at, next((i for i, step in enumerate(opening) if fits(event, step)), None), event.row) for event in own
    ]
    rows = {event.row: event for event in own}
    matching = [rows[row] for _, _, row in sorted(one for one in ranked if one[1] is not None)]
    if funnel.entry == "first_ever":
        matching = matching[:1]
    fitting = [e for e in matching if selection.begins <= e.at < selection.ends and selection.entry(e)]
    if funnel.entry == "first" and funnel.counting == "sessions":
        firsts = {event.session: event for event in reversed(fitting)}
        return [event for event in fitting if firsts[event.session] is event]
    return fitting[:1] if funnel.entry == "first" else fitting


def follow(own: list[Event], unit: list[Event], entry: Event, funnel: Funnel) -> Attempt:
    """Fill the steps after an entry."""
    if funnel.order == "any":
        return follow_any(unit, entry, funnel)
    filled: list[Event | None] = [entry] + [None] * (len(funnel.steps) - 1)
    required = [number for number, step in enumerate(funnel.steps) if not step.optional]
    last, depth = entry, 1
    for number in required[1:]:
        found = next_event(own, unit, entry, last, used(filled), funnel, funnel.steps[number])
        if found is None:
            break
        filled[number], last, depth = found, found, depth + 1
    complete = depth == len(required)
    fill_optional(unit, filled, funnel)
    limit = last.at if funnel.order == "strict" or complete else deadline(entry, last, funnel)
    return Attempt(entry.person, entry, tuple(filled), depth, last, limit)


def next_event(
    own: list[Event], unit: list[Event], entry: Event, last: Event, taken: set[int], funnel: Funnel, step: Step
) -> Event | None:
    """The earliest admissible event of a step after the last one; an event row fills at most one step."""
    end = deadline(entry, last, funnel)
    if funnel.order == "strict":
        candidates = [event for event in very_next(own, entry, last, taken) if event in unit and fits(event, step)]
    else:
        candidates = [e for e in unit if e.at >= last.at and e.row not in taken and fits(e, step)]
    return next((event for event in candidates if event.at <= end), None)


def very_next(own: list[Event], entry: Event, last: Event, taken: set[int]) -> list[Event]:
    """The person's very next events: the rest of the same instant, in any order, then those of the next instant.

    Untaken events of the entry's instant may stand before the entry; those of a later instant stand in between.
    """
    tied = [event for event in own if event.at == last.at and event.row not in taken]
    later = [event for event in own if event.at > last.at]
    following = [event for event in later if event.at == later[0].at]
    return tied + following if last.at == entry.at or not tied else tied


def follow_any(unit: list[Event], entry: Event, funnel: Funnel) -> Attempt:
    """Steps in any order: of all ways to give steps different events, one that fills most, as early as can be."""
    candidates = [event for event in unit if entry.at <= event.at <= entry.at + window(funnel) and event is not entry]
    opening = [i for i, step in enumerate(funnel.steps) if fits(entry, step)]
    if funnel.counting == "attempts" or funnel.entry != "any":
        opening = opening[:1]
    ways = []
    for opened in opening:
        start: list[Event | None] = [None] * len(funnel.steps)
        start[opened] = entry
        ways += [(opened, way) for way in all_ways(start, candidates, funnel)]
    _, filled = min(
        ways, key=lambda one: (-sum(e is not None for e in one[1]), sum(e.at for e in one[1] if e), one[0])
    )
    last = entry
    for event in sorted((e for e in filled if e), key=lambda e: (e.at, e.row))[1:]:
        if event.at - last.at > (funnel.step_window_seconds or FOREVER):
            filled = [e if e and (e.at, e.row) <= (last.at, last.row) else None for e in filled]
            break
        last = event
    depth = sum(event is not None for event in filled)
    ends = last.at if depth == len(filled) else deadline(entry, last, funnel)
    return Attempt(entry.person, entry, tuple(filled), depth, last, ends)


def all_ways(
    filled: list[Event | None], candidates: list[Event], funnel: Funnel, step: int = 0
) -> Iterator[list[Event | None]]:
    """Every way to fill the empty steps from one on, each by another event or not at all."""
    if step == len(filled):
        yield filled
        return
    yield from all_ways(filled, candidates, funnel, step + 1)
    for event in candidates if filled[step] is None else ():
        if fits(event, funnel.steps[step]) and event.row not in used(filled):
            yield from all_ways([*filled[:step], event, *filled[step + 1 :]], candidates, funnel, step + 1)


def fill_optional(unit: list[Event], filled: list[Event | None], funnel: Funnel) -> None:
    """An optional step takes its earliest event after the step before, if that lies before the step after.

    The required step before must have been reached; where no step after was, the deadline takes its place.
    """
    entry = filled[0]
    assert entry is not None
    for number, step in enumerate(funnel.steps):
        required = [j for j in range(number) if not funnel.steps[j].optional]
        if step.optional and filled[required[-1]]:
            before = [event for event in filled[:number] if event][-1]
            after = next((event for event in filled[number + 1 :] if event), None)
            free = [e for e in unit if e.at >= before.at and e.row not in used(filled) and fits(e, step)]
            end = min(deadline(entry, before, funnel), after.at if after else FOREVER)
            if free and free[0].at <= end:
                filled[number] = free[0]


def spoil(attempt: Attempt, own: list[Event], funnel: Funnel) -> Attempt:
    """An exclusion strictly between its two steps spoils; if the second was not reached, until the attempt's end."""
    moments = []
    live_until = deadline(attempt.entry, attempt.last, funnel)
    for exclusion in funnel.exclusions:
        begin, end = attempt.filled[exclusion.after_step], attempt.filled[exclusion.before_step]
        if funnel.order == "any":
            begin, end = attempt.entry, attempt.last if attempt.depth == len(funnel.steps) else None
        if begin:
            until = end.at if end else live_until
            moments += [e.at for e in own if begin.at < e.at < until and fits(e, exclusion)]
    return replace(attempt, spoiled_at=min(moments), ends=min(moments)) if moments else attempt


def window(funnel: Funnel) -> float:
    return FOREVER if funnel.window_seconds is None else funnel.window_seconds


def deadline(entry: Event, last: Event, funnel: Funnel) -> float:
    """Until when the attempt can go on: its window from the entry, and the step window from its last step."""
    return min(entry.at + window(funnel), last.at + (funnel.step_window_seconds or FOREVER))


def used(filled: list[Event | None]) -> set[int]:
    return {event.row for event in filled if event}


def fits(event: Event, part: Step | Exclusion) -> bool:
    """Whether an event is what a step or exclusion asks for."""
    named = part.touchpoints is None or event.touchpoint in part.touchpoints
    return named and all(holds(event, condition) for condition in part.where)


def holds(event: Event, condition: Condition) -> bool:
    """Equality is all the random logs use; the other comparisons have tests of their own."""
    found = event.get(condition.name)
    return (found in condition.values) == (condition.op == "=")


def immature(events: list[Event], funnel: Funnel, selection: Selection) -> int:
    """How many people (sessions, attempts) have no attempt whose window ended before the data."""
    everyone = judge(events, replace(funnel, mature_only=False), selection)
    return len(everyone) - len(judge(events, replace(funnel, mature_only=True), selection))
