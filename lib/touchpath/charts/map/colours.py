"""The colour of a mark: how far its figure lies from usual, or how large it is; grey where it rests on few."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, log1p

from touchpath.charts.theme import Palette

_DIVERGING = ("score", "leaving", "change")
_LOW_IS_BAD = ("score", "change")


def mark_colours(values: Sequence[float], colour: str, usual: float, palette: Palette) -> list[str]:
    """A colour for each figure: warm is worse than `usual` and its opposite better; time and value from pale to dark.

    The figure furthest from usual has the full colour. NaN is grey.
    """
    known = [value for value in values if isfinite(value)]
    if colour in _DIVERGING:
        far = max((abs(value - usual) for value in known), default=0.0) or 1.0
        return [_diverging(value, colour, usual, far, palette) for value in values]
    scaled = [log1p(value) if isfinite(value) and value >= 0 else value for value in values]
    sizes = [value for value in scaled if isfinite(value)]
    low, high = min(sizes, default=0.0), max(sizes, default=1.0)
    return [_sequential((value - low) / ((high - low) or 1.0), palette) for value in scaled]


def _diverging(value: float, colour: str, usual: float, far: float, palette: Palette) -> str:
    if not isfinite(value):
        return palette.other
    share = (value - usual) / far * (-1 if colour in _LOW_IS_BAD else 1)
    return mixed(palette.context, palette.loss if share > 0 else palette.gain, min(abs(share), 1.0))


def _sequential(share: float, palette: Palette) -> str:
    if not isfinite(share):
        return palette.other
    steps = palette.sequential[1:]
    place = share * (len(steps) - 1)
    first = min(int(place), len(steps) - 2)
    return mixed(steps[first], steps[first + 1], place - first)


def mixed(one: str, two: str, share: float) -> str:
    """A colour between two: 0 is the first, 1 the second."""
    parts = zip(_rgb(one), _rgb(two), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in parts)


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue
