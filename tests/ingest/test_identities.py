"""Merging ids: everybody connected is one human."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from touchpath.ingest.load.identities import canonical_of

PAIRS = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=1, max_size=20)


def merged(pairs: list[tuple[int, int]]) -> dict[int, int]:
    alias, person = np.array(pairs, np.int64).T
    return dict(canonical_of(alias, person).itertuples(index=False))


def test_a_chain_ends_at_the_id_that_is_nobodys_alias() -> None:
    assert merged([(5, 4), (4, 9)]) == {4: 9, 5: 9, 9: 9}


def test_a_cycle_ends_at_the_oldest_id() -> None:
    assert merged([(3, 7), (7, 5), (5, 3)]) == {3: 3, 5: 3, 7: 3}


def test_an_id_that_is_its_own_alias_changes_nothing() -> None:
    assert merged([(3, 3)]) == {3: 3}


@given(PAIRS)
def test_humans_are_the_connected_ids(pairs: list[tuple[int, int]]) -> None:
    groups: list[set[int]] = []
    for pair in pairs:
        together = {*pair}.union(*(group for group in groups if group & set(pair)))
        groups = [group for group in groups if not group & set(pair)] + [together]
    found = merged(pairs)
    assert {frozenset(key for key in found if found[key] == human) for human in found.values()} == {
        frozenset(group) for group in groups
    }
    assert all(found[human] == human for human in found.values())
