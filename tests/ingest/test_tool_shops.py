"""Shops and payments: orders, checkouts, customers and subscriptions in each layout they export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest.layouts import EXPORTS, Layout, Part, checked
from tests.ingest.written import table_of
from touchpath.ingest.guess import guess
from touchpath.workspace import Workspace

SHOPIFY_ANSWER = {
    "orders": [
        {"id": 450789469, "name": "#1001", "email": "a@example.org", "created_at": "2024-01-05T09:46:40-05:00",
         "processed_at": "2024-01-05T09:46:40-05:00", "financial_status": "paid", "fulfillment_status": None,
         "order_number": 1001, "total_price": "35.00", "source_name": "web", "checkout_token": "x",
         "customer": {"id": 207119551, "email": "a@example.org"},
         "line_items": [{"id": 1, "title": "Shirt", "quantity": 1}, {"id": 2, "title": "Socks", "quantity": 2}]},
    ]
}  # fmt: skip
WOO_ANSWER = [
    {"id": 727, "parent_id": 0, "number": "727", "order_key": "wc_order_1", "created_via": "checkout",
     "status": "processing", "currency": "EUR", "date_created": "2024-01-05T10:46:40",
     "date_created_gmt": "2024-01-05T09:46:40", "total": "29.35", "customer_id": 0,
     "billing": {"first_name": "Ann", "email": "a@example.org"}, "payment_method_title": "Card",
     "line_items": [{"id": 315, "name": "Shirt"}]},
]  # fmt: skip
ORDER = ("order",)
BOTH = ("a@example.org", "b@example.org")
LAYOUTS = [
    Layout(
        "shopify_orders.csv", None,
        (Part("Shopify orders", "events", 3, 3, 0, ORDER, ("Bob Roe", "a@example.org"), ("pos", "web"),
              "2024-01-05T14:46:40"),),
    ),
    Layout(
        "orders.json", json.dumps(SHOPIFY_ANSWER).encode(),
        (Part("Shopify orders", "events", 1, 1, 0, ORDER, ("a@example.org",), ("web",), "2024-01-05T14:46:40"),),
    ),
    Layout(
        "shopify_customers.csv", None,
        (Part("Shopify customers", "people", 2, 2), Part("Shopify customers", "identities", 1, 1)),
    ),
    Layout("shopify_customers_old.csv", None, (Part("Shopify customers", "people", 1, 1),)),
    Layout(
        "shopify_checkouts.csv", None,
        (Part("Shopify abandoned checkouts", "events", 2, 2, 0, ("checkout abandoned",), BOTH),),
    ),
    Layout("woocommerce_orders.csv", None, (Part("WooCommerce orders", "events", 3, 3, 0, ORDER, BOTH),)),
    Layout("woocommerce_suite.csv", None, (Part("WooCommerce orders", "events", 2, 2, 0, ORDER, BOTH),)),
    Layout(
        "woocommerce_analytics.csv", None,
        (Part("WooCommerce orders", "events", 2, 2, 0, ORDER, ("Ann Doe", "Bob Roe"),
              ("Direct", "Organic: Google")),),
    ),
    Layout(
        "woo_orders.json", json.dumps(WOO_ANSWER).encode(),
        (Part("WooCommerce orders", "events", 1, 1, 0, ORDER, ("a@example.org",), since="2024-01-05T09:46:40"),),
    ),
    Layout(
        "stripe_payments.csv", None,
        (Part("Stripe payments", "events", 3, 3, 0, ("payment", "payment failed", "payment refunded"),
              ("a@example.org", "cus_2")),),
    ),
    Layout(
        "stripe_subscriptions.csv", None,
        (Part("Stripe subscriptions", "events", 2, 2, 0,
              ("subscription canceled", "subscription ended", "subscription started", "trial started"), BOTH,
              events=5),),
    ),
    Layout(
        "stripe_customers.csv", None,
        (Part("Stripe customers", "people", 2, 2), Part("Stripe customers", "identities", 1, 1)),
    ),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.name))
def test_a_layout_of_a_shop_becomes_orders_and_people(tmp_path: Path, layout: Layout) -> None:
    checked(layout, tmp_path)


@pytest.mark.parametrize(
    "name, total", [("shopify_orders.csv", 45.0), ("woocommerce_orders.csv", 45.0), ("stripe_payments.csv", 12.5)]
)
def test_the_total_of_an_order_counts_once(name: str, total: float) -> None:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, name, (EXPORTS / name).read_bytes())
        workspace.import_table(table, guess(table, workspace.engine).mapping)
        assert workspace.engine.frame("ask/load/list_events")["value"].sum() == total


SHOPIFY = (
    "Name,Email,Financial Status,Cancelled at,Paid at,Fulfillment Status,Accepts Marketing,Currency,Total,Created at,"
)
SHOPIFY += "Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount\n"
ORDERS = SHOPIFY + "".join(
    f"#{number},a@example.org,{status},{gone},2024-01-0{number},fulfilled,yes,USD,{total},2024-01-0{number} 10:00:00,"
    f"1,{item},10,{back}\n"
    for number, status, gone, total, item, back in (
        (1, "paid", "", 20, "Hat", 0), (1, "", "", "", "Cap", ""), (2, "voided", "", 20, "Hat", 0),
        (2, "", "", "", "Cap", ""), (3, "refunded", "", 20, "Hat", 20), (4, "paid", "2024-01-05", 20, "Hat", 0),
        (5, "partially_refunded", "", 20, "Hat", 5), (5, "", "", "", "Cap", ""),
    )
)  # fmt: skip


def test_cancelled_orders_are_marked_on_every_line_and_part_refunds_are_events() -> None:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "orders.csv", ORDERS)
        report = workspace.import_table(table, guess(table, workspace.engine).mapping)
        assert (report.rows_read, report.accepted) == (8, 8)
        events = workspace.engine.frame("ask/load/list_events")
        orders = events[events["touchpoint"] == "order"]
        marked = orders.groupby("order_id")["cancelled"].agg(["all", "any"])
        assert marked["all"].tolist() == marked["any"].tolist() == [False, True, True, True, False]
        assert orders.groupby("order_id")["value"].sum().tolist() == [20.0] * 5
        back = events[events["touchpoint"] == "order refunded"]
        assert back[["order_id", "value"]].values.tolist() == [["#5", -5.0]]
        assert set(events["currency"]) == {"USD"}
