"""What people do, in figures: shares of their events, how long they are seen, what they bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.currencies import no_sum
from touchpath.analysis.surveys.asking import asking_touchpoints
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.stats.proportions import Floats

BehaviourKind = Literal["touchpoint", "channel", "hour", "days", "value"]
_SHARES = ("touchpoint", "channel", "hour")
_LEAST_SHOWN = 0.05
"""A behaviour that fewer of the people show says nothing about the others, and is left out."""


@dataclass(frozen=True, eq=False)
class BehaviourOf:
    """People (keys, ascending) by behaviour: `plain` as it is read (shares 0-1, days, money), `scaled` as it is
    compared (roots of shares, logs of days and money); a column for each of `names` (kind and name).
    """

    person: NDArray[Any]
    names: tuple[tuple[BehaviourKind, str], ...]
    plain: Floats
    scaled: Floats


def read_behaviour(engine: Reader, least_events: int, filters: Filters) -> BehaviourOf:
    """Everybody in view with enough events; touchpoints that only ask are nobody's behaviour.

    A value counts where it is in one currency. What all do alike is left out.
    """
    given = {
        "zone": engine.calendar.zone, "least": least_events, "asking": list(asking_touchpoints(engine).names),
    }  # fmt: skip
    rows = engine.frame("ask/personas/behaviour", given, filters)
    if no_sum(engine, (), filters):
        rows = rows[rows["kind"] != "value"]
    person, of = np.unique(rows["person"].to_numpy(), return_inverse=True)
    pairs = pd.MultiIndex.from_arrays([rows["kind"], rows["name"].fillna("")])
    column, named = pd.factorize(pairs, sort=True)
    plain = np.zeros((len(person), len(named)))
    plain[of, column] = rows["amount"].to_numpy(dtype=float)
    kinds = np.array([kind for kind, _ in named], dtype=object)
    events = plain[:, kinds == "touchpoint"].sum(axis=1, keepdims=True)
    shares = np.isin(kinds, _SHARES)
    plain[:, shares] /= np.maximum(events, 1)
    scaled = np.where(shares, np.sqrt(np.abs(plain)), np.sign(plain) * np.log1p(np.abs(plain)))
    common = (plain != 0).mean(axis=0) >= _LEAST_SHOWN if len(person) else np.zeros(len(named), dtype=bool)
    kept = common & (scaled.std(axis=0) > 0) if len(person) else common
    names = tuple((kind, str(name)) for (kind, name), keep in zip(named, kept, strict=True) if keep)
    return BehaviourOf(person, names, plain[:, kept], scaled[:, kept])
