"""What new data moved: the figures of a workspace and of its boards, before and after.

A figure *moved* when its latest complete period, new or changed by the data, lies beyond the usual range of the
periods before it (answers/measures/judging.py). Whatever else differs is shown before and after, and not called so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from time import monotonic

import pandas as pd

from touchpath.answers.answer import Answer, Table, link_to
from touchpath.answers.boards import AnsweredBlock, Ask, answered_block
from touchpath.answers.measures.judging import LatestPeriod, judge, judged_sentences, state_sentence
from touchpath.answers.measures.now import MeasureNow, MeasuresNow
from touchpath.journey.board import Board
from touchpath.journey.calendar import Calendar
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.questions import Overview
from touchpath.journey.words import NOTHING, plural

_PAGES = {"nps": "surveys", "csat": "surveys", "ces": "surveys", "retained": "retention"}
"""The page that shows a measure best; all others are on the overview."""
_BOARD_SECONDS = 10.0


@dataclass(frozen=True)
class WorkspaceFigures:
    """The figures of a workspace at one moment: every measure, and the blocks of its boards by board.

    `unread` counts blocks that were not asked because it took too long.
    """

    overview: Answer[MeasuresNow]
    boards: tuple[tuple[str, tuple[AnsweredBlock, ...]], ...]
    unread: int = 0


@dataclass(frozen=True)
class MovedFigure:
    """A measure that moved: what is said of it, and the page that shows its period."""

    sentence: str
    link: str


@dataclass(frozen=True)
class BoardChange:
    """A question of a board whose answer differs now; `before` is NOTHING where it would tell of few people."""

    board: str
    title: str
    before: str
    after: str
    link: str


@dataclass(frozen=True)
class WhatMoved:
    """What new data moved, in a sentence, with the figures and the boards' answers before and after."""

    sentence: str
    moved: tuple[MovedFigure, ...]
    figures: Table
    boards: tuple[BoardChange, ...]
    unread: int = 0

    def lines(self) -> list[str]:
        """The same as text: the sentence, what moved, every figure that differs, the boards."""
        found = [self.sentence, *(f"- {part.sentence}" for part in self.moved)]
        rows = self.figures.readable.itertuples(index=False)
        found += [f"  {row[0]}: {row[1]} -> {row[2]}" for row in rows if row[1] != row[2]]
        for part in self.boards:
            found += [f'  On "{part.board}", {part.title}', f"    before: {part.before}", f"    now: {part.after}"]
        return found


def workspace_figures(
    boards: Sequence[Board], calendar: Calendar, asking: Ask, stopped: Callable[[], bool] = lambda: False
) -> WorkspaceFigures | None:
    """The figures as `asking` answers them; None without events, or where they may not be shown.

    Boards are asked for at most ten seconds: an import must not wait for them.
    """
    if calendar.data_end is None:
        return None
    try:
        overview = asking(Overview(), NO_FILTERS)
    except DefinitionError:
        return None
    until, found, unread = monotonic() + _BOARD_SECONDS, [], 0
    for board in boards:
        blocks = []
        for block in board.blocks:
            if stopped() or monotonic() > until:
                unread += 1
            else:
                blocks.append(answered_block(block, calendar, NO_FILTERS, asking))
        found.append((board.name, tuple(blocks)))
    return WorkspaceFigures(overview, tuple(found), unread)


def what_moved(before: WorkspaceFigures, after: WorkspaceFigures, currency: str) -> WhatMoved:
    """What differs between two moments; only what is beyond its usual range, and new, is called moved."""
    known = {(part.name, part.starts, part.value) for part in judge(before.overview.result)}
    result, judged = after.overview.result, judge(after.overview.result)
    fresh = [part for part in judged if (part.name, part.starts, part.value) not in known]
    moved = tuple(
        MovedFigure(said, _link(part, after))
        for part in fresh
        if part.moved
        for said in judged_sentences([part], result.history_period, currency)
    )
    sentence = _sentence(judged, fresh, len(moved), result.history_period)
    return WhatMoved(sentence, moved, _figures(before, after, judged), _boards(before, after), before.unread)


def _sentence(judged: Sequence[LatestPeriod], fresh: Sequence[LatestPeriod], moved: int, period: str) -> str:
    if not judged:
        return state_sentence((), period)
    if not fresh:
        return f"Nothing moved: no new {period} is complete yet, and the latest complete one is as it was."
    if not moved:
        return (
            f"Nothing moved beyond its usual range, of {plural(len(fresh), 'figure')} with a new complete {period}."
        )
    whose = "its" if moved == 1 else "their"
    return f"{moved} of {plural(len(fresh), 'figure')} with a new complete {period} moved beyond {whose} usual range."


def _link(part: LatestPeriod, after: WorkspaceFigures) -> str:
    """The page of the measure, its dates those of the period."""
    found, calendar = after.overview.result, after.overview.calendar
    period = next(bucket for bucket in found.history_buckets if bucket.start == part.starts)
    last = calendar.day_of(period.ends - timedelta(microseconds=1))
    return link_to(_PAGES.get(part.name, "overview"), [], replace(NO_FILTERS, date_from=part.starts, date_to=last))


def _figures(before: WorkspaceFigures, after: WorkspaceFigures, judged: Sequence[LatestPeriod]) -> Table:
    """A row for each measure with a value: over all dates before and after, and in its latest complete period."""
    said = {reading.name: reading for reading in before.overview.readings}
    latest = {part.name: part for part in judged}
    k, lines = after.overview.viewer.small_cell, []
    for part, reading in zip(after.overview.result.measures, after.overview.readings, strict=True):
        if reading.known:
            earlier = before.overview.result.named(part.name)
            shown = NOTHING if _tells(earlier, part, k) else said[part.name].value
            lines.append((reading, shown, earlier.figure.value if shown != NOTHING else None, latest.get(part.name)))
    rows = pd.DataFrame(
        [
            (reading.name, value, after.overview.result.named(reading.name).figure.value, *_of_period(period))
            for reading, _, value, period in lines
        ],
        columns=["measure", "before", "after", "latest_period", "value_in_it", "usual_low", "usual_high"],
    )
    readable = pd.DataFrame(
        [(reading.title, shown, reading.value, _standing(period)) for reading, shown, _, period in lines],
        columns=["Figure", "Before", "Now", "Latest complete period"],
    )
    return Table("what-moved", rows, readable)


def _of_period(period: LatestPeriod | None) -> tuple[object, ...]:
    return (period.starts, period.value, period.low, period.high) if period else (None, None, None, None)


def _standing(period: LatestPeriod | None) -> str:
    if period is None:
        return "too short a history to judge"
    return "beyond its usual range" if period.moved else "as usual"


def _tells(before: MeasureNow, after: MeasureNow, k: int) -> bool:
    """Whether before and after, side by side, would tell of fewer than k people by subtraction."""
    pairs = [(getattr(before.figure, name), getattr(after.figure, name)) for name in ("n", "hits", "people")]
    return any(0 < abs(now - then) < k for then, now in pairs if now == now and then == then)


def _boards(before: WorkspaceFigures, after: WorkspaceFigures) -> tuple[BoardChange, ...]:
    """The questions, asked at both moments, whose answers differ."""
    earlier = {(board, block.block): block for board, blocks in before.boards for block in blocks}
    found = []
    for board, blocks in after.boards:
        for block in blocks:
            then = earlier.get((board, block.block))
            if then is not None and block.answer is not None and _said(then) != _said(block):
                few = (
                    then.answer is not None
                    and 0 < abs(block.answer.n - then.answer.n) < block.answer.viewer.small_cell
                )
                shown = NOTHING if few else _said(then)
                found.append(BoardChange(board, block.answer.title, shown, block.answer.sentence, block.answer.link))
    return tuple(found)


def _said(block: AnsweredBlock) -> str:
    return block.answer.sentence if block.answer else block.refusal
