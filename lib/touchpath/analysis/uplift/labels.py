"""The groups that people of a test are in: persona, channel of entry, columns; and whether arms are alike in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from touchpath.analysis.change.outcomes import read_column
from touchpath.analysis.change.units import ChangeUnits, Codes
from touchpath.analysis.surveys.splits import by_texts
from touchpath.analysis.surveys.texts import known_texts
from touchpath.analysis.uplift.result import UpliftGroupKind
from touchpath.engine.base import Reader
from touchpath.journey.change import Change
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Name
from touchpath.journey.uplift import MOST_GROUPS
from touchpath.stats.mix import chi_square

_HARDLY_EVER = 0.001


@dataclass(frozen=True, eq=False)
class PeopleLabel:
    """One label of the people of a test: the place of each one's group, and what the groups are."""

    by: str
    place: Codes
    names: tuple[Name, ...]
    kinds: tuple[UpliftGroupKind, ...]


def labels_of(engine: Reader, change: Change, units: ChangeUnits, *, personas: bool) -> tuple[PeopleLabel, ...]:
    """Every label asked for, of the people who count. Raises DefinitionError for a column that nobody has."""
    found = [_label("persona", units.persona, units.personas)] if personas else []
    if units.channel.any():
        found.append(_label("channel", units.channel, units.channels))
    return (*found, *(_column(engine, change, units, name) for name in change.split_by))


def refuse_unlike_arms(labels: tuple[PeopleLabel, ...], treated: Codes) -> None:
    """Raise DefinitionError where a label stands so differently in the arms as a draw would hardly ever leave it."""
    for label in labels:
        table = np.zeros((len(label.names), 2))
        np.add.at(table, (label.place, treated), 1)
        if chi_square(table).p_value * len(labels) < _HARDLY_EVER:
            raise DefinitionError(
                f"The arms are not alike in {label.by} (p < 0.001), which a draw would hardly ever give: either they "
                f"were not drawn at random, or {label.by} was only known after. So for whom it worked cannot "
                f"be told. "
                f"If {label.by} came after, leave it out."
            )


def _column(engine: Reader, change: Change, units: ChangeUnits, name: str) -> PeopleLabel:
    rows = read_column(engine, change, name)
    texts = rows["label"].replace("", None)
    known = texts.notna().to_numpy()
    people = rows["person"].to_numpy().astype(np.int64)
    if not known.any():
        raise DefinitionError(f'Nobody here has a "{name}".')
    order = np.argsort(people[known], kind="stable")
    texts_of = known_texts(people[known][order], texts[known].to_numpy()[order]).of(units.person.astype(np.int64))
    groups = by_texts(texts_of)
    return _label(name, groups.group + 1, (None, *groups.labels), ordered=groups.ordered)


def _label(by: str, place: Codes, names: tuple[Name, ...], *, ordered: bool = False) -> PeopleLabel:
    """Only groups that somebody is in; missing last; beyond a dozen the rarest together."""
    size = np.bincount(place, minlength=len(names))
    there = [i for i in range(1, len(names)) if size[i]]
    if not ordered:
        there.sort(key=lambda i: (-size[i], str(names[i])))
    kept, rest = (there, []) if len(there) <= MOST_GROUPS else (there[: MOST_GROUPS - 1], there[MOST_GROUPS - 1 :])
    groups: list[tuple[Name, UpliftGroupKind]] = [(names[i], "value") for i in kept]
    table = np.zeros(len(names), dtype=np.int64)
    table[kept] = np.arange(len(kept))
    if rest:
        table[rest] = len(groups)
        groups.append((None, "other"))
    if size[0]:
        table[0] = len(groups)
        groups.append((None, "missing"))
    return PeopleLabel(by, table[place], tuple(name for name, _ in groups), tuple(kind for _, kind in groups))
