"""Personas and channels in the order that gives them their colours: it does not change when more data come."""

from __future__ import annotations

from touchpath.engine.base import Reader
from touchpath.journey.filters import Name


def names_in_order(reader: Reader) -> tuple[tuple[str, Name], ...]:
    """Every kind ("persona" or "channel") with every name of it; None is "missing"."""
    rows = reader.frame("ask/overview/filter_names")
    known = rows["name"].notna()
    pairs = zip(rows["kind"], rows["name"], known, strict=True)
    return tuple((str(kind), str(name) if is_known else None) for kind, name, is_known in pairs)
