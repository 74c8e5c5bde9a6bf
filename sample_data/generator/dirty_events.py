"""Four weeks of events, deliberately damaged. Each row carries at most one defect and its undamaged copy."""

from __future__ import annotations

import numpy as np
import pandas as pd

COLUMNS = ["person", "occurred_at", "event", "channel", "amount", "order_id", "session_id", "device"]
FIRST, LAST = "2025-06-02", "2025-06-29"
OVERLAP = ("2025-06-13", "2025-06-15")  # these days are in both files
EMPTY_DAYS = ("2025-06-24", "2025-06-25")
SHIFTED_DAY = "2025-06-18"
SHIFT_HOURS = 9
ROBOT, ROBOT_DAY, ROBOT_EVENTS = "P99999", "2025-06-11", 1500
PEOPLE_STEP = 3  # every third person


def clean_slice(events: pd.DataFrame) -> pd.DataFrame:
    """The undamaged four weeks of every third person: text columns and `day` (UTC)."""
    day = events["occurred_at"].str.slice(0, 10)
    known = events["person"].str.startswith("P")
    number = pd.to_numeric(events["person"].where(known).str.slice(1))
    rows = events[known & (number % PEOPLE_STEP == 0) & (day >= FIRST) & (day <= LAST)]
    amount = rows["amount"].map(lambda value: "" if pd.isna(value) else f"{value:.2f}")
    return rows.assign(amount=amount, day=day)[[*COLUMNS, "day"]].reset_index(drop=True)


def _with_bookkeeping(clean: pd.DataFrame) -> pd.DataFrame:
    rows = clean.assign(kind="", in_clean=True, in_dirty=True, place=np.arange(len(clean), dtype=float))
    for name in COLUMNS:
        rows[f"clean_{name}"] = rows[name]
    rows["first_file"] = rows["day"] <= OVERLAP[1]
    rows["second_file"] = rows["day"] >= OVERLAP[0]
    return rows


def _mark_days(rows: pd.DataFrame) -> None:
    """Defects that concern whole days."""
    rows.loc[rows["day"].between(*OVERLAP), "kind"] = "overlapping_files"
    gone = rows["day"].isin(EMPTY_DAYS)
    rows.loc[gone, "kind"] = "days_without_events"
    rows.loc[gone, "in_dirty"] = False
    shifted = rows["day"] == SHIFTED_DAY
    rows.loc[shifted, "kind"] = "shifted_clock"
    moved = pd.to_datetime(rows.loc[shifted, "occurred_at"]) + pd.Timedelta(hours=SHIFT_HOURS)
    rows.loc[shifted, "occurred_at"] = moved.dt.strftime("%Y-%m-%dT%H:%M:%S+00:00")


def _mark_ties(rng: np.random.Generator, rows: pd.DataFrame, pairs: int) -> None:
    """Give a cart event the time of the product view before it in the same visit."""
    ordered = rows[rows["session_id"] != ""].sort_values(["session_id", "place"])
    follows = (
        (ordered["event"] == "add_to_cart")
        & (ordered["event"].shift() == "view_product")
        & (ordered["session_id"] == ordered["session_id"].shift())
        & (ordered["kind"] == "")
        & (ordered["kind"].shift() == "")
    )
    chosen = np.sort(rng.choice(np.flatnonzero(follows), size=pairs, replace=False))
    later, earlier = ordered.index[chosen], ordered.index[chosen - 1]
    rows.loc[later, "occurred_at"] = rows.loc[earlier, "occurred_at"].to_numpy()
    rows.loc[later.union(earlier), "kind"] = "tied_times"


def _take(rng: np.random.Generator, rows: pd.DataFrame, kind: str, size: int, among: pd.Series) -> pd.Index:
    """Reserve `size` untouched rows for one defect."""
    free = rows.index[(rows["kind"] == "") & among]
    chosen: pd.Index = pd.Index(np.sort(rng.choice(free, size=size, replace=False)))
    rows.loc[chosen, "kind"] = kind
    return chosen


def _mark_cells(rng: np.random.Generator, rows: pd.DataFrame) -> None:
    """Defects that concern single cells or rows."""
    anywhere = pd.Series(True, index=rows.index)
    only_second = rows["second_file"] & ~rows["first_file"]
    carts = only_second & (rows["event"] == "add_to_cart")
    twins = int(0.35 * (carts & (rows["kind"] == "")).sum())
    rows.loc[_take(rng, rows, "twin_names", twins, carts), "event"] = "Add to cart"
    rows.loc[_take(rng, rows, "missing_person", 30, anywhere), "person"] = ""
    # Two views of one visit without their times would be the same row twice: another defect.
    once_a_visit = rows["event"] != "view_product"
    rows.loc[_take(rng, rows, "missing_time", 25, once_a_visit), "occurred_at"] = ""
    broken = _take(rng, rows, "unreadable_time", 15, once_a_visit)
    rows.loc[broken, "occurred_at"] = np.resize(["yesterday", "2025-13-45T99:00:00", "#REF!"], len(broken))
    future = _take(rng, rows, "future_time", 12, anywhere)
    rows.loc[future, "occurred_at"] = "2031" + rows.loc[future, "occurred_at"].str.slice(4)
    ancient = _take(rng, rows, "ancient_time", 10, anywhere)
    rows.loc[ancient, "occurred_at"] = "1970-01-01" + rows.loc[ancient, "occurred_at"].str.slice(10)
    rows.loc[_take(rng, rows, "missing_channel", 150, anywhere), "channel"] = ""
    mixed = _take(rng, rows, "mixed_time_formats", 200, only_second)
    times = pd.to_datetime(rows.loc[mixed, "occurred_at"])
    rows.loc[mixed, "occurred_at"] = times.dt.strftime("%d.%m.%Y %H:%M:%S")
    _take(rng, rows, "too_many_columns", 12, anywhere)
    _take(rng, rows, "too_few_columns", 10, anywhere)


def _added(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    return rows.assign(kind=kind, in_clean=False, in_dirty=True)


def _duplicates(rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    """Forty rows of the first file written twice, ten of them orders."""
    free = (rows["kind"] == "") & rows["first_file"] & ~rows["second_file"]
    orders = free & (rows["event"] == "purchase")
    chosen = [
        rng.choice(rows.index[orders], 10, replace=False),
        rng.choice(rows.index[free & ~orders], 30, replace=False),
    ]
    repeated = rows.loc[np.sort(np.concatenate(chosen))]
    return _added(repeated.assign(place=repeated["place"] + 0.5), "exact_duplicates")


def _robot(rows: pd.DataFrame) -> pd.DataFrame:
    """One person viewing a product every twenty seconds for more than eight hours."""
    times = pd.Timestamp(ROBOT_DAY + "T01:00:00") + pd.to_timedelta(np.arange(ROBOT_EVENTS) * 20, unit="s")
    after = rows["day"] <= ROBOT_DAY
    empty = dict.fromkeys(COLUMNS, "")
    frame = pd.DataFrame({**empty, "occurred_at": times.strftime("%Y-%m-%dT%H:%M:%S+00:00")})
    frame = frame.assign(person=ROBOT, event="view_product", channel="web", device="desktop", day=ROBOT_DAY)
    frame = frame.assign(place=rows.loc[after, "place"].max() + 0.9, first_file=True, second_file=False)
    for name in COLUMNS:
        frame[f"clean_{name}"] = frame[name]
    return _added(frame, "robot")


def damage(rng: np.random.Generator, clean: pd.DataFrame) -> pd.DataFrame:
    """All rows, damaged and undamaged side by side, in file order; `kind` names the defect."""
    rows = _with_bookkeeping(clean)
    _mark_days(rows)
    _mark_ties(rng, rows, 60)
    _mark_cells(rng, rows)
    rows = pd.concat([rows, _duplicates(rng, rows), _robot(rows)])
    return rows.sort_values("place", kind="stable", ignore_index=True)
