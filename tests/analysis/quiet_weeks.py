"""Workspaces in which nothing changed: simulated people of many weeks, and what pretended changes say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from tests.stats.simulated_weeks import PERSONA_LOGITS, Scenario, day_shocks, weekly_tables
from tests.ui.small_workspace import engine_with
from touchpath.analysis.change.designs import ComparedGroups
from touchpath.analysis.change.pretended import FalseAlarms, of_groups
from touchpath.analysis.change.units import ChangeUnits
from touchpath.engine.base import Store
from touchpath.journey.change import Change, Reach
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.pretended import PretendedChanges

FIRST = date(2024, 1, 1)
DAYS = 7


def quiet_engine(folder: Path, weeks: int) -> Store:
    """An engine whose data run over so many weeks (it is only asked for its calendar and its saved changes)."""
    begin = datetime.combine(FIRST, datetime.min.time())
    events = [(1, begin, "sign_up"), (1, begin + timedelta(weeks=weeks + 9), "visit")]
    return engine_with(folder, events=events)


def quiet_units(rng: np.random.Generator, scenario: Scenario, weeks: int) -> ChangeUnits:
    """People with their week of entry, persona, and whether they came back."""
    world = replace(scenario, weeks_before=weeks, weeks_after=0)
    came_back, people = (part[0] for part in weekly_tables(rng, world, 1, day_shocks(rng, world, 1)))
    n, x = people.ravel(), came_back.ravel()
    cell = np.repeat(np.arange(n.size), n)
    place = np.arange(len(cell)) - np.repeat(np.cumsum(n) - n, n)
    start = int(datetime.combine(FIRST, datetime.min.time(), UTC).timestamp()) * 1_000_000
    moment = start + (cell % weeks) * 7 * 86_400_000_000 + 3_600_000_000
    nobody = np.zeros(len(cell), dtype=np.int64)
    names = (None, *(f"Persona {i}" for i in range(len(PERSONA_LOGITS))))
    return ChangeUnits(
        np.arange(len(cell)), moment, (place < x[cell]).astype(float), np.ones(len(cell), dtype=bool),
        cell // weeks + 1, nobody, names, is_rate=True,
    )  # fmt: skip


def question(weeks: int, *, control: bool = False) -> PretendedChanges:
    """Asked about the week after the last one simulated, early enough that everybody is known."""
    day = FIRST + timedelta(weeks=weeks + 2)
    outcome = Outcome("retention", "sign_up", "visit", DAYS)
    return PretendedChanges(Change("Nothing", day, outcome, control=Reach(others=True) if control else None))


def false_alarms(
    engine: Store, scenario: Scenario, weeks: int, worlds: int, seed: int, *, control: bool = False
) -> Iterator[FalseAlarms]:
    """What pretended changes say in so many worlds in which nothing changed."""
    rng = np.random.default_rng(seed)
    asked = question(weeks, control=control)
    for _ in range(worlds):
        reached = quiet_units(rng, scenario, weeks)
        compared = quiet_units(rng, scenario, weeks) if control else None
        yield of_groups(engine, asked, ComparedGroups(reached, compared, None, "share"), NO_FILTERS)
