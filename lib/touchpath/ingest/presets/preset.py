"""Presets: what is known about the exports of a tool, read from one small file per tool in the folder tools.

A preset says how to recognise a file by what it holds, and for each kind of table made of it: which columns feed
which fields, and the steps that make columns the export only holds in pieces. See tools/README.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from touchpath.ingest.mapping import KINDS, Constant, TableKind
from touchpath.journey.definition import DefinitionError

_FOLDER = Path(__file__).with_name("tools")
_EVIDENCE = {"columns", "at_least", "any", "first", "like", "banner", "footer", "width", "cells", "format", "without"}


@dataclass(frozen=True)
class Signature:
    """What must all be seen in a table: columns (at least so many), one of others, remarks, cells at places."""

    columns: tuple[str, ...] = ()
    at_least: int = 0
    any: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    banner: str = ""
    footer: str = ""
    width: tuple[int, ...] = ()
    cells: tuple[tuple[int, str], ...] = ()
    format: str = ""


@dataclass(frozen=True)
class DatedColumn:
    """A column (name or pattern) whose date is an event: its touchpoint, its amount's column, whether paid back."""

    column: str
    touchpoint: str
    value: str | None = None
    refund: bool = False


@dataclass(frozen=True)
class View:
    """One table made of the export: its kind, where the fields come from, the steps before, what is left out.

    `fields` names for each field the columns that may feed it, best first, or a Constant. `only`: rows in which one
    of these columns is blank are no rows of it. `times`: dated columns that each become an event; {1} in a touchpoint
    is that part of the name of every column its pattern fits. `each`: the list whose members are the rows (see
    each.py).
    `questions`: which columns are questions (patterns), `scales` their metric and ends where the tool fixes them,
    `not_measures` which are not counted. `distinct`: each pair once. `without`: the
    table is not made where one of these columns is there.
    """

    kind: TableKind
    title: str = ""
    fields: dict[str, Any] = field(default_factory=dict, hash=False)
    settings: dict[str, Any] = field(default_factory=dict, hash=False)
    steps: tuple[dict[str, Any], ...] = field(default=(), hash=False)
    only: tuple[str, ...] = ()
    times: tuple[DatedColumn, ...] = ()
    each: dict[str, Any] = field(default_factory=dict, hash=False)
    questions: tuple[str, ...] = ()
    not_questions: tuple[str, ...] = ()
    scales: tuple[dict[str, Any], ...] = field(default=(), hash=False)
    not_measures: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preset:
    """The exports of one tool. `names`: columns of a layout without a header; `totals`: rows may sum up others."""

    key: str
    name: str
    evidence: tuple[Signature, ...]
    views: tuple[View, ...]
    names: tuple[str, ...] = ()
    totals: bool = False


@cache
def presets() -> tuple[Preset, ...]:
    """Every preset of the folder, by file name."""
    return tuple(
        preset_from_plain(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(_FOLDER.glob("*.toml"))
    )


def preset(key: str) -> Preset | None:
    """The preset of this key (the name of its file), if there is one."""
    return next((known for known in presets() if known.key == key), None)


def preset_from_plain(key: str, plain: dict[str, Any]) -> Preset:
    """A preset from the plain dict of its file. Raises DefinitionError, naming the preset, for what is not known."""
    try:
        evidence = tuple(_evidence(part) for part in plain["recognise"])
        views = tuple(_view(part) for part in plain["table"])
        return Preset(key, plain["name"], evidence, views, tuple(plain.get("names", ())), bool(plain.get("totals")))
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise DefinitionError(f"The preset {key} is not complete: {error}.") from error


def find_column(names: Sequence[str], wanted: str) -> str | None:
    """The first of `names` that is `wanted`, whatever its capitals and blanks; ~pattern fits a part of a name.

    A name whose dots became underscores on the way (a.b as a_b, as databases write it), or that a query for "all
    columns" put "*." before, is found too, where no name is closer.
    """
    if wanted.startswith("~"):
        pattern = re.compile(wanted[1:], re.IGNORECASE)
        return next((name for name in names if pattern.search(name)), None)
    plain, loose = _by_name(tuple(names))
    return plain.get(plain_name(wanted)) or loose.get(loose_name(wanted))


@lru_cache(maxsize=256)
def _by_name(names: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    """The first name of each plain and of each loose form."""
    plain: dict[str, str] = {}
    loose: dict[str, str] = {}
    for name in names:
        plain.setdefault(plain_name(name), name)
        loose.setdefault(loose_name(name), name)
    return plain, loose


def first_column(names: Sequence[str], wanted: Sequence[str]) -> str | None:
    """The first column that one of the wanted names finds."""
    return next((found for one in wanted if (found := find_column(names, one))), None)


@cache
def plain_name(name: str) -> str:
    """A column name without regard to capitals, underscores and blanks."""
    return re.sub(r"[\s_\u00a0]+", " ", name).strip().casefold()


@cache
def loose_name(name: str) -> str:
    """A column name without regard to the sign between its parts either."""
    return re.sub(r"[\s_.]+", " ", plain_name(name).removeprefix("*.")).strip()


def _evidence(plain: dict[str, Any]) -> Signature:
    if unknown := set(plain) - _EVIDENCE:
        raise ValueError(f"{', '.join(sorted(unknown))} is no evidence")
    for pattern in [*plain.get("like", ()), *plain.get("without", ()), plain.get("banner", "")]:
        re.compile(pattern.removeprefix("~"))
    return Signature(
        columns=tuple(plain.get("columns", ())),
        at_least=plain.get("at_least", len(plain.get("columns", ()))),
        any=tuple(plain.get("any", ())),
        first=tuple(plain.get("first", ())),
        like=tuple(plain.get("like", ())),
        without=tuple(plain.get("without", ())),
        banner=plain.get("banner", ""),
        footer=plain.get("footer", ""),
        width=tuple(plain.get("width", ())),
        cells=tuple((int(place), pattern) for place, pattern in plain.get("cells", {}).items()),
        format=plain.get("format", ""),
    )


def _view(plain: dict[str, Any]) -> View:
    given = dict(plain)
    kind = given.pop("kind")
    known = set(KINDS[kind].__dataclass_fields__)
    fields = {name: _source(value) for name, value in given.pop("fields", {}).items()}
    if unknown := (set(fields) | set(given.get("settings", {}))) - known:
        raise ValueError(f"{', '.join(sorted(unknown))} is no field of {kind}")
    times = tuple(DatedColumn(**part) for part in given.pop("times", ()))
    steps = tuple(given.pop("steps", ()))
    rest: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    return View(kind=kind, fields=fields, times=times, steps=steps, **rest)


def _source(value: Any) -> Constant | tuple[str, ...]:
    if isinstance(value, dict):
        return Constant(str(value["value"]))
    return (value,) if isinstance(value, str) else tuple(value)
