"""Guesses what the rows of orders say: lines worth quantity times price, totals, cancellations, the currency."""

from __future__ import annotations

import re
from dataclasses import replace

from touchpath.ingest.guess.doubt import Candidate, Doubt
from touchpath.ingest.guess.prices import LinePrice, doubt_about_price, is_of_a_piece, line_price
from touchpath.ingest.guess.traits import ColumnTraits, traits_of
from touchpath.ingest.guess.words import joined
from touchpath.ingest.load.currencies import in_currency
from touchpath.ingest.mapping import EventMapping, ValueOf, sources
from touchpath.ingest.order_lines import amount_is_of, credit_ids
from touchpath.ingest.source import SourceTable

_ORDER = re.compile(
    r"(?<![^_])(order|invoice|receipt|purchase|transaction|bestell|bestellung|rechnungs?|auftrags?|beleg|pedido|factura"
    r"|commande|facture|ordine|fattura|bestelling|factuur|bon)(_?(id|no|nr|number|num|nummer|key|ref|numero))?$"
)
_LINE = re.compile(
    r"(?<![^_])(line|row|item|position|zeilen?|positions?)_?(total|amount|sum|value|summe|betrag)$|小計$|小计$"
)
_STATUS = re.compile(
    r"(?<![^_])((financial|payment|order)_)?status$|(?<![^_])(cancell?ed|storniert|refunded)(_at|_on|_date)?$"
)
_CANCELLED = re.compile(
    r"cancell?ed|void|refund|storno|storniert|annul|anulad|\bfailed|declined|charge.?back|reversed|returned",
    re.IGNORECASE,
)


def with_orders(table: SourceTable, mapping: EventMapping, price_of: str = "") -> EventMapping:
    """The mapping with what the columns of orders say, where it does not name them yet.

    `price_of` is what was answered about a price that leaves it open: "piece" or "line".
    """
    order = mapping.order_id or _free(table, mapping, _ORDER)
    found = line_price(table)
    if found:
        mapping = _of_lines(table, mapping, found, price_of or found.of)
        mapping = replace(mapping, order_id=order)
    elif isinstance(mapping.value, str) and (column := table.column(mapping.value)) and is_of_a_piece(column):
        mapping = replace(mapping, value=None)
    mapping = in_currency(table, replace(mapping, order_id=order or mapping.order_id))
    return _cancelled(table, replace(mapping, value_of=_value_of(table, mapping) or "row"))


def _of_lines(table: SourceTable, mapping: EventMapping, found: LinePrice, price_of: str) -> EventMapping:
    """Rows worth their quantity times the price of one piece, or the price of all pieces."""
    quantity, price = found.quantity.name, found.price.name
    comma = "," in (found.price.decimal, found.quantity.decimal)
    given = None if mapping.value in (quantity, price) else mapping.value
    if price_of == "line":
        own = given is None and found.price.decimal == ","
        return replace(mapping, value=given or price, decimal="," if own else mapping.decimal)
    value = given if mapping.value == given else _free(table, mapping, _LINE)
    return replace(
        mapping, quantity=quantity, unit_price=price, value=value, decimal="," if comma else mapping.decimal
    )


def price_doubts(table: SourceTable, mapping: EventMapping) -> tuple[Doubt, ...]:
    """Whose price a price beside a quantity is, where nothing tells and no other amount says what a row is worth."""
    found = line_price(table)
    if found is None or found.of != "open" or mapping.value is not None:
        return ()
    return (doubt_about_price(table, found),)


def order_doubts(table: SourceTable, mapping: EventMapping) -> tuple[Doubt, ...]:
    """Whether an amount that all rows of an order repeat is that of the row or of the order."""
    if _value_of(table, mapping) is not None or not isinstance(mapping.value, str):
        return ()
    column = table.column(mapping.value)
    examples = column.examples[:3] if column else ()
    said = f'All rows of an order have the same "{mapping.value}": is it the total of the order, or of each row?'
    ways = (("order", "of the whole order, counted once"), ("row", "of each row"))
    return (Doubt("value_of", said, tuple(Candidate(way, label, examples) for way, label in ways)),)


def _value_of(table: SourceTable, mapping: EventMapping) -> ValueOf | None:
    order = table.column(mapping.order_id) if isinstance(mapping.order_id, str) else None
    value = table.column(mapping.value) if isinstance(mapping.value, str) else None
    if order is None or value is None:
        return "row"
    rows = [row for row in table.sample if len(row) > max(order.position, value.position)]
    return amount_is_of(((row[order.position], row[value.position]) for row in rows), joined(value.name))


def _cancelled(table: SourceTable, mapping: EventMapping) -> EventMapping:
    """The column that tells cancelled rows: a status or date called so, else the ids of credit notes.

    It may also be what happened: an amount that failed or was paid back is none that was paid.
    """
    if (mapping.order_id is None and mapping.value is None) or mapping.cancelled is not None:
        return mapping
    for column in table.columns:
        worded = any(_CANCELLED.search(value) for value in column.values)
        happened = column.name == mapping.touchpoint
        dated = column.time_formats and mapping.order_id is not None and not happened
        if (_STATUS.search(joined(column.name)) and (worded or dated)) or (happened and worded and mapping.value):
            return replace(mapping, cancelled=column.name)
    order = table.column(mapping.order_id) if isinstance(mapping.order_id, str) else None
    begins = credit_ids(order.values) if order else ()
    return replace(mapping, cancelled=order.name, cancelled_as=begins) if order and begins else mapping


def _may_name(traits: ColumnTraits, pattern: re.Pattern[str]) -> bool:
    """Whether a column holds anything and, where ids of orders are looked for, is no date or running number."""
    running = traits.counts_up and not traits.unique
    return traits.column.type != "empty" and not (pattern is _ORDER and (traits.column.time_formats or running))


def _free(table: SourceTable, mapping: EventMapping, pattern: re.Pattern[str]) -> str | None:
    """The first column that feeds no field and whose name fits."""
    used = set(sources(mapping).values())
    free = (t.name for t in traits_of(table) if t.name not in used and _may_name(t, pattern))
    return next((name for name in free if pattern.search(joined(name))), None)
