"""A cell tells the guess the number that the import will keep of it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Literal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchpath.ingest.reading.written_numbers import amount_in

FOLDER = files("touchpath") / "queries" / "keep" / "load"
BEFORE = ["", "-", "−", "+", "(", "€", "$ ", "EUR ", "Rs.", "-US$ ", "kr "]
BEHIND = ["", " %", " EUR", " kr.", "-", ")", " km", "zł", "x9"]
DIGITS = st.from_regex(r"[0-9]{1,4}([.,' \u00a0][0-9]{1,4}){0,3}|[.,][0-9]{1,3}|[0-9]{1,3}e[0-9]", fullmatch=True)
CELLS = st.tuples(st.sampled_from(BEFORE), DIGITS, st.sampled_from(BEHIND)).map("".join)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        for name in ("pointed", "amount"):
            opened.execute((FOLDER / f"define_{name}.sql").read_text(encoding="utf-8"))
        yield opened


@settings(max_examples=1_500)
@given(cell=CELLS, decimal=st.sampled_from([".", ","]))
def test_what_the_import_reads_the_guess_reads(
    database: duckdb.DuckDBPyConnection, cell: str, decimal: Literal[".", ","]
) -> None:
    kept = database.execute("SELECT amount($cell, $decimal)", {"cell": cell, "decimal": decimal}).fetchall()[0][0]
    assert kept is None or amount_in(cell, decimal) == pytest.approx(kept)


@pytest.mark.parametrize(
    ("cell", "decimal", "number"),
    [
        ("19,90", ".", 19.9), ("1.234", ",", 1234), ("1.234", ".", 1.234), ("-1.234,5 €", ".", -1234.5),
        ("(12)", ".", -12), ("Rs.100", ".", 100), ("1e3", ".", 1000), ("1.00.000", ".", 100_000),
        ("", ".", None), ("none", ".", None), ("2 of 3", ".", None), ("1" * 80, ".", None),
    ],
)  # fmt: skip
def test_a_cell_is_one_number_or_none(cell: str, decimal: Literal[".", ","], number: float | None) -> None:
    assert amount_in(cell, decimal) == (None if number is None else pytest.approx(number))
