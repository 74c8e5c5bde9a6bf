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
