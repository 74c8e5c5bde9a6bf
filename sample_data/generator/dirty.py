"""Writes the deliberately dirty slice and the list of everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sample_data.generator import dirty_events as d
from sample_data.generator.dirty_answers import ANSWER_COLUMNS, answers_slice, damage_answers, scores
from sample_data.generator.dirty_effects import REJECTED, effects, overall
from sample_data.generator.settings import SEED
from sample_data.generator.write import as_csv, write_json, write_text

FILES = {"first_file": "events_june_1.csv", "second_file": "events_june_2.csv"}
SURVEY_FILE = "survey_june.csv"
MEANING = {
    "exact_duplicates": "the same row twice in one file (kept by an import; a finding)",
    "overlapping_files": "13-15 June are in both files; 'with' counts them twice, an import keeps them once",
    "missing_time": "no time: rejected",
    "unreadable_time": "a time nobody can read: rejected",
    "missing_person": "no person: rejected",
    "future_time": "the year 2031: moves the end of the data by years",
    "ancient_time": "1 January 1970: moves the start of the data by decades",
    "shifted_clock": f"every time of {d.SHIFTED_DAY} (UTC) is {d.SHIFT_HOURS} hours late",
    "twin_names": "'Add to cart' beside 'add_to_cart'",
    "robot": f"{d.ROBOT} views a product every 20 seconds, {d.ROBOT_EVENTS} times",
    "days_without_events": "two whole days are missing",
    "missing_channel": "no channel",
    "mixed_time_formats": "DD.MM.YYYY HH:MM:SS (UTC) among ISO times; 'with' loses these rows",
    "tied_times": "two events of one person in the same second (both rows listed)",
    "too_many_columns": "two surplus cells: rejected",
    "too_few_columns": "only person and time: rejected",
}


def _line(row: Any) -> str:
    cells = [getattr(row, name) for name in d.COLUMNS]
    if row.kind == "too_few_columns":
        cells = cells[:2]
    if row.kind == "too_many_columns":
        cells = [*cells, "surplus", "more"]
    return ",".join(cells)


def _write_events(folder: Path, rows: pd.DataFrame) -> pd.DataFrame:
    """Write both event files; returns (kind, file, line) of every damaged row, the header being line 1."""
    places = []
    for flag, name in FILES.items():
        part = rows[rows["in_dirty"] & rows[flag]]
        lines = [",".join(d.COLUMNS), *(_line(row) for row in part.itertuples())]
        write_text(folder / name, "\n".join(lines) + "\n")
        places.append(pd.DataFrame({"kind": part["kind"], "file": name, "line": np.arange(2, len(part) + 2)}))
    found = pd.concat(places)
    return found[found["kind"] != ""]


def _runs(lines: list[int]) -> list[str]:
    """Line numbers as runs: "74", "5977-7410"."""
    breaks = [place for place in range(1, len(lines)) if lines[place] != lines[place - 1] + 1]
    edges = zip([0, *breaks], [*breaks, len(lines)], strict=True)
    return [str(lines[i]) if j - i == 1 else f"{lines[i]}-{lines[j - 1]}" for i, j in edges]


def _defect(kind: str, rows: pd.DataFrame, found: pd.DataFrame) -> dict[str, Any]:
    mine = found[found["kind"] == kind]
    entry: dict[str, Any] = {
        "kind": kind,
        "meaning": MEANING[kind],
        "rows": int((rows["kind"] == kind).sum()),
        "rejected": kind in REJECTED,
        "lines": {name: _runs(group["line"].tolist()) for name, group in mine.groupby("file")},
        "people_touched": int(rows.loc[rows["kind"] == kind, "clean_person"].nunique()),
        "effect": effects(rows, kind),
    }
    if kind == "days_without_events":
        entry["days"] = list(d.EMPTY_DAYS)
    return entry


def _survey_section(folder: Path, rows: pd.DataFrame, clean: pd.DataFrame) -> dict[str, Any]:
    write_text(folder / SURVEY_FILE, as_csv(rows[ANSWER_COLUMNS]))
    lines = pd.Series(np.arange(2, len(rows) + 2), index=rows.index)
    kinds = [kind for kind in sorted(rows["kind"].unique()) if kind]
    return {
        "file": SURVEY_FILE,
        "rows": len(rows),
        "defects": [
            {
                "kind": kind,
                "rows": int((rows["kind"] == kind).sum()),
                "lines": lines[rows["kind"] == kind].tolist(),
                "without": scores(rows[rows["kind"] != kind]),
            }
            for kind in kinds
        ],
        "scores_as_they_are": scores(rows),
        "scores_undamaged": scores(clean),
    }


def write_dirty(folder: Path, events: pd.DataFrame, answers: pd.DataFrame) -> None:
    """Write the damaged event files, the damaged survey file and defects.json."""
    rng = np.random.default_rng(SEED + 2)
    clean = d.clean_slice(events)
    rows = d.damage(rng, clean)
    found = _write_events(folder, rows)
    healthy_answers = answers_slice(answers, set(clean["person"]))
    survey = _survey_section(folder, damage_answers(rng, healthy_answers), healthy_answers)
    content = {
        "fictional": True,
        "source": f"events.csv.gz, {d.FIRST} to {d.LAST} (UTC days), logged-in people whose number divides by 3",
        "time_zone_of_times": "UTC",
        "files": {name: int((rows["in_dirty"] & rows[flag]).sum()) for flag, name in FILES.items()},
        "headline": overall(rows),
        "defects": [_defect(kind, rows, found) for kind in MEANING],
        "survey": survey,
    }
    write_json(folder / "defects.json", content)
