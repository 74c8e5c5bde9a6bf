"""The kernel on arrays: long spans, full blocks, shared events, and what is remembered between questions."""

from __future__ import annotations

import numpy as np
import pytest

from touchpath.analysis.log.keys import KeySpace, microseconds
from touchpath.analysis.log.sessions import session_numbers
from touchpath.analysis.matching import follow_any, follow_ordered, follow_strict
from touchpath.analysis.matching.attempts import UNKNOWN, Everything, Links, Rules, StepEvents
from touchpath.analysis.matching.choice import deepest, first_of_each, one_after_the_other
from touchpath.analysis.matching.units import TooManyUnitsError, regroup

SECOND, YEAR = 1_000_000, 365 * 86_400_000_000


def keys(space: KeySpace, *events: tuple[int, int]) -> np.ndarray:
    person, moment = (np.array(column, dtype=np.int64) for column in zip(*events, strict=True))
    return space.keys(person, moment)


@pytest.mark.parametrize("years, people_bits", [(0.5, 15), (2, 15), (4, 15), (300, 8), (140_000, 0)])
def test_keys_never_leave_int64(years: float, people_bits: int) -> None:
    span = int(years * YEAR)
    space = KeySpace.spanning(-span // 2, span // 2)
    assert space.people_bits == people_bits
    last_person = (1 << people_bits) - 1
    last = space.keys(np.array([last_person]), np.array([span // 2]))
    assert last[0] > 0
    assert space.owner(last)[0] == last_person
    assert space.time(last)[0] == span // 2 - (-span // 2)
    for window in (None, 1, span // 3, span, 10 * span):
        end = space.until(last, window)
        assert end[0] >= last[0]
        assert space.owner(end)[0] == last_person


def test_a_window_of_centuries_does_not_reach_the_next_person() -> None:
    space = KeySpace.spanning(0, 300 * YEAR)
    steps = [StepEvents(keys(space, (1, 299 * YEAR), (2, 5))), StepEvents(keys(space, (2, 6), (3, 0)))]
    attempts = follow_ordered(steps, np.arange(2), Rules(space, window=299 * YEAR))
    assert attempts.depth.tolist() == [1, 2]


def test_events_fill_one_step_each() -> None:
    space = KeySpace.spanning(0, 100)
    same = StepEvents(keys(space, (1, 5), (1, 5), (1, 7)), np.array([10, 11, 12]))
    attempts = follow_ordered([same, same, same], np.arange(3), Rules(space))
    assert [found.tolist() for found in attempts.positions] == [[0, 1, 2], [1, 0, -1], [2, 2, -1]]


def test_any_order_takes_events_from_the_entry_on() -> None:
    space = KeySpace.spanning(0, 100)
    steps = [StepEvents(keys(space, (1, 5))), StepEvents(keys(space, (1, 5), (1, 9)))]
    assert follow_any(steps, 0, np.array([0]), Rules(space)).positions[1].tolist() == [0]
    later = [steps[0], StepEvents(keys(space, (1, 4), (1, 9)))]
    assert follow_any(later, 0, np.array([0]), Rules(space)).positions[1].tolist() == [1]
    assert follow_any(later, 0, np.array([0]), Rules(space, window=3)).depth.tolist() == [1]


def test_strict_order_needs_the_very_next_instant() -> None:
    space = KeySpace.spanning(0, 100)
    steps = [StepEvents(keys(space, (1, 5))), StepEvents(keys(space, (1, 9)))]
    for between, depth in (((1, 7), 1), ((1, 5), 2), ((2, 7), 2)):
        everything = Everything(np.sort(keys(space, (1, 5), (1, 9), between)))
        assert follow_strict(steps, np.array([0]), Rules(space), everything).depth.tolist() == [depth]


def test_links_answer_as_the_search_does() -> None:
    random = np.random.default_rng(1)
    space = KeySpace.spanning(0, 50)
    steps = [
        StepEvents(np.sort(space.keys(random.integers(0, 40, 300), random.integers(0, 50, 300)))) for _ in range(3)
    ]
    links = Links({pair: np.full(300, UNKNOWN, dtype=np.int64) for pair in ((0, 1), (1, 2))})
    for window in (3, 10, None, 3):
        for entries in (np.arange(0, 300, 7), np.arange(300)):
            plain = follow_ordered(steps, entries, Rules(space, window))
            linked = follow_ordered(steps, entries, Rules(space, window), links)
            slim = follow_ordered(steps, entries, Rules(space, window), links, remember=False)
            assert np.array_equal(plain.positions, linked.positions)
            assert np.array_equal(plain.depth, slim.depth)
    assert not np.any(links.found[0, 1] == UNKNOWN)


def test_attempts_begin_when_the_one_before_has_ended() -> None:
    space = KeySpace.spanning(0, 100)
    entry = keys(space, (0, 1), (0, 2), (0, 3), (0, 9), (1, 2), (1, 3))
    ends = keys(space, (0, 3), (0, 3), (0, 9), (0, 9), (1, 2), (1, 3))
    assert one_after_the_other(entry, ends, space).tolist() == [0, 3, 4, 5]


def test_the_deepest_then_the_earliest_counts() -> None:
    space = KeySpace.spanning(0, 100)
    steps = [StepEvents(keys(space, (0, 1), (0, 3), (0, 5), (1, 1))), StepEvents(keys(space, (0, 6)))]
    attempts = follow_ordered(steps, np.arange(4), Rules(space, window=3))
    chosen = deepest(attempts, None, space.owner(attempts.entry), space)
    assert chosen.tolist() == [1, 3]
    spoiled = deepest(attempts, np.array([True, False, False, True]), space.owner(attempts.entry), space)
    assert spoiled.tolist() == [0, 3]


def test_units_beyond_the_keys_are_refused() -> None:
    space = KeySpace.spanning(0, 2**60)
    step = StepEvents(keys(space, *((0, moment) for moment in range(9))))
    units, _ = regroup([step], [[np.zeros(9, dtype=np.int64)]], space)
    assert units.person.tolist() == [0]
    with pytest.raises(TooManyUnitsError):
        regroup([step], [[np.arange(9)]], space)


def test_sessions_end_after_a_pause_and_with_the_person() -> None:
    space = KeySpace.spanning(0, 100)
    own = keys(space, (0, 0), (0, 10), (0, 21), (1, 21), (1, 22))
    assert session_numbers(own, 10, space, own).tolist() == [1, 1, 2, 3, 3]


def test_small_pieces() -> None:
    assert first_of_each(np.array([3, 3, 5, 5, 5, 9])).tolist() == [0, 2, 5]
    assert first_of_each(np.zeros(0, dtype=np.int64)).tolist() == []
    assert microseconds(None) is None
    assert microseconds(0.0000015) == 2
