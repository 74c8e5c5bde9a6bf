"""Saved changes when their date comes: which can be read, what was read of them, and when the others can be.

A change is read once by itself, with the first data that reach its date; that is a look like any other and is
counted. From then on the verdict stands with the data it was read on, until somebody looks again in the change lab:
reading it again with all new data would make every week another chance to be fooled.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Literal

import pandas as pd

from touchpath.analysis.change.looks import question_key
from touchpath.analysis.change.result import ChangeResult, Verdict
from touchpath.analysis.change.weeks import due_on
from touchpath.answers.answer import Answer, Table, Told, link_to
from touchpath.answers.kinds import Kind, Place
from touchpath.engine.base import Reader
from touchpath.journey.cells import Fixed
from touchpath.journey.change import Change, change_to_plain
from touchpath.journey.change_words import VERDICTS
from touchpath.journey.definition import DefinitionError, build
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.questions import ChangesToRead
from touchpath.journey.words import NOTHING, count, day_in_words, listed, plural
from touchpath.workspace import Workspace
from touchpath.workspace.changes import saved_changes

ReadState = Literal["read", "due", "waiting"]
_ORDER: tuple[ReadState, ...] = ("read", "due", "waiting")
_STATES = {"read": "read", "due": "cannot be told yet", "waiting": "waits for its date"}
_EVER = datetime.fromisoformat("9999-01-01")


@dataclass(frozen=True)
class ChangeToRead:
    """A saved change: the day it is to be read on, how it stands, and its latest look with the data it was of.

    `looks` counts how often its verdict was shown with other data.
    """

    change: Fixed[Change]
    due: Fixed[date]
    state: Fixed[ReadState]
    looks: Fixed[int]
    verdict: Fixed[str] = ""
    read_to: Fixed[date | None] = None


@dataclass(frozen=True)
class ChangesRead:
    """Every saved change with a question, those that were read first, the latest of them on top."""

    changes: tuple[ChangeToRead, ...]

    def read_on(self, last: date | None) -> tuple[ChangeToRead, ...]:
        """Those that were read on data until this day."""
        return tuple(part for part in self.of("read") if part.read_to == last)

    def of(self, state: ReadState) -> tuple[ChangeToRead, ...]:
        """Those that stand like this."""
        return tuple(part for part in self.changes if part.state == state)


def measure(engine: Reader, asked: ChangesToRead, filters: Filters) -> ChangesRead:
    """How every saved change with a question stands; filters are not looked at."""
    found = [_standing(engine, part.question) for part in saved_changes(engine) if part.question]
    latest = sorted(found, key=lambda part: (-part.due.toordinal(), part.change.name))
    soonest = sorted(found, key=lambda part: (part.due, part.change.name))
    return ChangesRead(
        tuple(part for state in _ORDER for part in (soonest if state == "waiting" else latest) if part.state == state)
    )


def _standing(engine: Reader, change: Change) -> ChangeToRead:
    due, last = due_on(change), engine.calendar.last_day
    given = {"name": change.name, "question": question_key(change), "data_end": _EVER}
    looks = engine.frame("ask/change/looks", given).to_dict("records")
    told = [look for look in looks if look["verdict"] != Verdict.CANNOT_TELL_YET.value]
    read_to = engine.calendar.day_of(told[-1]["data_end"].to_pydatetime()) if told else None
    verdict = str(told[-1]["verdict"]) if told else ""
    if read_to is not None and read_to >= due:
        return ChangeToRead(change, due, "read", len(looks), verdict, read_to)
    state: ReadState = "due" if last is not None and last >= due else "waiting"
    return ChangeToRead(change, due, state, len(looks), verdict, read_to)


def tell(asked: ChangesToRead, found: ChangesRead, place: Place) -> Told:
    """What was read, the latest first, and what comes next."""
    return Told(
        title="Which changes can be read?",
        sentence=_sentence(found),
        definition="A saved change is read once by itself, with the first data that reach its date: the planned end, "
        "else two whole weeks after the change, and in both cases the days in which people may still act. That is a "
        "look, and it is counted; each further look widens the range of its answer.",
        denominator="saved changes with a question",
        n=len(found.changes),
        tables=(_table(found),),
        findings=tuple(change_sentence(part) for part in found.of("read")),
    )


def _sentence(found: ChangesRead) -> str:
    if not found.changes:
        return "No change is saved with a question yet: ask one in the change lab and save it."
    read, waiting = found.of("read"), found.of("waiting")
    said = [f"{count(len(read))} of {plural(len(found.changes), 'saved change')} could be read."]
    said += [change_sentence(read[0])] if read else []
    if due := found.of("due"):
        said.append(
            f"Their date has come, but too little is known yet: {listed([part.change.name for part in due])}."
        )
    said += [f"Next, {change_sentence(waiting[0])}"] if waiting else []
    return " ".join(said)


def change_sentence(part: ChangeToRead) -> str:
    """How one change stands."""
    name = part.change.name
    if part.state == "waiting":
        return f"{name}: readable from {day_in_words(part.due)} on."
    if part.state == "due":
        return f"{name}: its date, {day_in_words(part.due)}, has come, but too little is known yet."
    assert part.read_to is not None
    return (
        f"{name}: {VERDICTS[part.verdict]}, on data until {day_in_words(part.read_to)} "
        f"({plural(part.looks, 'look')} so far)."
    )


def _table(found: ChangesRead) -> Table:
    rows = pd.DataFrame(
        [
            (part.change.name, part.change.day, part.due, part.state, part.verdict, part.read_to, part.looks)
            for part in found.changes
        ],
        columns=["change", "day", "readable_from", "state", "verdict", "data_until", "looks"],
    )
    readable = pd.DataFrame(
        [
            (
                part.change.name,
                day_in_words(part.change.day),
                day_in_words(part.due),
                VERDICTS.get(part.verdict) or _STATES[part.state],
                day_in_words(part.read_to) if part.read_to else NOTHING,
                count(part.looks),
            )
            for part in found.changes
        ],
        columns=["Change", "Began", "Readable from", "Verdict", "Read on data until", "Looks"],
    )
    return Table("changes-to-read", rows, readable)


def read_due(workspace: Workspace, asking: Callable[[Any, Filters], Answer[Any]]) -> None:
    """Read every change whose date has come and that was not read since, and count the look.

    What cannot be asked any more (a touchpoint that is gone) stays unread: the change lab says why.
    """
    for part in asking(ChangesToRead(), NO_FILTERS).result.of("due"):
        try:
            answer = asking(part.change, NO_FILTERS)
        except DefinitionError:
            continue
        count_look(workspace, answer)


def count_look(workspace: Workspace, answer: Answer[Any]) -> None:
    """Count that the verdict on a saved change is shown, wherever it is; before anything is known there is none."""
    result = answer.result
    if not isinstance(result, ChangeResult) or answer.filters != NO_FILTERS:
        return
    if result.verdict is not Verdict.CANNOT_TELL_YET:
        workspace.changes.record_look(result)


def change_link(change: Change) -> str:
    """The change lab with this question."""
    text = json.dumps(change_to_plain(change), separators=(",", ":"), ensure_ascii=False)
    return link_to("change_lab", [("change", text)], NO_FILTERS)


def _parameters(_: ChangesToRead) -> list[tuple[str, str]]:
    return []


KIND: Kind[Any, Any] = Kind(
    "changes_to_read", ChangesToRead, partial(build, ChangesToRead), measure, tell, "alerts", _parameters
)
"""The question which changes can be read."""
