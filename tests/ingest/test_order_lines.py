"""What rows tell about orders: whose amount it is, which ids are credit notes."""

from __future__ import annotations

import pytest

from touchpath.ingest.order_lines import amount_is_of, credit_ids

Pairs = list[tuple[str | None, str | None]]
SHOPIFY: Pairs = [("1", "30"), ("1", None), ("2", "20"), ("2", ""), ("3", "7")]
REPEATED: Pairs = [("1", "30"), ("1", "30"), ("2", "20"), ("2", "20"), ("3", "7")]
LINES: Pairs = [("1", "30"), ("1", "5"), ("2", "20"), ("2", "20"), ("3", "7")]
SAME: Pairs = [("1", "5"), ("1", "5"), ("2", "5"), ("2", "5")]


@pytest.mark.parametrize(
    "rows, name, whose",
    [
        (SHOPIFY, "Total", "order"),
        (SHOPIFY, "amount", "order"),
        (REPEATED, "Order Total", "order"),
        (REPEATED, "amount", None),
        (REPEATED, "line_total", "row"),
        (SAME, "Order Total", None),
        (LINES, "amount", "row"),
        (LINES, "total", None),
        (LINES, "line total", "row"),
        ([("1", "5"), ("2", "6"), ("3", "6")], "total", "row"),
        ([(None, "5"), (None, "5")], "total", "row"),
        ([], "total", "row"),
    ],
)
def test_an_amount_is_of_its_row_or_its_order(rows: Pairs, name: str, whose: str | None) -> None:
    assert amount_is_of(rows, name) == whose


@pytest.mark.parametrize(
    "ids, told",
    [
        (["70010", "70011", "70012", "C70012"], ("C*",)),
        (["INV1", "INV2", "INV3", "INV4", "CN-1"], ("CN*",)),
        (["536000", "536001", "536002", "c536001"], ("c*",)),
        (["C1", "C2", "C3"], ()),
        (["C1", "C2", "70012"], ()),
        (["A1", "B2", "A3", "A4"], ()),
        (["#1001", "#1002"], ()),
        (["ORD-1", "ORD-2", "ORD-3", "WEB-4"], ()),
        ([], ()),
    ],
)
def test_credit_notes_are_told_by_how_few_ids_begin(ids: list[str], told: tuple[str, ...]) -> None:
    assert credit_ids(ids) == told
