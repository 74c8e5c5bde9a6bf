"""The steps of a preset: columns made from what a row holds in pieces. Each adds columns at the end of the row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from touchpath.ingest.presets.digit_steps import digits
from touchpath.ingest.presets.json_steps import spread_key_values, spread_members, spread_questions
from touchpath.ingest.presets.step import Around, Cells, RowStep, is_set
from touchpath.ingest.presets.time_parts import parts
from touchpath.ingest.presets.time_steps import day, shift
from touchpath.ingest.presets.zoned import zoned
from touchpath.journey.definition import DefinitionError


def make_steps(specs: Sequence[Mapping[str, Any]], around: Around) -> tuple[RowStep, ...]:
    """The steps whose columns are there; later ones see what earlier ones add."""
    made: list[RowStep] = []
    names = list(around.names)
    for spec in specs:
        maker = _MAKERS.get(str(spec.get("do")))
        if maker is None:
            raise DefinitionError(f'"{spec.get("do")}" is no step: use one of {", ".join(_MAKERS)}.')
        step = maker(spec, Around(names, around.facts, around.sample))
        if step is not None:
            made.append(step)
            names += step.added
    return tuple(made)


def _first(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """The first of several columns that is filled in this row; of a list in it, what stands before a sign.

    `strip`: signs at its ends that are no part of it.
    """
    places, sign, strip = around.places(spec["of"]), spec.get("before", ""), spec.get("strip", "")
    if not places:
        return None

    def apply(row: Cells) -> None:
        found = next((row[place] for place in places if is_set(row[place])), None)
        plain = found.strip(strip) if found and strip else found
        row.append(plain.split(sign)[0].strip() if plain and sign else plain)

    return RowStep((spec["name"],), apply)


def _word(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """One word of a cell of several, counted from 1 ("GET /page HTTP/1.1"), up to a sign."""
    place = around.place(spec["of"])
    if place is None:
        return None
    number, sign = int(spec["number"]), spec.get("before", "")

    def apply(row: Cells) -> None:
        words = (row[place] or "").split()
        found = words[number - 1] if len(words) >= number else row[place]
        row.append(found.split(sign)[0] if found and sign else found)

    return RowStep((spec["name"],), apply)


def _told(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """What the lines around the table tell: the same text in every row."""
    text = around.facts.get(spec["of"])
    if not text:
        return None
    return RowStep((spec["name"],), lambda row: row.append(text))


def _join(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """Several columns in one, such as a date and a time; nothing when the first is blank."""
    places = around.places(spec["of"])
    if len(places) < len(spec["of"]):
        return None
    between = spec.get("between", " ")

    def apply(row: Cells) -> None:
        parts = [row[place] or "" for place in places]
        row.append(between.join(part for part in parts if part) if parts[0] else None)

    return RowStep((spec["name"],), apply)


def _cases(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """A text by what another column holds: {"track": "{event}", "page": "Viewed {name} page"}."""
    place = around.place(spec["of"])
    if place is None:
        return None
    texts = {word: _filler(text, around) for word, text in spec.get("texts", {}).items()}
    usual = _filler(spec.get("else", "{" + around.names[place] + "}"), around)

    def apply(row: Cells) -> None:
        row.append(texts.get((row[place] or "").lower(), usual)(row) or row[place])

    return RowStep((spec["name"],), apply)


def _filler(text: str, around: Around) -> Callable[[Cells], str | None]:
    """Puts the cells of a row into {column} places; nothing when all of them are blank."""
    parts = re.split(r"\{([^{}]+)\}", text)
    fixed, places = parts[::2], [around.place(name.split("|")) for name in parts[1::2]]

    def fill(row: Cells) -> str | None:
        cells = [row[place] or "" if place is not None else "" for place in places]
        if places and not any(cells):
            return None
        whole = fixed[0] + "".join(cell + end for cell, end in zip(cells, fixed[1:], strict=True))
        return " ".join(whole.split())

    return fill


def _lookup(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """Names for codes; a code without a name stays as it is."""
    place = around.place(spec["of"])
    if place is None:
        return None
    words, usual = spec["names"], spec.get("else")

    def apply(row: Cells) -> None:
        code = row[place]
        row.append(words.get(code, code if usual is None else usual) if code else None)

    return RowStep((spec["name"],), apply)


def _channel(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """Source and medium as one text, "google / cpc", which the rules of channels turn into a channel."""
    parts = [around.places(spec.get(name)) for name in ("source", "medium", "campaign")]
    if not parts[0] and not parts[1]:
        return None

    def apply(row: Cells) -> None:
        source, medium, campaign = (
            next((str(row[place]) for place in places if is_set(row[place])), "") for places in parts
        )
        known = f"{source or '(none)'} / {medium or '(none)'}" + (f" / {campaign}" if campaign else "")
        row.append(known if source or medium else None)

    return RowStep((spec["name"],), apply)


def _fill(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """Blank cells take what the row before has, within the rows that share a key (one row per line item)."""
    places, key = around.places(spec["of"]), around.place(spec["within"])
    if key is None or not places:
        return None
    last: dict[str, Any] = {"key": None, "cells": []}

    def apply(row: Cells) -> None:
        if row[key] and row[key] == last["key"]:
            for place, cell in zip(places, last["cells"], strict=True):
                row[place] = row[place] or cell
        last["key"], last["cells"] = row[key], [row[place] for place in places]

    return RowStep((), apply)


def _when(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """The first filled of some columns where another fits a pattern, of others (or nothing) where it does not."""
    place = around.place(spec["of"])
    pattern = re.compile(spec["fits"], re.IGNORECASE)
    then, otherwise = around.places(spec.get("then")), around.places(spec.get("else"))
    if not then and not otherwise:
        return None

    def apply(row: Cells) -> None:
        fits = place is not None and bool(pattern.search(row[place] or ""))
        row.append(next((row[other] for other in (then if fits else otherwise) if is_set(row[other])), None))

    return RowStep((spec["name"],), apply)


def _among(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """The name of the first code, in the order of `names`, that stands in a list such as "1,200,21=5"."""
    place = around.place(spec["of"])
    if place is None:
        return None
    names, usual = spec["names"], spec.get("else")

    def apply(row: Cells) -> None:
        codes = {code.split("=")[0].strip() for code in (row[place] or "").split(",")}
        row.append(next((name for code, name in names.items() if code in codes), usual))

    return RowStep((spec["name"],), apply)


def _blank(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """Words that mean nothing (null, -1) become blank cells."""
    places = around.places(spec["of"]) if "of" in spec else list(range(len(around.names)))
    words = set(spec["values"])

    def apply(row: Cells) -> None:
        for place in places:
            if row[place] in words:
                row[place] = None

    return RowStep((), apply)


_MAKERS: dict[str, Callable[[Mapping[str, Any], Around], RowStep | None]] = {
    "first": _first,
    "word": _word,
    "told": _told,
    "join": _join,
    "cases": _cases,
    "lookup": _lookup,
    "channel": _channel,
    "fill": _fill,
    "when": _when,
    "among": _among,
    "blank": _blank,
    "day": day,
    "digits": digits,
    "shift": shift,
    "parts": parts,
    "zoned": zoned,
    "object": spread_members,
    "pairs": spread_key_values,
    "answers": spread_questions,
}
