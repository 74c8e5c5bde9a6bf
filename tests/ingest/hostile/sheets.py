"""Workbooks (written part by part, so that every part can be wrong) and Parquet files."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tests.ingest.hostile.cells import NAMES, Dice, hostile_cell
from tests.ingest.hostile.tables import Table, table
from tests.ingest.hostile.tools import survey_table, tool_table

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_FORMATS = '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/>'
_STYLES = f'<styleSheet xmlns="{_MAIN}"><cellXfs>{_FORMATS}</cellXfs></styleSheet>'
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def workbook(dice: Dice) -> tuple[str, bytes]:
    """A workbook of one to three sheets; a part may be missing or wrong."""
    sheets = [
        _sheet(dice.choice((table, table, tool_table, survey_table))(dice), dice)
        for _ in range(dice.choice((1, 1, 1, 2, 3)))
    ]
    names = [dice.choice(("Sheet1", "Data", "a", *NAMES)) for _ in sheets]
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{_xml(name)}" sheetId="{place}" r:id="rId{place}"/>' for place, name in enumerate(names, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{place}.xml") for place in range(1, len(sheets) + 1)]
            + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{place}.xml": sheet for place, sheet in enumerate(sheets, 1)},
    }
    if dice.random() < 0.1:
        _spoil(parts, dice)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part.encode())
    return dice.choice(("x.xlsx", "x.xlsx", "x.xlsm", "x.csv", "x")), packed.getvalue()


def _relations(targets: list[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _sheet(rows: Table, dice: Dice) -> str:
    size = dice.choice(("A1:Z99", "A1", "A1:XFD1048576", "", "B2:A1", "A1:ZZZZ9", None, None))
    start, said = dice.choice((1, 1, 1, 3, 1_048_000)), dice.random() < 0.9
    body = "".join(_row(row, place, said, dice) for place, row in enumerate(rows, start))
    dimension = "" if size is None else f'<dimension ref="{size}"/>'
    return f'<worksheet xmlns="{_MAIN}">{dimension}<sheetData>{body}</sheetData></worksheet>'


def _row(row: list[str], number: int, said: bool, dice: Dice) -> str:
    cells = "".join(
        _cell(cell, f"{_column(place)}{number}" if said else "", dice)
        for place, cell in enumerate(row)
        if cell or dice.random() < 0.5
    )
    return f'<row r="{number}">{cells}</row>' if said else f"<row>{cells}</row>"


def _cell(cell: str, place: str, dice: Dice) -> str:
    where = f' r="{place}"' if place else ""
    chance = dice.random()
    if cell.isascii() and cell.isdigit() and chance < 0.5:
        return f"<c{where}><v>{cell}</v></c>"
    if chance < 0.03:
        value = dice.choice(("45292", "45292.5", "-1", "1e10", "x", "60", "0.5", "NaN"))
        return f'<c{where} s="{dice.choice((1, 2, 9))}"><v>{value}</v></c>'
    if chance < 0.06:
        kind, formula = dice.choice(("", ' t="str"')), dice.choice(("1+1", "A1", "cmd|/C calc", cell))
        return f"<c{where}{kind}><f>{_xml(formula)}</f><v>{_xml(cell)}</v></c>"
    if chance < 0.08:
        kind, value = dice.choice(
            (
                ("e", "#DIV/0!"),
                ("b", "1"),
                ("b", "x"),
                ("s", "0"),
                ("s", "-5"),
                ("d", "2024-13-01"),
                ("zz", "1"),
                ("n", ""),
            )
        )
        return f'<c{where} t="{kind}"><v>{value}</v></c>'
    return f'<c{where} t="inlineStr"><is><t xml:space="preserve">{_xml(cell)}</t></is></c>'


def _column(place: int) -> str:
    return _LETTERS[place] if place < 26 else _column(place // 26 - 1) + _LETTERS[place % 26]


def _xml(text: str) -> str:
    """The text with what XML cannot hold left out."""
    return escape(
        "".join(
            sign for sign in text if sign in "\t\n" or 0x20 <= ord(sign) < 0xD800 or 0xE000 <= ord(sign) < 0xFFFE
        ),
        {'"': "&quot;"},
    )


def _spoil(parts: dict[str, str], dice: Dice) -> None:
    name = dice.choice(list(parts))
    part = parts[name]
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    changed = dice.choice(
        (
            None,
            "",
            "<x/>",
            part[: len(part) // 2],
            part.replace("rId1", "rId9"),
            bomb + part,
            part.replace('r="A', 'r="'),
            "\x00",
        )
    )
    if changed is None:
        del parts[name]
    else:
        parts[name] = changed


def parquet_file(dice: Dice) -> tuple[str, bytes]:
    """A Parquet file with columns of many types."""
    header, *rows = table(dice)
    columns = {
        name if place == header.index(name) else f"{name}{place}": [
            row[place] if place < len(row) else None for row in rows
        ]
        for place, name in enumerate(header)
    }
    arrays = {
        name: pa.array(
            [None if cell is None else cell.encode("utf-8", "replace").decode() for cell in cells], pa.string()
        )
        for name, cells in columns.items()
    }
    for _ in range(dice.choice((0, 1, 3))):
        arrays[dice.choice(("extra", "timestamp", "amount", *NAMES))] = _typed(len(rows), dice)
    made = pa.table(arrays)
    target = io.BytesIO()
    kind = dice.choice(("snappy", "zstd", "none", "gzip"))
    pq.write_table(
        made,
        target,
        compression=kind,
        use_deprecated_int96_timestamps=dice.random() < 0.2,
        row_group_size=dice.choice((1, 3, 1000)),
    )
    return dice.choice(("x.parquet", "x.parquet", "x.csv", "x")), target.getvalue()


def _typed(count: int, dice: Dice) -> pa.Array:
    makers: tuple[Any, ...] = (
        lambda: pa.array(
            [dice.choice((None, 0, 2**63 - 1, -(2**63), 1_700_000_000_000_000)) for _ in range(count)], pa.int64()
        ),
        lambda: pa.array([2**64 - 1] * count, pa.uint64()),
        lambda: pa.array(
            [dice.choice((None, float("nan"), float("inf"), 1e308, -0.0)) for _ in range(count)], pa.float64()
        ),
        lambda: pa.array(np.full(count, 1.5, np.float16)),
        lambda: pa.array([Decimal("1" * 20 + ".5")] * count, pa.decimal128(38, 5)),
        lambda: pa.array([Decimal(1)] * count, pa.decimal256(70, 60)),
        lambda: pa.array(
            [dice.choice((None, 0, 2**52, -(2**52))) for _ in range(count)],
            pa.timestamp(dice.choice(("s", "ms", "us", "ns"))),
        ),
        lambda: pa.array(
            [1_700_000_000 * 10**6] * count, pa.timestamp("us", dice.choice(("UTC", "America/New_York", "+05:30")))
        ),
        lambda: pa.array([dice.choice((None, 0, 2**30, -(2**30))) for _ in range(count)], pa.date32()),
        lambda: pa.array([5] * count, pa.time64("us")),
        lambda: pa.array([5] * count, pa.duration("ms")),
        lambda: pa.array([dice.choice((None, b"a", b"\xff\xfe", b"\x00")) for _ in range(count)], pa.binary()),
        lambda: pa.array([b"0123456789abcdef"] * count, pa.binary(16)),
        lambda: pa.array([True] * count, pa.bool_()),
        lambda: pa.nulls(count),
        lambda: pa.array([[1, None, 2]] * count, pa.list_(pa.int32())),
        lambda: pa.array([[{"key": "a", "value": b"\xff"}]] * count),
        lambda: pa.array([{"a": 1, "b": {"c": hostile_cell(dice).encode("utf-8", "replace").decode()}}] * count),
        lambda: pa.array([[("k", 1)]] * count, pa.map_(pa.string(), pa.int32())),
        lambda: pa.array(["a"] * count).dictionary_encode(),
        lambda: pa.array(["a\r\nb\r"] * count, pa.large_string()),
    )
    return dice.choice(makers)()
