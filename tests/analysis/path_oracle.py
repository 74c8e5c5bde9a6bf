"""Paths once more, event by event in plain Python: slow, and written without a look at the kernel."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Event = dict[str, Any]
"""person, moment, node, and flags: hidden, entering, start, end; `named` is a session of the file or 0."""


@dataclass(frozen=True)
class Asked:
    """The options of a question about paths, in the unit of the moments."""

    unit: str = "session"
    one_per_person: bool = False
    collapse: str = "neighbours"
    start: bool = False
    end: bool = False
    throughout: bool = False
    gap: int = 30
    data_end: int = 100_000
    columns: int = 5
    top: int | None = None

    @property
    def backwards(self) -> bool:
        return self.end and not self.start


@dataclass
class Walk:
    """One unit that counts."""

    person: int
    steps: list[tuple[Any, int]]
    unfinished: bool

    @property
    def nodes(self) -> list[Any]:
        return [node for node, _ in self.steps]


def sessions_of(events: list[Event], asked: Asked) -> list[list[Event]]:
    """Units of one person's events, in the order in which they begin."""
    if asked.unit == "person":
        return [events] if events else []
    units: dict[Any, list[Event]] = {}
    number, last = 0, None
    for event in events:
        if last is None or event["moment"] - last > asked.gap:
            number += 1
        last = event["moment"]
        units.setdefault(("file", event["named"]) if event["named"] else ("gap", number), []).append(event)
    return list(units.values())


def walk_of(unit: list[Event], asked: Asked) -> tuple[str, Walk | None]:
    """What becomes of a unit: it is not chosen, started without arriving, has nothing left, or is a walk."""
    if asked.throughout and not all(event["throughout"] for event in unit):
        return "not chosen", None
    entry = entry_of(unit, asked)
    if entry is None:
        return "not chosen", None
    stretch = stretch_of(unit, entry, asked)
    if stretch is None:
        return "missed", None
    steps = steps_of(stretch, asked)
    if not steps:
        return "nothing left", None
    unfinished = asked.unit == "session" and not asked.end and unit[-1]["moment"] + asked.gap >= asked.data_end
    return "counts", Walk(unit[0]["person"], steps, unfinished)


def entry_of(unit: list[Event], asked: Asked) -> int | None:
    """Where the event by which a unit is chosen stands; None where it is not chosen."""
    flag = "start" if asked.start else "end" if asked.end else None
    wanted = [i for i, event in enumerate(unit) if flag is None or (event[flag] and not event["hidden"])]
    if asked.unit == "person":
        wanted = [i for i in wanted if unit[i]["entering"]]
    return wanted[0] if wanted and unit[wanted[0]]["entering"] else None


def stretch_of(unit: list[Event], entry: int, asked: Asked) -> list[Event] | None:
    """What is looked at of a unit; None where the end is not reached."""
    if asked.backwards:
        return unit[: entry + 1]
    if not asked.end:
        return unit if asked.unit == "session" and not asked.start else unit[entry:]
    for i in range(entry + 1, len(unit)):
        if unit[i]["end"] and not unit[i]["hidden"]:
            return unit[entry : i + 1]
    return None


def steps_of(stretch: list[Event], asked: Asked) -> list[tuple[Any, int]]:
    """The steps that are left: (node, moment)."""
    steps: list[tuple[Any, int]] = []
    for event in stretch:
        again = asked.collapse == "neighbours" and steps and steps[-1][0] == event["node"]
        visited = asked.collapse == "first" and any(node == event["node"] for node, _ in steps)
        if not (event["hidden"] or again or visited):
            steps.append((event["node"], event["moment"]))
    return steps


def walks(events: list[Event], asked: Asked) -> tuple[list[Walk], int]:
    """The walks that count, and how many started without arriving. Events are in the order of person and time."""
    found: list[Walk] = []
    missed = 0
    for person in dict.fromkeys(event["person"] for event in events):
        own = [event for event in events if event["person"] == person]
        told = [walk_of(unit, asked) for unit in sessions_of(own, asked)]
        good = [walk for _, walk in told if walk is not None]
        lost = sum(what == "missed" for what, _ in told)
        if asked.one_per_person:
            good = good[:1]
            lost = 1 if lost and not good else 0
        found += good
        missed += lost
    return found, missed


def picture(found: list[Walk], asked: Asked) -> dict[str, Counter[Any]]:
    """Nodes, edges and ways out by column, as the cases write them; Other is the node None."""
    columns: dict[int, Counter[Any]] = {}
    placed = []
    for walk in found:
        nodes = walk.nodes
        first = 1 - len(nodes) if asked.backwards else 1
        places = [(first + i, node) for i, node in enumerate(nodes)]
        seen = [
            place for place in places if (place[0] > -asked.columns if asked.backwards else place[0] <= asked.columns)
        ]
        placed.append((walk, seen, len(nodes) > asked.columns))
        for column, node in seen:
            columns.setdefault(column, Counter())[node] += 1
    keep = {
        column: {node for node, _ in sorted(counts.items(), key=lambda part: (-part[1], part[0]))[: asked.top]}
        for column, counts in columns.items()
    }
    told: dict[str, Counter[Any]] = {
        name: Counter() for name in ("nodes", "edges", "exits", "continues", "entries", "unfinished")
    }
    for walk, seen, longer in placed:
        shown = [(column, node if node in keep[column] else None) for column, node in seen]
        told["nodes"].update(shown)
        told["edges"].update((column, node, after) for (column, node), (_, after) in pairwise(shown))
        if asked.backwards:
            told["continues" if longer else "entries"][shown[0]] += 1
        else:
            told["continues" if longer else "unfinished" if walk.unfinished else "exits"][shown[-1]] += 1
    return told


def graph(found: list[Walk]) -> dict[tuple[Any, Any], tuple[int, int, list[int]]]:
    """Every neighbouring pair with "start" and "end": how often, how many people, and the times between."""
    counts: Counter[tuple[Any, Any]] = Counter()
    people: dict[tuple[Any, Any], set[int]] = {}
    times: dict[tuple[Any, Any], list[int]] = {}
    for walk in found:
        chain = [("start", None), *walk.steps, ("end", None)]
        for (one, since), (two, until) in pairwise(chain):
            counts[one, two] += 1
            people.setdefault((one, two), set()).add(walk.person)
            if since is not None and until is not None:
                times.setdefault((one, two), []).append(until - since)
    return {pair: (n, len(people[pair]), sorted(times.get(pair, []))) for pair, n in counts.items()}


def variants(found: list[Walk]) -> Counter[tuple[Any, ...]]:
    """How many units took each whole way."""
    return Counter(tuple(walk.nodes) for walk in found)
