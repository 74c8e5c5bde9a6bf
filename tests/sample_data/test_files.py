"""Shape of the files: sizes, ids, times, and that the generator writes exactly these."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pandas as pd

from sample_data.generator.__main__ import generate


def test_files_are_small_and_large_enough(folder: Path, events: pd.DataFrame, people: pd.DataFrame) -> None:
    written = [path for path in folder.rglob("*") if path.is_file() and "generator" not in path.parts]
    assert sum(path.stat().st_size for path in written) < 15_000_000
    assert 280_000 < len(events) < 360_000
    assert 19_000 < len(people) < 21_000


def test_totals_are_those_of_the_truth_file(
    events: pd.DataFrame, people: pd.DataFrame, answers: pd.DataFrame, truth: dict[str, Any]
) -> None:
    totals = truth["totals"]
    assert totals["events"] == len(events)
    assert totals["people"] == people["person"].nunique() == len(people)
    assert totals["personas"] == people["persona"].value_counts().to_dict()
    assert totals["channels"] == events["channel"].value_counts().to_dict()
    assert totals["touchpoints"] == events["event"].value_counts().to_dict()
    assert totals["answers"] == answers["metric"].value_counts().to_dict()
    orders = events[events["event"] == "purchase"]
    assert totals["purchases"] == orders["order_id"].nunique() == len(orders)
    assert totals["revenue"] == round(orders["amount"].sum(), 2)
    assert totals["purchasers"] == orders["person"].nunique()
    assert totals["sessions"] == events["session_id"].nunique()
    assert events.loc[events["event"] != "purchase", ["amount", "order_id"]].isna().all().all()


def test_everybody_signs_up_once_and_at_the_time_of_the_people_file(
    events: pd.DataFrame, people: pd.DataFrame
) -> None:
    sign_ups = events[events["event"] == "sign_up"].set_index("person")
    assert sign_ups.index.is_unique
    joined = people.set_index("person")["joined_at"]
    assert set(sign_ups.index) == set(joined.index) == set(events["person"])
    late = (sign_ups["when"] - joined).dt.total_seconds()
    assert late.between(0, 5).all()  # a few are moved a second apart from a tie


def test_no_ties_no_duplicates_and_time_order(events: pd.DataFrame) -> None:
    assert events["event_id"].is_unique
    assert not events.duplicated(["person", "seconds"]).any()
    assert events["seconds"].is_monotonic_increasing
    assert events["channel"].notna().all()


def test_days_begin_and_end_as_stated(events: pd.DataFrame, truth: dict[str, Any]) -> None:
    local = events["when"].dt.tz_convert(truth["time_zone"]).dt.date.astype(str)
    assert (local.min(), local.max()) == (truth["first_day"], truth["last_day"])
    assert local.nunique() == 39 * 7
    assert events["when"].max() == pd.Timestamp(truth["data_end"])


def test_anonymous_ids_belong_to_one_person_and_end_with_the_login(
    folder: Path, events: pd.DataFrame, people: pd.DataFrame
) -> None:
    aliases = pd.read_csv(folder / "aliases.csv")
    assert aliases["anonymous_id"].is_unique
    assert set(aliases["known_id"]) <= set(people["person"])
    hidden = events[events["raw_person"] != events["person"]]
    assert len(hidden) > 5_000
    joined = hidden["person"].map(people.set_index("person")["joined_at"])
    assert (hidden["when"] <= joined).all()


def test_every_touchpoint_has_one_of_the_six_stages(folder: Path, events: pd.DataFrame) -> None:
    catalogue = pd.read_csv(folder / "touchpoints.csv")
    assert catalogue["touchpoint"].is_unique
    assert set(catalogue["touchpoint"]) == set(events["event"])
    stages = {"awareness", "consideration", "purchase", "onboarding", "retention", "advocacy"}
    assert set(catalogue["stage"]) == stages
    assert set(catalogue["directness"]) == {"direct", "indirect"}
    assert set(catalogue["setting"]) == {"online", "offline"}


def test_changes_name_existing_touchpoints_and_truths(
    folder: Path, truth: dict[str, Any], events: pd.DataFrame
) -> None:
    changes = {change["name"]: change for change in json.loads((folder / "changes.json").read_text("utf-8"))}
    for key in ("true_change", "empty_change", "mix_shift"):
        assert changes[truth[key]["name"]]["day"] == truth[key]["day"]
    assert {change["touchpoint"] for change in changes.values()} <= set(events["event"])


def test_one_session_is_one_visit_of_one_person(events: pd.DataFrame) -> None:
    sessions = events[events["session_id"].notna()].groupby("session_id")
    assert (sessions["person"].nunique() == 1).all()
    assert (sessions["seconds"].max() - sessions["seconds"].min() < 3600).all()
    assert events.loc[events["event"].isin(["visit", "sign_up"]), "session_id"].notna().all()


def test_costs_cover_every_day(folder: Path, truth: dict[str, Any]) -> None:
    costs = pd.read_csv(folder / "costs.csv")
    assert costs["day"].nunique() == 39 * 7
    assert (costs["spend"] > 0).all()
    assert costs.groupby("channel")["spend"].sum().round(2).to_dict() == truth["totals"]["spend"]
    assert not costs.duplicated(["day", "channel", "campaign"]).any()


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_generator_writes_these_files_again(folder: Path, tmp_path: Path) -> None:
    generate(tmp_path)
    written = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(written) == 13
    for name in written:
        assert _content(tmp_path / name) == _content(folder / name), name
