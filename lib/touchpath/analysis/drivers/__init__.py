"""Why people dropped: what goes with converting or not after reaching a step, seen with equal observation time.

Landmark analysis: everyone is watched for the same first hours after reaching the step. Only people whose time to
convert is over count (mature); those who had converted by the landmark are set aside; what happened before it is
compared with who converted after it. Source: Anderson, Cain & Gelber 1983, J Clin Oncol 1:710.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from touchpath.analysis.drivers.factors import Factor, FactorCounts, weigh
from touchpath.analysis.drivers.felt import score_counts
from touchpath.analysis.drivers.times import Landmark, StepTimes, at_landmark, deadlines_of, end_of, micros
from touchpath.analysis.funnel.steps import previous_step
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.definition import DefinitionError
from touchpath.journey.funnel import Funnel, Step

MOST_VALUES = 40
BESIDE_SHARE = 0.9
BESIDE_PEOPLE = 5000  # enough people to see what happens beside a step


@dataclass(frozen=True)
class Drivers:
    """What goes with converting. `factors` were tested, the surest first; `rare` could not be (too few people).

    `left_out` are touchpoints that are steps of the funnel or stand for one. `people` were compared and `converted`
    of them converted after the landmark.
    """

    people: Size[int]
    converted: PartOf[int]
    immature: Size[int]
    early: Size[int]
    no_time: Size[int]
    hours: Fixed[float]
    factors: tuple[Factor, ...]
    rare: Fixed[int]
    left_out: Label[tuple[str, ...]]

    @property
    def called(self) -> tuple[Factor, ...]:
        """The factors that stand out after adjustment."""
        return tuple(factor for factor in self.factors if factor.called)


@dataclass(frozen=True)
class NextTouchpoint:
    """What people who dropped did next, beside those who went on (`others`, None where nobody did).

    `kind`: "touchpoint", "other" (the rest), "exit" (nothing more within their time), or "everybody": what nearly all
    of both do after the step, which is left out of the rest, as it says nothing of dropping.
    """

    label: Label[str]
    kind: Fixed[Literal["touchpoint", "other", "exit", "everybody"]]
    people: Size[int]
    people_rate: Derived[float]
    others: Size[int | None] = None
    others_rate: Derived[float | None] = None


def find_drivers(engine: Reader, funnel: Funnel, times: StepTimes, place: int, hours: float) -> Drivers:
    """What goes with going on to step `place` (counted from 0) from the required one before, after the first `hours`.

    Factors: touchpoints met in those hours, channel and properties of the event that reached the step, persona,
    attributes of the person, and the last survey scores given by then. Raises DefinitionError for the first step, and
    for a time that is not positive.
    """
    if not 0 < place < len(funnel.steps):
        raise DefinitionError("Choose a drop-off between two steps.")
    seen = at_landmark(times, funnel, hours, engine.calendar.data_end)
    left_out = _left_out(engine, funnel, times, seen)
    step = funnel.steps[previous_step(funnel, place) or 0]
    counts = [part for part in _counts(engine, step, seen) if not _leaks(part, left_out)]
    factors, rare = weigh(counts)
    return Drivers(
        len(seen.person), int(seen.converted.sum()), seen.immature, seen.early, seen.no_time, hours,
        factors, rare, tuple(sorted(left_out)),
    )  # fmt: skip


def next_touchpoints(engine: Reader, funnel: Funnel, times: StepTimes, most: int = 8) -> tuple[NextTouchpoint, ...]:
    """What mature people who dropped did next, beside those who went on.

    Shares of the rows, with "other" and "exit", add up to 1; what everybody does stands apart, at the end.
    """
    deadlines = deadlines_of(times, funnel)
    mature = deadlines <= end_of(engine.calendar.data_end)
    dropped = mature & (np.isnat(times.next_at) | (times.next_at > deadlines))
    if not dropped.any():
        return ()
    given = {
        "people": times.person[mature].tolist(),
        "starts": micros(times.reached_at[mature]),
        "deadlines": micros(deadlines[mature]),
        "went_on": (~dropped[mature]).tolist(),
        "nearly_all": BESIDE_SHARE,
    }
    rows = engine.frame("ask/drivers/next_touchpoints", given)
    totals = int(dropped.sum()), int(mature.sum() - dropped.sum())
    everybody, gone = rows["everybody"].astype(bool), rows["touchpoint"].isna()
    named = rows[~everybody & ~gone & (rows["people"] > 0)]
    rest = rows[~everybody & ~gone].drop(named.index[:most])
    parts = [_next(str(row["touchpoint"]), "touchpoint", row, totals) for _, row in named[:most].iterrows()]
    parts.append(_next("Other touchpoints", "other", rest[["people", "others"]].sum(), totals))
    parts.append(_next("Nothing more", "exit", rows.loc[gone, ["people", "others"]].sum(), totals))
    parts += [_next(str(row["touchpoint"]), "everybody", row, totals) for _, row in rows[everybody].iterrows()]
    return tuple(part for part in parts if part.people)


def _next(label: str, kind: Any, row: pd.Series[Any], totals: tuple[int, int]) -> NextTouchpoint:
    dropped, went_on = totals
    people, others = int(row["people"]), int(row["others"])
    beside = (others, others / went_on) if went_on else (None, None)
    return NextTouchpoint(label, kind, people, people / dropped, *beside)


def _counts(engine: Reader, step: Step, seen: Landmark) -> list[FactorCounts]:
    """Every factor with its four counts."""
    if not len(seen.person):
        return []
    people, converted = seen.person.tolist(), seen.converted.astype(int).tolist()
    landmarks = micros(seen.landmarks)
    starts = micros(seen.starts)
    at_step = {
        "people": people, "starts": starts, "converted": converted,
        "step": list(step.touchpoints or ()), "any_touchpoint": step.touchpoints is None,
    }  # fmt: skip
    who = {"people": people, "converted": converted}
    met = engine.frame("ask/drivers/touchpoints", {**who, "starts": starts, "landmarks": landmarks})
    through = engine.frame("ask/drivers/step_channels", at_step)
    carried = engine.frame("ask/drivers/step_properties", {**at_step, "most_values": MOST_VALUES})
    traits = engine.frame("ask/drivers/person_traits", {**who, "most_values": MOST_VALUES})
    everyone = (len(people), int(seen.converted.sum()))
    personas = traits["name"].isna()
    return [
        *_factors("touchpoint", met, everyone),
        *_factors("channel", through, everyone),
        *_factors("property", carried, everyone),
        *_factors("persona", traits[personas], everyone),
        *_factors("attribute", traits[~personas], everyone),
        *score_counts(engine, seen),
    ]


def _factors(kind: Any, rows: pd.DataFrame, everyone: tuple[int, int]) -> list[FactorCounts]:
    """Rows as counts; the others are everybody else."""
    found = []
    for row in rows.to_dict("records"):
        exposed, exposed_converted = int(row["exposed"]), int(row["exposed_converted"])
        others, others_converted = everyone[0] - exposed, everyone[1] - exposed_converted
        name = str(row["name"]) if kind in ("property", "attribute") else ""
        found.append(
            FactorCounts(kind, name, str(row["value"]), exposed, exposed_converted, others, others_converted)
        )
    return found


def _left_out(engine: Reader, funnel: Funnel, times: StepTimes, seen: Landmark) -> set[str]:
    """Touchpoints that are steps, are called like one, or happen beside one nearly every time."""
    steps = {name for step in funnel.steps for name in step.touchpoints or ()}
    if not len(seen.person):
        return steps
    some = slice(None, None, max(1, len(times.person) // BESIDE_PEOPLE))
    given = {
        "people": times.person[some].tolist(),
        "starts": micros(times.reached_at[some]),
        "nexts": micros(times.next_at[some]),
        "deadlines": micros(deadlines_of(times, funnel)[some]),
    }
    rows = engine.frame("ask/drivers/beside_steps", given)
    spelled = {_letters(name) for name in steps}
    alike = {str(name) for name in rows["touchpoint"] if _letters(str(name)) in spelled}
    beside = rows[rows["beside"] >= BESIDE_SHARE * rows["events"]]
    return steps | alike | {str(name) for name in beside["touchpoint"]}


def _letters(name: str) -> str:
    """A name without its manner of writing: "Add to cart" and "add_to_cart" are one."""
    return re.sub(r"[\W_]+", "", name.casefold())


def _leaks(part: FactorCounts, left_out: set[str]) -> bool:
    return part.kind == "touchpoint" and part.value in left_out
