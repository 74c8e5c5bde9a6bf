"""What amounts look like: whether numbers are worth adding up, or name things."""

from __future__ import annotations

from dataclasses import dataclass

_ID_FROM = 1_000
_ID_SHARE = 0.98
_ROUNDED = 0.3


@dataclass(frozen=True)
class Looks:
    """Amounts of `rows` rows: their ends, how many differ, whether all are whole, how many end in a zero."""

    rows: int
    least: float
    largest: float
    different: int
    whole: bool
    tens: int


def look_like_ids(amounts: Looks) -> bool:
    """Whole numbers, not rounded, hardly one of them twice, that lie close together or are long and of one length."""
    if not amounts.whole or amounts.least < _ID_FROM or amounts.different < _ID_SHARE * amounts.rows:
        return False
    if amounts.tens > _ROUNDED * amounts.rows:
        return False
    close = amounts.largest - amounts.least < 2 * amounts.rows
    one_length = amounts.least >= 100 * _ID_FROM and len(f"{amounts.least:.0f}") == len(f"{amounts.largest:.0f}")
    return close or one_length
