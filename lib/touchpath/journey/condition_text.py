"""Conditions as one line of text that people can read, type and put in a link: `product = shoes or boots`.

`person.age >= 30` is about the person. A name or value that could be misread stands in double quotes (as in JSON).
The bare word `missing` is the absence of a value. Alternatives stand in brackets, each with one condition or several:
`(amount > 10 and plan = gold) or (channel = store)`.
"""

from __future__ import annotations

import json
import re

from touchpath.journey.conditions import BARE_OPS, OPS, AnyOf, Condition, Op, Scalar, Scope, Where
from touchpath.journey.definition import DefinitionError

MISSING = "missing"
_PERSON = "person."
_PART = r'"(?:[^"\\]|\\.)*"'
_SIGNS = "|".join(re.escape(op) for op in sorted(OPS, key=len, reverse=True) if not op[0].isalpha())
_WORDS = "|".join(re.escape(op) for op in sorted(OPS, key=len, reverse=True) if op[0].isalpha())
_NAME = r'[^"=<>!\s]+(?:\s[^"=<>!\s]+)*?'
_LINE = re.compile(rf"^\s*(person\.)?({_PART}|{_NAME})(?:\s*({_SIGNS})\s*|\s+({_WORDS})(?:\s+|$))(.*)$", re.DOTALL)
_VALUES = re.compile(rf"\s*({_PART}|(?:(?!\sor\s).)+)\s*(?:\sor\s|$)", re.DOTALL)
_PLAIN = re.compile(r"[\w.\-/@:+#%&()]+(?: [\w.\-/@:+#%&()]+)*")


_QUOTED = r'("(?:[^"\\]|\\.)*"?)'  # to the end where the quotes are not closed: what is left is then read once only
_OR = re.compile(_QUOTED + r"|\)\s+or\s+\(")
_AND = re.compile(_QUOTED + r"|\sand\s")


def to_text(condition: Where) -> str:
    """The line that `from_text` reads back as the same condition, or alternatives."""
    if isinstance(condition, AnyOf):
        told = [" and ".join(_one_to_text(part) for part in parts) for parts in condition.alternatives]
        return " or ".join(f"({part})" for part in told)
    return _one_to_text(condition)


def from_text(line: str) -> Where:
    """The condition, or the alternatives, that a line says; raises DefinitionError when it says none."""
    whole = line.strip()
    parts = _split(_OR, whole[1:-1]) if whole.startswith("(") and whole.endswith(")") else []
    if len(parts) < 2:
        return _one_from_text(line)
    return AnyOf(tuple(tuple(_one_from_text(part) for part in _split(_AND, text)) for text in parts))


def _split(between: re.Pattern[str], text: str) -> list[str]:
    """The parts of a text between the separators that stand outside double quotes."""
    ends = [found.span() for found in between.finditer(text) if found.group(1) is None]
    begins = [0, *(end for _, end in ends)]
    return [text[begin:end] for begin, end in zip(begins, [*(start for start, _ in ends), len(text)], strict=True)]


def _one_to_text(condition: Condition) -> str:
    prefix = _PERSON if condition.scope == "person" else ""
    values = " or ".join(_written(value) for value in condition.values)
    return f"{prefix}{_name(condition.name)} {condition.op} {values}".rstrip()


def _one_from_text(line: str) -> Condition:
    match = _LINE.match(line)
    if match is None:
        raise DefinitionError(f'"{line}" is not a condition: write it as "amount > 10" or "product = shoes".')
    person, name, sign, word, rest = match.groups()
    scope: Scope = "person" if person else "event"
    op = _op(sign or word)
    return Condition(_read_name(name), op, _values(op, rest), scope)


def _op(text: str) -> Op:
    return next(op for op in OPS if op == text)


def _values(op: Op, rest: str) -> Scalar | tuple[Scalar, ...]:
    if op in BARE_OPS:
        return None
    if op == "regex":
        return str(_read(rest.strip()))
    values = tuple(_read(part.strip()) for part in _VALUES.findall(rest))
    if not values:
        raise DefinitionError(f'The condition "{op}" needs a value to compare with.')
    return values[0] if len(values) == 1 else values


def _read(text: str) -> Scalar:
    if text.startswith('"'):
        return str(json.loads(text))
    return None if text == MISSING else text


def _read_name(text: str) -> str:
    return str(json.loads(text)) if text.startswith('"') else text


def _written(value: Scalar) -> str:
    if value is None:
        return MISSING
    text = str(value)
    spaced = f" {text} "
    safe = _PLAIN.fullmatch(text) and text != MISSING and " or " not in spaced and " and " not in spaced
    return text if safe else json.dumps(text, ensure_ascii=False)


def _name(name: str) -> str:
    safe = re.fullmatch(r"[\w\-]+", name) and not name.startswith(_PERSON)
    return name if safe else json.dumps(name, ensure_ascii=False)
