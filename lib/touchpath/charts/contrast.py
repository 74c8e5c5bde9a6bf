"""Text that can be read: contrast of two colours, and shades between the colours of a scale."""

from __future__ import annotations

from collections.abc import Sequence

READABLE = 4.5
"""The least contrast of text to its ground (Web Content Accessibility Guidelines 2.2, success criterion 1.4.3)."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written as "#RRGGBB": 1 (the same) to 21 (black and white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable_on(ground: str, preferred: str) -> str:
    """The preferred ink where it can be read on this ground, else black or white: one of them always can."""
    if contrast(ground, preferred) >= READABLE:
        return preferred
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ground, ink))


def shade(colours: Sequence[str], share: float) -> str:
    """The colour at a share (0-1, cut to it) of the way through a scale, straight lines between its colours."""
    at = min(max(share, 0.0), 1.0) * (len(colours) - 1)
    place = min(int(at), len(colours) - 2)
    ends = zip(_parts(colours[place]), _parts(colours[place + 1]), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * (at - place)):02X}" for low, high in ends)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, as WCAG defines it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _shares(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _shares(colour: str) -> list[float]:
    return [part / 255 for part in _parts(colour)]
