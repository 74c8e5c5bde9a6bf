"""What follows a score: in sentences and as a table."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from touchpath.analysis.surveys.score_follows import AfterScores, BandFollow, FollowTrend, score_follows
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.few import FEW
from touchpath.answers.funnel.comparison import p_words
from touchpath.answers.kinds import Kind, Place
from touchpath.answers.surveys.bands import band_label, band_name
from touchpath.answers.surveys.score_names import called
from touchpath.engine.base import Reader
from touchpath.journey.definition import build
from touchpath.journey.filters import Filters
from touchpath.journey.score_follows import ScoreFollows
from touchpath.journey.words import count, interval, listed, money, plural, points, rate

_DID = {"converted": "converted", "returned": "came back"}
_CALLED = 0.05


def measure(engine: Reader, asked: ScoreFollows, filters: Filters) -> AfterScores:
    """What the mature people of each band did."""
    return score_follows(engine, asked, filters)


def tell(asked: ScoreFollows, found: AfterScores, place: Place) -> Told:
    """Everything that is said of what follows a score."""
    return Told(
        title="What follows a score?",
        sentence=sentence(asked, found),
        definition=_definition(asked, found),
        denominator=f"people whose first answer in view lies at least {asked.days:g} days before the end of the data",
        n=found.mature,
        tables=(_table(found, place),),
        notes=tuple(_notes(asked, found)),
        statement=Statement("ask/surveys/after_answers", place.filters),
    )


def sentence(asked: ScoreFollows, found: AfterScores) -> str:
    """Low against top scores, the outcome that differs most surely first."""
    if not found.people:
        return f"Nobody in view whom we know answered {called(asked.score)} at a known time: nothing can be followed."
    if not found.mature:
        return f"Nobody can be followed for {asked.days:g} days yet: choose fewer days, or earlier dates."
    told = [said for trend in _surest_first(found) if (said := _trend_sentence(asked, found, trend))]
    return told[0] if told else "Too few people are known for what followed to be shown."


def trend_words(found: AfterScores, trend: FollowTrend) -> str:
    """Whether a share goes up from low to top scores, or what stands against saying it."""
    test = trend.test
    if test.p_value != test.p_value:
        return "no trend can be tested"
    if test.p_value >= _CALLED:
        return f"no trend beyond chance ({p_words(test.p_value)})"
    way = "more" if test.estimate > 0 else "less"
    return (
        f"the higher the score, the {way} often: {points(test.estimate)} from band to band ({p_words(test.p_value)})"
    )


def _surest_first(found: AfterScores) -> list[FollowTrend]:
    return sorted(found.trends, key=lambda trend: (trend.test.p_value != trend.test.p_value, trend.test.p_value))


def _trend_sentence(asked: ScoreFollows, found: AfterScores, trend: FollowTrend) -> str:
    """Both ends in numbers, and whether the trend is more than chance; nothing where they are hidden."""
    ends = [part for part in found.bands if part.people == part.people and part.people and _rate(part, trend) >= 0]
    if len(ends) < 2:
        return ""
    low, top = ends[0], ends[-1]
    did = _DID[trend.name]
    said = (
        f"Within {asked.days:g} days {rate(_rate(low, trend))} of {count(low.people)} "
        f"{band_name(found.metric, low.band)} {did}, against {rate(_rate(top, trend))} of {count(top.people)} "
        f"{band_name(found.metric, top.band)}"
    )
    return f"{said}; {trend_words(found, trend)}."


def _rate(part: BandFollow, trend: FollowTrend) -> float:
    """The share of a band, -1 where there is none."""
    share = part.converted_rate if trend.name == "converted" else part.returned_rate
    return share if share == share else -1.0


def _definition(asked: ScoreFollows, found: AfterScores) -> str:
    goal = f"reached {listed(asked.goal, 4, 'or')}" if asked.goal else "reached the goal (none is set)"
    back = f"did {listed(asked.returning, 4, 'or')}" if asked.returning else "did anything that does not only ask"
    of = f"events at {listed(asked.purchase, 4, 'or')}" if asked.purchase else "all events that carry a value"
    return (
        f"People are followed for {asked.days:g} x 24 hours after their first answer in view to "
        f"{called(asked.score)}. Converted: {goal} in that time. Came back: {back} a day or more after the answer. "
        f"Revenue: the value of {of}, net of refunds, divided by the people. What they did may lie after the dates, "
        "on any channel. 95 % ranges: Wilson for shares, t for means; trend over the three bands: Cochran-Armitage."
    )


def _notes(asked: ScoreFollows, found: AfterScores) -> list[str]:
    notes = [f"{_DID[trend.name].capitalize()}: {trend_words(found, trend)}." for trend in found.trends]
    young = found.people - found.mature
    if young > 0:
        notes.append(f"{plural(young, 'person', 'people')} answered too recently to be followed, and are left out.")
    if not asked.goal:
        notes.append("No goal touchpoint is set: choose one under Workspaces, Settings, to see who converted.")
    if found.no_revenue:
        notes.append(found.no_revenue)
    few = [band_name(found.metric, part.band) for part in found.bands if 0 < part.people < FEW]
    if few:
        notes.append(f"Fewer than {FEW} {listed(few)}: too few to compare.")
    return [*notes, "Who is unhappy may also have bought less before: what follows a score need not come of it."]


def _table(found: AfterScores, place: Place) -> Table:
    columns = (
        "people", "converted", "converted_rate", "converted_low", "converted_high", "returned", "returned_rate",
        "returned_low", "returned_high", "revenue", "revenue_low", "revenue_high",
    )  # fmt: skip
    rows = pd.DataFrame([[part.band, *(getattr(part, name) for name in columns)] for part in found.bands],
                        columns=["band", *columns])  # fmt: skip
    return Table("score-follows", rows, pd.DataFrame([_readable(found, part, place) for part in found.bands]))


def _readable(found: AfterScores, part: BandFollow, place: Place) -> dict[str, str]:
    return {
        "Score": band_label(found.metric, part.band, found.low_to, found.top_from),
        "People": count(part.people),
        "Converted": _with_range(rate(part.converted_rate), rate(part.converted_low), rate(part.converted_high)),
        "Came back": _with_range(rate(part.returned_rate), rate(part.returned_low), rate(part.returned_high)),
        "Revenue per person": _with_range(
            *(money(value, place.currency) for value in (part.revenue, part.revenue_low, part.revenue_high))
        ),
    }


def _with_range(value: str, low: str, high: str) -> str:
    ends = interval(low, high)
    return f"{value} ({ends})" if ends[0] != "–" else value


def _parameters(asked: ScoreFollows) -> list[tuple[str, str]]:
    return [("follows_score", asked.score), ("follows_days", f"{asked.days:g}")]


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("score_follows", ScoreFollows, partial(build, ScoreFollows), measure, tell, "surveys", _parameters),
)
"""The question of what follows a score."""
