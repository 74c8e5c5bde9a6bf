"""Puts the entries of a breakdown into groups: by what the entry event, or the person, carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.log.reading import ReadEvents, in_dates, read_entries, read_labelled, read_labels
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.retention import Retention
from touchpath.queries.clauses import Clause

GroupKind = Literal["value", "missing", "other"]
GroupValues = tuple[str | None, ...]


@dataclass(frozen=True)
class Group:
    """One group: `values` are its one or two values (None: missing, or "other")."""

    label: str
    kind: GroupKind
    values: GroupValues


@dataclass(frozen=True, eq=False)
class Grouped:
    """Entries, the number of each one's group, and the groups; without a breakdown everybody is one."""

    entries: ReadEvents
    of: NDArray[Any]
    groups: tuple[Group, ...]


EVERYBODY = Group("All", "value", ())


def read_grouped(engine: Reader, retention: Retention, filters: Filters, more: Sequence[Clause] = ()) -> Grouped:
    """The target events that start cohorts and pass `more`, in groups.

    Where a group comes from the event, it is that of the person's first target event in the cohort's period.
    """
    breakdown = retention.breakdown
    if breakdown is None:
        entries = read_entries(engine, retention, filters, more)
        return Grouped(entries, np.broadcast_to(np.int64(0), len(entries)), (EVERYBODY,))
    by_event = [name for name, scope in zip(breakdown.names, breakdown.scopes, strict=True) if scope == "event"]
    frames = {name: _entries_only(engine, retention, filters, name, more) for name in by_event}
    rows = next(iter(frames.values()), None)
    if rows is None:
        entries = read_entries(engine, retention, filters, more)
    else:
        entries = ReadEvents(rows["person"].to_numpy(), rows["moment"].to_numpy(dtype=np.int64))
    labels = [
        text_of(frames[name]["label"])
        if name in frames
        else text_of(read_labels(engine, name).reindex(entries.person))
        for name in breakdown.names
    ]
    return Grouped(entries, *group(labels, entries.person, breakdown.limit))


def group(
    labels: Sequence[NDArray[Any]], people: NDArray[Any], limit: int | None
) -> tuple[NDArray[Any], tuple[Group, ...]]:
    """The number of each entry's group, and the groups: most people first, then "Other", then missing.

    A value is kept while it is among the `limit` with most distinct people; a pair is missing when both are.
    """
    coded = [pd.factorize(column) for column in labels]  # -1 is missing
    pairs = np.zeros(len(people), dtype=np.int64)
    for part, names in coded:
        pairs = pairs * (len(names) + 1) + part + 1
    found, at, codes = np.unique(pairs, return_index=True, return_inverse=True)
    values: list[GroupValues] = [tuple(names[part[i]] if part[i] >= 0 else None for part, names in coded) for i in at]
    distinct = pd.DataFrame({"code": codes, "person": people}).drop_duplicates()["code"]
    counts = np.bincount(distinct, minlength=len(found))
    ranked = sorted(range(len(values)), key=lambda i: (-counts[i], tuple(part or "" for part in values[i])))
    named = [i for i in ranked if any(part is not None for part in values[i])]
    kept = named if limit is None else named[:limit]
    groups = [Group(" · ".join("missing" if v is None else v for v in values[i]), "value", values[i]) for i in kept]
    place = np.full(len(values), len(kept))
    place[kept] = np.arange(len(kept))
    if len(named) > len(kept):
        groups.append(Group("Other", "other", (None,) * len(labels)))
    if len(named) < len(values):
        missing = next(i for i in range(len(values)) if i not in set(named))
        place[missing] = len(groups)
        groups.append(Group("Missing", "missing", values[missing]))
    return place[codes], tuple(groups)


def text_of(column: pd.Series[Any]) -> NDArray[Any]:
    """Labels as text; empty ones are missing."""
    values: NDArray[Any] = column.to_numpy(dtype=object, copy=True)
    values[pd.isna(values) | (values == "")] = None
    return values


def _entries_only(
    engine: Reader, retention: Retention, filters: Filters, name: str, more: Sequence[Clause]
) -> pd.DataFrame:
    """The labelled target events; where only one entry of a person counts, their first, if it lies in the dates."""
    rows = read_labelled(engine, retention, filters, name, more)
    if retention.kind == "recurring" and retention.bucketing == "calendar":
        return rows
    first = rows.drop_duplicates("person", ignore_index=True)
    if retention.kind != "first_ever":
        return first
    kept = in_dates(engine, first["moment"].to_numpy(dtype=np.int64), filters)
    if filters.channels and retention.channel_of == "entry":
        kept &= first["channel"].isin([name or "" for name in filters.channels]).to_numpy()
    return first[kept].reset_index(drop=True)
