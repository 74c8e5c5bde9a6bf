"""What could not be known of a table before it was read, though it comes in: its encoding, whose price a price is."""

from __future__ import annotations

from touchpath.ingest.guess.prices import line_price
from touchpath.ingest.mapping import EventMapping, Mapping
from touchpath.ingest.source import OTHER_ENCODING, SourceTable


def table_warnings(table: SourceTable, mapping: Mapping) -> tuple[str, ...]:
    """A sentence each; empty where everything is told."""
    said = [sentence for name, sentence in table.facts if name == OTHER_ENCODING]
    return (*said, *_about_price(table, mapping))


def _about_price(table: SourceTable, mapping: Mapping) -> tuple[str, ...]:
    """A price beside a quantity that nothing but its usual meaning makes the price of one piece."""
    if not isinstance(mapping, EventMapping) or mapping.unit_price is None or mapping.value is not None:
        return ()
    found = line_price(table)
    if found is None or found.of != "usual" or found.price.name != mapping.unit_price:
        return ()
    return (
        f'A row is worth "{found.quantity.name}" times "{found.price.name}": check that it is the price of one '
        f"piece, not of all {found.example[0]} together.",
    )
