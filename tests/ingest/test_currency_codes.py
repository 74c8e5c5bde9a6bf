"""Which cells are money: the readers in Python and the amounts in SQL go by the same list of currencies."""

from __future__ import annotations

import re
from importlib.resources import files

import duckdb
import pytest

from touchpath.ingest.reading.column_types import describe_column
from touchpath.journey.currency import CURRENCY_CODES

FOLDER = files("touchpath") / "queries" / "keep" / "load"
POINTED, SOURCE = ((FOLDER / f"define_{name}.sql").read_text(encoding="utf-8") for name in ("pointed", "amount"))

MONEY = ["EUR 100", "USD1,200.50", "100 CHF", "-EUR 5", "JPY 3000", "US$ 12.50", "19.90"]
NO_MONEY = ["BOX-100", "LOT-1001", "PAX100", "JOB 1000", "COP-100", "QQQ 7"]


def test_both_sides_know_the_same_currencies() -> None:
    listed = re.search(r"\|((?:[A-Z]{3}\|){9,}[A-Z]{3})\|Rs", SOURCE)
    assert listed is not None
    assert set(listed[1].split("|")) == CURRENCY_CODES


@pytest.mark.parametrize(("cells", "money"), [(MONEY, True), (NO_MONEY, False)])
def test_three_capitals_are_money_only_as_a_currency(cells: list[str], money: bool) -> None:
    with duckdb.connect() as database:
        database.execute(POINTED)
        database.execute(SOURCE)
        for cell in cells:
            column = describe_column(0, "x", [cell, cell])
            assert (column.type == "number") is money, cell
            found = database.execute("SELECT amount($cell, '.')", {"cell": cell}).fetchall()
            assert (found[0][0] is not None) is money, cell
