"""Guesses what the rows of orders say: lines worth quantity times price, totals, cancellations, the currency."""

from __future__ import annotations

import re
from dataclasses import replace

from touchpath.ingest.guess.doubt import Candidate, Doubt
from touchpath.ingest.guess.words import joined
from touchpath.ingest.load.currencies import in_currency
from touchpath.ingest.mapping import EventMapping, ValueOf, sources
from touchpath.ingest.order_lines import amount_is_of, credit_ids
from touchpath.ingest.source import SourceColumn, SourceTable

_QUANTITY = re.compile(
    r"(?<![^_])(quantity|qty|pieces|units|menge|anzahl|stueckzahl|cantidad|quantite|aantal|quantita|数量|количество)$"
)
_UNIT_PRICE = re.compile(
    r"(?<![^_])((unit|item|each|single|piece)_?(price|cost)|price_(each|per_unit)|(einzel|stueck|stuck)preis|unitprice"
    r"|precio_unitario|prix_unitaire|prezzo_unitario|stukprijs|単価|单价)$"
)
_PRICE = re.compile(r"(?<![^_])(price|preis|precio|prix|prezzo|prijs|価格|价格|цена)$")
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
_CANCELLED = re.compile(r"cancell?ed|void|refund|storno|storniert|annul|anulad", re.IGNORECASE)


def with_orders(table: SourceTable, mapping: EventMapping) -> EventMapping:
    """The mapping with what the columns of orders say, where it does not name them yet."""
    quantity, price = _named(table, _QUANTITY), _unit_price(table)
    order = mapping.order_id or _free(table, mapping, _ORDER)
    if quantity and price:
        value = _free(table, mapping, _LINE) if mapping.value in (price.name, quantity.name) else mapping.value
        comma = "," in (price.decimal, quantity.decimal)
        mapping = replace(mapping, quantity=quantity.name, unit_price=price.name, value=value)
        mapping = replace(mapping, decimal="," if comma else mapping.decimal, order_id=order)
    elif price and mapping.value == price.name and _UNIT_PRICE.search(joined(price.name)):
        mapping = replace(mapping, value=None)
    mapping = in_currency(table, replace(mapping, order_id=order or mapping.order_id))
    return _cancelled(table, replace(mapping, value_of=_value_of(table, mapping) or "row"))


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
    """The column that tells cancelled rows: a status or date called so, else the ids of credit notes."""
    if mapping.order_id is None or mapping.cancelled is not None:
        return mapping
    for column in table.columns:
        told = any(_CANCELLED.search(value) for value in column.values) or column.time_formats
        if column.name != mapping.touchpoint and _STATUS.search(joined(column.name)) and told:
            return replace(mapping, cancelled=column.name)
    order = table.column(mapping.order_id) if isinstance(mapping.order_id, str) else None
    begins = credit_ids(order.values) if order else ()
    return replace(mapping, cancelled=order.name, cancelled_as=begins) if order and begins else mapping


def _unit_price(table: SourceTable) -> SourceColumn | None:
    return _named(table, _UNIT_PRICE) or _named(table, _PRICE)


def _named(table: SourceTable, pattern: re.Pattern[str]) -> SourceColumn | None:
    """The first column of numbers whose name fits."""
    numbers = (column for column in table.columns if column.type in ("integer", "number"))
    return next((column for column in numbers if pattern.search(joined(column.name))), None)


def _may_name(column: SourceColumn, pattern: re.Pattern[str]) -> bool:
    """Whether a column holds anything and, where ids of orders are looked for, is no date of them."""
    return column.type != "empty" and not (pattern is _ORDER and column.time_formats)


def _free(table: SourceTable, mapping: EventMapping, pattern: re.Pattern[str]) -> str | None:
    """The first column that feeds no field and whose name fits."""
    used = set(sources(mapping).values())
    free = (column.name for column in table.columns if column.name not in used and _may_name(column, pattern))
    return next((name for name in free if pattern.search(joined(name))), None)
