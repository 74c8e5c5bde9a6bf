"""Charts as pictures for paper: PNG and SVG, drawn on white, without a browser."""

from __future__ import annotations

import json
import re
from typing import Any

import vl_convert

from touchpath.charts.theme import LIGHT, styled

_WIDTH = 760
_COUNTED = re.compile(r"\b(clip|gradient_|gradient|pattern)(\d+)\b")


def png(picture: Any) -> bytes:
    """The chart as a PNG at twice the screen's size.

    `picture` is a drawing or an Altair chart that has not been given the page's style yet, or already has it.
    """
    image: bytes = vl_convert.vegalite_to_png(_specification(picture), scale=2)
    return image


def svg(picture: Any) -> str:
    """The chart as SVG text, the same each time: what the renderer counts over all its pictures is counted anew."""
    text: str = vl_convert.vegalite_to_svg(_specification(picture))
    numbers: dict[str, str] = {}
    return _COUNTED.sub(lambda found: numbers.setdefault(found[0], f"{found[1]}{len(numbers)}"), text)


def _specification(picture: Any) -> str:
    """Drawn for paper: light colours of axes and text, white ground."""
    plain = json.loads(styled(picture, LIGHT).properties(background="white").to_json(validate=False))
    plain["config"]["font"] = "sans-serif"  # the page's font is not installed where pictures are drawn
    if plain.get("width") in (None, "container"):
        plain["width"] = _WIDTH
    return json.dumps(plain)
