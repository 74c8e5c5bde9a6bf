"""Wide surveys for tests: one row a respondent, a column per rated question, blank where it was not met."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from touchpath import Workspace


def wide_survey(folder: Path, columns: dict[str, Sequence[Any]], **mapping: Any) -> Workspace:
    """A workspace in memory with one survey file; the questions are its columns, NaN is left blank."""
    file = folder / "survey.csv"
    names = list(columns)
    with file.open("w", newline="", encoding="utf-8") as sink:
        out = csv.writer(sink)
        out.writerow(["respondent", *names])
        for number, row in enumerate(zip(*columns.values(), strict=True)):
            out.writerow([f"r{number}", *("" if value != value else value for value in row)])
    workspace = Workspace.in_memory()
    workspace.import_responses(file, respondent="respondent", questions=mapping.pop("questions"), **mapping)
    return workspace


def ratings(random: np.random.Generator, people: int, common: np.ndarray, share_met: float = 1.0) -> np.ndarray:
    """Ratings of 1 to 5 around something people have in common; NaN for those who did not meet it."""
    found = np.clip(np.round(3.5 + common + random.normal(0, 0.8, people)), 1, 5)
    found[random.random(people) >= share_met] = np.nan
    return found
