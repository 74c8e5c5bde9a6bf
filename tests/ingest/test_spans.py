"""The end of a thing beside its beginning is no second happening, where nearly all rows have both on one day."""

from __future__ import annotations

import io

import pytest

from tests.ingest.corpus.case import made, written
from touchpath.ingest.guess.spans import is_span
from touchpath.ingest.guess.traits import traits_of
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace


@pytest.mark.parametrize(
    ("header", "later", "span"),
    [
        ("id,started,ended", 2, True),
        ("id,started,ended", 3, False),
        ("id,ended,started", 0, False),
        ("id,started,paid", 0, False),
    ],
)
def test_nine_rows_in_ten_end_on_the_day_they_began(header: str, later: int, span: bool) -> None:
    rows = made(20, lambda n: (n, "2025-02-01 08:05:10", f"2025-02-{2 if n < later else 1:02} 08:21:07"))
    with Workspace.in_memory() as workspace:
        saved = Spool(workspace.spool).save("rides.csv", io.BytesIO(written(header, rows).encode()))
        table = sniff(saved)[0]
    _, begin, end = traits_of(table)
    assert is_span(table, begin, end) == span
