"""Which tool a table comes from, by the evidence in it: names, remarks, footers, the look of its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from touchpath.ingest.presets.preset import Preset, Signature, find_column, presets

_ROWS_LOOKED_AT = 20
_TELLING = 3


@dataclass(frozen=True)
class Seen:
    """What a table shows of itself: names (empty without a header), cells, remarks before and lines after it."""

    names: tuple[str, ...]
    cells: Sequence[Sequence[str | None]]
    remarks: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    format: str = "csv"


def recognise(seen: Seen) -> Preset | None:
    """The preset with most evidence in the table; None when none fits."""
    scored = [
        (score, -place, preset)
        for place, preset in enumerate(presets())
        if (score := max(_score(part, seen) for part in preset.evidence)) > 0
    ]
    return max(scored, key=lambda entry: entry[:2])[2] if scored else None


def evidence_seen(preset: Preset, names: Sequence[str]) -> str:
    """Why a table was taken for an export of this tool, in a sentence."""
    wanted = dict.fromkeys(name for part in preset.evidence for name in (*part.columns, *part.any))
    found = list(dict.fromkeys(name for one in wanted if (name := find_column(names, one))))[:3]
    if not found or preset.names:
        return "Recognised by the lines around the table and the look of its cells."
    return f"Recognised by its columns {', '.join(found)}."


def _score(evidence: Signature, seen: Seen) -> int:
    """How many things of the evidence are seen; 0 when one that is needed is missing."""
    found = [name for name in evidence.columns if find_column(seen.names, name)]
    others = [name for name in evidence.any if find_column(seen.names, name)]
    liked = [any(re.search(part, name, re.IGNORECASE) for name in seen.names) for part in evidence.like]
    needed = [
        len(found) >= evidence.at_least,
        bool(others) or not evidence.any,
        not evidence.first or any(find_column(seen.names[:1], one) for one in evidence.first),
        all(liked),
        not any(find_column(seen.names, name) for name in evidence.without),
        not evidence.format or evidence.format == seen.format,
        not evidence.width or _width(seen) in evidence.width,
        not evidence.banner or _any_line(evidence.banner, seen.remarks),
        not evidence.footer or _any_line(evidence.footer, seen.footer),
        not evidence.cells or _cells_fit(evidence.cells, seen.cells),
    ]
    if not all(needed):
        return 0
    told = sum(bool(part) for part in (evidence.banner, evidence.footer, evidence.cells))
    return bool(evidence.first) + len(found) + len(others) + len(liked) + _TELLING * told


def _width(seen: Seen) -> int:
    return max((len(row) for row in seen.cells), default=len(seen.names))


def _any_line(pattern: str, lines: Sequence[str]) -> bool:
    return any(re.search(pattern, line, re.IGNORECASE) for line in lines)


def _cells_fit(cells: Sequence[tuple[int, str]], rows: Sequence[Sequence[str | None]]) -> bool:
    looked_at = rows[:_ROWS_LOOKED_AT]
    return bool(looked_at) and all(
        re.search(pattern, (row[place] if place < len(row) else None) or "")
        for row in looked_at
        for place, pattern in cells
    )
