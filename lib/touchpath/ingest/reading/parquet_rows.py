"""Parquet: every column as text; structures become a.b, lists JSON text."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from touchpath.engine.base import StorageError
from touchpath.engine.full_disk import FULL, is_no_room
from touchpath.ingest.reading.allowance import UnpackAllowance
from touchpath.ingest.reading.rows import LONGEST_ROW, RAW_SIGNS, TOO_LONG, CleanTable, storable
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import SpooledFile


def parquet_names(file: SpooledFile) -> list[str]:
    """The flattened column names. Raises ImportRefused when the file is damaged."""
    return list(_flat(_open(file).schema_arrow.empty_table()).column_names)


def clean_parquet(file: SpooledFile, target: Path, tick: Callable[[int], None] = lambda count: None) -> CleanTable:
    """Write the rows as one clean CSV file (see rows.py)."""
    count, written = 0, 0
    bad_path = target.with_suffix(".bad.csv")
    allowance = UnpackAllowance.of(file.path, file.name)
    options = pyarrow.csv.WriteOptions(include_header=False)
    with target.open("wb") as stream:
        try:
            for batch in _open(file).iter_batches(batch_size=50_000):
                batch.validate(full=True)  # damaged bytes would pass as text that nobody can show
                table = _flat(pa.Table.from_batches([batch]))
                numbers = pa.array(range(count + 1, count + 1 + table.num_rows), pa.int64())
                columns = [numbers, *(_as_text(column) for column in table.columns)]
                names = ["row", *(f"c{place}" for place in range(table.num_columns))]
                texts = _without_too_long(pa.table(dict(zip(names, columns, strict=True))), bad_path)
                pyarrow.csv.write_csv(texts, stream, options)
                count += table.num_rows
                allowance.take(stream.tell() - written)
                written = stream.tell()
                tick(count)
        except (pa.ArrowException, OSError) as error:
            raise StorageError(FULL) if is_no_room(error) else _damaged(file) from error
    return CleanTable(target, bad_path if bad_path.exists() else None, count)


def _without_too_long(texts: pa.Table, bad_path: Path) -> pa.Table:
    """The rows that the database can read; the others are written beside them with the reason."""
    size = pa.scalar(0, pa.int64())
    for column in texts.columns[1:]:
        quotes = pc.count_substring(column, '"')
        size = pc.add(size, pc.fill_null(pc.add(pc.cast(pc.binary_length(column), pa.int64()), quotes), 0))
    fits = pc.less_equal(size, LONGEST_ROW)
    if texts.num_columns < 2 or pc.all(fits).as_py():
        return texts
    with bad_path.open("a", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        for row in texts.filter(pc.invert(fits)).to_pylist():
            number, *cells = row.values()
            rows.writerow([number, TOO_LONG, storable(",".join(cell or "" for cell in cells)[:RAW_SIGNS])])
    return texts.filter(fits)


def _open(file: SpooledFile) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(file.path)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(file) from error


def _damaged(file: SpooledFile) -> ImportRefused:
    return ImportRefused("The Parquet file is cut off or damaged.", file=file.name, remedy="Export it again.")


def _flat(table: pa.Table) -> pa.Table:
    while any(pa.types.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    return table


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray | pa.Array:
    kind = column.type
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.array([_json(value) for value in column.to_pylist()], pa.string())
    if pa.types.is_dictionary(kind):
        return pc.cast(pc.cast(column, kind.value_type), pa.string())
    text = pc.cast(column, pa.string())
    if not pc.any(pc.match_substring(text, "\r")).as_py():
        return text
    return pc.replace_substring(pc.replace_substring(text, "\r\n", "\n"), "\r", "\n")


def _json(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return json.dumps(value, ensure_ascii=False, default=str)
