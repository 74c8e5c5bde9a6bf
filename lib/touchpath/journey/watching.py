"""Watching an answer that takes long: how far it is, and stopping it."""

from __future__ import annotations

from collections.abc import Callable

from touchpath.journey.definition import DefinitionError

Watch = Callable[[int, int], None]
"""Called with how many of how many parts are done; it may raise Stopped."""


class Stopped(DefinitionError):  # noqa: N818 - what the reader wished, no fault
    """An answer that somebody stopped waiting for."""


def unwatched(done: int, of: int) -> None:
    """Nobody watches."""
