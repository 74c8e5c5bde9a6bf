"""The files of the sample company, read once with plain pandas."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "sample_data"
TimesOf = Callable[[str], dict[str, list[float]]]


@pytest.fixture(scope="session")
def folder() -> Path:
    return FOLDER


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / "truth.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="session")
def people() -> pd.DataFrame:
    table = pd.read_csv(FOLDER / "people.csv")
    table["joined_at"] = pd.to_datetime(table["joined_at"], utc=True)
    local_day = table["joined_at"].dt.tz_convert("Europe/Berlin").dt.tz_localize(None).dt.normalize()
    table["day"] = (local_day - pd.Timestamp("2024-12-30")).dt.days
    return table


@pytest.fixture(scope="session")
def events() -> pd.DataFrame:
    """Events with aliases merged; `seconds` since 1970."""
    table = pd.read_csv(FOLDER / "events.csv.gz", dtype={"order_id": str, "session_id": str})
    aliases = pd.read_csv(FOLDER / "aliases.csv").set_index("anonymous_id")["known_id"].to_dict()
    table["raw_person"] = table["person"]
    table["person"] = [aliases.get(name, name) for name in table["person"]]
    table["when"] = pd.to_datetime(table["occurred_at"], utc=True)
    table["seconds"] = (table["when"] - pd.Timestamp(0, tz="UTC")).dt.total_seconds()
    return table


@pytest.fixture(scope="session")
def answers() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "survey_answers.csv.gz")


@pytest.fixture(scope="session")
def times_of(events: pd.DataFrame) -> TimesOf:
    """Touchpoint -> person -> sorted seconds, by plain loops."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for name, person, moment in zip(events["event"], events["person"], events["seconds"], strict=True):
        found[name][person].append(moment)
    for by_person in found.values():
        for moments in by_person.values():
            moments.sort()
    return lambda touchpoint: found.get(touchpoint, {})
