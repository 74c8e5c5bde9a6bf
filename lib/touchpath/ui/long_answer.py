"""An answer that takes long, made in a thread of its own while the page is drawn or shows how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from touchpath.journey.watching import Stopped

_EVERY = 0.2


class LongAnswer:
    """One answer; `watch` is for what makes it."""

    def __init__(self) -> None:
        self.answer: Any = None
        self._failure: Exception | None = None
        self._done, self._of = 0, 0
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, done: int, of: int) -> None:
        """Told how much is done; raises Stopped once nobody waits for it."""
        if self._stop.is_set():
            raise Stopped("Stopped.")
        self._done, self._of = done, of

    def begin(self, make: Callable[[], Any]) -> None:
        """Start making it."""
        self._thread = threading.Thread(target=self._run, args=(make,), daemon=True)
        self._thread.start()

    def result(self) -> Any:
        """The answer that was begun, once it is there. Raises what making it raised."""
        assert self._thread is not None
        self._thread.join()
        if self._failure is not None:
            raise self._failure
        return self.answer

    def wait(self, make: Callable[[], Any], show: Callable[[int, int], None]) -> None:
        """Until `make` has ended; `show` is called with what is done meanwhile. Raises what `make` raises.

        Where `show` raises (the page is left, or drawn anew), the making is stopped.
        """
        self.begin(make)
        assert self._thread is not None
        try:
            while self._thread.is_alive():
                show(self._done, self._of)
                self._thread.join(_EVERY)
        except BaseException:
            self._stop.set()
            raise
        self.result()

    def _run(self, make: Callable[[], Any]) -> None:
        try:
            self.answer = make()
        except Exception as failure:  # told by the thread that waits
            self._failure = failure
