"""New, returning, back after a break, gone quiet: in sentences and as a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from touchpath.analysis import lifecycle as measuring
from touchpath.analysis.lifecycle import LifecyclePeriod, LifecycleResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.lifecycle import Lifecycle
from touchpath.journey.words import count

MOST_PERIODS = 60
NOBODY = "Nobody was active in this selection: choose other dates, filters or touchpoints."
_COLUMNS = ("period", "new", "returning", "resurrected", "dormant", "complete")


def measure(engine: Reader, asked: Lifecycle, filters: Filters) -> LifecycleResult:
    """People of each period by how they came to be active."""
    return measuring.measure(engine, asked, filters)


def tell(asked: Lifecycle, found: LifecycleResult, place: Place) -> Told:
    """Everything that is said of the lifecycle."""
    shown = found.periods[-MOST_PERIODS:]
    notes = []
    if len(shown) < len(found.periods):
        notes.append(f"The last {MOST_PERIODS} periods; all are in the table.")
    if not all(period.complete for period in shown):
        notes.append("Pale: not complete, because the dates or the data end before the period does.")
    rows = _rows(found.periods)
    return Told(
        title="New, returning, back, or gone quiet?",
        sentence=sentence(found.periods),
        definition=asked.sentence(),
        denominator="people active in the period or the one before",
        n=float(np.nansum([period.active for period in found.periods])),
        tables=(Table("lifecycle", rows, _readable(found.periods)),),
        notes=tuple(notes),
        statement=Statement("ask/retention/moments", place.filters),
    )


def sentence(periods: Sequence[LifecyclePeriod]) -> str:
    """The last complete period in a sentence."""
    if not any(period.active for period in periods):
        return NOBODY
    period = next((period for period in reversed(periods) if period.complete), periods[-1])
    return (
        f"{period.label}: {count(period.active)} active, of whom {count(period.new)} new, {count(period.returning)} "
        f"returning and {count(period.resurrected)} back after a break; {count(period.dormant)} have gone quiet."
    )


def _rows(periods: Sequence[LifecyclePeriod]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (period.start, period.new, period.returning, period.resurrected, period.dormant, period.complete)
            for period in periods
        ],
        columns=list(_COLUMNS),
    )


def _readable(periods: Sequence[LifecyclePeriod]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Period": period.label if period.complete else f"({period.label})",
                "New": count(period.new),
                "Returning": count(period.returning),
                "Back": count(period.resurrected),
                "Gone quiet": count(period.dormant),
            }
            for period in periods
        ],
        columns=["Period", "New", "Returning", "Back", "Gone quiet"],
    )
