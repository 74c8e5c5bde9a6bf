"""Purchases: the events of a purchase touchpoint that are not cancelled.

Rows of one person, touchpoint and order id are one event wherever events are read (queries/ask/filtered_orders.sql,
log/arrays.py), so nothing here gathers them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from touchpath.analysis.log.reading import ReadEvents, read_events, step_clauses
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.queries import pieces
from touchpath.queries.pieces import piece

PURCHASED = piece(pieces.PURCHASED)
"""What a purchase must pass: it is not marked as cancelled, and no negative line has left nothing of it.

Of an event of several rows `cancelled` says both; a single negative row leaves less than nothing.
"""


def read_purchases(engine: Reader, step: Step, filters: Filters) -> ReadEvents:
    """The purchases of a step."""
    return read_events(engine, step, filters, [PURCHASED])


def read_payments(engine: Reader, step: Step, filters: Filters) -> ReadEvents:
    """What people paid at a step and got back, event by event: `worth` sums to the measure of revenue.

    A cancelled order pays nothing; what was given back at another touchpoint counts under the order id of an event
    that pays.
    """
    paid = engine.frame("ask/change/payments", {}, filters, step_clauses(engine, step, filters))
    parts = [paid]
    if step.touchpoints is not None:
        elsewhere = piece(pieces.REFUNDED_ELSEWHERE, paid_at=list(step.touchpoints))
        given_back = engine.frame("ask/change/payments", {}, filters, [elsewhere, *step_clauses(engine, Step(None))])
        orders = paid[["person", "order_id"]].dropna().drop_duplicates()
        parts.append(given_back.merge(orders, on=["person", "order_id"]))
    events = pd.concat(parts)
    return ReadEvents(
        events["person"].to_numpy(), events["moment"].to_numpy(np.int64), events["worth"].to_numpy(np.float64)
    )
