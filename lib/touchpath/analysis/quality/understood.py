"""Files whose columns were probably taken for something else than they are, as far as what came out of them shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from touchpath.analysis.quality.look import CheckOutcome, Draft, Look, rows_of
from touchpath.journey.amounts import Looks, look_like_ids
from touchpath.journey.quality import Finding, Sound
from touchpath.journey.words import count, plural, rate

_FEW = 10
_LINES = 0.3
_AGAIN = "Import the file again on the page Add data, with other columns, if it is so."


def people_understood(look: Look) -> list[CheckOutcome]:
    """Imports whose people are probably none: one of its own for every event, met nowhere else, or one for all."""
    found: list[CheckOutcome] = [
        _finding(row, code, title, sentence)
        for row in rows_of(look.understood)
        if row.events >= _FEW
        for code, title, sentence in _about_people(row)
    ]
    return found or [Sound("one_event_each", "imports with a person of its own for every event, or one for all")]


def names_understood(look: Look) -> list[CheckOutcome]:
    """Imports in which every event has a name of its own: probably texts or ids, no touchpoints."""
    found: list[CheckOutcome] = [
        _finding(
            row, "one_name_each", "Every event has a name of its own",
            f"{row.file_name}: each of its {count(row.events)} events is another touchpoint, so no two can be "
            "compared: its column may hold texts or ids, not what happened.",
        )
        for row in rows_of(look.understood)
        if row.events >= _FEW and row.names == row.events
    ]  # fmt: skip
    return found or [Sound("one_name_each", "imports in which every event has a name of its own")]


def amounts_understood(look: Look) -> list[CheckOutcome]:
    """Values and counts that look like ids, so that their sums mean nothing."""
    counts = look.reader.frame("ask/quality/counts_understood", {"import_id": look.import_id})
    named = [(row, "the values of its events") for row in rows_of(look.understood)]
    named += [(row, f'"{row.measure}"') for row in rows_of(counts)]
    found: list[CheckOutcome] = [
        _finding(
            row, "ids_added_up", "Numbers that look like ids are added up",
            f"{row.file_name}: {what} are whole numbers, each another one, from {row.least:,.0f} to "
            f"{row.largest:,.0f}. They look like ids or numbers of rows, whose sum means nothing.",
            rows=int(row.valued),
        )
        for row, what in named
        if row.valued >= _FEW and look_like_ids(_looks(row))
    ]  # fmt: skip
    return found or [Sound("ids_added_up", "sums of numbers that look like ids")]


def orders_understood(look: Look) -> list[CheckOutcome]:
    """Imports without order ids in which one moment of a person has several events of one touchpoint with values."""
    once = look.tied[look.tied["copy"] == 1]
    together = once.groupby(["import_id", "person", "occurred_at", "touchpoint"]).size()
    lines = together[together > 1].groupby(level="import_id").sum()
    found: list[CheckOutcome] = [
        _finding(
            row, "lines_as_orders", "Lines of orders may be counted as orders",
            f"{row.file_name}: {count(int(lines[row.import_id]))} of its {count(row.events)} events "
            f"({rate(lines[row.import_id] / row.events)}) stand beside another of the same touchpoint, person and "
            "moment, and have values: they may be the lines of one order each. Choose the column of the order id.",
            rows=int(lines[row.import_id]),
        )
        for row in rows_of(look.understood)
        if row.import_id in lines.index and _are_lines(row, int(lines[row.import_id]))
    ]  # fmt: skip
    return found or [Sound("lines_as_orders", "lines of orders counted as orders")]


def _are_lines(row: Any, lines: int) -> bool:
    return row.events >= _FEW and not row.ordered and row.valued > row.events / 2 and lines >= _LINES * row.events


def _about_people(row: Any) -> Iterator[tuple[str, str, str]]:
    if row.people == row.events and not row.met:
        yield (
            "one_event_each",
            "Every person has one event only",
            f"{row.file_name}: each of its {plural(row.events, 'event')} is of another person, so nobody goes on to "
            "a next step: its column may say which row it is, not who it was.",
        )
    elif row.people == 1:
        yield (
            "one_person",
            "All events are of one person",
            f"{row.file_name}: all {count(row.events)} events are of one person: its column may not say who it was.",
        )


def _finding(row: Any, code: str, title: str, sentence: str, rows: int | None = None) -> Draft:
    events = int(row.events) if rows is None else rows
    return Draft(Finding(code=code, title=title, sentence=f"{sentence} {_AGAIN}", rows=events, note_only=True))


def _looks(row: Any) -> Looks:
    return Looks(
        rows=int(row.valued), least=float(row.least), largest=float(row.largest), different=int(row.different),
        whole=bool(row.whole), tens=int(row.tens),
    )  # fmt: skip
