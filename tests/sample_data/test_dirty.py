"""The damaged slice: every listed defect is where the list says, does what it says, and nothing else is wrong."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

FILES = ("events_june_1.csv", "events_june_2.csv")
ISO = re.compile(r"2025-06-\d\dT\d\d:\d\d:\d\d\+00:00")
Lines = dict[tuple[str, int], list[str]]
HARMLESS = {"", "exact_duplicates", "overlapping_files"}
REJECTED = {"missing_person", "missing_time", "unreadable_time", "too_many_columns", "too_few_columns"}


@pytest.fixture(scope="module")
def defects(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "dirty" / "defects.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="module")
def by_kind(defects: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {entry["kind"]: entry for entry in defects["defects"]}


@pytest.fixture(scope="module")
def lines(folder: Path) -> Lines:
    """(file, line number) -> cells; the header is line 1."""
    found: Lines = {}
    for name in FILES:
        for number, text in enumerate((folder / "dirty" / name).read_text("utf-8").splitlines(), start=1):
            found[name, number] = text.split(",")
    return found


def _places(entry: dict[str, Any]) -> list[tuple[str, int]]:
    found = []
    for name, runs in entry["lines"].items():
        for run in runs:
            first, _, last = run.partition("-")
            found += [(name, number) for number in range(int(first), int(last or first) + 1)]
    return found


@pytest.fixture(scope="module")
def kind_of(by_kind: dict[str, dict[str, Any]]) -> dict[tuple[str, int], str]:
    return {place: kind for kind, entry in by_kind.items() for place in _places(entry)}


def _matches(kind: str, cells: list[str]) -> bool:
    """Whether a line shows the defect on its face."""
    time = cells[1]
    return {
        "missing_person": cells[0] == "",
        "missing_time": time == "",
        "unreadable_time": time in {"yesterday", "2025-13-45T99:00:00", "#REF!"},
        "future_time": time.startswith("2031"),
        "ancient_time": time.startswith("1970"),
        "mixed_time_formats": bool(re.fullmatch(r"\d\d\.06\.2025 \d\d:\d\d:\d\d", time)),
        "twin_names": len(cells) > 2 and cells[2] == "Add to cart",
        "missing_channel": len(cells) > 3 and cells[3] == "",
        "robot": cells[0] == "P99999",
        "too_many_columns": len(cells) > 8,
        "too_few_columns": len(cells) < 8,
    }[kind]


VISIBLE = (
    "missing_person",
    "missing_time",
    "unreadable_time",
    "future_time",
    "ancient_time",
    "mixed_time_formats",
    "twin_names",
    "missing_channel",
    "robot",
    "too_many_columns",
    "too_few_columns",
)


@pytest.mark.parametrize("kind", VISIBLE)
def test_visible_defects_are_exactly_where_listed(
    kind: str, by_kind: dict[str, dict[str, Any]], lines: Lines
) -> None:
    found = {place for place, cells in lines.items() if _matches(kind, cells)}
    assert found == set(_places(by_kind[kind]))
    assert len(found) == by_kind[kind]["rows"] >= 10
    assert by_kind[kind]["rejected"] is (kind in REJECTED)


def test_rows_repeated_inside_a_file(by_kind: dict[str, dict[str, Any]], lines: Lines) -> None:
    entry = by_kind["exact_duplicates"]
    seen: set[tuple[str, ...]] = set()
    repeated = []
    for (name, number), cells in lines.items():
        key = (name, *cells)
        if key in seen:
            repeated.append((name, number))
        seen.add(key)
    assert repeated == _places(entry)
    assert len(repeated) == entry["rows"] == 40


def test_rows_in_both_files(by_kind: dict[str, dict[str, Any]], lines: Lines) -> None:
    first = {tuple(cells) for (name, _), cells in lines.items() if name == FILES[0] and cells[0] != "person"}
    second = {tuple(cells) for (name, _), cells in lines.items() if name == FILES[1] and cells[0] != "person"}
    both = first & second
    assert both == {tuple(lines[place]) for place in _places(by_kind["overlapping_files"])}
    assert len(both) == by_kind["overlapping_files"]["rows"]


def test_tied_times(by_kind: dict[str, dict[str, Any]], lines: Lines) -> None:
    moments: Counter[tuple[str, str]] = Counter()
    for cells in {tuple(cells) for cells in lines.values()}:  # repeated rows are no ties
        if cells[0] and ISO.fullmatch(cells[1]):
            moments[cells[0], cells[1]] += 1
    ties = {key for key, number in moments.items() if number > 1}
    assert ties == {(lines[place][0], lines[place][1]) for place in _places(by_kind["tied_times"])}
    assert 2 * len(ties) == by_kind["tied_times"]["rows"] == 120


def test_shifted_day_is_nine_hours_late(
    by_kind: dict[str, dict[str, Any]], lines: Lines, events: pd.DataFrame
) -> None:
    places = _places(by_kind["shifted_clock"])
    true_times = Counter(zip(events["raw_person"], events["occurred_at"], events["event"], strict=True))
    for place in places:
        person, time, event = lines[place][:3]
        earlier = (datetime.fromisoformat(time) - timedelta(hours=9)).isoformat()
        assert earlier.startswith("2025-06-18")
        assert true_times[person, earlier, event] == 1
    assert len(places) == by_kind["shifted_clock"]["rows"] > 200


def test_missing_days(by_kind: dict[str, dict[str, Any]], lines: Lines, events: pd.DataFrame) -> None:
    present = {cells[1][:10] for cells in lines.values() if len(cells) > 1 and ISO.fullmatch(cells[1])}
    june = {f"2025-06-{day:02d}" for day in range(2, 30)}
    assert june - present == set(by_kind["days_without_events"]["days"])
    number = pd.to_numeric(events["raw_person"].str.slice(1), errors="coerce")
    gone = events["occurred_at"].str.slice(0, 10).isin(june - present) & (number % 3 == 0)
    assert gone.sum() == by_kind["days_without_events"]["rows"]


def test_every_other_row_is_an_undamaged_event(
    kind_of: dict[tuple[str, int], str], lines: Lines, events: pd.DataFrame
) -> None:
    true_rows = set(zip(events["raw_person"], events["occurred_at"], events["event"], events["channel"], strict=True))
    healthy = [cells for place, cells in lines.items() if place[1] > 1 and kind_of.get(place, "") in HARMLESS]
    assert len(healthy) > 9_000
    assert all(tuple(cells[:4]) in true_rows and len(cells) == 8 for cells in healthy)


def _imported(lines: Lines, kind_of: dict[tuple[str, int], str], without: str = "") -> list[list[str]]:
    """Rows an import takes in: readable ones, and those of both files once; `without` leaves a kind out."""
    rows = []
    for (name, number), cells in lines.items():
        kind = kind_of.get((name, number), "")
        repeat = kind == "overlapping_files" and name == FILES[1]
        if number > 1 and kind not in REJECTED and not repeat and (not without or kind != without):
            rows.append(cells)
    return rows


def _assert_headline(rows: list[list[str]], expected: dict[str, Any]) -> None:
    orders = [cells for cells in rows if cells[2] == "purchase"]
    assert len(rows) == expected["events"]
    assert len({cells[0] for cells in rows}) == expected["people"]
    assert len(orders) == expected["purchases"]
    assert len({cells[0] for cells in orders}) == expected["purchasers"]
    rate = len({cells[0] for cells in orders}) / len({cells[0] for cells in rows})
    assert rate == pytest.approx(expected["conversion_rate"], abs=1e-6)
    assert sum(float(cells[4]) for cells in orders) == pytest.approx(expected["revenue"], abs=0.005)
    assert len({cells[0] for cells in rows if cells[2] == "add_to_cart"}) == expected["add_to_cart_people"]
    assert sum(cells[3] == "" for cells in rows) == expected["events_without_channel"]
    assert len({cells[2] for cells in rows}) == expected["touchpoints"]


def test_headline_as_imported(defects: dict[str, Any], lines: Lines, kind_of: dict[tuple[str, int], str]) -> None:
    _assert_headline(_imported(lines, kind_of), defects["headline"]["as_imported"])


def test_headline_with_each_kind_left_out(
    by_kind: dict[str, dict[str, Any]], lines: Lines, kind_of: dict[tuple[str, int], str]
) -> None:
    for kind, entry in by_kind.items():
        _assert_headline(_imported(lines, kind_of, without=kind), entry["effect"]["left_out"])


def test_undamaged_headline_is_that_of_the_clean_events(defects: dict[str, Any], events: pd.DataFrame) -> None:
    number = pd.to_numeric(events["raw_person"].str.slice(1), errors="coerce")
    day = events["occurred_at"].str.slice(0, 10)
    rows = events[(number % 3 == 0) & (day >= "2025-06-02") & (day <= "2025-06-29")]
    text = rows[["raw_person", "occurred_at", "event", "channel", "amount"]].astype(str).to_numpy().tolist()
    _assert_headline(text, defects["headline"]["undamaged"])


def test_each_defect_moves_a_number_in_the_stated_direction(by_kind: dict[str, dict[str, Any]]) -> None:
    effect = {kind: entry["effect"] for kind, entry in by_kind.items()}
    assert effect["exact_duplicates"]["with"]["revenue"] > effect["exact_duplicates"]["repaired"]["revenue"]
    assert effect["overlapping_files"]["with"]["events"] > effect["overlapping_files"]["repaired"]["events"]
    assert effect["robot"]["with"]["events"] - effect["robot"]["repaired"]["events"] == 1500
    assert effect["twin_names"]["with"]["add_to_cart_people"] < effect["twin_names"]["repaired"]["add_to_cart_people"]
    assert effect["twin_names"]["repaired"]["touchpoints"] == effect["twin_names"]["with"]["touchpoints"] - 1
    assert effect["future_time"]["with"]["last_event"].startswith("2031")
    assert effect["future_time"]["repaired"]["last_event"].startswith("2025")
    assert effect["ancient_time"]["with"]["first_event"].startswith("1970")
    assert effect["missing_channel"]["repaired"]["events_without_channel"] == 0
    assert effect["days_without_events"]["repaired"]["days_with_events"] > 28
    for kind in REJECTED | {"mixed_time_formats"}:
        lost = effect[kind]["repaired"]["events"] - effect[kind]["with"]["events"]
        assert lost == by_kind[kind]["rows"]


def test_damaged_answers(folder: Path, defects: dict[str, Any], answers: pd.DataFrame) -> None:
    survey = defects["survey"]
    table = pd.read_csv(folder / "dirty" / survey["file"], dtype=str, keep_default_na=False)
    kinds = {entry["kind"]: entry for entry in survey["defects"]}
    at = {kind: table.iloc[[line - 2 for line in entry["lines"]]] for kind, entry in kinds.items()}
    assert len(table) == survey["rows"]
    assert (at["missing_score"]["score"] == "").all()
    assert (at["missing_time"]["answered_at"] == "").all()
    assert (at["unreadable_time"]["answered_at"] == "soon").all()
    assert not at["unknown_person"]["person"].isin(answers["person"]).any()
    assert at["metric_spelling"]["metric"].isin(["NPS ", "CSAT ", "CES "]).all()
    limits = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
    beyond = [not low <= int(score) <= high for score, (low, high) in _scored(at["score_beyond_scale"], limits)]
    assert all(beyond)
    assert table.index[table.duplicated()].tolist() == [line - 2 for line in kinds["exact_duplicates"]["lines"]]
    listed = {line - 2 for entry in kinds.values() for line in entry["lines"]}
    healthy = table.drop(index=list(listed))
    true_rows = set(answers[["person", "answered_at", "metric"]].itertuples(index=False, name=None))
    assert set(healthy[["person", "answered_at", "metric"]].itertuples(index=False, name=None)) <= true_rows
    assert survey["scores_as_they_are"] != survey["scores_undamaged"]


def _scored(table: pd.DataFrame, limits: dict[str, tuple[int, int]]) -> list[tuple[str, tuple[int, int]]]:
    return [(score, limits[metric]) for score, metric in zip(table["score"], table["metric"], strict=True)]
