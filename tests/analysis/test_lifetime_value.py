"""Customer value on journeys short enough to count by hand, on simulated shops, and where there is nothing to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.events import Row, workspace_of
from tests.stats.simulated_buyers import bg_nbd_buyers
from tests.ui.small_workspace import engine_with
from touchpath.analysis import measures
from touchpath.analysis.lifetime import history
from touchpath.analysis.lifetime.customers import read_customers
from touchpath.analysis.lifetime.history import uneven_points
from touchpath.analysis.lifetime.valued import valued_people
from touchpath.analysis.small_cells import Withheld
from touchpath.answers import Viewer, ask
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.lifetime_value import LifetimeValue, ValueAhead, ValuedCustomers
from touchpath.journey.measures import MeasureSettings
from touchpath.stats.repeat_buying import BgNbd
from touchpath.workspace import Workspace

DAY0 = datetime(2025, 1, 6, 10)
BUY = ("buy",)
SETTINGS = MeasureSettings(purchase=BUY)
SEEN = Viewer("owner", 0)


def on(day: float) -> datetime:
    return DAY0 + timedelta(days=day)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Three customers, a visitor: an order of two lines, refunds elsewhere, a cancelled order, one without value."""
    engine = engine_with(
        tmp_path_factory.mktemp("shop"),
        events=[
            (1, on(-3), "visit", "email"),
            (1, on(0), "buy", "web", 30.0, "o1"),
            (1, on(0), "buy", "web", 10.0, "o1"),
            (1, on(20), "buy", "web", 50.0, "o2"),
            (1, on(25), "refund", "web", -20.0, "o2"),
            (1, on(26), "refund", "web", -99.0, "never bought"),
            (2, on(1), "buy", "store", 15.0),
            (2, on(1.2), "buy", "store", 5.0),
            (2, on(31), "buy", "store", 8.0, "o5"),
            (2, on(31), "buy", "store", -8.0, "o5"),
            (3, on(40), "buy", None, None, "o6"),
            (4, on(2), "visit", "web"),
            (4, on(70), "visit", "web"),
        ],
        personas={1: "Family", 2: "Senior"},
    )
    yield engine
    engine.close()


def found(engine: Any, split: Any = "none", filters: Filters = NO_FILTERS) -> history.LifetimeResult:
    return history.measure(engine, LifetimeValue(BUY, split), filters)


def test_value_so_far_by_hand(shop: Any) -> None:
    """o1 is 40, o2 is 50 less 20; a refund of no order and the order with nothing left count for nothing."""
    result = found(shop)
    assert (result.whole.people, result.purchases, result.whole.repeaters) == (3, 5, 1)
    assert result.whole.revenue == 40 + 30 + 20
    assert result.gross == 40 + 50 + 20 + 8
    assert result.whole.value == 30
    total = measures.value(shop, "revenue", settings=SETTINGS)
    assert total.value == result.whole.revenue


def test_the_curve_counts_people_observed_so_long_to_the_moment(shop: Any) -> None:
    points = {point.days: point for point in found(shop).whole.points}
    assert (points[0].people, points[0].value) == (3, (40 + 15) / 3)
    assert (points[7].people, points[7].value) == (3, (40 + 20) / 3)
    assert (points[21].value, points[28].people) == ((40 + 30 + 20) / 3, 3)
    assert (points[35].people, points[35].value) == (2, (70 + 20) / 2), "who bought on day 40 was seen for 30 days"
    assert max(points) == 63, "the first customer was followed for 70 days"


@pytest.mark.parametrize(
    ("split", "groups"),
    [
        ("persona", {"Family": 70, "Senior": 20, "Missing": 0}),
        ("first_channel", {"email": 70, "store": 20, "Missing": 0}),
        ("cohort", {"Jan 2025": 45, "Feb 2025": 0}),
    ],
)
def test_groups_by_hand(shop: Any, split: str, groups: dict[str, float]) -> None:
    result = found(shop, split)
    assert {group.label: group.value for group in result.groups} == groups
    assert sum(group.people for group in result.groups) == result.whole.people


def test_filters_choose_by_the_first_purchase(shop: Any) -> None:
    assert found(shop, filters=Filters(date_from=date(2025, 1, 7))).whole.revenue == 20
    assert found(shop, filters=Filters(date_to=date(2025, 1, 6))).whole.revenue == 70, "what came later counts"
    assert found(shop, filters=Filters(channels=("web",))).whole.people == 1
    assert found(shop, filters=Filters(personas=("Senior",))).whole.revenue == 20


def test_who_makes_most_of_the_revenue() -> None:
    first, *rest = uneven_points(np.array([80.0, 10, 5, 5, 0, 0, 0, 0, 0, 0]))
    assert (first.people, first.share) == (1, 0.8)
    assert [(point.people, point.share) for point in rest][:3] == [(1, 0.8), (2, 0.9), (3, 0.95)]
    assert uneven_points(np.array([79.0, 11, 5, 5]))[0].people == 2
    assert uneven_points(np.array([-5.0, 4])) == ()
    assert uneven_points(np.zeros(3)) == ()
    assert uneven_points(np.array([10.0, -2]))[0].people == 1


def test_the_measure_is_the_same_figure(shop: Any) -> None:
    measured = measures.value(shop, "customer_value", settings=SETTINGS)
    assert (measured.value, measured.n) == (30, 3)
    assert measured.low < 30 < measured.high
    nobody = measures.value(shop, "customer_value", Filters(channels=("phone",)), SETTINGS)
    assert nobody.reason == "Nobody in view made their first purchase."
    no_value = measures.value(shop, "customer_value", settings=MeasureSettings(purchase=("visit",)))
    assert no_value.reason == "No purchase in view carries a value."


def test_customers_up_to_a_day(shop: Any) -> None:
    customers = read_customers(shop, BUY, NO_FILTERS)
    first_day = int(customers.first_day.min())
    known = customers.until(first_day + 1)
    assert (len(known), int(known.bought.sum()), known.net.tolist()) == (2, 3, [40, 20])
    assert known.end_day == first_day + 1
    assert len(customers.until(first_day - 1)) == 0


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([(1, on(0), "visit", "web")], "Nobody in view has bought anything"),
        ([(1, on(0), "buy", "web"), (2, on(3), "buy", "web")], "2 customers made 2 purchases; what those are worth"),
        ([(1, on(0), "buy", "web", 12.0)], "A customer has brought €12.00 so far (1 customer); one of them brought"),
    ],
    ids=["no orders", "no values", "one customer"],
)  # fmt: skip
def test_small_shops_have_a_sentence_each(tmp_path: Path, events: Sequence[Any], said: str) -> None:
    engine = engine_with(tmp_path, events=events)
    engine.close()
    with Workspace.open(next(tmp_path.rglob("*.duckdb"))) as workspace:
        for question in (LifetimeValue(BUY, "persona"), ValueAhead(BUY, "persona"), ValuedCustomers(BUY, "at_risk")):
            told = ask(workspace, question, NO_FILTERS, SEEN)
            assert told.sentence
            if isinstance(question, LifetimeValue):
                assert said in told.sentence
            elif isinstance(question, ValueAhead):
                assert told.result.refused in ("nobody", "too_short")


def rows_of(model: BgNbd, people: int, seed: int, season: Any = lambda day: True) -> list[Row]:
    """A shop whose people buy as the model says (days), as far as the season lets them."""
    random = np.random.default_rng(seed)
    start = random.integers(0, 90, people)
    rows = [Row("last", on(365), "visit", "web")]
    pace, leaving = random.gamma(model.r, 1 / model.alpha, people), random.beta(model.a, model.b, people)
    for person in range(people):
        day, spend = float(start[person]), random.gamma(4.0, 10.0)
        while day < 365:
            if day == start[person] or season(day):
                worth = round(spend * random.gamma(8.0, 1 / 8), 2)
                rows.append(Row(f"p{person:05}", on(day), "buy", ("web", "store")[person % 2], value=worth))
            if random.random() < leaving[person] and day > start[person]:
                break
            day += random.exponential(1 / max(pace[person], 1e-9))
    return rows


MODEL = BgNbd(0.6, 12.0, 0.8, 3.0)


@pytest.fixture(scope="module")
def simulated() -> Iterator[Workspace]:
    personas = {f"p{person:05}": ("Family", "Senior", "Student")[person % 3] for person in range(900)}
    with workspace_of(rows_of(MODEL, 900, 4), personas) as workspace:
        yield workspace


def test_a_shop_of_the_model_is_predicted_with_ranges(simulated: Workspace) -> None:
    told = ask(simulated, ValueAhead(BUY, "persona"), NO_FILTERS, SEEN)
    result = told.result
    assert result.refused == ""
    assert abs(result.held_out.judgement.off) < 0.2
    assert result.whole.purchases_low < result.whole.purchases < result.whole.purchases_high
    weighted = sum(group.people * group.value for group in result.groups) / result.people
    assert weighted == pytest.approx(result.whole.value)
    assert all(group.value_low < group.value < group.value_high for group in result.groups)
    assert "which is no more than chance" in told.sentence, "personas were drawn alike"
    assert told.table("expected-value").rows.shape[0] == 4
    wider = ask(simulated, ValueAhead(BUY, ahead_days=1_000), NO_FILTERS, SEEN)
    assert "looks further ahead (1000 days)" in " ".join(wider.notes)
    assert wider.result.whole.purchases > result.whole.purchases


def test_a_heavy_season_is_refused_with_its_figures() -> None:
    """Nearly everybody buys in the first half of the year; the second half is held out."""
    with workspace_of(rows_of(MODEL, 700, 5, lambda day: day < 182 or day > 355)) as workspace:
        told = ask(workspace, ValueAhead(BUY), NO_FILTERS, SEEN)
        assert told.result.refused == "not_close"
        assert told.result.whole is None
        assert told.sentence.startswith("Nothing is predicted, as the model failed its test: it expected ")
        assert "too many; at most 20.0 % passes" in told.sentence
        assert told.table("expected-value").rows.empty
        listed = ask(workspace, ValuedCustomers(BUY), NO_FILTERS, SEEN)
        assert not listed.result.by_model
        assert "ranked by who bought last" in listed.sentence
        assert "Ranked by the last purchase" in listed.notes[0]


def test_customers_who_all_buy_once_are_refused() -> None:
    once = [Row(f"p{person}", on(person % 200), "buy", "web", value=20.0 + person % 7) for person in range(400)]
    with workspace_of([*once, Row("p0", on(365), "visit")]) as workspace:
        told = ask(workspace, ValueAhead(BUY, "persona"), NO_FILTERS, SEEN)
        assert told.result.refused == "no_fit"
        assert "fewer than 20 people have bought on a second day" in told.sentence
        risky = ask(workspace, ValuedCustomers(BUY, "at_risk"), NO_FILTERS, SEEN)
        assert risky.result.people == 0
        assert risky.sentence.startswith("None of the customers who brought most bought on a second day")
        assert ask(workspace, ValuedCustomers(BUY), NO_FILTERS, SEEN).result.people == 100


def test_spending_that_goes_with_buying_leaves_purchases_alone(simulated: Workspace) -> None:
    rows = rows_of(MODEL, 900, 4)
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.by] = counts.get(row.by, 0) + 1
    dearer = [Row(row.by, row.at, row.touchpoint, row.channel, value=5.0 * counts[row.by] + (row.value or 0) / 50)
              for row in rows]  # fmt: skip
    with workspace_of(dearer) as workspace:
        told = ask(workspace, ValueAhead(BUY), NO_FILTERS, SEEN)
        assert told.result.refused == ""
        assert isnan(told.result.whole.value)
        assert told.result.whole.purchases > 0
        assert any(note.startswith("Value is not predicted: How much people spend goes with") for note in told.notes)
        assert "to bring" not in told.sentence


def test_the_day_to_test_from_lies_in_the_data(simulated: Workspace) -> None:
    chosen = ask(simulated, ValueAhead(BUY, calibrated_until=date(2025, 10, 1)), NO_FILTERS, SEEN)
    assert chosen.result.calibrated_until == date(2025, 10, 1)
    with pytest.raises(DefinitionError, match="tested on what comes after a day from 2025-01-06 to before"):
        ask(simulated, ValueAhead(BUY, calibrated_until=date(2030, 1, 1)), NO_FILTERS, SEEN)
    late = ask(simulated, ValueAhead(BUY, calibrated_until=date(2025, 12, 20)), NO_FILTERS, SEEN)
    assert late.result.refused == "too_short"


def test_a_list_holds_whom_it_says_and_a_group_everybody_of_it(simulated: Workspace) -> None:
    asked = ValuedCustomers(BUY, "top", 250)
    told = ask(simulated, asked, NO_FILTERS, SEEN)
    people = valued_people(simulated.engine, asked, NO_FILTERS)
    assert (told.result.people, len(told.result.listed), len(set(people.tolist()))) == (250, 200, 250)
    good = ask(simulated, ValuedCustomers(BUY, "at_risk", 1_000), NO_FILTERS, SEEN).result
    assert good.people == good.good <= 0.2 * good.customers + 1
    assert min(part.purchases for part in good.listed) >= 2


def test_few_people_are_hidden(simulated: Workspace) -> None:
    careful = Viewer("reader", 20)
    told = ask(simulated, ValuedCustomers(BUY, "top", 100), NO_FILTERS, careful)
    assert told.result.listed == ()
    assert "Single customers are not shown" in " ".join(told.notes)
    with pytest.raises(Withheld):
        ask(simulated, ValuedCustomers(BUY, "top", 19), NO_FILTERS, careful)
    with pytest.raises(Withheld):
        ask(simulated, ValuedCustomers(BUY, "top", told.result.customers - 19), NO_FILTERS, careful)
    ages = ask(simulated, LifetimeValue(BUY, "cohort"), NO_FILTERS, careful).result
    shown = [point.people for point in ages.whole.points if not isnan(point.people)]
    assert all(abs(a - b) >= 20 or a == b for a, b in pairwise(shown))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: LifetimeValue(()),
        lambda: LifetimeValue(BUY, "shoe size"),  # type: ignore[arg-type]
        lambda: LifetimeValue(BUY, most_groups=0),
        lambda: ValueAhead(BUY, ahead_days=0),
        lambda: ValueAhead(BUY, ahead_days=2_000),
        lambda: ValueAhead(BUY, calibrated_until="yesterday"),  # type: ignore[arg-type]
        lambda: ValuedCustomers(BUY, "rich"),  # type: ignore[arg-type]
        lambda: ValuedCustomers(BUY, most=0),
    ],
)
def test_what_cannot_be_asked_is_refused(wrong: Any) -> None:
    with pytest.raises(DefinitionError):
        wrong()


def test_the_simulation_is_the_model() -> None:
    """What the tests above draw from: the mean number of purchases is the model's."""
    buyers = bg_nbd_buyers(MODEL, np.full(20_000, 52.0), 1)
    assert buyers.frequency.mean() == pytest.approx(float(MODEL.expected_of_new(52.0)), rel=0.03)
