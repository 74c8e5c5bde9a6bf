"""Randomised tests written as a file of assignments, with what is planted in them."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from touchpath.journey.change import Assignment, Change
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.uplift import Uplift
from touchpath.workspace import Workspace
from touchpath.workspace.assignments import import_assignments

NAME = "Letters"


def letters_sent(
    folder: Path, people: int = 8_000, *, gains: tuple[float, float] = (0.2, 0.0), seed: int = 1
) -> Workspace:
    """Half the people are old customers; a letter adds the first of `gains` (0-1) for them, the second for the rest.

    `size` is a number that says nothing, `late` an outcome that the letter moves, `everybody` the same for all; who
    would do it anyway hangs on `town`.
    """
    random = np.random.default_rng(seed)
    old, letter, town = (random.integers(0, 2, people) for _ in range(3))
    chance = 0.1 + 0.3 * town + letter * np.where(old == 1, gains[0], gains[1])
    did = random.random(people) < chance
    late = random.random(people) < 0.2 + 0.3 * letter
    size = random.integers(1, 100, people)
    file = folder / "letters.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["arm", "customer", "town", "size", "late", "everybody", "bought"])
        for i in range(people):
            rows.writerow([
                "letter" if letter[i] else "none", "old" if old[i] else "new", "north" if town[i] else "south",
                size[i], int(late[i]), "yes", int(did[i]),
            ])  # fmt: skip
    workspace = Workspace.in_memory()
    import_assignments(workspace, file, arm="arm", name=NAME)
    return workspace


def asked(*split_by: str, hoped_for: float | None = None, column: str = "bought", arm: str | None = None) -> Uplift:
    change = Change(
        "Letters", "2025-03-03", Outcome("column", column=column), assignment=Assignment("file", NAME),
        split_by=split_by, hoped_for=hoped_for,
    )  # type: ignore[arg-type]  # fmt: skip
    return Uplift(change, arm)
