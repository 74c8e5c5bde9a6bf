"""Purchases: the events of a purchase touchpoint that are not cancelled.

Rows of one person, touchpoint and order id are one event wherever events are read (queries/ask/filtered_orders.sql,
log/arrays.py), so nothing here gathers them.
"""

from __future__ import annotations

from touchpath.analysis.log.reading import ReadEvents, read_events
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
