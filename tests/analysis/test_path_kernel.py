"""The kernel of paths: agrees with plain Python on random logs, and loses nobody."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis import path_kernel, path_oracle
from tests.analysis.path_logs import SIZE, random_log, random_question
from tests.analysis.path_oracle import Asked, Event

LOGS = 500


def agrees(events: list[Event], asked: Asked, blocks: int) -> None:
    """Units, columns, transitions, whole ways: all as plain Python counts them."""
    walks, missed = path_oracle.walks(events, asked)
    parts = path_kernel.paths(events, asked, blocks)
    assert sum(len(part.person) for part in parts) == len(walks)
    assert sum(part.missed for part in parts) == missed
    assert path_kernel.picture(parts, asked, SIZE) == path_oracle.picture(walks, asked)
    assert path_kernel.variants(parts) == path_oracle.variants(walks)
    expected = path_oracle.graph(walks)
    found = path_kernel.graph(parts, SIZE)
    assert found.keys() == expected.keys()
    for pair, (count, people, times) in expected.items():
        assert found[pair][:2] == (count, people)
        if times:
            assert np.allclose(found[pair][2:], np.quantile(times, (0.5, 0.9)))


def test_random_logs_with_all_options_agree_with_plain_python() -> None:
    rng = random.Random(20260105)
    for _ in range(LOGS):
        agrees(random_log(rng), random_question(rng), rng.choice([1, 1, 2, 3]))


@settings(max_examples=80)
@given(st.randoms(use_true_random=False))
def test_nobody_is_lost_at_any_node(rng: random.Random) -> None:
    events, asked = random_log(rng), random_question(rng)
    told = path_kernel.picture(path_kernel.paths(events, asked), asked, SIZE)
    for (column, node), units in told["nodes"].items():
        out = sum(n for edge, n in told["edges"].items() if edge[:2] == (column, node))
        into = sum(n for edge, n in told["edges"].items() if (edge[0] + 1, edge[2]) == (column, node))
        ways = [told[name][column, node] for name in ("exits", "continues", "unfinished", "entries")]
        if asked.backwards:
            assert units == into + ways[1] + ways[3]
            assert units == out or column == 0
        else:
            assert units == out + sum(ways)
            assert units == into or column == 1


@settings(max_examples=50)
@given(st.randoms(use_true_random=False))
def test_as_many_come_to_a_node_as_leave_it(rng: random.Random) -> None:
    events, asked = random_log(rng), random_question(rng)
    edges = path_kernel.graph(path_kernel.paths(events, asked), SIZE)
    for node in range(SIZE):
        into = sum(found[0] for pair, found in edges.items() if pair[1] == node)
        assert into == sum(found[0] for pair, found in edges.items() if pair[0] == node)
