"""The finished tables with aliases merged and times as UTC seconds: what the truth is measured on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sample_data.generator import settings as s


@dataclass(frozen=True)
class Observed:
    """`events` (person merged, utc seconds), `people` (indexed by person, with utc, local week and day)."""

    events: pd.DataFrame
    people: pd.DataFrame
    answers: pd.DataFrame
    assignments: pd.DataFrame
    data_end: int

    def times(self, touchpoint: str) -> pd.DataFrame:
        """(person, utc) of one touchpoint."""
        return self.events.loc[self.events["event"] == touchpoint, ["person", "utc"]]


def seconds(iso: pd.Series) -> np.ndarray:
    """UTC seconds of ISO texts."""
    return pd.to_datetime(iso, utc=True).dt.tz_localize(None).to_numpy().astype("datetime64[s]").astype(np.int64)


def observe(
    events: pd.DataFrame,
    people: pd.DataFrame,
    aliases: pd.DataFrame,
    answers: pd.DataFrame,
    assignments: pd.DataFrame,
) -> Observed:
    """Merge the aliases and read the times."""
    known = dict(zip(aliases["anonymous_id"], aliases["known_id"], strict=True))
    merged = events.assign(
        person=events["person"].map(known).fillna(events["person"]).astype(str), utc=seconds(events["occurred_at"])
    )
    local = pd.to_datetime(people["joined_at"], utc=True).dt.tz_convert(s.ZONE).dt.tz_localize(None)
    day = (local.dt.normalize() - pd.Timestamp(s.FIRST_DAY)).dt.days
    who = people.assign(utc=seconds(people["joined_at"]), day=day, week=day // 7).set_index("person")
    return Observed(
        merged,
        who,
        answers.assign(utc=seconds(answers["answered_at"])),
        assignments.assign(utc=seconds(assignments["assigned_at"])),
        int(merged["utc"].max()),
    )
