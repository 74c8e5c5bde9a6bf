"""A gate between those who use the database file and one who needs it closed for a moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_OFTEN = 0.02


class ThreadGate:
    """Any number of threads pass at a time, or one is alone behind it; who passes may pass again."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._closed = False
        self._mine = threading.local()

    @property
    def is_inside(self) -> bool:
        """Whether this thread is passing."""
        return bool(getattr(self._mine, "depth", 0))

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Wait until nobody is alone, and keep it so for the block."""
        depth = getattr(self._mine, "depth", 0)
        with self._changed:
            while self._closed and not depth:
                self._changed.wait()
            self._inside += 1
        self._mine.depth = depth + 1
        try:
            yield
        finally:
            self._mine.depth = depth
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self, patience: float | None = None, hurry: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Let nobody else in, and wait until everybody is out. Not to be used by one who is passing.

        With `patience` (seconds) those inside are told to `hurry` again and again, and left behind when it is over.
        """
        until = None if patience is None else time.monotonic() + patience
        with self._changed:
            while self._closed:
                self._changed.wait()
            self._closed = True
            while self._inside and (until is None or time.monotonic() < until):
                hurry()
                self._changed.wait(None if until is None else _OFTEN)
        try:
            yield
        finally:
            with self._changed:
                self._closed = False
                self._changed.notify_all()
