"""Arrow columns as numpy arrays: twice as fast as asking the database for numpy, which copies row by row."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


def to_arrays(rows: pa.Table) -> dict[str, np.ma.MaskedArray[Any, Any] | NDArray[Any]]:
    """The columns by name: numbers and moments keep their type, text is an object array, sums are floats.

    A column with missing values is a masked array (its masked cells hold 0, False or "").
    """
    return {name: _array(column) for name, column in zip(rows.column_names, rows.columns, strict=True)}


def _array(column: pa.ChunkedArray) -> np.ma.MaskedArray[Any, Any] | NDArray[Any]:
    values = column.combine_chunks()
    if pa.types.is_decimal(values.type):  # sums of whole numbers come as 128-bit decimals
        values = values.cast(pa.float64())
    if values.null_count == 0:
        return np.asarray(values.to_numpy(zero_copy_only=False))
    mask = values.is_null().to_numpy(zero_copy_only=False)
    filled = pc.fill_null(values, _blank(values.type))
    return np.ma.MaskedArray(filled.to_numpy(zero_copy_only=False), mask)


def _blank(kind: pa.DataType) -> pa.Scalar:
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return pa.scalar("", kind)
    return pa.scalar(False if pa.types.is_boolean(kind) else 0, kind)
