"""All watched figures of a workspace together: those with an open alarm first, in a sentence, a table and a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from touchpath.analysis.alerts.result import WatchedFigure
from touchpath.answers.alerts.telling import TITLE
from touchpath.answers.answer import Answer, Table
from touchpath.answers.change.rereading import ChangesRead, change_sentence
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.questions import ChangesToRead
from touchpath.journey.words import count, day_in_words, listed, plural
from touchpath.workspace.alerts import SavedAlert

WatchedState = Literal["open", "seen", "data missing?", "closed", "learning", "quiet", "refused"]
_ORDER: tuple[WatchedState, ...] = ("open", "seen", "data missing?", "refused", "learning", "closed", "quiet")
_NO_CHANGES = ChangesRead(())
Asking = Callable[[Any, Filters], Answer[Any]]


@dataclass(frozen=True)
class Watched:
    """A watched figure and how it stands; `answer` is None where it was refused, and `sentence` says why."""

    saved: SavedAlert
    state: WatchedState
    sentence: str
    answer: Answer[WatchedFigure] | None

    @property
    def began(self) -> date | None:
        """The first day of its alarm, if it has one now."""
        current = self.answer.result.current if self.answer else None
        return current.first if current else None

    @property
    def last_day(self) -> date | None:
        """The latest day that was judged."""
        days = self.answer.result.days if self.answer else ()
        return days[-1].day if days else None


@dataclass(frozen=True)
class Digest:
    """Every watched figure, what needs a look first; and the saved changes, those that could be read first."""

    watched: tuple[Watched, ...]
    changes: ChangesRead = _NO_CHANGES

    @property
    def open(self) -> tuple[Watched, ...]:
        """Those with an alarm that nobody has seen or closed."""
        return tuple(part for part in self.watched if part.state == "open")

    @property
    def sentence(self) -> str:
        """The answer of the page: what changed, worst first; then the change that was read last."""
        read = self.changes.of("read")
        return f"{self._figures} A change could be read: {change_sentence(read[0])}" if read else self._figures

    @property
    def _figures(self) -> str:
        if not self.watched:
            return "Nothing is watched yet: choose a figure below, see what it would have raised, and watch it."
        total = plural(len(self.watched), "watched figure")
        if self.open:
            first, others = self.open[0], len(self.open) - 1
            more = f" Also open: {listed([part.saved.name for part in self.open[1:]])}." if others else ""
            return f"{count(len(self.open))} of {total} left what is usual. {first.sentence}{more}"
        calm = [part for part in self.watched if part.state in ("quiet", "closed")]
        unjudged = [part for part in self.watched if part not in calm]
        rest = f" {_states(unjudged)}." if unjudged else ""
        if not calm:
            return f"No alarm is open.{rest}"
        days = [part.last_day for part in calm if part.last_day]
        until = f" (up to {day_in_words(max(days))})" if days else ""
        return f"No alarm is open: {count(len(calm))} of {total} as usual{until}.{rest}"

    def table(self) -> Table:
        """A row for each figure and each saved change."""
        rows = pd.DataFrame(
            [
                (part.saved.name, part.state, part.began, part.last_day, _whom(part.saved.filters), part.sentence)
                for part in self.watched
            ]
            + [
                (
                    part.change.name,
                    f"change {part.state}",
                    part.due,
                    part.read_to,
                    "the change",
                    change_sentence(part),
                )
                for part in self.changes.changes
            ],
            columns=["figure", "state", "alarm_began", "judged_to", "filters", "sentence"],
        )
        readable = pd.DataFrame(
            {
                "Figure": rows["figure"],
                "State": rows["state"],
                "Now": rows["sentence"],
                "Of": rows["filters"],
            }
        )
        return Table("watched-figures", rows, readable)

    def message(self) -> dict[str, Any]:
        """What may leave the machine: sentences and states, as shown; no filters, which can name what people said."""
        told = [
            {
                "figure": part.saved.name,
                "state": part.state,
                "said": part.sentence,
                "since": part.began,
                "until": part.last_day,
            }
            for part in self.watched
        ]
        changes = [{"state": part.state, "said": change_sentence(part)} for part in self.changes.changes]
        return {"text": self.sentence, "open": len(self.open), "figures": told, "changes": changes}

    def text(self, quality: str = "") -> str:
        """The digest to send on: the sentence, whether data or world, and a line for each figure."""
        lines = [TITLE, self.sentence, *([f"Data or world? {quality}"] if quality else [])]
        lines += [f"- [{part.state}] {part.saved.name}: {part.sentence}" for part in self.watched]
        lines += [f"- [change {part.state}] {change_sentence(part)}" for part in self.changes.changes]
        return "\n".join(lines) + "\n"


def digest(saved: Iterable[SavedAlert], asking: Asking) -> Digest:
    """Ask for every watched figure and saved change through the front door; what is refused says so."""
    parts = [_watched(part, asking) for part in saved]
    changes = asking(ChangesToRead(), NO_FILTERS).result
    return Digest(tuple(sorted(parts, key=lambda part: (_ORDER.index(part.state), part.saved.name.lower()))), changes)


def _watched(part: SavedAlert, asking: Asking) -> Watched:
    try:
        answer = asking(part.alert, part.filters)
    except DefinitionError as refusal:
        return Watched(part, "refused", str(refusal), None)
    return Watched(part, _state(part, answer.result), answer.sentence, answer)


def _state(part: SavedAlert, found: WatchedFigure) -> WatchedState:
    if found.current is not None:
        return part.state(found.current.first)
    if found.days and found.days[-1].day in found.missing:
        return "data missing?"
    return "learning" if found.learning else "quiet"


def _whom(filters: Filters) -> str:
    return "everybody" if filters == NO_FILTERS else filters.sentence()


def _states(parts: Iterable[Watched]) -> str:
    return "; ".join(f"{part.saved.name}: {part.state}" for part in parts)
