"""What every measure says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from touchpath.analysis.measures.figure import Figure, MeasureBuckets, unset
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings, Unit

Words = Callable[[MeasureSettings], str]
Read = Callable[[Reader, Filters, MeasureSettings, MeasureBuckets], Figure]


@dataclass(frozen=True)
class MeasureDefinition:
    """One measure: a name, words, a unit, what it needs, and how its figure is read.

    `place` orders the registry. `needs` are the settings without which it has no value. `definition` and
    `denominator` put it into words under given settings. `question` is the statement of the catalog that shows how
    its events are read.
    """

    name: str
    title: str
    unit: Unit
    place: int
    definition: Words
    denominator: Words
    question: str
    read: Read
    needs: tuple[str, ...] = ()

    def figure(
        self, engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets = ()
    ) -> Figure:
        """The figure, with its trend where there are buckets; NaN and a reason where it has no value."""
        missing = next((name for name in self.needs if not getattr(settings, name)), None)
        return unset(missing) if missing else self.read(engine, filters, settings, buckets)


def counted(_: MeasureSettings) -> str:
    """The denominator of what is counted, not estimated."""
    return "Counted, not estimated: there is no denominator and no interval."


def named(touchpoints: tuple[str, ...], nothing: str = "any touchpoint") -> str:
    """Touchpoints in words."""
    return " or ".join(touchpoints) or nothing
