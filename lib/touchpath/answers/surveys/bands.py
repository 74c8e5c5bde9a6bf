"""Bands of scores in words."""

from __future__ import annotations

from math import isfinite

from touchpath.journey.comments import Band

_NPS: dict[Band, str] = {"low": "detractors", "middle": "passives", "top": "promoters"}


def band_name(metric: str, band: Band) -> str:
    """People of a band: "detractors" of an NPS, else "people with a low score"."""
    return _NPS[band] if metric == "nps" else f"people with a {band} score"


def band_label(metric: str, band: Band, low_to: float, top_from: float) -> str:
    """A band as a row or bar is called: "Detractors (up to 6)", "Passives (7 to 8)", "Low (up to 2)"."""
    name = _NPS[band] if metric == "nps" else band
    if not isfinite(low_to):
        return name.capitalize()
    between = f"{low_to + 1:g}" if low_to + 1 >= top_from - 1 else f"{low_to + 1:g} to {top_from - 1:g}"
    ends = {"low": f"up to {low_to:g}", "middle": between, "top": f"{top_from:g} and more"}
    return f"{name.capitalize()} ({ends[band]})"
