"""Random logs and options for the kernel of paths."""

from __future__ import annotations

import random

from tests.analysis.path_oracle import Asked, Event

SIZE = 6
"""Nodes are numbered 0 to 5."""


def random_log(rng: random.Random) -> list[Event]:
    """Up to six people with up to twelve events, many at equal times or exactly a gap apart."""
    events: list[Event] = []
    names_sessions = rng.random() < 0.3
    for person in range(rng.randint(0, 6)):
        moment = rng.randint(0, 50)
        for _ in range(rng.randint(0, 12)):
            events.append({
                "person": person, "moment": moment, "node": rng.randrange(SIZE),
                "named": rng.randint(0, 2) if names_sessions else 0,
                "hidden": rng.random() < 0.15, "entering": rng.random() < 0.8, "start": rng.random() < 0.25,
                "end": rng.random() < 0.25, "throughout": rng.random() < 0.9,
            })  # fmt: skip
            moment += rng.choice([0, 0, 1, 5, 30, 31, 60])
    return events


def random_question(rng: random.Random) -> Asked:
    """Any options."""
    return Asked(
        unit=rng.choice(["session", "person"]), one_per_person=rng.random() < 0.5,
        collapse=rng.choice(["none", "neighbours", "first"]), start=rng.random() < 0.4, end=rng.random() < 0.4,
        throughout=rng.random() < 0.2, data_end=rng.choice([150, 200, 400, 100_000]),
        columns=rng.randint(1, 6), top=rng.choice([None, 1, 2, 3]),
    )  # fmt: skip
