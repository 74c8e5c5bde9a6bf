"""Revenue: the value of purchases in view, net of refunds."""

from __future__ import annotations

from touchpath.analysis.measures.definition import MeasureDefinition, counted
from touchpath.analysis.measures.money import money_of, valued
from touchpath.journey.measures import MeasureSettings


def _definition(settings: MeasureSettings) -> str:
    return (
        f"The summed value of {valued(settings)} in view, as uploaded, in one currency: every line of "
        "an order, less refunds under the order id of such an event. Orders marked as cancelled are left out."
    )


MEASURE = MeasureDefinition(
    "revenue", "Revenue", "money", 7, _definition, counted, "ask/overview/revenue", money_of("revenue")
)
