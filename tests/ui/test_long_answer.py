"""A long answer is made beside the page: how far it is, what it raises, and an end where nobody waits."""

from __future__ import annotations

import threading
import time

import pytest

from touchpath.journey.definition import DefinitionError
from touchpath.journey.watching import Stopped
from touchpath.ui.long_answer import LongAnswer


def test_the_answer_is_there_and_what_is_done_was_shown() -> None:
    job, go, shown = LongAnswer(), threading.Event(), []

    def make() -> str:
        job.watch(1, 2)
        assert go.wait(10)
        return "done"

    def show(done: int, of: int) -> None:
        shown.append((done, of))
        if (done, of) == (1, 2):
            go.set()

    job.wait(make, show)
    assert job.answer == "done"
    assert (1, 2) in shown


def test_what_it_raises_is_raised_where_it_is_waited_for() -> None:
    def refuse() -> None:
        raise DefinitionError("No.")

    with pytest.raises(DefinitionError, match="No"):
        LongAnswer().wait(refuse, lambda done, of: None)


def test_it_is_stopped_where_nobody_waits() -> None:
    job, ended = LongAnswer(), threading.Event()

    def make() -> None:
        try:
            for number in range(1000):
                job.watch(number, 1000)
                time.sleep(0.01)
        except Stopped:
            ended.set()

    def leave(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        job.wait(make, leave)
    assert ended.wait(10)
