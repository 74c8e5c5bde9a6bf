"""An answer that takes long, made in a thread of its own while the page shows how far it is."""

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

    def watch(self, done: int, of: int) -> None:
        """Told how much is done; raises Stopped once nobody waits for it."""
        if self._stop.is_set():
            raise Stopped("Stopped.")
        self._done, self._of = done, of

    def wait(self, make: Callable[[], Any], show: Callable[[int, int], None]) -> None:
        """Until `make` has ended; `show` is called with what is done meanwhile. Raises what `make` raises.

        Where `show` raises (the page is left, or drawn anew), the making is stopped.
        """
        thread = threading.Thread(target=self._run, args=(make,), daemon=True)
        thread.start()
        try:
            while thread.is_alive():
                show(self._done, self._of)
                thread.join(_EVERY)
        except BaseException:
            self._stop.set()
            raise
        if self._failure is not None:
            raise self._failure

    def _run(self, make: Callable[[], Any]) -> None:
        try:
            self.answer = make()
        except Exception as failure:  # told by the thread that waits
            self._failure = failure
