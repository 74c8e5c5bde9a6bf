"""Gross revenue: the value of purchases in view, before refunds."""

from __future__ import annotations

from touchpath.analysis.measures.definition import MeasureDefinition, counted
from touchpath.analysis.measures.money import money_of, valued
from touchpath.journey.measures import MeasureSettings


def _definition(settings: MeasureSettings) -> str:
    return (
        f"The summed value of {valued(settings)} in view, as uploaded, in one currency, before "
        "refunds and negative lines. Orders marked as cancelled are left out."
    )


MEASURE = MeasureDefinition(
    "gross_revenue", "Gross revenue", "money", 8, _definition, counted, "ask/overview/revenue", money_of("gross")
)
