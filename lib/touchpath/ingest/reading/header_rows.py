"""How many rows of names a table has, and the one name each column gets from them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from touchpath.ingest.reading.column_types import time_formats
from touchpath.ingest.reading.delimited import header_rows

_IMPORT_ID = re.compile(r'^\s*\{\s*"ImportId"\s*:')
_ASIDE = re.compile(r"^(open-ended )?(response|answer)s?$|^antwort(en)?$|^offene antwort$|^respuesta", re.IGNORECASE)
_TAG = re.compile(r"^V\d+$")
_ROWS_COMPARED = 40


@dataclass(frozen=True)
class HeaderNames:
    """For each column its name, and the text that explains it (the question of a survey); facts the header tells."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()


def header_depth(records: Sequence[Sequence[str]]) -> int:
    """How many of the first records are names: 0 without a header, 1, or 2 and 3 where a header has several rows."""
    for place in (1, 2):
        if len(records) > place and any(_IMPORT_ID.match(cell) for cell in records[place]):
            return place + 1
    if len(records) > 1 and _continues(records[0], records[1]):
        return 2
    if names_groups(records):
        return 2
    if not header_rows(list(map(list, records))):
        return 0
    if len(records) > 2 and _words_over_values(records[0], records[1], records[2 : 2 + _ROWS_COMPARED]):
        return 2
    return 1


def join_names(rows: Sequence[Sequence[str]]) -> HeaderNames:
    """One name per column of several header rows.

    A tag with its question below keeps the tag (the question becomes the label), but not a mere number; a row of
    import ids wins over tags that stand twice. Else, where the first row has blank or repeated cells, a group spans
    several columns: its text is carried on and joined with the one below.
    """
    if len(rows) < 2:
        return HeaderNames(tuple(rows[0]) if rows else (), ())
    width = max(len(row) for row in rows)
    first, second = [_padded(row, width) for row in rows[:2]]
    facts = _facts(rows[-1])
    if _are_ids(second):
        return HeaderNames(tuple(first), (), facts)
    if (len(rows) > 2 and _are_ids(rows[2])) or not _grouped(first, second):
        labels = [
            "" if _ASIDE.match(text) or text == name else text for name, text in zip(first, second, strict=True)
        ]
        names = [text if text and _TAG.match(name) else name for name, text in zip(first, labels, strict=True)]
        return HeaderNames(tuple(names), tuple(labels), facts)
    names, group = [], ""
    for own, below in zip(first, second, strict=True):
        group = own or group
        if _ASIDE.match(below) or below in ("", own):
            names.append(own)
        else:
            names.append(f"{group} - {below}" if group else below)
    return HeaderNames(tuple(names), (), facts)


def _continues(first: Sequence[str], second: Sequence[str]) -> bool:
    """The second row names parts of the first: "Response" below a question, or choices below its blanks."""
    asides = sum(bool(_ASIDE.match(cell.strip())) for cell in second)
    if asides and asides >= sum(bool(cell.strip()) for cell in second) / 4:
        return True
    inner = [place for place, cell in enumerate(first) if not cell.strip() and place < _last_filled(first)]
    below = [place for place in inner if place < len(second) and second[place].strip()]
    return len(below) >= 2 and asides > 0


def names_groups(records: Sequence[Sequence[str]]) -> bool:
    """A first row that names groups of columns (blank where a group goes on) above one that names every column."""
    if len(records) < 3:
        return False
    first, second = records[0], records[1]
    blank = any(not cell.strip() and second[place : place + 1] for place, cell in enumerate(first[:-1]))
    named = all(cell.strip() and not _is_value(cell.strip()) for cell in second)
    words = all(not _is_value(cell.strip()) for cell in first if cell.strip())
    return blank and named and words and _words_over_values(first, second, records[2 : 2 + _ROWS_COMPARED])


def _words_over_values(first: Sequence[str], second: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """The second row holds words in at least two columns (and half of them) whose values are numbers or times."""
    if [cell.strip() for cell in first] == [cell.strip() for cell in second]:
        return True
    typed = words = 0
    for place, cell in enumerate(second):
        values = [row[place].strip() for row in below if place < len(row) and row[place].strip()]
        if values and all(_is_value(value) for value in values):
            typed += bool(cell.strip())
            words += bool(cell.strip()) and not _is_value(cell.strip()) and not _is_gap(cell)
    return words >= 2 and words > typed / 2 and len(second) >= len(first) - 1


def _is_value(text: str) -> bool:
    try:
        float(text.rstrip("%").replace(",", ""))
    except ValueError:
        return bool(time_formats([text]))
    return True


def _is_gap(text: str) -> bool:
    return text.strip().lower() in {"n/a", "na", "null", "none", "-", "nan", "(not set)", "."}


def _are_ids(row: Sequence[str]) -> bool:
    return any(_IMPORT_ID.match(cell) for cell in row)


def _grouped(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the first row names groups of columns: cells of it are blank, or many of them stand again.

    A few names that stand twice, every one with a text of its own below, are tags given twice.
    """
    named = [cell for cell in first if cell]
    if any(not cell and second[place] for place, cell in enumerate(first)):
        return True
    repeated = len(named) - len(set(named))
    told_apart = all(second) and len(set(second)) == len(second)
    return repeated > (len(named) / 5 if told_apart else 0)


def _facts(row: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What the row of import ids of Qualtrics tells beside them: the zone of the times."""
    for cell in row:
        try:
            told = json.loads(cell)
        except (ValueError, RecursionError):
            continue
        if isinstance(told, dict) and isinstance(told.get("timeZone"), str):
            return (("time zone", told["timeZone"]),)
    return ()


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [row[place].strip() if place < len(row) else "" for place in range(width)]


def _last_filled(row: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(row) if cell.strip()), default=0)
