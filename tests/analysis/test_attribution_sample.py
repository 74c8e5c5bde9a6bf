"""Credit and cost of the sample company and of a real funnel, found through the front door."""

from __future__ import annotations

import math
from functools import cache

import pytest

from tests.analysis.change_sample import FILES
from tests.reference import reference_path
from touchpath import Breakdown, Constant, Filters, Funnel, MeasureSettings, Step, Workspace, ask
from touchpath.analysis import measures
from touchpath.journey.attribution import RULES, Attribution, CostTable, CreditRanks


@cache
def sample() -> Workspace:
    workspace = Workspace.in_memory()
    workspace.import_events(
        FILES / "events.csv.gz", person="person", occurred_at="occurred_at", touchpoint="event", channel="channel",
        value="amount", order_id="order_id", event_id="event_id", session="session_id",
    )  # fmt: skip
    workspace.import_identities(FILES / "aliases.csv", alias="anonymous_id", person="known_id")
    workspace.import_costs(FILES / "costs.csv", day="day", channel="channel", campaign="campaign", spend="spend")
    workspace.settings.save(time_zone="Europe/Berlin", goal=("purchase",), purchase=("purchase",))
    return workspace


def test_a_consultation_looks_far_better_by_last_touch_than_by_equal_split_or_first_touch() -> None:
    found = ask(sample(), Attribution(to="touchpoint", rules=RULES, resamples=2)).result
    assert found.conversions == 13_828
    pairs = {one.rule: (one.of("store_consultation"), one.of("club_mail_open")) for one in found.rules}
    assert pairs["last"] == (543, 32)
    assert pairs["first"] == (35, 74)
    assert pairs["equal_split"][0] < pairs["equal_split"][1] < 120
    for one in found.rules:
        if one.rule != "participation":
            assert math.fsum(part.credit for part in one.credits) == pytest.approx(13_828, abs=1e-6)


def test_the_ranks_say_where_the_rules_disagree_and_that_credit_is_no_effect() -> None:
    told = ask(sample(), CreditRanks(to="touchpoint", rule="last"))
    own = next(one for one in told.result.names if one.name == "store_consultation")
    ranks = {rank.rule: rank.rank for rank in own.ranks if rank.lookback_days == 30}
    assert ranks["last"] == 6
    assert ranks["first"] > 10
    assert ranks["equal_split"] > 10
    assert "The rules disagree most about" in told.sentence
    assert any("does not say what would have happened without" in note for note in told.notes)


@pytest.mark.parametrize("rule", ["equal_split", "markov"])
def test_costs_join_to_channels_on_the_days_that_both_cover(rule: str) -> None:
    told = ask(sample(), CostTable(rule=rule))
    found = told.result
    spent = {row.name: round(row.spend, 2) for row in found.rows if row.spend > 0}
    assert spent == {"search_ads": 54_615.23, "social": 35_598.83, "store": 12_365.1, "email": 5_756.11}
    assert (str(found.first), str(found.last), found.outside) == ("2024-12-30", "2025-09-28", 0)
    assert math.fsum(row.purchasers for row in found.rows) == pytest.approx(found.purchasers, abs=1e-6)
    assert math.fsum(row.value for row in found.rows) == pytest.approx(found.value, abs=1e-4)
    assert found.purchasers == 8_634
    assert any("Credit without spend: app" in note for note in told.notes)
    row = next(row for row in found.rows if row.name == "store")
    assert row.cost_ends[0] < row.cost < row.cost_ends[1]
    assert row.gain == pytest.approx(row.value / row.spend - 1)


def test_months_add_up_to_all_days_and_spend_without_credit_is_named() -> None:
    told = ask(sample(), CostTable(rule="last", period="month"))
    rows = [row for row in told.result.rows if row.name == "email"]
    whole, months = rows[0], rows[1:]
    assert whole.start is None
    assert len(months) == 10
    assert math.fsum(row.spend for row in months) == pytest.approx(whole.spend)
    assert math.fsum(row.purchasers for row in months) == pytest.approx(whole.purchasers)
    assert any("Spend without credit: search_ads" in note for note in told.notes)


def test_the_measures_of_cost_are_spend_over_purchasers_and_revenue_over_spend() -> None:
    settings = MeasureSettings(purchase=("purchase",))
    cost, back = (measures.value(sample().engine, name, settings=settings) for name in ("cpa", "roas"))
    assert (cost.n, back.n) == (8_634, 8_634)
    assert cost.value == pytest.approx(108_335.27 / 8_634, abs=1e-4)
    assert back.value == pytest.approx(974_733.74 / 108_335.27, abs=1e-6)
    assert cost.low < cost.value < cost.high
    assert back.low < back.value < back.high
    ads = measures.value(sample().engine, "cpa", Filters(channels=("search_ads",)), settings)
    assert ads.value == pytest.approx(54_615.23 / 1_782, abs=1e-4)
    people = measures.value(sample().engine, "cpa", Filters(personas=("Families",)), settings)
    assert "not by person" in str(people.reason)


def test_a_funnel_without_costs_is_credited_to_the_first_channel_of_its_leads() -> None:
    with Workspace.in_memory() as workspace:
        leads, deals = (reference_path(f"real/olist_funnel/{name}.csv") for name in
                        ("marketing_qualified_leads", "closed_deals"))  # fmt: skip
        workspace.import_events(leads, person="mql_id", occurred_at="first_contact_date", touchpoint=Constant("lead"),
                                channel="origin")  # fmt: skip
        workspace.import_events(deals, person="mql_id", occurred_at="won_date", touchpoint=Constant("deal"))
        found = ask(workspace, Attribution(("deal",), lookback_days=90, rules=("first",))).result
        costs = ask(workspace, CostTable(("deal",)))
        window = Funnel((Step("lead"), Step("deal")), window_seconds=90 * 86_400,
                        breakdown=Breakdown("channel", limit=None))  # fmt: skip
        groups = ask(workspace, window).result.groups
    assert costs.sentence.startswith("No costs are known here")
    assert found.conversions == 842
    assert math.fsum(one.credit for one in found.credits) == 842
    credited = {(one.kind, one.name): one.credit for one in found.credits if one.credit and one.kind != "no_touch"}
    assert credited == {(group.kind, group.values[0]): group.steps[1].people for group in groups
                        if group.steps[1].people}  # fmt: skip
    assert len(credited) > 8
