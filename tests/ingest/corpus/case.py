"""One invented table of the corpus: what is in it, and what must come out of it or must be asked about it.

What must come out is said in figures of the workspace after importing (people, events, names, sums), counted here
from the rows the builder wrote and not by the product; so it holds however a mapping is written down.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Rows = list[tuple[Any, ...]]
START = datetime(2023, 3, 6, 8, 15, 20)


@dataclass(frozen=True)
class Case:
    """A file, `right`: the figures expected (see `facts`), `ask`: roles one of which is rightly asked about.

    Only `right`: it must come in without a question. Only `ask`: a question must come. Both: either will do.
    A figure given as a set allows each of its members.
    """

    name: str
    content: str | bytes
    right: dict[str, Any] | None = None
    ask: frozenset[str] = frozenset()

    @property
    def bytes(self) -> bytes:
        """The content as it lies in the file."""
        return self.content.encode() if isinstance(self.content, str) else self.content


def case(name: str, content: str | bytes, *, ask: str = "", **right: Any) -> Case:
    """A case; `ask` lists roles, `right` the figures."""
    return Case(name, content, right or None, frozenset(ask.split()))


def written(header: str, rows: Iterable[Sequence[Any]], sign: str = ",", quote: bool = False) -> str:
    """The rows as text under a header written with commas (no header where it is empty)."""
    lines = [header.replace(",", sign)] if header else []
    lines += [sign.join(_cell(value, sign, quote) for value in row) for row in rows]
    return "\n".join(lines) + "\n"


def _cell(value: Any, sign: str, quote: bool) -> str:
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if quote or sign in text or '"' in text else text


def lines(items: Iterable[Any]) -> str:
    """One JSON document a line."""
    return "".join(json.dumps(item) + "\n" for item in items)


def moment(number: int, step: timedelta = timedelta(hours=7, minutes=13, seconds=7)) -> datetime:
    """The nth moment of a log."""
    return START + number * step


def day(number: int, step: int = 1) -> datetime:
    """The nth day of a log."""
    return datetime(2023, 3, 6) + timedelta(days=number * step)


def made(rows: int, row: Callable[[int], tuple[Any, ...]]) -> Rows:
    """Rows by their number."""
    return [row(number) for number in range(rows)]


def counted(values: Iterable[Any]) -> dict[str, int]:
    """How often each name stands."""
    counts: dict[str, int] = {}
    for value in values:
        counts[str(value)] = counts.get(str(value), 0) + 1
    return counts


def log(rows: Rows, who: int, what: int, value: int | None = None, **more: Any) -> dict[str, Any]:
    """The figures of a log whose columns (by position) say who and what happened, and what it was worth."""
    figures = {
        "kinds": ("events",),
        "people": len({row[who] for row in rows}),
        "events": len(rows),
        "what": counted(row[what] for row in rows),
    }
    if value is not None:
        figures["value"] = round(sum(float(row[value]) for row in rows), 2)
    return {**figures, **more}
