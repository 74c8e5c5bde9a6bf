"""Logs of web servers in the extended format of the W3C: a remark (`#Fields: date time ...`) names their columns.

Source: Hallam-Baker and Behlendorf, Extended Log File Format, W3C Working Draft WD-logfile-960323.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from touchpath.ingest.reading.remarks import REMARK, Said

_DIRECTIVE = re.compile(r"\ufeff?#[A-Za-z-]{1,40}:")
_FIELDS = "#fields:"
_FEWEST = 2


@dataclass(frozen=True)
class NamedLog:
    """The remarks a log begins with, the names of its columns in them, and what parts its cells."""

    remarks: tuple[Said, ...]
    names: tuple[str, ...]
    delimiter: str


def extended_log(lines: Sequence[str]) -> NamedLog | None:
    """What the first lines tell of a log; None where no remark above the first row names its columns."""
    top: list[str] = []
    for line in lines:
        if not _DIRECTIVE.match(line):
            break
        top.append(line)
    named = next((line for line in top if line.lstrip("\ufeff").lower().startswith(_FIELDS)), "")
    names = tuple(named.partition(":")[2].split())
    rows = [line for line in lines[len(top) :] if line.strip()]
    if len(names) < _FEWEST or not rows:
        return None
    delimiter = "\t" if "\t" in rows[0] else " "
    said = tuple(Said(number, line.strip()[:200], REMARK) for number, line in enumerate(top, start=1))
    return NamedLog(said, names, delimiter)
