"""Real purchases (the CDNOW sample): cohorts, repeat purchase and churn against pandas and lifelines."""

from __future__ import annotations

import pandas as pd
import pytest
from lifelines import KaplanMeierFitter

from tests.events import Row, workspace_of
from tests.reference import reference_path
from touchpath.analysis import churn, repeat_purchase
from touchpath.analysis.retention import measure
from touchpath.journey.churn import Churn, RepeatPurchase
from touchpath.journey.retention import Retention

DAY = pd.Timedelta(days=1)


@pytest.fixture(scope="module")
def purchases() -> pd.DataFrame:
    file = reference_path("real/cdnow/CDNOW_sample.txt")
    rows = pd.read_csv(file, sep=r"\s+", header=None, names=["whole", "person", "day", "discs", "amount"], dtype=str)
    rows["at"] = pd.to_datetime(rows["day"], format="%Y%m%d")
    return rows.sort_values(["person", "at"], kind="stable")


@pytest.fixture(scope="module")
def workspace(purchases):
    made = [
        Row(row.person, row.at.to_pydatetime(), "purchase", value=float(row.amount)) for row in purchases.itertuples()
    ]
    with workspace_of(made) as opened:
        yield opened


def test_monthly_cohorts(workspace, purchases):
    result = measure(
        workspace.engine, Retention("purchase", "purchase", "first_ever", "month", intervals=12), values=True
    )
    month = purchases["at"].dt.to_period("M")
    first = month.groupby(purchases["person"]).transform("min")
    lag = (month - first).map(lambda gap: gap.n)
    people = purchases.assign(first=first, lag=lag).groupby(["first", "lag"])["person"].nunique()
    spent = purchases["amount"].astype(float).groupby([first, lag]).sum()
    assert result.people == purchases["person"].nunique() == 2357
    for cohort in result.cohorts[:3]:
        start = pd.Period(cohort.start, "M")
        assert cohort.size == people[start, 0]
        for k in range(1, 12):
            assert cohort.people[k] == people.get((start, k), 0)
            assert cohort.value[k] == pytest.approx(spent.get((start, k), 0))
    assert all(cohort.size == 0 for cohort in result.cohorts[3:])


def test_repeat_purchase(workspace, purchases):
    result = repeat_purchase.measure(workspace.engine, RepeatPurchase("purchase", days=(30, 90, 180)))
    at = purchases.groupby("person")["at"]
    first, second = at.nth(0).set_axis(at.nth(0).index), at.nth(1)
    by_person = purchases.loc[first.index].set_index("person")["at"]
    gap = purchases.loc[second.index].set_index("person")["at"] - by_person
    for point in result.points:
        mature = by_person + point.days * DAY <= purchases["at"].max()
        assert point.size == mature.sum()
        assert point.people == ((gap <= point.days * DAY) & mature).sum()


def test_churn(workspace, purchases):
    result = churn.measure(workspace.engine, Churn("purchase", days=180))
    span = purchases.groupby("person")["at"].agg(["min", "max"])
    end = purchases["at"].max()
    gone = span["max"] + 180 * DAY <= end
    days = ((span["max"] + 180 * DAY).clip(upper=end) - span["min"]) / DAY
    outside = KaplanMeierFitter().fit(days, gone)
    assert result.churned == gone.sum()
    assert result.median_days.estimate == outside.median_survival_time_
    assert result.curve.at(300).estimate == pytest.approx(float(outside.predict(300)))
