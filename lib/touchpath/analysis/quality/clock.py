"""Clocks that are wrong by hours: a stretch of a file, a whole file, or everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.quality.effect import WhatIf, stretch_rows
from touchpath.analysis.quality.look import CELLS_PER_DAY, CheckOutcome, Draft, Look, examples_of, rows_of
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.quality import Finding, Shift, Sound, Stretch
from touchpath.journey.words import count, plural
from touchpath.queries.pieces import IN_FILE, piece

Whole = NDArray[np.int64]
_HALF_HOUR, _HOUR, _DAY = 1_800, 3_600, 86_400
_FEWEST_ROWS, _FEWEST_PEOPLE = 20, 5
_IN_ORDER = 0.99
_FEWEST_EVENTS = 1_000
_NIGHT = {23, 0, 1, 2, 3, 4, 5}


@dataclass(frozen=True)
class LateRun:
    """Positions `first` to `last` (inclusive) of a file in time order; their clock is `seconds` late (< 0: early)."""

    first: int
    last: int
    seconds: int


def shifted_stretches(look: Look) -> list[CheckOutcome]:
    """Stretches of a file that is in time order whose clock is wrong by whole or half hours."""
    found: list[CheckOutcome] = []
    for row in rows_of(look.imports[look.imports["kind"] == "events"]):
        source_rows, seconds, people = _in_file_order(look, int(row.import_id))
        for block in shifted_blocks(seconds, people):
            stretch = Stretch(int(row.import_id), int(source_rows[block.first]), int(source_rows[block.last]))
            found.append(_shifted(look, stretch, block, str(row.file_name)))
    return found or [Sound("shifted_stretches", "stretches of a file whose clock is wrong by hours")]


def shifted_blocks(seconds: Whole, people: Whole) -> list[LateRun]:
    """Blocks of a series that is otherwise in time order which fit in again once moved by half hours.

    A late block begins with a jump ahead by at least h and ends with one back by at most h; an early block the
    other way round. h is the smallest whole hour (else half hour) that leaves the boundaries in order and no gap
    longer than the series has elsewhere. Blocks of fewer than 20 rows or 5 people are lone devices, no clocks.
    """
    steps = np.diff(seconds)
    if len(steps) < _FEWEST_ROWS or np.mean(steps >= 0) < _IN_ORDER:
        return []
    usual_gap = max(float(np.quantile(steps[steps >= 0], 0.999)), float(_HALF_HOUR))
    found: list[LateRun] = []
    for place in np.flatnonzero(steps <= -_HALF_HOUR):
        block = _block_at(steps, int(place), usual_gap)
        if block and _weighty(block, people) and not any(_overlap(block, other) for other in found):
            found.append(block)
    return found


def shifted_files(look: Look) -> list[CheckOutcome]:
    """Files whose hours of the day look like those of the other files, moved by whole hours."""
    hours = _hours_by_import(look)
    sound = Sound("shifted_files", "files whose clock is wrong by hours")
    if len(hours) < 2:
        return [sound]
    found: list[CheckOutcome] = []
    names = dict(zip(look.imports["import_id"], look.imports["file_name"], strict=True))
    for import_id, mine in hours.items():
        others = np.sum([part for key, part in hours.items() if key != import_id], axis=0)
        late = hours_late(mine, others)
        if late:
            found.append(_file_shifted(look, import_id, late, str(names[import_id]), int(mine.sum())))
    return found or [sound]


def hours_late(mine: NDArray[np.float64], others: NDArray[np.float64]) -> int:
    """By how many hours (-11 to 12) a profile of 24 hours lags another; 0 unless the case is clear.

    Clear: correlation of at least 0.9 after the shift, and at least 0.4 below that without it.
    """
    fits = [float(np.corrcoef(np.roll(mine, -lag), others)[0, 1]) for lag in range(24)]
    best = int(np.argmax(fits))
    if not best or fits[best] < 0.9 or fits[best] - fits[0] < 0.4:
        return 0
    return best if best <= 12 else best - 24


def night_peak(look: Look) -> CheckOutcome:
    """Most events at night: times were probably read in another zone than they were written in."""
    looked_for = "busy nights, as a wrong time zone makes them"
    activity = look.activity
    total = int(activity["events"].sum())
    if total < _FEWEST_EVENTS or activity["midnights"].sum() > total / 4:
        return Sound("night_peak", looked_for, "Too few events with a time of day.")
    hours = _local_hours(look)
    share = sum(hours[hour] for hour in range(5)) / total
    day_share = sum(hours[hour] for hour in range(9, 14)) / total
    busiest = int(np.argmax([hours[[(start + i) % 24 for i in range(6)]].sum() for start in range(24)]))
    if share <= 2 * day_share or (busiest + 2) % 24 not in _NIGHT:
        return Sound("night_peak", looked_for)
    return Draft(
        Finding(
            code="night_peak",
            about=(),
            title="Most events happen at night",
            sentence=f"{100 * share:.0f} % of events lie between midnight and 5 in the morning "
            f"({look.calendar.zone}), more than twice as many as from 9 to 14. The times were probably written in "
            "another time zone than they were read in.",
            rows=total,
            examples=examples_of(pd.DataFrame({"hour": range(24), "events": hours.astype(int)})),
        )
    )


def _block_at(steps: Whole, place: int, usual_gap: float) -> LateRun | None:
    """The smaller of the late block that ends and the early block that begins with the step back at `place`."""
    drop = -int(steps[place])
    unit_seconds = [-(-drop // unit) * unit for unit in (_HOUR, _HALF_HOUR)]
    for hours in unit_seconds:
        if hours - drop > usual_gap or hours > _DAY:
            continue
        fits = (steps >= hours) & (steps <= hours + usual_gap)
        before, after = np.flatnonzero(fits[:place]), np.flatnonzero(fits[place + 1 :])
        blocks = [LateRun(int(before[-1]) + 1, place, hours)] if len(before) else []
        blocks += [LateRun(place + 1, place + 1 + int(after[0]), -hours)] if len(after) else []
        if blocks:
            return min(blocks, key=lambda block: block.last - block.first)
    return None


def _weighty(block: LateRun, people: Whole) -> bool:
    inside = people[block.first : block.last + 1]
    return len(inside) >= _FEWEST_ROWS and len(np.unique(inside)) >= _FEWEST_PEOPLE


def _overlap(block: LateRun, other: LateRun) -> bool:
    return block.first <= other.last and other.first <= block.last


def _in_file_order(look: Look, import_id: int) -> tuple[Whole, Whole, Whole]:
    """Rows of the file, seconds and people, within the usual days and without robots."""
    one = piece(IN_FILE, one_import=import_id)
    columns = look.reader.arrays("ask/quality/file_order", {}, NO_FILTERS, [one, *look.usual, *look.humans])
    order = np.argsort(columns["source_row"], kind="stable")
    rows, seconds, people = (
        np.asarray(columns[name], np.int64)[order] for name in ("source_row", "second", "person")
    )
    return rows, seconds, people


def _shifted(look: Look, stretch: Stretch, block: LateRun, file_name: str) -> Draft:
    rows = stretch_rows(stretch)
    named = f"rows {count(stretch.first)} to {count(stretch.last)} of {file_name}"
    events, people = look.tally(rows)
    return Draft(
        Finding(
            code="shifted_stretches",
            about=(people,),
            title="A stretch of a file whose clock is wrong",
            sentence=f"{named[:1].upper()}{named[1:]} "
            f"({plural(events, 'event')} of {plural(people, 'person', 'people')}) jump {_said(block.seconds)} and "
            "back again, while the rest of the file is in time order. Times between steps and the order of events "
            "are wrong there.",
            rows=events,
            examples=look.examples(rows),
            remedies=(
                Shift(
                    f"Move {named} {_said(-block.seconds)}",
                    stretch,
                    -block.seconds,
                ),
            ),
        ),
        WhatIf(moved=stretch, moved_seconds=-block.seconds),
        "repaired",
    )


def _file_shifted(look: Look, import_id: int, late: int, file_name: str, events: int) -> Draft:
    stretch = Stretch(import_id, 0, 2**62)
    return Draft(
        Finding(
            code="shifted_files",
            title="A file whose clock is wrong",
            sentence=f"The hours of the day in {file_name} look like those of the other files, moved "
            f"{_said(late * _HOUR)}. It was probably written in another time zone.",
            rows=events,
            remedies=(Shift(f"Move {file_name} {_said(-late * _HOUR)}", stretch, -late * _HOUR),),
        ),
        WhatIf(moved=stretch, moved_seconds=-late * _HOUR),
        "repaired",
    )


def _hours_by_import(look: Look) -> dict[int, NDArray[np.float64]]:
    """Events per hour of the day (UTC) of imports with a time of day and 1,000 events or more."""
    found = {}
    for import_id, part in look.activity.groupby("import_id"):
        total = part["events"].sum()
        if total < _FEWEST_EVENTS or part["midnights"].sum() > total / 4:
            continue
        hour = (part["cell"] % CELLS_PER_DAY // 4).to_numpy()
        found[cast(int, import_id)] = _per_hour(hour, part)
    return found


def _local_hours(look: Look) -> NDArray[np.float64]:
    """Events per hour of the day in the workspace zone (the offset of each day's noon)."""
    cells = pd.to_datetime(look.activity["cell"] * 900, unit="s", utc=True).dt.tz_convert(look.calendar.zone)
    return _per_hour(np.asarray(cells.dt.hour, np.int64), look.activity)


def _per_hour(hours: Whole, activity: pd.DataFrame) -> NDArray[np.float64]:
    return np.bincount(hours, activity["events"].to_numpy(), 24).astype(np.float64)


def _said(seconds: int) -> str:
    hours = abs(seconds) / _HOUR
    words = f"{hours:g} {'hour' if hours == 1 else 'hours'}"
    return f"{words} {'ahead' if seconds > 0 else 'back'}"
