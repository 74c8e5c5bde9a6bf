"""Value against cost on customers counted by hand, with a prediction, and in both faces of the cost per purchaser."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

import numpy as np
import pytest

from tests.analysis.test_attribution_sample import sample
from tests.analysis.test_lifetime_value import BUY, MODEL, SEEN, on, rows_of
from tests.events import Row, put, workspace_of
from touchpath.analysis import measures
from touchpath.analysis.lifetime.against_cost import ValueForCostResult, WonGroup
from touchpath.analysis.small_cells import hidden
from touchpath.answers import Answer, ask
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.lifetime_value import ValueAhead, ValueForCost
from touchpath.journey.measures import MeasureSettings
from touchpath.stats.person_bootstrap import percentile_interval, resampled_sums

SHOP = [
    Row("ada", on(0), "visit", "ads"), Row("ada", on(1), "buy", "web", value=30.0),
    Row("ada", on(9), "buy", "web", value=10.0),
    Row("bob", on(2), "buy", "ads", value=20.0),
    Row("cyd", on(3), "visit", "mail"), Row("cyd", on(20), "buy", "ads", value=500.0),
    Row("dan", on(4), "buy", "store", value=7.0),
    Row("eve", on(3), "visit", "mail"), Row("eve", on(30), "visit", "radio"),
]  # fmt: skip
SPENT = [("2025-01-06", "ads", 10), ("2025-01-12", "ads", 20), ("2025-01-12", "radio", 5), ("2024-12-01", "ads", 99)]


_COSTS = """
INSERT INTO costs (import_id, source_row, day, channel, spend)
SELECT 2, 0, c0::DATE, (SELECT code FROM channels WHERE raw_name = c1), c2::DOUBLE FROM given_costs
"""


def shop_with(spent: list[tuple[str, str, float]], rows: list[Row], filters: Filters = NO_FILTERS) -> Answer[Any]:
    with workspace_of(rows) as workspace:
        with workspace.engine.transaction() as writer:
            put(writer, "given_costs", spent, _COSTS)
        return ask(workspace, ValueForCost(BUY), filters, SEEN)


def by_name(found: ValueForCostResult) -> dict[str, WonGroup]:
    return {part.label: part for part in found.groups}


def test_value_and_cost_by_hand() -> None:
    """cyd first bought after the last day with costs; the spend of December has no events beside it."""
    told = shop_with(SPENT, SHOP)
    found = told.result
    assert (found.people, found.first, found.last) == (3, date(2025, 1, 6), date(2025, 1, 12))
    groups = by_name(found)
    assert (groups["ads"].people, groups["ads"].spend, groups["ads"].cost[0]) == (2, 30, 15)
    assert groups["ads"].value[0] == (40 + 20) / 2
    assert groups["ads"].so_far[0] == 60 / 30
    assert groups["store"].people == 1
    assert isnan(groups["store"].so_far[0])
    assert (groups["radio"].people, groups["radio"].spend) == (0, 5)
    notes = " ".join(told.notes)
    assert "Won without a known cost, so not judged: store (1 customers)" not in notes, "one is not several"
    assert "store (1 customer)" in notes
    assert "Paid for, and nobody was won by it first: radio (€5.00)" in notes
    assert "of no channel both 30 customers and a cost are known" in told.sentence


def test_channels_are_chosen_by_the_first_event() -> None:
    found = shop_with(SPENT, SHOP, Filters(channels=("ads",))).result
    assert list(by_name(found)) == ["ads"]
    assert found.people == 2
    with pytest.raises(DefinitionError, match="not by person"):
        shop_with(SPENT, SHOP, Filters(personas=("Family",)))


def test_without_costs_or_shared_days_there_is_a_sentence() -> None:
    with workspace_of(SHOP) as workspace:
        assert "No costs are known in view." in ask(workspace, ValueForCost(BUY), NO_FILTERS, SEEN).sentence
    apart = shop_with([("2020-01-01", "ads", 3)], SHOP)
    assert "Costs and events have no day in common" in apart.sentence


def test_what_is_expected_is_added_where_the_prediction_passed() -> None:
    paid = (("web", 60_000), ("store", 40))
    spent = [(f"2025-{month:02}-07", channel, cost) for month in range(1, 4) for channel, cost in paid]
    rows = rows_of(MODEL, 900, 4)
    told = shop_with(spent, rows)
    found = told.result
    assert (found.not_ahead, found.ahead_days > 0) == ("", True)
    for part in found.groups:
        assert part.ahead[0] == pytest.approx((part.value[0] + part.expected[0]) * part.people / part.spend)
        assert part.so_far[1] < part.so_far[0] < part.so_far[2]
        assert part.ahead[1] < part.ahead[0] < part.ahead[2]
    assert "Less than they cost" in told.sentence
    assert "Least for its cost comes from web: €0." in told.sentence
    with workspace_of(rows) as workspace:
        everybody = ask(workspace, ValueAhead(BUY, "first_channel"), NO_FILTERS, SEEN).result
    assert found.ahead_days == everybody.ahead_days


def test_the_cost_is_that_of_the_measure_and_the_customers_those_of_customer_value() -> None:
    workspace, settings = sample(), MeasureSettings(purchase=("purchase",))
    found = ask(workspace, ValueForCost(("purchase",)), NO_FILTERS, SEEN).result
    assert found.people == 8_634
    for part in found.groups:
        figure = measures.value(workspace.engine, "cpa", Filters(channels=(part.label,)), settings)
        if part.spend == part.spend:
            assert (figure.value, figure.low, figure.high, figure.n) == (*part.cost, part.people)
            assert part.so_far[0] == pytest.approx(part.value[0] / part.cost[0])


def test_small_channels_are_hidden_with_the_next() -> None:
    found = hidden(shop_with(SPENT, SHOP).result, 2)
    assert all(isnan(part.people) for part in found.groups if part.label != "radio")


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """Channels of 150 people on average with skewed values: what 1 spent brings, 400 times."""
    random, inside = np.random.default_rng(7), 0
    for place in range(400):
        worth = random.gamma(0.8, 50.0, max(random.poisson(150), 2))
        draws = resampled_sums(worth[:, None], np.zeros(len(worth), dtype=np.int64), 200, place)[:, 0]
        low, high = percentile_interval(draws / 1_000)
        inside += bool(low[0] <= 150 * 40 / 1_000 <= high[0])
    assert 0.92 <= inside / 400 <= 0.97
