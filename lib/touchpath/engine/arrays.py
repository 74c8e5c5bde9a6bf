"""Arrays kept in memory between questions, shared by all viewers of a workspace and dropped when its data change."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, Protocol, TypeVar, cast
from weakref import WeakKeyDictionary

from touchpath.engine.base import Reader

DEFAULT_BYTES = 2**30


class Sized(Protocol):
    """Something that knows how much memory it holds."""

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        ...


S = TypeVar("S", bound=Sized)
T = TypeVar("T")
R = TypeVar("R")


class ArrayCache:
    """The most recently used arrays of one version of the data, up to `limit` bytes.

    What does not fit is handed out all the same and forgotten. Two threads that ask for the same arrays at the same
    moment wait for one reading of them.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._kept: OrderedDict[Hashable, Sized] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._version = -1
        self._lock = threading.Lock()

    @property
    def nbytes(self) -> int:
        """Bytes held now."""
        with self._lock:
            return sum(kept.nbytes for kept in self._kept.values())

    def get(self, version: int, key: Hashable, make: Callable[[], S]) -> S:
        """The arrays called `key` as of `version`, made by `make` unless they are held."""
        found = self._find(version, key)
        if found is not None:
            return cast(S, found)
        with self._maker(version, key):
            found = self._find(version, key)
            if found is not None:
                return cast(S, found)
            made = make()
            self._keep(version, key, made)
            return made

    def holds(self, version: int, key: Hashable) -> bool:
        """Whether the arrays called `key` are in memory."""
        return self._find(version, key) is not None

    def _find(self, version: int, key: Hashable) -> Sized | None:
        with self._lock:
            if version > self._version:
                self._kept.clear()
                self._making.clear()
                self._version = version
            if version < self._version or key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def _maker(self, version: int, key: Hashable) -> threading.Lock:
        with self._lock:
            return self._making.setdefault((version, key), threading.Lock())

    def _keep(self, version: int, key: Hashable, made: Sized) -> None:
        with self._lock:
            self._making.pop((version, key), None)
            if version != self._version or made.nbytes > self.limit:
                return
            self._kept[key] = made
            held = sum(kept.nbytes for kept in self._kept.values())
            while held > self.limit:
                held -= self._kept.popitem(last=False)[1].nbytes


_caches: WeakKeyDictionary[Any, ArrayCache] = WeakKeyDictionary()
_caches_lock = threading.Lock()


def arrays_of(engine: Reader) -> ArrayCache:
    """The arrays kept for an open workspace."""
    with _caches_lock:
        if engine not in _caches:
            _caches[engine] = ArrayCache(limit_from_environment())
        return _caches[engine]


def limit_from_environment() -> int:
    """TOUCHPATH_ARRAYS_MEMORY in megabytes; 1024 unless set."""
    given = os.environ.get("TOUCHPATH_ARRAYS_MEMORY")
    return int(given) * 2**20 if given else DEFAULT_BYTES


def threads() -> int:
    """How many threads work on arrays: TOUCHPATH_THREADS, or one for each processor."""
    return int(os.environ.get("TOUCHPATH_THREADS") or os.cpu_count() or 1)


def side_by_side(task: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """`task` of every item, on threads that stay alive between questions (starting them takes milliseconds).

    A task must not call this itself, nor may anything that is being made to be kept: it would wait for a thread that
    waits for it.
    """
    return list(_pool(threads(), "arrays").map(task, items))


def computed(task: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """The same for tasks that only compute, and read nothing that is kept: they wait for nobody.

    So what is being made to be kept may call this.
    """
    return list(_pool(threads(), "computing").map(task, items))


@lru_cache(maxsize=2)
def _pool(workers: int, name: str) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(workers, thread_name_prefix=name)
