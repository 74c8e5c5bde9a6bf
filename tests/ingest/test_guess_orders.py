"""What is guessed of order lines and of rows with several dates, and what is asked."""

from __future__ import annotations

from tests.ingest.written import table_of
from touchpath.ingest.guess import guess, guess_as
from touchpath.ingest.mapping import EventMapping, Moment
from touchpath.workspace import Workspace

LINES = "invoice_no,customer_id,day,event,item,qty,unit_price\n" + "".join(
    f"{'C' if n == 40 else ''}{70_000 + n // 2},{n // 2 % 7},2024-03-{1 + n // 2:02},order,A{n},"
    f"{-1 if n == 40 else 2},2.50\n"
    for n in range(41)
)
TOTALS = "order_id,customer_id,day,event,item,{name}\n" + "".join(
    f"{n // 2},{n // 2 % 7},2024-03-{1 + n // 2:02},order,A{n},{10 + n // 2}.50\n" for n in range(40)
)
DEALS = "deal_id,owner_id,created_at,stage,won_date,lost_date,updated_at,amount\n" + "".join(
    f"{n},{n % 5},2024-03-{1 + n:02},{'won' if n % 2 else 'lost'},{'2024-04-01' if n % 2 else ''},"
    f"{'' if n % 2 else '2024-04-02'},2024-05-01,{n}.5\n"
    for n in range(20)
)


def _events(text: str, **answers: str | tuple[str, ...]) -> tuple[EventMapping, dict[str, tuple[str, ...]]]:
    with Workspace.in_memory() as workspace:
        found = guess_as(table_of(workspace.spool, "x.csv", text), "events", answers)
        assert isinstance(found.mapping, EventMapping)
        return found.mapping, {
            doubt.role: tuple(candidate.answer for candidate in doubt.candidates) for doubt in found.doubts
        }


def test_a_line_is_quantity_times_price_and_credit_notes_are_known_by_their_ids() -> None:
    mapping, doubts = _events(LINES)
    assert (mapping.quantity, mapping.unit_price, mapping.value) == ("qty", "unit_price", None)
    assert (mapping.order_id, mapping.cancelled, mapping.cancelled_as) == ("invoice_no", "invoice_no", ("C*",))
    assert "value_of" not in doubts


def test_a_total_that_rows_repeat_is_the_orders_or_is_asked_about() -> None:
    assert _events(TOTALS.format(name="order_total"))[0].value_of == "order"
    mapping, doubts = _events(TOTALS.format(name="amount"))
    assert (mapping.value_of, doubts["value_of"]) == ("row", ("order", "row"))
    mapping, doubts = _events(TOTALS.format(name="amount"), value_of="order")
    assert (mapping.value_of, "value_of" in doubts) == ("order", False)


def test_several_dates_of_a_row_are_asked_about_and_become_events_by_the_answer() -> None:
    mapping, doubts = _events(DEALS)
    assert mapping.moments == ()
    assert doubts["moments"] == ("created_at", "won_date", "lost_date")
    mapping, doubts = _events(DEALS, moments=("created_at", "won_date", "lost_date"))
    won = Moment("won_date", "won", "amount")
    assert mapping.moments == (Moment("created_at", "created"), won, Moment("lost_date", "lost"))
    assert (mapping.occurred_at, mapping.touchpoint, "moments" in doubts) == (None, None, False)
    mapping, _ = _events(DEALS, moments=("won_date",))
    assert (mapping.occurred_at, mapping.moments) == (None, (won,))
    assert _events(DEALS, moments="")[0].moments == ()


def test_a_rate_is_neither_spend_nor_value() -> None:
    rows = "day,campaign,installs,cost_per_install,cpc\n2024-03-01,a,10,1.5,0.2\n2024-03-02,b,12,1.6,0.3\n"
    with Workspace.in_memory() as workspace:
        found = guess(table_of(workspace.spool, "x.csv", rows), workspace.engine)
        assert found.kind == "daily_counts"
