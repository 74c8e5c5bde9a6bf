"""A seeded slice of hostile files: a sentence or balanced books, never anything else, and nothing left behind.

A long run: python -m tests.benchmarks.hostile_files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.ingest.hostile import hostile_file
from tests.ingest.hostile.ground import Ground, ground
from tests.ingest.hostile.trial import try_file


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    with ground(folder) as here:
        yield here


@settings(max_examples=60, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
@example(seed=5964)  # no columns
@example(seed=14085)  # bytes in Parquet that are no text
@example(seed=19608)  # a count in a column called like ids, protected
@example(seed=10552)  # a cell that the database cannot read in a clean copy
@example(seed=5989)  # so many days that no number holds them
@example(seed=9271)  # a moment that overflows where its zone is applied
def test_a_hostile_file_is_refused_in_a_sentence_or_its_books_balance(tried: Ground, seed: int) -> None:
    name, content = hostile_file(seed)
    outcome = try_file(tried, name, content, seed)
    assert outcome.imported + outcome.refused > 0


def test_a_seed_always_gives_the_same_file() -> None:
    assert all(hostile_file(seed) == hostile_file(seed) for seed in range(50))
