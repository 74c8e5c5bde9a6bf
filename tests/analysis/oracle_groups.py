"""The rules of a breakdown in plain Python: which group each attempt that counts belongs to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import product
from typing import Any

from tests.analysis.oracle import Attempt, Event, Selection, deepest, fits, judge, window
from touchpath.journey.conditions import Condition
from touchpath.journey.funnel import Funnel

Values = tuple[str | None, ...]
Key = tuple[str, Any]
UNGROUPED: Key = ("ungrouped", None)


def groups_of(
    events: list[Event], funnel: Funnel, selection: Selection, personas: dict[str, str], counted: list[Attempt]
) -> dict[Key, list[Attempt]]:
    """The attempts of each group: values, then Other beyond the limit, then missing."""
    assert funnel.breakdown is not None
    names = [name for name in funnel.breakdown.names if name != "persona"]
    told: dict[Values | None, list[Attempt]] = defaultdict(list)
    if funnel.breakdown.at == "all_events" and names:
        for own in product(*({event.get(name) for event in events} for name in names)):
            for attempt in judge(events, carrying(funnel, names, own), selection):
                told[with_persona(own, attempt, funnel, personas)].append(attempt)
    else:
        for attempt in counted:
            own_values = event_values(events, attempt, names, funnel, selection)
            told[None if own_values is None else with_persona(own_values, attempt, funnel, personas)].append(attempt)
    return limited(told, funnel)


def carrying(funnel: Funnel, names: list[str], values: Values) -> Funnel:
    """The funnel over the step events that carry these values."""
    conditions = tuple(Condition(name, "=", (value,)) for name, value in zip(names, values, strict=True))
    return replace(funnel, steps=tuple(replace(step, where=(*step.where, *conditions)) for step in funnel.steps))


def with_persona(values: Values, attempt: Attempt, funnel: Funnel, personas: dict[str, str]) -> Values:
    assert funnel.breakdown is not None
    of_event = iter(values)
    return tuple(personas.get(attempt.person) if n == "persona" else next(of_event) for n in funnel.breakdown.names)


def event_values(
    events: list[Event], attempt: Attempt, names: list[str], funnel: Funnel, selection: Selection
) -> Values | None:
    """The values an attempt is grouped by; None when it did not reach the step that decides."""
    assert funnel.breakdown is not None
    at = funnel.breakdown.at
    if not names:
        return ()
    if isinstance(at, int):
        event = attempt.filled[at]
        return None if event is None else tuple(event.get(name) for name in names)
    seen = (
        person_events(events, attempt.person, funnel, selection)
        if funnel.counting == "people"
        else [(event.at, k, event.row, event) for k, event in enumerate(attempt.filled) if event]
    )
    valued = [event for *_, event in sorted(seen) if any(event.get(name) for name in names)]
    chosen = (valued[-1] if at == "last_touch" else valued[0]) if valued else None
    return tuple(chosen.get(name) if chosen else None for name in names)


def person_events(
    events: list[Event], person: str, funnel: Funnel, selection: Selection
) -> list[tuple[float, int, int, Event]]:
    """The step events of a person from the first possible entry until the window of the last one has passed."""
    return [
        (event.at, k, event.row, event)
        for event in events
        for k, step in enumerate(funnel.steps)
        if event.person == person
        and fits(event, step)
        and selection.event(event)
        and selection.begins <= event.at < selection.ends + window(funnel)
    ]


def limited(told: dict[Values | None, list[Attempt]], funnel: Funnel) -> dict[Key, list[Attempt]]:
    """Values with most people are kept apart, the others pooled; missing stands by itself."""
    assert funnel.breakdown is not None
    nothing: Values = (None,) * len(funnel.breakdown.names)
    sizes = {v: len({one.person for one in own if not one.spoiled}) for v, own in told.items()}
    ranked = sorted((v for v in told if v is not None and v != nothing), key=lambda v: (-sizes[v], label(v)))
    limit = len(ranked) if funnel.breakdown.limit is None else funnel.breakdown.limit
    found: dict[Key, list[Attempt]] = {("value", values): told[values] for values in ranked[:limit]}
    others = [attempt for values in ranked[limit:] for attempt in told[values]]
    if others:
        found[("other", nothing)] = once(others, funnel)
    if told.get(nothing):
        found[("missing", nothing)] = told[nothing]
    if told.get(None):
        found[UNGROUPED] = told[None]
    return found


def once(attempts: list[Attempt], funnel: Funnel) -> list[Attempt]:
    """A person counts once in Other, with the deepest attempt of the values put together."""
    if funnel.counting != "people":
        return attempts
    owned = defaultdict(list)
    for attempt in attempts:
        owned[attempt.person].append(attempt)
    return [deepest(own) for own in owned.values()]


def label(values: Values) -> str:
    return " / ".join("Missing" if value is None else value for value in values)
