"""Amounts of a longer period are spread evenly over its days, exact to the cent, and marked so."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchpath import Workspace
from touchpath.ingest.reading.column_types import first_of_period


def _costs(folder: Path, rows: str, **columns: str) -> tuple[pd.DataFrame, list[str]]:
    path = folder / "spend.csv"
    path.write_text(rows)
    with Workspace.in_memory() as workspace:
        report = workspace.import_costs(path, spend="spend", **columns)
        return workspace.engine.frame("ask/load/list_costs"), [finding.code for finding in report.findings]


@pytest.mark.parametrize(
    ("day", "days", "first", "last"),
    [
        ("2021-01-01 - 2021-01-28", 28, "2021-01-01", "2021-01-28"),
        ("2021-02", 28, "2021-02-01", "2021-02-28"),
        ("2024-02", 29, "2024-02-01", "2024-02-29"),
        ("Feb 2021", 28, "2021-02-01", "2021-02-28"),
        ("2021-02-03", 1, "2021-02-03", "2021-02-03"),
        ("1 Jan 2021 to 3 Jan 2021", 3, "2021-01-01", "2021-01-03"),
    ],
)
def test_a_period_becomes_its_days(tmp_path: Path, day: str, days: int, first: str, last: str) -> None:
    rows, codes = _costs(tmp_path, f"when,spend\n{day},100\n", day="when")
    assert (len(rows), str(rows["day"].min())[:10], str(rows["day"].max())[:10]) == (days, first, last)
    assert rows["spend"].sum() == pytest.approx(100, abs=1e-9)
    assert ("spread_periods" in codes) is (days > 1)
    assert rows["spread_days"].fillna(1).eq(days).all()


def test_a_last_day_ends_the_period(tmp_path: Path) -> None:
    rows, _ = _costs(tmp_path, "from,to,spend\n2021-01-01,2021-01-03,1\n", day="from", last_day="to")
    assert rows.sort_values("day")["spend"].tolist() == pytest.approx([0.33, 0.34, 0.33])


def test_a_last_day_before_the_first_is_not_believed(tmp_path: Path) -> None:
    rows, _ = _costs(tmp_path, "from,to,spend\n2021-01-05,2021-01-03,1\n", day="from", last_day="to")
    assert rows["spend"].tolist() == [1]


@settings(max_examples=25)
@given(cents=st.integers(-(10**9), 10**9), days=st.integers(1, 400))
def test_the_days_add_up_to_the_cent(tmp_path_factory: pytest.TempPathFactory, cents: int, days: int) -> None:
    last = pd.Timestamp("2021-01-01") + pd.Timedelta(days=days - 1)
    rows, _ = _costs(
        tmp_path_factory.mktemp("spend"),
        f"from,to,spend\n2021-01-01,{last:%Y-%m-%d},{cents / 100:.2f}\n",
        day="from",
        last_day="to",
    )
    whole = (rows["spend"] * 100).round(6)
    assert whole.sum() == pytest.approx(cents, abs=1e-4)
    assert (whole - whole.round()).abs().max() < 1e-4
    assert whole.max() - whole.min() <= 1 + 1e-6


GA4 = """# Start date: 20250301
# End date: 20250331
Session primary channel group (Default channel group),Sessions,Active users,New users
Organic Search,120,80,50
Direct,60,45,30
"""
GOOGLE_ADS = """Campaign report
1 January 2025 - 31 January 2025
Campaign,Campaign state,Currency code,Impr.,Clicks,Cost
Brand,Enabled,EUR,1000,50,100.00
Shoes,Enabled,EUR,2000,70,31.10
"""


def test_a_report_without_days_keeps_its_period(tmp_path: Path) -> None:
    """People met in a month are not the sum of those of its days, and were not all there on its last day."""
    path = tmp_path / "traffic.csv"
    path.write_text(GA4)
    with Workspace.in_memory() as workspace:
        (report,) = workspace.import_file(path)
        rows = workspace.engine.frame("ask/load/list_daily_counts")
        assert (report.kind, len(rows), set(rows["whole_days"])) == ("daily_counts", 6, {31})
        assert {str(day)[:10] for day in rows["day"]} == {"2025-03-31"}
        assert rows[rows["measure"].str.startswith("Active users")]["amount"].tolist() == [80, 45]
        workspace.imports.undo(report.import_id)
        assert workspace.engine.frame("ask/load/list_daily_counts").empty


def test_the_same_amount_of_a_day_and_of_a_period_are_two(tmp_path: Path) -> None:
    whole, day = tmp_path / "whole.csv", tmp_path / "day.csv"
    whole.write_text(GA4)
    day.write_text(GA4.replace("Start date: 20250301", "Start date: 20250331"))
    with Workspace.in_memory() as workspace:
        for path in (whole, day):
            (report,) = workspace.import_file(path)
            assert report.duplicate == 0
        assert len(workspace.engine.frame("ask/load/list_daily_counts")) == 12


def test_the_spend_of_a_report_without_days_is_spread(tmp_path: Path) -> None:
    path = tmp_path / "campaigns.csv"
    path.write_text(GOOGLE_ADS)
    with Workspace.in_memory() as workspace:
        workspace.import_file(path)
        rows = workspace.engine.frame("ask/load/list_costs")
        counts = workspace.engine.frame("ask/load/list_daily_counts")
    assert (rows["day"].nunique(), round(rows["spend"].sum(), 6)) == (31, 131.10)
    assert set(rows["spread_days"]) == {31}
    assert set(counts["whole_days"]) == {31}


def test_only_two_days_are_a_period() -> None:
    assert first_of_period("2021-01-01 - 2021-01-28") == "2021-01-01"
    assert first_of_period("2021-01-01") == "2021-01-01"
    assert first_of_period("10:00 - 12:00:30") == "10:00"
    assert first_of_period("a - b") == "a - b"
