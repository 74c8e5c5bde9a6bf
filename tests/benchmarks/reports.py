"""A report of 20 questions: seconds to answer the board, and to write it in each form, with progress.

Run: python -m tests.benchmarks.reports [events]

The bar is 20 s in all at 1 million events (half a million people). Processor seconds stand beside, since a machine
that does other work meanwhile takes longer by the clock.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.funnel import PLAIN, ours, synthetic
from touchpath.answers.asking import question_to_plain
from touchpath.answers.boards import answered_board
from touchpath.answers.usual import USUAL
from touchpath.journey.board import Board, BoardBlock, question_text
from touchpath.journey.funnel import Breakdown
from touchpath.journey.funnel_views import FunnelOverTime, FunnelTimes
from touchpath.reports import FORMS, rendered, report_of
from touchpath.workspace import Workspace

WORDS = (
    "overview", "people", "events", "sessions", "conversion", "retained", "repeat_purchase", "retention", "churn",
    "lifecycle", "stickiness", "trend", "paths", "transitions", "variants", "personas",
)  # fmt: skip
"""With four of funnels: 20."""


def board_of(workspace: Workspace) -> Board:
    """20 questions that suit events."""
    split = replace(PLAIN, breakdown=Breakdown("channel"))
    funnels: list[Any] = [PLAIN, split, FunnelOverTime(PLAIN, "month"), FunnelTimes(PLAIN, 0, len(PLAIN.steps) - 1)]
    asked = [*(USUAL[word](workspace) for word in WORDS), *funnels]
    return Board("Twenty", tuple(BoardBlock(question_text(question_to_plain(question))) for question in asked))


@contextmanager
def timed(name: str) -> Iterator[None]:
    began, worked = time.perf_counter(), time.process_time()
    yield
    print(
        f"{name:22s} {time.perf_counter() - began:6.1f} s by the clock, {time.process_time() - worked:6.1f} s of work"
    )


def watching() -> Callable[[int, int], None]:
    """Prints how long each question took, as a page shows its progress."""
    last = time.perf_counter()

    def tell(done: int, of: int) -> None:
        nonlocal last
        now = time.perf_counter()
        if done:
            print(f"  {done} of {of}: {now - last:.1f} s")
        last = now

    return tell


def main(events: int) -> None:
    """Answer and write one board."""
    with TemporaryDirectory() as folder, ours(synthetic(events), Path(folder)) as workspace:
        workspace.settings.save(goal=("pay",), purchase=("pay",))
        board = board_of(workspace)
        print(f"{events:,} events, {len(board.blocks)} questions")
        with timed("all of it"):
            with timed("answering"):
                found = answered_board(workspace, board, watch=watching())
            lost = [part.refusal for part in found if part.answer is None]
            report = report_of(board, found, "Bench", workspace.engine.calendar, {})
            for form in FORMS:
                with timed(f"writing {form}"):
                    size = len(rendered(report, form))
                print(f"  {size:,} bytes")
        print(f"without an answer: {lost or 'none'}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
