"""Order lines, cancellations, currencies and rows of several dates: what an import makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchpath.ingest.mapping import Constant, EventMapping, Moment, mapping_from_plain, mapping_to_plain
from touchpath.ingest.report import ImportReport
from touchpath.ingest.treatment import Protect
from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace

LINES = """\
invoice,buyer,day,item,pieces,each
1,ann,2024-03-01,cup,3,19.99
1,ann,2024-03-01,mat,1,0.10
2,bob,2024-03-02,cup,2,19.99
C2,bob,2024-03-03,cup,-2,19.99
3,cat,2024-03-04,gift,1,
"""
TOTALS = """\
order,buyer,day,item,total,pieces,each
1,ann,2024-03-01,cup,30.00,1,20
1,ann,2024-03-01,mat,30.00,1,10
2,bob,2024-03-02,cup,,2,20
2,bob,2024-03-02,mat,25.00,1,10
3,cat,2024-03-03,cup,,1,20
3,cat,2024-03-03,mat,,1,10
4,dan,2024-03-04,cup,5.00,1,20
4,dan,2024-03-04,mat,6.00,1,10
,eve,2024-03-05,cup,7.00,1,7
,eve,2024-03-05,mat,7.00,1,7
"""
DEALS = """\
deal,stage,opened,won,lost,amount
d1,won,2024-01-01,2024-02-01,,100
d2,lost,2024-01-02,null,2024-03-01,50
d3,open,2024-01-03,,,7
d4,open,,,,7
d5,open,2024-01-05,soon,,7
,open,2024-01-06,,,7
d6,open,,soon,,7
"""
DATES = (Moment("opened", "deal opened"), Moment("won", "deal won", value="amount"), Moment("lost", "deal lost"))


def _imported(folder: Path, text: str, **mapping: Any) -> tuple[Workspace, ImportReport]:
    path = folder / "rows.csv"
    path.write_text(text, encoding="utf-8")
    workspace = Workspace.in_memory()
    return workspace, workspace.import_events(path, **mapping)


def _events(workspace: Workspace) -> pd.DataFrame:
    return workspace.engine.frame("ask/load/list_events")


def _lines(folder: Path, **more: Any) -> tuple[Workspace, ImportReport]:
    return _imported(
        folder, LINES, person="buyer", occurred_at="day", touchpoint=Constant("order"), order_id="invoice",
        quantity="pieces", unit_price="each", cancelled="invoice", cancelled_as=("c*",), **more,
    )  # fmt: skip


def test_a_line_is_worth_its_quantity_times_its_price(tmp_path: Path) -> None:
    workspace, report = _lines(tmp_path)
    events = _events(workspace)
    assert (report.rows_read, report.accepted) == (5, 5)
    assert events["value"].tolist()[:4] == [59.97, 0.1, 39.98, -39.98]
    assert pd.isna(events["value"].iloc[4])
    assert events["cancelled"].tolist() == [False, False, False, True, False]
    assert events["properties"].iloc[0] == {"item": "cup", "pieces": "3", "each": "19.99"}


@pytest.fixture(scope="module")
def macro() -> Iterator[Any]:
    """A workspace inside a transaction that knows how a line is worth its quantity times its price."""
    with Workspace.in_memory() as workspace, workspace.engine.transaction() as writer:
        writer.run("keep/load/define_line_amount")
        yield writer


@given(st.decimals("-9999999", "9999999", places=3), st.decimals("0", "99999", places=4))
def test_the_product_is_exact(macro: Any, quantity: Decimal, price: Decimal) -> None:
    found = macro._own.execute("SELECT line_amount(?, ?)", [float(quantity), float(price)]).fetchall()
    assert found[0][0] == float(quantity * price)


def test_a_total_counts_once_for_its_order(tmp_path: Path) -> None:
    workspace, report = _imported(
        tmp_path, TOTALS, person="buyer", occurred_at="day", touchpoint=Constant("order"), order_id="order",
        value="total", quantity="pieces", unit_price="each", value_of="order",
    )  # fmt: skip
    values = _events(workspace)["value"].tolist()
    assert [None if pd.isna(value) else value for value in values] == [
        30, None, None, 25, 20, 10, 5, None, 7, 7,
    ]  # fmt: skip
    found = {finding.code: finding for finding in report.findings}
    assert (found["differing_totals"].count, found["differing_totals"].examples) == (1, ("4",))


def test_an_amount_of_a_row_is_that_of_its_row(tmp_path: Path) -> None:
    workspace, report = _imported(
        tmp_path, TOTALS, person="buyer", occurred_at="day", touchpoint=Constant("order"), order_id="order",
        value="total", quantity="pieces", unit_price="each",
    )  # fmt: skip
    assert _events(workspace)["value"].tolist() == [30, 30, 40, 25, 20, 10, 5, 6, 7, 7]
    assert not report.findings


@pytest.mark.parametrize(
    "written, decimal, read",
    [
        (["19,90", "5", "1.234,50", "1.234"], ".", [19.9, 5, 1234.5, 1234]),
        (["19.90", "5", "1,234.50", "1,234"], ",", [19.9, 5, 1234.5, 1234]),
        (["1.234", "2.000"], ".", [1.234, 2]),
        (["1.234", "2.000"], ",", [1234, 2000]),
        (["1,234", "12,34,567", "1,234,567"], ".", [1234, 1234567, 1234567]),
        (["0,125", "7,5", "7.5 "], ",", [0.125, 7.5, 7.5]),
        (["-19,90 EUR", "(3,50)", "€ 4,00"], ".", [-19.9, -3.5, 4]),
        (["1.2.3", "12:30", "CUS-100"], ".", [None, None, None]),
    ],
)
def test_an_amount_is_read_as_it_can_only_be_meant(
    tmp_path: Path, written: list[str], decimal: str, read: list[float | None]
) -> None:
    rows = "buyer;day;total\n" + "".join(f"b;2024-03-01;{text}\n" for text in written)
    workspace, _ = _imported(
        tmp_path,
        rows,
        person="buyer",
        occurred_at="day",
        touchpoint=Constant("order"),
        value="total",
        decimal=decimal,
    )
    values = _events(workspace)["value"].tolist()
    assert [None if pd.isna(value) else value for value in values] == read


def test_a_decimal_comma_is_seen_in_the_whole_file_and_said(tmp_path: Path) -> None:
    many = ["1.250"] * 6_000 + ["19,90"] * 3
    rows = "buyer;day;total\n" + "".join(f"b{i};2024-03-01;{text}\n" for i, text in enumerate(many))
    workspace, report = _imported(
        tmp_path, rows, person="buyer", occurred_at="day", touchpoint=Constant("order"), value="total"
    )
    assert _events(workspace)["value"].sum() == 6_000 * 1250 + 3 * 19.9
    assert [(finding.code, finding.count) for finding in report.findings] == [("decimal_sign", 3)]


def test_a_unit_price_alone_is_no_value(tmp_path: Path) -> None:
    workspace, _ = _imported(
        tmp_path, LINES, person="buyer", occurred_at="day", touchpoint=Constant("order"), unit_price="each"
    )
    assert _events(workspace)["value"].isna().all()


@pytest.mark.parametrize(
    "status, cancelled",
    [
        ("Cancelled", True), ("canceled", True), ("cancelled by buyer", True), ("VOIDED", True), ("refunded", True),
        ("fully_refunded", True), ("wc-failed", True), ("Storniert", True), ("annulée", True), ("credit note", True),
        ("yes", True), ("true", True), ("1", True), ("2024-03-01 10:00:00", True), ("01.03.2024", True),
        ("paid", False), ("partially_refunded", False), ("refund pending", False), ("not cancelled", False),
        ("no", False), ("0", False), ("false", False), ("", False), ("cancellable", False), ("12.50", False),
    ],
)  # fmt: skip
def test_a_cancelled_row_is_known_by_what_is_usual(tmp_path: Path, status: str, cancelled: bool) -> None:
    workspace, _ = _imported(
        tmp_path, f"buyer,day,status\nann,2024-03-01,{status}\n",
        person="buyer", occurred_at="day", touchpoint=Constant("order"), cancelled="status",
    )  # fmt: skip
    assert _events(workspace)["cancelled"].tolist() == [cancelled]


def test_nothing_is_said_about_cancelling_where_no_column_tells(tmp_path: Path) -> None:
    workspace, _ = _imported(tmp_path, LINES, person="buyer", occurred_at="day", touchpoint=Constant("order"))
    assert _events(workspace)["cancelled"].isna().all()


def test_amounts_in_several_currencies_are_named(tmp_path: Path) -> None:
    lines = ["buyer,day,total,money", "ann,2024-03-01,10,eur", "bob,2024-03-02,1500,JPY", "cat,2024-03-03,5,€"]
    rows = "\n".join([*lines, "dan,2024-03-04,,USD", ""])
    workspace, report = _imported(
        tmp_path,
        rows,
        person="buyer",
        occurred_at="day",
        touchpoint=Constant("order"),
        value="total",
        currency="money",
    )
    assert _events(workspace)["currency"].tolist() == ["EUR", "JPY", "EUR", "USD"]
    (finding,) = report.findings
    assert (finding.code, finding.count, finding.examples) == ("several_currencies", 2, ("EUR", "JPY"))


def _deals(folder: Path, **more: Any) -> tuple[Workspace, ImportReport]:
    return _imported(folder, DEALS, person="deal", occurred_at=None, touchpoint=None, moments=DATES, **more)


def test_every_date_of_a_row_is_an_event(tmp_path: Path) -> None:
    workspace, report = _deals(tmp_path)
    events = _events(workspace)[["person_id", "occurred_at", "touchpoint", "value", "source_row"]]
    said = [
        (who, f"{at:%m-%d}", what, None if pd.isna(value) else value, row)
        for who, at, what, value, row in events.values
    ]
    assert sorted(said, key=lambda part: (part[4], part[1])) == [
        ("d1", "01-01", "deal opened", None, 2), ("d1", "02-01", "deal won", 100, 2),
        ("d2", "01-02", "deal opened", None, 3), ("d2", "03-01", "deal lost", None, 3),
        ("d3", "01-03", "deal opened", None, 4), ("d5", "01-05", "deal opened", None, 6),
    ]  # fmt: skip
    assert (report.rows_read, report.accepted, report.rejected, report.duplicate) == (7, 4, 3, 0)
    assert {reason.reason: reason.rows for reason in report.reasons} == {
        "no person": 1, "no time": 1, "time not readable": 1,
    }  # fmt: skip
    assert [(finding.code, finding.count) for finding in report.findings] == [("unread_dates", 1)]
    assert workspace.imports.rejected_rows(report.import_id or 0)["source_row"].tolist() == [5, 7, 8]


def test_a_row_is_an_event_beside_its_dates_where_it_names_one(tmp_path: Path) -> None:
    rows = "who,when,what,paid back,refund\nann,2024-03-01,order,2024-03-05,4\nbob,2024-03-02,order,,\n"
    workspace, _ = _imported(
        tmp_path, rows, person="who", occurred_at="when", touchpoint="what", cancelled="refund",
        moments=(Moment("paid back", "order refunded", value="refund", refund=True),),
    )  # fmt: skip
    events = _events(workspace)
    assert events["touchpoint"].tolist() == ["order", "order refunded", "order"]
    assert events["value"].tolist()[1] == -4


def test_rows_of_several_dates_are_told_from_those_imported_before_and_come_back(tmp_path: Path) -> None:
    workspace, first = _deals(tmp_path, event_id="deal")
    later = tmp_path / "later.csv"
    later.write_text(DEALS.replace("d3,open,2024-01-03,,,7", "d3,won,2024-01-03,2024-04-01,,7"), encoding="utf-8")
    given = {"person": "deal", "occurred_at": None, "touchpoint": None, "moments": DATES, "event_id": "deal"}
    second = workspace.import_events(later, **given)
    assert (second.rows_read, second.accepted, second.rejected, second.duplicate) == (7, 1, 3, 3)
    assert len(_events(workspace)) == 7
    workspace.imports.undo(first.import_id or 0)
    assert len(_events(workspace)) == 7
    record = workspace.imports()[0]
    assert (record.accepted, record.rejected, record.duplicate) == (4, 3, 0)


def test_dates_stay_where_ids_are_replaced_also_where_an_id_plays_two_parts(tmp_path: Path) -> None:
    rows = DEALS.replace("d1,", "ann@example.com,").replace("d2,", "bob@example.com,")
    workspace, report = _imported(
        tmp_path, rows, person="deal", event_id="deal", occurred_at=None, touchpoint=None, moments=DATES,
        protect=Protect(ids=True),
    )  # fmt: skip
    events = _events(workspace)
    assert (report.accepted, len(events)) == (4, 6)
    assert all(who.startswith("h:") for who in events["person_id"])
    assert not events["event_id"].str.contains("@").any()


def test_a_mapping_of_lines_and_dates_turns_to_plain_and_back() -> None:
    mapping = EventMapping(person="a", moments=DATES, cancelled="b", cancelled_as=("C*",), value_of="order")
    assert mapping_from_plain(mapping_to_plain(mapping)) == mapping
    with pytest.raises(DefinitionError, match="two events"):
        EventMapping(moments=(DATES[0], DATES[0]))
    with pytest.raises(DefinitionError, match="its row or of its order"):
        EventMapping(value_of="month")  # type: ignore[arg-type]


def test_costs_keep_their_currency_and_several_are_named(tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text("day,channel,cost,currency\n2024-03-01,web,5.5,EUR\n2024-03-01,web,5.5,USD\n", encoding="utf-8")
    with Workspace.in_memory() as workspace:
        report = workspace.import_costs(path, day="day", spend="cost", channel="channel")
        assert workspace.engine.frame("ask/load/list_costs")["currency"].tolist() == ["EUR", "USD"]
        assert [finding.code for finding in report.findings] == ["several_currencies"]
        other = tmp_path / "other.csv"
        other.write_text(
            "day,channel,cost,currency\n2024-03-01,web,5.5,GBP\n2024-03-01,web,5.5,EUR\n", encoding="utf-8"
        )
        second = workspace.import_costs(other, day="day", spend="cost", channel="channel")
        assert (second.accepted, second.duplicate) == (1, 1)
        workspace.imports.undo(report.import_id or 0)
        assert sorted(workspace.engine.frame("ask/load/list_costs")["currency"]) == ["EUR", "GBP"]
