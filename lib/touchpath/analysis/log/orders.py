"""Purchases: the events of a purchase touchpoint that are not cancelled.

Rows of one person, touchpoint and order id are one event wherever events are read (queries/ask/filtered_orders.sql,
log/arrays.py), so nothing here gathers them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pandas as pd

from touchpath.analysis.log.reading import ReadEvents, read_events, step_clauses
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.queries import pieces
from touchpath.queries.clauses import Clause
from touchpath.queries.pieces import piece

PURCHASED = piece(pieces.PURCHASED)
"""What a purchase must pass: it is not marked as cancelled, and no negative line has left nothing of it.

Of an event of several rows `cancelled` says both; a single negative row leaves less than nothing.
"""


def read_purchases(engine: Reader, step: Step, filters: Filters) -> ReadEvents:
    """The purchases of a step."""
    return read_events(engine, step, filters, [PURCHASED])


def read_payments(engine: Reader, step: Step, filters: Filters, before: datetime | None = None) -> ReadEvents:
    """What people paid at a step and got back, event by event: `worth` sums to the measure of revenue.

    A cancelled order pays nothing; what was given back at another touchpoint counts under the order id of an event
    that pays. `before` a moment (UTC): as it was known then, without lines and refunds that came later.
    """
    paid = _payments(engine, filters, step_clauses(engine, step, filters), before)
    parts = [paid]
    if step.touchpoints is not None:
        # rows are not events yet where a moment is given: what is given back is known once their lines are summed
        which = pieces.REFUNDED_ELSEWHERE if before is None else pieces.ORDERED_ELSEWHERE
        elsewhere = piece(which, paid_at=list(step.touchpoints))
        given_back = _payments(engine, filters, [elsewhere, *step_clauses(engine, Step(None))], before)
        given_back = given_back[given_back["worth"] < 0]
        orders = paid[["person", "order_id"]].dropna().drop_duplicates()
        parts.append(given_back.merge(orders, on=["person", "order_id"]))
    events = pd.concat(parts)
    return ReadEvents(
        events["person"].to_numpy(), events["moment"].to_numpy(np.int64), events["worth"].to_numpy(np.float64)
    )


def read_known_purchases(engine: Reader, step: Step, filters: Filters, before: datetime) -> ReadEvents:
    """The purchases of a step as they were known before a moment (UTC)."""
    orders = _known_orders(engine, filters, step_clauses(engine, step, filters), before)
    bought = orders[orders["bought"].to_numpy(bool)]
    return ReadEvents(bought["person"].to_numpy(), bought["moment"].to_numpy(np.int64))


def _payments(engine: Reader, filters: Filters, clauses: Sequence[Clause], before: datetime | None) -> pd.DataFrame:
    """What pays or gives back: events as they are, or as they were known before a moment."""
    if before is None:
        return engine.frame("ask/change/payments", {}, filters, clauses)
    orders = _known_orders(engine, filters, clauses, before)
    cancelled = orders["cancelled"].to_numpy(bool) & (orders["worth"].to_numpy(float) > 0)
    return orders[orders["worth"].notna() & ~cancelled]


def _known_orders(engine: Reader, filters: Filters, clauses: Sequence[Clause], before: datetime) -> pd.DataFrame:
    return engine.frame("ask/log/known_orders", {"cutoff": before}, filters, clauses)
