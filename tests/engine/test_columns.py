"""Every type of column that a question can answer with comes back as numpy."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest

from touchpath.engine.columns import to_arrays

KINDS = {
    "i": "INTEGER",
    "b": "BIGINT",
    "f": "DOUBLE",
    "h": "HUGEINT",
    "t": "VARCHAR",
    "m": "TIMESTAMP",
    "d": "DATE",
    "o": "BOOLEAN",
}
SAMPLE = {
    "i": "3",
    "b": "4",
    "f": "0.5",
    "h": "6",
    "t": "'x'",
    "m": "TIMESTAMP '2025-01-02 03:04:05.678901'",
    "d": "DATE '2025-01-02'",
    "o": "true",
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("missing", [False, True])
def test_a_column_agrees_with_the_databases_own_numpy(tmp_path: Path, name: str, missing: bool) -> None:
    rows = f"SELECT CAST({SAMPLE[name]} AS {KINDS[name]}) AS c FROM range(3) AS r(n)"
    if missing:
        rows += f" UNION ALL SELECT CAST(NULL AS {KINDS[name]})"
    ours = to_arrays(duckdb.sql(rows).to_arrow_table())["c"]
    theirs = duckdb.sql(rows).fetchnumpy()["c"]
    assert isinstance(ours, np.ma.MaskedArray) is missing
    assert np.ma.compressed(ours).astype(theirs.dtype).tolist() == np.ma.compressed(theirs).tolist()
    if missing:
        assert np.ma.getmaskarray(ours).tolist() == [False, False, False, True]


def test_no_rows_are_empty_arrays_of_the_right_type() -> None:
    arrays = to_arrays(duckdb.sql("SELECT 1::INTEGER AS n, now()::TIMESTAMP AS m WHERE false").to_arrow_table())
    assert (arrays["n"].dtype, arrays["n"].size, arrays["m"].dtype.kind) == (np.int32, 0, "M")
