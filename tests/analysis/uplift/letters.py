"""A randomised test written as a file of assignments, with what is planted in it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np

from touchpath.journey.change import Assignment, Change
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.uplift import Uplift
from touchpath.workspace import Workspace
from touchpath.workspace.assignments import import_assignments

NAME = "Letters"
PEOPLE = 8_000


def letters_sent(workspace: Workspace, folder: Path) -> Workspace:
    """The workspace with the assignments: half are old customers, and a letter adds 20 points for them alone.

    `size` is a number that says nothing, `late` an outcome that the letter moves, `everybody` the same for all; who
    would do it anyway hangs on `town`.
    """
    random = np.random.default_rng(1)
    old, letter, town = (random.integers(0, 2, PEOPLE) for _ in range(3))
    did = random.random(PEOPLE) < 0.1 + 0.3 * town + 0.2 * letter * old
    late = random.random(PEOPLE) < 0.2 + 0.3 * letter
    size = random.integers(1, 100, PEOPLE)
    file = folder / "letters.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["arm", "customer", "town", "size", "late", "everybody", "bought"])
        for i in range(PEOPLE):
            rows.writerow([
                "letter" if letter[i] else "none", "old" if old[i] else "new", "north" if town[i] else "south",
                size[i], int(late[i]), "yes", int(did[i]),
            ])  # fmt: skip
    import_assignments(workspace, file, arm="arm", name=NAME)
    return workspace


def asked(*split_by: str, hoped_for: float | None = None, column: str = "bought", arm: str | None = None) -> Uplift:
    change = Change(
        "Letters", date(2025, 3, 3), Outcome("column", column=column), assignment=Assignment("file", NAME),
        split_by=split_by, hoped_for=hoped_for,
    )  # fmt: skip
    return Uplift(change, arm)
