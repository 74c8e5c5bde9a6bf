"""What a report says, before it is written in one form or another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from touchpath.answers import Table
from touchpath.answers.boards import AnsweredBlock
from touchpath.charts.drawing import Drawing
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures import picture_named, pictures
from touchpath.charts.theme import LIGHT
from touchpath.journey.board import TABLE, Board
from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import Name
from touchpath.journey.words import NOTHING, count, day_in_words
from touchpath.reports.native import NativeChart
from touchpath.reports.native_charts import native_chart


@dataclass(frozen=True)
class ReportPart:
    """One question and its answer as a report says it; `refusal` instead of an answer where there is none.

    `native` is what an office program can draw and edit itself; `picture` is drawn for it otherwise.
    """

    title: str
    sentence: str
    note: str = ""
    refusal: str = ""
    picture: Drawing | None = None
    alt: str = ""
    native: NativeChart | None = None
    tables: tuple[Table, ...] = ()
    show_table: bool = False
    small_print: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class BoardReport:
    """A report: whose it is, what the data reach, and its parts in order."""

    title: str
    workspace: str
    note: str
    about: str
    parts: tuple[ReportPart, ...]


def report_of(
    board: Board,
    blocks: Sequence[AnsweredBlock],
    workspace: str,
    calendar: Calendar,
    owners: Mapping[str, tuple[Name, ...]],
) -> BoardReport:
    """The report of an answered board.

    `workspace` is its name, `owners` the personas and channels that own colours (names_in_order).
    """
    colours = NameColours(LIGHT, owners)
    small = next((block.answer.viewer.small_cell for block in blocks if block.answer), 0)
    reach = f"Data until {day_in_words(calendar.last_day)}." if calendar.last_day else "No events yet."
    hidden = f" Figures about fewer than {small} people are hidden, shown as {NOTHING}." if small else ""
    parts = tuple(_part(block, colours) for block in blocks)
    return BoardReport(board.name, workspace, board.note, reach + hidden, parts)


def _part(found: AnsweredBlock, colours: NameColours) -> ReportPart:
    answer, block = found.answer, found.block
    if answer is None:
        return ReportPart("This question cannot be answered now", found.refusal, block.note, found.refusal)
    drawn = picture_named(pictures(answer, colours), block.picture) if block.picture != TABLE else None
    return ReportPart(
        title=answer.title,
        sentence=answer.sentence,
        note=block.note,
        picture=drawn.drawing if drawn else None,
        alt=drawn.alt if drawn else "",
        native=native_chart(answer, drawn.name, colours) if drawn else None,
        tables=answer.tables,
        show_table=drawn is None,
        small_print=(
            ("Definition", answer.definition),
            ("Counted among", answer.denominator),
            ("Filters", answer.filters.sentence()),
            ("n", count(answer.n)),
        ),
        notes=answer.notes,
    )
