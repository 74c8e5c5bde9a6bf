"""Credit in plain Python, one event at a time: what the kernel must agree with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from math import factorial
from typing import Any

Event = dict[str, Any]
Touch = tuple[int, int, bool]
"""Name, moment, whether through a direct channel."""
Journey = tuple[int, int, list[Touch]]
"""Person, moment of the conversion, touches."""


def owners(events: Sequence[Event], gap: int, *, by_session: bool) -> Iterator[list[Event]]:
    """The events of each person with their session, or of each session; in order."""
    for person in sorted({event["person"] for event in events}):
        own, session, last = [], 0, None
        for event in (event for event in events if event["person"] == person):
            session += last is None or event["moment"] - last > gap
            last = event["moment"]
            own.append({**event, "session": ("named", event["named"]) if event["named"] else ("gap", session)})
        if not by_session:
            yield own
            continue
        for key in dict.fromkeys(event["session"] for event in own):
            yield [event for event in own if event["session"] == key]


def touches(own: Sequence[Event]) -> list[Touch]:
    """The runs of an owner's events."""
    found: list[Touch] = []
    last: Any = None
    for event in own:
        if event["goal"] or event["silent"]:
            continue
        before = sum(other["goal"] and other["moment"] < event["moment"] for other in own)
        run = (event["session"], event["name"], before)
        if run != last:
            found.append((event["name"], event["moment"], event["direct"]))
        last = run
    return found


def journeys(events: Sequence[Event], gap: int, lookback: int | None, *, cut: bool) -> list[Journey]:
    """The journey of every goal event, those of an owner in order."""
    found = []
    for own in owners(events, gap, by_session=lookback is None):
        runs = touches(own)
        for goal in (event for event in own if event["goal"]):
            earliest = -(10**12) if lookback is None else goal["moment"] - lookback
            if cut:
                before = [event["moment"] for event in own if event["goal"] and event["moment"] < goal["moment"]]
                earliest = max([earliest, *before])
            kept = [run for run in runs if earliest < run[1] <= goal["moment"]]
            found.append((goal["person"], goal["moment"], kept))
    return found


def shares(rule: str, journey: Journey, weights: Sequence[float], half_life: float) -> dict[int, float]:
    """What each name of a journey with touches gets of its conversion."""
    _, moment, kept = journey
    given: dict[int, float] = defaultdict(float)
    for (name, _, _), part in zip(kept, _parts(rule, moment, kept, weights, half_life), strict=True):
        given[name] += part
    return given


def _parts(rule: str, moment: int, kept: list[Touch], weights: Sequence[float], half_life: float) -> list[float]:
    n, names = len(kept), [name for name, _, _ in kept]
    if rule == "first":
        return [1.0, *[0.0] * (n - 1)]
    if rule == "last":
        return [*[0.0] * (n - 1), 1.0]
    if rule == "last_non_direct":
        others = [place for place, touch in enumerate(kept) if not touch[2]]
        chosen = others[-1] if others else n - 1
        return [float(place == chosen) for place in range(n)]
    if rule == "linear":
        return [1 / n] * n
    if rule in ("equal_split", "participation"):
        firsts = [names.index(name) == place for place, name in enumerate(names)]
        return [first / (sum(firsts) if rule == "equal_split" else 1) for first in firsts]
    if rule == "time_decay":
        raw = [2 ** (-(moment - when) / half_life) for _, when, _ in kept]
        return [part / sum(raw) for part in raw]
    raw = [weights[0]] if n == 1 else [weights[0], *[weights[1] / max(n - 2, 1)] * (n - 2), weights[2]]
    return [part / sum(raw) for part in raw] if sum(raw) else [1 / n] * n


def shapley(sets: Sequence[frozenset[int]], players: Sequence[int]) -> dict[int, float]:
    """The Shapley value over all coalitions; a coalition is worth the conversions whose names all lie in it."""

    def worth(coalition: frozenset[int]) -> int:
        return sum(own <= coalition for own in sets)

    n, found = len(players), {}
    for player in players:
        rest = [other for other in players if other != player]
        total = 0.0
        for size in range(n):
            weight = factorial(size) * factorial(n - size - 1) / factorial(n)
            for some in combinations(rest, size):
                total += weight * (worth(frozenset(some) | {player}) - worth(frozenset(some)))
        found[player] = total
    return found


def removal(walks: Sequence[tuple[Sequence[int], bool]], order: int) -> tuple[float, dict[int, float]]:
    """The base rate and removal effects, by following every walk of the chain until hardly anybody walks on."""
    steps: dict[tuple[int, ...], dict[Any, int]] = defaultdict(lambda: defaultdict(int))
    for names, converted in walks:
        past: tuple[int, ...] = ()
        for name in names:
            steps[past][name] += 1
            past = (*past, name)[-order:]
        steps[past]["converted" if converted else "lost"] += 1
    names = sorted({name for walk, _ in walks for name in walk})
    base = _reached(steps, order, lambda _: True)
    left = {name: _reached(steps, order, lambda other, name=name: other != name) for name in names}
    return base, {name: 1 - part / base for name, part in left.items()}


def _reached(steps: Mapping[tuple[int, ...], Mapping[Any, int]], order: int, allowed: Callable[[int], bool]) -> float:
    walking, converted = {(): 1.0}, 0.0
    while sum(walking.values()) > 1e-14:
        after: dict[tuple[int, ...], float] = defaultdict(float)
        for past, mass in walking.items():
            total = sum(steps[past].values())
            for step, times in steps[past].items():
                part = mass * times / total
                if step == "converted":
                    converted += part
                elif step != "lost" and allowed(step):
                    after[(*past, step)[-order:]] += part
        walking = after
    return converted
