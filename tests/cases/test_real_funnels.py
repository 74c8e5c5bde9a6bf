"""Funnels of real files, imported as guessed, against figures counted elsewhere."""

from __future__ import annotations

import pytest

from tests.reference import reference_path
from touchpath.analysis import funnel
from touchpath.ingest.mapping import Constant
from touchpath.journey.funnel import Breakdown, Funnel, Step
from touchpath.workspace import Workspace

ECOM = ("product_view", "add_to_cart", "cart", "shipping_details", "payment_details", "purchase")


def test_ecom_counts_and_purchase_rates_by_channel() -> None:
    with Workspace.in_memory() as workspace:
        workspace.import_events(
            reference_path("real/ecom/ecom.csv.gz"),
            person="user_id",
            occurred_at="timestamp",
            touchpoint="event",
            channel="acquisition_channel",
            session="session_id",
        )
        spec = Funnel(tuple(Step(name) for name in ECOM), breakdown=Breakdown("channel"))
        result = funnel.measure(workspace.engine, spec)
        assert [step.people for step in result.steps] == [598, 517, 429, 329, 222, 114]
        bought = {group.label: round(100 * group.steps[-1].rate_from_start, 1) for group in result.groups}
    assert bought == {"email": 28.4, "paid_search": 24.0, "organic": 14.6, "direct": 13.3, "social": 12.6}


def test_olist_leads_and_deals_become_one_journey() -> None:
    with Workspace.in_memory() as workspace:
        leads = workspace.import_events(
            reference_path("real/olist_funnel/marketing_qualified_leads.csv"),
            person="mql_id",
            occurred_at="first_contact_date",
            touchpoint=Constant("lead"),
            channel="origin",
        )
        workspace.import_events(
            reference_path("real/olist_funnel/closed_deals.csv"),
            person="mql_id",
            occurred_at="won_date",
            touchpoint=Constant("deal"),
        )
        spec = Funnel((Step("lead"), Step("deal")), breakdown=Breakdown("channel", limit=None))
        result = funnel.measure(workspace.engine, spec)
    rates = {
        (group.kind, group.label): round(100 * group.steps[1].rate_from_start, 1)
        for group in result.groups
        if group.label in ("organic_search", "paid_search", "social", "email", "unknown")
    }
    assert leads.accepted == 8000
    assert [step.people for step in result.steps] == [8000, 841]
    assert rates == {
        ("value", "organic_search"): pytest.approx(11.8, abs=0.06),
        ("value", "paid_search"): pytest.approx(12.3, abs=0.06),
        ("value", "social"): pytest.approx(5.6, abs=0.06),
        ("value", "email"): pytest.approx(3.0, abs=0.06),
        ("value", "unknown"): pytest.approx(16.3, abs=0.06),
    }
    missing = [group for group in result.groups if group.kind == "missing"]
    assert [group.steps[0].people for group in missing] == [60]
