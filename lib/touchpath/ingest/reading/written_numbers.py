"""The number that a cell of a table tells, in Python: what a guess looks at before the whole file is read."""

from __future__ import annotations

import math
import re

from touchpath.ingest.source import Decimal

_PLAIN = re.compile(r"[-+]?[0-9.]+(?:[eE][-+]?[0-9]{1,3})?")
_SHORTENED = re.compile(r"[^\W\d_]{1,20}\.")
_DIGITS = re.compile(r"[0-9][0-9.,'’\s]*|[.,][0-9]+")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{2,3})+,[0-9]{3}|(?:\.[0-9]{2,3})+\.[0-9]{3})")
_OPEN = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_NEGATIVE = frozenset("-−(")
_LONGEST = 60


def amount_in(text: str, decimal: Decimal) -> float | None:
    """The one number in a text, whatever unit or currency stands beside it; None where there is none or several.

    Agrees with `amount` of queries/keep/load/define_amount.sql wherever that reads a number.
    """
    cell = text.strip()
    if len(cell) >= _LONGEST:
        return None
    plain = _finite(cell) if decimal == "." and _PLAIN.fullmatch(cell) else None
    if plain is not None:
        return plain
    found = _DIGITS.findall(_SHORTENED.sub("", cell))
    if len(found) != 1:
        return None
    number = _finite(_pointed("".join(sign for sign in found[0] if sign in "0123456789.,"), decimal))
    return -number if number and _NEGATIVE & set(cell) else number


def _pointed(digits: str, decimal: Decimal) -> str:
    """A number of digits, points and commas with a point before its decimals and no sign between thousands.

    19,90 and 1.234,5 can be read in one way only; 1,234 and 1.234 as the sign says.
    """
    if "," in digits and "." in digits:
        last = max(digits.rindex(","), digits.rindex("."))
        return digits[:last].replace(",", "").replace(".", "") + "." + digits[last + 1 :]
    if _THOUSANDS.fullmatch(digits) or (_OPEN.fullmatch(digits) and decimal not in digits):
        return digits.replace(",", "").replace(".", "")
    return digits.replace(",", ".")


def _finite(digits: str) -> float | None:
    try:
        number = float(digits)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
