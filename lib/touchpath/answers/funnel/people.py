"""Who dropped: people at a step, as a list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from touchpath.analysis import funnel as measuring
from touchpath.analysis.funnel.result import StepPeople
from touchpath.answers.answer import Table, Told
from touchpath.answers.funnel.names import before, step_names
from touchpath.answers.kinds import Place
from touchpath.engine.base import Reader
from touchpath.journey import filter_text
from touchpath.journey.filters import Filters
from touchpath.journey.funnel_views import PeopleAtStep
from touchpath.journey.words import count, counted_as


def measure(engine: Reader, asked: PeopleAtStep, filters: Filters) -> StepPeople:
    """The people of the funnel as a whole, whatever it is split by."""
    whole = replace(asked.funnel, breakdown=None)
    return measuring.people_at(engine, whole, filters, asked.step, dropped=asked.dropped, limit=asked.most)


def what(asked: PeopleAtStep) -> str:
    """What these people did: "reached view but not buy"."""
    step = step_names(asked.funnel)[asked.step]
    return f"reached {before(asked.funnel, asked.step)} but not {step}" if asked.dropped else f"reached {step}"


def tell(asked: PeopleAtStep, found: StepPeople, place: Place) -> Told:
    """The list, and how many they are."""
    did = what(asked)
    frame = _frame(found, place.calendar.tz)
    cut = f"The first {count(len(frame))} of {count(found.total)} are listed."
    return Told(
        title="Who are they?",
        sentence=f"{counted_as(found.total, asked.funnel.counting)} {did}."
        if found.total
        else f"Nobody {did} in this selection.",
        definition=f"{asked.funnel.sentence()} Those who {did}.",
        denominator=f"{asked.funnel.counting} who {did}",
        n=found.total,
        tables=(Table(f"people-{did}", frame, frame),),
        notes=(*([cut] if found.total > len(frame) else []), f"Times are on the clock of {place.calendar.zone}."),
    )


def _frame(found: StepPeople, zone: ZoneInfo) -> pd.DataFrame:
    """Times on the clock of the workspace."""

    def local(moments: Any) -> pd.Series[Any]:
        found = pd.Series(pd.to_datetime(np.asarray(moments, dtype="datetime64[us]")))
        return found.dt.tz_localize("UTC").dt.tz_convert(zone).dt.tz_localize(None)

    return pd.DataFrame(
        {
            "Person": found.person_id,
            "Persona": [filter_text.label("persona", name) for name in found.persona],
            "Began": local(found.entered_at),
            "Last step reached": local(found.reached_at),
            "Last event": [event.touchpoint or "" for event in found.last],
            "on channel": [filter_text.label("channel", event.channel) for event in found.last],
            "at": local([event.at for event in found.last]),
        }
    )
