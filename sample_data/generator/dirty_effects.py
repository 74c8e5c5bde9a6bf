"""What each planted defect does to the headline numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sample_data.generator.dirty_events import COLUMNS

REJECTED = ("missing_person", "missing_time", "unreadable_time", "too_many_columns", "too_few_columns")


def _times(texts: pd.Series) -> pd.Series:
    iso = pd.to_datetime(texts, format="%Y-%m-%dT%H:%M:%S%z", errors="coerce", utc=True)
    dotted = pd.to_datetime(texts, format="%d.%m.%Y %H:%M:%S", errors="coerce", utc=True)
    return iso.fillna(dotted)


def headline(rows: pd.DataFrame) -> dict[str, Any]:
    """People, events, orders, revenue, conversion, cart people and time span of accepted rows."""
    times = _times(rows["occurred_at"])
    orders = rows[rows["event"] == "purchase"]
    people = rows["person"].nunique()
    return {
        "events": len(rows),
        "people": int(people),
        "events_per_person": round(len(rows) / people, 4),
        "purchases": len(orders),
        "purchasers": int(orders["person"].nunique()),
        "conversion_rate": round(orders["person"].nunique() / people, 6),
        "revenue": round(float(pd.to_numeric(orders["amount"]).sum()), 2),
        "add_to_cart_people": int(rows.loc[rows["event"] == "add_to_cart", "person"].nunique()),
        "events_without_channel": int((rows["channel"] == "").sum()),
        "touchpoints": int(rows["event"].nunique()),
        "days_with_events": int(times.dt.date.nunique()),
        "first_event": times.min().isoformat(),
        "last_event": times.max().isoformat(),
    }


def _accepted(rows: pd.DataFrame) -> pd.DataFrame:
    """What an import takes in: rejected kinds left out, rows of both files counted once."""
    return rows[rows["in_dirty"] & ~rows["kind"].isin(REJECTED)]


def _repaired(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Accepted rows, with one kind of defect put back as it was."""
    mine = rows["kind"] == kind
    healthy = rows[mine & rows["in_clean"]].copy()
    for name in COLUMNS:
        healthy[name] = healthy[f"clean_{name}"]
    return pd.concat([_accepted(rows[~mine]), healthy])


def effects(rows: pd.DataFrame, kind: str) -> dict[str, Any]:
    """Headline numbers with the defect, repaired, and with its rows left out (all other defects present)."""
    mine = rows["kind"] == kind
    suffering = _accepted(rows)
    if kind == "overlapping_files":
        suffering = pd.concat([suffering, rows[mine]])
    if kind == "mixed_time_formats":
        suffering = _accepted(rows[~mine])
    return {
        "with": headline(suffering),
        "repaired": headline(_repaired(rows, kind)),
        "left_out": headline(_accepted(rows[~mine])),
    }


def overall(rows: pd.DataFrame) -> dict[str, Any]:
    """Headline numbers as imported and of the undamaged slice."""
    healthy = rows[rows["in_clean"]].copy()
    for name in COLUMNS:
        healthy[name] = healthy[f"clean_{name}"]
    return {"as_imported": headline(_accepted(rows)), "undamaged": headline(healthy)}
