"""What the retention page says in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from touchpath.analysis.retention.result import Cohort, CurvePoint, RetentionResult
from touchpath.journey.filters import Filters
from touchpath.journey.retention_words import step_words
from touchpath.journey.words import count, plural, rate

FEW = 30


def answer(result: RetentionResult) -> str:
    """The answer in one sentence with its numbers."""
    retention = result.retention
    what = step_words(retention.entry)
    if not result.people:
        return f"Nobody did {what} in this selection."
    known = [point for point in result.curve[1:] if point.size > 0]
    started = f"Of {plural(result.people, 'person', 'people')} who did {what}"
    if not known:
        return f"{started}, nobody has been observed long enough to say who came back."
    first, last = known[0], _last_solid(known)
    back = f"{rate(first.rate)} came back{_by(result)} {_at(result, first)}"
    return f"{started}, {back}." if last is first else f"{started}, {back} and {rate(last.rate)} {_at(result, last)}."


def notes(result: RetentionResult, filters: Filters) -> list[str]:
    """What a reader should know before believing the picture."""
    said = list(result.warnings)
    if any(cohort.size and not all(cohort.complete[1:]) for cohort in result.cohorts):
        said.append(
            "Hatched: not complete yet, because the data end before everybody's time is over; left out of averages."
        )
    if result.provisional:
        said.append("In that period or later can still grow: who has not come back yet may still do so.")
    if filters.channels:
        said.append(_channel(result))
    if result.retention.kind == "recurring" and result.retention.bucketing == "calendar":
        said.append("A person counts in the cohort of every period in which they started, so cohorts do not add up.")
    known = [point for point in result.curve[1:] if point.size > 0]
    if known and known[0].size < FEW:
        said.append(f"n = {known[0].size}: too few people to rely on these shares.")
    return said


def shown_cohorts(cohorts: Sequence[Cohort], most: int) -> tuple[tuple[Cohort, ...], int]:
    """The last `most` cohorts that the data reach, without empty ones at either end, and how many were left out."""
    sizes = [cohort.size > 0 for cohort in cohorts]
    if not any(sizes):
        return (), 0
    first, last = sizes.index(True), len(sizes) - sizes[::-1].index(True)
    kept = tuple(cohorts[first:last])
    return kept[-most:], max(0, len(kept) - most)


def _last_solid(known: Sequence[CurvePoint]) -> CurvePoint:
    """The last column that rests on at least a tenth of the people of the first: later ones say little."""
    return [point for point in known if point.size >= known[0].size / 10][-1]


def _by(result: RetentionResult) -> str:
    back = result.retention.back
    return "" if back.touchpoints is None and not back.where else f" ({step_words(back)})"


def _at(result: RetentionResult, point: CurvePoint) -> str:
    later = " or later" if result.provisional else ""
    return f"in {point.label.lower()}{later}"


def _channel(result: RetentionResult) -> str:
    selects = {
        "entry": "the event that starts a person",
        "every": "every event",
        "first_ever": "people by the channel of their first event ever",
    }
    return f"The channel filter selects {selects[result.retention.channel_of]}."


def size_words(point: CurvePoint) -> str:
    """A curve's point with what it rests on."""
    return f"{rate(point.rate)} ({rate(point.rate_low)} to {rate(point.rate_high)}), n = {count(point.size)}"
