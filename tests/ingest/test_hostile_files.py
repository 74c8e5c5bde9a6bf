"""A seeded slice of hostile files: a sentence or balanced books, never anything else."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.hostile import hostile_file, import_hostile


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_a_hostile_file_is_refused_in_a_sentence_or_its_books_balance(seed: int) -> None:
    name, content = hostile_file(seed)
    with tempfile.TemporaryDirectory() as folder:
        assert import_hostile(name, content, Path(folder)) in ("imported", "refused")
