"""Small files that were once understood wrongly; what is right is worked out by hand."""

from __future__ import annotations

from tests.reference import reference_path
from touchpath.ingest.guess import guess
from touchpath.ingest.mapping import Constant
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace


def test_two_lines_of_an_order_have_its_total_once_and_its_number() -> None:
    path = reference_path("found/imports/shopify_two_lines.csv")
    with Workspace.in_memory() as workspace:
        (table,) = sniff(Spool(workspace.spool).take(path))
        found = guess(table, workspace.engine)
        assert (found.preset, found.doubts) == ("Shopify orders", ())
        workspace.import_table(table, found.mapping)
        events = workspace.engine.frame("ask/load/list_events")
        assert len(events) == 10
        assert events.groupby("order_id")["value"].sum().tolist() == [30.0] * 5
        assert set(events["currency"].dropna()) == {"EUR"}
        assert not events["cancelled"].any()


def test_a_line_of_an_invoice_is_worth_quantity_times_price_and_a_credit_note_is_marked() -> None:
    path = reference_path("found/imports/invoice_lines.csv")
    with Workspace.in_memory() as workspace:
        workspace.import_events(
            path, person="Customer ID", occurred_at="InvoiceDate", touchpoint=Constant("purchase"),
            order_id="Invoice", quantity="Quantity", unit_price="Price", cancelled="Invoice", cancelled_as=("C*",),
        )  # fmt: skip
        events = workspace.engine.frame("ask/load/list_events")
        assert events["value"].sum() == 90
        assert events.loc[~events["cancelled"].astype(bool), "value"].sum() == 105
        assert events.loc[events["cancelled"].astype(bool), "order_id"].tolist() == ["C70012"]
        assert events.loc[~events["cancelled"].astype(bool), "order_id"].nunique() == 4
