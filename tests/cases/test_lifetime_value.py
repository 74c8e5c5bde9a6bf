"""Customer value against figures nobody here chose: the CDNOW sample as published, and cases of other projects."""

from __future__ import annotations

import json
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from tests.events import Row, workspace_of
from tests.reference import reference_path
from touchpath.analysis.lifetime import ahead
from touchpath.analysis.lifetime.customers import buying_days, read_customers
from touchpath.answers import ask
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.lifetime_value import LifetimeValue, ValueAhead, ValuedCustomers
from touchpath.stats.repeat_buying import fit_bg_nbd
from touchpath.stats.repeat_spending import fit_gamma_gamma

TARGET = ("purchase",)
CALIBRATED = date(1997, 9, 30)


def cases() -> list[dict]:
    try:
        return json.loads(reference_path("cases/clv.json").read_text())
    except pytest.skip.Exception:
        return []


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    file = reference_path("real/cdnow/CDNOW_sample.txt")
    names = ["whole", "person", "day", "discs", "amount"]
    rows = pd.read_csv(file, sep=r"\s+", header=None, names=names, dtype=str)
    rows["at"] = pd.to_datetime(rows["day"], format="%Y%m%d")
    return rows.assign(amount=rows["amount"].astype(float))


@pytest.fixture(scope="module")
def workspace(cdnow):
    rows = [Row(row.person, row.at.to_pydatetime(), "purchase", value=row.amount) for row in cdnow.itertuples()]
    with workspace_of(rows) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(workspace):
    return ahead.measure(workspace.engine, ValueAhead(TARGET), NO_FILTERS)


@pytest.mark.skipif(not cases(), reason="TOUCHPATH_REFERENCE is not set: the outside cases are not on this machine")
@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_each_case(case: dict) -> None:
    assert case["kind"] == "rfm_summary", "a kind of case that nothing here computes"
    given = case["inputs"]
    rows = [
        Row(part["user"], datetime.fromisoformat(part["date"]), "buy", value=part["value"])
        for part in given["transactions"]
    ]
    rows.append(Row("nobody", datetime.fromisoformat(given["end"]), "visit"))
    with workspace_of(rows) as opened:
        customers = read_customers(opened.engine, ("buy",), NO_FILTERS)
        days = buying_days(customers)
        names = opened.engine.frame("ask/lifetime/names", {"people": customers.person.tolist()})
    known = dict(zip(names["person"], names["person_id"], strict=True))
    told = {
        known[int(key)]: {
            "frequency": days.buyers.frequency[place], "recency": days.buyers.recency[place] * 7,
            "T": days.buyers.age[place] * 7, "monetary": days.worth[place],
        }
        for place, key in enumerate(customers.person)
    }  # fmt: skip
    assert told.keys() == case["expected"]["users"].keys()
    for user, expected in case["expected"]["users"].items():
        assert told[user] == pytest.approx(expected, abs=case["tol"]["abs"]), user


def test_the_published_parameters(workspace) -> None:
    """Fader, Hardie and Lee 2005 (BG/NBD, 2,357 people); Fader and Hardie 2013 (Gamma-Gamma, 946 repeat buyers)."""
    known = read_customers(workspace.engine, TARGET, NO_FILTERS).until((CALIBRATED - date(1970, 1, 1)).days)
    days = buying_days(known)
    model, fit = fit_bg_nbd(days.buyers)
    assert len(known) == 2_357
    assert (model.r, model.a) == pytest.approx((0.2426, 0.7929), abs=5e-5)
    assert (model.alpha, model.b) == pytest.approx((4.4136, 2.4259), abs=5e-5)
    assert fit.log_likelihood == pytest.approx(-9_582.43, abs=0.01)
    spending, _ = fit_gamma_gamma(days.buyers.frequency, days.worth)
    assert np.count_nonzero(days.worth) == 946
    assert (spending.p, spending.q, spending.v) == pytest.approx((6.250, 3.744, 15.444), abs=6e-4)


def test_the_published_hold_out_table(found) -> None:
    assert (found.calibrated_until, found.tested_days) == (CALIBRATED, 273)
    counts = found.held_out.counts
    assert [part.name for part in counts] == [*"0123456", "7 or more"]
    expected = [0.23, 0.52, 1.04, 1.52, 2.16, 2.65, 3.50, 6.16]
    actual = [0.24, 0.70, 1.39, 1.56, 2.53, 2.95, 3.86, 6.36]
    assert [part.predicted for part in counts] == pytest.approx(expected, abs=0.005)
    assert [part.actual for part in counts] == pytest.approx(actual, abs=0.005)
    assert sum(part.people for part in counts) == sum(part.people for part in found.held_out.tenths) == 2_357


def test_the_gate_accepts_and_says_by_how_much_it_was_off(workspace, found) -> None:
    assert found.refused == ""
    assert found.held_out.judgement.accepted
    assert found.held_out.judgement.off == pytest.approx(-0.121, abs=0.001)
    told = ask(workspace, ValueAhead(TARGET))
    assert "it expected 1,653 purchase days and 1,882 came: 12.1 % too few." in told.sentence
    assert told.table("tested-against-rules").readable["Beaten"].tolist() == ["–", "yes", "yes", "yes"]


def test_the_list_is_by_recency_and_says_so(workspace, found) -> None:
    ranked = found.held_out.ranking
    assert ranked.model - ranked.rule < 2 * ranked.error
    told = ask(workspace, ValuedCustomers(TARGET))
    assert "ranked by who bought last" in told.sentence
    assert told.notes[0].startswith("Ranked by the last purchase, as the model does not surely do better")
    last = [part.last for part in told.result.listed]
    assert last == sorted(last, reverse=True)
    risky = [part.last for part in ask(workspace, ValuedCustomers(TARGET, "at_risk")).result.listed]
    assert risky == sorted(risky)


def test_what_they_brought_so_far_against_pandas(workspace, cdnow) -> None:
    told = ask(workspace, LifetimeValue(TARGET, "cohort"))
    whole = told.result.whole
    by_person = cdnow.groupby("person")["amount"].sum()
    assert whole.people == len(by_person)
    assert whole.revenue == pytest.approx(cdnow["amount"].sum())
    assert whole.value == pytest.approx(by_person.mean())
    first = cdnow.groupby("person")["at"].transform("min")
    end = cdnow["at"].max()
    for group, month in zip(told.result.groups, ("1997-01", "1997-02", "1997-03"), strict=True):
        inside = first.dt.strftime("%Y-%m") == month
        for point in group.points:
            age = pd.Timedelta(days=point.days)
            counted = cdnow[inside & (first + age <= end)]
            people = counted["person"].nunique()
            spent = counted.loc[counted["at"] - first[counted.index] <= age, "amount"].sum()
            assert point.people == people
            assert point.value == pytest.approx(spent / people)
    best = by_person.sort_values(ascending=False).cumsum() / by_person.sum()
    assert told.result.uneven[0].people == (best < 0.8).sum() + 1
