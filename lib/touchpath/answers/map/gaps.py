"""What the journey lacks in sentences, and how alike touchpoints are on two channels."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import pandas as pd

from touchpath.analysis.map.gaps import Alike, GapsResult, JourneyGap, measure_gaps
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.answers.map.marks import measure_map
from touchpath.answers.map.names import days_said, persona_said
from touchpath.answers.surveys.words import words_for
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.journey_gaps import SILENT_DAYS, JourneyGaps
from touchpath.journey.touchpoint_map import TouchpointMap
from touchpath.journey.words import count, interval, listed, plural, points, rate

_ALPHA = 0.05
_KINDS = ("stage", "persona", "channel", "first seen", "last seen", "no touchpoint", "no survey")


def measure(engine: Reader, asked: JourneyGaps, filters: Filters) -> GapsResult:
    """Gaps of what the map shows."""
    found = measure_map(engine, TouchpointMap(horizon_days=asked.horizon_days), filters)
    return measure_gaps(engine, found, filters)


def tell(asked: JourneyGaps, found: GapsResult, place: Place) -> Told:
    """Each gap in a sentence; touchpoints that differ between channels."""
    sentences = gap_sentences(found.gaps)
    unlike = unlike_sentences(found)
    said = f"{plural(len(sentences), 'gap')}: {sentences[0]}" if sentences else "Nothing is missing that can be told."
    return Told(
        title="What is missing?",
        sentence=said,
        definition=(
            "A closed list: a stage without a touchpoint or with under 1 % of people; a persona that meets a "
            "touchpoint less than half as often as the rest (more surely than chance, Benjamini and Hochberg); a "
            f"channel silent for over {SILENT_DAYS} days; a touchpoint first or last seen over {SILENT_DAYS} days "
            "inside the dates; a survey without a touchpoint, a touchpoint without a survey. Consistency: leaving of "
            "the same touchpoint on two channels with at least 30 people each (Newcombe's interval)."
        ),
        denominator="people in view",
        n=found.people,
        tables=(_gap_table(found.gaps), _alike_table(found)),
        findings=(*sentences, *unlike),
        statement=Statement("ask/touchpoints/catalogue", place.filters),
    )


def gap_sentences(gaps: Sequence[JourneyGap]) -> list[str]:
    """The gaps by kind; touchpoints without a survey in one sentence."""
    said = [_gap(gap) for kind in _KINDS[:-1] for gap in gaps if gap.kind == kind]
    silent = [gap.name for gap in gaps if gap.kind == "no survey"]
    if silent:
        ask = "asks" if len(silent) == 1 else "ask"
        said.append(f"No survey {ask} about {listed(silent, 6)}.".replace("survey ask ", "survey asks "))
    return said


def unlike_sentences(found: GapsResult) -> list[str]:
    """Touchpoints that surely differ between two channels."""
    return [_unlike(part, found) for part in found.alike if part.p_value <= _ALPHA]


def _gap(gap: JourneyGap) -> str:
    if gap.kind == "stage":
        met = "nobody meets" if not gap.part else f"only {rate(gap.rate)} of people meet"
        return f"Stage {gap.name}: {met} a touchpoint of it."
    if gap.kind == "persona":
        return (
            f"{persona_said(gap.persona)} meet {gap.name} less than half as often as the rest: {rate(gap.rate)} of "
            f"{count(gap.people)} against {rate(gap.rest_rate)}."
        )
    if gap.kind == "channel":
        return f"The channel {gap.name} has been silent for {days_said(round(gap.days))} at the end of the dates."
    if gap.kind == "first seen":
        return f"{gap.name} was first seen {days_said(round(gap.days))} after the dates begin."
    if gap.kind == "last seen":
        return f"{gap.name} was last seen {days_said(round(gap.days))} before the dates end."
    return f"No answer of the survey {gap.name} can be placed at a touchpoint."


def _unlike(part: Alike, found: GapsResult) -> str:
    one, two = part.one or "no channel", part.two or "no channel"
    ends = interval(points(part.low).removesuffix(" points"), points(part.high).removesuffix(" points"))
    return (
        f"{part.touchpoint} is not the same on {one} and {two}: {rate(part.one_left / part.one_people)} and "
        f"{rate(part.two_left / part.two_people)} do not come back within {days_said(found.horizon_days)} "
        f"({points(part.difference)}, {ends})."
    )


def _gap_table(gaps: Sequence[JourneyGap]) -> Table:
    rows = pd.DataFrame(
        [(gap.kind, gap.name, gap.persona, gap.people, gap.part, gap.rest_rate, gap.days) for gap in gaps],
        columns=["kind", "name", "persona", "people", "part", "rest_rate", "days"],
    )
    readable = pd.DataFrame({"What is missing": gap_sentences(gaps)})
    return Table("journey-gaps", rows, readable)


def _alike_table(found: GapsResult) -> Table:
    rows = pd.DataFrame(
        [
            (
                part.touchpoint, part.one, part.two, part.one_people, part.one_left, part.two_people, part.two_left,
                part.difference, part.low, part.high, part.p_value, part.one_score, part.two_score,
            )
            for part in found.alike
        ],
        columns=["touchpoint", "one", "two", "one_people", "one_left", "two_people", "two_left", "difference", "low",
                 "high", "p_value", "one_score", "two_score"],
    )  # fmt: skip
    say = words_for(found.metric or "csat", ())
    readable = pd.DataFrame(
        [
            (
                part.touchpoint, part.one or "(no channel)", part.two or "(no channel)",
                f"{rate(part.one_left / part.one_people)} of {count(part.one_people)}",
                f"{rate(part.two_left / part.two_people)} of {count(part.two_people)}", points(part.difference),
                _scores(part, say),
            )
            for part in found.alike
        ],
        columns=["Touchpoint", "On", "And on", "Leaving", "Leaving there", "Difference", "Scores"],
    )  # fmt: skip
    return Table("alike-on-channels", rows, readable)


def _scores(part: Alike, say: object) -> str:
    if not (isfinite(part.one_score) and isfinite(part.two_score)):
        return "–"
    return f"{say.value(part.one_score)} and {say.value(part.two_score)}"  # type: ignore[attr-defined]
