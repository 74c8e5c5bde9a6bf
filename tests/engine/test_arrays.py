"""Arrays kept between questions: within the bound, for one version, read once by several threads."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from touchpath.engine.arrays import ArrayCache, arrays_of, limit_from_environment
from touchpath.workspace import Workspace


def kilobytes(n: int) -> np.ndarray:
    return np.zeros(n * 1024, dtype=np.int8)


def test_keeps_what_was_used_last_within_the_bound() -> None:
    cache, made = ArrayCache(3 * 1024), []

    def ask(name: str, size: int = 1) -> None:
        cache.get(1, name, lambda: made.append(name) or kilobytes(size))

    for name in ("a", "b", "c", "a", "d", "a", "b"):
        ask(name)
    assert made == ["a", "b", "c", "d", "b"]
    assert cache.nbytes == 3 * 1024
    ask("huge", 4)
    ask("huge", 4)
    assert made[-2:] == ["huge", "huge"]


def test_a_new_version_drops_everything_and_an_old_one_keeps_nothing() -> None:
    cache = ArrayCache(10 * 1024)
    old = cache.get(1, "a", lambda: kilobytes(1))
    new = cache.get(2, "a", lambda: kilobytes(2))
    assert new.nbytes == 2 * old.nbytes
    assert cache.get(1, "a", lambda: kilobytes(1)).nbytes == 1024
    assert cache.get(2, "a", lambda: kilobytes(5)) is new


def test_two_threads_wait_for_one_reading() -> None:
    cache, reading, go_on = ArrayCache(1024**2), [], threading.Event()

    def read() -> np.ndarray:
        reading.append(1)
        go_on.wait(10)
        return kilobytes(1)

    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(cache.get, 1, "a", read) for _ in range(4)]
        go_on.set()
        assert len({id(answer.result()) for answer in answers}) == 1
    assert len(reading) == 1


def test_all_viewers_of_a_workspace_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUCHPATH_ARRAYS_MEMORY", "5")
    assert limit_from_environment() == 5 * 2**20
    with Workspace.in_memory() as first, Workspace.in_memory() as second:
        assert arrays_of(first.engine) is arrays_of(first.engine)
        assert arrays_of(first.engine) is not arrays_of(second.engine)
        assert arrays_of(first.engine).limit == 5 * 2**20
