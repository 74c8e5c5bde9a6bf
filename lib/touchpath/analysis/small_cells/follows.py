"""What follows a score: bands add up to everybody, so a hidden one takes another along."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from touchpath.analysis.small_cells.cells import emptied, hide_cell, without_figures
from touchpath.analysis.small_cells.rules import Hide, tells, to_hide
from touchpath.analysis.surveys.score_follows import AfterScores, BandFollow

_RATES = {
    "converted": ("converted", "converted_rate", "converted_low", "converted_high", "revenue", "revenue_low",
                  "revenue_high"),
    "returned": ("returned", "returned_rate", "returned_low", "returned_high"),
}  # fmt: skip
"""What rests on how many did something; revenue on how many bought."""


def _followed(found: Any, k: int) -> Any:
    bands = found.bands
    gone = to_hide([part.people for part in bands], k)
    shown = [without_figures(part) if hide else part for part, hide in zip(bands, gone, strict=True)]
    for name, fields in _RATES.items():
        few = [tells(getattr(part, name), part.people, k) for part in bands]
        hide = to_hide([getattr(part, name) for part in bands], k, [a or b for a, b in zip(gone, few, strict=True)])
        shown = [emptied(part, fields) if lost else part for part, lost in zip(shown, hide, strict=True)]
    return hide_cell(replace(found, bands=tuple(shown)), k)


WHOLE: dict[type, Hide] = {BandFollow: lambda band, k: band}
"""Bands are looked at together."""
RULES: dict[type, Hide] = {AfterScores: _followed}
