"""How values and patterns are written: which texts are numbers, which numbers are one, which patterns can be read."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any

import re2

from touchpath.journey.definition import DefinitionError

_PLAIN = re.compile(r"-?[1-9][0-9]*\.[0-9]+|-?0\.[0-9]*[1-9][0-9]*|0\.0+")
_MOST_DIGITS = 15
_QUIET = re2.Options()
_QUIET.log_errors = False


def shortest_number(text: str) -> str:
    """The shortest way a plainly written number can be said ("10.0" and "10.00" are "10"); other texts as they are.

    Plain: an optional minus, no leading zero, no exponent, at most 15 digits. The macro of this name in queries
    does the same.
    """
    if not text.endswith("0") or len(text.replace("-", "")) > _MOST_DIGITS + 1 or not _PLAIN.fullmatch(text):
        return text
    return text.rstrip("0").removesuffix(".")


def finite_number(value: Any) -> float | None:
    """The finite number a value is, or its text says; else None."""
    if isinstance(value, str) and not value.isascii():
        return None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


@lru_cache(maxsize=256)
def readable_pattern(pattern: str) -> Any:
    """The compiled pattern (RE2, as the database has it). Raises DefinitionError with what cannot be read in it."""
    try:
        return re2.compile(pattern, _QUIET)
    except UnicodeEncodeError:
        reason = "it holds a sign that is no text"
    except re2.error as error:
        said = error.args[0] if error.args else ""
        reason = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    told = _SAID.get(reason.split(":")[0], reason)
    raise DefinitionError(f'The pattern "{_shown(pattern)}" cannot be read: {told}.')


_SAID = {
    "missing )": "a bracket ) is missing",
    "missing ]": "a bracket ] is missing",
    "unexpected )": "a bracket ) has no beginning",
    "no argument for repetition operator": "nothing stands before a sign of repetition (* + ? {)",
    "trailing \\": "it ends in a \\",
}


def _shown(text: str) -> str:
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return plain if len(plain) <= 60 else f"{plain[:60]}…"
